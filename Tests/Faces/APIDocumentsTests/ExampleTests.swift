@testable import APIDocuments
import Bus
import Testing
import Values

/// Recorded requests, as commands.
@Suite("Examples of the API")
struct ExampleTests {
    private func command(_ example: RequestExample, _ contract: Contract) throws -> String {
        example.command(contract, try #require(contract.route))
    }

    @Test("say everything that the request needs, quoted for a shell")
    func commands() throws {
        let put = Contract.command(
            "identity.put-role", .put("/api/v1/roles/{role}"), needs: .permission("identity:admin"))
        let body: JSON = ["label": "it's mine"]
        #expect(
            try command(RequestExample(operation: "x", path: ["role": "auditor"], body: body), put) == #"""
                curl -X PUT "$PLUMB"'/api/v1/roles/auditor' \
                  -H "Authorization: Bearer $TOKEN" \
                  -H 'Content-Type: application/json' \
                  -d '{"label":"it'\''s mine"}'
                """#)
        let list = Contract.query("identity.list", .get("/api/v1/users"), needs: .signedIn)
        #expect(
            try command(RequestExample(operation: "x", query: "limit=5"), list)
                == "curl \"$PLUMB\"'/api/v1/users?limit=5' \\\n  -H \"Authorization: Bearer $TOKEN\"")
        let open = Contract.query(
            "monitoring.health", .get("/healthz"), needs: .open("it is asked by probes"))
        #expect(try command(RequestExample(operation: "x"), open) == "curl \"$PLUMB\"'/healthz'")
    }

    @Test("are kept as lines, and read as they were written")
    func lines() throws {
        let example = RequestExample(
            operation: "identity.bind", path: ["role": "a"], query: "all=true", body: ["user": "u"])
        let read = try #require(RequestExample(line: Substring(example.line)))
        #expect(read.line == example.line && read.body == example.body && read.query == "all=true")
        #expect(RequestExample(line: "nonsense") == nil && RequestExample(line: "{}") == nil)
    }
}
