public import HCL
public import TerraformLanguage
import Values

extension PlannedAssets {
    /// Of a configuration without any plan: with what a provider would send by itself, and placeholders for
    /// what only it could tell. `variables` are those of the root module.
    public init(
        configuration: Configuration, variables: [String: Value] = [:], project: String? = nil,
        region: String? = nil, zone: String? = nil
    ) {
        let given = Placement(project: project, region: region, zone: zone)
        // What the provider is configured with is known before its resources are.
        let outline = PlanProjection(configuration, variables: variables).json
        var around = PlannedResources.placement(outline, given)
        around.isConfigured = true
        around.labels = Self.labels(outline)
        var provider = PlanProjection.Provider()
        provider.plan = { [around] request in
            (Foresight(around: around).value(request.type, request.proposed), [])
        }
        let plan = PlanProjection(configuration, variables: variables, provider: provider).json
        self.init(PlannedResources.all(plan).map { Self.placed($0, around) }, around)
    }

    /// A provider of today writes down where a resource is before anything is made.
    private static func placed(_ resource: Resource, _ around: Placement) -> Resource {
        let named = Set(Rows.of(resource.type).flatMap(\.name.attributes))
        var values = resource.values
        for (name, value) in [("project", around.project), ("region", around.region), ("zone", around.zone)]
        where named.contains(name) && values[name] == nil && resource.unknown[name] != true {
            values[name] = value.map(JSON.string)
        }
        return Resource(
            address: resource.address, type: resource.type, values: values, unknown: resource.unknown)
    }

    /// Those that the provider writes to everything: its own mark, unless it is told not to, and the
    /// configuration's.
    private static func labels(_ plan: JSON) -> [String: String] {
        let told = plan["configuration"]?["provider_config"]?["google"]?["expressions"]
        var out: [String: String] = [:]
        if told?["add_terraform_attribution_label"]?["constant_value"] != false {
            out["goog-terraform-provisioned"] = "true"
        }
        for (name, value) in told?["default_labels"]?["constant_value"]?.objectValue ?? [:] {
            out[name] = value.stringValue
        }
        return out
    }
}

/// What of a resource is known before it is made, though no configuration says it.
struct Foresight: Sendable {
    let around: Placement

    func value(_ type: String, _ proposed: Value) -> Value {
        let fields = Rows.of(type).flatMap(\.shape.fields).filter(\.isForeseen)
        guard !fields.isEmpty, let named = proposed.namedValues else { return proposed }
        let known = named.compactMap { name, value in
            value.stringValue.map { (key: name, value: JSON.string($0)) }
        }
        let lookup = Lookup(around: around, levels: [JSON.Object(known)])
        var members = named.map { ($0.name, $0.value) }
        for field in fields where proposed[field.name] == nil {
            if case .template(let template) = field.source,
                let text = template.text(missing: nil, { lookup[$0] })
            {
                members.append((field.name, .string(text)))
            }
        }
        return .object(members)
    }
}
