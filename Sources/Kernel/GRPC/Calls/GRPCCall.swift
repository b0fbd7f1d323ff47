import Synchronization

/// One call, seen from either end: messages go both ways until each side has said that it is done.
///
/// One task reads and one task sends at a time.
public final class GRPCCall: Sendable {
    /// `/package.Service/Method`.
    public let path: String
    /// What the caller sent along with the call, names in lower case.
    public let metadata: [String: String]
    /// When the caller no longer wants an answer.
    public let deadline: ContinuousClock.Instant?
    private let session: Session
    private let limits: GRPCLimits
    private let state = Mutex(State())

    private struct State {
        var stream: Int32?
        var incoming: [[UInt8]] = []
        var taken = 0
        var queued = 0
        /// Nil while the peer may still send.
        var end: Result<Void, GRPCStatus>?
        var reader: CheckedContinuation<Void, Never>?
        /// Bytes that were sent and are not on the wire.
        var outstanding = 0
        var isSendingOver = false
        var sender: CheckedContinuation<Void, Never>?
    }

    init(
        _ session: Session, path: String, metadata: [String: String], deadline: ContinuousClock.Instant?,
        stream: Int32? = nil
    ) {
        self.session = session
        limits = session.limits
        self.path = path
        self.metadata = metadata
        self.deadline = deadline
        state.withLock { $0.stream = stream }
    }

    // MARK: - For the two ends

    /// The next message; nil when the peer has sent its last and the call ended well. Cancelling the task
    /// cancels the call.
    public func next() async throws(GRPCStatus) -> [UInt8]? {
        while true {
            let (found, drained): (Result<[UInt8]?, GRPCStatus>?, Bool) = state.withLock { state in
                guard state.taken < state.incoming.count else {
                    return (state.end.map { end in end.map { nil } }, false)
                }
                let message = state.incoming[state.taken]
                state.incoming[state.taken] = []
                state.taken += 1
                if state.taken == state.incoming.count {
                    state.incoming = []
                    state.taken = 0
                }
                let before = state.queued
                state.queued -= message.count
                return (.success(message), before > limits.waiting && state.queued <= limits.waiting)
            }
            if drained { session.perform { [self] in $0.readOn(self) } }
            if let found { return try found.get() }
            await withTaskCancellationHandler {
                await withCheckedContinuation { continuation in
                    let isReady = state.withLock { state in
                        if state.taken < state.incoming.count || state.end != nil { return true }
                        state.reader = continuation
                        return false
                    }
                    if isReady { continuation.resume() }
                }
            } onCancel: {
                cancel()
            }
        }
    }

    /// Sends a message, and returns when there is room for the next one.
    public func send(_ message: [UInt8]) async throws(GRPCStatus) {
        guard message.count <= limits.message else {
            throw GRPCStatus(.resourceExhausted, "a message of \(message.count) bytes is over the limit")
        }
        try state.withLock { (state) throws(GRPCStatus) in
            if case .failure(let status)? = state.end { throw status }
            state.outstanding += message.count
        }
        session.perform { [self] in $0.enqueue(message, for: self) }
        while !hasRoom {
            await withTaskCancellationHandler {
                await withCheckedContinuation { continuation in
                    let isReady = state.withLock { state in
                        if state.outstanding <= limits.outgoing || state.isSendingOver { return true }
                        state.sender = continuation
                        return false
                    }
                    if isReady { continuation.resume() }
                }
            } onCancel: {
                cancel()
            }
        }
        try state.withLock { (state) throws(GRPCStatus) in
            if case .failure(let status)? = state.end { throw status }
        }
    }

    private var hasRoom: Bool {
        state.withLock { $0.outstanding <= limits.outgoing || $0.isSendingOver }
    }

    /// Says that nothing more will be sent from this end; for a server, that the call went well.
    public func finishSending() { session.perform { [self] in $0.finish(self, nil) } }

    /// Ends the call from this end: on a client as cancelled, on a server with a status.
    public func cancel(_ status: GRPCStatus = GRPCStatus(.cancelled, "the call was cancelled")) {
        session.perform { [self] in $0.abandon(self, status) }
    }

    // MARK: - For the session, on its thread

    var stream: Int32? {
        get { state.withLock { $0.stream } }
        set { state.withLock { $0.stream = newValue } }
    }

    /// True while so much waits for the reader that the peer must be held back.
    var isFull: Bool { state.withLock { $0.queued > limits.waiting } }

    func receive(_ message: [UInt8]) {
        wakeReader { state in
            state.incoming.append(message)
            state.queued += message.count
        }
    }

    /// Nothing more comes; the first reason stays.
    func close(_ result: Result<Void, GRPCStatus>) {
        wakeReader { state in
            if state.end == nil { state.end = result }
        }
        if case .failure = result { stopSending() }
    }

    /// The stream is gone, or the peer wants nothing more.
    func stopSending() {
        let sender = state.withLock { state in
            state.isSendingOver = true
            defer { state.sender = nil }
            return state.sender
        }
        sender?.resume()
    }

    func sent(_ count: Int) {
        let sender = state.withLock { state -> CheckedContinuation<Void, Never>? in
            state.outstanding -= count
            guard state.outstanding <= limits.outgoing else { return nil }
            defer { state.sender = nil }
            return state.sender
        }
        sender?.resume()
    }

    private func wakeReader(_ change: (inout State) -> Void) {
        let reader = state.withLock { state in
            change(&state)
            defer { state.reader = nil }
            return state.reader
        }
        reader?.resume()
    }
}
