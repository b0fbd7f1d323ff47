import Faults
import Store
import Testing

@Suite("The fence around a context")
struct FenceTests {
    @Test(
        "a room reaches its own rows and nothing else",
        arguments: [
            "SELECT * FROM plans_plan", "SELECT * FROM sqlite_master", "UPDATE sqlite_master SET sql = ''",
            "DELETE FROM sqlite_master", "INSERT INTO sqlite_master DEFAULT VALUES",
            "SELECT * FROM store_migrations",
            "INSERT INTO plans_plan VALUES (1)", "UPDATE plans_plan SET id = 2", "DELETE FROM plans_plan",
            "INSERT INTO notes_note (tenant, id) SELECT 'x', id FROM plans_plan",
            "SELECT (SELECT count(*) FROM plans_plan) AS n",
            "WITH p AS (SELECT * FROM plans_plan) SELECT * FROM p",
            "CREATE TABLE notes_new (id INTEGER)", "DROP TABLE notes_note", "DROP TABLE plans_plan",
            "ALTER TABLE notes_note ADD COLUMN x", "CREATE INDEX notes_i ON notes_note (id)",
            "CREATE TRIGGER notes_t AFTER INSERT ON notes_note BEGIN DELETE FROM plans_plan; END",
            "CREATE TEMP TABLE notes_t (id)", "CREATE VIEW notes_v AS SELECT * FROM plans_plan",
            "ATTACH DATABASE ':memory:' AS other", "DETACH DATABASE main", "PRAGMA journal_mode = DELETE",
            "PRAGMA foreign_keys = OFF", "PRAGMA table_info(plans_plan)",
            "SELECT * FROM pragma_table_info('plans_plan')",
            "SELECT * FROM pragma_table_list", "SELECT load_extension('x') AS x", "VACUUM", "VACUUM INTO 'x'",
            "REINDEX", "ANALYZE",
            "BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT x", "RELEASE one", "ROLLBACK TO one",
            "SELECT * FROM dbstat",
        ])
    func rows(sql: String) async throws {
        let scratch = try Scratch()
        let database = try await Database.open(scratch.file)
        let room = try await database.room("notes", migrations: [notes])
        let other = try await database.room(
            "plans",
            migrations: [
                Migration(
                    version: 1,
                    sql: "CREATE TABLE plans_plan (id INTEGER) STRICT; INSERT INTO plans_plan VALUES (7)")
            ])
        let written = await #expect(throws: Fault.self) { try await room.write(system) { try $0.run(sql) } }
        #expect(written?.kind == .broken, "\(written?.note ?? "")")
        await #expect(throws: Fault.self) { try await room.read(system) { try $0.rows(sql) } }
        #expect(
            try await other.read(system) { try $0.rows("SELECT id FROM plans_plan").map { try $0.int("id") } }
                == [7])
        try await room.add(1)
        try await database.integrityCheck()
        await database.close()
    }

    @Test("what a room needs is allowed")
    func allowed() async throws {
        let scratch = try Scratch()
        let database = try await Database.open(scratch.file)
        let room = try await database.room(
            "notes",
            migrations: [
                notes,
                Migration(
                    version: 2,
                    sql: """
                        ALTER TABLE notes_note ADD COLUMN more TEXT;
                        ALTER TABLE notes_note RENAME COLUMN size TO extent;
                        CREATE TABLE notes_log (id INTEGER PRIMARY KEY AUTOINCREMENT, note INTEGER) STRICT;
                        CREATE TRIGGER notes_logs AFTER INSERT ON notes_note BEGIN
                            INSERT INTO notes_log (note) VALUES (new.id);
                        END;
                        CREATE VIEW notes_recent AS SELECT * FROM notes_log;
                        CREATE VIRTUAL TABLE notes_text USING fts5 (body);
                        CREATE TABLE notes_old (id INTEGER UNIQUE); DROP TABLE notes_old;
                        """),
            ])
        try await room.add(5, "hello")
        let found = try await room.write(system) { transaction in
            try transaction.run("INSERT INTO notes_text (rowid, body) VALUES (5, 'the quick fox')")
            let back = try transaction.first(
                "INSERT INTO notes_log (note) VALUES (9) ON CONFLICT DO NOTHING RETURNING id")
            return try back?.int("id")
        }
        #expect(found == 2)
        try await room.read(system) { query throws in
            #expect(
                try query.first("SELECT rowid AS id FROM notes_text WHERE notes_text MATCH 'fox'")?.int("id")
                    == 5)
            #expect(
                try query.rows("SELECT note FROM notes_recent ORDER BY note").map { try $0.int("note") } == [
                    5, 9,
                ])
            #expect(try query.rows("SELECT value FROM json_each('[1,2]')").count == 2)
            #expect(
                try query.first(
                    """
                    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10)
                    SELECT sum(i) AS total FROM n
                    """)?.int("total") == 55)
            #expect(
                try query.first("SELECT count(*) AS n, max(upper(body)) AS b FROM notes_note")?.text("b")
                    == "HELLO")
        }
        await database.close()
    }

    @Test(
        "a migration stays within its context too",
        arguments: [
            "CREATE TABLE plans_plan (id)", "CREATE TABLE note (id)", "CREATE TABLE NOTES_x (id)",
            "CREATE INDEX other_i ON notes_note (id)", "CREATE TEMP TABLE notes_t (id)",
            "DROP TABLE store_migrations",
            "DELETE FROM store_migrations", "ATTACH DATABASE ':memory:' AS x", "PRAGMA foreign_keys = OFF",
            "COMMIT",
            "CREATE TRIGGER notes_t AFTER INSERT ON store_migrations BEGIN SELECT 1; END",
            "ALTER TABLE notes_note RENAME TO store_x; DROP TABLE store_migrations", "SELEC",
            "PRAGMA writable_schema = ON", "DELETE FROM sqlite_master",
        ])
    func migrations(sql: String) async throws {
        let scratch = try Scratch()
        let database = try await Database.open(scratch.file)
        await #expect(throws: Fault.self) {
            try await database.room("notes", migrations: [notes, Migration(version: 2, sql: sql)])
        }
        // Nothing of it stayed, so the room can still be made.
        let room = try await database.room("notes", migrations: [notes])
        try await room.add(1)
        #expect(try await room.ids() == [1])
        try await database.integrityCheck()
        await database.close()
    }
}
