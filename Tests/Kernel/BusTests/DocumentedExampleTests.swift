import Bus
import Faults
import Schemas
import Testing
import Vocabulary

/// Greets by name.
@Operation
struct Welcome: Operation {
    typealias Output = Welcomed
    static let contract = Contract.query("welcoming.say", .get("/welcome"), needs: .signedIn)
    let name: String
}

@Schema
struct Welcomed: Codable, Sendable, Equatable { let text: String }

/// What the module's page shows, to the line.
@Suite("The page of Bus") struct DocumentedExampleTests {
    @Test("shows what runs") func example() async throws {
        let node = Node()
        node.handle(Welcome.self) { (request, scope) async throws(Fault) in
            Welcomed(text: "Hello \(request.name), says \(scope.principal.name)")
        }
        let ada = Principal(kind: .user, id: "1", name: "Ada", tenant: .next(), grants: [])
        let answer = try await node.scope(for: ada).call(Welcome(name: "Bob"))
        #expect(answer.text == "Hello Bob, says Ada")
    }
}
