import Bus
import DeploymentsAPI
import Faults
import Ledgers
import Objects
import Sagas
import StatesAPI
import Store
import TenantsAPI
import Terraform
import TerraformCLI
import Values
import Vocabulary

extension RunJourney {
    func apply(_ row: RunRow, _ equipment: Equipment) async throws(Fault) -> Deployment {
        try checkpoint()
        guard directory.has("tfplan") else {
            throw Fault(
                .conflict, "deployments.plan_gone",
                "The plan that was approved is gone from this machine. Nothing was applied; start the run again."
            )
        }
        if saga.isResumed, let plan = row.planRaw {
            let raw: JSON = try await service.load(plan, scope)
            hideDeclared(raw, equipment)
        }
        try await service.update(id, scope, status: .applying)
        let span = Duration.seconds(equipment.settings.workspace.settings.applySeconds)
        // Begun is begun: after a restart the true condition is looked at instead of applying again.
        _ = try await saga.step("apply", repeatable: false) { () async throws(Fault) -> Bool in
            try await command(
                ["apply", "-json", "-input=false", "-lock-timeout=60s", "tfplan"], equipment, within: span)
            return true
        }
        if !row.deployment.isDestroy { try await settle(equipment, within: span) }
        return try await complete(try await results(equipment))
    }

    /// Records what resources say of themselves once all of them are there: a rule in a group of its own
    /// changes what its group reports. Without this, the next scan would take it for drift. A run that was
    /// limited to some resources records nothing of the others: their drift is not its own.
    private func settle(_ equipment: Equipment, within span: Duration) async throws(Fault) {
        do throws(Fault) {
            try await command(
                ["apply", "-refresh-only", "-auto-approve", "-json", "-input=false", "-lock-timeout=60s"]
                    + equipment.targets, equipment, within: span, isSetUp: true)
        } catch {
            log.add(
                "Everything was applied, but what resources say of themselves since could not be recorded: \(error.message)"
            )
        }
    }

    /// Outputs, masked, and the state version that stands now.
    func results(_ equipment: Equipment) async throws(Fault) -> [String: SQLValue] {
        var columns: [String: SQLValue] = [:]
        let state = try await scope.call(ReadState(workspace: equipment.settings.workspace.id))
        columns["state_serial"] = SQLValue(state.version?.serial)
        let outputs = JSON.Object(state.outputs.map { (key: $0.name, value: log.masking.json($0.value)) })
        columns["outputs"] = .text(JSON.object(outputs).text)
        return columns
    }

    // MARK: - After a failure or a restart

    /// How lock and state stand, for a run that got far enough to touch them; puts right what can be: a
    /// state that Terraform could not send is stored, a lock that nobody will give back is broken.
    func condition(_ run: Deployment) async throws(Fault) -> String? {
        guard run.status == .applying || run.status == .planning else { return nil }
        var parts: [String] = []
        if run.status == .applying, let errored = directory.read("errored.tfstate") {
            parts.append(try await rescue(errored, run))
        }
        let lock = try await scope.call(GetLock(workspace: run.workspace)).lock
        if let lock, lock.run == id.text {
            _ = try await scope.call(
                BreakLock(
                    workspace: run.workspace, reason: "The run \(id) ended without giving its lock back."))
            parts.append("The run's lock was still held and has been released.")
        } else if let lock {
            parts.append("The state is locked by \(lock.who).")
        }
        if run.status == .applying {
            let newest = try await scope.call(ReadState(workspace: run.workspace)).version
            if let newest, newest.run == id.text {
                parts.append("State version \(newest.serial) records what was applied before the run ended.")
            } else {
                parts.append("No state version was written by this run.")
            }
            parts.append("Plan again to see what is left to do.")
        } else {
            parts.append("Nothing was applied.")
        }
        return parts.joined(separator: " ")
    }

    private func rescue(_ errored: [UInt8], _ run: Deployment) async throws(Fault) -> String {
        let blob = try await service.objects.put(errored, tenant: try scope.tenant.text)
        do throws(Fault) {
            let lock = try await scope.call(GetLock(workspace: run.workspace)).lock
            let stored = try await scope.call(
                StoreState(workspace: run.workspace, content: blob, lock: lock?.id))
            return "Terraform could not send its last state; it was stored as version \(stored.serial)."
        } catch {
            return
                "Terraform could not send its last state, and it does not fit what is kept (\(error.message)); "
                + "its content is kept as object \(blob.digest)."
        }
    }

    /// Looks at what an earlier life of the server left of the run. Nil when the run can go on.
    func recover(_ row: RunRow) async throws(Fault) -> Deployment? {
        await directory.waitForLeftovers(within: TerraformRun.grace + .seconds(5))
        let run = row.deployment
        if run.status == .applying {
            throw Fault(
                .unavailable, "deployments.interrupted",
                "The server was stopped while the run was being applied.")
        }
        if run.status == .planning || run.status == .validating {
            let lock = try await scope.call(GetLock(workspace: run.workspace)).lock
            if let lock, lock.run == id.text {
                _ = try await scope.call(
                    BreakLock(
                        workspace: run.workspace,
                        reason: "The server was stopped while the run \(id) was planning."))
            }
            log.add("The server was started again; planning anew.")
        }
        return nil
    }
}
