import Faults

/// Brings a context's tables forward. All of it runs on the writer's thread.
enum Migrator {
    /// The store's own layout, in the file's `user_version`.
    static let layout = 1

    static func prepare(_ connection: Connection) throws(Fault) {
        let found = try number("PRAGMA user_version", on: connection)
        guard found <= layout else {
            throw newer("The store's file was written by a newer version of Plumb (layout \(found)).")
        }
        try Writer.transaction(on: connection) { () throws(Fault) in
            try connection.execute(
                """
                CREATE TABLE IF NOT EXISTS store_migrations (
                    context TEXT NOT NULL, version INTEGER NOT NULL, sql TEXT NOT NULL,
                    PRIMARY KEY (context, version)
                ) STRICT, WITHOUT ROWID
                """)
            try connection.execute("PRAGMA user_version = \(layout)")
        }
    }

    static func migrate(_ context: String, _ migrations: [Migration], on connection: Connection) throws(Fault)
    {
        precondition(
            migrations.map(\.version) == Array(1..<migrations.count + 1),
            "Migrations of \(context) count from 1 without gaps.")
        try Writer.transaction(on: connection) { () throws(Fault) in
            let released = try released(context, on: connection)
            guard released.count <= migrations.count else {
                throw newer(
                    "The tables of \(context) are at version \(released.count), and this Plumb knows "
                        + "\(migrations.count).")
            }
            for (migration, sql) in zip(migrations, released) where migration.sql != sql {
                throw Fault(
                    .broken, "store.migration_changed",
                    "Migration \(migration.version) of \(context) is not the one that was run on this store. "
                        + "Run the version of Plumb that belongs to it.")
            }
            for migration in migrations.dropFirst(released.count) {
                try connection.execute(migration.sql, fence: .schema(prefix: context + "_"))
                try record(context, migration, on: connection)
            }
        }
    }

    private static func newer(_ what: String) -> Fault {
        Fault(.precondition, "store.newer", what + " Run that version, or restore an older backup.")
    }

    private static func released(_ context: String, on connection: Connection) throws(Fault) -> [String] {
        let session = Session(connection, prefix: "", .across(reason: "migrations"))
        let rows = try session.rows(
            "SELECT sql FROM store_migrations WHERE context = :context ORDER BY version",
            ["context": .text(context)], limit: Int.max)
        return try rows.map { (row) throws(Fault) in try row.text("sql") }
    }

    private static func record(
        _ context: String, _ migration: Migration, on connection: Connection
    ) throws(Fault) {
        let session = Session(connection, prefix: "", .across(reason: "migrations"))
        _ = try session.rows(
            "INSERT INTO store_migrations (context, version, sql) VALUES (:context, :version, :sql)",
            ["context": .text(context), "version": SQLValue(migration.version), "sql": .text(migration.sql)],
            limit: Int.max)
    }

    private static func number(_ sql: String, on connection: Connection) throws(Fault) -> Int64 {
        let session = Session(connection, prefix: "", .across(reason: "layout"))
        guard case .integer(let number)? = try session.rows(sql, [:], limit: 1).first?.values.first else {
            return 0
        }
        return number
    }
}
