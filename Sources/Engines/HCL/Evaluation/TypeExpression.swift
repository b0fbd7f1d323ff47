/// Reads type constraints, such as `map(object({a = optional(string, "x")}))`.
package struct TypeExpression {
    private let tree: SyntaxTree
    /// Whether `any` and `optional` may be used, and defaults in the latter.
    private let isConstraint: Bool
    private let allowsDefaults: Bool
    package private(set) var diagnostics: [Diagnostic] = []
    private var evaluator: Evaluator

    package init(_ tree: SyntaxTree, isConstraint: Bool, allowsDefaults: Bool) {
        self.tree = tree
        self.isConstraint = isConstraint
        self.allowsDefaults = allowsDefaults
        evaluator = Evaluator(tree, nil)
    }

    private mutating func fail(_ detail: String, _ id: NodeID) {
        diagnostics.append(Diagnostic(.error, "Invalid type specification", detail, at: tree.range(id)))
    }

    /// The type and what stands in for attributes that are left out or null.
    package mutating func read(_ id: NodeID) -> (ValueType, Defaults?) {
        let node = tree[id]
        if let word = tree.keyword(id) { return (keyword(word, id), nil) }
        guard node.kind == .call else {
            fail(
                "A type specification is either a primitive type keyword (bool, number, string) or a complex "
                    + "type constructor call, like list(string).", id)
            return (.dynamic, nil)
        }
        return constructor(node, id)
    }

    private mutating func keyword(_ word: String, _ id: NodeID) -> ValueType {
        switch word {
        case "bool": return .bool
        case "string": return .string
        case "number": return .number
        case "any":
            if !isConstraint {
                fail(
                    "The keyword \"any\" cannot be used in this type specification: an exact type is required.",
                    id)
            }
            return .dynamic
        case "list", "map", "set":
            fail("The \(word) type constructor requires one argument specifying the element type.", id)
        case "object":
            fail(
                "The object type constructor requires one argument specifying the attribute types and values as a map.",
                id)
        case "tuple":
            fail(
                "The tuple type constructor requires one argument specifying the element types as a list.", id
            )
        default: fail("The keyword \"\(word)\" is not a valid type specification.", id)
        }
        return .dynamic
    }

    private mutating func constructor(_ node: Node, _ id: NodeID) -> (ValueType, Defaults?) {
        let name = Evaluator.name(node, in: tree)
        let arguments = evaluator.arguments(node)
        switch name {
        case "bool", "string", "number":
            fail("Primitive type keyword \"\(name)\" does not expect arguments.", id)
            return (.dynamic, nil)
        case "any":
            fail("Type constraint keyword \"any\" does not expect arguments.", id)
            return (.dynamic, nil)
        case "optional":
            fail("Keyword \"optional\" is valid only as a modifier for object type attributes.", id)
            return (.dynamic, nil)
        case "list", "set", "map", "object", "tuple": break
        default:
            fail("Keyword \"\(name)\" is not a valid type constructor.", id)
            return (.dynamic, nil)
        }
        guard arguments.count == 1, node.flag == 0 else {
            switch name {
            case "object":
                fail(
                    "The object type constructor requires one argument specifying the attribute types and values as a map.",
                    id)
            case "tuple":
                fail(
                    "The tuple type constructor requires one argument specifying the element types as a list.",
                    id)
            default:
                fail("The \(name) type constructor requires one argument specifying the element type.", id)
            }
            return (.dynamic, nil)
        }
        switch name {
        case "object": return object(arguments[0])
        case "tuple": return tuple(arguments[0])
        default:
            let (element, defaults) = read(arguments[0])
            let own = defaults.map { Defaults(values: [:], children: ["": $0]) }
            return (name == "list" ? .list(element) : name == "set" ? .set(element) : .map(element), own)
        }
    }

    private mutating func tuple(_ id: NodeID) -> (ValueType, Defaults?) {
        guard tree[id].kind == .tuple else {
            fail("Tuple type constructor requires a list of element types.", id)
            return (.dynamic, nil)
        }
        var types: [ValueType] = []
        var children: [String: Defaults] = [:]
        for (place, element) in tree.list(tree[id]).enumerated() {
            let (type, defaults) = read(element)
            types.append(type)
            if let defaults { children[String(place)] = defaults }
        }
        return (.tuple(types), children.isEmpty ? nil : Defaults(values: [:], children: children))
    }

    private mutating func object(_ id: NodeID) -> (ValueType, Defaults?) {
        let node = tree[id]
        guard node.kind == .object else {
            fail(
                "Object type constructor requires a map whose keys are attribute names and whose values are the corresponding attribute types.",
                id)
            return (.dynamic, nil)
        }
        var attributes: [ValueType.Attribute] = []
        var defaults = Defaults(values: [:], children: [:])
        for place in stride(from: 0, to: Int(node.b) * 2, by: 2) {
            let key = tree.extra(node, place)
            guard let name = tree.keyword(key) else {
                fail("Object constructor map keys must be attribute names.", key)
                continue
            }
            guard let (type, isOptional) = attribute(name, tree.extra(node, place + 1), &defaults) else {
                continue
            }
            attributes.removeAll { $0.name == name.normalized }
            attributes.append(.init(name.normalized, type, isOptional: isOptional))
        }
        return (.object(named: attributes), defaults.isEmpty ? nil : defaults)
    }

    private mutating func attribute(
        _ name: String, _ value: NodeID, _ defaults: inout Defaults
    ) -> (ValueType, Bool)? {
        let node = tree[value]
        guard node.kind == .call, Evaluator.name(node, in: tree) == "optional" else {
            let (type, inner) = read(value)
            if let inner { defaults.children[name] = inner }
            return (type, false)
        }
        let arguments = evaluator.arguments(node)
        guard let first = arguments.first else {
            fail("Optional attribute modifier requires the attribute type as its argument.", value)
            return isConstraint ? nil : (.dynamic, false)
        }
        if !isConstraint {
            fail("Optional attribute modifier is only for type constraints, not for exact types.", value)
            return (read(first).0, false)
        }
        let (type, inner) = read(first)
        if let inner { defaults.children[name] = inner }
        if arguments.count > 1, !allowsDefaults {
            fail("Optional attribute modifier expects only one argument: the attribute type.", value)
            return (type, false)
        }
        if arguments.count > 2 {
            fail(
                "Optional attribute modifier expects at most two arguments: the attribute type, and a default value.",
                value)
        }
        if arguments.count > 1 { fallback(name, arguments[1], type, &defaults) }
        return (type, true)
    }

    private mutating func fallback(
        _ name: String, _ id: NodeID, _ type: ValueType, _ defaults: inout Defaults
    ) {
        let evaluator = Evaluator(tree, nil)
        let value = evaluator.value(id)
        diagnostics += evaluator.diagnostics
        if evaluator.diagnostics.hasErrors { return }
        do throws(Mismatch) {
            defaults.values[name] = try value.converted(to: type)
        } catch {
            diagnostics.append(
                Diagnostic(
                    .error, "Invalid default value for optional attribute",
                    "This default value is not compatible with the attribute's type constraint: \(error.text).",
                    at: tree.range(id)))
        }
    }
}

