import Values

/// Renders a blueprint as a Terraform configuration that is `terraform fmt` clean.
public struct TerraformFiles {
    private let document: BlueprintDocument
    private let shapes: [String: ResourceShape]
    private let types: [String: String]

    /// `shapes` tells, by resource type, which properties are blocks. For a type without one, a list of
    /// mappings is taken for blocks and a mapping for an attribute.
    public init(_ document: BlueprintDocument, shapes: [String: ResourceShape]) {
        self.document = document
        self.shapes = shapes
        types = Dictionary(document.resources.map { ($0.name, $0.type) }) { first, _ in first }
    }

    /// File names with their text; a file without content is left out.
    public var files: [(name: String, text: String)] {
        [
            ("versions.tf", versions), ("providers.tf", providers), ("variables.tf", variables),
            ("main.tf", main), ("outputs.tf", outputs),
        ].filter { !$0.1.isEmpty }
    }

    private var versions: String {
        let needed = document.providers.map { provider in
            var pairs = [("source", HCLText.quoted(provider.source, isTemplate: false))]
            if let version = provider.version {
                pairs.append(("version", HCLText.quoted(version, isTemplate: false)))
            }
            return "    \(provider.name) = {\n" + HCLText.aligned(pairs, "      ") + "    }\n"
        }.joined()
        if needed.isEmpty { return "terraform {\n  required_version = \">= 1.5\"\n}\n" }
        return "terraform {\n  required_version = \">= 1.5\"\n\n  required_providers {\n\(needed)  }\n}\n"
    }

    private var providers: String {
        document.providers.filter { !$0.settings.isEmpty }.map { provider in
            block("provider", [provider.name]) { body(provider.settings, nil, 1) }
        }.joined(separator: "\n")
    }

    private var variables: String {
        document.variables.map { variable in
            block("variable", [variable.name]) {
                var pairs: [(String, String)] = [("type", variable.type)]
                if let text = variable.description {
                    pairs.append(("description", HCLText.quoted(text, isTemplate: false)))
                }
                if let value = variable.byDefault { pairs.append(("default", defaultText(value))) }
                if variable.isSensitive { pairs.append(("sensitive", "true")) }
                if !variable.isNullable { pairs.append(("nullable", "false")) }
                let rules = variable.rules.map { rule in
                    "\n  validation {\n"
                        + HCLText.aligned(
                            [
                                ("condition", rule.condition),
                                ("error_message", HCLText.quoted(rule.message, isTemplate: false)),
                            ], "    ")
                        + "  }\n"
                }.joined()
                return grouped(pairs, "  ") + rules
            }
        }.joined(separator: "\n")
    }

    /// Defaults are values, not templates.
    private func defaultText(_ value: JSON) -> String {
        let text = HCLText.literal(value)
        return text.utf8.count > 80 ? HCLText.value(literalTemplates(value), indent: 1) : text
    }

    private func literalTemplates(_ value: JSON) -> JSON {
        switch value {
        case .string(let text):
            .string(text.split(separator: "${", omittingEmptySubsequences: false).joined(separator: "$${"))
        case .array(let elements): .array(elements.map(literalTemplates))
        case .object(let object):
            .object(.init(object.map { (key: $0.key, value: literalTemplates($0.value)) }))
        default: value
        }
    }

    private var main: String {
        var parts: [String] = []
        if !document.locals.isEmpty {
            let pairs = document.locals.map { ($0.name, HCLText.value(resolved($0.value), indent: 1)) }
            parts.append("locals {\n" + grouped(pairs, "  ") + "}\n")
        }
        parts += document.resources.map(resource)
        return parts.joined(separator: "\n")
    }

