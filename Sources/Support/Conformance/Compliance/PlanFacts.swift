import Values

/// What scenarios can ask of a plan: its objects, with what the configuration says of them, each beside those
/// that it refers to.
struct PlanFacts {
    /// By address, in the order of the plan.
    var resources = JSON.Object()
    /// The same without the objects that are referred to.
    private(set) var bare = JSON.Object()
    private(set) var sources = JSON.Object()
    private(set) var variables = JSON.Object()
    private(set) var outputs = JSON.Object()
    private(set) var providers = JSON.Object()
    /// The configuration's resources by address.
    private(set) var configured = JSON.Object()
    /// By type of resource, the properties that are known after applying only.
    private(set) var unknown: [String: Set<String>] = [:]
    let plan: JSON

    init(_ plan: JSON) {
        self.plan = plan
        let names = CaseMatch(isCaseSensitive: true)
        for part in [plan["planned_values"]?["root_module"], plan["values"]?["root_module"]] {
            for resource in names.seek("resources", in: part ?? [:]).flatMap({ $0.arrayValue ?? [] }) {
                keep(resource)
            }
        }
        for change in plan["resource_changes"]?.arrayValue ?? [] { read(change) }
        readConfiguration(plan["configuration"] ?? [:])
        bare = resources
        mountReferences()
        addMetadata()
        resources = unwrapped(resources)
        bare = unwrapped(bare)
        sources = unwrapped(sources)
        variables = unwrapped(plan["variables"]?.objectValue ?? [:])
        for (address, resource) in resources { resources[address] = resource.withNamedTags }
    }

    private func unwrapped(_ objects: JSON.Object) -> JSON.Object {
        JSON.object(objects).unwrapped.objectValue ?? [:]
    }

    private mutating func keep(_ resource: JSON) {
        guard let address = resource["address"]?.stringValue else { return }
        if resource["mode"]?.stringValue ?? "managed" == "data" {
            sources[address] = resource
        } else {
            resources[address] = resource
        }
    }

    private mutating func read(_ change: JSON) {
        guard var resource = change.objectValue, let planned = change["change"] else { return }
        if planned["actions"] == ["delete"] { return }
        resource["values"] = planned["after"] ?? [:]
        resource["change"] = nil
        if let type = change["type"]?.stringValue {
            unknown[type, default: []].formUnion(planned["after_unknown"]?.objectValue?.keys ?? [])
        }
        keep(.object(resource))
    }

    private mutating func readConfiguration(_ configuration: JSON) {
        let root = configuration["root_module"] ?? [:]
        let all = (root["resources"]?.arrayValue ?? []) + calls(root["module_calls"] ?? [:], [])
        for resource in all.map(\.withoutConstants) {
            guard let address = resource["address"]?.stringValue else { continue }
            if resource["mode"]?.stringValue == "data" {
                sources[address] = resource
            } else {
                configured[address] = resource
            }
        }
        providers = configuration["provider_config"]?.objectValue ?? [:]
        let names = CaseMatch(isCaseSensitive: true)
        for part in names.seek("outputs", in: configuration) {
            for (name, output) in part.objectValue ?? [:] { outputs[name] = told(name, output) }
        }
    }

    /// The resources of the called modules, by whole addresses.
    private func calls(_ calls: JSON, _ parents: [String]) -> [JSON] {
        (calls.objectValue ?? [:]).flatMap { name, call -> [JSON] in
            let path = parents + ["module." + name]
            let own = (call["module"]?["resources"]?.arrayValue ?? []).map { resource -> JSON in
                var resource = resource
                let local = resource["address"]?.stringValue ?? ""
                resource["address"] = .string(path.joined(separator: ".") + "." + local)
                resource["source"] = call["source"] ?? ""
                return resource
            }
            return own + self.calls(call["module"]?["module_calls"] ?? [:], path)
        }
    }

    private func told(_ name: String, _ output: JSON) -> JSON {
        let expression = output["expression"] ?? [:]
        let value = expression["references"] ?? expression["constant_value"] ?? [:]
        var type: JSON = expression["references"] == nil ? value.kindName : "object"
        if let own = output["type"] { type = own }
        return [
            "address": .string(name), "value": value, "type": type,
            "sensitive": output["sensitive"] == true ? "true" : "false",
        ]
    }

    private mutating func addMetadata() {
        for change in plan["resource_changes"]?.arrayValue ?? [] {
            guard let address = change["address"]?.stringValue, resources[address] != nil else { continue }
            resources[address]?["actions"] = change["change"]?["actions"]
        }
        for (address, _) in resources {
            let plain = address.split(separator: ".").map { String($0.prefix { $0 != "[" }) }
            if let source = configured[plain.joined(separator: ".")]?["source"] {
                resources[address]?["source"] = source
            }
        }
    }

    /// The managed resources of a type, `any` for all.
    func resources(_ type: String, _ match: CaseMatch) -> [JSON] {
        resources.values.filter { resource in
            type == "any" || resource["mode"] == "managed" && match.equal(resource["type"]?.said ?? "", type)
        }
    }

    /// The types of the resources that have a property of this name anywhere.
    func types(having property: String) -> [String] {
        let match = CaseMatch(isCaseSensitive: false)
        var types: [String] = []
        for resource in bare.values {
            guard let type = resource["type"]?.stringValue, !types.contains(type) else { continue }
            if !match.seek(property, in: resource).isEmpty || unknown[type]?.contains(property) == true {
                types.append(type)
            }
        }
        return types
    }
}

extension JSON {
    /// Constants of expressions stand for themselves.
    var withoutConstants: JSON {
        switch self {
        case .array(let all): .array(all.map(\.withoutConstants))
        case .object(let object):
            if object.count == 1, let constant = object["constant_value"] {
                constant
            } else {
                .object(.init(object.map { (key: $0.key, value: $0.value.withoutConstants) }))
            }
        default: self
        }
    }

    /// Tags that are told as a list of names and values also have members of these names.
    fileprivate var withNamedTags: JSON {
        guard let tags = self["values"]?["tags"]?.arrayValue else { return self }
        var out = self
        out["values"]?["tags"] = .array(
            tags.map { tag in
                guard let key = tag["key"], let value = tag["value"] else { return tag }
                var tag = tag
                tag[key.said] = value
                return tag
            })
        return out
    }

    fileprivate var kindName: JSON {
        switch self {
        case .array: "list"
        case .object: "map"
        case .string: "string"
        case .bool, .number: "integer"
        case .null: .null
        }
    }
}
