import Bus
import DeploymentsAPI
import DriftAPI
import Faults
import ProvidersAPI
import StatesAPI
import TerraformLanguage
import Values
import Vocabulary

/// A scan through hosted providers: a fraction of a second for dozens of resources, where Terraform's own
/// refresh takes several. Where it can't tell everything it says why, and Terraform is asked instead.
struct HostedScan {
    let workspace: WorkspaceID
    let scope: Scope

    enum Outcome {
        case seen(Look)
        /// Why Terraform must look.
        case left(String)
    }

    func run() async throws(Fault) -> Outcome {
        let state = try await scope.call(ReadState(workspace: workspace))
        let observed: ObservedResources
        switch try await observe(state, only: [], withValues: false) {
        case .left(let reason): return .left(reason)
        case .seen(let found): observed = found
        }
        let blind = observed.resources.filter { $0.outcome == .notChecked }
        if !blind.isEmpty && blind.count == observed.resources.count {
            return .left(blind[0].reason ?? "nothing could be looked at")
        }
        guard let version = state.version, observed.resources.count + builtIn(state) == version.resources
        else { return .left("some resources belong to providers that are not hosted") }
        return .seen(
            Look(
                findings: Comparison.findings(observed.resources), resources: version.resources,
                serial: version.serial, method: .hosted))
    }

    /// Some resources as they are now.
    func again(_ addresses: [String]) async throws(Fault) -> LookedAgain {
        let state = try await scope.call(ReadState(workspace: workspace))
        switch try await observe(state, only: addresses, withValues: true) {
        case .left(let reason):
            throw Fault(.unavailable, "drift.not_hosted", "Plumb's own providers can't look: \(reason).")
        case .seen(let found):
            let current = found.resources.compactMap { resource in
                resource.current.map { (resource.address, $0) }
            }
            return LookedAgain(
                findings: Comparison.findings(found.resources),
                current: Dictionary(current) { first, _ in first })
        }
    }

    private enum Observed {
        case seen(ObservedResources)
        case left(String)
    }

    private func observe(
        _ state: StateView, only addresses: [String], withValues: Bool
    ) async throws(Fault) -> Observed {
        guard let version = state.version, !version.isEncrypted else {
            return .left("there is no state that can be read")
        }
        let applied = try await scope.call(OpenConfiguration(workspace: workspace))
        guard applied.deployment != nil else { return .left("nothing was deployed here yet") }
        let providers: [ProviderArguments]
        let wanted = state.resources.filter { !$0.isData }.map(\.provider)
        switch ConfiguredProviders.of(applied.files, values: applied.values, wanted: wanted) {
        case .known(let known):
            providers = known.map {
                ProviderArguments($0)
            }
        case .unknown(let why): return .left(why)
        }
        do throws(Fault) {
            return .seen(
                try await scope.call(
                    ObserveResources(
                        workspace: workspace, state: version.blob, providers: providers, only: addresses,
                        withValues: withValues)))
        } catch {
            if error.kind == .cancelled { throw error }
            return .left(error.message)
        }
    }

    /// Instances of Terraform's own resources: nothing outside of the state could change them.
    private func builtIn(_ state: StateView) -> Int {
        state.resources.count { !$0.isData && $0.provider.contains("terraform.io/builtin/") }
    }
}
