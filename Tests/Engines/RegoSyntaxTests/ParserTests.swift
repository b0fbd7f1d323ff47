import RegoSyntax
import Testing

@Suite("Parser")
struct ParserTests {
    @Test("a module with every kind of rule is read")
    func rules() throws {
        let module = try Module(parsing: "package a.b\n\nimport data.c as d\n\np contains x if some x in d\n\nq := 1\n", file: "t.rego")
        #expect(module.rules.map(\.head.name) == ["p", "q"])
        #expect(module.imports.first?.name == "d")
    }
}
