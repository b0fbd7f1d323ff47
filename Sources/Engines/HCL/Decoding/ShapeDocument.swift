/// Shapes as people write them, in the language of `hcldec` specifications: one block that tells the whole,
/// beside `variables` and `function` blocks for what the files that are read by it may use.
public struct ShapeDocument: Sendable {
    public private(set) var shape: BodyShape = .object([])
    /// What expressions of a file that is read by the shape see.
    public private(set) var scope = Scope()
    private var diagnostics: [Diagnostic] = []
    private let own = Scope(functions: Functions.all)

    private init() {}

    /// Reads a specification. With errors, the shape is an object of what could be read.
    public static func parse(_ bytes: [UInt8], name: String = "") -> (
        document: ShapeDocument, diagnostics: [Diagnostic]
    ) {
        let (tree, problems) = SyntaxTree.parse(bytes, name: name)
        var document = ShapeDocument()
        document.diagnostics = problems
        document.read(Body(tree))
        return (document, document.diagnostics)
    }

    private mutating func fail(_ summary: String, _ detail: String, _ range: SourceRange?) {
        diagnostics.append(Diagnostic(.error, summary, detail, at: range))
    }

    private mutating func read(_ body: Body) {
        let (attributes, blocks) = body.everything()
        for attribute in attributes {
            fail(
                "Unsupported argument", "A specification has blocks only at its top.", attribute.nameRange)
        }
        for block in blocks where block.type == "variables" {
            let (attributes, problems) = block.body.attributes()
            diagnostics += problems
            for attribute in attributes { scope.variables[attribute.name] = value(attribute) }
        }
        for block in blocks where block.type == "function" { function(block) }
        let roots = blocks.filter { $0.type != "variables" && $0.type != "function" }
        for extra in roots.dropFirst() {
            fail(
                "Extraneous specification", "A specification is of one block at its top.", extra.header)
        }
        guard let root = roots.first else {
            return fail("Missing specification", "A specification is of one block at its top.", nil)
        }
        shape = read(root, named: nil) ?? shape
    }

    private mutating func value(_ attribute: Body.Attribute) -> Value {
        let (value, problems) = attribute.expression.value(in: own)
        diagnostics += problems
        return value
    }

    private mutating func function(_ block: Body.Block) {
        let (content, problems) = block.body.content(
            Body.Schema(["variadic_param"], required: ["params", "result"]))
        diagnostics += problems
        guard let name = block.labels.first, let result = content.attributes["result"]?.expression,
            let list = content.attributes["params"]
        else { return }
        let names = (list.expression.items ?? []).compactMap(\.keyword)
        let rest = content.attributes["variadic_param"]?.expression.keyword
        func parameter(_ name: String) -> Function.Parameter { Function.Parameter(name, .dynamic, "nudm") }
        let own = own
        scope.functions[name] = Function(
            names.map(parameter), variadic: rest.map(parameter), isNeverNull: false, gives: .dynamic
        ) { values in
            var variables = Dictionary(zip(names, values)) { $1 }
            if let rest { variables[rest] = .tuple(Array(values.dropFirst(names.count))) }
            let (value, problems) = result.value(in: own.nested(variables))
            if let first = problems.first(where: { $0.severity == .error }) {
                throw Function.Failure(first.detail)
            }
            return value
        }
    }

    // MARK: Shapes

