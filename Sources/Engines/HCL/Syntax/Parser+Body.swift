extension Parser {
    /// Items up to `end`, which is read too. The node's end is the end of the file or the brace.
    mutating func body(until end: TokenKind) -> NodeID {
        let mark = pending.count
        let start = peek.start
        var names: Set<String> = []
        loop: while true {
            let token = peek
            switch token.kind {
            case end: break loop
            case .newline: read()
            case .identifier:
                isRecovering = false
                if let item = item(&names) { pending.append(item) }
            case .end: break loop
            case .closeBrace:
                failUnlessRecovering(
                    "Argument or block definition required",
                    "An argument or block definition is required here.", token.span)
                read()
            default:
                reportNoItem(token)
                recoverAfterItem()
            }
        }
        let last = read()
        let count = UInt32(pending.count - mark)
        return add(Node(.body, start, last.start, a: list(from: mark), b: count))
    }

    private mutating func reportNoItem(_ token: Token) {
        if isRecovering { return }
        let detail =
            token.kind == .openQuote
            ? "Argument names must not be quoted."
            : "An argument or block definition is required here."
        switch token.kind {
        // The characters themselves are told already.
        case .invalid, .badUTF8, .apostrophe, .backtick, .semicolon:
            fail(
                "Argument or block definition required", detail, token.span)
        case .openQuote: fail("Invalid argument name", detail, token.span)
        case .assign:
            fail(
                "Argument or block definition required",
                "An argument or block definition is required here. To set an argument, use the equals sign "
                    + "\"=\" to introduce the argument value.", token.span)
        default: fail("Argument or block definition required", detail, token.span)
        }
    }

    private mutating func item(_ names: inout Set<String>) -> NodeID? {
        let name = read()
        switch peek.kind {
        case .assign: return attribute(name, &names)
        case .openQuote, .openBrace, .identifier: return block(name)
        default:
            fail(
                "Invalid block definition",
                "A block definition must have block content delimited by \"{\" and \"}\", starting "
                    + "on the same line as the block header, and an argument definition must have an "
                    + "equals sign after the argument name.", name.span)
            recoverAfterItem()
            return nil
        }
    }

    private mutating func attribute(_ name: Token, _ names: inout Set<String>) -> NodeID? {
        let text = source.text(name.span)
        let isNew = names.insert(text).inserted
        let node = attributeNode(name, isInline: false)
        if !isNew {
            fail(
                "Attribute redefined",
                "The argument \"\(text)\" was already set. Each argument may be set only once.", name.span)
            return nil
        }
        return node
    }

    private mutating func attributeNode(_ name: Token, isInline: Bool) -> NodeID {
        let equals = read()
        let expression = expression()
        var end = span(expression).end
        if isRecovering && diagnostics.hasErrors {
            if !isInline { recoverAfterItem() }
        } else if !isInline {
            let token = peek
            if token.kind != .newline && token.kind != .end {
                if token.kind == .comma {
                    fail(
                        "Unexpected comma after argument",
                        "Argument definitions must be separated by newlines, not commas. An argument "
                            + "definition must end with a newline.", token.span)
                } else {
                    fail(
                        "Missing newline after argument",
                        "An argument definition must end with a newline.", token.span)
                }
                recoverAfterItem()
            } else {
                read()
            }
        }
        end = max(end, name.end)
        return add(
            Node(.attribute, name.start, end, a: name.last, b: expression, c: equals.first))
    }

    private mutating func block(_ type: Token) -> NodeID? {
        guard depth < Self.depthBound else {
            fail("Nesting is too deep", "Blocks may nest \(Self.depthBound) deep.", type.span)
            recoverAfterItem()
            return nil
        }
        depth += 1
        defer { depth -= 1 }
        let mark = pending.count
        pending.append(contentsOf: [type.last, 0, 0, 0])
        var open: Token?
        while open == nil {
            let token = peek
            switch token.kind {
            case .openBrace: open = read()
            case .identifier:
                read()
                pending.append(add(Node(.label, token.start, token.end)))
            case .openQuote:
                let (label, isClosed) = quotedLabel()
                pending.append(label)
                if !isClosed {
                    if peek.kind == .end {
                        fail(
                            "Invalid block definition",
                            "Either a quoted string block label or an opening brace (\"{\") is expected here.",
                            peek.span)
                    }
                    recoverAfterItem()
                    return finishBlock(type, mark, body: emptyBody(at: peek.start), peek, peek)
                }
            default:
                reportBadHeader(token, type)
                recoverAfterItem()
                return finishBlock(type, mark, body: emptyBody(at: token.start), token, token)
            }
        }
        return content(type, mark, open ?? type)
    }

    private mutating func reportBadHeader(_ token: Token, _ type: Token) {
        switch token.kind {
        case .assign:
            fail(
                "Invalid block definition",
                "The equals sign \"=\" indicates an argument definition, and must not be used when "
                    + "defining a block.", token.span)
        case .newline:
            fail(
                "Invalid block definition",
                "A block definition must have block content delimited by \"{\" and \"}\", starting on the "
                    + "same line as the block header.", token.span)
        default:
            failUnlessRecovering(
                "Invalid block definition",
                "Either a quoted string block label or an opening brace (\"{\") is expected here.",
                token.span)
        }
    }

    private mutating func emptyBody(at place: Int) -> NodeID {
        add(Node(.body, place, place, a: UInt32(extras.count)))
    }

    private mutating func finishBlock(
        _ type: Token, _ mark: Int, body: NodeID, _ open: Token, _ close: Token
    ) -> NodeID {
        pending[mark + 1] = body
        pending[mark + 2] = open.first
        pending[mark + 3] = close.first
        let labels = UInt32(pending.count - mark - 4)
        return add(Node(.block, type.start, close.end, a: list(from: mark), b: labels))
    }

    /// A block's content after its brace: on this line, or from the next.
    private mutating func content(_ type: Token, _ mark: Int, _ open: Token) -> NodeID {
        let token = peek
        let body: NodeID
        let close: Token
        let errors = diagnostics.count
        switch token.kind {
        case .newline, .end, .closeBrace:
            body = self.body(until: .closeBrace)
            close = tokens[max(0, place - 1)].kind == .closeBrace ? tokens[place - 1] : peek
        default: (body, close) = inline(open)
        }
        if close.kind != .closeBrace {
            if diagnostics.count == errors || close.kind == .end && !isRecovering {
                fail(
                    "Unclosed configuration block",
                    "There is no closing brace for this block before the end of the file. This may be "
                        + "caused by incorrect brace nesting elsewhere in this file.", open.span)
            }
            isRecovering = true
            return finishBlock(type, mark, body: body, open, close)
        }
        let after = peek
        if after.kind == .newline {
            read()
        } else if after.kind != .end {
            failUnlessRecovering(
                "Missing newline after block definition",
                "A block definition must end with a newline.", after.span)
            recoverAfterItem()
        }
        return finishBlock(type, mark, body: body, open, close)
    }

    /// A block on one line holds at most one argument.
    private mutating func inline(_ open: Token) -> (NodeID, Token) {
        let start = peek
        guard start.kind == .identifier else {
            failUnlessRecovering(
                "Invalid single-argument block definition",
                "A single-line block definition must contain only a single argument. If you meant to "
                    + "define argument or nested blocks, place each on its own line.", start.span)
            return (emptyBody(at: start.start), recover(to: .closeBrace))
        }
        let name = read()
        switch peek.kind {
        case .assign: break
        case .openQuote, .openBrace, .identifier:
            fail(
                "Invalid single-argument block definition",
                "A single-line block definition cannot contain another block definition.", name.span)
            return (emptyBody(at: start.start), recover(to: .closeBrace))
        default:
            failUnlessRecovering(
                "Invalid single-argument block definition",
                "A single-line block definition must contain only a single argument, with an equals sign "
                    + "after its name.", name.span)
            return (emptyBody(at: start.start), recover(to: .closeBrace))
        }
        let errors = diagnostics.count
        let attribute = attributeNode(name, isInline: true)
        let body = add(
            Node(.body, start.start, peek.start, a: UInt32(extras.count), b: 1))
        extras.append(attribute)
        if peek.kind == .closeBrace { return (body, read()) }
        if peek.kind == .end { return (body, read()) }
        if diagnostics.count == errors {
            let token = peek
            let detail =
                token.kind == .comma
                ? "Single-line block syntax can include only one argument definition. To define multiple "
                    + "arguments, use the multi-line block syntax with one argument definition per line."
                : "A single-line block definition must end with a closing brace immediately after its "
                    + "single argument definition."
            failUnlessRecovering("Invalid single-argument block definition", detail, token.span)
        }
        return (body, recover(to: .closeBrace))
    }

    /// A label, and whether its closing quote was found.
    private mutating func quotedLabel() -> (NodeID, Bool) {
        let open = read()
        var text: String?
        let contentStart = open.end
        var end = open.end
        while true {
            let token = read()
            switch token.kind {
            case .closeQuote:
                let node: Node
                if let text {
                    strings.append(text)
                    node = Node(.label, open.start, token.end, flag: 3, a: UInt32(strings.count - 1))
                } else {
                    strings.append("")
                    node = Node(.label, open.start, token.end, flag: 3, a: UInt32(strings.count - 1))
                }
                return (add(node), true)
            case .quotedLiteral:
                text = (text ?? "") + decode(token.span, isQuoted: true)
                end = token.end
            case .interpolation, .control:
                fail(
                    "Invalid string literal",
                    "Template sequences are not allowed in this string. To include a literal \"\(kind(token))\", "
                        + "double it (as \"\(kind(token))\(kind(token))\") to escape it.", token.span)
                recoverTemplate()
            case .quotedNewline, .end:
                fail(
                    token.kind == .end ? "Unterminated string literal" : "Invalid multi-line string",
                    token.kind == .end
                        ? "Unable to find the closing quote mark before the end of the file."
                        : "Quoted strings may not be split over multiple lines. To produce a multi-line "
                            + "string, either use the \\n escape to represent a newline character or use "
                            + "the \"heredoc\" multi-line template syntax.", Span(open.start, end))
                strings.append(text ?? "")
                return (
                    add(Node(.label, contentStart, end, flag: 3, a: UInt32(strings.count - 1))), false
                )
            default:
                fail("Invalid string literal", "Expected the rest of a quoted string here.", token.span)
                recover(to: .closeQuote)
                strings.append(text ?? "")
                return (
                    add(Node(.label, contentStart, end, flag: 3, a: UInt32(strings.count - 1))), true
                )
            }
        }
    }

    private func kind(_ token: Token) -> String { token.kind == .interpolation ? "$" : "%" }

    private mutating func recoverTemplate() {
        var nest = 0
        while true {
            let token = read()
            if token.kind == .end { return }
            if token.kind == .sequenceEnd, nest == 0 { return }
            nest = max(0, nest + token.kind.nesting)
        }
    }
}
