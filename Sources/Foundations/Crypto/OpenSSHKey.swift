import COpenSSL
import Faults

/// A private RSA key in OpenSSH's own format (its PROTOCOL.key), without a passphrase.
enum OpenSSHKey {
    static let header = "-----BEGIN OPENSSH PRIVATE KEY-----"
    private static let footer = "-----END OPENSSH PRIVATE KEY-----"

    /// The same key as PKCS #1 has it (RFC 8017, appendix A.1.2). Faults: `crypto.key_malformed`.
    static func pkcs1(_ pem: String) throws(Fault) -> String {
        let malformed = Fault(
            .invalid, "crypto.key_malformed", "The key is no OpenSSH key of RSA without a passphrase.")
        guard let start = pem.firstRange(of: header), let end = pem.firstRange(of: footer),
            start.upperBound <= end.lowerBound,
            let bytes = [UInt8](
                base64: String(pem[start.upperBound..<end.lowerBound].filter { !$0.isWhitespace }))
        else { throw malformed }
        var outer = Reader(bytes: bytes)
        guard outer.skip("openssh-key-v1\0"), outer.text() == "none", outer.text() == "none",
            outer.field() != nil, outer.number() == 1, outer.field() != nil, let secret = outer.field()
        else { throw malformed }
        var inner = Reader(bytes: secret)
        guard let check = inner.number(), check == inner.number(), inner.text() == "ssh-rsa",
            let n = inner.field(), let e = inner.field(), let d = inner.field(), let inverse = inner.field(),
            let p = inner.field(), let q = inner.field(), let dp = reduced(d, p), let dq = reduced(d, q)
        else { throw malformed }
        let numbers = [[0], n, e, d, p, q, dp, dq, inverse].flatMap { der(0x02, $0.isEmpty ? [0] : $0) }
        return "-----BEGIN RSA PRIVATE KEY-----\n" + der(0x30, numbers).base64
            + "\n-----END RSA PRIVATE KEY-----\n"
    }

    /// d mod (prime − 1), as a positive DER integer's bytes.
    private static func reduced(_ d: [UInt8], _ prime: [UInt8]) -> [UInt8]? {
        guard let context = BN_CTX_new(), let divisor = BN_bin2bn(prime, Int32(prime.count), nil),
            let number = BN_bin2bn(d, Int32(d.count), nil), let rest = BN_new()
        else { return nil }
        defer {
            BN_CTX_free(context)
            BN_free(divisor)
            BN_clear_free(number)
            BN_clear_free(rest)
        }
        guard BN_sub_word(divisor, 1) == 1, BN_div(nil, rest, number, divisor, context) == 1 else {
            return nil
        }
        var bytes = [UInt8](repeating: 0, count: prime.count + 1)
        guard BN_bn2binpad(rest, &bytes, Int32(bytes.count)) == Int32(bytes.count) else { return nil }
        return Array(bytes.drop { $0 == 0 }.first.map { $0 >= 0x80 } ?? true ? [0] : [])
            + bytes.drop { $0 == 0 }
    }

    private static func der(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
        guard content.count >= 0x80 else { return [tag, UInt8(content.count)] + content }
        var length: [UInt8] = []
        var rest = content.count
        while rest > 0 {
            length.insert(UInt8(rest & 0xff), at: 0)
            rest >>= 8
        }
        return [tag, 0x80 | UInt8(length.count)] + length + content
    }

    private struct Reader {
        let bytes: [UInt8]
        var place = 0

        init(bytes: [UInt8]) { self.bytes = bytes }

        mutating func skip(_ text: String) -> Bool {
            guard bytes[place...].starts(with: text.utf8) else { return false }
            place += text.utf8.count
            return true
        }

        mutating func number() -> UInt32? {
            guard bytes.count - place >= 4 else { return nil }
            defer { place += 4 }
            return bytes[place..<place + 4].reduce(0) { $0 << 8 | UInt32($1) }
        }

        mutating func field() -> [UInt8]? {
            guard let count = number(), count <= bytes.count - place else { return nil }
            defer { place += Int(count) }
            return Array(bytes[place..<place + Int(count)])
        }

        mutating func text() -> String? { field().map { String(decoding: $0, as: UTF8.self) } }
    }
}
