import Faults
import ProviderProtocol
import ProvidersAPI
import Values

extension HostedProvider {
    /// How long one change may take; a database takes a quarter of an hour.
    private static let patience = Duration.seconds(1800)

    /// Deletes an object.
    func remove(_ name: ObjectName, isDry: Bool) async throws(Fault) {
        let object = try await read(type: name.type, id: name.id)
        guard !isDry else { return }
        let nothing = try encode(CtyValue.null, object.schema.type)
        let bytes = try await call(
            .apply(
                process.version, type: object.type, prior: object.state, planned: nothing,
                configuration: nothing, privateState: object.privateState),
            within: Self.patience)
        let answer = try Self.read { () throws(ProviderMessageError) in try ApplyAnswer(bytes) }
        let errors = answer.diagnostics.filter { $0.isError }
        guard errors.isEmpty else {
            throw Fault(
                .unavailable, "providers.not_removed",
                "The provider could not delete it: \(errors.map { $0.text }.joined(separator: "; "))")
        }
    }

    /// Puts recorded values of some attributes back, and looks again.
    func restore(
        _ recorded: RecordedResource, _ names: [String], isDry: Bool
    ) async throws(Fault) -> ObservedResource {
        let time = Duration.seconds(300)
        let before = try await upgrade(recorded, within: time)
        let object = try await read(
            type: recorded.type, state: before, privateState: recorded.privateState, within: time)
        let type = object.schema.type
        let wanted = names.reduce(object.value) { value, name in
            value.setting(name, to: (try? decode(before, type))?[name] ?? .null)
        }
        var configuration = AdoptableConfiguration(wanted, block: object.schema.block)
        try await makeValid(&configuration, object.type, type)
        if let lost = names.first(where: { !configuration.holds($0, of: wanted) }) {
            throw .notRestored("\(lost) can't be set by itself")
        }
        let given = try encode(configuration.effective, type)
        let proposed = ProposedState.merge(
            object.schema.block, prior: object.value, configuration: configuration.effective)
        let bytes = try await call(
            .plan(
                process.version, type: object.type, prior: object.state, proposed: try encode(proposed, type),
                configuration: given, privateState: object.privateState), within: time)
        let plan = try Self.read { () throws(ProviderMessageError) in try PlanAnswer(bytes) }
        try Self.refuse(plan.diagnostics)
        if let replaced = plan.replacedFor.first(where: { path in names.contains { path.hasPrefix($0) } }) {
            throw .notRestored("\(replaced) needs a new resource")
        }
        let planned = try decode(plan.planned, type)
        // Whatever else the provider would change stays as it is, as with Terraform's `ignore_changes`.
        let more = AdoptableConfiguration(object.value, block: object.schema.block).differing(planned)
            .filter { name in
                let traits = object.schema.block.attribute(name)?.traits ?? .optional
                return !names.contains(name) && !traits.isDisjoint(with: [.required, .optional])
            }
        let limited = more.reduce(planned) { $0.setting($1, to: object.value[$1] ?? .null) }
        if !isDry {
            let bytes = try await call(
                .apply(
                    process.version, type: object.type, prior: object.state,
                    planned: try encode(limited, type), configuration: given,
                    privateState: plan.privateState),
                within: Self.patience)
            let done = try Self.read { () throws(ProviderMessageError) in try ApplyAnswer(bytes) }
            try Self.refuse(done.diagnostics)
        }
        return ObservedResource(await observe([recorded])[0])
    }

    private static func refuse(_ diagnostics: [ProviderDiagnostic]) throws(Fault) {
        let errors = diagnostics.filter(\.isError)
        guard errors.isEmpty else { throw .notRestored(errors.map { $0.text }.joined(separator: "; ")) }
    }
}

extension Fault {
    fileprivate static func notRestored(_ why: String) -> Fault {
        Fault(.conflict, "providers.not_restored", "The value can't be put back directly: \(why).")
    }
}
