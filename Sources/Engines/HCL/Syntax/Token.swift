/// What a token is. Every byte of a file is in a token or is a space or tab between two.
public enum TokenKind: UInt8, Sendable {
    case openBrace, closeBrace, openBracket, closeBracket, openParen, closeParen
    case openQuote, closeQuote, openHeredoc, closeHeredoc
    case star, slash, plus, minus, percent
    case assign, equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
    case and, or, bang
    case dot, comma, doubleColon, ellipsis, fatArrow, question, colon
    case interpolation, control, sequenceEnd
    case quotedLiteral, stringLiteral, number, identifier, comment, newline, end
    /// Characters of other languages, kept apart so that the message can say what to write instead.
    case bitAnd, bitOr, bitNot, bitXor, starStar, apostrophe, backtick, semicolon
    case invalid, badUTF8, quotedNewline
    /// Stands for no token.
    case none

    /// +1 for what opens a nesting, −1 for what closes one.
    var nesting: Int {
        switch self {
        case .openBrace, .openBracket, .openParen, .control, .interpolation: 1
        case .closeBrace, .closeBracket, .closeParen, .sequenceEnd: -1
        default: 0
        }
    }
}

/// A token's kind and bytes.
public struct Token: Sendable {
    public let kind: TokenKind
    let first: UInt32
    let last: UInt32

    init(_ kind: TokenKind, _ start: Int, _ end: Int) {
        self.kind = kind
        first = UInt32(truncatingIfNeeded: start)
        last = UInt32(truncatingIfNeeded: end)
    }

    public var span: Span { Span(Int(first), Int(last)) }
    var start: Int { Int(first) }
    var end: Int { Int(last) }
    var count: Int { Int(last - first) }
}
