import CLinux
import CNghttp2
import Glibc
import Synchronization
import Threads

/// One HTTP/2 connection and the calls on it, client's or server's, worked by one thread.
///
/// Sendable because everything but `mail` is touched on that thread alone, which others enter through
/// `perform`; `start` hands the session to it.
final class Session: @unchecked Sendable {
    typealias Work = @Sendable (Session) -> Void
    typealias Handler = @Sendable (GRPCCall) async throws(GRPCStatus) -> Void

    private struct Mail {
        var works: [Work] = []
        var isClosed = false
    }

    let limits: GRPCLimits
    /// A server's way to answer; nil on a client.
    let handler: Handler?
    let authority: String
    private let socket: Socket
    private let bell: Int32
    private let mail = Mutex(Mail())
    private let onEnd: @Sendable () -> Void

    // On the thread alone.
    var session: OpaquePointer?
    var streams: [Int32: Stream] = [:]
    private var isEnding = false
    private var pending: [UInt8] = []
    private var position = 0
    private var lastHeard = ContinuousClock.now
    private var pinged: ContinuousClock.Instant?
    /// Why the connection ended, for calls that come later.
    private let ended = Mutex<GRPCStatus?>(nil)

    init(
        _ socket: Socket, _ limits: GRPCLimits, authority: String, handler: Handler? = nil,
        onEnd: @escaping @Sendable () -> Void = {}
    ) {
        self.socket = socket
        self.limits = limits
        self.authority = authority
        self.handler = handler
        self.onEnd = onEnd
        bell = eventfd(0, Int32(O_NONBLOCK | O_CLOEXEC))
    }

    var isSecure: Bool { socket.isSecure }
    var isServer: Bool { handler != nil }
    var failure: GRPCStatus? { ended.withLock { $0 } }

    func start() { startDetachedThread(named: isServer ? "grpc-server" : "grpc-client") { [self] in run() } }

    /// Does the work on the session's thread; false when the session has ended, and nothing is done.
    @discardableResult
    func perform(_ work: @escaping Work) -> Bool {
        mail.withLock { mail in
            guard !mail.isClosed else { return false }
            mail.works.append(work)
            // Under the lock: behind it the session may have ended, and the bell's number be another's.
            if mail.works.count == 1 { eventfd_write(bell, 1) }
            return true
        }
    }

    /// Lets calls end that are under way, and takes no new ones.
    func shutDown() { perform { nghttp2_session_terminate_session($0.session, 0) } }

    /// Ends at once.
    func close() { perform { $0.isEnding = true } }

    // MARK: - The thread

    private func run() {
        defer { end() }
        guard prepare() else { return fail(.internal, "HTTP/2 could not be set up") }
        var buffer = [UInt8](repeating: 0, count: 256 << 10)
        while true {
            work()
            if isEnding { return fail(.cancelled, "the connection was closed from here") }
            guard flush() else { return }
            if nghttp2_session_want_read(session) == 0, nghttp2_session_want_write(session) == 0,
                position == pending.count
            {
                return fail(.unavailable, "the connection has ended")
            }
            guard wait() else { return }
            guard read(&buffer) else { return }
            guard watchTime() else { return }
        }
    }

    private func work() {
        let works = mail.withLock { mail in
            defer { mail.works = [] }
            return mail.works
        }
        for work in works { work(self) }
    }

    private func fail(_ code: GRPCStatus.Code, _ text: String) {
        ended.withLock { $0 = $0 ?? GRPCStatus(code, text) }
    }

    private func end() {
        let reason = ended.withLock { status in
            status = status ?? GRPCStatus(.unavailable, "the connection has ended")
            return status ?? GRPCStatus(.unavailable, "")
        }
        let rest = mail.withLock { mail in
            mail.isClosed = true
            defer { mail.works = [] }
            return mail.works
        }
        for stream in streams.values {
            stream.task?.cancel()
            stream.call?.close(.failure(stream.own ?? reason))
        }
        streams = [:]
        // What was asked for too late finds no stream, and is told why.
        for work in rest { work(self) }
        nghttp2_session_del(session)
        session = nil
        socket.close()
        Glibc.close(bell)
        onEnd()
    }

