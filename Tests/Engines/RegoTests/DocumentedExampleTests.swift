import Rego
import RegoSyntax
import Testing
import Values

/// What the module's page shows, to the line.
@Suite("The page of Rego") struct DocumentedExampleTests {
    @Test("shows what runs") func example() throws {
        let module = try Module(
            parsing: "package shop\n\nallow if input.role == data.boss\n", file: "shop.rego",
            options: ParserOptions())
        let policy = try Policy([module], library: Library([]), data: ["boss": "admin"])
        let query = try policy.query("data.shop.allow = x")
        let answers = try query.evaluate(.json(["role": "admin"]))
        let none = try query.evaluate(.json(["role": "guest"]))
        #expect(answers == [["x": true]] && none.isEmpty)
    }
}
