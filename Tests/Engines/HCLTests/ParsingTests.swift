import HCL
import Testing

@Suite("Parsing")
struct ParsingTests {
    private func problems(_ text: String) -> [String] {
        SyntaxTree.parse(Array(text.utf8), name: "x").diagnostics.map(\.description)
    }

    @Test("a file with an error still yields the items that parsed, and tells where the error is")
    func recovers() {
        let (tree, problems) = SyntaxTree.parse(Array("a = 1\nb = \nc = [1, 2]\n".utf8), name: "x.hcl")
        #expect(problems.count == 1)
        #expect(problems.first?.subject?.start.line == 2)
        let (attributes, _) = Body(tree).attributes()
        #expect(attributes.map(\.name) == ["a", "b", "c"])
        #expect(attributes.last?.expression.value(in: nil).value == .tuple([.int(1), .int(2)]))
    }

    @Test("every error of a file is told, in blocks too, and what stands between them is read")
    func everyError() {
        let text = """
            a = )
            b {
              c = [1,
              d = 2
            }
            e = 5
            f { g = }
            h = 8
            i "x" y {
              j = "${"
            }
            k = 11
            """
        let (tree, problems) = SyntaxTree.parse(Array(text.utf8), name: "x")
        let lines = Set(problems.compactMap { $0.subject?.start.line })
        #expect(lines.isSuperset(of: [1, 4, 7]), "\(problems)")
        let content = Body(tree).content(
            Body.Schema(["a", "e", "h", "k"], blocks: ["b": 0, "f": 0, "i": 2]), partial: true
        ).content
        #expect(content.attributes["e"]?.expression.value(in: nil).value == .int(5))
        #expect(content.attributes["h"]?.expression.value(in: nil).value == .int(8))
    }

    @Test(
        "what was expected is told at the byte where it is missing",
        arguments: [
            ("a = ", "x:1,5-5: Missing expression"), ("a", "x:1,1-2: Invalid block definition"),
            ("= 1", "x:1,1-2: "),
            ("a = 1 b = 2", "x:1,7-8: Missing newline after argument"),
            ("b {", "x:1,3-4: Unclosed configuration block"), ("a = [1", "x:1,5-6: Unterminated tuple"),
            ("a = f(1", "x:1,5-7: Unterminated function call"),
            ("a = {b = 1", "x:1,5-6: Unterminated object"),
            ("a = \"b", "x:1,7-7: Unterminated template"), ("a = \"${b\"", "x:1,"),
            ("a = <<EOT\nb", "x:2,2-2: Unterminated template"),
            ("a = 1\na = 2", "x:2,1-2: Attribute redefined"), ("b 1 {}", "x:1,1-2: Invalid block definition"),
            ("a = b ? 1", "x:1,10-10: "), ("a = [for x in y]", "x:1,16-17: Invalid 'for' expression"),
            ("a = 1 & 2", "x:1,7-8: Unsupported operator"), ("a = 'x'", "x:1,5-6: Invalid character"),
            ("a = b.", "x:1,7-7: "), ("a = b[", "x:1,7-7: "), ("é = ñ +", "x:1,8-8: "),
        ])
    func places(_ text: String, _ want: String) {
        let told = problems(text)
        #expect(told.contains { $0.hasPrefix(want) }, "\(told)")
    }

    @Test("columns count what people see as one character, bytes count bytes")
    func columns() {
        let (_, problems) = SyntaxTree.parse(Array("a = \"👩‍👩‍👧e\u{301}\" ) ".utf8))
        #expect(problems.first?.subject?.start.column == 10)
        #expect(problems.first?.subject?.start.byte == 28)
    }

    @Test("bytes that are no text, a byte order mark and zero bytes are told and not fatal")
    func binary() {
        for bytes: [UInt8] in [
            [0xff, 0xfe, 0x00], [0x61, 0x3d, 0xc3], [0xef, 0xbb, 0xbf, 0x61, 0x3d, 0x31], [0],
            [0x61, 0x3d, 0x22, 0xff, 0x22],
            [0xed, 0xa0, 0x80], [0xf8, 0x88, 0x80, 0x80, 0x80],
        ] {
            let (tree, problems) = SyntaxTree.parse(bytes)
            #expect(problems.hasErrors, "\(bytes)")
            #expect(tree.source.bytes == bytes)
        }
    }

    @Test("nesting is bounded, at 150 levels")
    func nesting() {
        func depth(_ levels: Int) -> Bool {
            let text = String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
            return Expression.parse(text).diagnostics.isEmpty
        }
        #expect(depth(140))
        #expect(!depth(160))
        let blocks = String(repeating: "b {\n", count: 160) + String(repeating: "}\n", count: 160)
        #expect(problems(blocks).contains { $0.contains("150") }, "\(problems(blocks).prefix(2))")
    }

    @Test("printing what was parsed gives the same bytes, and problems lie within them", arguments: 0..<4)
    func roundTrip(seed: UInt64) {
        var random = Seeded(state: seed)
        for _ in 0..<60 {
            let text = FormattingOracleTests.configuration(&random)
            let (tree, problems) = SyntaxTree.parse(Array(text.utf8))
            #expect(tree.source.bytes == Array(text.utf8))
            let again = SyntaxTree.parse(tree.source.bytes)
            #expect(again.diagnostics == problems)
        }
    }
}
