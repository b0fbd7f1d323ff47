import Codecs
import Faults
import Foundation
import Testing
import Values

@Suite("MessagePack")
struct MessagePackTests {
    static func repeated(_ byte: UInt8, _ count: Int) -> [UInt8] { [UInt8](repeating: byte, count: count) }

    /// Values and their bytes by the format's specification.
    static let known: [(MessagePack, [UInt8])] = [
        (.null, [0xc0]), (.bool(false), [0xc2]), (.bool(true), [0xc3]), (.integer(0), [0x00]),
        (.integer(127), [0x7f]),
        (.integer(128), [0xcc, 0x80]), (.integer(255), [0xcc, 0xff]), (.integer(256), [0xcd, 1, 0]),
        (.integer(65_535), [0xcd, 0xff, 0xff]), (.integer(65_536), [0xce, 0, 1, 0, 0]),
        (.integer(4_294_967_295), [0xce, 0xff, 0xff, 0xff, 0xff]),
        (.integer(4_294_967_296), [0xcf, 0, 0, 0, 1, 0, 0, 0, 0]),
        (.integer(.max), [0xcf, 0x7f] + repeated(0xff, 7)), (.unsigned(.max), [0xcf] + repeated(0xff, 8)),
        (.integer(-1), [0xff]), (.integer(-32), [0xe0]), (.integer(-33), [0xd0, 0xdf]),
        (.integer(-128), [0xd0, 0x80]),
        (.integer(-129), [0xd1, 0xff, 0x7f]), (.integer(-32_768), [0xd1, 0x80, 0]),
        (.integer(-32_769), [0xd2, 0xff, 0xff, 0x7f, 0xff]),
        (.integer(-2_147_483_649), [0xd3, 0xff, 0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff]),
        (.integer(.min), [0xd3, 0x80] + repeated(0, 7)), (.float(1.5), [0xca, 0x3f, 0xc0, 0, 0]),
        (.double(-0.1), [0xcb, 0xbf, 0xb9, 0x99, 0x99, 0x99, 0x99, 0x99, 0x9a]), (.string(""), [0xa0]),
        (.string("é"), [0xa2, 0xc3, 0xa9]),
        (.string(String(repeating: "a", count: 31)), [0xbf] + repeated(0x61, 31)),
        (.string(String(repeating: "a", count: 32)), [0xd9, 32] + repeated(0x61, 32)),
        (.string(String(repeating: "a", count: 256)), [0xda, 1, 0] + repeated(0x61, 256)),
        (.string(String(repeating: "a", count: 65_536)), [0xdb, 0, 1, 0, 0] + repeated(0x61, 65_536)),
        (.binary([1]), [0xc4, 1, 1]), (.binary(repeated(2, 256)), [0xc5, 1, 0] + repeated(2, 256)),
        (.binary(repeated(2, 65_536)), [0xc6, 0, 1, 0, 0] + repeated(2, 65_536)), (.array([]), [0x90]),
        (.array(Array(repeating: .null, count: 15)), [0x9f] + repeated(0xc0, 15)),
        (.array(Array(repeating: .null, count: 16)), [0xdc, 0, 16] + repeated(0xc0, 16)),
        (.array(Array(repeating: .null, count: 65_536)), [0xdd, 0, 1, 0, 0] + repeated(0xc0, 65_536)),
        (.map([]), [0x80]),
        (
            .map([.init(.string("a"), .integer(1)), .init(.bool(true), .null)]),
            [0x82, 0xa1, 0x61, 1, 0xc3, 0xc0]
        ),
        (.map(Array(repeating: .init(.null, .null), count: 16)), [0xde, 0, 16] + repeated(0xc0, 32)),
        (.ext(5, [1]), [0xd4, 5, 1]), (.ext(-1, [1, 2]), [0xd5, 0xff, 1, 2]),
        (.ext(5, repeated(1, 4)), [0xd6, 5, 1, 1, 1, 1]),
        (.ext(5, repeated(1, 8)), [0xd7, 5] + repeated(1, 8)),
        (.ext(5, repeated(1, 16)), [0xd8, 5] + repeated(1, 16)),
        (.ext(5, []), [0xc7, 0, 5]), (.ext(5, [1, 2, 3]), [0xc7, 3, 5, 1, 2, 3]),
        (.ext(5, repeated(1, 256)), [0xc8, 1, 0, 5] + repeated(1, 256)),
        (.ext(5, repeated(1, 65_536)), [0xc9, 0, 1, 0, 0, 5] + repeated(1, 65_536)),
    ]

