import Codecs
import Faults
import Testing
import Values

@Suite("YAML")
struct YAMLTests {
    @Test(
        "plain scalars mean what the core schema says",
        arguments: [
            ("no", "\"no\""), ("yes", "\"yes\""), ("on", "\"on\""), ("NO", "\"NO\""), ("y", "\"y\""),
            ("true", "true"), ("True", "true"),
            ("FALSE", "false"), ("tRue", "\"tRue\""), ("null", "null"), ("~", "null"), ("", "null"),
            ("nUll", "\"nUll\""), ("12", "12"),
            ("+12", "12"), ("-12", "-12"), ("007", "7"), ("0", "0"), ("-0", "-0"), ("0o17", "15"),
            ("0x1F", "31"), ("0x", "\"0x\""), ("0o8", "\"0o8\""),
            ("-0x1F", "\"-0x1F\""), ("0xFFFFFFFFFFFFFFFFFFFF", "1208925819614629174706175"), ("1.5", "1.5"),
            (".5", "0.5"), ("5.", "5.0"),
            ("-.5", "-0.5"), (".", "\".\""), ("1e3", "1e3"), ("1.5E-3", "1.5E-3"), ("1e", "\"1e\""),
            ("1.2.3", "\"1.2.3\""),
            ("12:30:45", "\"12:30:45\""), ("1_000", "\"1_000\""), ("2026-01-02", "\"2026-01-02\""),
            ("0b11", "\"0b11\""), ("+", "\"+\""),
            ("123456789012345678901234567890", "123456789012345678901234567890"), ("0.10", "0.10"),
            ("'12'", "\"12\""), ("\"no\"", "\"no\""),
            ("\"\"", "\"\""), ("'true'", "\"true\""), ("| \n true", "\"true\""), ("1 2", "\"1 2\""),
            ("é", "\"é\""), ("..inf", "\"..inf\""),
        ])
    func scalars(yaml: String, json: String) throws {
        #expect(try YAMLDocument(parsing: "k: \(yaml)").json["k"]?.text == json)
        #expect(try YAMLDocument(parsing: "- \(yaml)").json[0]?.text == json)
    }

    @Test(
        "what cannot be used is refused with its place",
        arguments: [
            ("a: 1\na: 2", 2, 1), ("a: 1\nb:\n  c: 1\n  'c': 2", 4, 3), ("a: !Ref x", 1, 4),
            ("!!map {a: 1}", 1, 1), ("- !!str 1", 1, 3),
            ("a: .inf", 1, 4), ("a: -.Inf", 1, 4), ("a: .nan", 1, 4), ("a: *nothing", 1, 4),
            ("a: &x [*x]", 1, 8), ("a\n---\nb", 2, 1),
            ("? [1, 2]\n: 3", 1, 3), ("? {a: 1}\n: 3", 1, 3), ("a: [1, 2", 2, 1), ("a: b: c", 1, 5),
            ("\tb: 1", 1, 1), ("a: 'x", 1, 4),
            ("<<: 1", 1, 5), ("<<: [1]", 1, 7), ("k: \"\\x\"", 1, 4), ("a: @x", 1, 4), ("}", 1, 1),
            ("a: \"b\u{1}\"", 1, 1),
        ])
    func refused(yaml: String, line: Int, column: Int) throws {
        let fault = #expect(throws: Fault.self) { try YAMLDocument(parsing: yaml) }
        #expect(fault?.code == "yaml.malformed" && fault?.kind == .invalid, "\(fault?.message ?? "")")
        #expect(fault?.problems.first?.path.hasPrefix("\(line),") == true, "\(fault?.message ?? "")")
    }

