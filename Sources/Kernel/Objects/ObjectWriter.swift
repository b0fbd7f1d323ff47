import Crypto
import Faults
import Glibc
import Values

/// Compresses, seals and writes one object into a staged file, which `commit` moves to its place and
/// anything else removes.
///
/// Unchecked: the one task that puts the object calls it, one call at a time.
final class ObjectWriter: @unchecked Sendable {
    private let file: OpenFile
    private let compressor: Compressor
    private let key: SymmetricKey
    private let wrapped: [UInt8]
    private var digest = SHA256Stream()
    private var size = 0
    private var compressed: [UInt8] = []
    private var index: UInt64 = 0
    private var isCommitted = false

    init(staging path: String, ring: KeyRing, tenant: String) throws(Fault) {
        (key, wrapped) = try ring.dataKey(authenticating: ObjectLayout.owner(tenant))
        compressor = try Compressor()
        file = try OpenFile(path, O_WRONLY | O_CREAT | O_EXCL)
        try file.write(ObjectLayout.header(size: 0, wrapped: wrapped))
    }

    deinit {
        guard !isCommitted else { return }
        // Cut to nothing first: a child that is being forked just now holds it until it executes.
        truncate(file.path, 0)
        unlink(file.path)
    }

    func append(_ bytes: [UInt8]) throws(Fault) {
        size += bytes.count
        digest.update(bytes)
        try compress(bytes)
    }

    /// As `append`, when the digest of all bytes is known already.
    func append(undigested bytes: [UInt8]) throws(Fault) {
        size += bytes.count
        try compress(bytes)
    }

    private func compress(_ bytes: [UInt8]) throws(Fault) {
        // A large piece goes through in parts, so that its compressed form is never whole in memory.
        var start = 0
        while start < bytes.count {
            let end = min(bytes.count, start + 4 * ObjectLayout.chunkSize)
            try compress(bytes, start..<end, isLast: false)
            while compressed.count > ObjectLayout.chunkSize {
                try seal(ObjectLayout.chunkSize, isLast: false)
            }
            start = end
        }
    }

    private func compress(_ bytes: [UInt8], _ range: Range<Int>, isLast: Bool) throws(Fault) {
        var failure: Fault?
        bytes.withUnsafeBytes { raw in
            do throws(Fault) {
                let part = UnsafeRawBufferPointer(rebasing: raw[range])
                try compressor.compress(part, into: &compressed, isLast: isLast)
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
    }

    private func seal(_ count: Int, isLast: Bool) throws(Fault) {
        let sealed = try AESGCM.seal(
            compressed[..<count], key: key, nonce: ObjectLayout.nonce(index),
            authenticating: ObjectLayout.aad(index, lastOf: isLast ? size : nil))
        let length = UInt32(sealed.count) | (isLast ? ObjectLayout.lastFlag : 0)
        try file.write(ObjectLayout.bigEndian(length) + sealed)
        compressed.removeFirst(count)
        index += 1
    }

    /// Ends the content; the object's digest.
    func finish(digest known: [UInt8]? = nil) throws(Fault) -> (digest: String, size: Int) {
        try compress([], 0..<0, isLast: true)
        while compressed.count > ObjectLayout.chunkSize { try seal(ObjectLayout.chunkSize, isLast: false) }
        try seal(compressed.count, isLast: true)
        try file.write(ObjectLayout.bigEndian(UInt64(size)), at: ObjectLayout.mark.count)
        return ((known ?? digest.value()).hex, size)
    }

    /// Moves the finished file to its place and returns when both are durable.
    func commit(to path: String, in folder: String) throws(Fault) {
        try file.sync()
        guard rename(file.path, path) == 0 else { throw .system("rename", path) }
        isCommitted = true
        try OpenFile.syncFolder(folder)
    }
}
