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

/// Compares what states record with what is there, by Terraform's own refresh, and keeps the reports.
public final class DriftService: Sendable {
    public static let context = "drift"
    public static let calls = ["tenants", "deployments", "states", "providers"]
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
        ])

    let ledger: Ledger
    public let sagas: Sagas

    public init(ledger: Ledger) {
        self.ledger = ledger
        sagas = Sagas(ledger)
    }

    public func register() {
        ledger.node.allow(Self.context, toCall: Self.calls + ["jobs"])
        sagas.handle(ScanDrift.self) { [self] (scan, job, scope) async throws(Fault) in
            let version = try await scope.call(ReadState(workspace: scan.workspace)).version
            guard version != nil else {
                throw Fault(
                    .conflict, "drift.no_state",
                    "There is no state to compare with yet. Deploy something first.")
            }
            let project = try await scope.call(GetWorkspace(workspace: scan.workspace)).project
            return begin(
                scan, job, Location(tenant: try scope.tenant, project: project, workspace: scan.workspace))
        } run: { [self] (scan, saga, scope) async throws(Fault) in
            try await carryOut(scan, saga, scope)
        }
        ledger.handle(GetAnalysis.self) { [self] (request, scope) async throws(Fault) in
            try await analysis(request.analysis, scope)
        }
        ledger.handle(ListAnalyses.self) { [self] (request, scope) async throws(Fault) in
            try await list(request, scope)
        }
        ledger.node.locate("analysis") { [self] (id, tenant) async throws(Fault) in
            try await ledger.room.read(.of(tenant.text)) { query in
                try query.first(
                    "SELECT project, workspace FROM drift_analyses WHERE tenant = :tenant AND id = :id",
                    ["id": .text(id)]
                ).map { row in
                    Location(
                        tenant: tenant, project: try row.text(ifPresent: "project").flatMap { ProjectID($0) },
                        workspace: WorkspaceID(try row.text("workspace")))
                }
            }
        }
    }

    private func begin(
        _ scan: ScanDrift, _ job: JobID, _ location: Location
    ) -> @Sendable (Entry) throws -> Location {
        let now = ledger.node.clock.now
        return { entry in
            try entry.run(
                "INSERT INTO drift_analyses (id, tenant, project, workspace, status, started) "
                    + "VALUES (:id, :tenant, :project, :workspace, 'running', :now)",
                [
                    "id": .text(job.uuid.text), "project": SQLValue(location.project?.text),
                    "workspace": .text(scan.workspace.text), "now": .integer(now.milliseconds),
                ])
            try entry.audit("analysis/\(job.uuid.text)", after: ["workspace": .string(scan.workspace.text)])
            return location
        }
    }

    private func carryOut(_ scan: ScanDrift, _ saga: Saga, _ scope: Scope) async throws(Fault) -> Analysis {
        let id = AnalysisID(saga.job.uuid)
        do throws(Fault) {
            switch try await HostedScan(workspace: scan.workspace, scope: scope).run() {
            case .seen(let findings, let resources, let serial):
                return try await shielded { [self] () async throws(Fault) in
                    try await keep(
                        id, scope, .completed, try columns(findings, serial, resources, .hosted),
                        told: detected(findings, scan.workspace, id))
                }
            case .left(let reason):
                ledger.log.info(
                    "Terraform refreshes for a scan",
                    ["workspace": scan.workspace.text, "analysis": id.text, "reason": reason])
            }
            let ticket = try await saga.step("look") { () async throws(Fault) in
                try await scope.start(Deploy(workspace: scan.workspace, planOnly: true, refreshOnly: true))
            }
            guard let run = DeploymentID(ticket.id) else {
                throw Fault(.broken, "drift.no_run", "The scan has no run.")
            }
            let ended = try await wait(for: run, scope)
            guard ended.status == .completed else {
                throw Fault(
                    .unavailable, "drift.not_scanned",
                    ended.failure?.message ?? "The scan's run ended as \(ended.status.rawValue).")
            }
            let plan = try await scope.call(GetPlan(deployment: run))
            let state = try await scope.call(ReadState(workspace: scan.workspace))
            let findings = Comparison.findings(plan.drift)
            return try await shielded { [self] () async throws(Fault) in
                try await keep(
                    id, scope, .completed,
                    try columns(
                        findings, state.version?.serial, state.resources.count { !$0.isData }, .refresh),
                    told: detected(findings, scan.workspace, id))
            }
        } catch {
            if error.kind == .cancelled, sagas.isStopping { throw error }
            let message = error.message
            _ = try await shielded { [self] () async throws(Fault) in
                try await keep(id, scope, .failed, ["failure": .text(message)], told: nil)
            }
            throw error
        }
    }

    private func columns(
        _ findings: [Finding], _ serial: Int?, _ resources: Int, _ method: Analysis.Method
    ) throws(Fault) -> [String: SQLValue] {
        [
            "state_serial": SQLValue(serial), "resources": SQLValue(resources),
            "findings": .text(String(decoding: try JSONCoding.encode(findings), as: UTF8.self)),
            "method": .text(method.rawValue),
        ]
    }

    private func detected(
        _ findings: [Finding], _ workspace: WorkspaceID, _ analysis: AnalysisID
    ) -> DriftDetected? {
        findings.isEmpty
            ? nil : DriftDetected(workspace: workspace, analysis: analysis, findings: findings.count)
    }

    private func wait(for run: DeploymentID, _ scope: Scope) async throws(Fault) -> Deployment {
        // The stream ends with the run.
        let events = try await scope.follow(FollowDeployment(deployment: run))
        try await faulting("drift.wait") { for try await _ in events {} }
        return try await scope.call(GetDeployment(deployment: run))
    }

    private func keep(
        _ id: AnalysisID, _ scope: Scope, _ status: Analysis.Status, _ columns: [String: SQLValue],
        told event: DriftDetected?
    ) async throws(Fault) -> Analysis {
        let now = ledger.node.clock.now
        var changes = columns
        changes["status"] = .text(status.rawValue)
        changes["ended"] = .integer(now.milliseconds)
        let (assignments, binds) = (
            changes.keys.sorted().map { "\($0) = :\($0)" }.joined(separator: ", "), changes
        )
        try await ledger.write(scope) { entry in
            try entry.run(
                "UPDATE drift_analyses SET \(assignments) WHERE tenant = :tenant AND id = :id",
                binds.merging(["id": .text(id.text)]) { first, _ in first })
            if let event { try entry.emit(event) }
        }
        return try await analysis(id, scope)
    }

    private func analysis(_ id: AnalysisID, _ scope: Scope) async throws(Fault) -> Analysis {
        let found = try await ledger.read(scope) { query in
            try query.first(
                "SELECT * FROM drift_analyses WHERE tenant = :tenant AND id = :id", ["id": .text(id.text)]
            )
            .map(Analysis.init(row:))
        }
        guard let found else { throw Fault(.missing, "drift.missing", "There is no such report.") }
        return found
    }

    private func list(_ request: ListAnalyses, _ scope: Scope) async throws(Fault) -> Page<Analysis> {
        let paging = try Paging(request.cursor, request.limit)
        let tenant = try scope.tenant
        let ceiling = request.workspace == nil ? SQLValue(1000) : paging.ceiling
        let found = try await ledger.read(scope) { query in
            try query.rows(
                "SELECT * FROM drift_analyses WHERE tenant = :tenant AND (:workspace IS NULL OR workspace = :workspace) "
                    + "AND (:after IS NULL OR id < :after) ORDER BY id DESC LIMIT :ceiling",
                [
                    "workspace": SQLValue(request.workspace?.text), "after": SQLValue(paging.after),
                    "ceiling": ceiling,
                ]
            ).map { row in
                (try Analysis(row: row), try row.text(ifPresent: "project").flatMap { ProjectID($0) })
            }
        }.filter { analysis, project in
            scope.may(
                Permission("drift:read"),
                at: Location(tenant: tenant, project: project, workspace: analysis.workspace))
        }
        return paging.page(Array(found.map(\.0).prefix(paging.limit + 1))) { $0.id.text }
    }
}

extension Analysis {
    init(row: Row) throws(Fault) {
        guard let id = AnalysisID(try row.text("id")), let workspace = WorkspaceID(try row.text("workspace")),
            let status = Status(rawValue: try row.text("status"))
        else { throw Fault(.broken, "store.column", "A stored report is damaged.") }
        self.init(
            id: id, workspace: workspace, status: status,
            started: Timestamp(milliseconds: try row.int64("started")),
            ended: try row.int64(ifPresent: "ended").map { Timestamp(milliseconds: $0) },
            stateSerial: try row.int(ifPresent: "state_serial"), resources: try row.int("resources"),
            findings: try JSONCoding.decode([Finding].self, from: Array(try row.text("findings").utf8)),
            failure: try row.text(ifPresent: "failure"),
            method: try row.text(ifPresent: "method").flatMap(Method.init(rawValue:)))
    }
}
