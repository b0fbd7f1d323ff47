import Crypto
import Faults
import Glibc
import Values

/// Opens, decompresses and checks one object, a piece at a time.
///
/// Unchecked: the one consumer of the pieces calls it, one call at a time.
final class ObjectReader: @unchecked Sendable {
    private static let pieceSize = 256 << 10

    private let file: OpenFile
    private let reference: BlobRef
    private let key: SymmetricKey
    private var decompressor: Decompressor
    private var digest = SHA256Stream()
    private var given = 0
    private var compressed: [UInt8] = []
    private var position = 0
    private var index: UInt64 = 0
    private var hasLast = false
    private var isOver = false

    init(_ path: String, _ reference: BlobRef, ring: KeyRing, tenant: String) throws(Fault) {
        file = try OpenFile(path, O_RDONLY)
        self.reference = reference
        let header = try ObjectHeader(file.read(ObjectLayout.headerSize), path: path)
        guard header.size == reference.size else {
            throw .corruptObject("\(header.size) bytes where \(reference.size) were put: \(path)")
        }
        key = try header.key(ring, tenant: tenant).key
        decompressor = try Decompressor()
    }

    /// The next bytes, nil after the last, once they are known to be all and right.
    func next() throws(Fault) -> [UInt8]? {
        while !isOver {
            // A finished decompressor would take another call for the start of something new.
            if decompressor.isAtEnd {
                try end()
                return nil
            }
            if position == compressed.count, !hasLast { try readChunk() }
            let start = position
            let piece = try decompressor.decompress(
                compressed, from: &position, limit: ObjectReader.pieceSize)
            if !piece.isEmpty {
                given += piece.count
                guard given <= reference.size else { throw corrupt("it is longer than it should be") }
                digest.update(piece)
                return piece
            }
            if position == start, hasLast, !decompressor.isAtEnd {
                throw corrupt("its compressed form does not end")
            }
        }
        return nil
    }

    private func readChunk() throws(Fault) {
        let head = try file.read(4)
        guard head.count == 4 else { throw corrupt("it is cut off") }
        let word = UInt32(truncatingIfNeeded: ObjectLayout.number(head))
        let length = Int(word & ~ObjectLayout.lastFlag)
        hasLast = word & ObjectLayout.lastFlag != 0
        guard length <= ObjectLayout.chunkSize + AESGCM.tagSize else { throw corrupt("a chunk is too long") }
        let sealed = try file.read(length)
        guard sealed.count == length else { throw corrupt("it is cut off") }
        do throws(Fault) {
            compressed = try AESGCM.open(
                sealed, key: key, nonce: ObjectLayout.nonce(index),
                authenticating: ObjectLayout.aad(index, lastOf: hasLast ? reference.size : nil))
        } catch {
            throw error.code == "crypto.not_authentic" ? corrupt("chunk \(index) is not authentic") : error
        }
        position = 0
        index += 1
    }

    private func end() throws(Fault) {
        guard hasLast, position == compressed.count, given == reference.size,
            digest.value().hex == reference.digest
        else {
            throw corrupt("its content is not what its name says")
        }
        guard try file.read(1).isEmpty else { throw corrupt("something follows it") }
        isOver = true
    }

    private func corrupt(_ what: String) -> Fault { .corruptObject("\(what): \(file.path)") }
}
