import Bus
import DriftAPI
import Faults
import Ledgers
import Store
import Values
import Vocabulary

extension DriftService {
    func registerReports() {
        ledger.handle(GetAnalysis.self) { [self] (request, scope) async throws(Fault) in
            try await analysis(request.analysis, scope)
        }
        ledger.handle(ListAnalyses.self) { [self] (request, scope) async throws(Fault) in
            try await list(request, scope)
        }
        ledger.handle(FindFinding.self) { [self] (request, scope) async throws(Fault) in
            let tenant = try scope.tenant
            let found = try await ledger.room.read(.of(tenant.text)) { query in
                try query.first(Self.havingFinding, ["id": .text(request.finding.text)])
                    .map(Analysis.init(row:))
            }
            guard let found else { throw Fault(.missing, "drift.no_finding", "There is no such finding.") }
            return found
        }
        ledger.handle(LookAgain.self) { (request, scope) async throws(Fault) in
            try await HostedScan(workspace: request.workspace, scope: scope).again(request.addresses)
        }
        for (kind, sql) in [
            ("analysis", "SELECT project, workspace FROM drift_analyses WHERE tenant = :tenant AND id = :id"),
            ("finding", Self.havingFinding),
        ] {
            ledger.node.locate(kind) { [self] (id, tenant) async throws(Fault) in
                try await ledger.room.read(.of(tenant.text)) { query in
                    try query.first(sql, ["id": .text(id)]).map { row in
                        Location(
                            tenant: tenant,
                            project: try row.text(ifPresent: "project").flatMap { ProjectID($0) },
                            workspace: try row.text(ifPresent: "workspace").flatMap { WorkspaceID($0) })
                    }
                }
            }
        }
    }

    /// Findings live in their reports: the newest of a workspace is asked for nearly always.
    private static let havingFinding =
        "SELECT * FROM drift_analyses WHERE tenant = :tenant AND workspace IS NOT NULL "
        + "AND instr(findings, :id) > 0 ORDER BY id DESC LIMIT 1"

    func analysis(_ id: AnalysisID, _ scope: Scope) async throws(Fault) -> Analysis {
        let found = try await ledger.read(scope) { query in
            try query.first(
                "SELECT * FROM drift_analyses WHERE tenant = :tenant AND id = :id", ["id": .text(id.text)]
            )
            .map(Analysis.init(row:))
        }
        guard let found else { throw Fault(.missing, "drift.missing", "There is no such report.") }
        return found
    }

    func list(_ request: ListAnalyses, _ scope: Scope) async throws(Fault) -> Page<Analysis> {
        let paging = try Paging(request.cursor, request.limit)
        let tenant = try scope.tenant
        let reach = try await scope.reach(of: Permission("drift:read"))
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
            reach.contains(Location(tenant: tenant, project: project, workspace: analysis.workspace))
        }
        return paging.page(Array(found.map(\.0).prefix(paging.limit + 1))) { $0.id.text }
    }
}

extension Analysis {
    init(row: Row) throws(Fault) {
        guard let id = AnalysisID(try row.text("id")), let status = Status(rawValue: try row.text("status"))
        else { throw Fault(.broken, "store.column", "A stored report is damaged.") }
        self.init(
            id: id, workspace: try row.text(ifPresent: "workspace").flatMap { WorkspaceID($0) },
            project: try row.text(ifPresent: "project").flatMap { ProjectID($0) }, status: status,
            started: Timestamp(milliseconds: try row.int64("started")),
            ended: try row.int64(ifPresent: "ended").map { Timestamp(milliseconds: $0) },
            stateSerial: try row.int(ifPresent: "state_serial"), resources: try row.int("resources"),
            findings: try JSONCoding.decode([Finding].self, from: Array(try row.text("findings").utf8)),
            causes: try JSONCoding.decode([Cause].self, from: Array(try row.text("causes").utf8)),
            failure: try row.text(ifPresent: "failure"),
            method: try row.text(ifPresent: "method").flatMap(Method.init(rawValue:)),
            parts: try JSONCoding.decode([AnalysisID].self, from: Array(try row.text("parts").utf8)))
    }
}
