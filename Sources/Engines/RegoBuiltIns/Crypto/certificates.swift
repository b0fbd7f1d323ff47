import Crypto
import Rego
import Values

private func certificates(_ text: String) throws(BuiltInFault) -> [Certificate] {
    var all: [Certificate] = []
    for block in try PEMBlock.read(text, label: "CERTIFICATE") where block.label == "CERTIFICATE" {
        all += try Certificate.all(block.bytes)
    }
    return all
}

/// The private key's members as RFC 7517 writes them.
func privateJWK(_ key: WebKey) -> JSON? {
    func digits(_ name: String) -> JSON { JSON((key.number(name) ?? []).base64URL) }
    switch key.kind {
    case .rsa:
        return [
            "kty": "RSA", "n": digits("n"), "e": digits("e"), "d": digits("d"), "p": digits("rsa-factor1"),
            "q": digits("rsa-factor2"), "dp": digits("rsa-exponent1"), "dq": digits("rsa-exponent2"),
            "qi": digits("rsa-coefficient1"),
        ]
    case .ed25519:
        return [
            "kty": "OKP", "crv": "Ed25519", "x": JSON((key.raw(isPrivate: false) ?? []).base64URL),
            "d": JSON((key.raw(isPrivate: true) ?? []).base64URL),
        ]
    case .curve(let width):
        func padded(_ name: String) -> JSON {
            let bytes = key.number(name) ?? []
            return JSON((Array(repeating: 0, count: max(0, width - bytes.count)) + bytes).base64URL)
        }
        let name = [32: "P-256", 48: "P-384", 66: "P-521"][width] ?? ""
        return ["kty": "EC", "crv": JSON(name), "x": padded("qx"), "y": padded("qy"), "d": padded("priv")]
    case .other: return nil
    }
}

private func verify(
    _ call: borrowing Call, host: String, moment: Int, purpose: CertificateChain.Purpose
) throws(BuiltInFault) -> Value {
    let heap = call.heap
    let invalid = heap.array([.false, heap.emptyArray])
    let all = try certificates(call.string(0))
    guard all.count >= 2 else { return invalid }
    // The first is the root of trust, the last the one in question.
    let chain = Array(all.reversed())
    guard CertificateChain.holds(chain.map(\.der), host: host, at: moment, purpose: purpose) == true else {
        return invalid
    }
    return heap.array([.true, heap.array(chain.map { heap.value($0.json) })])
}

let certificates: [String: BuiltIn.Body] = [
    "crypto.x509.parse_certificates": { call throws(BuiltInFault) in
        let heap = call.heap
        return heap.array(try certificates(call.string(0)).map { heap.value($0.json) })
    },
    "crypto.x509.parse_and_verify_certificates": { call throws(BuiltInFault) in
        try verify(call, host: "", moment: call.surroundings.now / 1_000_000_000, purpose: .server)
    },
    "crypto.x509.parse_and_verify_certificates_with_options": { call throws(BuiltInFault) in
        var host = ""
        var moment = call.surroundings.now
        var purpose = CertificateChain.Purpose.server
        for (key, value) in try call.object(1) {
            switch key.string {
            case "DNSName": host = value.string ?? ""
            case "CurrentTime": moment = value.int ?? moment
            case "MaxConstraintComparisons": continue
            case "KeyUsages":
                let names = value.elements.compactMap(\.string)
                if names.contains("KeyUsageAny") {
                    purpose = .any
                } else if !names.contains("KeyUsageServerAuth"), names.contains("KeyUsageClientAuth") {
                    purpose = .client
                } else if !names.contains("KeyUsageServerAuth") {
                    throw .failed("invalid key usages \(names.joined(separator: ", "))")
                }
            default: throw .failed("invalid key option")
            }
        }
        return try verify(call, host: host, moment: moment / 1_000_000_000, purpose: purpose)
    },
    "crypto.x509.parse_certificate_request": { call throws(BuiltInFault) in
        let blocks = try PEMBlock.read(call.string(0), label: "CERTIFICATE REQUEST")
        guard let block = blocks.first,
            block.label == "CERTIFICATE REQUEST" || block.label == "NEW CERTIFICATE REQUEST"
        else { throw .failed("invalid PEM-encoded certificate signing request") }
        return call.heap.value(try Certificate.request(block.bytes))
    },
    "crypto.x509.parse_rsa_private_key": { call throws(BuiltInFault) in
        let blocks = try PEMBlock.read(call.string(0), label: "RSA PRIVATE KEY")
        guard let block = blocks.first, let key = WebKey(privateDER: block.bytes), key.kind == .rsa,
            let jwk = privateJWK(key)
        else { throw .failed("invalid RSA private key") }
        return call.heap.value(jwk)
    },
    "crypto.parse_private_keys": { call throws(BuiltInFault) in
        let text = try call.string(0)
        if text.isEmpty { return call.heap.emptyArray }
        var keys: [Value] = []
        for block in try PEMBlock.read(text, label: "PRIVATE KEY") where block.label.hasSuffix("PRIVATE KEY")
        {
            guard let key = WebKey(privateDER: block.bytes), let jwk = privateJWK(key) else {
                throw .failed("failed to parse private key (tried PKCS1, PKCS8 and EC)")
            }
            keys.append(call.heap.value(jwk))
        }
        return call.heap.array(keys)
    },
    "crypto.x509.parse_keypair": { call throws(BuiltInFault) in
        let heap = call.heap
        let blocks = try PEMBlock.read(call.string(0), label: "CERTIFICATE").filter {
            $0.label == "CERTIFICATE"
        }
        let keyBlocks = try PEMBlock.read(call.string(1), label: "PRIVATE KEY")
        guard let keyBlock = keyBlocks.first(where: { $0.label.hasSuffix("PRIVATE KEY") }),
            let key = WebKey(privateDER: keyBlock.bytes)
        else { throw .failed("tls: failed to find any PEM data in key input") }
        guard let first = blocks.first, let owner = WebKey(certificateDER: first.bytes) else {
            throw .failed("tls: failed to find any PEM data in certificate input")
        }
        guard owner.kind == key.kind, owner.number("n") == key.number("n"),
            owner.number("qx") == key.number("qx")
        else {
            throw .failed("tls: private key does not match public key")
        }
        return heap.object([
            (heap.string("Certificate"), heap.array(blocks.map { heap.string($0.bytes.base64) })),
            (heap.string("PrivateKey"), heap.value(privateJWK(key) ?? .null)),
            (heap.string("Leaf"), heap.value(try Certificate(first.bytes).json)),
            (heap.string("OCSPStaple"), .null),
            (heap.string("SignedCertificateTimestamps"), .null),
            (heap.string("SupportedSignatureAlgorithms"), .null),
        ])
    },
]
