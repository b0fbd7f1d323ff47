import RegoSyntax
import Testing

/// What the module's page shows, to the line.
@Suite("The page of RegoSyntax") struct DocumentedExampleTests {
    @Test("shows what runs") func example() throws {
        let text = "package shop\nimport rego.v1\nallow if {input.role==\"admin\"}\n"
        let module = try Module(parsing: text, file: "shop.rego", options: ParserOptions())
        let laidOut = Formatter.format(module)
        #expect(module.rules.map(\.head.name) == ["allow"])
        #expect(laidOut == "package shop\n\nimport rego.v1\n\nallow if input.role == \"admin\"\n")
    }
}
