import Bus
import DeploymentsAPI
import DriftAPI
import Faults
import Ledgers
import RemediationAPI
import Sagas
import Store
import Values
import Vocabulary

/// Puts findings right, and keeps who did what, why and with which result.
public final class RemediationService: Sendable {
    public static let context = "remediation"
    public static let calls = [
        "deployments", "drift", "providers", "remediation", "inventory", "states", "tenants",
    ]
    public static let migrations = Ledger.migrations(
        "remediation",
        [
            Sagas.migration("remediation", version: 2),
            Migration(
                version: 3,
                sql: """
                    CREATE TABLE remediation_records (
                      id TEXT PRIMARY KEY, tenant TEXT NOT NULL, analysis TEXT NOT NULL, workspace TEXT NOT NULL,
                      strategy TEXT NOT NULL, dry_run INTEGER NOT NULL, status TEXT NOT NULL, author TEXT NOT NULL,
                      started INTEGER NOT NULL, ended INTEGER, deployment TEXT, addresses TEXT NOT NULL, failure TEXT
                    ) STRICT, WITHOUT ROWID;
                    CREATE INDEX remediation_records_workspace ON remediation_records (tenant, workspace, id);
                    """),
            Migration(
                version: 4,
                sql: """
                    ALTER TABLE remediation_records ADD COLUMN reason TEXT;
                    ALTER TABLE remediation_records ADD COLUMN steps TEXT NOT NULL DEFAULT '[]';
                    ALTER TABLE remediation_records ADD COLUMN before TEXT NOT NULL DEFAULT '[]';
                    ALTER TABLE remediation_records ADD COLUMN patch TEXT NOT NULL DEFAULT '[]';
                    ALTER TABLE remediation_records ADD COLUMN originals TEXT NOT NULL DEFAULT '{}';
                    ALTER TABLE remediation_records ADD COLUMN suppressions TEXT NOT NULL DEFAULT '[]';
                    ALTER TABLE remediation_records ADD COLUMN rollback_of TEXT;
                    """),
            Migration(version: 5, sql: withoutReport),
        ])

    /// What is adopted or removed needs neither a report nor a workspace.
    private static let withoutReport = """
        CREATE TABLE remediation_records_new (
          id TEXT PRIMARY KEY, tenant TEXT NOT NULL, analysis TEXT, workspace TEXT, strategy TEXT NOT NULL,
          dry_run INTEGER NOT NULL, status TEXT NOT NULL, author TEXT NOT NULL, started INTEGER NOT NULL,
          ended INTEGER, deployment TEXT, addresses TEXT NOT NULL, failure TEXT, reason TEXT,
          steps TEXT NOT NULL DEFAULT '[]', before TEXT NOT NULL DEFAULT '[]', patch TEXT NOT NULL DEFAULT '[]',
          originals TEXT NOT NULL DEFAULT '{}', suppressions TEXT NOT NULL DEFAULT '[]', rollback_of TEXT
        ) STRICT, WITHOUT ROWID;
        INSERT INTO remediation_records_new
          (id, tenant, analysis, workspace, strategy, dry_run, status, author, started, ended, deployment,
           addresses, failure, reason, steps, before, patch, originals, suppressions, rollback_of)
          SELECT id, tenant, analysis, workspace, strategy, dry_run, status, author, started, ended, deployment,
            addresses, failure, reason, steps, before, patch, originals, suppressions, rollback_of
            FROM remediation_records;
        DROP TABLE remediation_records;
        ALTER TABLE remediation_records_new RENAME TO remediation_records;
        CREATE INDEX remediation_records_workspace ON remediation_records (tenant, workspace, id);
        """

    let ledger: Ledger
    public let sagas: Sagas

    public init(ledger: Ledger) {
        self.ledger = ledger
        sagas = Sagas(ledger)
    }

    public func register() {
        ledger.node.allow(Self.context, toCall: Self.calls)
        registerCarryingOut()
        registerAdoption()
        registerBatches()
        ledger.handle(ListStrategies.self) { [self] (request, scope) async throws(Fault) in
            try await strategies(request, scope)
        }
        ledger.handle(GetRemediation.self) { [self] (request, scope) async throws(Fault) in
            try await record(request.remediation, scope)
        }
        ledger.handle(RemediationHistory.self) { [self] (request, scope) async throws(Fault) in
            try await history(request, scope)
        }
        ledger.node.locate("remediation") { [self] (id, tenant) async throws(Fault) in
            try await ledger.room.read(.of(tenant.text)) { query in
                try query.first(
                    "SELECT workspace FROM remediation_records WHERE tenant = :tenant AND id = :id",
                    ["id": .text(id)]
                ).map {
                    Location(
                        tenant: tenant,
                        workspace: try $0.text(ifPresent: "workspace").flatMap { WorkspaceID($0) })
                }
            }
        }
    }
}
