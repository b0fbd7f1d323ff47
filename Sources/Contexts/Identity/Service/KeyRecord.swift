import Crypto
import Faults
import IdentityAPI
import Store
import Vocabulary

/// A signing key as it is kept.
struct KeyRecord: Sendable {
    let id: String
    let publicKey: String
    /// Nil once it signs no more: then nobody needs the secret.
    let sealed: [UInt8]?
    let created: Timestamp
    let began: Timestamp?
    let ended: Timestamp?
    let lastExpiry: Timestamp?

    init(row: Row) throws(Fault) {
        func time(_ name: String) throws(Fault) -> Timestamp? {
            try row.int64(ifPresent: name).map { Timestamp(milliseconds: $0) }
        }
        id = try row.text("id")
        publicKey = try row.text("public")
        sealed = try row.bytes(ifPresent: "sealed")
        created = Timestamp(milliseconds: try row.int64("created"))
        (began, ended) = (try time("began"), try time("ended"))
        lastExpiry = try time("last_expiry")
    }

    var state: SigningKeyView.State { began == nil ? .next : ended == nil ? .current : .old }

    /// True while somebody may have to check a token of it. Clocks differ a little.
    func isPublished(at now: Timestamp) -> Bool {
        state != .old || lastExpiry.map { $0 + .seconds(60) > now } ?? false
    }

    func view() throws(Fault) -> SigningKeyView {
        SigningKeyView(
            id: id, state: state, algorithm: SignatureAlgorithm.rs256.rawValue, created: created,
            began: began,
            ended: ended, lastExpiry: lastExpiry)
    }

    func published() throws(Fault) -> PublicKey {
        let jwk = try VerifyingKey(pem: publicKey, id: id).jwk()
        guard let modulus = jwk["n"]?.stringValue, let exponent = jwk["e"]?.stringValue else {
            throw Fault(.broken, "store.column", "A stored key is damaged.")
        }
        return PublicKey(
            kty: "RSA", kid: id, use: "sig", alg: SignatureAlgorithm.rs256.rawValue, n: modulus, e: exponent)
    }

    /// Binds a sealed key to its id.
    static func seal(_ id: String) -> [UInt8] { Array("signing-key/\(id)".utf8) }
}

/// A key that was made and is kept nowhere yet.
struct FreshKey: Sendable {
    let id: String
    let publicKey: String
    let sealed: [UInt8]

    init(_ ring: KeyRing) throws(Fault) {
        let key = try SigningKey.generate(.rs256)
        id = key.id
        publicKey = try key.publicKey().pem()
        sealed = try ring.seal(Array(try key.pem().utf8), authenticating: KeyRecord.seal(key.id)).bytes
    }
}
