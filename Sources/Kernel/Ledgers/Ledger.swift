import Bus
import Faults
import Store
import Synchronization
import Telemetry
import Values
import Vocabulary

/// A context's tables together with what must be written in the same transaction as its changes: events,
/// audit entries, answers to idempotent commands.
public final class Ledger: Sendable {
    public let context: String
    public let room: Room
    public let node: Node
    public let log: Log
    let wake = Wake()
    /// The idempotent commands that this process is carrying out.
    let carrying = Mutex<Set<Place>>([])
    /// Tells this process's leases from those of others and of earlier lives.
    let holder = UUIDv7.next().text

    public init(context: String, room: Room, node: Node, log: Log) {
        self.context = context
        self.room = room
        self.node = node
        self.log = log
    }

    /// The context's own migrations behind the ledger's first; `own` counts from 2.
    public static func migrations(_ context: String, _ own: [Migration]) -> [Migration] {
        [Migration(version: 1, sql: firstTables.replacing("{context}", with: context))] + own
    }

    private static let firstTables = """
        CREATE TABLE {context}_outbox (
          seq INTEGER PRIMARY KEY AUTOINCREMENT, tenant TEXT, kind TEXT NOT NULL, id TEXT NOT NULL UNIQUE,
          body TEXT NOT NULL, created INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0,
          due INTEGER NOT NULL DEFAULT 0, state TEXT NOT NULL DEFAULT 'waiting', note TEXT) STRICT;
        CREATE INDEX {context}_outbox_waiting ON {context}_outbox (due, seq) WHERE state = 'waiting';
        CREATE TABLE {context}_seen (
          event TEXT NOT NULL, handler TEXT NOT NULL, at INTEGER NOT NULL,
          PRIMARY KEY (event, handler)) STRICT, WITHOUT ROWID;
        CREATE TABLE {context}_idempotency (
          tenant TEXT NOT NULL, principal TEXT NOT NULL, action TEXT NOT NULL, key TEXT NOT NULL,
          digest TEXT NOT NULL, answer TEXT, created INTEGER NOT NULL,
          PRIMARY KEY (tenant, principal, action, key)) STRICT, WITHOUT ROWID;
        CREATE TABLE {context}_leases (
          name TEXT PRIMARY KEY, holder TEXT NOT NULL, token INTEGER NOT NULL,
          expires INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        """

    /// Changes rows of the scope's tenant; with them go the events and audit entries of `entry`. Returns
    /// once all of it is durable.
    @discardableResult
    public func write<T: Sendable>(
        _ scope: Scope, _ body: @escaping @Sendable (Entry) throws -> T
    ) async throws(Fault) -> T {
        try await write(scope, .of(try scope.tenant.text), body)
    }

    /// As `write`, over the rows of all tenants, for the system's own work.
    @discardableResult
    public func writeAcross<T: Sendable>(
        _ scope: Scope, reason: String, _ body: @escaping @Sendable (Entry) throws -> T
    ) async throws(Fault) -> T {
        try await write(scope, .across(reason: reason), body)
    }

    private func write<T: Sendable>(
        _ scope: Scope, _ tenancy: Tenancy, _ body: @escaping @Sendable (Entry) throws -> T
    ) async throws(Fault) -> T {
        let context = context
        let isAcross = if case .across = tenancy { true } else { false }
        let (value, audited, told) = try await room.write(tenancy) { transaction in
            let entry = Entry(transaction, scope, context, isAcross: isAcross)
            let value = try body(entry)
            return (value, entry.hasAudited, entry.hasTold)
        }
        if audited { scope.markAudited() }
        if told { wake.signal() }
        return value
    }

    /// Reads rows of the scope's tenant in one snapshot.
    public func read<T: Sendable>(
        _ scope: Scope, _ body: @escaping @Sendable (Query) throws -> T
    ) async throws(Fault) -> T {
        try await room.read(.of(try scope.tenant.text), body)
    }

    /// Reads rows of all tenants, for the system's own work.
    public func readAcross<T: Sendable>(
        reason: String, _ body: @escaping @Sendable (Query) throws -> T
    ) async throws(Fault) -> T {
        try await room.read(.across(reason: reason), body)
    }
}
