import Foundation
import Store

/// A folder under the system's temporary one, removed when the last reference goes.
final class Scratch: Sendable {
    let path: String

    init() throws {
        path =
            FileManager.default.temporaryDirectory.appendingPathComponent("plumb-store-\(UUID().uuidString)")
            .path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var file: String { path + "/plumb.db" }
}

let notes = Migration(
    version: 1,
    sql: """
        CREATE TABLE notes_note (
            tenant TEXT NOT NULL, id INTEGER NOT NULL, body TEXT, size REAL, raw BLOB,
            PRIMARY KEY (tenant, id)
        ) STRICT;
        CREATE INDEX notes_by_body ON notes_note (tenant, body);
        """)
let system = Tenancy.across(reason: "test")

extension Room {
    func add(_ id: Int, _ body: String = "", tenant: String = "a") async throws {
        try await write(.of(tenant)) { transaction in
            try transaction.run(
                "INSERT INTO notes_note (tenant, id, body) VALUES (:tenant, :id, :body)",
                ["id": SQLValue(id), "body": SQLValue(body)])
        }
    }

    func ids(_ tenant: String = "a") async throws -> [Int] {
        try await read(.of(tenant)) { query in
            try query.rows("SELECT id FROM notes_note WHERE tenant = :tenant ORDER BY id").map {
                try $0.int("id")
            }
        }
    }
}
