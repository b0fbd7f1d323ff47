/// One term as it was written, with its place.
public struct Term: Sendable {
    /// What a term is. Operators are calls of the built-in function that they stand for.
    public indirect enum Kind: Sendable {
        case null
        case boolean(Bool)
        /// The number's text by JSON's grammar.
        case number(String)
        case string(String)
        case variable(String)
        /// The head and at least one operand.
        case ref([Term])
        case array([Term])
        case object([Member])
        case set([Term])
        /// The operator, a variable or a ref, and the arguments.
        case call([Term])
        case arrayComprehension(Term, Body)
        case setComprehension(Term, Body)
        case objectComprehension(Term, Term, Body)
        case template([TemplatePart])
    }

    /// A key and its value in an object as it was written.
    public struct Member: Sendable {
        public var key: Term
        public var value: Term

        public init(_ key: Term, _ value: Term) {
            self.key = key
            self.value = value
        }
    }

    public var kind: Kind
    public var location: Location

    public init(_ kind: Kind, _ location: Location = Location()) {
        self.kind = kind
        self.location = location
    }
}

/// A piece of a template string.
public enum TemplatePart: Sendable {
    case text(String)
    /// What stands between braces; undefined makes `<undefined>`.
    case expression(Expression)
}

extension Term {
    /// The name when the term is a variable.
    public var variable: String? { if case .variable(let name) = kind { name } else { nil } }

    /// The text when the term is a string.
    public var string: String? { if case .string(let text) = kind { text } else { nil } }

    /// Whether it is a variable that the parser named for `_`.
    public var isWildcard: Bool { variable?.utf8.first == UInt8(ascii: "$") }

    /// The operator's dotted name when the term is a call.
    public var callee: String? {
        guard case .call(let terms) = kind, let first = terms.first else { return nil }
        return first.dottedName
    }

    /// `a.b.c` of a variable or a ref with string operands.
    public var dottedName: String? {
        switch kind {
        case .variable(let name): return name
        case .ref(let terms):
            var text = ""
            for (place, term) in terms.enumerated() {
                guard let part = place == 0 ? term.variable : term.string else { return nil }
                text += place == 0 ? part : "." + part
            }
            return text
        default: return nil
        }
    }
}
