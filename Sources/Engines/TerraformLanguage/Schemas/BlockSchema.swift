public import HCL

/// What a provider says that a block holds, by which a body becomes a value.
public struct BlockSchema: Sendable {
    /// How often a nested block may stand, and what its values are gathered in.
    public enum Nesting: Sendable { case single, list, set, map }

    public struct Nested: Sendable {
        public var nesting: Nesting
        public var schema: BlockSchema

        public init(_ nesting: Nesting, _ schema: BlockSchema) {
            self.nesting = nesting
            self.schema = schema
        }
    }

    public var attributes: [String: ValueType]
    public var blocks: [String: Nested]

    public init(attributes: [String: ValueType] = [:], blocks: [String: Nested] = [:]) {
        self.attributes = attributes
        self.blocks = blocks
    }

    /// The type of an object that the block becomes.
    public var type: ValueType {
        .object(
            named: attributes.map { .init($0.key, $0.value) }
                + blocks.map { name, nested in
                    let inner = nested.schema.type
                    return switch nested.nesting {
                    case .single: .init(name, inner)
                    case .list: .init(name, .list(inner))
                    case .set: .init(name, .set(inner))
                    case .map: .init(name, .map(inner))
                    }
                })
    }

    /// The body's value in a scope, `dynamic` blocks expanded. What is not set is null; a collection of
    /// objects that is an argument may be written as blocks too.
    public func value(of body: Body, in scope: Scope) -> (value: Value, diagnostics: [Diagnostic]) {
        var reader = BlockReader(scope: scope)
        let value = reader.value(body, self)
        return (value, reader.diagnostics)
    }
}

private struct BlockReader {
    let scope: Scope
    var diagnostics: [Diagnostic] = []

    private mutating func fail(_ summary: String, _ detail: String, _ range: SourceRange?) {
        diagnostics.append(Diagnostic(.error, summary, detail, at: range))
    }

    mutating func value(_ body: Body, _ schema: BlockSchema) -> Value {
        let (attributes, blocks) = body.everything()
        var members: [String: Value] = [:]
        for attribute in attributes {
            guard let type = schema.attributes[attribute.name] else {
                fail(
                    "Unsupported argument", "An argument named \"\(attribute.name)\" is not expected here.",
                    attribute.nameRange)
                continue
            }
            members[attribute.name] = converted(attribute.expression, type)
        }
        var nested: [String: [(labels: [String], value: Value)]] = [:]
        var unknown: Set<String> = []
        for block in blocks { expand(block, schema, &nested, &unknown) }
        for (name, type) in schema.attributes where members[name] == nil {
            let own = nested[name] ?? []
            if type.element != nil, !own.isEmpty,
                let value = try? Value.tuple(own.map(\.value)).converted(to: type)
            {
                members[name] = value
            } else {
                members[name] = .null(type)
            }
        }
        for (name, block) in schema.blocks {
            members[name] = gathered(nested[name] ?? [], block, isUnknown: unknown.contains(name))
        }
        return .object(members.map { ($0.key, $0.value) })
    }

    private mutating func converted(_ expression: Expression, _ type: ValueType) -> Value {
        let (value, problems) = expression.value(in: scope)
        diagnostics += problems
        do throws(Mismatch) {
            return try value.converted(to: type)
        } catch {
            fail(
                "Incorrect attribute value type",
                "Inappropriate value for attribute: \(error.pathAndMessage).",
                expression.range)
            return .unknown(type)
        }
    }

    private func gathered(
        _ own: [(labels: [String], value: Value)], _ block: BlockSchema.Nested, isUnknown: Bool
    ) -> Value {
        let type = block.schema.type
        switch block.nesting {
        case .single: return isUnknown ? .unknown(type) : own.first?.value ?? .null(type)
        case .list: return isUnknown ? .unknown(.list(type)) : .list(own.map(\.value), of: type)
        case .set: return isUnknown ? .unknown(.set(type)) : .set(own.map(\.value), of: type)
        case .map:
            return isUnknown
                ? .unknown(.map(type)) : .map(own.map { ($0.labels.first ?? "", $0.value) }, of: type)
        }
    }

    /// The schema of a block of this type; an argument of objects has one too.
    private func inner(_ type: String, _ schema: BlockSchema) -> BlockSchema? {
        if let nested = schema.blocks[type] { return nested.schema }
        guard case .object(let attributes)? = schema.attributes[type]?.element else { return nil }
        return BlockSchema(attributes: Dictionary(attributes.map { ($0.name, $0.type) }) { $1 })
    }

    private mutating func expand(
        _ block: Body.Block, _ schema: BlockSchema,
        _ nested: inout [String: [(labels: [String], value: Value)]],
        _ unknown: inout Set<String>
    ) {
        let type = block.type == "dynamic" ? block.labels.first ?? "" : block.type
        guard let own = inner(type, schema) else {
            return fail(
                "Unsupported block type", "Blocks of type \"\(type)\" are not expected here.", block.typeRange
            )
        }
        guard block.type == "dynamic" else {
            nested[type, default: []].append((block.labels, value(block.body, own)))
            return
        }
        let (content, problems) = block.body.content(
            Body.Schema(["iterator", "labels"], required: ["for_each"], blocks: ["content": 0]))
        diagnostics += problems
        guard let each = content.attributes["for_each"]?.expression, let inner = content.blocks.first else {
            return
        }
        let (collection, failures) = each.value(in: scope)
        diagnostics += failures
        guard !collection.isNull else {
            return fail("Invalid dynamic for_each value", "Cannot use a null value in for_each.", each.range)
        }
        guard collection.isKnown, collection.type != .dynamic else {
            unknown.insert(type)
            return
        }
        let iterator = content.attributes["iterator"]?.expression.keyword ?? type
        var pairs: [(Value, Value)] = (collection.namedValues ?? []).map { (.string($0.name), $0.value) }
        if collection.namedValues == nil {
            pairs = (collection.elements ?? []).enumerated().map {
                (collection.type.isSet ? $0.element : .int($0.offset), $0.element)
            }
        }
        for pair in pairs {
            let item = Value.object([("key", pair.0), ("value", pair.1.marked(collection.marks))])
            var reader = BlockReader(scope: scope.nested([iterator: item]))
            let labels = (content.attributes["labels"]?.expression.items ?? []).map { reader.label($0) }
            nested[type, default: []].append((labels, reader.value(inner.body, own)))
            diagnostics += reader.diagnostics
        }
    }

    private mutating func label(_ expression: Expression) -> String {
        let value = converted(expression, .string)
        guard let text = value.stringValue else {
            fail("Invalid dynamic block label", "A label must be known and not null.", expression.range)
            return ""
        }
        return text
    }
}
