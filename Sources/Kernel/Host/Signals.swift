import Glibc
import Threads

/// Turns the signals that ask a process to end, or to read its files again, into values of a stream.
public enum Signals {
    /// SIGHUP, which asks to read files again; every other one asks to end.
    public static let hangUp = SIGHUP

    /// Blocks SIGINT, SIGTERM and SIGHUP for the threads that are made from now on, and ignores SIGPIPE.
    /// Called first thing, on the main thread.
    public static func prepare() {
        ignoreClosedPipes()
        var set = heard()
        pthread_sigmask(SIG_BLOCK, &set, nil)
    }

    /// Writing to what the other side has closed fails, and ends nothing.
    public static func ignoreClosedPipes() { signal(SIGPIPE, SIG_IGN) }

    /// Each SIGINT, SIGTERM or SIGHUP that comes, in order.
    public static func arriving() -> AsyncStream<Int32> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: Int32.self, bufferingPolicy: .bufferingNewest(4))
        startDetachedThread(named: "signals") {
            var set = heard()
            while true {
                var number: Int32 = 0
                if sigwait(&set, &number) == 0 { continuation.yield(number) }
            }
        }
        return stream
    }

    private static func heard() -> sigset_t {
        var set = sigset_t()
        sigemptyset(&set)
        sigaddset(&set, SIGINT)
        sigaddset(&set, SIGTERM)
        sigaddset(&set, SIGHUP)
        return set
    }
}
