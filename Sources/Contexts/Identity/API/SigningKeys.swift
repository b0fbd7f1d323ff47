import Bus
import Faults
import Schemas
import Vocabulary

/// The public keys of the tokens that this server signs, as a JSON Web Key Set (RFC 7517): those of now,
/// those that come next, and those of tokens that have not expired. Clouds read it.
@Operation
public struct GetKeySet: Operation {
    public typealias Output = KeySet
    public static let contract = Contract.query(
        "identity.keys", .get("/.well-known/jwks.json"),
        needs: .open("public keys, for clouds that check this server's tokens")
    ).cached(seconds: 300)
}

@Schema
public struct KeySet: Codable, Sendable {
    public let keys: [PublicKey]
}

/// A public key (RFC 7517 and 7518).
@Schema
public struct PublicKey: Codable, Sendable {
    public let kty: String
    public let kid: String
    public let use: String
    public let alg: String
    /// The modulus, URL-safe Base64.
    public let n: String
    /// The exponent, URL-safe Base64.
    public let e: String
}

/// What an identity provider tells of itself (OpenID Connect Discovery 1.0, section 3): clouds that trust
/// this server's tokens begin here.
@Operation
public struct DescribeIssuer: Operation {
    public typealias Output = IssuerDescription
    public static let contract = Contract.query(
        "identity.issuer", .get("/.well-known/openid-configuration"),
        needs: .open("clouds that check this server's tokens begin here")
    ).cached(seconds: 300)
}

/// In the words of OpenID Connect Discovery 1.0, section 3.
public struct IssuerDescription: Codable, Sendable {
    public let issuer: String
    public let keys: String
    public let algorithms: [String]
    public let claims: [String]

    public init(issuer: String, keys: String, algorithms: [String], claims: [String]) {
        (self.issuer, self.keys, self.algorithms, self.claims) = (issuer, keys, algorithms, claims)
    }

    private enum Keys: String, CodingKey {
        case issuer
        case keys = "jwks_uri"
        case algorithms = "id_token_signing_alg_values_supported"
        case claims = "claims_supported"
        case responses = "response_types_supported"
        case subjects = "subject_types_supported"
        case scopes = "scopes_supported"
    }

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Keys.self)
        self.init(
            issuer: try box.decode(String.self, forKey: .issuer),
            keys: try box.decode(String.self, forKey: .keys),
            algorithms: try box.decode([String].self, forKey: .algorithms),
            claims: try box.decode([String].self, forKey: .claims))
    }

    public func encode(to encoder: any Encoder) throws {
        var box = encoder.container(keyedBy: Keys.self)
        try box.encode(issuer, forKey: .issuer)
        try box.encode(keys, forKey: .keys)
        try box.encode(["id_token"], forKey: .responses)
        try box.encode(["public"], forKey: .subjects)
        try box.encode(["openid"], forKey: .scopes)
        try box.encode(algorithms, forKey: .algorithms)
        try box.encode(claims, forKey: .claims)
    }
}

extension IssuerDescription: Described {
    public static var schema: Schema {
        .object(
            .init("IssuerDescription", help: "In the words of OpenID Connect Discovery 1.0, section 3.") {
                [
                    .init(Keys.issuer.rawValue, .string(), help: "This server's address."),
                    .init(Keys.keys.rawValue, .string(), help: "Where its public keys are."),
                    .init(Keys.responses.rawValue, .array(.string()), help: "Tokens only."),
                    .init(Keys.subjects.rawValue, .array(.string()), help: "The same for everybody."),
                    .init(Keys.scopes.rawValue, .array(.string()), help: "What OpenID Connect needs."),
                    .init(Keys.algorithms.rawValue, .array(.string()), help: "How tokens are signed."),
                    .init(Keys.claims.rawValue, .array(.string()), help: "What tokens tell."),
                ]
            })
    }
}

/// A key that signs tokens, without its secret.
@Schema
public struct SigningKeyView: Codable, Sendable, Equatable {
    public enum State: String, Codable, Sendable, CaseIterable, Described {
        /// Published, and not used yet.
        case next
        /// Signs.
        case current
        /// Published until the last token that it signed has expired.
        case old
    }

    public let id: String
    public let state: State
    public let algorithm: String
    public let created: Timestamp
    /// When it began to sign.
    public let began: Timestamp?
    /// When it signed no more.
    public let ended: Timestamp?
    /// When the last of its tokens expires; absent where it signed none.
    public let lastExpiry: Timestamp?
}

/// The keys that sign this server's tokens: the next, that of now, and those that are still published.
@Operation
public struct ListSigningKeys: Operation {
    public typealias Output = Page<SigningKeyView>
    public static let contract = Contract.query(
        "identity.list-signing-keys", .get("/api/v1/signing-keys"), needs: .permission("identity:operate"))
    public var subject: Subject { .platform }
}

/// Lets the next key sign, and publishes one after it. The old one stays published until every token that it
/// signed has expired.
@Operation
public struct RotateKeys: Operation {
    public typealias Output = Page<SigningKeyView>
    public static let contract = Contract.command(
        "identity.rotate-keys", .post("/api/v1/signing-keys/rotate"),
        needs: .permission("identity:operate"))
    /// True when keys have got into wrong hands: all are withdrawn at once, and tokens that they signed are
    /// believed nowhere any more.
    public var compromised: Bool = false
    public var subject: Subject { .platform }
}

/// Signs a token by which a run or a scan proves to a cloud what it is. For other contexts only.
@Operation
public struct IssueIdentityToken: Operation {
    public typealias Output = IdentityToken
    public static let contract = Contract.command(
        "identity.issue-identity-token", nil, needs: .contexts, revealsSecret: true)
    /// The token's `sub`.
    public let bearer: String
    public let audience: String
    /// Seconds until it ends.
    public let seconds: Int
    /// More that it tells, such as the run's id.
    public var claims: [String: String] = [:]
}

@Schema
public struct IdentityToken: Codable, Sendable {
    public let token: String
    public let expires: Timestamp
}
