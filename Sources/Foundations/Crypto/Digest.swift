import COpenSSL

/// One-way digests of bytes.
public enum Digest {
    /// 32 bytes (FIPS 180-4).
    public static func sha256(_ bytes: some Sequence<UInt8>) -> [UInt8] { digest(bytes, EVP_sha256()) }

    /// 64 bytes (FIPS 180-4).
    public static func sha512(_ bytes: some Sequence<UInt8>) -> [UInt8] { digest(bytes, EVP_sha512()) }

    /// 20 bytes; only for protocols that ask for it, as collisions are known.
    public static func sha1(_ bytes: some Sequence<UInt8>) -> [UInt8] { digest(bytes, EVP_sha1()) }

    /// 16 bytes; only for protocols that ask for it, such as `Content-MD5`, as collisions are known.
    public static func md5(_ bytes: some Sequence<UInt8>) -> [UInt8] { digest(bytes, EVP_md5()) }

    private static func digest(_ bytes: some Sequence<UInt8>, _ kind: OpaquePointer?) -> [UInt8] {
        func compute(_ raw: UnsafeBufferPointer<UInt8>) -> [UInt8] {
            [UInt8](unsafeUninitializedCapacity: Int(EVP_MAX_MD_SIZE)) { out, count in
                var length: UInt32 = 0
                let answer = EVP_Digest(raw.baseAddress, raw.count, out.baseAddress, &length, kind, nil)
                precondition(answer == 1, "OpenSSL has lost one of its digests.")
                count = Int(length)
            }
        }
        return bytes.withContiguousStorageIfAvailable(compute)
            ?? Array(bytes).withUnsafeBufferPointer(compute)
    }
}

/// SHA-256 of bytes that come piece by piece.
///
/// Unchecked: it owns its context alone, and cannot be copied.
public struct SHA256Stream: ~Copyable, @unchecked Sendable {
    private let context: OpaquePointer

    public init() {
        guard let context = EVP_MD_CTX_new(), EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else {
            preconditionFailure("OpenSSL has no memory for a digest.")
        }
        self.context = context
    }

    deinit { EVP_MD_CTX_free(context) }

    public mutating func update(_ bytes: some Sequence<UInt8>) {
        let isDone: Void? = bytes.withContiguousStorageIfAvailable { update(UnsafeRawBufferPointer($0)) }
        if isDone == nil { Array(bytes).withUnsafeBytes { update($0) } }
    }

    public mutating func update(_ bytes: UnsafeRawBufferPointer) {
        precondition(
            EVP_DigestUpdate(context, bytes.baseAddress, bytes.count) == 1, "OpenSSL has lost a digest.")
    }

    /// The 32 bytes of everything so far; the stream goes on.
    public func value() -> [UInt8] {
        guard let copy = EVP_MD_CTX_new(), EVP_MD_CTX_copy_ex(copy, context) == 1 else {
            preconditionFailure("OpenSSL has no memory for a digest.")
        }
        defer { EVP_MD_CTX_free(copy) }
        return [UInt8](unsafeUninitializedCapacity: 32) { out, count in
            precondition(EVP_DigestFinal_ex(copy, out.baseAddress, nil) == 1, "OpenSSL has lost a digest.")
            count = 32
        }
    }
}
