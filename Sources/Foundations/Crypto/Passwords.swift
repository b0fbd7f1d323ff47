import CSodium
public import Faults
import Threads

/// Password hashing with argon2id (RFC 9106), on threads of its own: one hash takes tens of milliseconds
/// and the limits' memory.
public final class Passwords: Sendable {
    /// What one hash costs.
    public struct Limits: Sendable, Equatable {
        public let passes: UInt64
        public let memoryBytes: Int

        /// At least 1 pass and 8 KiB.
        public init(passes: UInt64, memoryBytes: Int) {
            self.passes = max(1, passes)
            self.memoryBytes = max(8192, memoryBytes)
        }

        /// 2 passes over 64 MiB, libsodium's limits for signing in.
        public static let interactive = Limits(passes: 2, memoryBytes: 64 << 20)
    }

    private let limits: Limits
    private let workers: Workers
    /// What a password is compared with when there is no such user.
    private let decoy: String

    /// At most `threads` hashes at once and `waiting` in line; more are refused as `crypto.busy`.
    public init(limits: Limits = .interactive, threads: Int = 1, waiting: Int = 64) throws(Fault) {
        precondition(sodium_init() >= 0, "libsodium does not start.")
        self.limits = limits
        decoy = try Passwords.hashed(SecureRandom.bytes(16), limits)
        workers = Workers(
            name: "passwords", threads: threads, capacity: waiting,
            busy: Fault(
                .exhausted, "crypto.busy", "Too many people sign in at once. Try again in a moment.",
                retryAfter: 2))
    }

    /// A text with its salt and limits in it, `$argon2id$v=19$…`, at most 127 bytes.
    public func hash(_ password: String) async throws(Fault) -> String {
        let limits = limits
        return try await workers.run("crypto.failed") { try Passwords.hashed(Array(password.utf8), limits) }
    }

    /// Whether the password is the one that was hashed. Pass nil when there is no such user: it takes
    /// the same time and answers false.
    public func verify(_ password: String, against hash: String?) async throws(Fault) -> Bool {
        let decoy = decoy
        return try await workers.run("crypto.failed") {
            let bytes = password.utf8.map { CChar(bitPattern: $0) }
            let isRight = crypto_pwhash_str_verify(hash ?? decoy, bytes, UInt64(bytes.count)) == 0
            return isRight && hash != nil
        }
    }

    /// Whether a hash was made with other limits, so that it should be made again at the next sign-in.
    public func isOutdated(_ hash: String) -> Bool {
        crypto_pwhash_str_needs_rehash(hash, limits.passes, limits.memoryBytes) != 0
    }

    /// Ends the threads when the hashes in line are done.
    public func close() async { await workers.close() }

    private static func hashed(_ password: [UInt8], _ limits: Limits) throws(Fault) -> String {
        var out = [CChar](repeating: 0, count: crypto_pwhash_strbytes())
        let bytes = password.map { CChar(bitPattern: $0) }
        let answer = crypto_pwhash_str_alg(
            &out, bytes, UInt64(bytes.count), limits.passes, limits.memoryBytes,
            crypto_pwhash_alg_argon2id13())
        guard answer == 0 else {
            throw Fault(
                .unavailable, "crypto.no_memory", "There is no memory to check a password just now.",
                retryAfter: 2, note: "argon2id with \(limits.memoryBytes) bytes")
        }
        return String(decoding: out.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
