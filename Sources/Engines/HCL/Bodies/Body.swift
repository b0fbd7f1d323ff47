/// What a file or a block holds, in either syntax: the native one, or its JSON variant, in which a schema
/// decides what is an argument and what a block.
public struct Body: Sendable {
    enum Form: Sendable {
        case native(SyntaxTree, NodeID)
        case json(JSONBody)
        /// Files that make up one body.
        case merged([Body])
    }

    let form: Form

    init(_ form: Form) { self.form = form }

    public init(_ tree: SyntaxTree) { form = .native(tree, tree.root) }

    public init(merging bodies: [Body]) { form = .merged(bodies) }

    /// The arguments and blocks that are expected.
    public struct Schema: Sendable {
        public var attributes: [String: Bool]
        public var blocks: [String: Int]

        /// Names of arguments, those in `required` too; names of blocks with how many labels they have.
        public init(_ optional: [String] = [], required: [String] = [], blocks: [String: Int] = [:]) {
            attributes = [:]
            for name in optional { attributes[name] = false }
            for name in required { attributes[name] = true }
            self.blocks = blocks
        }
    }

    public struct Attribute: Sendable {
        public let name: String
        public let expression: Expression
        public let nameRange: SourceRange
        /// Name and value.
        public let range: SourceRange
    }

    public struct Block: Sendable {
        public let type: String
        public let labels: [String]
        public let body: Body
        /// From the type to the last label.
        public let header: SourceRange
        public let typeRange: SourceRange
        public let labelRanges: [SourceRange]
    }

    public struct Content: Sendable {
        public var attributes: [String: Attribute] = [:]
        public var blocks: [Block] = []
        /// Where something that is missing would be added.
        public var missing: SourceRange?
    }

    /// What the schema names. Anything else is an error, unless the body is only read in part.
    public func content(_ schema: Schema, partial: Bool = false) -> (
        content: Content, diagnostics: [Diagnostic]
    ) {
        switch form {
        case .native(let tree, let id):
            var reader = NativeReader(tree: tree, schema: schema, isPartial: partial)
            reader.read(tree[id])
            return (reader.content, reader.diagnostics)
        case .json(let body): return body.content(schema, partial: partial)
        case .merged(let bodies):
            var all = Content()
            var diagnostics: [Diagnostic] = []
            var optional = schema
            for name in schema.attributes.keys { optional.attributes[name] = false }
            for body in bodies {
                let (content, problems) = body.content(optional, partial: partial)
                diagnostics += problems
                all.blocks += content.blocks
                for (name, attribute) in content.attributes {
                    if let first = all.attributes[name] {
                        diagnostics.append(
                            Diagnostic(
                                .error, "Duplicate argument",
                                "Argument \"\(name)\" was already set at \(first.nameRange).",
                                at: attribute.nameRange))
                    } else {
                        all.attributes[name] = attribute
                    }
                }
                all.missing = all.missing ?? content.missing
            }
            for (name, isRequired) in schema.attributes.sorted(by: { $0.key < $1.key })
            where isRequired && all.attributes[name] == nil {
                diagnostics.append(
                    Diagnostic(
                        .error, "Missing required argument",
                        "The argument \"\(name)\" is required, but was not set.", at: all.missing))
            }
            return (all, diagnostics)
        }
    }

    /// All arguments of a body that may hold nothing else.
    public func attributes() -> (attributes: [Attribute], diagnostics: [Diagnostic]) {
        switch form {
        case .native(let tree, let id):
            var out: [Attribute] = []
            var diagnostics: [Diagnostic] = []
            for item in tree.list(tree[id]) {
                let node = tree[item]
                if node.kind == .attribute {
                    out.append(NativeReader.attribute(tree, node))
                } else if diagnostics.isEmpty {
                    let block = NativeReader.block(tree, node)
                    diagnostics.append(
                        Diagnostic(
                            .error, "Unexpected \"\(block.type)\" block", "Blocks are not allowed here.",
                            at: block.typeRange))
                }
            }
            return (out, diagnostics)
        case .json(let body): return (body.everyAttribute(), [])
        case .merged(let bodies):
            return bodies.reduce(into: ([], [])) {
                let (attributes, diagnostics) = $1.attributes()
                $0.0 += attributes
                $0.1 += diagnostics
            }
        }
    }

