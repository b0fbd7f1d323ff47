import Crypto
import HCL
import TerraformLanguage
import Values

/// Plans with providers whose objects are the case's own files: of each case the plan's JSON, the plan's
/// text, and what the state is after applying, as JSON and as text.
let judgesEquivalence: [Judge] = [
    Judge("tfplan-plans", folder: "tfplan", file: "equivalence", judgePlanned),
    Judge("tfplan-texts", folder: "tfplan", file: "equivalence", judgePlanText),
    Judge(
        "tfplan-states", folder: "tfplan", file: "equivalence",
        applies: { $0["want"]?["state.json"] != nil }, judgeApplied),
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

/// Objects and collections of objects have attributes of their own.
private func nested(_ json: JSON) -> BlockSchema.Nested? {
    func members(_ json: JSON) -> BlockSchema {
        schema(["attributes": json["object"] ?? [:]], isTop: false)
    }
    switch json["type"]?.stringValue {
    case "object": return .init(.single, members(json))
    case let kind?:
        guard let nesting = BlockSchema.Nesting(rawValue: kind), let element = json[kind],
            element["type"] == "object"
        else { return nil }
        return .init(nesting, members(element))
    case nil: return nil
    }
}

private func schema(_ json: JSON, isTop: Bool = true) -> BlockSchema {
    var out = BlockSchema()
    for (name, fact) in json["attributes"]?.objectValue ?? [:] {
        var one = attribute(type(fact), nested: nested(fact))
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

private func schemas(_ files: JSON.Object) -> ProviderSchemas {
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
    provider.dataSources = provider.resources
    var schemas = ProviderSchemas()
    if let source = ProviderSource("tfcoremock") { schemas.providers[source] = provider }
    for (name, type, resource) in [("local", "local_file", localFile), ("random", "random_integer", integer)]
    {
        var other = ProviderSchemas.Provider()
        other.configuration = BlockSchema()
        other.resources[type] = resource
        if let source = ProviderSource(name) { schemas.providers[source] = other }
    }
    return schemas
}

/// Of the provider `local`, version 2.2.
private let localFile: BlockSchema = {
    var schema = BlockSchema(
        optional: [
            "content": .string, "content_base64": .string, "directory_permission": .string,
            "file_permission": .string, "filename": .string, "sensitive_content": .string, "source": .string,
        ])
    schema.attributes["sensitive_content"]?.isSensitive = true
    var id = BlockSchema.Attribute(.string)
    id.isComputed = true
    schema.attributes["id"] = id
    return schema
}()

/// Of the provider `random`, version 3.4.
private let integer: BlockSchema = {
    var schema = BlockSchema(
        optional: ["keepers": .map(.string), "max": .number, "min": .number, "seed": .string])
    for (name, type) in [("id", ValueType.string), ("result", .number)] {
        var computed = BlockSchema.Attribute(type)
        computed.isComputed = true
        schema.attributes[name] = computed
    }
    return schema
}()

extension Value {
    /// The object with texts in the place of nulls.
    fileprivate func filled(_ defaults: [String: String]) -> Value {
        guard let named = namedValues else { return self }
        return .object(
            named.map { one in
                (one.name, one.value.isNull ? defaults[one.name].map(Value.string) ?? one.value : one.value)
            })
    }
}

/// One case, planned.
private struct Planned {
    let plan: PlanProjection
    let schemas: ProviderSchemas
    let purpose: PlanProjection.Purpose

    init?(_ sample: JSON) {
        guard let files = sample["files"]?.objectValue else { return nil }
        schemas = Conformance.schemas(files)
        var sources: [String: [UInt8]] = [:]
        for (name, content) in files where name.hasSuffix(".tf") || name.hasSuffix(".tfvars") {
            sources[name] = Array((content.stringValue ?? "").utf8)
        }
        let state = files["terraform.tfstate"].flatMap { try? JSON(parsing: renamed($0.text)) }
        let arguments = (sample["commands"]?.arrayValue ?? []).flatMap {
            ($0["arguments"]?.arrayValue ?? []).compactMap(\.stringValue)
        }
        purpose =
            arguments.contains("-refresh-only")
            ? .refresh : arguments.contains("-destroy") ? .destruction : .change
        let configuration = Configuration(sources)
        let values = VariableValues(for: configuration.modules[[]] ?? Module(), files: sources)
        plan = PlanProjection(
            configuration, state: state, for: purpose, variables: values.values, schemas: schemas,
            provider: Self.provider(files))
    }

    private static func provider(_ files: JSON.Object) -> PlanProjection.Provider {
        var provider = PlanProjection.Provider()
        provider.refresh = { type, recorded in
            guard type.hasPrefix("tfcoremock_"), let id = recorded["id"]?.stringValue else {
                return recorded
            }
            guard let remote = files["terraform.resource/\(id).json"]?["values"]?.objectValue else {
                return .null(recorded.type)
            }
            let names = (recorded.namedValues ?? []).map(\.name)
            let members = names.map { name -> (String, Value) in
                let old = recorded[name] ?? .dynamicNull
                guard let fact = remote[name] else {
                    let isEmpty = old.type.isCollection && old.elements?.isEmpty == true
                    return (name, isEmpty ? old : .null(old.type))
                }
                let value = Value(fact: ["type": "dynamic", "value": plain(fact)])
                return (name, (try? value?.converted(to: old.type.open)) ?? old)
            }
            return .object(members)
        }
        let resources = files["dynamic_resources.json"]
        provider.plan = { request in
            if request.type == "local_file" {
                let modes = ["directory_permission": "0777", "file_permission": "0777"]
                return (request.proposed.filled(modes), [])
            }
            guard request.type.hasPrefix("tfcoremock_") else { return (request.proposed, []) }
            var paths = replacements(
                ["object": resources?[request.type]?["attributes"] ?? [:]], request.prior, request.proposed,
                [])
            if request.prior["id"] != request.proposed["id"] { paths.append(["id"]) }
            return (request.proposed, request.prior.isNull ? [] : paths)
        }
        return provider
    }
}

private func outcome(_ sample: JSON, _ judged: (Planned) -> String?) -> String? {
    guard let planned = Planned(sample) else { return "the case can't be read" }
    if planned.plan.diagnostics.hasErrors { return "failed: \(planned.plan.diagnostics)" }
    return judged(planned)
}

@Sendable private func judgePlanned(_ sample: JSON) -> String? {
    outcome(sample) { planned in
        guard let want = sample["want"]?["plan.json"], let wanted = try? JSON(parsing: renamed(want.text))
        else { return "the case can't be read" }
        var got = withoutVersions(planned.plan.json)
        got["errored"] = false
        return difference(withoutVersions(wanted), got, "")
    }
}

/// Without what the run says before the plan and after it.
@Sendable private func judgePlanText(_ sample: JSON) -> String? {
    outcome(sample) { planned in
        guard let want = sample["want"]?["plan"]?.stringValue else { return "the case can't be read" }
        let rule = String(repeating: "\u{2500}", count: 77)
        let kept = want.components(of: "\n\(rule)\n\nSaved the plan").first ?? ""
        let lines = kept.split(separator: "\n", omittingEmptySubsequences: false)
        let wanted = lines.filter { !$0.contains(": Refreshing state...") }.joined(separator: "\n")
        let text = PlanText(
            planned.plan.json, for: planned.purpose, schemas: planned.schemas, tool: .openTofu)
        return differenceOfLines(wanted, text.text)
    }
}

@Sendable private func judgeApplied(_ sample: JSON) -> String? {
    outcome(sample) { planned in
        guard let want = sample["want"]?["state.json"], let wanted = try? JSON(parsing: renamed(want.text))
        else { return "the case can't be read" }
        let got = withIdentities(planned.plan.applied)
        if let difference = difference(withoutVersions(wanted), withoutVersions(got), "") {
            return difference
        }
        guard let text = sample["want"]?["state"]?.stringValue else { return nil }
        return differenceOfLines(text, StateText(got, schemas: planned.schemas).text)
    }
}

/// What `local` makes of a file, computed here as the provider does when it applies.
private func withIdentities(_ json: JSON) -> JSON {
    if let all = json.arrayValue { return .array(all.map(withIdentities)) }
    guard let object = json.objectValue else { return json }
    var out = JSON.object(.init(object.map { (key: $0.key, value: withIdentities($0.value)) }))
    if json["type"] == "local_file", let content = json["values"]?["content"]?.stringValue {
        out["values"]?["id"] = .string(Digest.sha1(content.utf8).hex)
    }
    return out
}

private func differenceOfLines(_ want: String, _ got: String) -> String? {
    func lines(_ text: String) -> [Substring] {
        var out = text.split(separator: "\n", omittingEmptySubsequences: false)
        while out.last?.isEmpty == true { out.removeLast() }
        return out
    }
    let (a, b) = (lines(want), lines(got))
    for place in 0..<max(a.count, b.count) {
        let x = place < a.count ? a[place] : "(end)", y = place < b.count ? b[place] : "(end)"
        if x != y { return "line \(place + 1): wanted |\(x)|, got |\(y)|" }
    }
    return nil
}

extension String {
    fileprivate func components(of separator: String) -> [String] {
        guard let range = firstRange(of: separator) else { return [self] }
        return [String(self[..<range.lowerBound]), String(self[range.upperBound...])]
    }
}
