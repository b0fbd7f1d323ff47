/// Cuts a text into tokens, one at a time. It can be copied to go back to a place.
struct Lexer {
    let bytes: [UInt8]
    private(set) var offset = 0
    private(set) var row = 1
    /// The offset of the current row's first byte.
    private var rowStart = 0
    /// Keywords beyond those of version 0 that are in force.
    var extraKeywords: [String: Token] = [:]
    private(set) var comments: [Comment] = []
    /// What is wrong with an illegal token.
    private(set) var problem = ""

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    struct Lexeme {
        var token: Token
        var location: Location
        /// Whether blanks or comments stand before it, and whether a line ended among them.
        var isSpaced: Bool
        var isOnNewLine: Bool
    }

    private var current: UInt8 { offset < bytes.count ? bytes[offset] : 0 }
    private func peek(_ ahead: Int = 1) -> UInt8 {
        offset + ahead < bytes.count ? bytes[offset + ahead] : 0
    }

    private mutating func advanceLine() {
        row += 1
        rowStart = offset + 1
    }

    mutating func next() -> Lexeme {
        let before = offset
        let rowBefore = row
        skipBlanks()
        let isSpaced = offset > before
        let startRow = row
        let start = offset
        let column = offset - rowStart + 1
        let token = scan()
        return Lexeme(
            token: token,
            location: Location(row: startRow, column: column, start: start, end: offset),
            isSpaced: isSpaced, isOnNewLine: startRow > rowBefore)
    }

    private mutating func skipBlanks() {
        while offset < bytes.count {
            switch bytes[offset] {
            case 0x20, 0x09, 0x0d: offset += 1
            case 0x0a:
                advanceLine()
                offset += 1
            case UInt8(ascii: "#"): comment()
            case 0xef where offset == 0 && bytes.starts(with: [0xef, 0xbb, 0xbf]): offset += 3
            default: return
            }
        }
    }

    private mutating func comment() {
        let start = offset
        let column = offset - rowStart + 1
        while offset < bytes.count, bytes[offset] != 0x0a { offset += 1 }
        var end = offset
        if end > start, bytes[end - 1] == 0x0d { end -= 1 }
        // Going back must not tell a comment twice.
        if let last = comments.last, Int(last.location.start) >= start { return }
        comments.append(
            Comment(
                text: String(decoding: bytes[start + 1..<end], as: UTF8.self),
                location: Location(row: row, column: column, start: start, end: end)))
    }

    private mutating func scan() -> Token {
        guard offset < bytes.count else { return .end }
        let byte = bytes[offset]
        if byte.isLetter { return identifier() }
        if byte.isDigit { return number() }
        offset += 1
        switch byte {
        case UInt8(ascii: "\""): return string()
        case UInt8(ascii: "`"): return rawString()
        case UInt8(ascii: "$") where current == UInt8(ascii: "\""):
            offset += 1
            return .template
        case UInt8(ascii: "$") where current == UInt8(ascii: "`"):
            offset += 1
            return .rawTemplate
        case UInt8(ascii: "["): return .leftBracket
        case UInt8(ascii: "]"): return .rightBracket
        case UInt8(ascii: "{"): return .leftBrace
        case UInt8(ascii: "}"): return .rightBrace
        case UInt8(ascii: "("): return .leftParen
        case UInt8(ascii: ")"): return .rightParen
        case UInt8(ascii: ","): return .comma
        case UInt8(ascii: ";"): return .semicolon
        case UInt8(ascii: "."): return .dot
        case UInt8(ascii: "+"): return .plus
        case UInt8(ascii: "-"): return .minus
        case UInt8(ascii: "*"): return .times
        case UInt8(ascii: "/"): return .over
        case UInt8(ascii: "%"): return .percent
        case UInt8(ascii: "&"): return .ampersand
        case UInt8(ascii: "|"): return .bar
        case UInt8(ascii: ":"): return followedByEquals(.assign, .colon)
        case UInt8(ascii: "="): return followedByEquals(.equal, .unify)
        case UInt8(ascii: "<"): return followedByEquals(.lessOrEqual, .less)
        case UInt8(ascii: ">"): return followedByEquals(.greaterOrEqual, .greater)
        case UInt8(ascii: "!") where current == UInt8(ascii: "="):
            offset += 1
            return .notEqual
        default:
            while offset < bytes.count, bytes[offset] & 0xc0 == 0x80 { offset += 1 }
            problem = "illegal token"
            return .illegal
        }
    }

