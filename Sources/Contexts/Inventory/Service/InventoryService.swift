import Bus
import Faults
import HTTP
import InventoryAPI
import Ledgers
import Sagas
import Store
import Vocabulary

/// Lists what exists in cloud accounts, and tells who manages it.
public final class InventoryService: Sendable {
    public static let context = "inventory"
    public static let calls = ["tenants", "states"]
    public static let migrations = Ledger.migrations(
        "inventory",
        [
            Sagas.migration("inventory", version: 2), Migration(version: 3, sql: tables),
            Migration(version: 4, sql: ignoring),
        ])

    /// An asset that a complete listing of its type did not find any more is `gone`.
    private static let tables = """
        CREATE TABLE inventory_discoveries (
          id TEXT PRIMARY KEY, tenant TEXT NOT NULL, provider TEXT NOT NULL, connection TEXT NOT NULL,
          region TEXT NOT NULL, is_whole INTEGER NOT NULL, account TEXT, status TEXT NOT NULL,
          started INTEGER NOT NULL, ended INTEGER, found INTEGER NOT NULL DEFAULT 0,
          listings TEXT NOT NULL DEFAULT '[]', failure TEXT) STRICT, WITHOUT ROWID;
        CREATE INDEX inventory_discoveries_place ON inventory_discoveries (tenant, provider, region, id);
        CREATE TABLE inventory_assets (
          id TEXT PRIMARY KEY, tenant TEXT NOT NULL, provider TEXT NOT NULL, account TEXT NOT NULL,
          region TEXT NOT NULL, type TEXT NOT NULL, resource TEXT NOT NULL, name TEXT NOT NULL, arn TEXT,
          import_id TEXT NOT NULL, tags TEXT NOT NULL, links TEXT NOT NULL, first_seen INTEGER NOT NULL,
          last_seen INTEGER NOT NULL, discovery TEXT NOT NULL, workspace TEXT, address TEXT,
          gone INTEGER) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX inventory_assets_place
          ON inventory_assets (tenant, provider, account, region, type, resource);
        CREATE INDEX inventory_assets_type ON inventory_assets (tenant, type, id) WHERE gone IS NULL;
        """

    private static let ignoring = """
        CREATE TABLE inventory_ignore (
          tenant TEXT PRIMARY KEY, text TEXT NOT NULL, author TEXT NOT NULL, updated INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        ALTER TABLE inventory_assets ADD COLUMN ignored INTEGER NOT NULL DEFAULT 0;
        """

    let ledger: Ledger
    let client: Client
    public let sagas: Sagas

    public init(ledger: Ledger, client: Client) {
        (self.ledger, self.client) = (ledger, client)
        sagas = Sagas(ledger)
    }

    public func register() {
        ledger.node.allow(Self.context, toCall: Self.calls + ["jobs", Self.context])
        registerDiscoveries()
        registerAssets()
        registerIgnoring()
        registerTrail()
        for (kind, table) in [("discovery", "inventory_discoveries"), ("asset", "inventory_assets")] {
            ledger.node.locate(kind) { [self] (id, tenant) async throws(Fault) in
                try await ledger.room.read(.of(tenant.text)) { query in
                    try query.first(
                        "SELECT id FROM \(table) WHERE tenant = :tenant AND id = :id", ["id": .text(id)]
                    ).map { _ in Location(tenant: tenant) }
                }
            }
        }
    }
}
