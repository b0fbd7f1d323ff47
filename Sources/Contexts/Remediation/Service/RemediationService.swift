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
    public static let calls = ["deployments", "drift"]
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
        ])

    let ledger: Ledger
    public let sagas: Sagas

    public init(ledger: Ledger) {
        self.ledger = ledger
        sagas = Sagas(ledger)
    }

    public func register() {
        ledger.node.allow(Self.context, toCall: Self.calls)
        sagas.handle(Remediate.self) { [self] (request, job, scope) async throws(Fault) in
            let analysis = try await scope.call(GetAnalysis(analysis: request.analysis))
            guard analysis.status == .completed, !analysis.findings.isEmpty else {
                throw Fault(
                    .conflict, "remediation.nothing",
                    "The report has no findings; there is nothing to put right.")
            }
            return try begin(request, analysis, job, scope)
        } run: { [self] (request, saga, scope) async throws(Fault) in
            try await carryOut(request, saga, scope)
        }
        ledger.handle(ListStrategies.self) { (request, scope) async throws(Fault) in
            let analysis = try await scope.call(GetAnalysis(analysis: request.analysis))
            if analysis.findings.isEmpty { return Page(items: [], next: nil) }
            let revert = Strategy(
                kind: .revert,
                summary:
                    "Deploy the configuration that was applied last again, which puts the recorded values back.",
                risk:
                    "Whatever was changed behind Terraform's back is undone; the plan shows it before it is applied."
            )
            return Page(items: [revert], next: nil)
        }
        ledger.handle(RemediationHistory.self) { [self] (request, scope) async throws(Fault) in
            try await history(request, scope)
        }
    }

    private func begin(
        _ request: Remediate, _ analysis: Analysis, _ job: JobID, _ scope: Scope
    ) throws(Fault) -> @Sendable (Entry) throws -> Location {
        let (now, tenant) = (ledger.node.clock.now, try scope.tenant)
        let addresses = String(
            decoding: try JSONCoding.encode(analysis.findings.map(\.address)), as: UTF8.self)
        return { entry in
            try entry.run(
                "INSERT INTO remediation_records (id, tenant, analysis, workspace, strategy, dry_run, status, author, "
                    + "started, addresses) VALUES (:id, :tenant, :analysis, :workspace, :strategy, :dry_run, "
                    + "'running', :author, :now, :addresses)",
                [
                    "id": .text(job.uuid.text), "analysis": .text(analysis.id.text),
                    "workspace": .text(analysis.workspace.text), "strategy": .text(request.strategy.rawValue),
                    "dry_run": SQLValue(request.dryRun), "author": .text(scope.principal.name),
                    "now": .integer(now.milliseconds), "addresses": .text(addresses),
                ])
            try entry.audit(
                "analysis/\(analysis.id)",
                after: ["strategy": .string(request.strategy.rawValue), "dryRun": .bool(request.dryRun)])
            return Location(tenant: tenant, workspace: analysis.workspace)
        }
    }

    private func carryOut(
        _ request: Remediate, _ saga: Saga, _ scope: Scope
    ) async throws(Fault) -> RemediationRecord {
        let id = RemediationID(saga.job.uuid)
        do throws(Fault) {
            let analysis = try await scope.call(GetAnalysis(analysis: request.analysis))
            let ticket = try await saga.step("deploy") { () async throws(Fault) in
                try await scope.start(
                    Deploy(workspace: analysis.workspace, planOnly: request.dryRun, autoApply: true))
            }
            guard let run = DeploymentID(ticket.id) else {
                throw Fault(.broken, "remediation.no_run", "There is no run.")
            }
            try await keep(id, scope, ["deployment": .text(run.text)])
            let events = try await scope.follow(FollowDeployment(deployment: run))
            try await faulting("remediation.wait") { for try await _ in events {} }
            let ended = try await scope.call(GetDeployment(deployment: run))
            guard ended.status == .completed else {
                throw Fault(
                    .unavailable, "remediation.not_done",
                    ended.failure?.message ?? "The run ended as \(ended.status.rawValue).")
            }
            return try await end(id, scope, .completed, nil)
        } catch {
            if error.kind == .cancelled, sagas.isStopping { throw error }
            let message = error.message
            _ = try await shielded { [self] () async throws(Fault) in
                try await end(id, scope, .failed, message)
            }
            throw error
        }
    }

    private func end(
        _ id: RemediationID, _ scope: Scope, _ status: RemediationRecord.Status, _ failure: String?
    ) async throws(Fault) -> RemediationRecord {
        try await keep(
            id, scope,
            [
                "status": .text(status.rawValue), "failure": SQLValue(failure),
                "ended": .integer(ledger.node.clock.now.milliseconds),
            ])
    }

    @discardableResult
    private func keep(
        _ id: RemediationID, _ scope: Scope, _ columns: [String: SQLValue]
    ) async throws(Fault) -> RemediationRecord {
        let assignments = columns.keys.sorted().map { "\($0) = :\($0)" }.joined(separator: ", ")
        return try await ledger.write(scope) { entry in
            let row = try entry.first(
                "UPDATE remediation_records SET \(assignments) WHERE tenant = :tenant AND id = :id RETURNING *",
                columns.merging(["id": .text(id.text)]) { first, _ in first })
            guard let row else {
                throw Fault(.missing, "remediation.missing", "There is no such remediation.")
            }
            return try RemediationRecord(row: row)
        }
    }

    private func history(_ request: RemediationHistory, _ scope: Scope) async throws(Fault) -> Page<
        RemediationRecord
    > {
        let paging = try Paging(request.cursor, request.limit)
        let tenant = try scope.tenant
        let ceiling = request.workspace == nil ? SQLValue(1000) : paging.ceiling
        let found = try await ledger.read(scope) { query in
            try query.rows(
                "SELECT * FROM remediation_records WHERE tenant = :tenant "
                    + "AND (:workspace IS NULL OR workspace = :workspace) AND (:after IS NULL OR id < :after) "
                    + "ORDER BY id DESC LIMIT :ceiling",
                [
                    "workspace": SQLValue(request.workspace?.text), "after": SQLValue(paging.after),
                    "ceiling": ceiling,
                ]
            ).map(RemediationRecord.init(row:))
        }.filter {
            scope.may(Permission("remediation:read"), at: Location(tenant: tenant, workspace: $0.workspace))
        }
        return paging.page(Array(found.prefix(paging.limit + 1))) { $0.id.text }
    }
}

extension RemediationRecord {
    init(row: Row) throws(Fault) {
        guard let id = RemediationID(try row.text("id")), let analysis = AnalysisID(try row.text("analysis")),
            let workspace = WorkspaceID(try row.text("workspace")),
            let status = Status(rawValue: try row.text("status")),
            let strategy = Strategy.Kind(rawValue: try row.text("strategy"))
        else { throw Fault(.broken, "store.column", "A stored remediation is damaged.") }
        self.init(
            id: id, analysis: analysis, workspace: workspace, strategy: strategy,
            isDryRun: try row.bool("dry_run"), status: status, author: try row.text("author"),
            started: Timestamp(milliseconds: try row.int64("started")),
            ended: try row.int64(ifPresent: "ended").map { Timestamp(milliseconds: $0) },
            deployment: try row.text(ifPresent: "deployment").flatMap { DeploymentID($0) },
            addresses: try JSONCoding.decode([String].self, from: Array(try row.text("addresses").utf8)),
            failure: try row.text(ifPresent: "failure"))
    }
}
