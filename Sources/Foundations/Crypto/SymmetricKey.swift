import COpenSSL
public import Faults

/// A 256-bit key. It never shows its bytes in text, and wipes its memory when the last copy goes.
public struct SymmetricKey: Sendable, CustomStringConvertible, CustomReflectable {
    /// Unchecked: written in `init` only.
    private final class Storage: @unchecked Sendable {
        var bytes: [UInt8]
        init(_ bytes: [UInt8]) { self.bytes = bytes }
        deinit {
            bytes.withUnsafeMutableBytes { OPENSSL_cleanse($0.baseAddress, $0.count) }
        }
    }

    private let storage: Storage

    /// Faults: `crypto.key_length`, unless there are 32 bytes.
    public init(_ bytes: [UInt8]) throws(Fault) {
        guard bytes.count == 32 else {
            throw Fault(
                .invalid, "crypto.key_length", "A key has 32 bytes; this one has \(bytes.count).")
        }
        storage = Storage(bytes)
    }

    private init(random: Void) { storage = Storage(SecureRandom.bytes(32)) }

    public static func random() -> SymmetricKey { SymmetricKey(random: ()) }

    public var bytes: [UInt8] { storage.bytes }
    public var description: String { "a key" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
