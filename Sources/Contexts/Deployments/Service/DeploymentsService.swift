import Bus
import DeploymentsAPI
import Faults
import Host
import Ledgers
import Objects
import Sagas
import Store
import Synchronization
import TerraformCLI
import Values
import Vocabulary

/// Runs: planned, judged, approved and applied by the Terraform CLI, one after the other in a workspace.
public final class DeploymentsService: Sendable {
    public static let context = "deployments"
    public static let calls = ["tenants", "identity", "states", "blueprints", "gate"]
    public static let migrations = Ledger.migrations(
        "deployments",
        [
            Sagas.migration("deployments", version: 2),
            Migration(
                version: 3,
                sql: """
                    CREATE TABLE deployments_runs (
                      id TEXT PRIMARY KEY, tenant TEXT NOT NULL, project TEXT NOT NULL, workspace TEXT NOT NULL,
                      environment TEXT NOT NULL, status TEXT NOT NULL, source TEXT NOT NULL, material TEXT NOT NULL,
                      plan_only INTEGER NOT NULL, destroy INTEGER NOT NULL, refresh_only INTEGER NOT NULL, auto_apply INTEGER,
                      author TEXT NOT NULL, author_id TEXT NOT NULL, created INTEGER NOT NULL, started INTEGER, ended INTEGER,
                      summary TEXT, plan_view TEXT, plan_raw TEXT, approval TEXT, failure TEXT, outputs TEXT,
                      state_serial INTEGER, revision INTEGER NOT NULL DEFAULT 1) STRICT, WITHOUT ROWID;
                    CREATE INDEX deployments_runs_workspace ON deployments_runs (tenant, workspace, id);
                    CREATE TABLE deployments_log (
                      run TEXT NOT NULL, seq INTEGER NOT NULL, tenant TEXT NOT NULL, kind TEXT NOT NULL, at INTEGER NOT NULL,
                      text TEXT NOT NULL, PRIMARY KEY (run, seq)) STRICT, WITHOUT ROWID;
                    """),
            Migration(version: 4, sql: "ALTER TABLE deployments_runs ADD COLUMN gates TEXT"),
        ])

    public struct Settings: Sendable {
        /// Where runs have their directories.
        public var directory: String
        /// Where this server answers Terraform, such as `http://127.0.0.1:8420`.
        public var address: @Sendable () -> String
        /// The certificates that Terraform trusts this server by, in PEM, when it speaks TLS; asked
        /// for each run.
        public var certificates: @Sendable () -> String?
        /// Terraform processes at a time; each takes about 300 MB.
        public var parallel: Int
        /// Plan-only runs at a time in one workspace.
        public var parallelPlans: Int

        public init(
            directory: String, address: @escaping @Sendable () -> String,
            certificates: @escaping @Sendable () -> String? = { nil },
            parallel: Int = 4, parallelPlans: Int = 4
        ) {
            self.directory = directory
            self.address = address
            self.certificates = certificates
            self.parallel = parallel
            self.parallelPlans = parallelPlans
        }
    }

    let ledger: Ledger
    let objects: any ObjectStore
    let tools: ToolchainFinder
    let settings: Settings
    public let sagas: Sagas
    let workspaces = Turnstile<WorkspaceID>(width: 1)
    let plans: Turnstile<WorkspaceID>
    let processes: Turnstile<String>
    /// Each tenant's own share of them.
    let shares = Turnstile<TenantID>(width: .max)
    let decisions = Decisions()
    /// Runs of an earlier life whose places are held until they are taken up.
    let held = Mutex<[DeploymentID: WorkspaceID]>([:])

    public init(ledger: Ledger, objects: any ObjectStore, tools: ToolchainFinder, settings: Settings) {
        self.ledger = ledger
        self.objects = objects
        self.tools = tools
        self.settings = settings
        plans = Turnstile(width: settings.parallelPlans)
        processes = Turnstile(width: settings.parallel)
        sagas = Sagas(ledger)
    }

    var now: Timestamp { ledger.node.clock.now }

