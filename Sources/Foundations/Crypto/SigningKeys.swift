import COpenSSL
public import Faults

/// A key that signs. It never shows its secret in text.
public struct SigningKey: Sendable, CustomStringConvertible {
    /// Goes into every token, so that a verifier finds the public key.
    public let id: String
    let handle: KeyHandle

    public var algorithm: SignatureAlgorithm { handle.algorithm }
    public var description: String { "signing key \(id)" }

    /// A new key from the system's randomness; without an id, the public key's thumbprint is it.
    public static func generate(
        _ algorithm: SignatureAlgorithm, id: String? = nil
    ) throws(Fault) -> SigningKey {
        try SigningKey(KeyHandle.generate(algorithm), id)
    }

    /// PKCS #8 or the older forms, without a passphrase. Faults: `crypto.key_malformed`,
    /// `crypto.key_unsupported`.
    public init(pem: String, id: String? = nil) throws(Fault) {
        let handle = try KeyHandle.read(pem: pem, "a private key in PEM") { source in
            // Without this, OpenSSL asks the terminal for an encrypted key's passphrase.
            PEM_read_bio_PrivateKey(source, nil, { _, _, _, _ in -1 }, nil)
        }
        try self.init(handle, id)
    }

    /// The 32 bytes from which an Ed25519 key is made (RFC 8032, section 5.1.5).
    public init(ed25519 seed: [UInt8], id: String? = nil) throws(Fault) {
        guard seed.count == 32, let key = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, seed, 32) else {
            throw KeyHandle.notAKey("an Ed25519 seed of 32 bytes")
        }
        try self.init(KeyHandle(taking: key), id)
    }

    private init(_ handle: KeyHandle, _ id: String?) throws(Fault) {
        self.handle = handle
        self.id = if let id { id } else { try handle.thumbprint() }
    }

    /// PKCS #8 in PEM, not encrypted: seal it before it is kept.
    public func pem() throws(Fault) -> String {
        try handle.pem { PEM_write_bio_PrivateKey($0, handle.pointer, nil, nil, 0, nil, nil) }
    }

    public func publicKey() throws(Fault) -> VerifyingKey { try VerifyingKey(pem: publicPEM(), id: id) }

    private func publicPEM() throws(Fault) -> String {
        try handle.pem { PEM_write_bio_PUBKEY($0, handle.pointer) }
    }

    /// The signature in the form of JSON Web Signatures.
    public func sign(_ message: [UInt8]) throws(Fault) -> [UInt8] { try handle.sign(message) }
}

/// A public key and the one algorithm with which it verifies.
public struct VerifyingKey: Sendable {
    public let id: String
    let handle: KeyHandle

    public var algorithm: SignatureAlgorithm { handle.algorithm }

    /// SubjectPublicKeyInfo in PEM; without an id, the thumbprint is it. Faults: `crypto.key_malformed`,
    /// `crypto.key_unsupported`.
    public init(pem: String, id: String? = nil) throws(Fault) {
        let handle = try KeyHandle.read(pem: pem, "a public key in PEM") { source in
            PEM_read_bio_PUBKEY(source, nil, { _, _, _, _ in -1 }, nil)
        }
        try self.init(handle, id)
    }

    init(_ handle: KeyHandle, _ id: String?) throws(Fault) {
        self.handle = handle
        self.id = if let id { id } else { try handle.thumbprint() }
    }

    public func pem() throws(Fault) -> String {
        try handle.pem { PEM_write_bio_PUBKEY($0, handle.pointer) }
    }

    /// Whether the signature, in the form of JSON Web Signatures, is this key's over the message.
    public func verify(_ signature: [UInt8], of message: [UInt8]) throws(Fault) -> Bool {
        try handle.verify(signature, of: message)
    }
}