    @Test("every format is written as short as can be and read back")
    func formats() throws {
        for (value, bytes) in Self.known {
            #expect(value.bytes() == bytes)
            #expect(try MessagePack(parsing: bytes) == value)
            for length in Set([0, 1, 2, bytes.count / 2, bytes.count - 1])
            where length >= 0 && length < bytes.count {
                #expect(throws: Fault.self) { try MessagePack(parsing: Array(bytes[..<length])) }
            }
            #expect(throws: Fault.self) { try MessagePack(parsing: bytes + [0xc0]) }
        }
        // Longer forms than needed are read too.
        #expect(try MessagePack(parsing: [0xd3, 0, 0, 0, 0, 0, 0, 0, 5]) == .integer(5))
        #expect(try MessagePack(parsing: [0xdb, 0, 0, 0, 1, 0x61]) == .string("a"))
    }

    @Test(
        "lies about lengths, deep nesting and broken text are refused without taking memory",
        arguments: [
            [0xc1], [0xdd, 0xff, 0xff, 0xff, 0xff], [0xdf, 0xff, 0xff, 0xff, 0xff, 0xc0],
            [0xdb, 0xff, 0xff, 0xff, 0xff, 0x61],
            [0xc6, 0xff, 0xff, 0xff, 0xff], [0xa1, 0xff], [0xa2, 0xc0, 0x80], [0xa3, 0xed, 0xa0, 0x80],
            [0x81, 0xa1, 0x61],
            [UInt8](repeating: 0x91, count: 100_000), [UInt8](repeating: 0x91, count: 512) + [0x90],
        ] as [[UInt8]])
    func bombs(bytes: [UInt8]) {
        let fault = #expect(throws: Fault.self) { try MessagePack(parsing: bytes) }
        #expect(fault?.code == "messagepack.malformed")
    }

    @Test("JSON comes back exactly, whatever its numbers look like")
    func json() throws {
        let text = #"""
            {"a":[0,-1,1.5,1.0,1e5,-0,0.1,18446744073709551615,18446744073709551616,
            123456789012345678901234567890.123,1E400,null,true,"é\u0000"],"b":{"c":{}},
            "long":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"}
            """#
        let json = try JSON(parsing: text)
        let back = try MessagePack(parsing: MessagePack(json).bytes()).json()
        #expect(back == json && back.text == json.text)
        #expect(MessagePack([1.5, 3] as JSON).bytes() == [0x92, 0xcb, 0x3f, 0xf8, 0, 0, 0, 0, 0, 0, 0x03])
    }

    @Test("what JSON can tell of MessagePack's own kinds it tells, the rest is refused")
    func foreign() throws {
        #expect(try MessagePack.binary([0, 255]).json() == "AP8=")
        #expect(try MessagePack.float(0.1).json().text == "0.1")
        #expect(
            try MessagePack.map([.init(.integer(1), .null), .init(.unsigned(.max), .null)]).json().text
                == #"{"1":null,"18446744073709551615":null}"#)
        #expect(try MessagePack.ext(-1, [0, 0, 0, 1]).json() == "1970-01-01T00:00:01.000Z")
        #expect(
            try MessagePack.ext(-1, [0x1d, 0xcd, 0x65, 0, 0, 0, 0, 1]).json() == "1970-01-01T00:00:01.125Z")
        #expect(
            try MessagePack.ext(-1, [0, 0, 0, 0] + Self.repeated(0xff, 8)).json()
                == "1969-12-31T23:59:59.000Z")
        for value in [
            MessagePack.double(.nan), .float(.infinity), .ext(7, [0]), .ext(-1, [1]),
            .ext(1, Array("nope".utf8)),
            .map([.init(.null, .null)]), .map([.init(.array([]), .null)]), .ext(-1, Self.repeated(0xff, 12)),
        ] {
            let fault = #expect(throws: Fault.self) { try value.json() }
            #expect(fault?.code == "messagepack.not_json")
        }
    }

    struct Thing: Codable, Equatable {
        var name = "x", count = 3, ratio = 0.5, when = Date(timeIntervalSince1970: 1.5), raw = Data([1, 2])
        var nested: [String: [Int?]] = ["a": [1, nil]], free: JSON = ["n": 1], absent: String?
    }

    @Test("types are coded, and what does not fit is told with its place")
    func coding() throws {
        #expect(try MessagePackCoding.decode(Thing.self, from: MessagePackCoding.encode(Thing())) == Thing())
        let fault = #expect(throws: Fault.self) {
            try MessagePackCoding.decode(Thing.self, from: MessagePackCoding.encode(["name": 1]))
        }
        #expect(fault?.code == "json.invalid" && fault?.problems.first?.path == "/name")
    }

    @Test("random bytes never crash the reader, and what it reads it writes back the same")
    func noise() throws {
        var random = Seeded(11)
        var read = 0
        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 1...24, using: &random)).map { _ in
                Bool.random(using: &random)
                    ? UInt8.random(in: 0...255, using: &random)
                    : UInt8.random(in: 0x80...0xdf, using: &random)
            }
            for length in 1...bytes.count {
                guard let value = try? MessagePack(parsing: Array(bytes[..<length])) else { continue }
                read += 1
                let again = try MessagePack(parsing: value.bytes())
                #expect(again.bytes() == value.bytes())
            }
        }
        #expect(read > 5000)
    }
}