    public func register() {
        ledger.node.allow(Self.context, toCall: Self.calls)
        registerStarting()
        registerReading()
        registerDeciding()
        ledger.node.locate("deployment") { [self] (id, tenant) async throws(Fault) in
            try await ledger.room.read(.of(tenant.text)) { query in
                try query.first(
                    "SELECT project, workspace FROM deployments_runs WHERE tenant = :tenant AND id = :id",
                    ["id": .text(id)]
                ).map { row in
                    Location(
                        tenant: tenant, project: ProjectID(try row.text("project")),
                        workspace: WorkspaceID(try row.text("workspace")))
                }
            }
        }
    }

    func run(_ id: DeploymentID, _ scope: Scope) async throws(Fault) -> RunRow {
        let found = try await ledger.read(scope) { query in
            try query.first(
                "SELECT * FROM deployments_runs WHERE tenant = :tenant AND id = :id", ["id": .text(id.text)]
            )
            .map(RunRow.init(row:))
        }
        guard let found else { throw Fault(.missing, "deployments.missing", "There is no such run.") }
        return found
    }

    /// Changes columns of a run, puts its status into its log, and tells the change.
    @discardableResult
    func update(
        _ id: DeploymentID, _ scope: Scope, status: Deployment.Status? = nil,
        _ columns: [String: SQLValue] = [:],
        audited: Bool = false, onlyFrom: [Deployment.Status]? = nil
    ) async throws(Fault) -> Deployment {
        let now = now
        return try await ledger.write(scope) { entry in
            let key: [String: SQLValue] = ["id": .text(id.text)]
            let select = "SELECT * FROM deployments_runs WHERE tenant = :tenant AND id = :id"
            guard let row = try entry.first(select, key) else {
                throw Fault(.missing, "deployments.missing", "There is no such run.")
            }
            let before = try RunRow(row: row).deployment
            if let onlyFrom, !onlyFrom.contains(before.status) { throw Fault.wrongStatus(before.status) }
            var changes = columns
            if let status {
                changes["status"] = .text(status.rawValue)
                if status.isFinal { changes["ended"] = .integer(now.milliseconds) }
            }
            let assignments = changes.keys.sorted().map { "\($0) = :\($0)" } + ["revision = revision + 1"]
            try entry.run(
                "UPDATE deployments_runs SET \(assignments.joined(separator: ", ")) "
                    + "WHERE tenant = :tenant AND id = :id", key.merging(changes) { first, _ in first })
            if let status, status != before.status {
                try Self.append([("status", status.rawValue, now)], to: id, entry)
                try entry.emit(DeploymentChanged(deployment: id, workspace: before.workspace, status: status))
            }
            guard let changed = try entry.first(select, key) else {
                throw Fault(.missing, "deployments.missing", "There is no such run.")
            }
            let after = try RunRow(row: changed).deployment
            if audited {
                try entry.audit(
                    "deployment/\(id)", before: ["status": .string(before.status.rawValue)],
                    after: ["status": .string(after.status.rawValue)])
            }
            return after
        }
    }

    /// Adds lines behind those that the run's log has.
    static func append(
        _ lines: [(kind: String, text: String, at: Timestamp)], to id: DeploymentID, _ entry: Entry
    ) throws(Fault) {
        var next =
            try entry.first(
                "SELECT coalesce(max(seq), 0) AS last FROM deployments_log WHERE tenant = :tenant AND run = :run",
                ["run": .text(id.text)])?.int("last") ?? 0
        for line in lines {
            next += 1
            try entry.run(
                "INSERT INTO deployments_log (run, seq, tenant, kind, at, text) "
                    + "VALUES (:run, :seq, :tenant, :kind, :at, :text)",
                [
                    "run": .text(id.text), "seq": SQLValue(next), "kind": .text(line.kind),
                    "at": .integer(line.at.milliseconds), "text": .text(line.text),
                ])
        }
    }
}

extension Fault {
    static func wrongStatus(_ status: Deployment.Status) -> Fault {
        let word =
            switch status {
            case .awaitingApproval: "awaiting approval"
            case .awaitingOverride: "awaiting an override"
            default: status.rawValue
            }
        return Fault(.conflict, "deployments.wrong_status", "The run is \(word); this can't be done now.")
    }
}