    @Test("mappings, lists, blocks, flows and comments")
    func structure() throws {
        let document = try YAMLDocument(
            parsing: """
                # A comment
                name: web
                ports: [80, 443]
                labels: {a: b, "c d": 'e''f'}
                text: |
                  one
                    two
                folded: >-
                  a
                  b
                list:
                - x: 1
                  y:
                    - 2
                -
                  - 3
                1: one
                true: yes
                empty:
                """)
        #expect(
            document.json.text
                == #"{"name":"web","ports":[80,443],"labels":{"a":"b","c d":"e'f"},"text":"one\n  two\n","#
                + #""folded":"a b","list":[{"x":1,"y":[2]},[3]],"1":"one","true":"yes","empty":null}"#
        )
        #expect(
            try YAMLDocument(parsing: "").json == .null && YAMLDocument(parsing: "---\n...\n").json == .null)
        #expect(try YAMLDocument(parsing: "\u{feff}a: 1").json == ["a": 1])
        #expect(
            try YAMLDocument(parsing: #"{"a": [1, "b\u00e9", {"c": null}]}"#).json == [
                "a": [1, "bé", ["c": .null]]
            ])
    }

    @Test("every value and name has its place")
    func positions() throws {
        let document = try YAMLDocument(
            parsing:
                "name: web\nlist:\n  - a\n  - é: x\n    k: [1, 2]\nbase: &b {z: 1}\n"
                + "copy: *b\nmix:\n  <<: *b\n  own: 2\n"
        )
        func place(_ text: String) throws -> String? {
            try document.position(of: JSONPointer(parsing: text)).map { "\($0.line),\($0.column)" }
        }
        func name(_ text: String) throws -> String? {
            try document.namePosition(of: JSONPointer(parsing: text)).map { "\($0.line),\($0.column)" }
        }
        #expect(try place("") == "1,1" && place("/name") == "1,7" && name("/name") == "1,1")
        #expect(try place("/list/0") == "3,5" && name("/list/0") == nil && place("/list/1/é") == "4,8")
        #expect(try place("/list/1/k/1") == "5,12" && name("/list/1/k") == "5,5")
        #expect(
            try place("/copy") == "7,7" && place("/copy/z") == "6,14" && place("/mix/z") == "6,14"
                && name("/mix/own") == "10,3")
        #expect(
            try place("/nothing") == nil && place("/list/2") == nil && place("/list/01") == nil
                && place("/name/0") == nil)
    }

    @Test("anchors, aliases and merge keys, the nearest winning")
    func anchors() throws {
        let document = try YAMLDocument(
            parsing: """
                base: &base {a: 1, b: 2}
                more: &more
                  b: 3
                  c: 4
                one: {<<: *base, a: 9}
                two:
                  d: 5
                  <<: [*more, *base]
                three: {"<<": plain}
                word: &w hello
                again: *w
                *w : key
                """)
        #expect(
            document.json["one"] == ["a": 9, "b": 2]
                && document.json["two"] == ["a": 1, "b": 3, "c": 4, "d": 5])
        #expect(
            document.json["three"] == ["<<": "plain"] && document.json["again"] == "hello"
                && document.json["hello"] == "key")
    }

    @Test("a billion laughs are refused, as is bottomless nesting")
    func bombs() throws {
        var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...9 {
            bomb +=
                "a\(level): &a\(level) ["
                + Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ") + "]\n"
        }
        let fault = #expect(throws: Fault.self) { try YAMLDocument(parsing: bomb) }
        #expect(fault?.kind == .tooLarge && fault?.code == "yaml.too_large")
        var merges = "m0: &m0 {" + (0..<10).map { "k\($0): 1" }.joined(separator: ", ") + "}\n"
        for level in 1...9 {
            merges +=
                "m\(level): &m\(level) {x\(level): ["
                + Array(repeating: "{<<: *m\(level - 1)}", count: 10).joined(separator: ", ") + "]}\n"
        }
        #expect(throws: Fault.self) { try YAMLDocument(parsing: merges) }
        #expect(throws: Fault.self) { try YAMLDocument(parsing: String(repeating: "[", count: 5000)) }
        #expect(throws: Fault.self) { try YAMLDocument(parsing: String(repeating: "- ", count: 5000) + "x") }
        #expect(
            try YAMLDocument(parsing: String(repeating: "[", count: 99) + String(repeating: "]", count: 99))
                .json != .null)
    }

    @Test(
        "what is written is read back equal, and text stays text",
        arguments: [
            "no", "yes", "true", "null", "~", "", " ", "a ", " a", "1", "1.5", "0x1F", "-1", "+1", ".5",
            "12:30:45", "2026-01-02", "1e3", "1_0",
            "a: b", "a:", ":a", "a #b", "#a", "- a", "-", "--- x", "...", "[a", "{a", "*a", "&a", "!a", "%a",
            "@a", "`a", "'a", "\"a", "|", ">",
            "a\nb", "a\nb\n", "a\n\nb\n", "\na", "a\n\n", " a\nb", "a\n b", "a \nb", "a\tb", "a\r\nb",
            "é\u{85}\u{2028}\u{feff}x", "\u{0}\u{7f}\u{9f}",
            "😀\u{1f600}", "<<", "=", "a,b", "a]b", "x: |", "key\\n", "? a", "?a", "-a", "NaN", ".inf", "0o17",
            "Null", "off", "\u{a0}x", "x\u{fffe}",
        ])
    func textForms(text: String) throws {
        for json in [
            ["k": .string(text)], [.string(text)], ["l": [["m": .string(text)], .string(text)]],
            .string(text),
        ] as [JSON] {
            let yaml = json.yaml()
            #expect(try YAMLDocument(parsing: yaml).json == json, "\(yaml)")
        }
        if !text.isEmpty {
            let keyed = JSON.object([text: 1, "other": [text: [:]]])
            #expect(try YAMLDocument(parsing: keyed.yaml()).json == keyed, "\(keyed.yaml())")
        }
    }

    @Test("random trees come back equal")
    func trees() throws {
        var random = Seeded(42)
        let alphabet = Array("ab :-#\n'\"{}[],&*!|>%@`\\é1.0~\t".unicodeScalars)
        func text() -> String {
            String(
                String.UnicodeScalarView(
                    (0..<Int.random(in: 0...8, using: &random)).compactMap { _ in
                        alphabet.randomElement(using: &random)
                    }))
        }
        func tree(_ depth: Int) -> JSON {
            switch Int.random(in: 0..<(depth > 3 ? 4 : 6), using: &random) {
            case 0: return .null
            case 1: return .bool(Bool.random(using: &random))
            case 2: return JSON(Int.random(in: -1000...1000, using: &random))
            case 3: return .string(text())
            case 4: return .array((0..<Int.random(in: 0..<4, using: &random)).map { _ in tree(depth + 1) })
            default:
                return .object(
                    JSON.Object(
                        (0..<Int.random(in: 0..<4, using: &random)).map { _ in
                            (key: text(), value: tree(depth + 1))
                        }))
            }
        }
        for _ in 0..<3000 {
            let json = tree(0)
            let yaml = json.yaml()
            try #require(try YAMLDocument(parsing: yaml).json == json, "\(yaml)")
        }
    }

    @Test("the written form is the one that people write")
    func form() throws {
        let json: JSON = [
            "name": "web", "ports": [80, 443], "empty": [:], "none": [], "on": "no",
            "rules": [["allow": true, "from": ["10.0.0.0/8"]], [1, [2]]],
            "script": "set -e\necho hi\n",
        ]
        #expect(
            json.yaml() == """
                name: web
                ports:
                  - 80
                  - 443
                empty: {}
                none: []
                "on": "no"
                rules:
                  - allow: true
                    from:
                      - 10.0.0.0/8
                  - - 1
                    - - 2
                script: |
                  set -e
                  echo hi

                """)
        let long = JSON.object([String(repeating: "k", count: 3000): ["a": 1]])
        #expect(try YAMLDocument(parsing: long.yaml()).json == long)
    }

    @Test("random text never crashes the reader")
    func noise() throws {
        var random = Seeded(8)
        let pieces = [
            "a", ": ", "- ", "\n", "  ", "[", "]", "{", "}", ",", "&x", "*x ", "!t ", "'", "\"", "|", ">",
            "#", "?", "<<", "%", "---", "é", "\t", "1", "\\",
        ]
        var accepted = 0
        for _ in 0..<20_000 {
            let text = (0..<Int.random(in: 1...14, using: &random)).compactMap { _ in
                pieces.randomElement(using: &random)
            }.joined()
            if let document = try? YAMLDocument(parsing: text) {
                accepted += 1
                try #require(try YAMLDocument(parsing: document.json.yaml()).json == document.json, "\(text)")
            }
        }
        #expect(accepted > 1000)
        for _ in 0..<2000 {
            _ = try? YAMLDocument(parsing: (0..<20).map { _ in UInt8.random(in: 0...255, using: &random) })
        }
    }
}
