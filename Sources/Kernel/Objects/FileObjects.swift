public import Crypto
public import Faults
import Glibc
import Synchronization
import Threads
public import Values

/// Objects in files: compressed with zstd, sealed with a data key each, written beside their place and
/// moved there when they are durable. Several processes may share the folder.
public final class FileObjects: ObjectStore {
    let ring: KeyRing
    let folders: ObjectFolders
    let workers: Workers
    private let keepFree: Int
    private let openLimit: Int
    private let open = Mutex(0)

    /// Calls run on `threads` threads, `waiting` may stand in line, and as many pieces-by-pieces reads and
    /// writes may be open. Writing is refused while the disk has less than `keepFree` bytes left, which
    /// leaves the store room to record why.
    public init(
        _ path: String, ring: KeyRing, threads: Int = 4, waiting: Int = 256, keepFree: Int = 64 << 20
    ) throws(Fault) {
        self.ring = ring
        self.keepFree = keepFree
        openLimit = waiting
        folders = try ObjectFolders(path)
        workers = Workers(name: "objects", threads: threads, capacity: waiting, busy: .objectsBusy)
    }

    /// Does what is in line and ends the threads.
    public func close() async { await workers.close() }

    // MARK: Writing

    public func put(_ bytes: [UInt8], tenant: String) async throws(Fault) -> BlobRef {
        if bytes.count > FileObjects.largeSize { return try await putLarge(bytes, tenant: tenant) }
        return try await workers.run("objects.failed") { [self] () throws -> BlobRef in
            let digest = Digest.sha256(bytes)
            if try folders.has(digest.hex, tenant: tenant) { return try reference(digest.hex, bytes.count) }
            let writer = try makeWriter(tenant: tenant)
            try writer.append(undigested: bytes)
            return try place(writer, digest: digest, tenant: tenant)
        }
    }

    /// From here on, two threads digest and compress at once, as each takes as long as the other.
    private static let largeSize = 512 << 10

    private func putLarge(_ bytes: [UInt8], tenant: String) async throws(Fault) -> BlobRef {
        try await faulting("objects.failed") {
            async let digested = workers.run("objects.failed") { Digest.sha256(bytes) }
            let writer = try await workers.run("objects.failed") { [self] in
                let writer = try makeWriter(tenant: tenant)
                try writer.append(undigested: bytes)
                return writer
            }
            let digest = try await digested
            return try await workers.run("objects.failed") { [self] in
                try place(writer, digest: digest, tenant: tenant)
            }
        }
    }

    public func put<Pieces: AsyncSequence & Sendable>(
        pieces: Pieces, tenant: String
    ) async throws(Fault) -> BlobRef where Pieces.Element == [UInt8] {
        try enter()
        defer { leave() }
        let writer = try await workers.run("objects.failed") { [self] in try makeWriter(tenant: tenant) }
        do {
            for try await piece in pieces {
                try await workers.run("objects.failed") { try writer.append(piece) }
            }
        } catch {
            throw Fault.from(error, "objects.source")
        }
        return try await workers.run("objects.failed") { [self] in
            try place(writer, digest: nil, tenant: tenant)
        }
    }

    private func makeWriter(tenant: String) throws(Fault) -> ObjectWriter {
        try folders.checkSpace(keepFree)
        return try ObjectWriter(staging: folders.stagingFile(), ring: ring, tenant: tenant)
    }

    private func place(_ writer: ObjectWriter, digest: [UInt8]?, tenant: String) throws(Fault) -> BlobRef {
        let (name, size) = try writer.finish(digest: digest)
        if try !folders.has(name, tenant: tenant) {
            let folder = try folders.makeFolder(of: name, tenant: tenant)
            try writer.commit(to: folder + "/" + name, in: folder)
        }
        return try reference(name, size)
    }

    private func reference(_ digest: String, _ size: Int) throws(Fault) -> BlobRef {
        guard let reference = BlobRef(digest: digest, size: size) else {
            throw .corruptObject("\(digest) is no digest")
        }
        return reference
    }

    // MARK: Reading

    public func get(_ reference: BlobRef, tenant: String) async throws(Fault) -> [UInt8] {
        try await workers.run("objects.failed") { [self] () throws -> [UInt8] in
            let reader = try makeReader(reference, tenant: tenant)
            var bytes: [UInt8] = []
            bytes.reserveCapacity(reference.size)
            while let piece = try reader.next() { bytes += piece }
            return bytes
        }
    }

    public func read(_ reference: BlobRef, tenant: String) async throws(Fault) -> ObjectPieces {
        try enter()
        let pass = Pass { [self] in leave() }
        let reader = try await workers.run("objects.failed") { [self] in
            try makeReader(reference, tenant: tenant)
        }
        let workers = workers
        return ObjectPieces { () throws(Fault) in
            // The pass is given back when the last piece's closure goes.
            _ = pass
            return try await workers.run("objects.failed") { try reader.next() }
        }
    }

    private func makeReader(_ reference: BlobRef, tenant: String) throws(Fault) -> ObjectReader {
        try ObjectReader(
            folders.file(of: reference.digest, tenant: tenant), reference, ring: ring, tenant: tenant)
    }

    public func exists(_ reference: BlobRef, tenant: String) async throws(Fault) -> Bool {
        try await workers.run("objects.failed") { [self] in try folders.has(reference.digest, tenant: tenant)
        }
    }

    public func delete(_ reference: BlobRef, tenant: String) async throws(Fault) -> Bool {
        try await workers.run("objects.failed") { [self] in
            try folders.remove(reference.digest, tenant: tenant)
        }
    }

    public func list(
        tenant: String, after digest: String? = nil, limit: Int = 1000
    ) async throws(Fault) -> [BlobRef] {
        try await workers.run("objects.failed") { [self] in
            try folders.digests(of: tenant, after: digest, limit: limit).compactMap { digest in
                let file = try OpenFile(folders.file(of: digest, tenant: tenant), O_RDONLY)
                let header = try ObjectHeader(file.read(ObjectLayout.headerSize), path: file.path)
                return BlobRef(digest: digest, size: header.size)
            }
        }
    }

    // MARK: Bounds

    private func enter() throws(Fault) {
        let isIn = open.withLock { count in
            if count >= openLimit { return false }
            count += 1
            return true
        }
        if !isIn { throw .objectsBusy }
    }

    private func leave() { open.withLock { $0 -= 1 } }
}

/// Calls its closure when the last reference goes.
private final class Pass: Sendable {
    private let leave: @Sendable () -> Void
    init(_ leave: @escaping @Sendable () -> Void) { self.leave = leave }
    deinit { leave() }
}
