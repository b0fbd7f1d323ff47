import HCL
import TerraformLanguage
import Values

/// Plans with a provider whose objects are the case's own files; of each case the plan's JSON.
let judgesEquivalence: [Judge] = [
    Judge("tfplan-plans", folder: "tfplan", file: "equivalence", judgePlanned)
]

private func attribute(_ type: ValueType, nested: BlockSchema.Nested? = nil) -> BlockSchema.Attribute {
    var out = BlockSchema.Attribute(nested?.type ?? type)
    out.isOptional = true
    out.nested = nested
    return out
}

private let identity: BlockSchema.Attribute = {
    var id = attribute(.string)
    id.isComputed = true
    return id
}()

private let primitives: [String: BlockSchema.Attribute] = [
    "bool": attribute(.bool), "float": attribute(.number), "integer": attribute(.number),
    "number": attribute(.number), "string": attribute(.string),
]

/// Objects of objects, three deep.
private func complex(_ depth: Int) -> BlockSchema {
    var schema = BlockSchema(attributes: primitives)
    guard depth > 0 else { return schema }
    var inner = complex(depth - 1)
    let blocks = inner
    inner.blocks = [:]
    for (name, nesting) in [
        ("list", BlockSchema.Nesting.list), ("set", .set), ("map", .map), ("object", .single),
    ] {
        schema.attributes[name] = attribute(.dynamic, nested: .init(nesting, inner))
    }
    schema.blocks = ["list_block": .init(.list, blocks), "set_block": .init(.set, blocks)]
    return schema
}

/// As the case's own file of resource types has it.
private func type(_ json: JSON) -> ValueType {
    switch json["type"]?.stringValue {
    case "boolean": .bool
    case "integer", "float", "number": .number
    case "list": .list(type(json["list"] ?? [:]))
    case "set": .set(type(json["set"] ?? [:]))
    case "map": .map(type(json["map"] ?? [:]))
    case "object":
        .object(
            named: (json["object"]?.objectValue ?? [:]).map { name, member in
                .init(name, type(member), isOptional: !(member["required"]?.boolValue ?? false))
            })
    default: .string
    }
}

private func schema(_ json: JSON, isTop: Bool = true) -> BlockSchema {
    var out = BlockSchema()
    for (name, fact) in json["attributes"]?.objectValue ?? [:] {
        var one = attribute(type(fact))
        one.isRequired = fact["required"]?.boolValue ?? false
        one.isOptional = fact["optional"]?.boolValue ?? false
        one.isComputed = fact["computed"]?.boolValue ?? false
        out.attributes[name] = one
    }
    for (name, fact) in json["blocks"]?.objectValue ?? [:] {
        out.blocks[name] = .init(
            fact["mode"]?.stringValue == "set" ? .set : .list, schema(fact, isTop: false))
    }
    if isTop { out.attributes["id"] = out.attributes["id"] ?? identity }
    return out
}

/// An object of the case's files without the words that tell each value's kind.
private func plain(_ json: JSON) -> JSON {
    guard let object = json.objectValue, object.count == 1, let only = object.first else { return .null }
    switch only.key {
    case "number", "float", "integer":
        return only.value.stringValue.flatMap { JSON.Number($0) }.map(JSON.number) ?? only.value
    case "list", "set": return .array((only.value.arrayValue ?? []).map(plain))
    case "map", "object":
        return .object(.init((only.value.objectValue ?? [:]).map { (key: $0.key, value: plain($0.value)) }))
    default: return only.value
    }
}

extension ValueType {
    /// The same with every attribute of an object optional, as files leave out what is null.
    fileprivate var open: ValueType {
        switch self {
        case .list(let element): .list(element.open)
        case .set(let element): .set(element.open)
        case .map(let element): .map(element.open)
        case .object(let attributes):
            .object(attributes.map { .init($0.name, $0.type.open, isOptional: true) })
        default: self
        }
    }
}

