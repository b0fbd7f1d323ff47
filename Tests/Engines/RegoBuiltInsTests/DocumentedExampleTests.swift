import Rego
import RegoBuiltIns
import RegoSyntax
import Testing
import Values

/// What the module's page shows, to the line.
@Suite("The page of RegoBuiltIns") struct DocumentedExampleTests {
    @Test("shows what runs") func example() throws {
        let module = try Module(
            parsing: """
                package shop

                key := crypto.sha256(lower(input.name))
                """, file: "shop.rego", options: ParserOptions())
        let policy = try Policy([module], library: .standard, data: [:])
        let answers = try policy.query("data.shop.key = x").evaluate(.json(["name": "ABC"]))
        #expect(answers == [["x": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"]])
    }
}
