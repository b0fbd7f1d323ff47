import Bus
import DriftAPI
import Faults
import Ledgers
import Store
import TenantsAPI
import Values
import Vocabulary

extension DriftService {
    func registerInsight() {
        ledger.handle(ListPatterns.self) { [self] (request, scope) async throws(Fault) in
            let since = try since(request.days)
            let episodes = try await episodes(scope, workspace: request.workspace, since: since)
            return Page(items: Array(Insight.patterns(episodes).prefix(try limit(request.limit))), next: nil)
        }
        ledger.handle(ListRisks.self) { [self] (request, scope) async throws(Fault) in
            Page(
                items: Insight.risks(try await episodes(scope, workspace: request.workspace, since: nil)),
                next: nil)
        }
        ledger.handle(GetDriftTrend.self) { [self] (request, scope) async throws(Fault) in
            let since = try since(request.days)
            return Insight.trend(
                try await episodes(scope, workspace: request.workspace, since: since),
                scans: try await scans(scope, workspace: request.workspace, since: since), days: request.days,
                now: ledger.node.clock.now)
        }
        ledger.handle(ListFindings.self) { [self] (request, scope) async throws(Fault) in
            try await findings(request, scope)
        }
    }

    private func since(_ days: Int) throws(Fault) -> Timestamp {
        guard (1...366).contains(days) else {
            throw Fault(
                .invalid, "drift.days", "Days are from 1 to 366.",
                problems: [.init("/days", "a number from 1 to 366 was expected")])
        }
        return Timestamp(milliseconds: ledger.node.clock.now.milliseconds - Int64(days) * 86_400_000)
    }

    private func limit(_ limit: Int) throws(Fault) -> Int { try Paging(nil, limit).limit }

    /// Episodes that the caller may see and that were open at `since` or later.
    func episodes(
        _ scope: Scope, workspace: WorkspaceID?, since: Timestamp?
    ) async throws(Fault) -> [Episode] {
        let tenant = try scope.tenant
        let reach = try await scope.reach(of: Permission("drift:read"))
        return try await ledger.read(scope) { query in
            try query.rows(
                "SELECT * FROM drift_episodes WHERE tenant = :tenant "
                    + "AND (:workspace IS NULL OR workspace = :workspace) "
                    + "AND (:since IS NULL OR mended IS NULL OR mended >= :since) ORDER BY found, address, path",
                [
                    "workspace": SQLValue(workspace?.text),
                    "since": since.map { .integer($0.milliseconds) } ?? .null,
                ]
            ).map { row in
                (try Episode(row: row), try row.text(ifPresent: "project").flatMap { ProjectID($0) })
            }
        }.filter { episode, project in
            reach.contains(Location(tenant: tenant, project: project, workspace: episode.place.workspace))
        }.map(\.0)
    }

    private func scans(
        _ scope: Scope, workspace: WorkspaceID?, since: Timestamp
    ) async throws(Fault) -> [Timestamp] {
        let tenant = try scope.tenant
        let reach = try await scope.reach(of: Permission("drift:read"))
        return try await ledger.read(scope) { query in
            try query.rows(
                "SELECT project, workspace, ended FROM drift_analyses WHERE tenant = :tenant "
                    + "AND status = 'completed' AND workspace IS NOT NULL AND ended >= :since "
                    + "AND (:workspace IS NULL OR workspace = :workspace)",
                ["workspace": SQLValue(workspace?.text), "since": .integer(since.milliseconds)]
            ).map { row in
                (
                    Timestamp(milliseconds: try row.int64("ended")),
                    Location(
                        tenant: tenant, project: try row.text(ifPresent: "project").flatMap { ProjectID($0) },
                        workspace: WorkspaceID(try row.text("workspace")))
                )
            }
        }.filter { reach.contains($0.1) }.map(\.0)
    }

