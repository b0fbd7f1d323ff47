import CLinux
import Faults
import Glibc

/// Runs `body` on a detached thread with every signal blocked, so that signals reach the main thread and
/// a write to a closed socket fails instead of killing the process.
func startThread(name: String, _ body: @escaping @Sendable () -> Void) throws(Fault) {
    final class Box: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    let box = Unmanaged.passRetained(
        Box {
            plumb_name_thread(name)
            body()
        })
    var (all, old) = (sigset_t(), sigset_t())
    sigfillset(&all)
    // Those that the thread brings upon itself stay, for whoever reports crashes.
    for fatal in [SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGABRT] { sigdelset(&all, fatal) }
    pthread_sigmask(SIG_SETMASK, &all, &old)
    defer { pthread_sigmask(SIG_SETMASK, &old, nil) }
    var thread = pthread_t()
    let error = pthread_create(
        &thread, nil,
        { argument in
            if let argument { Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().body() }
            return nil
        }, box.toOpaque())
    guard error == 0 else {
        box.release()
        errno = error
        throw .system("http.no_thread", "A thread could not be started")
    }
    pthread_detach(thread)
}

extension Fault {
    /// `unavailable`, with the text of `errno` for the operator.
    static func system(_ code: Fault.Code, _ what: String) -> Fault {
        let reason = String(cString: strerror(errno))
        return Fault(.unavailable, code, "\(what): \(reason).", note: "errno \(errno): \(reason)")
    }
}
