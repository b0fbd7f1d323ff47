import HCL
import Testing

@Suite("Editing")
struct EditTests {
    private func edited(_ source: String, _ change: (inout Edit) -> Bool) throws -> String {
        var edit = try Edit(Array(source.utf8))
        let isDone = change(&edit)
        try #require(isDone)
        return String(decoding: edit.bytes, as: UTF8.self)
    }

    @Test("setting and appending leaves all other bytes")
    func edits() throws {
        let source = "# top\na   =  1 # one\n\nb \"x\" {\n  c = 1   # keep\n}\n"
        var edit = try Edit(Array(source.utf8))
        let done1 = edit.set("a", to: "[2]")
        #expect(done1)
        let done2 = edit.set("c", to: "3", in: [["b", "x"]])
        #expect(done2)
        let done3 = edit.set("d", to: "4", in: [["b", "x"]])
        #expect(done3)
        let done4 = edit.append("e {\n  f = 1\n}")
        #expect(done4)
        #expect(
            String(decoding: edit.bytes, as: UTF8.self)
                == "# top\na   =  [2] # one\n\nb \"x\" {\n  c = 3   # keep\n  d = 4\n}\ne {\n  f = 1\n}\n")
        let done5 = edit.remove("c", in: [["b", "x"]])
        #expect(done5)
        #expect(String(decoding: edit.bytes, as: UTF8.self).contains("{\n   # keep\n  d = 4\n}"))
    }

    @Test("what would not parse, or has no place, changes nothing")
    func refused() throws {
        let source = "a = 1\nb \"x\" {}\n"
        var edit = try Edit(Array(source.utf8))
        for value in ["]", "1\n2", "", "\"", "1 }", "<<EOT\nx"] {
            let isDone = edit.set("a", to: value)
            #expect(!isDone, "\(value)")
        }
        let done6 = edit.set("a", to: "1", in: [["nope"]])
        #expect(!done6)
        let done7 = edit.set("a", to: "1", in: [["b"]])
        #expect(!done7)
        let done8 = edit.append("x {")
        #expect(!done8)
        let done9 = edit.append("x {}", in: [["b", "y"]])
        #expect(!done9)
        let done10 = edit.remove("c")
        #expect(!done10)
        #expect(edit.bytes == Array(source.utf8))
    }

    @Test("a file with errors can't be edited, and tells them")
    func broken() {
        let failure = #expect(throws: Edit.ParseFailure.self) { try Edit(Array("a = \n".utf8), name: "x") }
        #expect(failure?.diagnostics.first?.subject?.file == "x")
    }

    @Test("blocks of one line are opened, at their own indentation")
    func oneLine() throws {
        #expect(try edited("b {}\n") { $0.set("c", to: "1", in: [["b"]]) } == "b {\n  c = 1\n}\n")
        #expect(
            try edited("b { a = 1 }\n") { $0.set("c", to: "2", in: [["b"]]) } == "b {\n  a = 1\n  c = 2\n}\n")
        #expect(
            try edited("o {\n  b { }\n}\n") { $0.set("c", to: "1", in: [["o"], ["b"]]) }
                == "o {\n  b {\n    c = 1\n  }\n}\n")
    }

    @Test("lines of a heredoc are not indented: they are a value")
    func heredocs() throws {
        let out = try edited("o {\n}\n") {
            $0.append("i {\n  t = <<EOT\nx\n  ${1}\ny ${2} z\nEOT\n  u = 1\n}", in: [["o"]])
        }
        #expect(
            out == "o {\n  i {\n    t = <<EOT\nx\n  ${1}\ny ${2} z\nEOT\n    u = 1\n  }\n}\n")
    }

    @Test("a file without an end of line gets one; Windows' ends of line stay")
    func lineEnds() throws {
        #expect(try edited("a = 1") { $0.append("b {}") } == "a = 1\nb {}\n")
        #expect(try edited("") { $0.set("a", to: "1") } == "a = 1\n")
        #expect(
            try edited("a = 1\r\nb = 2\r\n") { $0.set("a", to: "3") } == "a = 3\r\nb = 2\r\n")
    }

    @Test("values that are heredocs and templates are replaced whole")
    func values() throws {
        #expect(try edited("a = <<EOT\nx\nEOT\nb = 1\n") { $0.set("a", to: "\"y\"") } == "a = \"y\"\nb = 1\n")
        #expect(try edited("a = \"${b[\"}\"]}\" # c\n") { $0.set("a", to: "b") } == "a = b # c\n")
    }

    @Test("edits of generated files keep all bytes beside them", arguments: 0..<4)
    func seeded(seed: UInt64) throws {
        var random = Seeded(state: seed)
        for _ in 0..<40 {
            let text = FormattingOracleTests.configuration(&random)
            guard var edit = try? Edit(Array(text.utf8)) else { continue }
            #expect(edit.bytes == Array(text.utf8))
            guard edit.set("added_by_edit", to: "[1, 2]") else { continue }
            let tail = (text.isEmpty || text.hasSuffix("\n") ? "" : "\n") + "added_by_edit = [1, 2]\n"
            #expect(String(decoding: edit.bytes, as: UTF8.self) == text + tail)
            let done11 = edit.remove("added_by_edit")
            #expect(done11)
            #expect(edit.bytes.starts(with: text.utf8))
        }
    }

    @Test("an expression tells what it reads, without what it binds itself")
    func references() {
        let read = Expression.parse("[for x in var.list : x.a + local.b[\"k\"] if f(each.key)]").expression
            .variables
        #expect(read.map(\.root) == ["var", "local", "each"])
    }
}
