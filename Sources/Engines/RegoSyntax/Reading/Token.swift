/// What the lexer tells apart.
enum Token: UInt8 {
    case end, illegal, identifier, number, string, rawString, template, rawTemplate
    case package, `import`, `as`, `default`, `else`, not, some, with, null, `true`, `false`
    case contains, `if`, `in`, every, and, or
    case leftBracket, rightBracket, leftBrace, rightBrace, leftParen, rightParen
    case comma, colon, semicolon, dot
    case assign, unify, equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
    case plus, minus, times, over, percent, ampersand, bar

    /// As error messages name it.
    var name: String {
        switch self {
        case .end: "eof"
        case .identifier: "ident"
        case .leftBracket: "["
        case .rightBracket: "]"
        case .leftBrace: "{"
        case .rightBrace: "}"
        case .leftParen: "("
        case .rightParen: ")"
        case .comma: ","
        case .colon: ":"
        case .semicolon: ";"
        case .dot: "."
        case .assign: "assign"
        case .unify: "eq"
        case .equal: "equal"
        case .notEqual: "neq"
        case .less: "lt"
        case .lessOrEqual: "lte"
        case .greater: "gt"
        case .greaterOrEqual: "gte"
        case .plus: "plus"
        case .minus: "minus"
        case .times: "mul"
        case .over: "div"
        case .percent: "rem"
        case .ampersand: "and"
        case .bar: "or"
        case .rawString: "rawstring"
        case .template, .rawTemplate: "templatestring"
        default: "\(self)"
        }
    }

    /// The built-in function that an infix operator stands for.
    var builtIn: String? {
        switch self {
        case .equal: "equal"
        case .notEqual: "neq"
        case .less: "lt"
        case .lessOrEqual: "lte"
        case .greater: "gt"
        case .greaterOrEqual: "gte"
        case .plus: "plus"
        case .minus: "minus"
        case .times: "mul"
        case .over: "div"
        case .percent: "rem"
        case .ampersand: "and"
        case .bar: "or"
        default: nil
        }
    }

    static let keywords: [String: Token] = [
        "package": .package, "import": .import, "as": .as, "default": .default, "else": .else, "not": .not,
        "some": .some, "with": .with, "null": .null, "true": .true, "false": .false,
    ]
    /// Keywords of version 1; version 0 knows those that are imported.
    static let futureKeywords: [String: Token] = [
        "contains": .contains, "if": .if, "in": .in, "every": .every,
    ]
}
