import CLinux
import Glibc

private final class Start {
    let name: String
    let body: @Sendable () -> Void

    init(name: String, body: @escaping @Sendable () -> Void) {
        self.name = name
        self.body = body
    }
}

/// Runs `body` on a thread of its own with an 8 MiB stack, which ends with it. Writing to what the other side
/// has closed fails there with EPIPE, and raises no signal.
public func startDetachedThread(named name: String, _ body: @escaping @Sendable () -> Void) {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    pthread_attr_setstacksize(&attributes, 8 << 20)
    var thread = pthread_t()
    let start = Unmanaged.passRetained(Start(name: name, body: body))
    let result = pthread_create(&thread, &attributes, runStart, start.toOpaque())
    precondition(result == 0, "The system refuses another thread (\(result)).")
}

/// A global function, so that it inherits no actor.
private func runStart(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let argument else { return nil }
    let start = Unmanaged<Start>.fromOpaque(argument).takeRetainedValue()
    plumb_name_thread(start.name)
    var pipe = sigset_t()
    sigemptyset(&pipe)
    sigaddset(&pipe, SIGPIPE)
    pthread_sigmask(SIG_BLOCK, &pipe, nil)
    start.body()
    return nil
}
