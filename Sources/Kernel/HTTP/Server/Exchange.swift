/// One request and its response, as a connection keeps track of them.
///
/// Sendable because its variables are touched on the connection's loop alone.
final class Exchange: @unchecked Sendable {
    enum Answer {
        /// The handler has not answered.
        case pending
        case streaming(StreamEncoder)
        /// The answer is out; so many bytes of unread content may still be thrown away.
        case draining(left: Int)
    }

    let request: Request
    /// The client speaks HTTP/1.1 rather than HTTP/1.0.
    let isCurrent: Bool
    let framing: RequestHead.Framing
    let pipe: ChunkPipe?
    var hasStarted = false
    var keepsAlive: Bool
    var owesContinue: Bool
    var task: Task<Void, Never>?
    var answer = Answer.pending
    /// All content has come.
    var isReceived = false
    var received = 0
    /// Where the peer's bytes go once both have agreed to speak something else.
    var upgraded: ChunkPipe?
    var tally: AnswerTally?

    init(_ request: Request, _ head: RequestHead, _ pipe: ChunkPipe?, keepsAlive: Bool) {
        self.request = request
        isCurrent = head.isCurrent
        framing = head.framing
        owesContinue = head.awaitsContinue
        self.pipe = pipe
        self.keepsAlive = keepsAlive
    }

    /// What is still to come, when that is known.
    var remaining: Int? {
        if isReceived { return 0 }
        if case .length(let length) = framing { return length - received }
        return nil
    }

    var isDraining: Bool {
        if case .draining = answer { true } else { false }
    }

    var isStreaming: Bool {
        if case .streaming = answer { true } else { false }
    }
}
