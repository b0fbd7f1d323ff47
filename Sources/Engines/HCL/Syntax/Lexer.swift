/// Splits bytes into tokens, in one pass and without a look at the grammar: only templates nest.
struct Lexer {
    /// A template that is open, and how many braces are open in its innermost sequence.
    struct Frame {
        enum Form { case quoted, heredoc, bare }
        let form: Form
        var marker = Span(0, 0)
        var isLineStart = true
        var braces = 0
    }

    let bytes: UnsafeBufferPointer<UInt8>
    var place: Int
    var tokens: [Token] = []
    var frames: [Frame] = []
    /// Whether the innermost frame's literal text is read, and not a sequence in it.
    var isInTemplate = false
    private var braces = 0
    private var isDone = false

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        place = 0
    }

    /// Tokens of a configuration or an expression, with `.end` last.
    static func tokens(_ bytes: UnsafeBufferPointer<UInt8>) -> [Token] {
        var lexer = Lexer(bytes)
        return lexer.all()
    }

    /// Tokens of a template without quotes around it.
    static func templateTokens(_ bytes: UnsafeBufferPointer<UInt8>) -> [Token] {
        var lexer = Lexer(bytes)
        lexer.frames.append(Frame(form: .bare))
        lexer.isInTemplate = true
        return lexer.all()
    }

    private mutating func all() -> [Token] {
        // Room that is not used costs no memory; growing would hold the tokens twice.
        tokens.reserveCapacity(bytes.count / 2 + 8)
        fill(to: .max)
        return tokens
    }

    /// Reads on until there are this many tokens or more; the last of all is `.end`, and stands once.
    mutating func fill(to count: Int) {
        guard !isDone else { return }
        while tokens.count < count, place < bytes.count {
            if isInTemplate { template() } else { plain() }
        }
        guard place >= bytes.count else { return }
        tokens.append(Token(.end, bytes.count, bytes.count))
        isDone = true
    }

    @inline(__always)
    func at(_ offset: Int) -> UInt8 { place + offset < bytes.count ? bytes[place + offset] : 0 }

    @inline(__always)
    mutating func emit(_ kind: TokenKind, _ length: Int) {
        tokens.append(Token(kind, place, place + length))
        place += length
    }

    private mutating func plain() {
        let byte = bytes[place]
        switch byte {
        case 0x20, 0x09: place += 1
        case 0x0a: emit(.newline, 1)
        case 0x0d where at(1) == 0x0a: emit(.newline, 2)
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), 0x5f:
            identifier(length: 1)
        case UInt8(ascii: "0")...UInt8(ascii: "9"): emit(.number, numberLength())
        case UInt8(ascii: "#"): lineComment()
        case UInt8(ascii: "\""):
            emit(.openQuote, 1)
            frames.append(Frame(form: .quoted))
            isInTemplate = true
        case UInt8(ascii: "{"):
            emit(.openBrace, 1)
            if frames.isEmpty { braces += 1 } else { frames[frames.count - 1].braces += 1 }
        case UInt8(ascii: "}"): closeBrace(length: 1)
        case UInt8(ascii: "~") where at(1) == UInt8(ascii: "}") && frames.last?.braces == 0:
            closeBrace(length: 2)
        case 0x80...: beyondASCII()
        default: symbol(byte)
        }
    }

    private mutating func closeBrace(length: Int) {
        guard let frame = frames.last else {
            braces -= 1
            return emit(.closeBrace, length)
        }
        if frame.braces == 0 {
            emit(.sequenceEnd, length)
            isInTemplate = true
        } else {
            frames[frames.count - 1].braces -= 1
            emit(.closeBrace, length)
        }
    }

    private mutating func symbol(_ byte: UInt8) {
        let next = at(1)
        switch byte {
        case UInt8(ascii: "["): emit(.openBracket, 1)
        case UInt8(ascii: "]"): emit(.closeBracket, 1)
        case UInt8(ascii: "("): emit(.openParen, 1)
        case UInt8(ascii: ")"): emit(.closeParen, 1)
        case UInt8(ascii: ","): emit(.comma, 1)
        case UInt8(ascii: "."):
            if next == byte && at(2) == byte { emit(.ellipsis, 3) } else { emit(.dot, 1) }
        case UInt8(ascii: "="):
            switch next {
            case byte: emit(.equal, 2)
            case UInt8(ascii: ">"): emit(.fatArrow, 2)
            default: emit(.assign, 1)
            }
        case UInt8(ascii: "!"): if next == 0x3d { emit(.notEqual, 2) } else { emit(.bang, 1) }
        case UInt8(ascii: "<"):
            if next == byte, heredoc() { return }
            if next == 0x3d { emit(.lessOrEqual, 2) } else { emit(.less, 1) }
        case UInt8(ascii: ">"): if next == 0x3d { emit(.greaterOrEqual, 2) } else { emit(.greater, 1) }
        case UInt8(ascii: "&"): if next == byte { emit(.and, 2) } else { emit(.bitAnd, 1) }
        case UInt8(ascii: "|"): if next == byte { emit(.or, 2) } else { emit(.bitOr, 1) }
        case UInt8(ascii: ":"): if next == byte { emit(.doubleColon, 2) } else { emit(.colon, 1) }
        case UInt8(ascii: "?"): emit(.question, 1)
        case UInt8(ascii: "+"): emit(.plus, 1)
        case UInt8(ascii: "-"): emit(.minus, 1)
        case UInt8(ascii: "%"): emit(.percent, 1)
        case UInt8(ascii: "*"): if next == byte { emit(.starStar, 2) } else { emit(.star, 1) }
        case UInt8(ascii: "/"):
            if next == byte { return lineComment() }
            if next == 0x2a, let length = blockCommentLength() { return emit(.comment, length) }
            emit(.slash, 1)
        case UInt8(ascii: "~"): emit(.bitNot, 1)
        case UInt8(ascii: "^"): emit(.bitXor, 1)
        case UInt8(ascii: "'"): emit(.apostrophe, 1)
        case UInt8(ascii: "`"): emit(.backtick, 1)
        case UInt8(ascii: ";"): emit(.semicolon, 1)
        default: emit(.invalid, 1)
        }
    }

    private mutating func lineComment() {
        var end = place
        while end < bytes.count, bytes[end] != 0x0a { end += 1 }
        emit(.comment, min(end + 1, bytes.count) - place)
    }

    private func blockCommentLength() -> Int? {
        var end = place + 2
        while end + 1 < bytes.count {
            if bytes[end] == 0x2a && bytes[end + 1] == 0x2f { return end + 2 - place }
            end += 1
        }
        return nil
    }

    private mutating func identifier(length: Int) {
        emit(.identifier, Self.identifierLength(bytes, from: place, after: length))
    }

    /// How far an identifier goes whose first `length` bytes are known to begin one.
    static func identifierLength(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, after length: Int)
        -> Int
    {
        var end = start + length
        while end < bytes.count {
            let byte = bytes[end]
            if byte < 0x80 {
                guard isWord[Int(byte)] else { break }
                end += 1
            } else {
                guard let scalar = scalar(in: bytes, at: end), scalar.value.properties.isIDContinue else {
                    break
                }
                end += scalar.length
            }
        }
        return end - start
    }

    private mutating func beyondASCII() {
        guard let scalar = Self.scalar(in: bytes, at: place) else { return emit(.badUTF8, 1) }
        if scalar.value.properties.isIDStart {
            identifier(length: scalar.length)
        } else {
            emit(.invalid, scalar.length)
        }
    }

    /// Digits, points and exponents in any order, ending with no point; the parser judges them.
    private func numberLength() -> Int {
        var end = place + 1
        var last = end
        while end < bytes.count {
            let byte = bytes[end]
            if byte &- 0x30 < 10 {
                end += 1
            } else if byte == UInt8(ascii: ".") {
                end += 1
                continue
            } else if byte | 0x20 == UInt8(ascii: "e"), end + 1 < bytes.count {
                let sign = bytes[end + 1]
                let digit = sign == 0x2b || sign == 0x2d ? end + 2 : end + 1
                guard digit < bytes.count, bytes[digit] &- 0x30 < 10 else { break }
                end = digit + 1
            } else {
                break
            }
            last = end
        }
        return last - place
    }
}

private let isWord: [Bool] = (0..<128).map { byte in
    (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte)
        || byte == 0x5f || byte == 0x2d
}
