import Foundation
import Store
import Testing

/// What the module's page shows, to the line.
@Suite("The page of Store") struct DocumentedExampleTests {
    @Test("shows what runs") func example() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("plumb-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("it").path
        let database = try await Database.open(path)
        let room = try await database.room(
            "shop",
            migrations: [
                Migration(
                    version: 1,
                    sql: "CREATE TABLE shop_item (tenant TEXT NOT NULL, name TEXT NOT NULL) STRICT;")
            ])
        try await room.write(.of("acme")) { transaction in
            _ = try transaction.run(
                "INSERT INTO shop_item (tenant, name) VALUES (:tenant, :name)", ["name": "lamp"])
        }
        let names = try await room.read(.of("acme")) { query in
            try query.rows("SELECT name FROM shop_item WHERE tenant = :tenant").map { try $0.text("name") }
        }
        #expect(names == ["lamp"])
        await database.close()
    }
}
