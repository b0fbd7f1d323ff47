public import HCL
public import Values

/// A plan as far as it can be told from a configuration, a state and schemas, in the JSON of
/// `terraform show -json`: for rules and estimates on source, before any provider runs. What only a provider
/// could tell is unknown in it.
public struct PlanProjection: Sendable {
    /// What stands in for the providers' part of planning.
    public struct Provider: Sendable {
        public struct Request: Sendable {
            public let type: String
            /// Null for an object that is to be made.
            public let prior: Value
            public let configured: Value
            /// The configuration over what was, or with what is computed unknown.
            public let proposed: Value
        }

        /// The object as it is now.
        public var refresh: @Sendable (_ type: String, _ recorded: Value) -> Value = { $1 }
        /// The planned object, and the paths of attributes that can't be changed in place, as JSON has them.
        public var plan: @Sendable (Request) -> (planned: Value, replacing: [JSON]) = { ($0.proposed, []) }

        /// What tells an object from all others of its type, where the provider says so.
        public var identity: @Sendable (_ type: String, _ value: Value) -> JSON? = { _, _ in nil }

        /// Takes every proposal.
        public init() {}
    }

    /// What a plan is made for.
    public enum Purpose: Sendable {
        /// To make the world what the configuration says.
        case change
        /// To take the world as it is into the state.
        case refresh
        /// To end all that is recorded.
        case destruction
    }

    public let json: JSON
    public let diagnostics: [Diagnostic]
    private let items: [ModuleTree.Item]
    private let outputs: JSON.Object
    private let configuration: Configuration

    /// The state once the plan is applied, in the JSON of `terraform show -json`; what only a provider could
    /// tell is left out.
    public var applied: JSON {
        var out: JSON = ["format_version": "1.0"]
        var known: [String: [String]] = [:]
        let items = items.map { item in
            var item = item
            let key = item.address.module + "." + item.address.resource
            let found = known[key] ?? ReferenceTrail(configuration, from: item.address).resources.sorted()
            known[key] = found
            item.dependencies = found
            return item
        }
        if !items.isEmpty || !outputs.isEmpty {
            var values: JSON = ["root_module": ModuleTree(items).json]
            if !outputs.isEmpty { values["outputs"] = .object(outputs) }
            out["values"] = values
        }
        return out
    }

    /// `state` is of version 4.
    public init(
        _ configuration: Configuration, state: JSON? = nil, for purpose: Purpose = .change,
        variables: [String: Value] = [:], schemas: ProviderSchemas = ProviderSchemas(),
        provider: Provider = Provider(), surroundings: Surroundings = Surroundings()
    ) {
        let recorded = RecordedObject.all(state ?? [:], schemas)
        let planner = InstancePlanner(recorded, configuration, provider, purpose)
        let evaluation = Evaluation(
            configuration, variables: variables, surroundings: surroundings, schemas: schemas,
            planner: planner)
        diagnostics = evaluation.diagnostics
        let changes = planner.changes(evaluation)
        let outputs = OutputPlan(
            purpose == .destruction ? [] : configuration.modules[[]]?.outputs ?? [], evaluation.outputs, state
        )
        var out: JSON = ["format_version": "1.2"]
        let given = evaluation.variables.compactMap { name, value in
            // What was given is told as it was given.
            (variables[name] ?? value).knownDocument.map { (key: name, value: ["value": $0] as JSON) }
        }
        if !given.isEmpty { out["variables"] = .object(.init(given)) }
        var planned: JSON = [:]
        if !outputs.planned.isEmpty { planned["outputs"] = .object(outputs.planned) }
        planned["root_module"] = ModuleTree(changes.compactMap(\.after)).json
        out["planned_values"] = planned
        let drift = planner.drift
        if !drift.isEmpty { out["resource_drift"] = .array(drift.map(\.json)) }
        if !changes.isEmpty { out["resource_changes"] = .array(changes.map(\.json)) }
        if !outputs.changes.isEmpty { out["output_changes"] = .object(outputs.changes) }
        let changed = changes.filter { $0.actions != ["no-op"] && $0.deposed == nil }
        let relevant = ReferenceTrail(
            configuration, changed: changed.map(\.address),
            outputs: [([], outputs.changed)] + evaluation.given.map { ($0.place.steps, $0.outputs) })
        if !relevant.json.isEmpty { out["relevant_attributes"] = .array(relevant.json) }
        let checks = ChecksDocument(configuration, evaluation.conditions)
        if !checks.json.isEmpty { out["checks"] = .array(checks.json) }
        let before = planner.refreshed
        if !before.isEmpty || !outputs.known.isEmpty {
            var values: JSON = ["root_module": ModuleTree(before).json]
            if !outputs.known.isEmpty { values["outputs"] = .object(outputs.known) }
            out["prior_state"] = ["format_version": "1.0", "values": values]
        }
        out["configuration"] = ConfigurationDocument(configuration, schemas: schemas).json
        json = out
        self.configuration = configuration
        self.outputs = outputs.known
        items =
            purpose == .destruction ? [] : purpose == .refresh ? before : changes.compactMap(\.after)
    }
}

/// What becomes of the root module's outputs.
private struct OutputPlan {
    var planned = JSON.Object()
    /// Of those that are known already.
    var known = JSON.Object()
    var changes = JSON.Object()

    /// The names of those that do not stay.
    var changed: [String] { changes.filter { $0.value["actions"] != ["no-op"] }.map(\.key) }

    init(_ outputs: [Module.Output], _ values: [String: Value], _ state: JSON?) {
        let before = state?["outputs"]?.objectValue ?? [:]
        for output in outputs {
            let value = values[output.name] ?? .dynamicUnknown
            var entry: JSON = ["sensitive": .bool(output.isSensitive)]
            let isKnown = value.isWhollyKnown
            if isKnown, let document = value.knownDocument {
                entry["type"] = value.type.fact
                entry["value"] = document
                known[output.name] = entry
            }
            planned[output.name] = entry
            changes[output.name] = Self.change(value, output.isSensitive, before[output.name])
        }
        for (name, old) in before where !outputs.contains(where: { $0.name == name }) {
            let isSensitive = old["sensitive"]?.boolValue ?? false
            changes[name] = [
                "actions": ["delete"], "before": old["value"] ?? .null, "after": .null,
                "after_unknown": false, "before_sensitive": .bool(isSensitive),
                "after_sensitive": .bool(isSensitive),
            ]
        }
    }

    private static func change(_ value: Value, _ isSensitive: Bool, _ old: JSON?) -> JSON {
        // An output is told whole, or not at all.
        let after = value.isWhollyKnown ? value.knownDocument : nil
        let isSame = after != nil && after == old?["value"]
        var out: JSON = [
            "actions": .array([old == nil ? "create" : isSame ? "no-op" : "update"]),
            "before": old?["value"] ?? .null, "after_unknown": .bool(after == nil),
            "before_sensitive": .bool(isSensitive), "after_sensitive": .bool(isSensitive),
        ]
        if let after { out["after"] = after }
        return out
    }
}
