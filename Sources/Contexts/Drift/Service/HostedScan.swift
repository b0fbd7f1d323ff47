import Bus
import DeploymentsAPI
import DriftAPI
import Faults
import ProvidersAPI
import StatesAPI
import Values
import Vocabulary

/// A scan through hosted providers: a fraction of a second for dozens of resources, where Terraform's own
/// refresh takes several. Where it can't tell everything it says why, and Terraform is asked instead.
struct HostedScan {
    let workspace: WorkspaceID
    let scope: Scope

    enum Outcome {
        case seen(findings: [Finding], resources: Int, serial: Int)
        /// Why Terraform must look.
        case left(String)
    }

    func run() async throws(Fault) -> Outcome {
        guard let version = try await scope.call(ReadState(workspace: workspace)).version,
            !version.isEncrypted
        else { return .left("there is no state that can be read") }
        let runs = try await scope.call(ListDeployments(workspace: workspace, status: .completed, limit: 20))
        guard let last = runs.items.first(where: { !$0.isPlanOnly && !$0.isRefreshOnly }) else {
            return .left("nothing was deployed here yet")
        }
        let plan = try await scope.call(GetPlan(deployment: last.id, raw: true))
        guard let providers = plan.raw.flatMap(PlainProviders.of) else {
            return .left("the configuration's providers are not of plain values alone, or there are none")
        }
        let observed: ObservedResources
        do throws(Fault) {
            observed = try await scope.call(
                ObserveResources(workspace: workspace, state: version.blob, providers: providers))
        } catch {
            if error.kind == .cancelled { throw error }
            return .left(error.message)
        }
        if let blind = observed.resources.first(where: { $0.outcome == .notChecked }) {
            return .left("\(blind.address) could not be looked at: \(blind.reason ?? "no reason was given")")
        }
        guard observed.resources.count == version.resources else {
            return .left("some resources belong to providers that are not hosted")
        }
        return .seen(
            findings: Comparison.findings(observed.resources), resources: version.resources,
            serial: version.serial)
    }
}

/// The provider blocks of a plan's configuration.
enum PlainProviders {
    /// Nil unless each provider has one configuration, in the root module, of plain values alone.
    static func of(_ plan: JSON) -> [ProviderArguments]? {
        var out: [ProviderArguments] = []
        for (_, provider) in plan["configuration"]?["provider_config"]?.objectValue ?? [:] {
            guard let source = provider["full_name"]?.stringValue else { return nil }
            // Built into Terraform: nothing outside of the state could change.
            if source.hasPrefix("terraform.io/builtin/") { continue }
            guard provider["alias"] == nil, provider["module_address"] == nil,
                !out.contains(where: { $0.source == source }), let arguments = plain(provider["expressions"])
            else { return nil }
            out.append(ProviderArguments(source: source, arguments: arguments))
        }
        return out.isEmpty ? nil : out
    }

    private static func plain(_ expressions: JSON?) -> JSON? {
        var arguments = JSON.Object()
        for (name, expression) in expressions?.objectValue ?? [:] {
            // A masked value is no argument.
            guard let value = expression["constant_value"], value != "(sensitive value)" else { return nil }
            arguments[name] = value
        }
        return .object(arguments)
    }
}
