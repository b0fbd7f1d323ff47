import HCL

/// Reads bodies by what a provider says that they hold.
struct BlockReader {
    /// Evaluates an expression where `dynamic` blocks around it bind these variables.
    typealias Evaluate = (Expression, [String: Value]) -> (value: Value, diagnostics: [Diagnostic])

    /// Arguments and blocks that every outermost body may have, whatever the provider says.
    var skipped: Set<String> = []
    var diagnostics: [Diagnostic] = []
    private let evaluate: Evaluate
    private var variables: [String: Value] = [:]

    init(_ evaluate: @escaping Evaluate) { self.evaluate = evaluate }

    private mutating func fail(_ summary: String, _ detail: String, _ range: SourceRange?) {
        diagnostics.append(Diagnostic(.error, summary, detail, at: range))
    }

    /// As a body, so that in the JSON variant blocks are told from arguments.
    private func content(_ body: Body, _ schema: BlockSchema) -> (
        attributes: [Body.Attribute], blocks: [Body.Block]
    ) {
        guard body.isJSON else { return body.everything() }
        var wanted = Body.Schema(Array(schema.attributes.keys))
        for (name, nested) in schema.blocks { wanted.blocks[name] = nested.nesting == .map ? 1 : 0 }
        wanted.blocks["dynamic"] = 1
        let read = body.content(wanted, partial: true).content
        let known = Set(wanted.attributes.keys).union(wanted.blocks.keys)
        let others = body.everything().attributes.filter { !known.contains($0.name) }
        return (read.attributes.values.sorted { $0.name < $1.name } + others, read.blocks)
    }

    mutating func value(_ body: Body, _ schema: BlockSchema, isTop: Bool = true) -> Value {
        let (attributes, blocks) = content(body, schema)
        var members: [String: Value] = [:]
        for attribute in attributes where !(isTop && skipped.contains(attribute.name)) {
            members[attribute.name] = argument(attribute, schema)
        }
        var nested: [String: [Read]] = [:]
        var unknown: Set<String> = []
        for block in blocks where !(isTop && skipped.contains(block.type)) {
            expand(block, schema, &nested, &unknown)
        }
        let place = body.content(Body.Schema(), partial: true).content.missing
        for (name, attribute) in schema.attributes.sorted(by: { $0.key < $1.key }) where members[name] == nil
        {
            members[name] = absent(name, attribute, nested[name] ?? [], place)
        }
        for (name, block) in schema.blocks.sorted(by: { $0.key < $1.key }) {
            let own = nested[name] ?? []
            if !unknown.contains(name) { count(own, name, block, place) }
            members[name] = gathered(own, block, isUnknown: unknown.contains(name))
        }
        let known = members.filter { schema.attributes[$0.key] != nil || schema.blocks[$0.key] != nil }
        return .object(known.map { ($0.key, $0.value) })
    }

    // MARK: Arguments

    private mutating func argument(_ attribute: Body.Attribute, _ schema: BlockSchema) -> Value {
        guard let wanted = schema.attributes[attribute.name] else {
            let detail: String
            if schema.blocks[attribute.name] != nil {
                detail =
                    "An argument named \"\(attribute.name)\" is not expected here. Did you mean to define a "
                    + "block of type \"\(attribute.name)\"?"
            } else {
                let hint = suggestion(attribute.name, among: schema.attributes.keys.sorted()).map {
                    " Did you mean \"\($0)\"?"
                }
                detail = "An argument named \"\(attribute.name)\" is not expected here.\(hint ?? "")"
            }
            fail("Unsupported argument", detail, attribute.nameRange)
            return .dynamicUnknown
        }
        if wanted.isComputed, !wanted.isOptional, !wanted.isRequired {
            fail(
                "Value for unconfigurable attribute",
                "The provider decides the value of \"\(attribute.name)\"; it can't be set here.",
                attribute.nameRange)
        }
        let value = converted(attribute.expression, wanted.constraint, attribute.name)
        if wanted.isRequired, value.isNull {
            fail(
                "Missing required argument",
                "The argument \"\(attribute.name)\" is required, but no definition was found.",
                attribute.range)
        }
        return value
    }

    private mutating func absent(
        _ name: String, _ attribute: BlockSchema.Attribute, _ own: [Read], _ place: SourceRange?
    ) -> Value {
        if attribute.type.element != nil, !own.isEmpty,
            let value = try? Value.tuple(own.map(\.value)).converted(to: attribute.type)
        {
            return value
        }
        if attribute.isRequired {
            fail(
                "Missing required argument",
                "The argument \"\(name)\" is required, but no definition was found.", place)
        }
        return .null(attribute.type)
    }

    private mutating func converted(_ expression: Expression, _ type: ValueType, _ name: String) -> Value {
        let (value, problems) = evaluate(expression, variables)
        diagnostics += problems
        do throws(Mismatch) {
            return try value.converted(to: type)
        } catch {
            fail(
                "Incorrect attribute value type",
                "Inappropriate value for attribute \"\(name)\": \(error.pathAndMessage).", expression.range)
            return .unknown(type)
        }
    }

    // MARK: Blocks

    private typealias Read = (labels: [String], value: Value, range: SourceRange)