    /// Everything that HTTP/2 has to say, as far as the socket takes it; false when the connection is gone.
    private func flush() -> Bool {
        while true {
            if position == pending.count {
                pending.removeAll(keepingCapacity: true)
                position = 0
                while pending.count < 64 << 10 {
                    var bytes: UnsafePointer<UInt8>?
                    let count = nghttp2_session_mem_send(session, &bytes)
                    if count < 0 {
                        fail(.internal, "HTTP/2 failed: \(Self.text(count))")
                        return false
                    }
                    guard count > 0 else { break }
                    pending.append(contentsOf: UnsafeBufferPointer(start: bytes, count: count))
                }
                if pending.isEmpty { return true }
            }
            switch pending.withUnsafeBytes({ socket.write(UnsafeRawBufferPointer(rebasing: $0[position...])) }
            ) {
            case .bytes(let count): position += count
            case .again: return true
            case .ended, .failed:
                fail(.unavailable, "the connection is gone")
                return false
            }
        }
    }

    private func wait() -> Bool {
        // TLS may hold bytes that the socket no longer shows.
        if socket.hasBuffered { return true }
        // Under TLS, bytes may wait for something to be read first.
        let writes = socket.isSecure ? socket.wantsWrite : position < pending.count
        let wants = Int16(POLLIN) | (writes ? Int16(POLLOUT) : 0)
        var sources = [
            pollfd(fd: socket.descriptor, events: wants, revents: 0),
            pollfd(fd: bell, events: Int16(POLLIN), revents: 0),
        ]
        if poll(&sources, 2, patience()) < 0, errno != EINTR {
            fail(.internal, "poll failed: errno \(errno)")
            return false
        }
        if sources[1].revents != 0 {
            var count: eventfd_t = 0
            eventfd_read(bell, &count)
        }
        return true
    }

    private func read(_ buffer: inout [UInt8]) -> Bool {
        while true {
            switch buffer.withUnsafeMutableBytes({ socket.read(into: $0) }) {
            case .again: return true
            case .ended:
                fail(.unavailable, "the peer closed the connection")
                return false
            case .failed:
                fail(.unavailable, "the connection broke")
                return false
            case .bytes(let count):
                (lastHeard, pinged) = (.now, nil)
                let result = nghttp2_session_mem_recv(session, buffer, count)
                if result < 0 {
                    fail(.unavailable, "the peer does not speak HTTP/2: \(Self.text(result))")
                    return false
                }
                if count < buffer.count, !socket.hasBuffered { return true }
            }
        }
    }

    // MARK: - Time

    private func patience() -> Int32 {
        var next = streams.values.compactMap(\.deadline).min()
        if let pinged {
            let end = pinged + limits.keepaliveTimeout
            next = min(next ?? end, end)
        } else if let keepalive = limits.keepalive {
            let due = lastHeard + keepalive
            next = min(next ?? due, due)
        }
        guard let next else { return -1 }
        let left = ContinuousClock.now.duration(to: next)
        guard left > .zero else { return 0 }
        let (seconds, attoseconds) = left.components
        return Int32(clamping: seconds * 1000 + attoseconds / 1_000_000_000_000_000 + 1)
    }

    /// Ends calls whose deadline has passed, and a connection that no longer answers.
    private func watchTime() -> Bool {
        let now = ContinuousClock.now
        for (id, stream) in streams {
            guard let deadline = stream.deadline, deadline <= now else { continue }
            stream.deadline = nil
            let status = stream.own ?? GRPCStatus(.deadlineExceeded, "the deadline has passed")
            stream.own = status
            if isServer, let call = stream.call {
                stream.task?.cancel()
                call.close(.failure(status))
                finish(call, status)
            } else {
                reset(id)
            }
        }
        if let pinged, pinged + limits.keepaliveTimeout <= now {
            fail(.unavailable, "the peer no longer answers")
            return false
        }
        if pinged == nil, let keepalive = limits.keepalive, lastHeard + keepalive <= now {
            nghttp2_submit_ping(session, 0, nil)
            pinged = now
        }
        return true
    }

    func reset(_ id: Int32) {
        nghttp2_submit_rst_stream(session, 0, id, UInt32(NGHTTP2_CANCEL.rawValue))
    }

    private static func text(_ code: Int) -> String {
        String(cString: nghttp2_strerror(Int32(clamping: code)))
    }
}
