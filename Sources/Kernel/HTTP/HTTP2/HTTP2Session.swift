import CNghttp2

/// HTTP/2 on one connection (RFC 9113) over nghttp2: frames in, requests out, many answers interleaved.
///
/// It lives on its connection's loop. nghttp2 keeps the rules of frames, streams, windows and header
/// compression; limits, floods, deadlines and what a request may say are kept here.
final class HTTP2Session {
    static let preface = Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8)
    /// The most that one fill of the connection's outbox gathers, so that a late stream isn't far back.
    private static let gathered = 64 << 10

    unowned let connection: Connection
    let home: ServerLoop
    let loop: EventLoop
    let service: Service
    let remote: String
    private(set) var session: OpaquePointer?
    var streams: [Int32: HTTP2Stream] = [:]
    /// The stream whose header block is being read.
    var current: HTTP2Stream?
    /// Requests that are whole, in the order they came.
    var ready: [HTTP2Stream] = []
    /// Handlers that have not returned, those of streams included that the client has reset.
    var handlers = 0
    var served = 0
    var resets: Allowance
    var idleFrames: Allowance
    /// Until when something has to begin, while nothing is under way.
    var idleDeadline = Int64.max
    /// Until when the header block that has begun has to be whole.
    var headDeadline = Int64.max
    /// The client was told to go, or is beyond understanding.
    private(set) var isEnding = false
    private(set) var isBroken = false
    private var isDraining = false

    init(_ connection: Connection) {
        self.connection = connection
        home = connection.home
        loop = connection.loop
        service = connection.service
        remote = connection.remote
        let limits = service.limits
        let now = loop.now
        resets = Allowance(burst: limits.resets.burst, perSecond: limits.resets.perSecond, now: now)
        idleFrames = Allowance(
            burst: limits.idleFrames.burst, perSecond: limits.idleFrames.perSecond, now: now)
        connection.inputDeadline = .max
        connection.awaitsHead = false
        session = HTTP2Session.begin(limits, own: Unmanaged.passUnretained(self).toOpaque())
        expectRequest()
        connection.queueFlush()
    }

    deinit { nghttp2_session_del(session) }

    var isIdle: Bool { streams.isEmpty && ready.isEmpty }
    var wantsInput: Bool { !isBroken && !isEnding }
    /// Everything is said.
    var isOver: Bool {
        isBroken || (nghttp2_session_want_read(session) == 0 && nghttp2_session_want_write(session) == 0)
            || (isDraining && streams.isEmpty && nghttp2_session_want_write(session) == 0)
    }

    // MARK: - Bytes

    /// Reads frames, and then starts what they asked for.
    func receive(_ input: Span<UInt8>) {
        let taken = input.withUnsafeBufferPointer { bytes in
            nghttp2_session_mem_recv(session, bytes.baseAddress, bytes.count)
        }
        if taken < 0 {
            let isFlood =
                taken == Int(NGHTTP2_ERR_FLOODED.rawValue)
                || taken == Int(NGHTTP2_ERR_TOO_MANY_CONTINUATIONS.rawValue)
            terminate(isFlood ? NGHTTP2_ENHANCE_YOUR_CALM : NGHTTP2_PROTOCOL_ERROR)
            isBroken = true
        }
        while !ready.isEmpty {
            let begun = ready
            ready = []
            for stream in begun { stream.start() }
        }
        if isBroken || nghttp2_session_want_write(session) != 0 || isOver { connection.queueFlush() }
    }

    /// Moves frames to the connection's outbox while that is short.
    func fill(_ outbox: inout Outbox) {
        while outbox.count < Self.gathered {
            var bytes: UnsafePointer<UInt8>?
            let count = nghttp2_session_mem_send(session, &bytes)
            guard count > 0 else {
                if count < 0 { isBroken = true }
                return
            }
            outbox.gather { $0.append(contentsOf: UnsafeBufferPointer(start: bytes, count: count)) }
        }
    }

    // MARK: - The end

    /// Takes no further request; those under way end in peace.
    func drain() {
        guard !isDraining else { return }
        isDraining = true
        nghttp2_submit_goaway(session, 0, nghttp2_session_get_last_proc_stream_id(session), 0, nil, 0)
        connection.queueFlush()
    }

    /// Ends with a reason, after what is queued.
    func terminate(_ code: nghttp2_error_code) {
        guard !isEnding else { return }
        isEnding = true
        nghttp2_session_terminate_session(session, code.rawValue)
        connection.queueFlush()
    }

    /// The socket is gone.
    func connectionEnded(cancelling: Bool) {
        let ended = streams.values
        streams = [:]
        ready = []
        current = nil
        for stream in ended { stream.ended(cancelling: cancelling) }
    }
}
