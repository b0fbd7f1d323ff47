import Faults
import Foundation
import Testing
import Values

@Suite("Parsing JSON")
struct ParsingTests {
    @Test(
        "what RFC 8259 allows is read",
        arguments: [
            "0", "-0", " 1 ", "1e5", "1E-5", "-1.25e+10", "true", "false", "null", #""""#, "[]", "{}", "[ ]",
            "{ }",
            "[[],{},[1,2]]", #"{"a":{"b":[null]}}"#, #""\u00e9\n\/\b\f\t\r\"\\""#, "\"\u{7f}\u{80}日本𝄞\"",
            "\t\r\n[1\n,\n2]\n", #"{"":0}"#, #"{"a":1,"a":2}"#, #""\ud834\udd1e""#, #""\uD834\uDD1E""#,
            #""\u0000""#, "123456789012345678901234567890.5",
        ])
    func accepted(text: String) throws {
        let tree = try JSON(parsing: text)
        #expect(try JSON(parsing: tree.bytes()) == tree)
        #expect(try JSON(parsing: tree.pretty()) == tree)
        #expect(try JSON(parsing: tree.canonicalBytes()) == tree)
    }

    @Test(
        "what RFC 8259 does not allow is refused",
        arguments: [
            "", " ", "[", "]", "{", "}", "[1", "[1,", "[1,]", "[,1]", "[1 2]", "{\"a\"", "{\"a\":",
            "{\"a\":1",
            "{\"a\":1,", "{\"a\":1,}", "{a:1}", "{'a':1}", "{1:2}", "{\"a\" 1}", "01", "-", "-a", "+1", ".5",
            "1.",
            "1e", "1e+", "0x1", "1_000", "NaN", "Infinity", "tru", "True", "nul", "falsee", "truefalse",
            "1 2", "[]]",
            "\"", "\"a", "\"\\\"", "\"\\x\"", "\"\\u12\"", "\"\\u12g4\"", "\"\t\"", "\"\n\"", "\"\u{0}\"",
            "\u{feff}1",
            "[1}", "{\"a\":1]", "// a\n1", "\u{a0}1", "--1", "00", "-01", "1.e5", "[\"a\":1]", "{\"a\"}",
            "nulL", "[null,]", "\"\\", "\"\\u", "{\"a\":1 \"b\":2}", "1\u{0}",
        ])
    func refused(text: String) {
        #expect(throws: Fault.self) { try JSONDocument(parsing: text) }
    }

    @Test(
        "surrogates stand in pairs, high before low",
        arguments: [
            #"\ud800"#, #"\udc00"#, #"\udbff"#, #"\udfff"#, #"\ud800\ud800"#, #"\udc00\ud800"#, #"\ud800x"#,
            #"\ud800\n"#, #"\ud800\u0041"#, #"\ud800\"#, #"\ud800\u"#, #"\ud834\udd1"#, #"x\udd1ex"#,
        ])
    func loneSurrogates(escape: String) {
        #expect(throws: Fault.self) { try JSONDocument(parsing: "\"\(escape)\"") }
    }

    @Test("escaped pairs give the scalar that they tell")
    func pairs() throws {
        for (high, low, scalar) in [
            ("d800", "dc00", "\u{10000}"), ("dbff", "dfff", "\u{10ffff}"),
            ("d83d", "de00", "😀"), ("D834", "DD1E", "𝄞"),
        ] {
            #expect(try JSON(parsing: "\"a\\u\(high)\\u\(low)b\"").stringValue == "a\(scalar)b")
        }
        #expect(
            try JSON(parsing: #""\ud7ff\ue000\u00e9\u07ff\u0800""#).stringValue
                == "\u{d7ff}\u{e000}é\u{7ff}\u{800}")
    }

    @Test(
        "only well-formed UTF-8 passes",
        arguments: [
            [0x80], [0xbf], [0xc0, 0x80], [0xc1, 0xbf], [0xc2], [0xc2, 0x20], [0xe0, 0x80, 0x80],
            [0xe0, 0x9f, 0xbf],
            [0xe2, 0x82], [0xed, 0xa0, 0x80], [0xed, 0xbf, 0xbf], [0xf0, 0x80, 0x80, 0x80],
            [0xf0, 0x8f, 0xbf, 0xbf],
            [0xf0, 0x9f, 0x98], [0xf4, 0x90, 0x80, 0x80], [0xf5, 0x80, 0x80, 0x80], [0xff], [0xfe],
            [0xf8, 0x88, 0x80, 0x80, 0x80], [0xe2, 0x28, 0xa1],
        ] as [[UInt8]])
    func utf8(bytes: [UInt8]) {
        for padding in [0, 1, 7, 8, 9, 30] {
            let text = [0x22] + [UInt8](repeating: 0x61, count: padding) + bytes + [0x22]
            #expect(throws: Fault.self) { try JSONDocument(parsing: text) }
            #expect(throws: Fault.self) { try JSONDocument(parsing: [0x7b] + text + [0x3a, 0x31, 0x7d]) }
        }
    }

    @Test("every scalar passes, raw and escaped, and comes back")
    func scalars() throws {
        for value in stride(from: UInt32(1), through: 0x10ffff, by: 97) {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let text = String(Character(scalar))
            let written = JSON.string(text).bytes()
            #expect(try JSON(parsing: written) == .string(text))
        }
    }

    @Test("a fault tells line and column")
    func place() throws {
        let fault = #expect(throws: Fault.self) { try JSON(parsing: "{\n  \"é\": [1,\n    2 3]\n}") }
        #expect(fault?.kind == .invalid && fault?.code == "json.malformed")
        #expect(fault?.message.hasSuffix("at line 3, column 7.") == true, "\(fault?.message ?? "")")
    }

    @Test("nesting is bounded, however the bomb is built")
    func depth() throws {
        let limit = JSONDocument.defaultDepth
        func nested(_ open: String, _ close: String, _ depth: Int) -> String {
            String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)
        }
        _ = try JSON(parsing: nested("[", "]", limit))
        _ = try JSON(parsing: nested("{\"a\":", "}", limit))
        #expect(throws: Fault.self) { try JSON(parsing: nested("[", "]", limit + 1)) }
        #expect(throws: Fault.self) { try JSON(parsing: nested("{\"a\":", "}", limit + 1)) }
        #expect(throws: Fault.self) { try JSON(parsing: String(repeating: "[", count: 2_000_000)) }
        #expect(throws: Fault.self) { try JSON(parsing: "[[]]", depth: 1) }
    }

    @Test("no truncation of a text passes, and none crashes")
    func truncation() throws {
        let whole = Array(#"{"a":[1,-2.5e3,"x\u00e9\ud834\udd1e日本",true,false,null,{"k":[]}],"b":{}}"#.utf8)
        _ = try JSONDocument(parsing: whole)
        for length in 0..<whole.count {
            #expect(throws: Fault.self) { try JSONDocument(parsing: Array(whole[..<length])) }
        }
    }
}
