public import Faults
public import FoundationEssentials
public import Values

/// Compact JSON Web Tokens (RFC 7519) with the signatures of `SignatureAlgorithm` and no other.
public enum SignedToken {
    /// What a token must say to be believed.
    public struct Expectations: Sendable {
        public var issuer: String?
        /// One of the token's `aud` must be this.
        public var audience: String?
        /// How far clocks may differ, for `exp` and `nbf`.
        public var leeway: Duration
        /// Whether a token without `exp` is refused.
        public var needsExpiry: Bool

        public init(
            issuer: String? = nil, audience: String? = nil, leeway: Duration = .seconds(30),
            needsExpiry: Bool = true
        ) {
            self.issuer = issuer
            self.audience = audience
            self.leeway = leeway
            self.needsExpiry = needsExpiry
        }
    }

    /// Signs the claims, an object, as they are written; `type` goes into the header as `typ`.
    public static func sign(
        _ claims: JSON, with key: SigningKey, type: String = "JWT"
    ) throws(Fault) -> String {
        let header: JSON = [
            "alg": .string(key.algorithm.rawValue), "kid": .string(key.id), "typ": .string(type),
        ]
        let message = header.bytes().base64URL + "." + claims.bytes().base64URL
        return message + "." + (try key.sign(Array(message.utf8)).base64URL)
    }

    /// The claims of a token that one of the keys signed, with the algorithm that belongs to that key,
    /// whatever the token itself says.
    ///
    /// Faults, all `unauthenticated`: `token.malformed`, `token.key_unknown`, `token.forged`,
    /// `token.expired`, `token.not_yet_valid`, `token.not_for_us`.
    public static func verify(
        _ token: String, keys: [VerifyingKey], expecting: Expectations = Expectations(), now: Date
    ) throws(Fault) -> JSON {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, token.utf8.count <= 65_536,
            let header = [UInt8](base64URL: parts[0]).flatMap({ try? JSON(parsing: $0, depth: 8) }),
            let payload = [UInt8](base64URL: parts[1]), let signature = [UInt8](base64URL: parts[2]),
            let algorithm = header["alg"]?.stringValue
        else { throw refusal("token.malformed", "This is not a token that is used here.") }
        // RFC 7515, section 4.1.11: an extension that is not understood must be refused.
        guard header["crit"] == nil, header["b64"] == nil else {
            throw refusal("token.malformed", "The token uses an extension that is not known here.")
        }
        let candidates = keys.filter { key in
            key.algorithm.rawValue == algorithm && (header["kid"]?.stringValue.map { $0 == key.id } ?? true)
        }
        guard !candidates.isEmpty else {
            throw refusal("token.key_unknown", "The token was signed with a key that is not known here.")
        }
        let message = Array((parts[0] + "." + parts[1]).utf8)
        var isSigned = false
        for key in candidates where try key.verify(signature, of: message) { isSigned = true }
        guard isSigned else { throw refusal("token.forged", "The token's signature does not hold.") }
        guard let claims = try? JSON(parsing: payload, depth: 32), claims.objectValue != nil else {
            throw refusal("token.malformed", "The token's claims are not a JSON object.")
        }
        try check(claims, expecting, now)
        return claims
    }

    private static func check(
        _ claims: JSON, _ expecting: Expectations, _ now: Date
    ) throws(Fault) {
        let seconds = now.timeIntervalSince1970
        let leeway = Double(expecting.leeway.components.seconds)
        func time(_ name: String) throws(Fault) -> Double? {
            guard let claim = claims[name] else { return nil }
            guard let value = claim.doubleValue else {
                throw refusal("token.malformed", "The token's \(name) is not a time.")
            }
            return value
        }
        let expiry = try time("exp")
        if let expiry, seconds >= expiry + leeway {
            throw refusal("token.expired", "The token has expired. Sign in again.")
        }
        if expiry == nil, expecting.needsExpiry {
            throw refusal("token.malformed", "The token never expires, which is not allowed here.")
        }
        if let start = try time("nbf"), seconds < start - leeway {
            throw refusal("token.not_yet_valid", "The token is not valid yet. Are both clocks right?")
        }
        if let issuer = expecting.issuer, claims["iss"]?.stringValue != issuer {
            throw refusal("token.not_for_us", "The token comes from another issuer.")
        }
        if let audience = expecting.audience {
            let named = claims["aud"]?.arrayValue ?? claims["aud"].map { [$0] } ?? []
            guard named.contains(.string(audience)) else {
                throw refusal("token.not_for_us", "The token is meant for somebody else.")
            }
        }
    }

    private static func refusal(_ code: Fault.Code, _ message: String) -> Fault {
        Fault(.unauthenticated, code, message)
    }
}
