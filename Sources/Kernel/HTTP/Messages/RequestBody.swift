import Faults

/// The content of a request, handed over in the pieces it arrives in.
///
/// The socket is read only while someone reads here, so a slow handler slows its client and memory
/// stays flat. A body can be read once.
public struct RequestBody: Sendable, AsyncSequence {
    public typealias Element = [UInt8]
    public typealias Failure = Fault

    private let pipe: ChunkPipe?
    /// What Content-Length announced; `nil` for a chunked body, whose length is known at its end.
    public let length: Int?

    init(pipe: ChunkPipe, length: Int?) {
        self.pipe = pipe
        self.length = length
    }

    private init() {
        pipe = nil
        length = 0
    }

    /// No content.
    public static let empty = RequestBody()

    /// A body held in memory, for tests and for requests made in process.
    public init(_ bytes: [UInt8]) {
        let pipe = ChunkPipe()
        pipe.push(bytes)
        pipe.finish()
        self.init(pipe: pipe, length: bytes.count)
    }

    /// The next piece, or `nil` at the end.
    ///
    /// Faults: `cancelled` when the peer or the task has gone, `deadlineExceeded` when the body took
    /// too long, `tooLarge` beyond the server's limit, `invalid` when its framing broke.
    public func nextChunk() async throws(Fault) -> [UInt8]? { try await pipe?.next() }

    /// The whole body; faults with `tooLarge`, code `http.body_too_large`, beyond `limit` bytes.
    public func collect(upTo limit: Int) async throws(Fault) -> [UInt8] {
        if let length, length > limit { throw .bodyTooLarge(limit) }
        guard var whole = try await nextChunk() else { return [] }
        while whole.count <= limit, let chunk = try await nextChunk() { whole.append(contentsOf: chunk) }
        if whole.count > limit { throw .bodyTooLarge(limit) }
        return whole
    }

    public func makeAsyncIterator() -> Iterator { Iterator(body: self) }

    /// Reads the body it came from; two iterators of one body share its pieces.
    public struct Iterator: AsyncIteratorProtocol {
        let body: RequestBody

        public mutating func next() async throws(Fault) -> [UInt8]? { try await body.nextChunk() }

        public mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws(Fault) -> [UInt8]? { try await body.nextChunk() }
    }
}

extension Fault {
    static func bodyTooLarge(_ limit: Int) -> Fault {
        Fault(.tooLarge, "http.body_too_large", "The body is larger than the \(limit) bytes allowed here.")
    }

    static let clientGone = Fault(.cancelled, "http.client_gone", "The client has gone.")
}
