import Bus
import DeploymentsAPI
import DriftAPI
import Faults
import Ledgers
import Sagas
import StatesAPI
import Store
import TenantsAPI
import Values
import Vocabulary

/// Compares what states record with what is there, and keeps the reports and what they tell over time.
public final class DriftService: Sendable {
    public static let context = "drift"
    public static let calls = ["tenants", "deployments", "states", "providers", "inventory"]
    public static let migrations = Ledger.migrations(
        "drift",
        [
            Sagas.migration("drift", version: 2),
            Migration(
                version: 3,
                sql: """
                    CREATE TABLE drift_analyses (
                      id TEXT PRIMARY KEY, tenant TEXT NOT NULL, project TEXT, workspace TEXT NOT NULL, status TEXT NOT NULL,
                      started INTEGER NOT NULL, ended INTEGER, state_serial INTEGER, resources INTEGER NOT NULL DEFAULT 0,
                      findings TEXT NOT NULL DEFAULT '[]', failure TEXT) STRICT, WITHOUT ROWID;
                    CREATE INDEX drift_analyses_workspace ON drift_analyses (tenant, workspace, id);
                    """),
            Migration(version: 4, sql: "ALTER TABLE drift_analyses ADD COLUMN method TEXT"),
            Migration(version: 5, sql: insightTables),
            Migration(version: 6, sql: watchTable),
            Migration(version: 7, sql: scheduleTable),
        ])

    /// An episode is one attribute being away from its record, from the scan that found it to the one that
    /// found it gone.
    private static let insightTables = """
        CREATE TABLE drift_analyses_new (
          id TEXT PRIMARY KEY, tenant TEXT NOT NULL, project TEXT, workspace TEXT, status TEXT NOT NULL,
          started INTEGER NOT NULL, ended INTEGER, state_serial INTEGER, resources INTEGER NOT NULL DEFAULT 0,
          findings TEXT NOT NULL DEFAULT '[]', causes TEXT NOT NULL DEFAULT '[]', parts TEXT NOT NULL DEFAULT '[]',
          failure TEXT, method TEXT) STRICT, WITHOUT ROWID;
        INSERT INTO drift_analyses_new
          (id, tenant, project, workspace, status, started, ended, state_serial, resources, findings, failure,
           method)
          SELECT id, tenant, project, workspace, status, started, ended, state_serial, resources, findings, failure,
            method FROM drift_analyses;
        DROP TABLE drift_analyses;
        ALTER TABLE drift_analyses_new RENAME TO drift_analyses;
        CREATE INDEX drift_analyses_workspace ON drift_analyses (tenant, workspace, id);
        CREATE TABLE drift_episodes (
          tenant TEXT NOT NULL, project TEXT, workspace TEXT NOT NULL, address TEXT NOT NULL, path TEXT NOT NULL,
          type TEXT NOT NULL, severity TEXT NOT NULL, category TEXT NOT NULL, why TEXT NOT NULL,
          analysis TEXT NOT NULL, found INTEGER NOT NULL, clean_before INTEGER, mended INTEGER,
          PRIMARY KEY (tenant, workspace, address, path, found)) STRICT, WITHOUT ROWID;
        CREATE INDEX drift_episodes_open ON drift_episodes (tenant, workspace) WHERE mended IS NULL;
        CREATE TABLE drift_suppressions (
          id TEXT PRIMARY KEY, tenant TEXT NOT NULL, workspace TEXT, address TEXT NOT NULL, path TEXT,
          reason TEXT NOT NULL, owner TEXT NOT NULL, author TEXT NOT NULL, created INTEGER NOT NULL,
          until INTEGER NOT NULL, ended INTEGER) STRICT, WITHOUT ROWID;
        CREATE INDEX drift_suppressions_tenant ON drift_suppressions (tenant, id);
        """

    private static let watchTable = """
        CREATE TABLE drift_watches (
          tenant TEXT NOT NULL, workspace TEXT NOT NULL, every INTEGER NOT NULL, author TEXT NOT NULL,
          created INTEGER NOT NULL, looked INTEGER, analysis TEXT, failure TEXT,
          PRIMARY KEY (tenant, workspace)) STRICT, WITHOUT ROWID;
        """

    private static let scheduleTable = """
        CREATE TABLE drift_schedules (
          tenant TEXT NOT NULL, name TEXT NOT NULL, project TEXT, discover INTEGER NOT NULL,
          every INTEGER NOT NULL, at TEXT, author TEXT NOT NULL, created INTEGER NOT NULL, started INTEGER,
          analysis TEXT, failure TEXT, PRIMARY KEY (tenant, name)) STRICT, WITHOUT ROWID;
        """

    let ledger: Ledger
    public let sagas: Sagas
    let progress = ProgressBoard()
    let watchers = Watchers<WorkspaceID>()
    let schedules = Watchers<ScheduleKey>()

    public init(ledger: Ledger) {
        self.ledger = ledger
        sagas = Sagas(ledger)
    }

    public func register() {
        ledger.node.allow(Self.context, toCall: Self.calls + ["jobs", Self.context])
        registerScans()
        registerInsight()
        registerSuppressions()
        registerReports()
        registerWatches()
        registerSchedules()
        registerTopology()
    }
}
