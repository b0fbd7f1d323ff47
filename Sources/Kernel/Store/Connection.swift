import CSQLite
import Faults

/// One SQLite connection with its compiled statements.
///
/// Unchecked: the writer's is used by the writer's one thread, a reader's by the one thread that has
/// taken it from the pool.
final class Connection: @unchecked Sendable {
    private static let cacheLimit = 256

    let handle: OpaquePointer
    private let box = FenceBox()
    private var cache: [CacheKey: Statement] = [:]

    private struct CacheKey: Hashable {
        let fence: String
        let sql: String
    }

    enum Role { case writer, reader }

    init(_ path: String, _ role: Role, pageLimit: Int? = nil) throws(Fault) {
        let mode = role == .reader ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
        var opened: OpaquePointer?
        let answer = sqlite3_open_v2(path, &opened, mode | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
        guard answer == SQLITE_OK, let opened else {
            sqlite3_close_v2(opened)
            throw Fault.sqlite(answer, "open \(path)")
        }
        handle = opened
        sqlite3_busy_timeout(handle, 5000)
        // The box lives as long as the connection, which unsets the authorizer by closing.
        sqlite3_set_authorizer(handle, authorize, Unmanaged.passUnretained(box).toOpaque())
        try check(plumb_sqlite_harden(handle), "harden")
        if role == .writer {
            try execute("PRAGMA journal_mode = WAL")
            try execute("PRAGMA synchronous = FULL")
            try execute("PRAGMA foreign_keys = ON")
            if let pageLimit { try execute("PRAGMA max_page_count = \(pageLimit)") }
        } else {
            try execute("PRAGMA query_only = ON")
        }
        try execute("PRAGMA cache_size = -16000")
        try execute("PRAGMA temp_store = MEMORY")
    }

    deinit {
        cache = [:]
        sqlite3_close_v2(handle)
    }

    func check(_ answer: Int32, _ what: @autoclosure () -> String) throws(Fault) {
        guard answer != SQLITE_OK else { return }
        throw failure(answer, what())
    }

    func failure(_ answer: Int32, _ what: String) -> Fault {
        let refusal = answer != 0 ? box.refusal.map { " (\($0))" } ?? "" : ""
        return .sqlite(
            answer, "SQLite \(answer), \(String(cString: sqlite3_errmsg(handle)))\(refusal): \(what)")
    }

    /// Runs the text's statements one after another, inside the fence.
    func execute(_ sql: String, fence: Fence = .none) throws(Fault) {
        box.fence = fence
        defer { box.fence = .none }
        try check(sqlite3_exec(handle, sql, nil, nil, nil), sql)
    }

    /// Runs `body` with every statement inside the fence.
    func fenced<T>(_ fence: Fence, _ body: () throws -> T) rethrows -> T {
        box.fence = fence
        defer { box.fence = .none }
        return try body()
    }

    /// False after SQLite gave a transaction up by itself, as it may when the disk is full.
    var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

    /// A compiled statement that nobody is using, kept for the next time.
    func statement(_ sql: String, fence: String) throws(Fault) -> Statement {
        let key = CacheKey(fence: fence, sql: sql)
        if let known = cache[key], !known.isBusy { return known }
        let fresh = try Statement(sql, on: self)
        if cache.count >= Connection.cacheLimit { cache.removeAll(keepingCapacity: true) }
        cache[key] = fresh
        return fresh
    }
}
