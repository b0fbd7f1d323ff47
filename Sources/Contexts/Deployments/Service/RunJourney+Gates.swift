import DeploymentsAPI
import Faults
import TenantsAPI
import Values
import Vocabulary

extension RunJourney {
    /// Asks every gate that the workspace requires, and the policies in any case: whether any are bound to
    /// the workspace is theirs to know. Shut, not open: one that can't be reached fails the run.
    func passGates(_ row: RunRow, _ equipment: Equipment) async throws(Fault) {
        let required = equipment.settings.workspace.settings.gates
        guard let plan = row.planRaw else {
            throw Fault(.broken, "deployments.no_plan", "The run lost its plan.")
        }
        for gate in [Gate.policy] + required.filter({ $0 != .policy && $0 != .approval }) {
            try await pass(gate, row, plan)
        }
    }

    /// Has a plan judged that nothing follows: the verdict is shown, and stops nothing.
    func showVerdicts(_ row: RunRow) async throws(Fault) {
        guard let plan = row.planRaw else { return }
        do throws(Fault) {
            let verdict = try await ask(.policy, row, plan)
            for reason in verdict.reasons { log.add("policy: \(reason)") }
            if !verdict.isPassed { log.add("policy: A run that applies this plan would be stopped.") }
        } catch {
            if error.kind == .cancelled { throw error }
            log.add("policy: \(error.message)")
        }
    }

    private func pass(_ gate: Gate, _ row: RunRow, _ plan: BlobRef) async throws(Fault) {
        var isTold = false
        while true {
            try checkpoint()
            let verdict = try await ask(gate, row, plan)
            if !isTold { for reason in verdict.reasons { log.add("\(gate.rawValue): \(reason)") } }
            isTold = true
            if verdict.isPassed { return }
            guard verdict.mayBeOverridden else {
                throw Fault(
                    .forbidden, "deployments.gate_shut",
                    "The \(gate.rawValue) gate stands against it: " + verdict.reasons.joined(separator: "; "))
            }
            try await log.flush()
            try await service.update(id, scope, status: .awaitingOverride)
            if let approval = try await service.run(id, scope).deployment.approval, !approval.isApproved {
                throw rejected(approval)
            }
            await service.decisions.wait(id, cancellation)
            if let approval = try await service.run(id, scope).deployment.approval, !approval.isApproved {
                throw rejected(approval)
            }
        }
    }

    /// The gate's verdict, which the run then shows.
    private func ask(_ gate: Gate, _ row: RunRow, _ plan: BlobRef) async throws(Fault) -> GateVerdict {
        let verdict: GateVerdict
        do throws(Fault) {
            verdict = try await scope.call(
                JudgePlan(
                    gate: gate.rawValue, deployment: id, workspace: row.deployment.workspace, plan: plan))
        } catch {
            throw Fault(
                .unavailable, "deployments.gate_unreachable",
                "The \(gate.rawValue) gate can't be reached; so nothing was applied. "
                    + "Put the gate back, or take it out of the workspace's settings where it stands there.",
                note: error.message)
        }
        guard !verdict.reasons.isEmpty || !verdict.findings.isEmpty || !verdict.isPassed else {
            return verdict
        }
        let known = try await service.run(id, scope).deployment.gates.filter { $0.gate != gate.rawValue }
        let reports = known + [GateReport(gate: gate.rawValue, at: service.now, verdict: verdict)]
        try await service.update(id, scope, ["gates": .text(try text(reports))])
        return verdict
    }

    private func rejected(_ approval: Approval) -> Fault {
        Fault(
            .cancelled, "deployments.rejected",
            "\(approval.by) turned the plan down" + (approval.comment.map { ": \($0)" } ?? "."))
    }

    func awaitApproval(_ row: RunRow, _ equipment: Equipment) async throws(Fault) {
        let settings = equipment.settings.workspace.settings
        let isProduction = row.environment == "production"
        let isAutomatic =
            (row.autoApply ?? settings.autoApply) && !isProduction && !settings.gates.contains(.approval)
        if isAutomatic { return }
        if try await service.run(id, scope).deployment.status != .awaitingApproval {
            try await log.flush()
            try await service.update(id, scope, status: .awaitingApproval)
        }
        while true {
            try checkpoint()
            if let approval = try await service.run(id, scope).deployment.approval {
                if approval.isApproved { return }
                throw rejected(approval)
            }
            await service.decisions.wait(id, cancellation)
        }
    }
}