    private mutating func followedByEquals(_ long: Token, _ short: Token) -> Token {
        guard current == UInt8(ascii: "=") else { return short }
        offset += 1
        return long
    }

    private mutating func identifier() -> Token {
        let start = offset
        while current.isLetter || current.isDigit { offset += 1 }
        // A keyword with a dot right after it is the head of a ref.
        if current == UInt8(ascii: "."), offset - start > 1 { return .identifier }
        guard offset - start >= 2, offset - start <= 8 else { return .identifier }
        let text = String(decoding: bytes[start..<offset], as: UTF8.self)
        return Token.keywords[text] ?? extraKeywords[text] ?? .identifier
    }

    private mutating func number() -> Token {
        while current.isDigit { offset += 1 }
        if current == UInt8(ascii: ".") {
            offset += 1
            guard current.isDigit else {
                problem = "expected fraction"
                return .illegal
            }
            while current.isDigit { offset += 1 }
        }
        if current | 0x20 == UInt8(ascii: "e") {
            offset += 1
            if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { offset += 1 }
            guard current.isDigit else {
                problem = "expected exponent"
                return .illegal
            }
            while current.isDigit { offset += 1 }
        }
        if current.isLetter {
            problem = "illegal number format"
            return .illegal
        }
        return .number
    }

    private mutating func string() -> Token {
        while offset < bytes.count, bytes[offset] != 0x0a {
            switch bytes[offset] {
            case UInt8(ascii: "\""):
                offset += 1
                return .string
            case UInt8(ascii: "\\"): offset += peek() == 0x0a ? 1 : 2
            default: offset += 1
            }
        }
        offset = min(offset, bytes.count)
        problem = "non-terminated string"
        return .illegal
    }

    private mutating func rawString() -> Token {
        while offset < bytes.count {
            if bytes[offset] == UInt8(ascii: "`") {
                offset += 1
                return .rawString
            }
            if bytes[offset] == 0x0a { advanceLine() }
            offset += 1
        }
        problem = "non-terminated string"
        return .illegal
    }

    /// How a stretch of a template's text ended.
    enum TemplateStop { case expression, end, unterminated }

    /// The raw text up to the next brace or the template's end, both of which are passed over.
    mutating func templateText(isRaw: Bool) -> (text: ArraySlice<UInt8>, stop: TemplateStop) {
        let start = offset
        let quote = isRaw ? UInt8(ascii: "`") : UInt8(ascii: "\"")
        while offset < bytes.count {
            let byte = bytes[offset]
            if byte == quote || byte == UInt8(ascii: "{") {
                offset += 1
                return (bytes[start..<offset - 1], byte == quote ? .end : .expression)
            }
            if byte == 0x0a {
                if !isRaw { break }
                advanceLine()
            }
            if byte == UInt8(ascii: "\\"), offset + 1 < bytes.count, bytes[offset + 1] != 0x0a { offset += 1 }
            offset += 1
        }
        offset = min(offset, bytes.count)
        return (bytes[start..<offset], .unterminated)
    }
}

extension UInt8 {
    /// A letter of an identifier: `a`–`z`, `A`–`Z` and `_`.
    @inline(__always)
    var isLetter: Bool { (self | 0x20) &- 0x61 < 26 || self == UInt8(ascii: "_") }
    @inline(__always)
    var isDigit: Bool { self &- 0x30 < 10 }
}
