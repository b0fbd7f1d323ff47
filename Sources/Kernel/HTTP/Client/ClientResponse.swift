import Faults

/// A response that has arrived whole.
public struct ClientResponse: Sendable {
    /// Any final status; 4xx and 5xx are answers, not faults.
    public let status: Int
    public let headers: Headers
    /// As sent: a Content-Encoding is left in place.
    public let body: [UInt8]
    /// How old it is, where it is an earlier answer in the place of none.
    public internal(set) var staleFor: Duration?

    public init(status: Int, headers: Headers, body: [UInt8]) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}

/// A response whose head has arrived and whose body is read piece by piece.
///
/// Not reading pauses the transfer; dropping the last copy ends it.
public struct ClientStream: Sendable, AsyncSequence {
    public typealias Element = [UInt8]
    public typealias Failure = Fault

    public let status: Int
    public let headers: Headers
    let reader: TransferReader

    /// The next piece, or `nil` at the end; faults as `Client.send` does. One reader at a time.
    public func nextChunk() async throws(Fault) -> [UInt8]? { try await reader.next() }

    public func makeAsyncIterator() -> Iterator { Iterator(stream: self) }

    /// Reads the stream it came from; two iterators of one stream share its pieces.
    public struct Iterator: AsyncIteratorProtocol {
        let stream: ClientStream

        public mutating func next() async throws(Fault) -> [UInt8]? { try await stream.nextChunk() }

        public mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws(Fault) -> [UInt8]? { try await stream.nextChunk() }
    }
}

/// Ends its transfer when nobody can read it any more.
final class TransferReader: Sendable {
    private let transfer: Transfer
    private let abandon: @Sendable () -> Void

    init(_ transfer: Transfer, abandon: @escaping @Sendable () -> Void) {
        self.transfer = transfer
        self.abandon = abandon
    }

    func next() async throws(Fault) -> [UInt8]? { try await transfer.pipe?.next() }

    deinit { abandon() }
}
