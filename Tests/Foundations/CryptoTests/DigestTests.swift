import Crypto
import Foundation
import Testing

@Suite("Digests and codings")
struct DigestTests {
    @Test("known answers of FIPS 180-4, RFC 3174 and RFC 1321")
    func known() {
        let abc = Array("abc".utf8)
        #expect(Digest.sha256(abc).hex == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(Digest.sha256([]).hex == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(Digest.sha1(abc).hex == "a9993e364706816aba3e25717850c26c9cd0d89d")
        #expect(Digest.md5(abc).hex == "900150983cd24fb0d6963f7d28e17f72")
        #expect(
            Digest.sha512(abc).hex
                == "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f")
    }

    @Test("a stream digests as the whole does, and goes on after its value was asked")
    func stream() {
        var stream = SHA256Stream()
        var whole: [UInt8] = []
        for length in [0, 1, 63, 64, 65, 1000] {
            let piece = SecureRandom.bytes(length)
            whole += piece
            stream.update(piece)
            #expect(stream.value() == Digest.sha256(whole))
        }
    }

    @Test("HMAC-SHA256 as in RFC 4231")
    func hmac() {
        let one = MessageCode.hmacSHA256("Hi There".utf8, key: [UInt8](repeating: 0x0b, count: 20))
        #expect(one.hex == "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7")
        let two = MessageCode.hmacSHA256("what do ya want for nothing?".utf8, key: "Jefe".utf8)
        #expect(two.hex == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
        let three = MessageCode.hmacSHA256(
            "Test Using Larger Than Block-Size Key - Hash Key First".utf8,
            key: [UInt8](repeating: 0xaa, count: 131))
        #expect(three.hex == "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54")
        #expect(MessageCode.hmacSHA256([], key: []).count == 32)
    }

    @Test("Base64 as in RFC 4648, section 10, and as Foundation writes it")
    func base64() {
        for (plain, text) in [
            ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
        ] {
            #expect(plain.utf8.base64 == text && [UInt8](base64: text) == Array(plain.utf8))
        }
        for length in 0..<70 {
            let bytes = SecureRandom.bytes(length)
            #expect(bytes.base64 == Data(bytes).base64EncodedString())
            #expect([UInt8](base64URL: bytes.base64URL) == bytes && [UInt8](base64: bytes.base64) == bytes)
        }
        #expect([0xfb, 0xff, 0xfe].base64URL == "-__-")
    }

    @Test(
        "what is not canonical Base64 is refused",
        arguments: [
            "Zg", "Zg=", "Zg===", "Z", "Zh==", "Zm9=", "Z g==", "Zg==\n", "Zm9v=", "====", "Zm-v", "é===",
        ])
    func strictness(text: String) { #expect([UInt8](base64: text) == nil) }

    @Test(
        "URL-safe Base64 has no padding and its own alphabet", arguments: ["Zg==", "Zh", "Z", "+/", "Zm9v "])
    func strictURL(text: String) { #expect([UInt8](base64URL: text) == nil) }

    @Test("hexadecimal comes back, and only hexadecimal")
    func hex() {
        let bytes = SecureRandom.bytes(257)
        #expect([UInt8](hex: bytes.hex) == bytes && [UInt8](hex: bytes.hex.uppercased()) == bytes)
        for text in ["0", "0g", "zz", "0x00", " 00"] { #expect([UInt8](hex: text) == nil) }
    }

    @Test("comparison in constant time tells equal from unequal")
    func comparison() {
        #expect([1, 2, 3].isEqualInConstantTime(to: [1, 2, 3]) && [UInt8]().isEqualInConstantTime(to: []))
        #expect(
            ![1, 2, 3].isEqualInConstantTime(to: [1, 2, 4]) && ![1, 2].isEqualInConstantTime(to: [1, 2, 3]))
    }
}
