import Crypto
import Faults
import Numbers
import Rego
import Values

private func verifying(_ name: String) -> BuiltIn.Body {
    { call throws(BuiltInFault) in
        let token = try WebToken(call.string(0), call.heap)
        guard let algorithm = WebAlgorithm(name) else { return .false }
        if algorithm.isShared {
            let code = MessageCode.hmac(token.signed, key: Array(try call.bytes(1)), hash: algorithm.hash)
            return Value(code.isEqualInConstantTime(to: token.signature))
        }
        let keys = try WebKeys.read(call.string(1), call.heap)
        return Value(keys.contains { algorithm.verifies(token, $0) })
    }
}

private let decoding: BuiltIn.Body = { call throws(BuiltInFault) in
    let heap = call.heap
    var token = try WebToken(call.string(0), heap)
    var depth = 0
    while token.isNested, depth < 16 {
        token = try WebToken(String(decoding: token.payload, as: UTF8.self), heap)
        depth += 1
    }
    let payload = try parsed(String(decoding: token.payload, as: UTF8.self), heap)
    guard payload.isObject else { throw .failed("JWT payload is not an object") }
    return heap.array([token.header, payload, heap.string(token.signature.hex)])
}

private let decodingAndVerifying: BuiltIn.Body = { call throws(BuiltInFault) in
    let heap = call.heap
    let text = try call.string(0)
    let constraints = try TokenConstraints(call.object(1), call)
    guard let (header, payload) = try constraints.verified(text, heap) else {
        return heap.array([.false, heap.emptyObject, heap.emptyObject])
    }
    return heap.array([.true, header, payload])
}

let tokens: [String: BuiltIn.Body] = [
    "io.jwt.verify_hs256": verifying("HS256"), "io.jwt.verify_hs384": verifying("HS384"),
    "io.jwt.verify_hs512": verifying("HS512"), "io.jwt.verify_rs256": verifying("RS256"),
    "io.jwt.verify_rs384": verifying("RS384"), "io.jwt.verify_rs512": verifying("RS512"),
    "io.jwt.verify_ps256": verifying("PS256"), "io.jwt.verify_ps384": verifying("PS384"),
    "io.jwt.verify_ps512": verifying("PS512"), "io.jwt.verify_es256": verifying("ES256"),
    "io.jwt.verify_es384": verifying("ES384"), "io.jwt.verify_es512": verifying("ES512"),
    "io.jwt.verify_eddsa": verifying("EdDSA"), "io.jwt.decode": decoding,
    "io.jwt.decode_verify": decodingAndVerifying,
]

/// What a token must satisfy.
private struct TokenConstraints {
    var keys: [WebKey] = []
    var secret: [UInt8]?
    var algorithm: String?
    var issuer: String?
    var audience: Value = .undefined
    var moment: BigDecimal

    init(_ members: Members, _ call: borrowing Call) throws(BuiltInFault) {
        moment = BigDecimal(call.surroundings.now)
        for (key, value) in members {
            switch key.string {
            case "cert":
                guard let text = value.string else { throw .failed("cert constraint: must be a string") }
                keys = try WebKeys.read(text, call.heap)
            case "secret":
                guard value.isString else { throw .failed("secret constraint: must be a string") }
                secret = Array(value.utf8)
            case "alg":
                guard let text = value.string else { throw .failed("alg constraint: must be a string") }
                algorithm = text
            case "iss":
                guard let text = value.string else { throw .failed("iss constraint: must be a string") }
                issuer = text
            case "aud":
                guard value.isString else { throw .failed("aud constraint: must be a string") }
                audience = value
            case "time":
                guard value.isNumber else { throw .failed("token time constraint: must be a number") }
                moment = value.decimal
            default: throw .failed("unknown token validation constraint: \(key.text)")
            }
        }
        guard keys.isEmpty != (secret == nil) else {
            throw .failed(secret == nil ? "no key constraint" : "duplicate key constraints")
        }
    }

