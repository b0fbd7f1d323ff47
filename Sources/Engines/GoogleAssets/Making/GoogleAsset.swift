public import Values

/// A thing of Google's as Cloud Asset Inventory tells of it, before it is made.
///
/// Source: Cloud Asset Inventory's reference, the type Asset.
public struct GoogleAsset: Sendable, Equatable {
    public struct Resource: Sendable, Equatable {
        public let version: String
        /// The address of the API's discovery document.
        public let discoveryDocument: String
        /// The type's name in that document.
        public let discoveryName: String
        /// The full name of the project, folder or organization that it is in; nil where it is not known.
        public let parent: String?
        /// As the API has it; nil where nothing of it is known.
        public let data: JSON?
    }

    /// Who may do what: a role with its members, under a condition or without one.
    public struct Binding: Sendable, Equatable {
        public let role: String
        public var members: [String]
        public let condition: JSON?
    }

    /// The full resource name. What is not known of it is a word that begins with `placeholder-`.
    public let name: String
    public let type: String
    /// Nil where the configuration tells only of what belongs to it.
    public var resource: Resource?
    /// Nil where nothing is said of it; empty where it is only known later.
    public var bindings: [Binding]?
    /// Policies of organizations, in the first and the second form of their API.
    public var policies: [JSON] = []
    public var policiesV2: [JSON] = []
    /// The resources that it was made of, by address.
    public var addresses: [String] = []

    /// The full names under which a listing may have a resource of Terraform's, from what a state records of
    /// it; none where that does not tell the whole name.
    public static func names(of type: String, _ attributes: JSON) -> [String] {
        guard let values = attributes.objectValue else { return [] }
        let lookup = Lookup(around: Placement(), levels: [values])
        var out: [String] = []
        for row in Rows.of(type) where row.part == nil && row.needed == nil {
            for preferred in 0..<row.name.alternatives {
                guard let name = row.name.text(missing: nil, preferring: preferred, { lookup[$0] }),
                    !out.contains(name)
                else { continue }
                out.append(name)
            }
        }
        return out
    }

    init(name: String, type: String) { (self.name, self.type) = (name, type) }

    /// What a listing would say of it.
    public var json: JSON {
        var out: JSON = ["name": .string(name), "asset_type": .string(type)]
        if let resource {
            var told: JSON = [
                "version": .string(resource.version),
                "discovery_document_uri": .string(resource.discoveryDocument),
                "discovery_name": .string(resource.discoveryName),
            ]
            if let parent = resource.parent { told["parent"] = .string(parent) }
            if let data = resource.data { told["data"] = data }
            out["resource"] = told
        }
        if let bindings {
            let all = bindings.map { binding -> JSON in
                var one: JSON = [
                    "role": .string(binding.role), "members": .array(binding.members.map(JSON.string)),
                ]
                if let condition = binding.condition { one["condition"] = condition }
                return one
            }
            out["iam_policy"] = ["bindings": .array(all)]
        }
        if !policies.isEmpty { out["org_policy"] = .array(policies) }
        if !policiesV2.isEmpty { out["v2_org_policies"] = .array(policiesV2) }
        return out
    }
}
