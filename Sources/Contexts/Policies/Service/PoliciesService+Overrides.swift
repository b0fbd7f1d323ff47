import Bus
import DeploymentsAPI
import Faults
import Ledgers
import PoliciesAPI
import Store
import TenantsAPI
import Values
import Vocabulary

extension PoliciesService {
    func registerOverrides() {
        ledger.handle(OverridePolicies.self) { [self] (request, scope) async throws(Fault) in
            try await override(request, scope)
        }
        ledger.handle(ListOverrides.self) { [self] (request, scope) async throws(Fault) in
            let paging = try Paging(request.cursor, request.limit)
            let tenant = try scope.tenant
            let reach = try await scope.reach(of: Permission("policies:read"))
            let found = try await ledger.read(scope) { query in
                try query.rows(
                    "SELECT * FROM policies_overrides WHERE tenant = :tenant "
                        + "AND (:deployment IS NULL OR deployment = :deployment) "
                        + "AND (:after IS NULL OR id < :after) ORDER BY id DESC LIMIT 1000",
                    ["deployment": SQLValue(request.deployment?.text), "after": SQLValue(paging.after)]
                ).map { row in
                    (
                        try PolicyOverride(row: row),
                        try row.text(ifPresent: "project").flatMap { ProjectID($0) }
                    )
                }
            }.filter { override, project in
                reach.contains(Location(tenant: tenant, project: project, workspace: override.workspace))
            }
            return paging.page(Array(found.map(\.0).prefix(paging.limit + 1))) { $0.id.text }
        }
    }

    private func override(
        _ request: OverridePolicies, _ scope: Scope
    ) async throws(Fault) -> PolicyOverride {
        guard !request.reason.allSatisfy(\.isWhitespace) else {
            throw Fault(
                .invalid, "policies.no_reason", "Say why the run may go on.",
                problems: [.init("/reason", "is empty")])
        }
        let run = try await scope.call(GetDeployment(deployment: request.deployment))
        guard run.status == .awaitingOverride else {
            throw Fault(
                .conflict, "policies.nothing_to_override",
                "The run does not wait for an override: it is \(run.status.rawValue).")
        }
        let project = try await scope.call(GetWorkspace(workspace: run.workspace)).project
        let now = now
        return try await ledger.write(scope) { entry in
            let decided = try entry.first(
                "SELECT * FROM policies_decisions WHERE tenant = :tenant AND deployment = :deployment "
                    + "ORDER BY id DESC LIMIT 1", ["deployment": .text(request.deployment.text)]
            ).map(DecisionRow.init(row:))
            guard let decided, decided.decision.result == .overridable else {
                throw Fault(
                    .conflict, "policies.nothing_to_override",
                    "What stands against the run can't be overridden.")
            }
            let row = try entry.first(
                "INSERT INTO policies_overrides (id, tenant, deployment, project, workspace, decision, reason, "
                    + "author, at) VALUES (:id, :tenant, :deployment, :project, :workspace, :decision, :reason, "
                    + ":author, :at) RETURNING *",
                [
                    "id": .text(OverrideID.next().text), "deployment": .text(request.deployment.text),
                    "project": .text(project.text), "workspace": .text(run.workspace.text),
                    "decision": .text(decided.decision.id.text), "reason": .text(request.reason),
                    "author": .text(scope.principal.name), "at": SQLValue(now),
                ])
            guard let made = try row.map(PolicyOverride.init(row:)) else { throw Fault.damaged }
            let rules = Set(
                decided.decision.findings.filter {
                    $0.standing == .stands && $0.enforcement == .softMandatory
                }.map(\.rule))
            try entry.audit(
                "deployment/\(request.deployment)",
                after: [
                    "reason": .string(request.reason), "decision": .string(made.decision.text),
                    "rules": .array(rules.sorted().map(JSON.string)),
                ])
            try entry.emit(GateChanged(gate: "policy", deployment: request.deployment))
            return made
        }
    }

    /// The findings that were overridden for a run.
    func overridden(_ run: DeploymentID, _ scope: Scope) async throws(Fault) -> Set<Exceptions.Key> {
        let rows = try await ledger.read(scope) { query in
            try query.rows(
                "SELECT d.* FROM policies_overrides o JOIN policies_decisions d "
                    + "ON d.tenant = o.tenant AND d.id = o.decision "
                    + "WHERE o.tenant = :tenant AND o.deployment = :deployment",
                ["deployment": .text(run.text)]
            ).map(DecisionRow.init(row:))
        }
        return Set(
            rows.flatMap(\.decision.findings).filter { $0.enforcement == .softMandatory }
                .map(Exceptions.Key.init(_:)))
    }
}

extension PolicyOverride {
    init(row: Row) throws(Fault) {
        self.init(
            id: try row.id("id"), deployment: try row.id("deployment"), workspace: try row.id("workspace"),
            decision: try row.id("decision"), reason: try row.text("reason"), by: try row.text("author"),
            at: try row.time("at"))
    }
}
