import HCL
import Terraform
import Values

/// A resource instance as a state of version 4 records it, typed by its provider's schema.
struct RecordedObject: Sendable {
    var address: InstanceAddress
    /// Where it stood in the state, if a `moved` block names it.
    var previous: InstanceAddress?
    let source: String
    let version: Int
    var value: Value
    let schema: BlockSchema?
    /// Addresses of what it needed when it was made.
    let dependencies: [String]
    /// Under which it was put aside when another took its place.
    let deposed: String?
    let isTainted: Bool
    /// What the provider tells it from others by, with the version of its schema.
    var identity: JSON?
    var identityVersion: JSON?

    var item: ModuleTree.Item {
        var item = ModuleTree.Item(
            address: address, source: source, version: version, value: value, dependencies: dependencies)
        item.deposed = deposed
        item.isTainted = isTainted
        (item.identity, item.identityVersion) = (identity, identityVersion)
        return item
    }

    /// All of a state, those put aside among them; what the schema does not fit stays as its JSON implies.
    static func all(_ state: JSON, _ schemas: ProviderSchemas) -> [RecordedObject] {
        var out: [RecordedObject] = []
        for resource in state["resources"]?.arrayValue ?? [] {
            let isData = resource["mode"]?.stringValue == "data"
            let type = resource["type"]?.stringValue ?? ""
            let text =
                (resource["module"]?.stringValue.map { $0 + "." } ?? "") + (isData ? "data." : "") + type
                + "."
                + (resource["name"]?.stringValue ?? "")
            let provider = resource["provider"]?.stringValue ?? ""
            let source = ProviderAddress(provider)?.source ?? provider
            let schema = ProviderSource(source).flatMap {
                schemas.schema(isData ? .data : .managed, type, of: $0)
            }
            for instance in resource["instances"]?.arrayValue ?? [] {
                let key = instance["index_key"].map { "[\($0.text)]" } ?? ""
                guard let address = InstanceAddress(text + key) else { continue }
                out.append(
                    RecordedObject(
                        address: address, source: source, version: instance["schema_version"]?.intValue ?? 0,
                        value: value(instance, schema), schema: schema,
                        dependencies: (instance["dependencies"]?.arrayValue ?? []).compactMap(\.stringValue),
                        deposed: instance["deposed"]?.stringValue,
                        isTainted: instance["status"]?.stringValue == "tainted",
                        identity: instance["identity"], identityVersion: instance["identity_schema_version"]))
            }
        }
        return out.sorted { ($0.address, $0.deposed ?? "") < ($1.address, $1.deposed ?? "") }
    }

    private static func value(_ instance: JSON, _ schema: BlockSchema?) -> Value {
        var value = Encoding.value(instance["attributes"] ?? [:])
        if let schema {
            let named = Dictionary((value.namedValues ?? []).map { ($0.name, $0.value) }) { $1 }
            let members = schema.attributes.map { name, attribute in
                attribute.type.hasDynamic
                    ? (name, typed(instance["attributes"]?[name] ?? .null, attribute.type))
                    : (name, fitted(named[name], attribute.type))
            }
            let blocks = schema.blocks.map { name, block in
                (name, named[name].map { fitted($0, block.type) } ?? block.none)
            }
            value = schema.withSecrets(.object(members + blocks))
        }
        for path in instance["sensitive_attributes"]?.arrayValue ?? [] {
            value = value.sensitive(at: (path.arrayValue ?? [])[...])
        }
        return value
    }

    /// Where a schema leaves a type open, the state has it beside the value.
    private static func typed(_ json: JSON, _ type: ValueType) -> Value {
        if json.isNull { return .null(type) }
        switch type {
        case .dynamic:
            guard let own = json["type"].flatMap({ ValueType(fact: $0) }), let inner = json["value"] else {
                return Encoding.value(json)
            }
            return fitted(own.hasDynamic ? typed(inner, own) : Encoding.value(inner), own)
        case .object(let attributes):
            return .object(attributes.map { ($0.name, typed(json[$0.name] ?? .null, $0.type)) })
        case .tuple(let types):
            return .tuple(zip(json.arrayValue ?? [], types).map { typed($0, $1) })
        case .list, .set:
            let element = type.element ?? .dynamic
            return fitted(.tuple((json.arrayValue ?? []).map { typed($0, element) }), type)
        case .map(let element):
            let members = (json.objectValue ?? [:]).map { ($0.key, typed($0.value, element)) }
            return fitted(.object(members), type)
        default: return fitted(Encoding.value(json), type)
        }
    }

    private static func fitted(_ value: Value?, _ type: ValueType) -> Value {
        guard let value else { return .null(type) }
        return (try? value.converted(to: type)) ?? value
    }
}

extension Value {
    /// Marked at a path of `get_attr` and `index` steps; unchanged where there is nothing.
    fileprivate func sensitive(at path: ArraySlice<JSON>) -> Value {
        guard let step = path.first else { return marked(.sensitive) }
        let rest = path.dropFirst()
        let key = step["value"]?["value"] ?? step["value"] ?? .null
        if let name = key.stringValue, let named = namedValues {
            let changed = named.map { ($0.name, $0.name == name ? $0.value.sensitive(at: rest) : $0.value) }
            if case .map(let element) = type { return Value.map(changed, of: element).marked(marks) }
            return Value.object(changed).marked(marks)
        }
        if let place = key.intValue, var elements, elements.indices.contains(place), !type.isSet {
            elements[place] = elements[place].sensitive(at: rest)
            if case .list(let element) = type { return Value.list(elements, of: element).marked(marks) }
            return Value.tuple(elements).marked(marks)
        }
        return self
    }
}
