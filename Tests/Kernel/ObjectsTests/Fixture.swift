import Crypto
import Foundation
import Objects
import Values

/// An object store in a folder under the system's temporary one, removed when the last reference goes.
final class Fixture: Sendable {
    let path: String
    let old = SymmetricKey.random()
    let new = SymmetricKey.random()

    init() {
        path =
            FileManager.default.temporaryDirectory.appendingPathComponent(
                "plumb-objects-\(UUID().uuidString)"
            ).path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func objects(keepFree: Int = 0, waiting: Int = 256) throws -> FileObjects {
        try FileObjects(
            path, ring: KeyRing(["old": old], current: "old"), waiting: waiting, keepFree: keepFree)
    }

    func file(_ reference: BlobRef, _ tenant: String = "acme") -> URL {
        URL(fileURLWithPath: "\(path)/\(tenant)/\(reference.digest.prefix(2))/\(reference.digest)")
    }

    /// Every file under the folder.
    var files: [String] {
        (FileManager.default.enumerator(atPath: path)?.allObjects as? [String] ?? []).filter { name in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: path + "/" + name, isDirectory: &isFolder)
                && !isFolder.boolValue
        }
    }
}

/// Half of it compresses well.
func sample(_ size: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < size {
        bytes += SecureRandom.bytes(300)
        bytes += Array(#"{"type":"aws_instance","name":"web","provider":"registry"}"#.utf8)
    }
    return Array(bytes.prefix(size))
}

struct Pieces: AsyncSequence, Sendable {
    let pieces: [[UInt8]]
    var failure: (any Error)?

    struct Iterator: AsyncIteratorProtocol {
        var rest: ArraySlice<[UInt8]>
        let failure: (any Error)?
        mutating func next() async throws -> [UInt8]? {
            if let piece = rest.popFirst() { return piece }
            if let failure { throw failure }
            return nil
        }
    }
    func makeAsyncIterator() -> Iterator { Iterator(rest: pieces[...], failure: failure) }
}

extension ObjectPieces {
    func all() async throws -> [UInt8] {
        var bytes: [UInt8] = []
        for try await piece in self { bytes += piece }
        return bytes
    }
}
