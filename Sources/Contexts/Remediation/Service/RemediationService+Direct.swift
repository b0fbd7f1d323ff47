import Bus
import DeploymentsAPI
import DriftAPI
import Faults
import InventoryAPI
import Ledgers
import ProvidersAPI
import RemediationAPI
import Sagas
import StatesAPI
import Store
import TenantsAPI
import TerraformLanguage
import Values
import Vocabulary

extension RemediationService {
    /// Puts recorded values back through the provider, under the state's lock.
    func putBack(_ errand: Errand, _ scope: Scope) async throws(Fault) -> Result {
        let workspace = try errand.place()
        let settings = try await scope.call(GetWorkspace(workspace: workspace)).settings
        guard settings.gates.isEmpty || errand.isDry else {
            throw Fault(
                .conflict, "remediation.needs_approval",
                "Changes of this workspace pass gates (\(settings.gates.map(\.rawValue).joined(separator: ", "))). Revert through a deployment."
            )
        }
        let lock = UUIDv7.next().text
        if !errand.isDry {
            _ = try await scope.call(
                LockState(
                    workspace: workspace,
                    info: [
                        "ID": .string(lock), "Operation": "remediation", "Who": .string(scope.principal.name),
                        "Info": "values are put back",
                    ]))
        }
        let result: Swift.Result<Result, Fault>
        do throws(Fault) { result = .success(try await restored(errand, workspace, scope)) } catch {
            result = .failure(error)
        }
        if !errand.isDry {
            _ = try await shielded { () async throws(Fault) in
                try await scope.call(UnlockState(workspace: workspace, id: lock))
            }
        }
        return try result.get()
    }

    private func restored(
        _ errand: Errand, _ workspace: WorkspaceID, _ scope: Scope
    ) async throws(Fault) -> Result {
        let state = try await scope.call(ReadState(workspace: workspace))
        guard let version = state.version, !version.isEncrypted else {
            throw Fault(.conflict, "remediation.no_state", "There is no state that can be read.")
        }
        let applied = try await scope.call(OpenConfiguration(workspace: workspace))
        var steps: [RemediationStep] = []
        for finding in errand.findings {
            func step(_ outcome: RemediationStep.Outcome, _ note: String?) {
                steps.append(RemediationStep(address: finding.address, outcome: outcome, note: note))
            }
            guard finding.kind == .changed,
                let resource = state.resources.first(where: { $0.address == finding.address })
            else {
                step(.notDone, "only attributes of what is there can be put back directly")
                continue
            }
            guard
                case .known(let known) = ConfiguredProviders.of(
                    applied.files, values: applied.values, wanted: [resource.provider]),
                let provider = known.first
            else {
                step(.notDone, "how its provider is configured is only known to Terraform")
                continue
            }
            var names: [String] = []
            for path in finding.attributes.map(\.path) {
                let name = String(path.prefix { $0 != "." && $0 != "[" })
                if !names.contains(name) { names.append(name) }
            }
            do throws(Fault) {
                let after = try await scope.call(
                    RestoreObject(
                        workspace: workspace, state: version.blob,
                        provider: ProviderArguments(provider),
                        address: finding.address, attributes: names, dryRun: errand.isDry))
                if errand.isDry {
                    step(
                        .notDone,
                        "a dry run: the provider plans to change \(names.joined(separator: ", ")) alone")
                } else {
                    switch after.outcome {
                    case .same: step(.done, nil)
                    case .changed, .gone: step(.notDone, "it is still not as recorded")
                    case .notChecked: step(.unknown, after.reason)
                    }
                }
            } catch {
                if error.kind == .cancelled { throw error }
                // A call that was lost may have changed something.
                step(error.code == "providers.not_restored" ? .notDone : .unknown, error.message)
            }
        }
        let isDone = errand.isDry || steps.allSatisfy { $0.outcome == .done }
        return Result(steps: steps, failure: isDone ? nil : "Not everything could be put back.")
    }

    /// Deletes objects that nobody manages, one after the other; the first that fails ends it.
    func remove(_ errand: Errand, _ saga: Saga, _ scope: Scope) async throws(Fault) -> Result {
        var (steps, failure) = ([RemediationStep](), String?.none)
        for finding in errand.findings {
            guard failure == nil else {
                steps.append(
                    .init(address: finding.address, outcome: .notDone, note: "another failed before"))
                continue
            }
            do throws(Fault) {
                try await remove(finding, errand, saga, scope)
                steps.append(
                    .init(
                        address: finding.address, outcome: errand.isDry ? .notDone : .done,
                        note: errand.isDry ? "a dry run: it is there and would be deleted" : nil))
            } catch {
                if error.kind == .cancelled { throw error }
                let isKnown = [
                    "providers.no_object", "providers.not_imported", "remediation.managed",
                    "remediation.no_provider",
                ]
                .contains(error.code.rawValue)
                failure = error.message
                steps.append(
                    .init(
                        address: finding.address, outcome: isKnown ? .notDone : .unknown, note: error.message)
                )
            }
        }
        return Result(steps: steps, failure: failure)
    }

    private func remove(
        _ finding: Finding, _ errand: Errand, _ saga: Saga, _ scope: Scope
    ) async throws(Fault) {
        guard let id = finding.asset else {
            throw Fault(.conflict, "remediation.no_asset", "The inventory does not know it any more.")
        }
        guard let opened = try await scope.call(OpenAssets(assets: [id])).items.first else {
            throw Fault(.missing, "remediation.no_asset", "The inventory does not know it any more.")
        }
        // Somebody may have adopted it since.
        guard opened.asset.workspace == nil else {
            throw Fault(
                .conflict, "remediation.managed",
                "It is managed by now, as \(opened.asset.address ?? "a resource of a workspace").")
        }
        let source = AdoptionPlace.source(of: opened.asset.type)
        guard let arguments = AdoptionPlace.arguments(of: source, in: opened.asset.region) else {
            throw Fault(
                .unsupported, "remediation.no_provider",
                "Things of \(source) can't be removed from here: adopt them, and destroy them by a run.")
        }
        _ = try await saga.step("remove \(id)") { () async throws(Fault) in
            try await scope.call(
                RemoveObject(
                    connection: opened.connection, source: source, arguments: arguments,
                    object: ObjectName(type: opened.asset.type, id: opened.asset.importID),
                    dryRun: errand.isDry))
        }
    }
}
