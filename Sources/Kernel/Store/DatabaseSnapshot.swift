import CSQLite
public import Faults

/// Copies of a database file, made beside whoever uses it.
public enum DatabaseSnapshot {
    /// Writes the database at `path`, as it is at one moment, to a new file. Readers and writers go on
    /// meanwhile, those of other processes too. Blocks.
    ///
    /// Faults: those of the store.
    public static func write(of path: String, to copy: String) throws(Fault) {
        let source = try Handle(path, SQLITE_OPEN_READONLY)
        let target = try Handle(copy, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)
        guard let backup = sqlite3_backup_init(target.handle, "main", source.handle, "main") else {
            throw target.failure(sqlite3_errcode(target.handle), "begin a copy of \(path)")
        }
        // All pages in one step: they are read in one transaction, which writers of a WAL don't wait for.
        let answer = sqlite3_backup_step(backup, -1)
        let end = sqlite3_backup_finish(backup)
        guard answer == SQLITE_DONE, end == SQLITE_OK else {
            throw target.failure(answer == SQLITE_DONE ? end : answer, "copy \(path)")
        }
    }

    /// What is wrong with a database file; empty when nothing is. Blocks.
    public static func problems(of path: String) throws(Fault) -> [String] {
        let opened = try Handle(path, SQLITE_OPEN_READONLY)
        var statement: OpaquePointer?
        let answer = sqlite3_prepare_v2(opened.handle, "PRAGMA integrity_check", -1, &statement, nil)
        guard answer == SQLITE_OK else { throw opened.failure(answer, "check \(path)") }
        defer { sqlite3_finalize(statement) }
        var found: [String] = []
        while true {
            let step = sqlite3_step(statement)
            if step == SQLITE_DONE { return found == ["ok"] ? [] : found }
            guard step == SQLITE_ROW, let text = sqlite3_column_text(statement, 0) else {
                throw opened.failure(step, "check \(path)")
            }
            found.append(String(cString: text))
        }
    }

    /// Closed with the last reference.
    private final class Handle {
        let handle: OpaquePointer

        init(_ path: String, _ mode: Int32) throws(Fault) {
            var opened: OpaquePointer?
            let answer = sqlite3_open_v2(path, &opened, mode | SQLITE_OPEN_EXRESCODE, nil)
            guard answer == SQLITE_OK, let opened else {
                sqlite3_close_v2(opened)
                throw Fault.sqlite(answer, "open \(path)")
            }
            handle = opened
            sqlite3_busy_timeout(handle, 10_000)
        }

        deinit { sqlite3_close_v2(handle) }

        func failure(_ answer: Int32, _ what: String) -> Fault {
            .sqlite(answer, "SQLite \(answer), \(String(cString: sqlite3_errmsg(handle))): \(what)")
        }
    }
}
