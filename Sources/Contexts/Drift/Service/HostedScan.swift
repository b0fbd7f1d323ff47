import Bus
import DeploymentsAPI
import DriftAPI
import Faults
import ProvidersAPI
import StatesAPI
import Values
import Vocabulary

/// A scan through hosted providers: a fraction of a second for dozens of resources, where Terraform's own
/// refresh takes several.
///
/// Nil is answered, and Terraform is asked instead, where it can't tell everything: providers whose
/// arguments are not all plain values, several configurations of one provider, a provider that is not on
/// this machine, a resource that could not be looked at.
struct HostedScan {
    let workspace: WorkspaceID
    let scope: Scope

    struct Result {
        let findings: [Finding]
        let resources: Int
        let serial: Int
    }

    func run() async throws(Fault) -> Result? {
        guard let version = try await scope.call(ReadState(workspace: workspace)).version,
            !version.isEncrypted,
            let providers = try await providers()
        else { return nil }
        let observed: ObservedResources
        do throws(Fault) {
            observed = try await scope.call(
                ObserveResources(workspace: workspace, state: version.blob, providers: providers))
        } catch {
            if error.kind == .cancelled { throw error }
            return nil
        }
        let isWhole = observed.resources.allSatisfy { $0.outcome != .notChecked }
        guard isWhole, observed.resources.count == version.resources else { return nil }
        return Result(
            findings: Comparison.findings(observed.resources), resources: version.resources,
            serial: version.serial)
    }

    /// The providers of the configuration that was applied last.
    private func providers() async throws(Fault) -> [ProviderArguments]? {
        let runs = try await scope.call(ListDeployments(workspace: workspace, status: .completed, limit: 20))
        guard let last = runs.items.first(where: { !$0.isPlanOnly && !$0.isRefreshOnly }) else { return nil }
        let plan = try await scope.call(GetPlan(deployment: last.id, raw: true))
        return plan.raw.flatMap(PlainProviders.of)
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
