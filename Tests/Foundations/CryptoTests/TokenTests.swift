import Crypto
import Faults
import Foundation
import Testing
import Values

@Suite("Signed tokens")
struct TokenTests {
    static let now = Date(timeIntervalSince1970: 1_767_000_000)
    static let joe: JSON = ["iss": "joe", "exp": 1_300_819_380, "http://example.com/is_root": true]

    @Test("keys and signatures of RFC 8037, appendix A")
    func ed25519() throws {
        let seed = try #require([UInt8](base64URL: "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"))
        let key = try SigningKey(ed25519: seed)
        #expect(key.id == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k")
        #expect(try key.publicKey().jwk()["x"] == "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo")
        let message = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc"
        #expect(
            try key.sign(Array(message.utf8)).base64URL
                == "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg")
    }

    @Test("tokens of RFC 7515, appendices A.2 and A.3")
    func published() throws {
        let rsa = try VerifyingKey(jwk: [
            "kty": "RSA", "e": "AQAB",
            "n": """
            ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt\
            0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSX\
            ndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5\
            IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ
            """,
        ])
        let payload =
            "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
        let early = Date(timeIntervalSince1970: 1_300_819_000)
        let signed =
            "eyJhbGciOiJSUzI1NiJ9.\(payload)." + """
                cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W\
                2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkS\
                jtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnv\
                Wh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw
                """
        #expect(try SignedToken.verify(signed, keys: [rsa], now: early) == Self.joe)
        let ec = try VerifyingKey(jwk: [
            "kty": "EC", "crv": "P-256", "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
            "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
        ])
        let curved =
            "eyJhbGciOiJFUzI1NiJ9.\(payload)."
            + "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q"
        #expect(try SignedToken.verify(curved, keys: [rsa, ec], now: early) == Self.joe)
        #expect(throws: Fault.self) { try SignedToken.verify(curved, keys: [rsa], now: early) }
    }

    @Test(
        "keys survive PEM and JWK, and sign what the other form verifies",
        arguments: SignatureAlgorithm.allCases)
    func forms(algorithm: SignatureAlgorithm) throws {
        let key = try SigningKey.generate(algorithm)
        #expect(key.algorithm == algorithm && !"\(key)".contains("PRIVATE"))
        let again = try SigningKey(pem: key.pem(), id: "mine")
        let message = SecureRandom.bytes(100)
        let signature = try again.sign(message)
        let verifying = try key.publicKey()
        for other in [
            verifying, try VerifyingKey(jwk: verifying.jwk()), try VerifyingKey(pem: verifying.pem()),
        ] {
            #expect(other.id == key.id && other.algorithm == algorithm)
            #expect(try other.verify(signature, of: message))
            #expect(try !other.verify(signature, of: message + [0]))
            #expect(try !other.verify(Array(signature.dropLast()), of: message))
            for index in stride(from: 0, to: signature.count, by: 7) {
                var forged = signature
                forged[index] ^= 4
                #expect(try !other.verify(forged, of: message))
            }
        }
        let stranger = try SigningKey.generate(algorithm).publicKey()
        #expect(try !stranger.verify(signature, of: message))
    }

    @Test("what is not a key is refused")
    func notKeys() throws {
        let key = try SigningKey.generate(.es256)
        for pem in [
            "", "x", try key.publicKey().pem(),
            "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
        ] {
            #expect(throws: Fault.self) { try SigningKey(pem: pem) }
        }
        #expect(throws: Fault.self) { try VerifyingKey(pem: key.pem()) }
        let jwk = try key.publicKey().jwk()
        for (name, value): (String, JSON) in [
            ("x", "AAAA"), ("y", jwk["x"] ?? ""), ("kty", "oct"), ("crv", "P-384"), ("alg", "RS256"),
            ("x", 1),
        ] {
            var changed = jwk
            changed[name] = value
            #expect(throws: Fault.self) { try VerifyingKey(jwk: changed) }
        }
        #expect(throws: Fault.self) { try SigningKey(ed25519: [1, 2]) }
    }

    private func token(_ claims: JSON, _ key: SigningKey) throws -> String {
        try SignedToken.sign(claims, with: key)
    }

    private func refusal(
        _ token: String, _ keys: [VerifyingKey],
        _ expecting: SignedToken.Expectations = .init(), now: Date = Self.now
    ) -> Fault.Code? {
        do {
            _ = try SignedToken.verify(token, keys: keys, expecting: expecting, now: now)
            return nil
        } catch {
            return error.kind == .unauthenticated ? error.code : "wrong kind"
        }
    }

    @Test("times, issuer and audience are held against what is expected")
    func claims() throws {
        let key = try SigningKey.generate(.edDSA)
        let keys = [try key.publicKey()]
        let second = Int(Self.now.timeIntervalSince1970)
        func code(_ claims: JSON, _ expecting: SignedToken.Expectations = .init()) throws -> Fault.Code? {
            refusal(try token(claims, key), keys, expecting)
        }
        #expect(try code(["exp": JSON(second + 1)]) == nil)
        #expect(try code(["exp": JSON(second - 29)]) == nil)
        #expect(try code(["exp": JSON(second - 30)]) == "token.expired")
        #expect(try code(["exp": JSON(second)], .init(leeway: .zero)) == "token.expired")
        #expect(try code([:]) == "token.malformed")
        #expect(try code([:], .init(needsExpiry: false)) == nil)
        #expect(try code(["exp": "never"]) == "token.malformed")
        let exp = JSON(second + 60)
        #expect(try code(["exp": exp, "nbf": JSON(second + 31)]) == "token.not_yet_valid")
        #expect(try code(["exp": exp, "nbf": JSON(second + 30)]) == nil)
        let ours = SignedToken.Expectations(issuer: "plumb", audience: "api")
        #expect(try code(["exp": exp, "iss": "plumb", "aud": "api"], ours) == nil)
        #expect(try code(["exp": exp, "iss": "plumb", "aud": ["x", "api"]], ours) == nil)
        #expect(try code(["exp": exp, "iss": "plumb", "aud": ["x"]], ours) == "token.not_for_us")
        #expect(try code(["exp": exp, "iss": "plumb"], ours) == "token.not_for_us")
        #expect(try code(["exp": exp, "iss": "other", "aud": "api"], ours) == "token.not_for_us")
    }

    @Test("the key decides the algorithm, never the token")
    func confusion() throws {
        let key = try SigningKey.generate(.rs256, id: "k")
        let keys = [try key.publicKey()]
        let claims: JSON = ["exp": JSON(Int(Self.now.timeIntervalSince1970) + 60)]
        let parts = try token(claims, key).split(separator: ".").map(String.init)
        func forged(_ header: String, _ signature: String) -> String {
            "\(Array(header.utf8).base64URL).\(parts[1]).\(signature)"
        }
        #expect(refusal(parts.joined(separator: "."), keys) == nil)
        #expect(refusal(forged(#"{"alg":"none"}"#, ""), keys) == "token.key_unknown")
        // The public key's PEM as the secret of a MAC, the classic confusion.
        let header = #"{"alg":"HS256","kid":"k"}"#
        let mac = MessageCode.hmacSHA256(
            "\(Array(header.utf8).base64URL).\(parts[1])".utf8, key: try keys[0].pem().utf8)
        #expect(refusal(forged(header, mac.base64URL), keys) == "token.key_unknown")
        #expect(refusal(forged(#"{"alg":"ES256","kid":"k"}"#, parts[2]), keys) == "token.key_unknown")
        #expect(refusal(forged(#"{"alg":"RS256","kid":"other"}"#, parts[2]), keys) == "token.key_unknown")
        #expect(refusal(forged(#"{"alg":"RS256"}"#, parts[2]), keys) == "token.forged")
        #expect(refusal(forged(#"{"alg":"RS256","crit":["x"]}"#, parts[2]), keys) == "token.malformed")
        let impostor = try SigningKey.generate(.rs256, id: "k")
        #expect(refusal(try token(claims, impostor), keys) == "token.forged")
    }

    @Test("no altered or cut token passes, and none crashes")
    func tampering() throws {
        let key = try SigningKey.generate(.edDSA)
        let keys = [try key.publicKey()]
        let whole = Array(try token(["exp": JSON(Int(Self.now.timeIntervalSince1970) + 60)], key).utf8)
        for index in whole.indices {
            #expect(refusal(String(decoding: whole[..<index], as: UTF8.self), keys) != nil)
            var altered = whole
            altered[index] = altered[index] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
            #expect(refusal(String(decoding: altered, as: UTF8.self), keys) != nil, "\(index)")
        }
        for text in ["", ".", "..", "...", "a.b.c", String(repeating: "a", count: 100_000)] {
            #expect(refusal(text, keys) == "token.malformed")
        }
    }
}
