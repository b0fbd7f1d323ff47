public import HCL

extension Module {
    private static let roots: Set<String> = [
        "path", "terraform", "each", "count", "self", "var", "local", "module", "data", "ephemeral",
    ]
    private static let meta: Set<String> = ["provider", "depends_on"]
    private static let metaBlocks: Set<String> = ["lifecycle", "provisioner", "connection"]

    /// What can be told of references without evaluating anything: a resource's type alone names nothing.
    public func validate() -> [Diagnostic] {
        var out: [Diagnostic] = []
        func look(_ expression: Expression, _ bound: Set<String>) {
            for reference in expression.variables
            where reference.parts.isEmpty && !Self.roots.contains(reference.root)
                && !bound.contains(reference.root)
            {
                out.append(
                    Diagnostic(
                        .error, "Invalid reference",
                        "A reference to a resource type must be followed by at least one attribute access, "
                            + "specifying the resource name.", at: reference.range))
            }
        }
        func look(_ body: Body, _ bound: Set<String>, isTop: Bool) {
            let (attributes, blocks) = body.everything()
            for attribute in attributes where !(isTop && Self.meta.contains(attribute.name)) {
                look(attribute.expression, bound)
            }
            for block in blocks where !(isTop && Self.metaBlocks.contains(block.type)) {
                guard block.type == "dynamic" else {
                    look(block.body, bound, isTop: false)
                    continue
                }
                // The iterator's name is no reference, and may be one within.
                let schema = Body.Schema(["for_each", "iterator", "labels"], blocks: ["content": 0])
                let content = block.body.content(schema, partial: true).content
                let iterator = content.attributes["iterator"]?.expression.keyword ?? block.labels.first ?? ""
                if let each = content.attributes["for_each"] { look(each.expression, bound) }
                for inner in content.blocks { look(inner.body, bound.union([iterator]), isTop: false) }
            }
        }
        for resource in resources { look(resource.body, [], isTop: true) }
        for local in locals { look(local.value, []) }
        for output in outputs { if let value = output.value { look(value, []) } }
        return out
    }
}
