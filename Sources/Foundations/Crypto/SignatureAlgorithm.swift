/// The signatures that a token may carry, by their names in RFC 7518 and RFC 8037. A key has exactly one.
public enum SignatureAlgorithm: String, Sendable, CaseIterable, Codable {
    /// Ed25519.
    case edDSA = "EdDSA"
    /// RSASSA-PKCS1-v1_5 with SHA-256; keys of 2048 bits and more.
    case rs256 = "RS256"
    /// ECDSA on P-256 with SHA-256; the signature is r and s, 32 bytes each.
    case es256 = "ES256"
}
