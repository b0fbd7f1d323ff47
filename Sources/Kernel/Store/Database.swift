import CSQLite
public import Faults
import Glibc
import Synchronization
import Threads

/// The embedded store: one SQLite file in write-ahead mode, one writer that commits in groups, and
/// readers, each on a thread of its own. What a write returned is on the disk.
public final class Database: Sendable {
    private let writer: Writer
    private let readers: Readers
    private let rooms = Mutex<Set<String>>([])

    private init(_ writer: Writer, _ readers: Readers) {
        self.writer = writer
        self.readers = readers
    }

    /// Opens the file, or makes it and its folder, readable by this user only.
    ///
    /// At most `waiting` calls stand in line for the writer, and as many for the readers. With
    /// `pageLimit`, the file grows to that many pages of 4 KiB. Faults: `store.newer` for a file that a
    /// newer version wrote, `store.corrupt`, `store.io`.
    public static func open(
        _ path: String, readers: Int = 2, waiting: Int = 4096, pageLimit: Int? = nil
    ) async throws(Fault) -> Database {
        precondition(readers > 0, "A store has at least one reader.")
        let opener = Workers(name: "store-open", capacity: 1, busy: .storeBusy)
        let connections: [Connection]
        do throws(Fault) {
            connections = try await opener.run("store.open") {
                try makePrivate(path)
                let first = try Connection(path, .writer, pageLimit: pageLimit)
                try Migrator.prepare(first)
                return try [first] + (0..<readers).map { _ in try Connection(path, .reader) }
            }
        } catch {
            await opener.close()
            throw error
        }
        await opener.close()
        return Database(
            Writer(connections[0], capacity: waiting),
            Readers(Array(connections.dropFirst()), capacity: waiting))
    }

    /// A context's room, its tables brought up to the last migration. A context has one room.
    ///
    /// Faults: `store.migration_changed`, `store.newer`, and `store.fenced` for a migration that reaches
    /// beyond the context's tables.
    public func room(_ context: String, migrations: [Migration]) async throws(Fault) -> Room {
        // No underscore, so that no context's prefix begins another's.
        precondition(
            !context.isEmpty && context != "store"
                && context.utf8.allSatisfy { $0 &- 0x61 < 26 || $0 &- 0x30 < 10 },
            "A context's name is lower-case letters and digits.")
        let isNew = rooms.withLock { $0.insert(context).inserted }
        precondition(isNew, "The context \(context) has a room already.")
        do throws(Fault) {
            try await writer.write(.alone) { try Migrator.migrate(context, migrations, on: $0) }
        } catch {
            rooms.withLock { _ = $0.remove(context) }
            throw error
        }
        return Room(writer: writer, readers: readers, prefix: context + "_")
    }

    /// Moves the write-ahead log into the file and empties it, as far as readers allow.
    public func checkpoint() async throws(Fault) {
        try await writer.write(.alone) { connection in
            let answer = sqlite3_wal_checkpoint_v2(
                connection.handle, nil, SQLITE_CHECKPOINT_TRUNCATE, nil, nil)
            if answer & 0xff != SQLITE_BUSY { try connection.check(answer, "checkpoint") }
        }
    }

    /// Reads everything and checks it. Faults: `store.corrupt`.
    public func integrityCheck() async throws(Fault) {
        try await readers.read { connection in
            let session = Session(connection, prefix: "", .across(reason: "integrity"))
            let found = try session.rows("PRAGMA integrity_check", [:], limit: 100).map {
                try $0.text("integrity_check")
            }
            if found != ["ok"] { throw Fault.sqlite(SQLITE_CORRUPT, found.joined(separator: "; ")) }
        }
    }

    /// Does what is in line, then empties the log and closes the file.
    public func close() async {
        await readers.close()
        try? await checkpoint()
        await writer.close()
    }

    /// SQLite gives its companion files the same permissions.
    private static func makePrivate(_ path: String) throws(Fault) {
        if let slash = path.lastIndex(of: "/"), slash != path.startIndex {
            var made = ""
            for part in path[..<slash].split(separator: "/", omittingEmptySubsequences: false) {
                made += made.isEmpty && part.isEmpty ? "" : part
                if !made.isEmpty { mkdir(made, 0o700) }
                made += "/"
            }
        }
        let file = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw Fault.sqlite(SQLITE_CANTOPEN, "open \(path): errno \(errno)") }
        Glibc.close(file)
    }
}
