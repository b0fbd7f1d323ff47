import Codecs
import Faults
import Testing

@Suite("CBOR")
struct CBORTests {
    private static func repeated(_ byte: UInt8, _ count: Int) -> [UInt8] {
        [UInt8](repeating: byte, count: count)
    }

    /// Values whose bytes are their shortest form, of RFC 8949's appendix A and at each length's borders.
    private static let known: [(CBOR, [UInt8])] = [
        (.unsigned(0), [0x00]), (.unsigned(23), [0x17]), (.unsigned(24), [0x18, 0x18]),
        (.unsigned(255), [0x18, 0xff]), (.unsigned(256), [0x19, 1, 0]),
        (.unsigned(1_000_000), [0x1a, 0, 0x0f, 0x42, 0x40]),
        (.unsigned(1_000_000_000_000), [0x1b, 0, 0, 0, 0xe8, 0xd4, 0xa5, 0x10, 0]),
        (.unsigned(.max), [0x1b] + repeated(0xff, 8)), (.negative(.max), [0x3b] + repeated(0xff, 8)),
        (CBOR(-1), [0x20]), (CBOR(-100), [0x38, 0x63]), (CBOR(-1000), [0x39, 0x03, 0xe7]),
        (CBOR(.min), [0x3b, 0x7f] + repeated(0xff, 7)), (.float(100_000), [0xfa, 0x47, 0xc3, 0x50, 0]),
        (.double(1.1), [0xfb, 0x3f, 0xf1, 0x99, 0x99, 0x99, 0x99, 0x99, 0x9a]), (.bool(false), [0xf4]),
        (.bool(true), [0xf5]), (.null, [0xf6]), (.undefined, [0xf7]), (.simple(16), [0xf0]),
        (.simple(255), [0xf8, 0xff]), (.bytes([1, 2, 3, 4]), [0x44, 1, 2, 3, 4]),
        (.text("ü"), [0x62, 0xc3, 0xbc]),
        (.text(String(repeating: "a", count: 24)), [0x78, 24] + repeated(0x61, 24)),
        (.array([.unsigned(1), .array([.unsigned(2)])]), [0x82, 1, 0x81, 2]),
        (
            .map([.init(.text("a"), .unsigned(1)), .init(.unsigned(2), .array([]))]),
            [0xa2, 0x61, 0x61, 1, 2, 0x80]
        ),
        (.tagged(1, .unsigned(1_363_896_240)), [0xc1, 0x1a, 0x51, 0x4b, 0x67, 0xb0]),
        (.tagged(2, .bytes([1] + repeated(0, 8))), [0xc2, 0x49, 1] + repeated(0, 8)),
        (.tagged(32, .text("")), [0xd8, 32, 0x60]),
    ]

    @Test("values are written as short as can be, read back, and refused when cut off or followed")
    func formats() throws {
        for (value, bytes) in Self.known {
            #expect(value.encoded() == bytes)
            #expect(try CBOR(parsing: bytes) == value)
            for length in 0..<bytes.count {
                #expect(throws: Fault.self) { try CBOR(parsing: Array(bytes[..<length])) }
            }
            #expect(throws: Fault.self) { try CBOR(parsing: bytes + [0]) }
        }
    }

    @Test("half floats are read exactly")
    func halves() throws {
        let halves: [(UInt16, Float)] = [
            (0x0000, 0), (0x3c00, 1), (0x3e00, 1.5), (0x7bff, 65_504), (0x0001, 0x1p-24),
            (0x0400, 0x1p-14), (0x03ff, 0x1.ff8p-15), (0xc400, -4), (0x7c00, .infinity), (0xfc00, -.infinity),
        ]
        for (bits, want) in halves {
            #expect(try CBOR(parsing: [0xf9, UInt8(bits >> 8), UInt8(bits & 255)]) == .float(want))
        }
        guard case .float(let value) = try CBOR(parsing: [0xf9, 0x7e, 0x01]) else {
            Issue.record("no floating point")
            return
        }
        #expect(value.isNaN)
    }

    @Test("what has no length ends at its mark")
    func indefinite() throws {
        let cases: [([UInt8], CBOR)] = [
            ([0x5f, 0x42, 1, 2, 0x43, 3, 4, 5, 0xff], .bytes([1, 2, 3, 4, 5])),
            ([0x7f, 0x65] + Array("strea".utf8) + [0x64] + Array("ming".utf8) + [0xff], .text("streaming")),
            ([0x9f, 0xff], .array([])),
            (
                [0x9f, 1, 0x82, 2, 3, 0x9f, 4, 5, 0xff, 0xff],
                .array([
                    .unsigned(1), .array([.unsigned(2), .unsigned(3)]), .array([.unsigned(4), .unsigned(5)]),
                ])
            ),
            ([0xbf, 0x61, 0x61, 1, 0xff], .map([.init(.text("a"), .unsigned(1))])),
        ]
        for (bytes, want) in cases { #expect(try CBOR(parsing: bytes) == want) }
    }

    @Test("bytes that are not well-formed are refused and told where")
    func malformed() {
        let broken: [[UInt8]] = [
            [], [0xff], [0x1c], [0x1f], [0x3f], [0xdf, 0], [0xf8, 0x1f], [0xfc], [0x61, 0xff],
            [0x5f, 0x61, 0x61, 0xff],
            [0x7f, 0x7f, 0xff, 0xff], [0x5f, 0x41], [0x9f, 1], [0xbf, 1, 0xff], [0x81], [0xa1, 0],
            // A letter of two bytes, divided between two pieces.
            [0x7f, 0x61, 0xc3, 0x61, 0xbc, 0xff],
            // Lengths beyond all memory.
            [0x5b] + Self.repeated(0xff, 8), [0x9b] + Self.repeated(0xff, 8),
            [0xbb, 0x7f] + Self.repeated(0xff, 7),
        ]
        for bytes in broken {
            #expect { try CBOR(parsing: bytes) } throws: { ($0 as? Fault)?.code.rawValue == "cbor.malformed" }
        }
        #expect(throws: Fault.self) { try CBOR(parsing: [0xa1, 1, 1], keys: .text) }
        #expect(throws: Fault.self) { try CBOR(parsing: Self.repeated(0x81, 100_000) + [0]) }
        #expect(throws: Fault.self) { try CBOR(parsing: Self.repeated(0xc1, 100_000) + [0]) }
    }

    @Test("random bytes are read or refused, and what is read is written and read as the same")
    func random() throws {
        var random = Seeded(41)
        var readable = 0
        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 1...12, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            guard let value = try? CBOR(parsing: bytes) else { continue }
            readable += 1
            let again = value.encoded()
            #expect(try CBOR(parsing: again).encoded() == again)
        }
        #expect(readable > 100)
    }
}