    /// Every variable that it reads, deep in nested blocks too; in JSON in what may be an expression.
    public var references: [Reference] {
        switch form {
        case .native(let tree, let id):
            var finder = ReferenceFinder(tree: tree)
            func visit(_ id: NodeID) {
                for item in tree.list(tree[id]) {
                    if tree[item].kind == .block {
                        visit(tree.extra(tree[item], 1))
                    } else {
                        finder.visit(item)
                    }
                }
            }
            visit(id)
            return finder.found
        case .json(let body): return body.everyAttribute().flatMap(\.expression.variables)
        case .merged(let bodies): return bodies.flatMap(\.references)
        }
    }
}

/// Reads a native body by a schema.
struct NativeReader {
    let tree: SyntaxTree
    let schema: Body.Schema
    let isPartial: Bool
    var content = Body.Content()
    var diagnostics: [Diagnostic] = []

    init(tree: SyntaxTree, schema: Body.Schema, isPartial: Bool) {
        self.tree = tree
        self.schema = schema
        self.isPartial = isPartial
    }

    static func attribute(_ tree: SyntaxTree, _ node: Node) -> Body.Attribute {
        Body.Attribute(
            name: tree.text(node.first, node.a), expression: Expression(tree, node.b),
            nameRange: tree.source.range(Span(Int(node.first), Int(node.a))),
            range: tree.source.range(node.span))
    }

    static func block(_ tree: SyntaxTree, _ node: Node) -> Body.Block {
        let labels = tree.extras[(Int(node.a) + 4)..<(Int(node.a) + 4 + Int(node.b))]
        let typeEnd = tree.extra(node, 0)
        let headerEnd = labels.last.map { Int(tree[$0].last) } ?? Int(typeEnd)
        return Body.Block(
            type: tree.text(node.first, typeEnd), labels: labels.map { tree.string(tree[$0]) },
            body: Body(.native(tree, tree.extra(node, 1))),
            header: tree.source.range(Span(Int(node.first), headerEnd)),
            typeRange: tree.source.range(Span(Int(node.first), Int(typeEnd))),
            labelRanges: labels.map { tree.range($0) })
    }

    mutating func read(_ body: Node) {
        for item in tree.list(body) {
            let node = tree[item]
            if node.kind == .attribute { attribute(node) } else { block(node) }
        }
        // Where the body begins: the brace after a block's header, or the file's start.
        let start = Int(body.first)
        var place = min(start, tree.source.bytes.count)
        while place > 0, tree.source.bytes[place - 1] != UInt8(ascii: "{"),
            tree.source.bytes[place - 1] <= 0x20
        { place -= 1 }
        let isBlock = place > 0 && tree.source.bytes[place - 1] == UInt8(ascii: "{")
        let missing = tree.source.range(isBlock ? Span(place - 1, place) : Span(start, start))
        content.missing = missing
        for (name, isRequired) in schema.attributes.sorted(by: { $0.key < $1.key })
        where isRequired && content.attributes[name] == nil {
            diagnostics.append(
                Diagnostic(
                    .error, "Missing required argument",
                    "The argument \"\(name)\" is required, but no definition was found.", at: missing))
        }
    }

    private mutating func attribute(_ node: Node) {
        let attribute = Self.attribute(tree, node)
        if schema.attributes[attribute.name] != nil {
            content.attributes[attribute.name] = attribute
            return
        }
        if isPartial { return }
        let detail: String
        if schema.blocks[attribute.name] != nil {
            detail =
                "An argument named \"\(attribute.name)\" is not expected here. Did you mean to define a block of type "
                + "\"\(attribute.name)\"?"
        } else {
            let hint = suggestion(attribute.name, among: schema.attributes.keys.sorted()).map {
                " Did you mean \"\($0)\"?"
            }
            detail = "An argument named \"\(attribute.name)\" is not expected here.\(hint ?? "")"
        }
        diagnostics.append(Diagnostic(.error, "Unsupported argument", detail, at: attribute.nameRange))
    }

