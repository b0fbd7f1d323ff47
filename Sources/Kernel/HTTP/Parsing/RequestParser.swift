import Glibc

/// Reads a stream of HTTP/1 requests strictly (RFC 9112): bytes in, events or one refusal out.
///
/// The outcome depends on the bytes alone, not on how reads split them. Between calls it holds at most
/// one unfinished line and the fields of one head, both within the limits.
struct RequestParser: Sendable {
    enum Event {
        /// The input is used up.
        case more
        /// `takeHead` has it.
        case head
        /// Content, as a range of the input.
        case body(Range<Int>)
        /// The request is complete; the next byte begins another.
        case end
        case refused(Refusal)
    }

    enum State: Equatable {
        case requestLine, fields
        case content(left: Int)
        case chunkSize
        case chunk(left: Int)
        case chunkEnd(seenReturn: Bool)
        case trailers, complete
        case refused(Refusal)
    }

    let limits: Limits
    var state = State.requestLine
    var head = RequestHead()
    var facts = HeadFacts()
    /// An unfinished line.
    var carry: [UInt8] = []
    /// Bytes spent on the head, or on all chunk framing and trailers of one body.
    var spent = 0
    var received = 0
    var trailerCount = 0
    var skippedEmptyLine = false

    init(limits: Limits) { self.limits = limits }

    /// Whether no byte of a further request has come.
    var isIdle: Bool { state == .requestLine && carry.isEmpty && !skippedEmptyLine }

    /// The next event of `input` from `position` on, which moves behind what was used.
    mutating func next(_ input: Span<UInt8>, _ position: inout Int) -> Event {
        while true {
            switch state {
            case .requestLine, .fields, .chunkSize, .trailers:
                switch takeLine(input, &position) {
                case .success(true): break
                case .success(false): return .more
                case .failure(let refusal): return refuse(refusal)
                }
                if case .fields = state, let event = pendingHead() { return event }
            case .content(let left):
                if left == 0 {
                    state = .complete
                    continue
                }
                guard let range = take(left, input, &position) else { return .more }
                state = .content(left: left - range.count)
                return .body(range)
            case .chunk(let left):
                if left == 0 {
                    state = .chunkEnd(seenReturn: false)
                    continue
                }
                guard let range = take(left, input, &position) else { return .more }
                state = .chunk(left: left - range.count)
                return .body(range)
            case .chunkEnd(let seenReturn):
                guard position < input.count else { return .more }
                guard input[position] == (seenReturn ? 0x0A : 0x0D) else {
                    return refuse(.chunkEnd)
                }
                position += 1
                state = seenReturn ? .chunkSize : .chunkEnd(seenReturn: true)
            case .complete:
                reset()
                return .end
            case .refused(let refusal):
                return .refused(refusal)
            }
        }
    }

    private mutating func refuse(_ refusal: Refusal) -> Event {
        state = .refused(refusal)
        carry = []
        return .refused(refusal)
    }

    private func take(_ left: Int, _ input: Span<UInt8>, _ position: inout Int) -> Range<Int>? {
        let count = min(left, input.count - position)
        guard count > 0 else { return nil }
        defer { position += count }
        return position..<(position + count)
    }

    /// The head, once its empty line has been read and the framing is settled.
    private mutating func pendingHead() -> Event? {
        guard facts.isComplete else { return nil }
        if let refusal = finishHead() { return refuse(refusal) }
        switch head.framing {
        case .none: state = .complete
        case .length(let length): state = .content(left: length)
        case .chunked: state = .chunkSize
        }
        spent = 0
        return .head
    }

    /// The head that was announced last, once.
    mutating func takeHead() -> RequestHead {
        var taken = RequestHead()
        swap(&taken, &head)
        return taken
    }

    private mutating func reset() {
        state = .requestLine
        facts = HeadFacts()
        (spent, received, trailerCount) = (0, 0, 0)
        skippedEmptyLine = false
    }
}
