import ProviderProtocol
import Testing
import Values

@Suite("cty values") struct CtyCodecTests {
    private func type(_ json: JSON) throws -> CtyType { try CtyType(json: json) }

    private func encode(_ text: String, _ json: JSON) throws -> [UInt8] {
        try CtyValue.messagePack(of: JSONDocument(parsing: Array(text.utf8)).root, type: type(json))
    }

    @Test(
        arguments: [
            ("null", "string", [0xc0]), (#""a""#, "string", [0xa1, 0x61]), ("true", "bool", [0xc3]),
            ("5", "number", [0x05]), ("-33", "number", [0xd0, 0xdf]), ("128", "number", [0xcc, 0x80]),
            ("65536", "number", [0xce, 0, 1, 0, 0]), ("1e3", "number", [0xcd, 0x03, 0xe8]),
            ("0.5", "number", [0xcb, 0x3f, 0xe0, 0, 0, 0, 0, 0, 0]),
            ("0.1", "number", [0xa3, 0x30, 0x2e, 0x31]),
            ("9223372036854775808", "number", [0xcb, 0x43, 0xe0, 0, 0, 0, 0, 0, 0]),
            (
                "18446744073709551615", "number",
                [0xb4] + Array("18446744073709551615".utf8)
            ),
            (#"["a"]"#, ["set", "string"], [0x91, 0xa1, 0x61]),
            (#"{"b": 1, "a": 2}"#, ["map", "number"], [0x82, 0xa1, 0x61, 0x02, 0xa1, 0x62, 0x01]),
            (
                #"{"x": true}"#, ["object", ["y": "string", "x": "bool"]],
                [0x82, 0xa1, 0x78, 0xc3, 0xa1, 0x79, 0xc0]
            ),
            (
                #"{"type": "string", "value": "z"}"#, "dynamic",
                [0x92, 0xc4, 0x08] + Array(#""string""#.utf8) + [0xa1, 0x7a]
            ),
        ] as [(String, JSON, [UInt8])]) func `are written as Terraform writes them`(
            text: String, type json: JSON, want: [UInt8]
        ) throws
    {
        #expect(try encode(text, json) == want)
        // The way through a value gives the same bytes.
        let value = try CtyValue(messagePack: want, type: type(json))
        #expect(try value.messagePack(type: type(json)) == want)
    }

    @Test func `read unknown values, refined or not`() throws {
        for bytes in [
            [0xd4, 0, 0], [0xc7, 2, 12, 0x80, 0x00], [0xd8, 0] + [UInt8](repeating: 0, count: 16),
        ] as [[UInt8]] {
            #expect(try CtyValue(messagePack: bytes, type: .string) == .unknown)
        }
    }

    @Test func `keep every digit of a number`() throws {
        let text = "123456789012345678901234567890.5"
        let bytes = try encode(text, "number")
        let value = try CtyValue(messagePack: bytes, type: .number)
        #expect(value.json.text == text)
    }

    @Test func `say where a value does not fit`() throws {
        let shape: JSON = [
            "object", ["rules": ["list", ["object", ["port": "number"]]], "tags": ["map", "string"]],
        ]
        let error = #expect(throws: CtyMismatch.self) {
            try encode(#"{"rules": [{"port": 1}, {"port": true}]}"#, shape)
        }
        #expect(error?.path == "rules[1].port")
        let other = #expect(throws: CtyMismatch.self) { try encode(#"{"tags": {"a b": 7}}"#, shape) }
        #expect(other?.path == #"tags["a b"]"#)
    }

    @Test
    func `refuse bytes that are cut off or nested without end, and never take more memory than they are`()
        throws
    {
        let shape = try type(["list", ["list", "string"]])
        for bytes in [
            [0xdd, 0xff, 0xff, 0xff, 0xff], [0x91], [0x91, 0x91, 0xdb, 0xff, 0xff, 0xff, 0xff], [],
        ] as [[UInt8]] {
            #expect(throws: CtyMismatch.self) { try CtyValue(messagePack: bytes, type: shape) }
        }
        var nested: [UInt8] = []
        for _ in 0..<5000 { nested += [0x92, 0xc4, 0x09] + Array(#""dynamic""#.utf8) }
        #expect(throws: CtyMismatch.self) { try CtyValue(messagePack: nested, type: .dynamic) }
    }

    @Test func `survive any bytes`() throws {
        var random = Seeded(11)
        let shape = try type([
            "object", ["a": "number", "b": ["list", "dynamic"], "c": ["map", ["set", "bool"]]],
        ])
        let seed = try encode(
            #"{"a": 1.5, "b": [{"type": "string", "value": "x"}], "c": {"k": [true]}}"#,
            [
                "object", ["a": "number", "b": ["list", "dynamic"], "c": ["map", ["set", "bool"]]],
            ])
        var read = 0
        for _ in 0..<20_000 {
            var bytes = seed
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(
                    in: 0...255, using: &random)
            }
            if Bool.random(using: &random) {
                bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random))
            }
            do throws(CtyMismatch) {
                _ = try CtyValue(messagePack: bytes, type: shape)
                read += 1
            } catch {
                #expect(!error.reason.isEmpty)
            }
        }
        #expect(read > 0)
    }
}

/// SplitMix64: the same numbers for the same seed.
struct Seeded: RandomNumberGenerator {
    private var state: UInt64
    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
