/// One request and its response, as a connection keeps track of them.
struct Exchange {
    enum Answer {
        /// The handler has not answered.
        case pending
        case streaming(StreamEncoder)
        /// The answer is out; so many bytes of unread content may still be thrown away.
        case draining(left: Int)
    }

    let id: UInt64
    let isCurrent: Bool
    let framing: RequestHead.Framing
    /// What the peer may read in answer is decided; the connection may stay.
    var keepsAlive: Bool
    var owesContinue: Bool
    var pipe: ChunkPipe?
    /// Waits for the handler's start.
    var request: Request?
    var task: Task<Void, Never>?
    var answer = Answer.pending
    /// All content has been received.
    var isReceived = false
    var received = 0

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