    private func resource(_ resource: BlueprintDocument.Resource) -> String {
        block("resource", [resource.type, resource.name]) {
            var sections: [String] = []
            if let count = resource.count {
                sections.append("  count = \(HCLText.value(resolved(count), indent: 1))\n")
            }
            if let forEach = resource.forEach {
                sections.append("  for_each = \(HCLText.value(resolved(forEach), indent: 1))\n")
            }
            let properties = body(resource.properties, shapes[resource.type], 1)
            if !properties.isEmpty { sections.append(properties) }
            if !resource.lifecycle.isEmpty {
                let pairs = resource.lifecycle.map { ($0.key, bare($0.value)) }
                sections.append("  lifecycle {\n" + HCLText.aligned(pairs, "    ") + "  }\n")
            }
            if !resource.dependsOn.isEmpty {
                let list = resource.dependsOn.map { "\(types[$0] ?? "").\($0)" }.joined(separator: ", ")
                sections.append("  depends_on = [\(list)]\n")
            }
            return sections.joined(separator: "\n")
        }
    }

    /// `ignore_changes` and its like take bare references.
    private func bare(_ value: JSON) -> String {
        switch value {
        case .string(let text): Expressions.wholeExpression(text).map(resolvedExpression) ?? text
        case .array(let elements): "[" + elements.map(bare).joined(separator: ", ") + "]"
        default: HCLText.literal(value)
        }
    }

    private var outputs: String {
        document.outputs.map { output in
            block("output", [output.name]) {
                var pairs: [(String, String)] = []
                if let text = output.description {
                    pairs.append(("description", HCLText.quoted(text, isTemplate: false)))
                }
                pairs.append(("value", HCLText.value(resolved(output.value), indent: 1)))
                if output.isSensitive { pairs.append(("sensitive", "true")) }
                return grouped(pairs, "  ")
            }
        }.joined(separator: "\n")
    }

    // MARK: - Bodies

    private func block(_ kind: String, _ labels: [String], _ content: () -> String) -> String {
        let inner = content()
        let head = kind + labels.map { " \"\($0)\"" }.joined()
        return inner.isEmpty ? head + " {\n}\n" : head + " {\n" + inner + "}\n"
    }

    /// Attributes on one line first, then those over many, then blocks, parted by empty lines.
    private func body(_ properties: JSON.Object, _ shape: ResourceShape?, _ indent: Int) -> String {
        let pad = String(repeating: "  ", count: indent)
        var pairs: [(String, String)] = []
        var blocks: [String] = []
        for (name, value) in properties {
            guard let nested = nested(name, value, shape) else {
                pairs.append((name, HCLText.value(resolved(value), indent: indent)))
                continue
            }
            for object in nested {
                let inner = body(object, shape?.block(name)?.shape, indent + 1)
                blocks.append("\(pad)\(name) {\n\(inner)\(pad)}\n")
            }
        }
        let attributes = grouped(pairs, pad)
        return ((attributes.isEmpty ? [] : [attributes]) + blocks).joined(separator: "\n")
    }

    private func nested(_ name: String, _ value: JSON, _ shape: ResourceShape?) -> [JSON.Object]? {
        if let shape {
            guard shape.block(name) != nil else { return nil }
            if case .object(let object) = value { return [object] }
            return value.arrayValue?.compactMap(\.objectValue)
        }
        guard let elements = value.arrayValue, !elements.isEmpty else { return nil }
        let objects = elements.compactMap(\.objectValue)
        return objects.count == elements.count ? objects : nil
    }

    private func grouped(_ pairs: [(String, String)], _ pad: String) -> String {
        let short = pairs.filter { !$0.1.contains("\n") }
        let long = pairs.filter { $0.1.contains("\n") }
        var parts: [String] = []
        if !short.isEmpty { parts.append(HCLText.aligned(short, pad)) }
        parts += long.map { HCLText.aligned([$0], pad) }
        return parts.joined(separator: "\n")
    }

    // MARK: - References

    /// `resources.NAME` becomes `TYPE.NAME`.
    private func resolved(_ value: JSON) -> JSON {
        switch value {
        case .string(let text): .string(Expressions.rewrite(text, replacement))
        case .array(let elements): .array(elements.map(resolved))
        case .object(let object):
            .object(
                .init(
                    object.map { (key: Expressions.rewrite($0.key, replacement), value: resolved($0.value)) })
            )
        case .null, .bool, .number: value
        }
    }

    private func resolvedExpression(_ text: String) -> String {
        Expressions.rewriteExpression(text, replacement)
    }

    private func replacement(_ root: String, _ name: String) -> String? {
        root == "resources" ? types[name].map { "\($0).\(name)" } : nil
    }
}