/// Where values differ that can't be changed in place. Elements of a set have no place of their own.
private func replacements(_ fact: JSON, _ old: Value, _ new: Value, _ path: [JSON]) -> [JSON] {
    if old == new { return [] }
    if fact["replace"]?.boolValue == true { return [.array(path)] }
    if let members = fact["object"]?.objectValue {
        return members.flatMap { name, inner in
            replacements(
                inner, old[name] ?? .dynamicNull, new[name] ?? .dynamicNull, path + [.string(name)])
        }
    }
    if let inner = fact["map"] {
        return (old.namedValues ?? []).flatMap { name, value in
            new[name].map { replacements(inner, value, $0, path + [.string(name)]) } ?? []
        }
    }
    if let inner = fact["set"] { return inner.text.contains("\"replace\"") ? [.array(path)] : [] }
    if let inner = fact["list"] {
        return zip(old.elements ?? [], new.elements ?? []).enumerated().flatMap { place, pair in
            replacements(inner, pair.0, pair.1, path + [JSON(place)])
        }
    }
    return []
}

private func schemas(_ files: JSON.Object) -> ProviderSchemas? {
    guard let source = ProviderSource("tfcoremock") else { return nil }
    var provider = ProviderSchemas.Provider()
    provider.configuration = BlockSchema(optional: ["use_only_state": .bool])
    var simple = BlockSchema(attributes: primitives)
    simple.attributes["id"] = identity
    var deep = complex(3)
    deep.attributes["id"] = identity
    provider.resources = ["tfcoremock_simple_resource": simple, "tfcoremock_complex_resource": deep]
    for (type, fact) in files["dynamic_resources.json"]?.objectValue ?? [:] {
        provider.resources[type] = schema(fact)
    }
    var schemas = ProviderSchemas()
    schemas.providers[source] = provider
    return schemas
}

@Sendable private func judgePlanned(_ sample: JSON) -> String? {
    guard let files = sample["files"]?.objectValue, let want = sample["want"]?["plan.json"],
        let schemas = schemas(files), let wanted = try? JSON(parsing: renamed(want.text))
    else { return "the case can't be read" }
    var sources: [String: [UInt8]] = [:]
    for (name, content) in files where name.hasSuffix(".tf") || name.hasSuffix(".tfvars") {
        sources[name] = Array((content.stringValue ?? "").utf8)
    }
    let state = files["terraform.tfstate"].flatMap { try? JSON(parsing: renamed($0.text)) }
    var provider = PlanProjection.Provider()
    provider.refresh = { _, recorded in
        guard let id = recorded["id"]?.stringValue else { return recorded }
        guard let remote = files["terraform.resource/\(id).json"]?["values"]?.objectValue else {
            return .null(recorded.type)
        }
        let names = (recorded.namedValues ?? []).map(\.name)
        let members = names.map { name -> (String, Value) in
            let old = recorded[name] ?? .dynamicNull
            guard let fact = remote[name] else {
                return (name, old.type.isCollection && old.elements?.isEmpty == true ? old : .null(old.type))
            }
            let value = Value(fact: ["type": "dynamic", "value": plain(fact)])
            return (name, (try? value?.converted(to: old.type.open)) ?? old)
        }
        return .object(members)
    }
    let resources = files["dynamic_resources.json"]
    provider.plan = { request in
        var paths = replacements(
            ["object": resources?[request.type]?["attributes"] ?? [:]], request.prior, request.proposed, [])
        if request.prior["id"] != request.proposed["id"] { paths.append(["id"]) }
        return (request.proposed, request.prior.isNull ? [] : paths)
    }
    let arguments = (sample["commands"]?.arrayValue ?? []).flatMap {
        ($0["arguments"]?.arrayValue ?? []).compactMap(\.stringValue)
    }
    let purpose: PlanProjection.Purpose =
        arguments.contains("-refresh-only")
        ? .refresh : arguments.contains("-destroy") ? .destruction : .change
    let configuration = Configuration(sources)
    let values = VariableValues(for: configuration.modules[[]] ?? Module(), files: sources)
    let plan = PlanProjection(
        configuration, state: state, for: purpose, variables: values.values, schemas: schemas,
        provider: provider)
    if plan.diagnostics.hasErrors { return "failed: \(plan.diagnostics)" }
    var got = withoutVersions(plan.json)
    got["errored"] = false
    return difference(withoutVersions(wanted), got, "")
}