    private mutating func count(
        _ own: [Read], _ name: String, _ block: BlockSchema.Nested, _ place: SourceRange?
    ) {
        let isSingle = block.nesting == .single || block.nesting == .group
        if isSingle, own.count > 1 {
            return fail(
                "Duplicate \(name) block",
                "Only one block of type \"\(name)\" is allowed. The first was defined at \(own[0].range).",
                own[1].range)
        }
        if own.count < block.minimum {
            return fail(
                "Insufficient \(name) blocks", "At least \(block.minimum) \"\(name)\" blocks are required.",
                place)
        }
        if block.maximum > 0, own.count > block.maximum {
            fail(
                "Too many \(name) blocks", "No more than \(block.maximum) \"\(name)\" blocks are allowed",
                own[block.maximum].range)
        }
    }

    private mutating func gathered(_ own: [Read], _ block: BlockSchema.Nested, isUnknown: Bool) -> Value {
        if isUnknown { return .unknown(block.type) }
        let type = block.schema.type
        let values = own.map(\.value)
        switch block.nesting {
        case .single: return values.first ?? .null(type)
        // A group stands even where it isn't written.
        case .group: return values.first ?? empty(block.schema)
        case .list: return type.hasDynamic ? .tuple(values) : .list(values, of: type)
        case .set:
            return (try? Value.tuple(values).converted(to: .set(type))) ?? .unknown(.set(type))
        case .map:
            let members = own.map { ($0.labels.first ?? "", $0.value) }
            return type.hasDynamic ? .object(members) : .map(members, of: type)
        }
    }

    private mutating func empty(_ schema: BlockSchema) -> Value {
        let attributes = schema.attributes.map { ($0.key, Value.null($0.value.type)) }
        var blocks: [(String, Value)] = []
        for (name, block) in schema.blocks { blocks.append((name, gathered([], block, isUnknown: false))) }
        return .object(attributes + blocks)
    }

    /// The schema of a block of this type; an argument of objects has one too.
    private func inner(_ type: String, _ schema: BlockSchema) -> BlockSchema? {
        if let nested = schema.blocks[type] { return nested.schema }
        guard case .object(let attributes)? = schema.attributes[type]?.type.element else { return nil }
        return BlockSchema(optional: Dictionary(attributes.map { ($0.name, $0.type) }) { $1 })
    }

    private mutating func expand(
        _ block: Body.Block, _ schema: BlockSchema, _ nested: inout [String: [Read]],
        _ unknown: inout Set<String>
    ) {
        let type = block.type == "dynamic" ? block.labels.first ?? "" : block.type
        guard let own = inner(type, schema) else { return unexpected(block, type, schema) }
        guard block.type == "dynamic" else {
            nested[type, default: []].append(
                (block.labels, value(block.body, own, isTop: false), block.header))
            return
        }
        let (content, problems) = block.body.content(
            Body.Schema(["iterator", "labels"], required: ["for_each"], blocks: ["content": 0]))
        diagnostics += problems
        guard let each = content.attributes["for_each"]?.expression, let inner = content.blocks.first else {
            return
        }
        let (collection, failures) = evaluate(each, variables)
        diagnostics += failures
        guard let pairs = pairs(collection, each, failures.hasErrors) else {
            unknown.insert(type)
            return
        }
        let iterator = content.attributes["iterator"]?.expression.keyword ?? type
        let outer = variables
        defer { variables = outer }
        for pair in pairs {
            variables = outer
            variables[iterator] = .object([
                ("key", pair.0), ("value", pair.1.marked(collection.marks)),
            ])
            let labels = (content.attributes["labels"]?.expression.items ?? []).map { label($0) }
            nested[type, default: []].append((labels, value(inner.body, own, isTop: false), block.header))
        }
    }

    private mutating func unexpected(_ block: Body.Block, _ type: String, _ schema: BlockSchema) {
        let detail: String
        if schema.attributes[type] != nil {
            detail =
                "Blocks of type \"\(type)\" are not expected here. Did you mean to define argument \"\(type)\"? "
                + "If so, use the equals sign to assign it a value."
        } else {
            let hint = suggestion(type, among: schema.blocks.keys.sorted()).map { " Did you mean \"\($0)\"?" }
            detail = "Blocks of type \"\(type)\" are not expected here.\(hint ?? "")"
        }
        fail(
            "Unsupported block type", detail,
            block.type == "dynamic" ? block.labelRanges.first ?? block.typeRange : block.typeRange)
    }

    /// Keys and values of what a `dynamic` block repeats itself for; nil while that is not known.
    private mutating func pairs(
        _ collection: Value, _ each: Expression, _ hasFailed: Bool
    ) -> [(Value, Value)]? {
        if collection.isNull {
            fail("Invalid dynamic for_each value", "Cannot use a null value in for_each.", each.range)
            return []
        }
        guard collection.isKnown, collection.type != .dynamic else { return nil }
        if let named = collection.namedValues { return named.map { (.string($0.name), $0.value) } }
        guard let elements = collection.elements else {
            if !hasFailed {
                fail(
                    "Invalid dynamic for_each value",
                    "Cannot use a \(collection.type.friendlyName) value in for_each.", each.range)
            }
            return []
        }
        return elements.enumerated().map {
            (collection.type.isSet ? $0.element : .int($0.offset), $0.element)
        }
    }

    private mutating func label(_ expression: Expression) -> String {
        let value = converted(expression, .string, "labels")
        guard let text = value.stringValue else {
            fail("Invalid dynamic block label", "A label must be known and not null.", expression.range)
            return ""
        }
        return text
    }
}
