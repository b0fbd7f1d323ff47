public import Faults

/// Bytes sealed with AES-256-GCM under a named key and a random nonce.
///
/// Layout: version (1 byte, now 1), length of the key's id (1), the id (UTF-8), nonce (12), ciphertext (as
/// long as the plaintext), tag (16). Version and id are authenticated together with the caller's own data.
public struct SealedBox: Sendable, Equatable {
    private static let version: UInt8 = 1

    /// The id of the key that opens it.
    public let keyID: String
    /// Everything, as laid out above.
    public let bytes: [UInt8]

    /// `aad` ties the box to its place: what is sealed with one opens with the same only.
    public static func seal(
        _ plaintext: some Sequence<UInt8>, key: SymmetricKey, id: String, authenticating aad: [UInt8] = []
    ) throws(Fault) -> SealedBox {
        let name = Array(id.utf8)
        precondition(name.count <= 255, "A key's id has at most 255 bytes.")
        let header = [version, UInt8(name.count)] + name
        let nonce = SecureRandom.bytes(AESGCM.nonceSize)
        let sealed = try AESGCM.seal(plaintext, key: key, nonce: nonce, authenticating: header + aad)
        return SealedBox(keyID: id, bytes: header + nonce + sealed)
    }

    private init(keyID: String, bytes: [UInt8]) {
        self.keyID = keyID
        self.bytes = bytes
    }

    /// Reads the layout without opening. Faults: `crypto.not_authentic` for what cannot be a box.
    public init(bytes: [UInt8]) throws(Fault) {
        guard bytes.count >= 2, bytes[0] == SealedBox.version,
            bytes.count >= 2 + Int(bytes[1]) + AESGCM.nonceSize + AESGCM.tagSize,
            let id = String(validating: bytes[2..<2 + Int(bytes[1])], as: UTF8.self)
        else { throw AESGCM.notAuthentic }
        self.init(keyID: id, bytes: bytes)
    }

    /// Faults: `crypto.not_authentic`.
    public func open(key: SymmetricKey, authenticating aad: [UInt8] = []) throws(Fault) -> [UInt8] {
        let headerEnd = 2 + Int(bytes[1])
        let nonceEnd = headerEnd + AESGCM.nonceSize
        return try AESGCM.open(
            bytes[nonceEnd...], key: key, nonce: Array(bytes[headerEnd..<nonceEnd]),
            authenticating: Array(bytes[..<headerEnd]) + aad)
    }
}