    /// Of the newest completed report of each workspace.
    private func findings(_ request: ListFindings, _ scope: Scope) async throws(Fault) -> Page<Finding> {
        let paging = try Paging(request.cursor, request.limit)
        let tenant = try scope.tenant
        let reach = try await scope.reach(of: Permission("drift:read"))
        let newest = try await ledger.read(scope) { query in
            try query.rows(
                "SELECT * FROM drift_analyses WHERE tenant = :tenant AND id IN ("
                    + "SELECT max(id) FROM drift_analyses WHERE tenant = :tenant AND status = 'completed' "
                    + "AND workspace IS NOT NULL AND (:workspace IS NULL OR workspace = :workspace) "
                    + "GROUP BY workspace)",
                ["workspace": SQLValue(request.workspace?.text)]
            ).map { row in
                (try Analysis(row: row), try row.text(ifPresent: "project").flatMap { ProjectID($0) })
            }
        }.filter { analysis, project in
            reach.contains(Location(tenant: tenant, project: project, workspace: analysis.workspace))
        }
        let wanted = newest.flatMap(\.0.findings).filter { finding in
            (request.kind == nil || finding.kind == request.kind)
                && (request.type == nil || finding.type == request.type)
                && (request.suppressed || finding.suppression == nil)
                && (request.severity.map { (finding.risk?.severity ?? .low) >= $0 } ?? true)
        }.sorted {
            ($1.risk?.severity ?? .low, $0.address, $0.id.text)
                < ($0.risk?.severity ?? .low, $1.address, $1.id.text)
        }
        let begin = paging.after.flatMap { after in
            wanted.firstIndex { $0.id.text == after }.map { $0 + 1 }
        }
        return paging.page(Array(wanted[(begin ?? 0)...].prefix(paging.limit + 1))) { $0.id.text }
    }
}

extension Episode {
    init(row: Row) throws(Fault) {
        guard let workspace = WorkspaceID(try row.text("workspace")),
            let severity = Risk.Severity(rawValue: try row.text("severity")),
            let category = Risk.Category(rawValue: try row.text("category")),
            let analysis = AnalysisID(try row.text("analysis"))
        else { throw Fault(.broken, "store.column", "A stored finding is damaged.") }
        self.init(
            place: Place(
                workspace: workspace, address: try row.text("address"), path: try row.text("path")),
            type: try row.text("type"),
            risk: Risk(severity: severity, category: category, why: try row.text("why")), analysis: analysis,
            found: Timestamp(milliseconds: try row.int64("found")),
            cleanBefore: try row.int64(ifPresent: "clean_before").map { Timestamp(milliseconds: $0) },
            mended: try row.int64(ifPresent: "mended").map { Timestamp(milliseconds: $0) })
    }
}

extension Entry {
    func openEpisodes(of workspace: WorkspaceID) throws -> [Episode] {
        try rows(
            "SELECT * FROM drift_episodes WHERE tenant = :tenant AND workspace = :workspace AND mended IS NULL",
            ["workspace": .text(workspace.text)]
        ).map { try Episode(row: $0) }
    }

    func lastScan(of workspace: WorkspaceID) throws -> Timestamp? {
        try first(
            "SELECT max(ended) AS ended FROM drift_analyses WHERE tenant = :tenant AND workspace = :workspace "
                + "AND status = 'completed'", ["workspace": .text(workspace.text)]
        )?.int64(ifPresent: "ended").map { Timestamp(milliseconds: $0) }
    }

    func project(of analysis: AnalysisID) throws -> String? {
        try first(
            "SELECT project FROM drift_analyses WHERE tenant = :tenant AND id = :id",
            ["id": .text(analysis.text)])?.text(ifPresent: "project")
    }

    func write(_ step: EpisodeStep, now: Timestamp, project: String?) throws {
        for place in step.mended {
            try run(
                "UPDATE drift_episodes SET mended = :now WHERE tenant = :tenant AND workspace = :workspace "
                    + "AND address = :address AND path = :path AND mended IS NULL",
                [
                    "now": .integer(now.milliseconds), "workspace": .text(place.workspace.text),
                    "address": .text(place.address), "path": .text(place.path),
                ])
        }
        for episode in step.opened {
            try run(
                "INSERT INTO drift_episodes (tenant, project, workspace, address, path, type, severity, category, "
                    + "why, analysis, found, clean_before) VALUES (:tenant, :project, :workspace, :address, :path, "
                    + ":type, :severity, :category, :why, :analysis, :found, :clean)",
                [
                    "project": SQLValue(project), "workspace": .text(episode.place.workspace.text),
                    "address": .text(episode.place.address), "path": .text(episode.place.path),
                    "type": .text(episode.type), "severity": .text(episode.risk.severity.rawValue),
                    "category": .text(episode.risk.category.rawValue), "why": .text(episode.risk.why),
                    "analysis": .text(episode.analysis.text), "found": .integer(episode.found.milliseconds),
                    "clean": episode.cleanBefore.map { .integer($0.milliseconds) } ?? .null,
                ])
        }
    }

    func keep(_ analysis: AnalysisID, _ findings: [Finding], _ causes: [Cause]) throws {
        try run(
            "UPDATE drift_analyses SET findings = :findings, causes = :causes "
                + "WHERE tenant = :tenant AND id = :id",
            [
                "findings": .text(String(decoding: try JSONCoding.encode(findings), as: UTF8.self)),
                "causes": .text(String(decoding: try JSONCoding.encode(causes), as: UTF8.self)),
                "id": .text(analysis.text),
            ])
    }
}
