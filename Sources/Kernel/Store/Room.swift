public import Faults

/// A context's own tables: those that begin with its name and an underscore, and no others.
public struct Room: Sendable {
    let writer: Writer
    let readers: Readers
    let prefix: String

    /// Runs `body` in the writer's next commit, in a savepoint of its own, and returns once that commit
    /// is on the disk. When `body` throws, nothing of it stays, and its neighbours are not disturbed.
    ///
    /// `body` runs on the writer's thread and may run again, so it touches nothing but the transaction.
    /// Faults: `store.busy`, `store.conflict`, `store.disk_full`, `store.io`, and what `body` throws.
    @discardableResult
    public func write<T: Sendable>(
        _ tenant: Tenancy, _ body: @escaping @Sendable (Transaction) throws -> T
    ) async throws(Fault) -> T {
        let prefix = prefix
        return try await writer.write(.grouped) { connection in
            let session = Session(connection, prefix: prefix, tenant)
            defer { session.isOver = true }
            return try connection.fenced(.rows(prefix: prefix)) {
                try body(Transaction(session: session))
            }
        }
    }

    /// Runs `body` on a reader's thread over one snapshot, which holds every write that has returned.
    /// Faults: `store.busy`, and what `body` throws.
    public func read<T: Sendable>(
        _ tenant: Tenancy, _ body: @escaping @Sendable (Query) throws -> T
    ) async throws(Fault) -> T {
        let prefix = prefix
        return try await readers.read { connection in
            let session = Session(connection, prefix: prefix, tenant)
            defer { session.isOver = true }
            return try connection.fenced(.rows(prefix: prefix)) { try body(Query(session: session)) }
        }
    }
}
