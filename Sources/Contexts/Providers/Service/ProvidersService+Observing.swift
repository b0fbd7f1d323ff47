import Bus
import Faults
import ProviderProtocol
import ProvidersAPI
import TenantsAPI
import TerraformCLI
import Values

extension ProvidersService {
    func observe(_ request: ObserveResources, _ scope: Scope) async throws(Fault) -> ObservedResources {
        let bytes = try await objects.get(request.state, tenant: try scope.tenant.text)
        let state = try JSONDocument(parsing: bytes)
        let settings = try await scope.call(OpenRunSettings(workspace: request.workspace))
        let mirrors = try await tools.find().mirrors
        var found: [ObservedResource] = []
        for provider in request.providers {
            let recorded = RecordedResource.all(of: state, provider: provider.source, alias: provider.alias)
                .filter { request.only.isEmpty || request.only.contains($0.address) }
            guard !recorded.isEmpty else { continue }
            let binary = try await binary(of: provider.source, mirrors)
            let observations = try await pool.use(
                tenant: try scope.tenant.text, binary, configuration: provider.arguments,
                environment: settings.credentials
            ) { await $0.observe(recorded, withValues: request.withValues) }
            found += observations.map { observation in
                var told = ObservedResource(observation)
                if request.withValues { told.current = observation.current }
                return told
            }
        }
        let places = RecordedResource.order(of: state)
        return ObservedResources(
            resources: found.sorted { places[$0.address] ?? 0 < places[$1.address] ?? 0 })
    }

    /// The one version that a mirror has; which of several a configuration selects, only Terraform knows
    /// here.
    func binary(of source: String, _ mirrors: [ProviderMirror]) async throws(Fault) -> ProviderBinary {
        let versions = ProviderBinary.versions(of: source, in: mirrors)
        guard versions.count == 1, let version = versions.first else {
            throw Fault(
                .unsupported, "providers.not_hosted",
                versions.isEmpty
                    ? "\(source) is in no mirror of this machine."
                    : "There are several versions of \(source) in this machine's mirrors.")
        }
        if let known = binaries.withLock({ $0[source] }), known.version == version { return known }
        // Off the cooperative pool: reading a program takes a good part of a second.
        let found = try await workers.run("providers.not_read") {
            try ProviderBinary.find(source, version: version, in: mirrors)
        }
        binaries.withLock { $0[source] = found }
        return found
    }
}

extension ObservedResource {
    init(_ observation: Observation) {
        var (outcome, differences, reason) = (Outcome.same, [CtyDifference](), String?.none)
        switch observation.outcome {
        case .same: break
        case .changed(let all): (outcome, differences) = (.changed, all.filter(\.meaning.isDrift))
        case .gone: outcome = .gone
        case .notChecked(let why): (outcome, reason) = (.notChecked, why)
        }
        self.init(
            address: observation.address, type: observation.type, outcome: outcome,
            differences: differences.map { difference in
                let isSecret = difference.isSensitive
                return ObservedDifference(
                    path: difference.path, recorded: isSecret ? nil : difference.before.flatMap(Self.shown),
                    found: isSecret ? nil : difference.after.flatMap(Self.shown), isSensitive: isSecret)
            }, reason: reason)
    }

    private static func shown(_ value: CtyValue) -> String? { value == .null ? nil : value.json.text }
}
