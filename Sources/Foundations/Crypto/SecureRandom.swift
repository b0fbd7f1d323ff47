import COpenSSL

/// Randomness fit for keys and tokens, from OpenSSL's generator; inject another one in tests.
public struct SecureRandom: RandomNumberGenerator, Sendable {
    public init() {}

    public mutating func next() -> UInt64 {
        SecureRandom.bytes(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    public static func bytes(_ count: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { out, filled in
            precondition(
                count == 0 || RAND_bytes(out.baseAddress, Int32(count)) == 1,
                "The system gives no randomness.")
            filled = count
        }
    }
}
