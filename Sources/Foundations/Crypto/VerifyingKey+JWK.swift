import COpenSSL
public import Faults
public import Values

extension VerifyingKey {
    /// The public key as a JSON Web Key (RFC 7517) with `kid`, `alg` and `use`.
    public func jwk() throws(Fault) -> JSON {
        var jwk = try handle.jwkMembers()
        jwk["kid"] = .string(id)
        jwk["alg"] = .string(algorithm.rawValue)
        jwk["use"] = "sig"
        return jwk
    }

    /// The key's SHA-256 thumbprint, URL-safe Base64 (RFC 7638).
    public func thumbprint() throws(Fault) -> String { try handle.thumbprint() }

    /// Faults: `crypto.key_malformed`, `crypto.key_unsupported`, also for an `alg` that is not the key's.
    public init(jwk: JSON, id: String? = nil) throws(Fault) {
        func bytes(_ name: String) throws(Fault) -> [UInt8] {
            guard let text = jwk[name]?.stringValue, let bytes = [UInt8](base64URL: text) else {
                throw KeyHandle.notAKey("a JSON Web Key: \(name) is missing or not URL-safe Base64")
            }
            return bytes
        }
        let handle: KeyHandle
        switch (jwk["kty"]?.stringValue, jwk["crv"]?.stringValue) {
        case ("OKP", "Ed25519"):
            let x = try bytes("x")
            guard x.count == 32, let key = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nil, x, 32) else {
                throw KeyHandle.notAKey("an Ed25519 key")
            }
            handle = try KeyHandle(taking: key)
        case ("RSA", _): handle = try KeyHandle.rsa(modulus: bytes("n"), exponent: bytes("e"))
        case ("EC", "P-256"): handle = try KeyHandle.p256(x: bytes("x"), y: bytes("y"))
        default: throw KeyHandle.notAKey("a JSON Web Key of a kind that is used here")
        }
        if let named = jwk["alg"]?.stringValue, named != handle.algorithm.rawValue {
            throw KeyHandle.notAKey("a key for \(named)")
        }
        try self.init(handle, id ?? jwk["kid"]?.stringValue)
    }
}

extension KeyHandle {
    /// The members that make the public key, in the order of their names.
    func jwkMembers() throws(Fault) -> JSON {
        switch algorithm {
        case .edDSA:
            return ["crv": "Ed25519", "kty": "OKP", "x": .string(try rawPublicKey().base64URL)]
        case .rs256:
            let exponent = try number(OSSL_PKEY_PARAM_RSA_E)
            let modulus = try number(OSSL_PKEY_PARAM_RSA_N)
            return ["e": .string(exponent.base64URL), "kty": "RSA", "n": .string(modulus.base64URL)]
        case .es256:
            let x = try number(OSSL_PKEY_PARAM_EC_PUB_X, width: 32)
            let y = try number(OSSL_PKEY_PARAM_EC_PUB_Y, width: 32)
            return ["crv": "P-256", "kty": "EC", "x": .string(x.base64URL), "y": .string(y.base64URL)]
        }
    }

    func thumbprint() throws(Fault) -> String {
        Digest.sha256(try jwkMembers().canonicalBytes()).base64URL
    }
}
