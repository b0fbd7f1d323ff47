import Values

/// A word of the grammar, with the byte where it begins.
struct QueryToken: Sendable, Equatable {
    enum Kind: String, Sendable {
        case name, quotedName = "quoted name", literal, number
        case dot = ".", star = "*", comma = ",", colon = ":", current = "@", reference = "&"
        case pipe = "|", or = "||", and = "&&", not = "!"
        case equal = "==", unequal = "!=", less = "<", lessOrEqual = "<=", more = ">", moreOrEqual = ">="
        case opening = "(", closing = ")", leftBracket = "[", rightBracket = "]"
        case leftBrace = "{", rightBrace = "}", filter = "[?", flatten = "[]", end

        /// How strongly it binds what is on its left; 0 where it ends an expression.
        var power: Int {
            switch self {
            case .pipe: 1
            case .or: 2
            case .and: 3
            case .equal, .unequal, .less, .lessOrEqual, .more, .moreOrEqual: 5
            case .flatten: 9
            case .star: 20
            case .filter: 21
            case .dot: 40
            case .not: 45
            case .leftBrace: 50
            case .leftBracket: 55
            case .opening: 60
            default: 0
            }
        }

        /// Binds weaker than this, a token ends a projection.
        static let endOfProjection = 10
    }

    let kind: Kind
    let at: Int
    /// A name's or a literal's value; a number's as well.
    let value: JSON

    init(_ kind: Kind, at: Int, _ value: JSON = .null) {
        (self.kind, self.at, self.value) = (kind, at, value)
    }
}