    /// The innermost header and payload; nil when a constraint is not met.
    func verified(_ text: String, _ heap: Heap) throws(BuiltInFault) -> (Value, Value)? {
        var token = try WebToken(text, heap)
        var depth = 0
        while true {
            guard let name = token.header["alg"].string, let used = WebAlgorithm(name),
                algorithm == nil || algorithm == name, holds(token, used)
            else { return nil }
            guard token.isNested, depth < 16 else { break }
            token = try WebToken(String(decoding: token.payload, as: UTF8.self), heap)
            depth += 1
        }
        let payload = try parsed(String(decoding: token.payload, as: UTF8.self), heap)
        guard payload.isObject else { throw .failed("JWT payload is not an object") }
        if let issuer, payload["iss"].string != issuer { return nil }
        let audiences = payload["aud"]
        if audiences.isDefined {
            guard audience.isDefined else { return nil }
            guard audiences == audience || audiences.isArray && audiences.elements.contains(audience) else {
                return nil
            }
        } else if audience.isDefined {
            return nil
        }
        let billion = BigDecimal(1_000_000_000)
        let expires = payload["exp"]
        if expires.isDefined {
            guard expires.isNumber else { throw .failed("exp value must be a number") }
            if !(moment < expires.decimal * billion) { return nil }
        }
        let begins = payload["nbf"]
        if begins.isDefined {
            guard begins.isNumber else { throw .failed("nbf value must be a number") }
            if moment < begins.decimal * billion { return nil }
        }
        return (token.header, payload)
    }

    private func holds(_ token: WebToken, _ used: WebAlgorithm) -> Bool {
        if used.isShared {
            guard let secret else { return false }
            return MessageCode.hmac(token.signed, key: secret, hash: used.hash).isEqualInConstantTime(
                to: token.signature)
        }
        return keys.contains { used.verifies(token, $0) }
    }
}

let signing: [String: BuiltIn.Body] = [
    "io.jwt.encode_sign": { call throws(BuiltInFault) in
        _ = try call.object(0)
        _ = try call.object(1)
        _ = try call.object(2)
        return try sign(
            call[0].jsonText(isEscapingHTML: true), call[1].jsonText(isEscapingHTML: true), call[2].json, call
        )
    },
    "io.jwt.encode_sign_raw": { call throws(BuiltInFault) in
        let (header, payload, key) = (try call.string(0), try call.string(1), try call.string(2))
        guard let json = try? JSON(parsing: key) else { throw .failed("failed to parse a JWK key (set)") }
        return try sign(header, payload, json, call)
    },
]

private func sign(
    _ header: String, _ payload: String, _ key: JSON, _ call: borrowing Call
) throws(BuiltInFault) -> Value {
    let kinds = ["RSA", "EC", "OKP", "oct"]
    let parsedHeader: JSON
    do throws(Fault) {
        parsedHeader = try JSON(parsing: header)
    } catch {
        throw .failed("failed to parse JWT header: \(error.message)")
    }
    guard let name = parsedHeader["alg"]?.stringValue else {
        throw .failed("missing or invalid 'alg' header: jwsbb: header \"alg\" not found")
    }
    guard let algorithm = WebAlgorithm(name) else { throw .failed("unknown JWS algorithm: \(name)") }
    let type = parsedHeader["typ"]?.stringValue
    if type == nil || type == "JWT", (try? JSON(parsing: payload)) == nil {
        throw .failed("type is JWT but payload is not JSON")
    }
    guard let kind = key["kty"]?.stringValue, kinds.contains(kind) else {
        throw .failed("failed to parse a JWK key (set)")
    }
    let signed = Array(header.utf8).base64URL + "." + Array(payload.utf8).base64URL
    let signature: [UInt8]
    if algorithm.isShared {
        guard kind == "oct", let text = key["k"]?.stringValue else {
            throw .failed("failed to parse a JWK key (set)")
        }
        let secret = try Base64Text.decode(text, isURL: true, padding: nil)
        signature = MessageCode.hmac(Array(signed.utf8), key: secret, hash: algorithm.hash)
    } else {
        guard let made = WebKeys.key(key) else { throw .failed("failed to parse a JWK key (set)") }
        guard algorithm.fits(made) else { throw .failed("the key does not fit the algorithm \(name)") }
        do throws(Fault) {
            signature = try made.sign(Array(signed.utf8), hash: algorithm.hash, padding: algorithm.padding)
        } catch {
            throw .failed("the key does not sign: \(error.message)")
        }
    }
    return call.heap.string(signed + "." + signature.base64URL)
}
