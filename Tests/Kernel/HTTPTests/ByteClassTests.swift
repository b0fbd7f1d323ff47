@testable import HTTP
import Testing

/// The table of byte classes against the grammar it was made from.
@Suite("Byte classes")
struct ByteClassTests {
    private static let letters = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8)
    private static let digits = Set("0123456789".utf8)

    @Test("tell each of the 256 bytes as RFC 9110 does")
    func all() {
        // RFC 9110, 5.6.2: tchar.
        let tokens = Self.letters.union(Self.digits).union("!#$%&'*+-.^_`|~".utf8)
        // RFC 3986, 3.2.2: unreserved, percent, sub-delims, and what an address and a port add.
        let hosts = Self.letters.union(Self.digits).union("-._~%!$&'()*+,;=:[]".utf8)
        for byte in UInt8.min...UInt8.max {
            #expect(isTokenByte(byte) == tokens.contains(byte), "\(byte)")
            #expect(isHostByte(byte) == hosts.contains(byte), "\(byte)")
            // RFC 9110, 5.5: VCHAR, obs-text, SP and HTAB.
            let isField = (0x21...0x7E).contains(byte) || byte >= 0x80 || byte == 0x20 || byte == 0x09
            #expect(isFieldByte(byte) == isField, "\(byte)")
        }
    }
}
