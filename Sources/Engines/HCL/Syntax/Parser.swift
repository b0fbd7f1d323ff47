/// Reads tokens into a tree. Every problem becomes a diagnostic; after one the parser goes on at the next
/// item, so a file with errors still yields what parsed.
struct Parser {
    /// How deep expressions and blocks may nest, and how long a chain of indexes may be.
    static let depthBound = 150
    static let chainBound = 1000

    let source: SourceText
    let bytes: UnsafeBufferPointer<UInt8>
    let tokens: [Token]
    var place = 0
    var nodes: [Node] = []
    var extras: [UInt32] = []
    var strings: [String] = []
    var diagnostics: [Diagnostic] = []
    /// Children of lists that are still being read.
    var pending: [UInt32] = []
    var includesNewlines: [Bool] = [true]
    /// Set once this item is known to be wrong: what follows from it is not told again.
    var isRecovering = false
    var depth = 0

    init(_ source: SourceText, _ bytes: UnsafeBufferPointer<UInt8>, tokens: [Token]) {
        self.source = source
        self.bytes = bytes
        self.tokens = tokens
        nodes.reserveCapacity(tokens.count)
        extras.reserveCapacity(tokens.count)
    }

    // MARK: Tokens

    /// Where the next token is that counts here.
    private func next() -> Int {
        var index = place
        let newlines = includesNewlines[includesNewlines.count - 1]
        while true {
            let token = tokens[index]
            switch token.kind {
            case .comment:
                // A comment that takes its line's end with it stands for that line's end.
                if newlines, token.count > 0, bytes[token.end - 1] == 0x0a { return index }
                index += 1
            case .newline where !newlines: index += 1
            default: return index
            }
        }
    }

    var peek: Token {
        let token = tokens[next()]
        return token.kind == .comment ? Token(.newline, token.end - 1, token.end) : token
    }

    @discardableResult
    mutating func read() -> Token {
        let index = next()
        let token = tokens[index]
        place = token.kind == .end ? index : index + 1
        return token.kind == .comment ? Token(.newline, token.end - 1, token.end) : token
    }

    mutating func add(_ node: Node) -> NodeID {
        nodes.append(node)
        return NodeID(nodes.count - 1)
    }

    func span(_ id: NodeID) -> Span { nodes[Int(id)].span }

    /// Moves the list that was begun at `mark` of `pending` to the tree.
    mutating func list(from mark: Int) -> UInt32 {
        let start = UInt32(extras.count)
        for place in mark..<pending.count { extras.append(pending[place]) }
        pending.removeLast(pending.count - mark)
        return start
    }

    // MARK: Problems

    mutating func fail(_ summary: String, _ detail: String, _ subject: Span, in context: Span? = nil) {
        // A hostile file has as many problems as bytes; nobody reads more than these.
        guard diagnostics.count < 1000 else { return }
        diagnostics.append(
            Diagnostic(.error, summary, detail, at: source.range(subject), in: context.map(source.range)))
    }

    /// As `fail`, unless it only follows from an earlier problem of this item.
    mutating func failUnlessRecovering(
        _ summary: String, _ detail: @autoclosure () -> String, _ subject: Span
    ) {
        if !isRecovering { fail(summary, detail(), subject) }
        isRecovering = true
    }

    mutating func broken(_ span: Span) -> NodeID { add(Node(.broken, span.start, span.end)) }

    /// Skips to the next `end` of the nesting that we are in, and over it. A bracket or parenthesis that is
    /// closed nowhere ends with its line, so that the items after it are read all the same.
    @discardableResult
    mutating func recover(to end: TokenKind) -> Token {
        isRecovering = true
        let start = place
        var nest = 0
        while true {
            let token = read()
            if token.kind == .end {
                if end == .closeBracket || end == .closeParen { return rewound(to: start) }
                return token
            }
            if token.kind == end, nest == 0 { return token }
            switch token.kind.nesting {
            case 1: nest += 1
            case -1: nest = max(0, nest - 1)
            default:
                if token.kind == .openQuote || token.kind == .openHeredoc { nest += 1 }
                if token.kind == .closeQuote || token.kind == .closeHeredoc { nest = max(0, nest - 1) }
            }
        }
    }

    /// Goes back, and on to the end of the line there, which is left to be read.
    private mutating func rewound(to start: Int) -> Token {
        place = start
        includesNewlines.append(true)
        defer { includesNewlines.removeLast() }
        while peek.kind != .newline, peek.kind != .end { read() }
        return Token(.end, peek.start, peek.start)
    }

    /// Skips to the end of the line on which no bracket that opened after here is open, the line end
    /// itself too; stops before a brace that closes the block.
    mutating func recoverAfterItem() {
        isRecovering = true
        includesNewlines.append(true)
        defer { includesNewlines.removeLast() }
        var open = 0
        while true {
            let token = peek
            switch token.kind {
            case .end: return
            case .newline where open == 0:
                read()
                return
            case .closeBrace where open == 0: return
            case .openHeredoc, .openQuote: open += 1
            case .closeHeredoc, .closeQuote: open = max(0, open - 1)
            default: open = max(0, open + token.kind.nesting)
            }
            read()
        }
    }

    /// What no grammar has, told with what to write instead.
    mutating func reportInvalidTokens() {
        var seen: Set<TokenKind> = []
        for token in tokens {
            switch token.kind {
            case .bitAnd, .bitOr, .bitNot, .bitXor:
                let names = [
                    "&": " Did you mean boolean AND (\"&&\")?", "|": " Did you mean boolean OR (\"||\")?",
                    "~": " Did you mean boolean NOT (\"!\")?",
                ]
                let text = source.text(token.span)
                if seen.insert(token.kind).inserted {
                    fail(
                        "Unsupported operator",
                        "Bitwise operators are not supported.\(names[text] ?? "")", token.span)
                }
            case .starStar:
                if seen.insert(.starStar).inserted {
                    fail(
                        "Unsupported operator",
                        "\"**\" is not a supported operator. Exponentiation is not supported as an operator.",
                        token.span)
                }
            case .apostrophe, .backtick, .semicolon: reportForeign(token, &seen)
            case .badUTF8:
                fail(
                    "Invalid character encoding",
                    "All input files must be UTF-8 encoded. Ensure that "
                        + "UTF-8 encoding is selected in your editor.", token.span)
            case .invalid:
                fail("Invalid character", "This character is not used within the language.", token.span)
            default: break
            }
        }
    }

    private mutating func reportForeign(_ token: Token, _ seen: inout Set<TokenKind>) {
        guard seen.insert(token.kind).inserted else { return }
        switch token.kind {
        case .apostrophe:
            fail(
                "Invalid character",
                "Single quotes are not valid. Use double quotes (\") to enclose strings.", token.span)
        case .backtick:
            fail(
                "Invalid character",
                "The \"`\" character is not valid. To create a multi-line string, use the \"heredoc\" "
                    + "syntax, like \"<<EOT\".", token.span)
        default:
            fail(
                "Invalid character",
                "The \";\" character is not valid. Use newlines to separate arguments and blocks, and "
                    + "commas to separate items in collection values.", token.span)
        }
    }
}
