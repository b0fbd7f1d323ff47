import Crypto
import Rego

private func code(_ hash: String) -> BuiltIn.Body {
    { call throws(BuiltInFault) in
        let message = Array(try call.bytes(0))
        return call.heap.string(MessageCode.hmac(message, key: Array(try call.bytes(1)), hash: hash).hex)
    }
}

let digests: [String: BuiltIn.Body] = [
    "crypto.md5": { call throws(BuiltInFault) in call.heap.string(Digest.md5(try call.bytes(0)).hex) },
    "crypto.sha1": { call throws(BuiltInFault) in call.heap.string(Digest.sha1(try call.bytes(0)).hex) },
    "crypto.sha256": { call throws(BuiltInFault) in call.heap.string(Digest.sha256(try call.bytes(0)).hex) },
    "crypto.hmac.md5": code("MD5"), "crypto.hmac.sha1": code("SHA1"), "crypto.hmac.sha256": code("SHA256"),
    "crypto.hmac.sha512": code("SHA512"),
    "crypto.hmac.equal": { call throws(BuiltInFault) in
        let one = Array(try call.bytes(0))
        return Value(one.isEqualInConstantTime(to: Array(try call.bytes(1))))
    },
]
