import RegoSyntax
import Testing

@Suite("Parser")
struct ParserTests {
    private func module(_ text: String, version1: Bool = true) throws(Problems) -> Module {
        var options = ParserOptions()
        options.isVersion1 = version1
        return try Module(parsing: text, file: "t.rego", options: options)
    }

    @Test("rules, imports and their names are read")
    func rules() throws {
        let read = try module(
            """
            package a.b

            import data.c as d

            p contains x if some x in d

            q.r[s] := 1 if s := "t"

            f(x) := x else := 2
            """)
        #expect(read.rules.map(\.head.name) == ["p", "q.r[s]", "f"])
        #expect(read.rules.map(\.head.isSet) == [true, false, false])
        #expect(read.rules[2].otherwise.count == 1)
        #expect(read.imports.first?.name == "d")
        #expect(read.package.path.compactMap(\.string) == ["a", "b"])
    }

    @Test("a problem tells its code, file, row and line, with a caret under the place")
    func problems() throws {
        let problems = #expect(throws: Problems.self) { try module("package a\n\np if {\n\tx :=\n}\n") }
        #expect(
            problems?.text == "1 error occurred: t.rego:5: rego_parse_error: unexpected } token\n\t}\n\t^")
    }

    @Test("all problems of a module are told, statement by statement")
    func severalProblems() throws {
        let problems = #expect(throws: Problems.self) {
            try module("package a\n\np if {\n\tx :=\n}\n\nq := 1 +\n\nr := 2\n\ns if { [1, }\n")
        }
        #expect(problems?.all.map(\.location.row) == [5, 9, 11])
    }

    @Test("bodies need `if` in version 1 and none in version 0")
    func versions() throws {
        #expect(throws: Problems.self) { try module("package a\np { true }\n") }
        let old = try module("package a\np[x] { x := 1 }\nq = 2 { true }\n", version1: false)
        #expect(old.rules.map(\.head.isSet) == [true, false])
        let asked = try module("package a\nimport rego.v1\np contains 1 if true\n", version1: false)
        #expect(asked.isVersion1)
    }

    @Test(
        "terms come back from their text",
        arguments: [
            "[1, -2.5, \"a\\n\", true, null]", "{\"a\": {1, 2}, \"b\": set()}", "x.y[z][\"not plain\"]",
            "[x | x := xs[_]]", "{k: v | v := o[k]}", "f(1, g(2))",
        ])
    func terms(text: String) throws {
        let body = try Expression.query("t = " + text)
        let once = body.text
        #expect(try Expression.query(once).text == once)
    }

    @Test("nesting without end is refused, not followed")
    func depth() throws {
        let deep = String(repeating: "[", count: 5000) + String(repeating: "]", count: 5000)
        let problems = #expect(throws: Problems.self) { try module("package a\np := " + deep) }
        #expect(problems?.all.first?.message.contains("max recursion depth") == true)
        let knots = "package a\np := " + String(repeating: "{a | [b | ", count: 60)
        #expect(throws: Problems.self) { try module(knots) }
    }

    @Test("metadata blocks belong to the statement after them")
    func metadata() throws {
        let read = try module(
            "# METADATA\n# title: whole\npackage a\n\n"
                + "# METADATA\n# title: one\n# custom:\n#  level: 3\np := 1\n")
        #expect(read.annotations.map(\.scope) == [.package, .rule])
        #expect(read.annotations[1].content["title"] == "one")
    }
}
