import HCL
import TerraformLanguage
import Values

/// Bodies that a provider's schema makes values of.
let judgesBlocks: [Judge] = [
    Judge("hcl", file: "tofu_expand_block", judgeExpansion), Judge("hcl", file: "genconfig", judgeGeneration),
]

private let expansionSchema = BlockSchema(
    optional: ["foo": .string, "list_of_obj": .list(.object(named: [.init("boop", .string)]))],
    blocks: ["bar": .init(.map, BlockSchema(optional: ["baz": .string]))])

@Sendable private func judgeExpansion(_ sample: JSON) -> String? {
    guard let text = sample["config"]?.stringValue, let want = sample["want"].flatMap({ Value(fact: $0) })
    else {
        return "the case can't be read"
    }
    let (tree, problems) = SyntaxTree.parse(Array(text.utf8))
    let locals = Value.object([
        ("greeting", .string("howdy")), ("list", .list([.string("elem0"), .string("elem1")], of: .string)),
        ("map", .map([("key1", .string("val1")), ("key2", .string("val2"))], of: .string)),
    ])
    let (got, failures) = expansionSchema.value(of: Body(tree), in: Scope(variables: ["local": locals]))
    let all = problems + failures
    if !all.isEmpty { return "got \(all.map(\.description))" }
    return got.resembles(want) ? nil : "wanted \(want), got \(got)"
}

@Sendable private func judgeGeneration(_ sample: JSON) -> String? {
    guard let want = sample["want"]?.stringValue, let schema = sample["schema"] else {
        return "the case can't be read"
    }
    let text = AdoptedResource.text(
        type: sample["type"]?.stringValue ?? "", name: sample["name"]?.stringValue ?? "",
        provider: sample["provider"]?["LocalName"]?.stringValue, schema: shape(schema).schema,
        value: sample["value"].flatMap { Value(fact: $0) })
    return text == want ? nil : "got \(text.debugDescription)"
}

private func shape(_ json: JSON) -> BlockSchema.Nested {
    let nestings: [String: BlockSchema.Nesting] = [
        "NestingList": .list, "NestingSet": .set, "NestingMap": .map,
    ]
    var attributes: [String: BlockSchema.Attribute] = [:]
    for (name, fact) in json["attributes"]?.objectValue ?? [:] {
        var attribute = BlockSchema.Attribute(fact["type"].flatMap { ValueType(fact: $0) } ?? .dynamic)
        attribute.isRequired = fact["required"]?.boolValue ?? false
        attribute.isOptional = fact["optional"]?.boolValue ?? false
        attribute.isComputed = fact["computed"]?.boolValue ?? false
        attribute.isSensitive = fact["sensitive"]?.boolValue ?? false
        attribute.isWriteOnly = fact["write_only"]?.boolValue ?? false
        attribute.nested = fact["nested"].map(shape)
        attributes[name] = attribute
    }
    let blocks = (json["blocks"]?.objectValue ?? [:]).map { ($0.key, shape($0.value)) }
    return BlockSchema.Nested(
        nestings[json["nesting"]?.stringValue ?? ""] ?? .single,
        BlockSchema(attributes: attributes, blocks: Dictionary(blocks) { $1 }),
        minimum: json["min"]?.intValue ?? 0)
}
