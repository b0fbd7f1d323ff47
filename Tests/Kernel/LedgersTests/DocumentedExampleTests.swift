import Bus
import Faults
import KernelTesting
import Ledgers
import Store
import Telemetry
import Testing
import Vocabulary

/// What the module's page shows, to the line.
@Suite("The page of Ledgers") struct DocumentedExampleTests {
    @Test("shows what runs") func example() async throws {
        let (scratch, node) = (Scratch(), Node())
        let database = try await Database.open(scratch.file("plumb.db"))
        let table =
            "CREATE TABLE notes_list (tenant TEXT, id TEXT, text TEXT, PRIMARY KEY (tenant, id)) STRICT"
        let own = [Migration(version: 2, sql: table)]
        let ada = Principal(kind: .user, id: "1", name: "Ada", tenant: .next(), grants: [])
        let scope = node.scope(for: ada)
        let room = try await database.room("notes", migrations: Ledger.migrations("notes", own))
        let ledger = Ledger(context: "notes", room: room, node: node, log: .silent)
        try await ledger.write(scope) { entry in
            try entry.run(
                "INSERT INTO notes_list (tenant, id, text) VALUES (:tenant, :id, :text)",
                ["id": .text("1"), "text": .text("Buy milk")])
        }
        let found = try await ledger.read(scope) { query in
            try query.first("SELECT text FROM notes_list WHERE tenant = :tenant")?.text("text")
        }
        #expect(found == "Buy milk")
        let stranger = Principal(kind: .user, id: "2", name: "Bob", tenant: .next(), grants: [])
        let theirs = try await ledger.read(node.scope(for: stranger)) { query in
            try query.first("SELECT text FROM notes_list WHERE tenant = :tenant")
        }
        #expect(theirs == nil)
    }
}