    private mutating func block(_ node: Node) {
        let block = Self.block(tree, node)
        guard let labels = schema.blocks[block.type] else {
            if isPartial { return }
            let detail: String
            if schema.attributes[block.type] != nil {
                detail =
                    "Blocks of type \"\(block.type)\" are not expected here. Did you mean to define argument "
                    + "\"\(block.type)\"? If so, use the equals sign to assign it a value."
            } else {
                let hint = suggestion(block.type, among: schema.blocks.keys.sorted()).map {
                    " Did you mean \"\($0)\"?"
                }
                detail = "Blocks of type \"\(block.type)\" are not expected here.\(hint ?? "")"
            }
            diagnostics.append(Diagnostic(.error, "Unsupported block type", detail, at: block.typeRange))
            return
        }
        if block.labels.count > labels {
            let detail =
                labels == 0
                ? "No labels are expected for \(block.type) blocks."
                : "Only \(labels) labels are expected for \(block.type) blocks."
            diagnostics.append(
                Diagnostic(
                    .error, "Extraneous label for \(block.type)", detail, at: block.labelRanges[labels],
                    in: block.header))
            return
        }
        if block.labels.count < labels {
            diagnostics.append(
                Diagnostic(
                    .error, "Missing name for \(block.type)",
                    "All \(block.type) blocks must have \(labels) labels.", at: block.header))
            return
        }
        content.blocks.append(block)
    }
}

extension Body {
    /// All arguments and blocks in a native body; of one in JSON, where nothing tells them apart, all members
    /// as arguments.
    package func everything() -> (attributes: [Attribute], blocks: [Block]) {
        switch form {
        case .native(let tree, let id):
            var attributes: [Attribute] = []
            var blocks: [Block] = []
            for item in tree.list(tree[id]) {
                let node = tree[item]
                if node.kind == .attribute {
                    attributes.append(NativeReader.attribute(tree, node))
                } else {
                    blocks.append(NativeReader.block(tree, node))
                }
            }
            return (attributes, blocks)
        case .json(let body): return (body.everyAttribute(), [])
        case .merged(let bodies):
            // What comes first stands before what comes later; blocks of a type are replaced together.
            var attributes: [Attribute] = []
            var blocks: [Block] = []
            for body in bodies {
                let (more, inner) = body.everything()
                attributes += more.filter { one in !attributes.contains { $0.name == one.name } }
                let types = Set(blocks.map(\.effectiveType))
                blocks += inner.filter { !types.contains($0.effectiveType) }
            }
            return (attributes, blocks)
        }
    }

    /// Whether any of it is of the JSON variant, in which only a schema tells blocks from arguments.
    package var isJSON: Bool {
        switch form {
        case .native: false
        case .json: true
        case .merged(let bodies): bodies.contains(where: \.isJSON)
        }
    }

    /// The files that it was read from; in JSON one for each argument.
    package var trees: [SyntaxTree] {
        switch form {
        case .native(let tree, _): return [tree]
        case .json(let body): return body.everyAttribute().map(\.expression.tree)
        case .merged(let bodies): return bodies.flatMap(\.trees)
        }
    }
}

extension Body.Block {
    /// A dynamic block's is the type of what it makes.
    fileprivate var effectiveType: String { type == "dynamic" ? labels.first ?? type : type }
}

extension SyntaxTree {
    /// Names that follow a dot anywhere in it.
    package var stepNames: Set<String> {
        var out: Set<String> = []
        for node in nodes where node.kind == .traversal || node.kind == .relativeTraversal {
            for step in steps(node) { if case .attribute(let name) = step { out.insert(source.text(name)) } }
        }
        return out
    }
}

extension Body {
    /// A native file's outermost blocks: where they begin and end, and their headers with labels in quotes.
    public var topBlocks: [(start: Int, end: Int, header: String)] {
        guard case .native(let tree, let id) = form else { return [] }
        return tree.list(tree[id]).compactMap { item in
            let node = tree[item]
            guard node.kind == .block else { return nil }
            let block = NativeReader.block(tree, node)
            let header = ([block.type] + block.labels.map { "\"\($0)\"" }).joined(separator: " ")
            return (Int(node.first), Int(node.last), header)
        }
    }
}