    /// `implied` names what is read where the block doesn't.
    private mutating func read(_ block: Body.Block, named implied: String?) -> BodyShape? {
        switch block.type {
        case "object": return .object(members(block))
        case "array", "tuple": return .tuple(children(block).compactMap { $0 })
        case "attr":
            let (content, name) = settings(block, "name", implied, ["type", "required"])
            guard let name else { return nil }
            return .attribute(name, type(content["type"]), isRequired: flag(content["required"]))
        case "block":
            let (content, name) = settings(block, "block_type", implied, ["required"])
            guard let name, let inner = inner(block) else { return nil }
            return .block(name, isRequired: flag(content["required"]), inner)
        case "block_list", "block_set":
            let (content, name) = settings(block, "block_type", implied, ["min_items", "max_items"])
            guard let name, let inner = inner(block) else { return nil }
            return .blocks(
                name, isSet: block.type == "block_set", atLeast: count(content["min_items"]),
                atMost: count(content["max_items"]), inner)
        case "block_map":
            let (content, name) = settings(block, "block_type", implied, ["labels"])
            guard let name, let inner = inner(block) else { return nil }
            let labels = content["labels"].map { value($0).elements?.compactMap(\.stringValue) ?? [] } ?? []
            if labels.isEmpty {
                fail("Missing labels", "A block_map needs the names of one label or more.", block.header)
                return nil
            }
            return .blockMap(name, labels: labels, inner)
        case "block_attrs":
            let (content, name) = settings(block, "block_type", implied, ["element_type", "required"])
            guard let name else { return nil }
            return .blockAttributes(
                name, type(content["element_type"]), isRequired: flag(content["required"]))
        case "literal": return settings(block, ["value"])["value"].map { .literal(value($0)) }
        case "default": return .firstOf(children(block).compactMap { $0 })
        case "transform":
            guard let result = settings(block, ["result"])["result"], let inner = inner(block) else {
                return nil
            }
            return .transform(inner, result.expression, own)
        default:
            fail(
                "Unknown kind of specification", "There is no specification of kind \"\(block.type)\".",
                block.typeRange)
            return nil
        }
    }

    private mutating func members(_ block: Body.Block) -> [(name: String, shape: BodyShape)] {
        var out: [(name: String, shape: BodyShape)] = []
        for child in block.body.everything().blocks {
            guard let name = child.labels.first else {
                fail("Missing name", "What is in an object needs its name as a label.", child.header)
                continue
            }
            if let shape = read(child, named: name) { out.append((name, shape)) }
        }
        return out
    }

    private mutating func children(_ block: Body.Block) -> [BodyShape?] {
        var out: [BodyShape?] = []
        for child in block.body.everything().blocks { out.append(read(child, named: child.labels.first)) }
        return out
    }

    private mutating func inner(_ block: Body.Block) -> BodyShape? {
        let all = children(block)
        if all.count != 1 {
            fail(
                "Wrong number of specifications", "A \(block.type) needs one specification in it.",
                block.header)
        }
        return all.first ?? nil
    }

    private mutating func settings(_ block: Body.Block, _ known: Set<String>) -> [String: Body.Attribute] {
        var out: [String: Body.Attribute] = [:]
        for attribute in block.body.everything().attributes {
            if known.contains(attribute.name) {
                out[attribute.name] = attribute
            } else {
                fail(
                    "Unsupported argument", "A \(block.type) has no \"\(attribute.name)\".",
                    attribute.nameRange)
            }
        }
        return out
    }

    private mutating func settings(
        _ block: Body.Block, _ nameKey: String, _ implied: String?, _ known: Set<String>
    ) -> (content: [String: Body.Attribute], name: String?) {
        let content = settings(block, known.union([nameKey]))
        let name = content[nameKey].flatMap { value($0).stringValue } ?? implied
        if name == nil {
            fail("Missing name", "A \(block.type) needs a \"\(nameKey)\" here.", block.header)
        }
        return (content, name)
    }

    private mutating func type(_ attribute: Body.Attribute?) -> ValueType {
        guard let attribute else { return .dynamic }
        if let quoted = attribute.expression.literal {
            return type(Expression.parse(quoted).expression)
        }
        return type(attribute.expression)
    }

    private mutating func type(_ expression: Expression) -> ValueType {
        let (type, problems) = expression.type(isConstraint: true)
        diagnostics += problems
        return type
    }

    private mutating func flag(_ attribute: Body.Attribute?) -> Bool {
        attribute.map { value($0).boolValue ?? false } ?? false
    }

    private mutating func count(_ attribute: Body.Attribute?) -> Int {
        attribute.flatMap { value($0).numberValue?.int } ?? 0
    }
}
