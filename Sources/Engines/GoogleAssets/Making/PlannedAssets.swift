import Codecs
public import Values

/// The assets that a plan, or a configuration, comes to. Their content has whatever the plan has, passwords
/// among it.
public struct PlannedAssets: Sendable {
    /// In the order of their names. Policies stand with what they are of.
    public private(set) var assets: [GoogleAsset] = []
    private var places: [String: Int] = [:]
    private let around: Placement

    /// Of the JSON of `terraform show -json PLANFILE`. `project`, `region` and `zone` are those of resources
    /// that name none, whatever their provider is configured with; nil leaves it to the provider.
    public init(plan: JSON, project: String? = nil, region: String? = nil, zone: String? = nil) {
        let around = Placement(project: project, region: region, zone: zone)
        self.init(PlannedResources.all(plan), PlannedResources.placement(plan, around))
    }

    init(_ resources: [Resource], _ around: Placement) {
        self.around = around
        for resource in resources { add(resource) }
        assets.sort { ($0.name, $0.type) < ($1.name, $1.type) }
    }

    private mutating func add(_ resource: Resource) {
        if let policy = AccessRow.of(resource.type) { return add(policy, resource) }
        if let policy = OrganizationPolicy(resource, around) { return add(policy, resource) }
        for row in Rows.of(resource.type) {
            if let needed = row.needed, Lookup.text(resource.values[needed])?.isEmpty ?? true { continue }
            guard let part = row.part else {
                add(row, resource, nil)
                continue
            }
            for block in resource.values[part]?.arrayValue ?? [] { add(row, resource, block.objectValue) }
        }
    }

    private mutating func add(_ row: Row, _ resource: Resource, _ part: JSON.Object?) {
        let lookup = Lookup(around: around, levels: [resource.values, part ?? [:]])
        let name = Self.name(row.name, resource, lookup)
        let place = place(name, row.asset, resource)
        guard !row.isNamedOnly else { return }
        assets[place].resource = GoogleAsset.Resource(
            version: row.version, discoveryDocument: row.document, discoveryName: row.discoveryName,
            parent: Self.parent(name, resource, lookup),
            data: Conversion(around: around).content(row, resource, part: part))
    }

    /// The full name, with a placeholder of the resource's own for what is not known.
    static func name(_ template: NameTemplate, _ resource: Resource, _ lookup: Lookup) -> String {
        let mark = String(CRC32.of(resource.address.utf8), radix: 16)
        return template.text(missing: "placeholder-" + mark) { lookup[$0] } ?? ""
    }

    private static func parent(_ name: String, _ resource: Resource, _ lookup: Lookup) -> String? {
        let cloud = "//cloudresourcemanager.googleapis.com/"
        func numbered(_ key: String, _ kind: String) -> String? {
            guard let text = Lookup.text(resource.values[key]), !text.isEmpty else { return nil }
            return cloud + (text.hasPrefix(kind) ? text : kind + text)
        }
        if let parent = numbered("folder_id", "folders/") ?? numbered("org_id", "organizations/") {
            return parent
        }
        if let parent = resource.values["parent"]?.stringValue,
            ["organizations/", "folders/"].contains(where: { parent.hasPrefix($0) })
        {
            return cloud + parent
        }
        return lookup["project"].map { cloud + "projects/" + $0 }
    }

    private mutating func place(_ name: String, _ type: String, _ resource: Resource) -> Int {
        let key = name + " " + type
        let place = places[key] ?? assets.count
        if place == assets.count {
            assets.append(GoogleAsset(name: name, type: type))
            places[key] = place
        }
        if !assets[place].addresses.contains(resource.address) {
            assets[place].addresses.append(resource.address)
        }
        return place
    }

    private mutating func add(_ row: AccessRow, _ resource: Resource) {
        let lookup = Lookup(around: around, levels: [resource.values])
        let place = place(Self.name(row.name, resource, lookup), row.asset, resource)
        var bindings = assets[place].bindings ?? []
        for binding in row.bindings(of: resource) {
            let same = bindings.firstIndex { $0.role == binding.role && $0.condition == binding.condition }
            if let same {
                let more = binding.members.filter { !bindings[same].members.contains($0) }
                bindings[same].members += more
            } else {
                bindings.append(binding)
            }
        }
        assets[place].bindings = bindings
    }

    private mutating func add(_ policy: OrganizationPolicy, _ resource: Resource) {
        let place = place(policy.name, policy.type, resource)
        if policy.isSecondForm {
            assets[place].policiesV2.append(policy.content)
        } else {
            assets[place].policies.append(policy.content)
        }
    }
}
