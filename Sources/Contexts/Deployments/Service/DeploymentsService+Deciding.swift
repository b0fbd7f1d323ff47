import Bus
import DeploymentsAPI
import Faults
import Ledgers
import Store
import Values
import Vocabulary

extension DeploymentsService {
    func registerDeciding() {
        ledger.handle(Approve.self) { [self] (request, scope) async throws(Fault) in
            let row = try await run(request.deployment, scope)
            if row.environment == "production", row.deployment.authorId == scope.principal.id {
                throw Fault(
                    .forbidden, "deployments.own_run",
                    "In production a run is approved by someone other than its author.")
            }
            return try await decide(request.deployment, true, request.comment, scope)
        }
        ledger.handle(Reject.self) { [self] (request, scope) async throws(Fault) in
            try await decide(request.deployment, false, request.comment, scope)
        }
        // What changed is asked of the gate again, so that hearing it twice does no harm.
        ledger.node.subscribe(GateChanged.self, as: Self.context) {
            [self] (event, _, scope) async throws(Fault) in
            let now = try await run(event.deployment, scope).deployment.status
            if !now.isFinal { decisions.ring(event.deployment) }
        }
        ledger.handle(CancelDeployment.self) { [self] (request, scope) async throws(Fault) in
            let row = try await run(request.deployment, scope)
            if row.deployment.status.isFinal { throw .wrongStatus(row.deployment.status) }
            sagas.cancel(JobID(context: Self.context, uuid: request.deployment.uuid))
            try await ledger.write(scope) { entry in
                try Self.append(
                    [("log", "\(scope.principal.name) asked for the run to stop.", self.now)],
                    to: request.deployment, entry)
                try entry.audit("deployment/\(request.deployment)")
            }
            return try await run(request.deployment, scope).deployment
        }
    }

    private func decide(
        _ id: DeploymentID, _ isApproved: Bool, _ comment: String?, _ scope: Scope
    ) async throws(Fault) -> Deployment {
        let approval = Approval(isApproved: isApproved, by: scope.principal.name, at: now, comment: comment)
        let text = String(decoding: try JSONCoding.encode(approval), as: UTF8.self)
        let before = try await run(id, scope).deployment
        if before.approval != nil { throw .wrongStatus(before.status) }
        let changed = try await update(
            id, scope, ["approval": .text(text)], audited: true,
            onlyFrom: isApproved ? [.awaitingApproval] : [.awaitingApproval, .awaitingOverride])
        decisions.ring(id)
        return changed
    }
}
