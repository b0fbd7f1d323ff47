public import Faults
public import Values

/// Where bytes too large for the store are kept, each tenant's apart, under the digest of their content:
/// the same bytes are kept once, and what is read is what was put.
public protocol ObjectStore: Sendable {
    /// Returns when the bytes are durable.
    ///
    /// Faults: `objects.disk_full`, `objects.io`, `objects.busy`.
    func put(_ bytes: [UInt8], tenant: String) async throws(Fault) -> BlobRef

    /// As `put(_:tenant:)` for bytes that come piece by piece; a failing sequence leaves nothing behind.
    func put<Pieces: AsyncSequence & Sendable>(
        pieces: Pieces, tenant: String
    ) async throws(Fault) -> BlobRef where Pieces.Element == [UInt8]

    /// All bytes, checked against the digest.
    ///
    /// Faults: `objects.missing`, `objects.corrupt`, `crypto.key_unknown`, `objects.io`, `objects.busy`.
    func get(_ reference: BlobRef, tenant: String) async throws(Fault) -> [UInt8]

    /// The bytes piece by piece. Each piece is authentic when it is given, but only the end of the
    /// sequence tells that they are all.
    func read(_ reference: BlobRef, tenant: String) async throws(Fault) -> ObjectPieces

    func exists(_ reference: BlobRef, tenant: String) async throws(Fault) -> Bool

    /// Returns when it is gone for good; true when it was there.
    @discardableResult
    func delete(_ reference: BlobRef, tenant: String) async throws(Fault) -> Bool

    /// A tenant's objects in the order of their digests, after the given digest, at most `limit`.
    func list(tenant: String, after digest: String?, limit: Int) async throws(Fault) -> [BlobRef]
}

/// An object's bytes, read as they are asked for; throws a `Fault`.
public struct ObjectPieces: AsyncSequence, Sendable {
    public typealias Element = [UInt8]
    private let pull: @Sendable () async throws(Fault) -> [UInt8]?

    /// `pull` gives the next piece, nil after the last. One consumer may iterate, once.
    public init(_ pull: @escaping @Sendable () async throws(Fault) -> [UInt8]?) { self.pull = pull }

    public func makeAsyncIterator() -> Iterator { Iterator(pull: pull) }

    public struct Iterator: AsyncIteratorProtocol {
        let pull: @Sendable () async throws(Fault) -> [UInt8]?

        public mutating func next() async throws(Fault) -> [UInt8]? { try await pull() }
        public mutating func next(isolation actor: isolated (any Actor)?) async throws(Fault) -> [UInt8]? {
            try await pull()
        }
    }
}
