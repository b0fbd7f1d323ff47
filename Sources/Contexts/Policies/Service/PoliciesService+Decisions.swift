import Bus
import Faults
import Ledgers
import PoliciesAPI
import Store
import TenantsAPI
import Values
import Vocabulary

/// Whose decision it is.
struct Place: Sendable {
    let workspace: Workspace
    let deployment: DeploymentID?
}

extension PoliciesService {
    func registerDecisions() {
        ledger.handle(GetDecision.self) { [self] (request, scope) async throws(Fault) in
            try await decision(request.decision, scope).decision
        }
        ledger.handle(ExplainDecision.self) { [self] (request, scope) async throws(Fault) in
            let row = try await decision(request.decision, scope)
            guard row.decision.failure == nil else { return Page(items: [], next: nil) }
            let bytes = try await objects.get(row.decision.input, tenant: try scope.tenant.text)
            let (packs, document) = (try await load(row.packs, scope), try JSONDocument(parsing: bytes))
            return Page(items: try await explain(packs, document, row.decision.findings), next: nil)
        }
        ledger.handle(ListDecisions.self) { [self] (request, scope) async throws(Fault) in
            let paging = try Paging(request.cursor, request.limit)
            let tenant = try scope.tenant
            let reach = try await scope.reach(of: Permission("policies:read"))
            let found = try await ledger.read(scope) { query in
                try query.rows(
                    "SELECT * FROM policies_decisions WHERE tenant = :tenant "
                        + "AND (:workspace IS NULL OR workspace = :workspace) "
                        + "AND (:deployment IS NULL OR deployment = :deployment) "
                        + "AND (:result IS NULL OR result = :result) "
                        + "AND (:after IS NULL OR id < :after) ORDER BY id DESC LIMIT :ceiling",
                    [
                        "workspace": SQLValue(request.workspace?.text),
                        "deployment": SQLValue(request.deployment?.text),
                        "result": SQLValue(request.result?.rawValue), "after": SQLValue(paging.after),
                        "ceiling": request.workspace == nil ? 1000 : paging.ceiling,
                    ]
                ).map(DecisionRow.init(row:))
            }.filter { row in
                reach.contains(row.location(tenant))
            }
            return paging.page(Array(found.map(\.decision).prefix(paging.limit + 1))) { $0.id.text }
        }
    }

    private func decision(_ id: DecisionID, _ scope: Scope) async throws(Fault) -> DecisionRow {
        let found = try await ledger.read(scope) { query in
            try query.first(
                "SELECT * FROM policies_decisions WHERE tenant = :tenant AND id = :id", ["id": .text(id.text)]
            ).map(DecisionRow.init(row:))
        }
        guard let found else { throw Fault(.missing, "policies.no_decision", "There is no such decision.") }
        return found
    }

    /// Keeps a decision for good.
    func record(
        _ ruling: Ruling, _ packs: [StoredPack], _ kind: PolicyDecision.Kind, _ input: BlobRef,
        _ place: Place?, _ milliseconds: Int, _ scope: Scope
    ) async throws(Fault) -> PolicyDecision {
        let decision = PolicyDecision(
            id: .next(), at: now, by: scope.principal.name, kind: kind, result: ruling.result,
            workspace: place?.workspace.id, deployment: place?.deployment, packs: packs.map(\.shown),
            findings: ruling.findings, failure: ruling.failure, input: input, milliseconds: milliseconds)
        let binds: [String: SQLValue] = [
            "id": .text(decision.id.text), "project": SQLValue(place?.workspace.project.text),
            "workspace": SQLValue(place?.workspace.id.text),
            "environment": SQLValue(place?.workspace.environment),
            "deployment": SQLValue(place?.deployment?.text), "at": SQLValue(decision.at),
            "author": .text(decision.by), "kind": .text(kind.rawValue),
            "result": .text(decision.result.rawValue), "packs": try SQLValue(json: packs),
            "findings": try SQLValue(json: decision.findings), "failure": SQLValue(ruling.failure),
            "input": try SQLValue(json: input), "milliseconds": SQLValue(milliseconds),
        ]
        try await ledger.write(scope) { entry in
            try entry.run(
                "INSERT INTO policies_decisions (id, tenant, project, workspace, environment, deployment, at, "
                    + "author, kind, result, packs, findings, failure, input, milliseconds) VALUES (:id, "
                    + ":tenant, :project, :workspace, :environment, :deployment, :at, :author, :kind, :result, "
                    + ":packs, :findings, :failure, :input, :milliseconds)", binds)
        }
        return decision
    }
}

/// A decision as it is stored.
struct DecisionRow: Sendable {
    let decision: PolicyDecision
    let packs: [StoredPack]
    let project: ProjectID?

    init(row: Row) throws(Fault) {
        guard let kind = PolicyDecision.Kind(rawValue: try row.text("kind")),
            let result = PolicyDecision.Result(rawValue: try row.text("result"))
        else { throw .damaged }
        packs = try row.decoded("packs")
        project = try row.text(ifPresent: "project").flatMap { .init($0) }
        decision = PolicyDecision(
            id: try row.id("id"), at: try row.time("at"), by: try row.text("author"), kind: kind,
            result: result, workspace: try row.text(ifPresent: "workspace").flatMap { .init($0) },
            deployment: try row.text(ifPresent: "deployment").flatMap { .init($0) },
            packs: packs.map(\.shown), findings: try row.decoded("findings"),
            failure: try row.text(ifPresent: "failure"), input: try row.decoded("input"),
            milliseconds: try row.int("milliseconds"))
    }

    func location(_ tenant: TenantID) -> Location {
        Location(tenant: tenant, project: project, workspace: decision.workspace)
    }
}