/// What stands in for optional attributes that are left out or null.
public struct Defaults: Sendable, Hashable {
    package var values: [String: Value]
    /// By attribute or place; the empty name for all elements of a collection.
    package var children: [String: Defaults]

    package init(values: [String: Value], children: [String: Defaults]) {
        self.values = values
        self.children = children
    }

    var isEmpty: Bool { values.isEmpty && children.isEmpty }

    /// The value with them filled in, before it is converted to the type.
    public func applied(to value: Value) -> Value {
        guard value.isKnown, !value.isNull else { return value }
        if let members = value.members {
            var out: [(String, Value)] = []
            for member in members {
                let child = children[member.name] ?? children[""]
                out.append((member.name, child?.applied(to: member.value) ?? member.value))
            }
            for (name, fallback) in values where value[name].map(\.isNull) ?? true {
                let child = children[name]
                out.append((name, child?.applied(to: fallback) ?? fallback))
            }
            if case .map(let element) = value.type, values.isEmpty, children[""] == nil {
                return Value.map(out, of: element).marked(value.marks)
            }
            return Value.object(out).marked(value.marks)
        }
        guard let elements = value.elements else { return value }
        let out = elements.enumerated().map { place, element in
            (children[String(place)] ?? children[""])?.applied(to: element) ?? element
        }
        return Value.tuple(out).marked(value.marks)
    }
}

extension Expression {
    /// Reads the expression as a type constraint, with what stands in for optional attributes.
    public func typeConstraint() -> (type: ValueType, defaults: Defaults?, diagnostics: [Diagnostic]) {
        var reader = TypeExpression(tree, isConstraint: true, allowsDefaults: true)
        let (type, defaults) = reader.read(node)
        return (type, defaults, reader.diagnostics)
    }

    /// Reads it as a type; as a constraint, `any` and `optional` may be in it, but no defaults.
    public func type(isConstraint: Bool) -> (type: ValueType, diagnostics: [Diagnostic]) {
        var reader = TypeExpression(tree, isConstraint: isConstraint, allowsDefaults: false)
        let (type, _) = reader.read(node)
        return (type, reader.diagnostics)
    }
}
