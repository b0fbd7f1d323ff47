public import Faults
public import Values

/// An expression of JMESPath, which picks and forms values out of JSON.
///
/// Source: the JMESPath specification, grammar and built-in functions.
public struct Query: Sendable {
    /// As it was written.
    public let text: String
    let nodes: [QueryNode]
    let root: Int

    /// More nodes than this are visited by no evaluation, so that none runs for ever.
    public static let mostSteps = 10_000_000
    /// Deeper than this no expression is nested.
    public static let deepest = 200

    /// Reads an expression.
    ///
    /// Faults: `query.syntax`, `query.unknown_function` and `query.arity`, each with the byte where it is.
    public init(_ text: String) throws(Fault) {
        var parser = QueryParser(try QueryLexer.tokens(of: text))
        root = try parser.whole()
        nodes = parser.nodes
        self.text = text
    }

    /// What the expression makes of `value`; null where nothing is there.
    ///
    /// Faults: `query.type` and `query.value` for what a function can't take, with the byte where the call
    /// is; `query.too_long` beyond `mostSteps`.
    public func callAsFunction(_ value: JSON) throws(Fault) -> JSON {
        var evaluation = QueryEvaluation(self)
        return try evaluation.value(of: root, on: value)
    }

    /// Whether the expression's value counts as true: all but null, false and what is empty.
    public func isTrue(of value: JSON) throws(Fault) -> Bool { try self(value).isTrueForQueries }
}

extension JSON {
    /// The specification's truth: null, false, and empty texts, lists and objects are false.
    var isTrueForQueries: Bool {
        switch self {
        case .null: false
        case .bool(let value): value
        case .string(let text): !text.isEmpty
        case .array(let elements): !elements.isEmpty
        case .object(let members): !members.isEmpty
        case .number: true
        }
    }

    /// Equal as values: numbers by quantity, texts by their code points, objects without order.
    func isSameForQueries(as other: JSON) -> Bool {
        switch (self, other) {
        case (.null, .null): true
        case (.bool(let x), .bool(let y)): x == y
        case (.number(let x), .number(let y)): x.isSameQuantity(as: y)
        case (.string(let x), .string(let y)): x.utf8.elementsEqual(y.utf8)
        case (.array(let x), .array(let y)):
            x.count == y.count && zip(x, y).allSatisfy { $0.isSameForQueries(as: $1) }
        case (.object(let x), .object(let y)):
            x.count == y.count
                && x.allSatisfy { key, value in y[key].map { value.isSameForQueries(as: $0) } ?? false }
        default: false
        }
    }

    /// As the specification's `type` names it.
    var nameForQueries: String {
        switch self {
        case .null: "null"
        case .bool: "boolean"
        case .number: "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }
}
