/// One step forward of a context's tables.
public struct Migration: Sendable {
    /// Counts from 1 without gaps within its context.
    public let version: Int
    /// Statements on tables of the context only. It runs once, in one transaction with the others that
    /// are new, and may not change once it is released: its text is recorded and compared.
    public let sql: String

    public init(version: Int, sql: String) {
        self.version = version
        self.sql = sql
    }
}
