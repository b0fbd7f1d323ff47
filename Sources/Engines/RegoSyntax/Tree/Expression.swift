/// Expressions that must all hold.
public typealias Body = [Expression]

/// One expression of a body.
public struct Expression: Sendable {
    /// What an expression is.
    public indirect enum Kind: Sendable {
        case term(Term)
        /// The operator and its arguments.
        case call([Term])
        /// `some x, y`.
        case some([Term])
        /// `some x in xs` or `some k, v in xs`: the call of `internal.member_2` or `internal.member_3`.
        case someIn(Term)
        /// `every k, v in domain { … }`.
        case every(key: Term?, value: Term, domain: Term, body: Body)
        /// `not { … }`, and `not e` in modules that import `future.keywords.not`.
        case notBody(Body, isBraced: Bool)
        /// Operands of `and` and `or`.
        case both(Operand, Operand)
        case either(Operand, Operand)
    }

    /// A side of `and` or `or`: an expression, or a body in braces.
    public struct Operand: Sendable {
        public var body: Body
        public var isBraced: Bool
    }

    public var kind: Kind
    public var isNegated: Bool
    public var with: [With]
    public var location: Location

    public init(_ kind: Kind, _ location: Location, isNegated: Bool = false, with: [With] = []) {
        self.kind = kind
        self.location = location
        self.isNegated = isNegated
        self.with = with
    }
}

/// `with target as value`.
public struct With: Sendable {
    public var target: Term
    public var value: Term
    public var location: Location

    public init(_ target: Term, as value: Term, _ location: Location) {
        self.target = target
        self.value = value
        self.location = location
    }
}
