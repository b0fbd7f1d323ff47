import CSQLite
public import Faults

/// Reads within one snapshot. It is good for the call that it was given to, and no longer.
public struct Query {
    let session: Session

    /// All rows of the answer. Parameters are named: `:name` in the statement, `name` in the binds.
    ///
    /// Faults: `store.conflict`, `store.disk_full` and others from writing; `broken` for a statement that
    /// is wrong, leaves the context's tables, or does not mention `:tenant` on a tenant's behalf.
    public func rows(_ sql: String, _ binds: [String: SQLValue] = [:]) throws(Fault) -> [Row] {
        try session.rows(sql, binds, limit: Int.max)
    }

    /// The first row, if there is one; the rest is not read.
    public func first(_ sql: String, _ binds: [String: SQLValue] = [:]) throws(Fault) -> Row? {
        try session.rows(sql, binds, limit: 1).first
    }

    /// Gives one row after another to `body`, without keeping them, until it answers false.
    public func each(
        _ sql: String, _ binds: [String: SQLValue] = [:], _ body: (Row) throws -> Bool
    ) throws {
        try session.each(sql, binds, body)
    }
}

/// Reads and writes that become durable together, or not at all.
public struct Transaction {
    let session: Session

    /// As `Query.rows`; also for `INSERT … RETURNING`.
    public func rows(_ sql: String, _ binds: [String: SQLValue] = [:]) throws(Fault) -> [Row] {
        try session.rows(sql, binds, limit: Int.max)
    }

    /// As `Query.first`. Of `INSERT … RETURNING`, everything is inserted and the first row returned.
    public func first(_ sql: String, _ binds: [String: SQLValue] = [:]) throws(Fault) -> Row? {
        try session.rows(sql, binds, limit: 1).first
    }

    /// As `Query.each`.
    public func each(
        _ sql: String, _ binds: [String: SQLValue] = [:], _ body: (Row) throws -> Bool
    ) throws {
        try session.each(sql, binds, body)
    }

    /// Runs a statement that writes; the number of rows that it inserted, updated or deleted.
    @discardableResult
    public func run(_ sql: String, _ binds: [String: SQLValue] = [:]) throws(Fault) -> Int {
        _ = try session.rows(sql, binds, limit: Int.max)
        return Int(sqlite3_changes64(session.connection.handle))
    }
}

/// What a body's statements run in: a connection, a context's fence and a tenant.
final class Session {
    let connection: Connection
    private let prefix: String
    private let tenant: String?
    /// Set when the body has returned.
    var isOver = false

    init(_ connection: Connection, prefix: String, _ tenancy: Tenancy) {
        self.connection = connection
        self.prefix = prefix
        tenant = if case .of(let tenant) = tenancy { tenant } else { nil }
    }

    func rows(_ sql: String, _ binds: [String: SQLValue], limit: Int) throws(Fault) -> [Row] {
        try faultingNow("store.statement") {
            var rows: [Row] = []
            try each(sql, binds) { row in
                rows.append(row)
                return rows.count < limit
            }
            return rows
        }
    }

    func each(_ sql: String, _ binds: [String: SQLValue], _ body: (Row) throws -> Bool) throws {
        precondition(!isOver, "A query was used after its call.")
        let statement = try connection.statement(sql, fence: prefix)
        try statement.bind(binds, tenant: tenant)
        try statement.run(body)
    }
}
