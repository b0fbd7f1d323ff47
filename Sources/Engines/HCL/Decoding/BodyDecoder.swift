/// Reads bodies by their shapes.
struct BodyDecoder {
    let scope: Scope?
    var diagnostics: [Diagnostic] = []

    init(scope: Scope?) { self.scope = scope }

    private mutating func fail(_ summary: String, _ detail: String, _ range: SourceRange?) {
        diagnostics.append(Diagnostic(.error, summary, detail, at: range))
    }

    mutating func value(_ body: Body, _ shape: BodyShape) -> Value {
        let (content, problems) = body.content(shape.schema)
        diagnostics += problems
        return value(content, shape)
    }

    private mutating func value(_ content: Body.Content, _ shape: BodyShape) -> Value {
        switch shape {
        case .object(let members):
            return .object(members.map { ($0.name, value(content, $0.shape)) })
        case .tuple(let elements): return .tuple(elements.map { value(content, $0) })
        case .attribute(let name, let type, _):
            return content.attributes[name].map { converted($0, type) } ?? .null(type)
        case .block(let type, let isRequired, let inner):
            guard let block = single(type, isRequired, content) else { return .null(inner.type) }
            return value(block.body, inner)
        case .blocks(let type, let isSet, let least, let most, let inner):
            return several(type, isSet, least, most, inner, content)
        case .blockMap(let type, let labels, let inner): return map(type, labels, inner, content)
        case .blockAttributes(let type, let element, let isRequired):
            guard let block = single(type, isRequired, content) else { return .null(.map(element)) }
            let (attributes, problems) = block.body.attributes()
            diagnostics += problems
            return joined(attributes.map { ($0.name, converted($0, element)) }, element, block.header)
        case .literal(let value): return value
        case .firstOf(let shapes):
            var first = Value.null(shape.type)
            for shape in shapes {
                first = value(content, shape)
                if !first.isNull { break }
            }
            return first
        case .transform(let inner, let expression, let scope):
            let nested = scope.nested(["nested": value(content, inner)])
            let (value, problems) = expression.value(in: nested)
            diagnostics += problems
            return value
        }
    }

    private mutating func converted(_ attribute: Body.Attribute, _ type: ValueType) -> Value {
        let (value, problems) = attribute.expression.value(in: scope)
        diagnostics += problems
        do throws(Mismatch) {
            return try value.converted(to: type)
        } catch {
            fail(
                "Incorrect attribute value type",
                "Inappropriate value for attribute \"\(attribute.name)\": \(error.text).",
                attribute.expression.range)
            return .unknown(type)
        }
    }

    private mutating func single(_ type: String, _ isRequired: Bool, _ content: Body.Content) -> Body.Block? {
        let blocks = content.blocks.filter { $0.type == type }
        if blocks.isEmpty, isRequired {
            fail(
                "Missing \(type) block", "A block of type \"\(type)\" is required here.", content.missing)
        }
        if blocks.count > 1 {
            fail(
                "Duplicate \(type) block",
                "Only one block of type \"\(type)\" is allowed. The first was defined at \(blocks[0].header).",
                blocks[1].header)
        }
        return blocks.first
    }

    private mutating func several(
        _ type: String, _ isSet: Bool, _ least: Int, _ most: Int, _ inner: BodyShape, _ content: Body.Content
    ) -> Value {
        let blocks = content.blocks.filter { $0.type == type }
        if blocks.count < least {
            fail(
                "Insufficient \(type) blocks", "At least \(least) \"\(type)\" blocks are required.",
                content.missing)
        } else if most > 0, blocks.count > most {
            fail(
                "Too many \(type) blocks", "No more than \(most) \"\(type)\" blocks are allowed.",
                blocks[most].header)
        }
        let values = blocks.map { value($0.body, inner) }
        let (alike, element) = alike(values, inner.type, blocks.first?.header)
        return isSet ? .set(alike, of: element) : .list(alike, of: element)
    }

    private mutating func map(
        _ type: String, _ labels: [String], _ inner: BodyShape, _ content: Body.Content
    ) -> Value {
        typealias Entry = (labels: ArraySlice<String>, value: Value, range: SourceRange)
        var entries: [Entry] = []
        var seen: [[String]: SourceRange] = [:]
        for block in content.blocks where block.type == type {
            if let first = seen[block.labels] {
                let names = block.labels.map { "\"\($0)\"" }.joined(separator: " ")
                fail(
                    "Duplicate \(type) block",
                    "A \(type) block with \(names) was already defined at \(first).",
                    block.header)
                continue
            }
            seen[block.labels] = block.header
            entries.append((block.labels[...], value(block.body, inner), block.header))
        }
        func level(_ entries: [Entry], _ depth: Int, _ decoder: inout Self) -> Value {
            // Without any label there is one block at most, or none.
            if depth == 0 { return entries.first?.value ?? .null(inner.type) }
            var order: [String] = []
            var groups: [String: [Entry]] = [:]
            for entry in entries {
                guard let label = entry.labels.first else { continue }
                if groups[label] == nil { order.append(label) }
                groups[label, default: []].append((entry.labels.dropFirst(), entry.value, entry.range))
            }
            let element = (1..<depth).reduce(inner.type) { type, _ in ValueType.map(type) }
            let members = order.map { ($0, level(groups[$0] ?? [], depth - 1, &decoder)) }
            return decoder.joined(members, element, entries.first?.range)
        }
        return level(entries, labels.count, &self)
    }

    private mutating func joined(
        _ members: [(String, Value)], _ element: ValueType, _ range: SourceRange?
    ) -> Value {
        let (values, type) = alike(members.map(\.1), element, range)
        return .map(zip(members, values).map { ($0.0, $1) }, of: type)
    }

    /// Elements of a collection have one type, which the values tell where the shape leaves it open.
    private mutating func alike(
        _ values: [Value], _ element: ValueType, _ range: SourceRange?
    ) -> (values: [Value], element: ValueType) {
        guard element.hasDynamic, !values.isEmpty else { return (values, element) }
        guard let type = unify(values.map(\.type), unsafe: true) else {
            fail(
                "Inconsistent types", "All blocks of a collection must have values of one type.", range)
            return ([], element)
        }
        return (values.map { (try? $0.converted(to: type)) ?? .unknown(type) }, type)
    }
}
