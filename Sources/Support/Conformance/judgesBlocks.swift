import HCL
import TerraformLanguage
import Values

/// Bodies that a provider's schema makes values of.
let judgesBlocks: [Judge] = [Judge("hcl", file: "tofu_expand_block", judgeExpansion)]

private let expansionSchema = BlockSchema(
    attributes: ["foo": .string, "list_of_obj": .list(.object(named: [.init("boop", .string)]))],
    blocks: ["bar": .init(.map, BlockSchema(attributes: ["baz": .string]))])

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
