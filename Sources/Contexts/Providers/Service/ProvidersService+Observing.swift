import Bus
import Faults
import ProviderProtocol
import ProvidersAPI
import TenantsAPI
import TerraformCLI
import TerraformLanguage
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
            let binary = try await binary(of: provider, mirrors)
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

    /// The program of the version that Terraform would take: that of the lock file, or the newest that is
    /// allowed, of those that mirrors have.
    ///
    /// Faults: `providers.not_hosted` when there is none, `providers.wrong_checksum`.
    func binary(
        of provider: ProviderArguments, _ mirrors: [ProviderMirror]
    ) async throws(Fault) -> ProviderBinary {
        let source = provider.source
        let available = ProviderBinary.versions(of: source, in: mirrors)
        let wanted = ProviderVersions(
            locked: provider.locked, hashes: provider.hashes, constraints: provider.constraints)
        guard let version = wanted.selected(from: available) else {
            let demand = wanted.locked.map { [$0] } ?? wanted.constraints
            throw Fault(
                .unsupported, "providers.not_hosted",
                available.isEmpty
                    ? "\(source) is in no mirror of this machine."
                    : "This machine's mirrors have \(source) \(available.joined(separator: ", ")), "
                        + "and the configuration wants \(demand.joined(separator: ", ")).")
        }
        // Once checked against these checksums, and no others.
        let key = ([source, version] + wanted.hashes).joined(separator: " ")
        if let known = binaries.withLock({ $0[key] }) { return known }
        // Off the cooperative pool: reading a program takes a good part of a second.
        let found = try await workers.run("providers.not_read") {
            try ProviderBinary.find(source, version: version, hashes: wanted.hashes, in: mirrors)
        }
        binaries.withLock { $0[key] = found }
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
