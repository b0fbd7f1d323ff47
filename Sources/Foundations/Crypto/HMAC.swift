import COpenSSL

/// Message authentication with a shared key (RFC 2104).
public enum MessageCode {
    /// HMAC-SHA256: 32 bytes. Compare them with `isEqualInConstantTime`.
    public static func hmacSHA256(_ message: some Collection<UInt8>, key: some Collection<UInt8>) -> [UInt8] {
        let message = Array(message)
        let key = Array(key)
        return [UInt8](unsafeUninitializedCapacity: 32) { out, count in
            var length: UInt32 = 0
            let code = HMAC(
                EVP_sha256(), key, Int32(key.count), message, message.count, out.baseAddress, &length)
            precondition(code != nil && length == 32, "OpenSSL has lost HMAC.")
            count = 32
        }
    }
}

extension Collection<UInt8> {
    /// Takes the same time wherever the two differ; only a difference in length shows.
    public func isEqualInConstantTime(to other: some Collection<UInt8>) -> Bool {
        let mine = Array(self)
        let theirs = Array(other)
        return mine.count == theirs.count && CRYPTO_memcmp(mine, theirs, mine.count) == 0
    }
}
