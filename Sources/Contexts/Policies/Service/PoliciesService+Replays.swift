import Bus
import Faults
import Ledgers
import PoliciesAPI
import Sagas
import Store
import TenantsAPI
import Values
import Vocabulary

extension PoliciesService {
    /// Decisions that one replay judges at most.
    private static let replayCeiling = 1000

    func registerReplays() {
        sagas.handle(ReplayDecisions.self) { [self] (request, job, scope) async throws(Fault) in
            for slug in request.packs { _ = try await stored(slug, nil, request.enforcement, scope) }
            var project: ProjectID?
            if let workspace = request.workspace {
                project = try await scope.call(GetWorkspace(workspace: workspace)).project
            }
            let location = Location(tenant: try scope.tenant, project: project, workspace: request.workspace)
            return { entry in
                try entry.audit(
                    "decisions", after: ["packs": .array(request.packs.map { .string($0.text) })])
                return location
            }
        } run: { [self] (request, _, scope) async throws(Fault) in
            try await replay(request, scope)
        }
    }

    private func replay(_ request: ReplayDecisions, _ scope: Scope) async throws(Fault) -> ReplayReport {
        let rows = try await ledger.read(scope) { query in
            try query.rows(
                "SELECT * FROM policies_decisions WHERE tenant = :tenant "
                    + "AND (:workspace IS NULL OR workspace = :workspace) "
                    + "AND (:since IS NULL OR at >= :since) AND (:until IS NULL OR at < :until) "
                    + "AND (NOT :runs OR deployment IS NOT NULL) ORDER BY id DESC LIMIT :ceiling",
                [
                    "workspace": SQLValue(request.workspace?.text), "since": SQLValue(request.since),
                    "until": SQLValue(request.until), "runs": SQLValue(request.runsOnly),
                    "ceiling": SQLValue(Self.replayCeiling + 1),
                ]
            ).map(DecisionRow.init(row:))
        }
        var packs: [StoredPack] = []
        for slug in request.packs {
            packs.append(try await stored(slug, nil, request.enforcement, scope))
        }
        var changed: [ReplayedDecision] = []
        for row in rows.prefix(Self.replayCeiling) {
            try scope.checkDeadline()
            if let one = try await replay(row, packs.isEmpty ? row.packs : packs, scope) {
                changed.append(one)
            }
        }
        return ReplayReport(
            judged: min(rows.count, Self.replayCeiling), isCut: rows.count > Self.replayCeiling,
            packs: packs.map(\.shown), changed: changed)
    }

    /// How a decision would have come out, with the waivers of its own time; nil when it would have been
    /// the same.
    private func replay(
        _ row: DecisionRow, _ packs: [StoredPack], _ scope: Scope
    ) async throws(Fault) -> ReplayedDecision? {
        let old = row.decision
        let bytes = try await objects.get(old.input, tenant: try scope.tenant.text)
        let exceptions = Exceptions(waivers: try await waivers(for: old.workspace, at: old.at, scope))
        let ruling = try await rule(
            try await load(packs, scope), try JSONDocument(parsing: bytes), exceptions)
        let known = Set(old.findings.map(Exceptions.Key.init(_:)))
        let new = ruling.findings.filter { !known.contains(Exceptions.Key($0)) }
        guard ruling.result != old.result || !new.isEmpty else { return nil }
        return ReplayedDecision(
            decision: old.id, at: old.at, workspace: old.workspace, deployment: old.deployment,
            before: old.result, after: ruling.result, findings: new, failure: ruling.failure)
    }
}
