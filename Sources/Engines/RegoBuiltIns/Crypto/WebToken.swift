import Crypto
import Rego
import Values

/// The signatures of RFC 7518 and RFC 8037.
struct WebAlgorithm {
    let name: String
    let hash: String
    let padding: WebKey.Padding

    init?(_ name: String) {
        let known = [
            "HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384",
            "ES512",
            "EdDSA",
        ]
        guard known.contains(name) else { return nil }
        self.name = name
        hash = name == "EdDSA" ? "" : "SHA" + name.suffix(3)
        padding = name.hasPrefix("PS") ? .pss : .pkcs1
    }

    var isShared: Bool { name.hasPrefix("HS") }

    func fits(_ key: WebKey) -> Bool {
        switch key.kind {
        case .rsa: name.hasPrefix("RS") || name.hasPrefix("PS")
        case .ed25519: name == "EdDSA"
        case .curve(let width): ["ES256": 32, "ES384": 48, "ES512": 66][name] == width
        case .other: false
        }
    }

    func verifies(_ token: WebToken, _ key: WebKey) -> Bool {
        fits(key) && key.verifies(token.signature, of: token.signed, hash: hash, padding: padding)
    }
}

/// A token in its three parts (RFC 7519).
struct WebToken {
    let header: Value
    let payload: [UInt8]
    let signature: [UInt8]
    /// What the signature is of.
    let signed: [UInt8]

    init(_ text: String, _ heap: Heap) throws(BuiltInFault) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count > 1 else { throw .failed("encoded JWT had no period separators") }
        guard parts.count == 3 else {
            throw .failed("encoded JWT must have 3 sections, found \(parts.count)")
        }
        header = try parsed(String(decoding: Self.decode(parts[0], "header"), as: UTF8.self), heap)
        guard header.isObject else { throw .failed("JWT header is not an object") }
        payload = try Self.decode(parts[1], "payload")
        signature = try Self.decode(parts[2], "signature")
        signed = Array((parts[0] + "." + parts[1]).utf8)
    }

    private static func decode(_ text: String, _ part: String) throws(BuiltInFault) -> [UInt8] {
        do throws(BuiltInFault) {
            return try Base64Text.decode(text, isURL: true, padding: nil)
        } catch {
            guard case .failed(let message) = error else { throw error }
            throw .failed("JWT \(part) had invalid encoding: \(message)")
        }
    }

    var algorithm: WebAlgorithm? { header["alg"].string.flatMap(WebAlgorithm.init) }

    /// Whether the payload is itself a token.
    var isNested: Bool { header["cty"].string?.uppercased() == "JWT" }
}

/// Keys that texts hold.
enum WebKeys {
    /// A certificate or public key in PEM, or one key or a set of them by RFC 7517.
    static func read(_ text: String, _ heap: Heap) throws(BuiltInFault) -> [WebKey] {
        if text.contains("-----BEGIN") {
            guard let (block, rest) = PEMBlock.next(in: text[...]) else {
                throw .failed("failed to parse a PEM certificate block")
            }
            guard rest.allSatisfy(\.isWhitespace) else {
                throw .failed("extra data after a PEM certificate block")
            }
            let key: WebKey? =
                switch block.label {
                case "CERTIFICATE": WebKey(certificateDER: block.bytes)
                case "PUBLIC KEY", "RSA PUBLIC KEY": WebKey(publicDER: block.bytes)
                default: nil
                }
            guard let key else { throw .failed("failed to extract a Key from the PEM certificate") }
            return [key]
        }
        let bad = BuiltInFault.failed("failed to parse a JWK key (set)")
        guard let json = try? JSON(parsing: text) else { throw bad }
        var keys: [WebKey] = []
        for one in json["keys"]?.arrayValue ?? [json] {
            guard let kind = one["kty"]?.stringValue, ["RSA", "EC", "OKP", "oct"].contains(kind) else {
                throw bad
            }
            if kind == "oct" { continue }
            guard let key = key(one) else { throw bad }
            keys.append(key)
        }
        return keys
    }

    /// The key of its members; private when they hold `d`.
    static func key(_ json: JSON) -> WebKey? {
        func bytes(_ name: String) -> [UInt8]? {
            json[name]?.stringValue.flatMap { try? Base64Text.decode($0, isURL: true, padding: nil) }
        }
        switch json["kty"]?.stringValue {
        case "RSA":
            guard let n = bytes("n"), let e = bytes("e") else { return nil }
            return WebKey(rsa: [
                n, e, bytes("d"), bytes("p"), bytes("q"), bytes("dp"), bytes("dq"), bytes("qi"),
            ])
        case "EC":
            guard let curve = json["crv"]?.stringValue, let x = bytes("x"), let y = bytes("y") else {
                return nil
            }
            return WebKey(curve: curve, x: x, y: y, secret: bytes("d"))
        case "OKP":
            guard json["crv"]?.stringValue == "Ed25519" else { return nil }
            if let seed = bytes("d") { return WebKey(ed25519: seed, isPrivate: true) }
            return bytes("x").flatMap { WebKey(ed25519: $0, isPrivate: false) }
        default: return nil
        }
    }
}
