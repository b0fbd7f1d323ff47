extension Parser {
    mutating func tuple() -> NodeID {
        let open = read()
        includesNewlines.append(false)
        defer { includesNewlines.removeLast() }
        if isWord(peek, "for") { return forExpression(open, isObject: false) }
        let mark = pending.count
        var close = open
        while true {
            let token = peek
            if token.kind == .closeBracket {
                close = read()
                break
            }
            pending.append(expression())
            if isRecovering {
                close = recover(to: .closeBracket)
                break
            }
            let separator = peek
            if separator.kind == .comma {
                read()
            } else if separator.kind != .closeBracket {
                if separator.kind == .end {
                    failUnlessRecovering(
                        "Unterminated tuple constructor expression",
                        "There is no corresponding closing bracket before the end of the file. This may "
                            + "be caused by incorrect bracket nesting elsewhere in this file.", open.span)
                } else {
                    failUnlessRecovering(
                        "Missing item separator",
                        "Expected a comma to mark the beginning of the next item.", separator.span)
                }
                close = recover(to: .closeBracket)
                break
            }
        }
        let count = UInt32(pending.count - mark)
        return add(Node(.tuple, open.start, close.end, a: list(from: mark), b: count, c: open.first))
    }

    mutating func object() -> NodeID {
        let open = read()
        // Lines matter in an object: a line's end separates items as a comma does.
        includesNewlines.append(true)
        defer { includesNewlines.removeLast() }
        skipNewlines()
        if isWord(peek, "for"), isForIntroduction() {
            includesNewlines.append(false)
            defer { includesNewlines.removeLast() }
            return forExpression(open, isObject: true)
        }
        let mark = pending.count
        var close = open
        loop: while true {
            skipNewlines()
            if peek.kind == .closeBrace {
                close = read()
                break
            }
            guard pair(open) else {
                close = recover(to: .closeBrace)
                break
            }
            let separator = peek
            switch separator.kind {
            case .comma: read()
            case .newline: read()
            case .closeBrace: continue
            case .end:
                failUnlessRecovering(
                    "Unterminated object constructor expression",
                    "There is no corresponding closing brace before the end of the file. This may be "
                        + "caused by incorrect brace nesting elsewhere in this file.", open.span)
                break loop
            default:
                failUnlessRecovering(
                    "Missing attribute separator",
                    "Expected a newline or comma to mark the beginning of the next attribute.",
                    separator.span)
                close = recover(to: .closeBrace)
                break loop
            }
        }
        let count = UInt32((pending.count - mark) / 2)
        return add(
            Node(.object, open.start, max(open.end, close.end), a: list(from: mark), b: count))
    }

    private mutating func skipNewlines() { while peek.kind == .newline { read() } }

    /// `for` may also be a key: it is when an equals sign or colon follows.
    private func isForIntroduction() -> Bool {
        var index = place
        while tokens[index].kind != .identifier { index += 1 }
        index += 1
        while tokens[index].kind == .newline || tokens[index].kind == .comment { index += 1 }
        return tokens[index].kind != .assign && tokens[index].kind != .colon
    }

    /// One key and its value; false when the rest of the object can't be read.
    private mutating func pair(_ open: Token) -> Bool {
        let keyToken = peek
        let isParenthesized = keyToken.kind == .openParen
        let inner = expression()
        if isRecovering { return false }
        let keySpan = span(inner)
        let key = add(
            Node(
                .objectKey, keySpan.start, keySpan.end,
                flag: isParenthesized && nodes[Int(inner)].kind == .parentheses ? 1 : 0, a: inner))
        let separator = peek
        guard separator.kind == .assign || separator.kind == .colon else {
            reportNoValue(separator, open, keySpan)
            return false
        }
        read()
        let value = expression()
        pending.append(key)
        pending.append(value)
        return !isRecovering
    }

    private mutating func reportNoValue(_ token: Token, _ open: Token, _ key: Span) {
        switch token.kind {
        case .newline, .comma:
            failUnlessRecovering(
                "Missing attribute value",
                "Expected an attribute value, introduced by an equals sign (\"=\").", token.span)
        case .end:
            failUnlessRecovering(
                "Unterminated object constructor expression",
                "There is no corresponding closing brace before the end of the file. This may be caused "
                    + "by incorrect brace nesting elsewhere in this file.", open.span)
        case .identifier:
            failUnlessRecovering(
                "Missing key/value separator",
                "Expected an equals sign (\"=\") to mark the beginning of the attribute value. If you "
                    + "intended to given an attribute name containing periods or spaces, write the name in "
                    + "quotes to create a string literal.", token.span)
        default:
            failUnlessRecovering(
                "Missing key/value separator",
                "Expected an equals sign (\"=\") to mark the beginning of the attribute value.", token.span)
        }
    }

    // MARK: for

    private mutating func forExpression(_ open: Token, isObject: Bool) -> NodeID {
        let end: TokenKind = isObject ? .closeBrace : .closeBracket
        read()
        func stop(_ parser: inout Parser) -> NodeID {
            let close = parser.recover(to: end)
            return parser.add(Node(.broken, open.start, close.end))
        }
        guard let introduction = forIntroduction(closing: end) else { return stop(&self) }
        if peek.kind != .colon {
            failUnlessRecovering(
                "Invalid 'for' expression",
                "For expression requires a colon after the collection expression.", peek.span)
            return stop(&self)
        }
        read()
        var key: NodeID = 0
        var value = expression()
        if isRecovering { return stop(&self) }
        var hasKey = false
        if peek.kind == .fatArrow {
            let arrow = read()
            if !isObject {
                fail(
                    "Invalid 'for' expression",
                    "Key expression is not valid when building a tuple.", arrow.span)
            }
            hasKey = true
            key = value
            value = expression()
            if isRecovering { return stop(&self) }
        } else if isObject {
            fail(
                "Invalid 'for' expression",
                "Key expression is required when building an object.", peek.span)
            isRecovering = true
            return stop(&self)
        }
        let groups = grouping(hasKey: hasKey, isObject: isObject)
        var condition: NodeID = .max
        if isWord(peek, "if") {
            read()
            condition = expression()
            if isRecovering { return stop(&self) }
        }
        let close = peek
        if close.kind != end {
            failUnlessRecovering(
                "Invalid 'for' expression",
                "Extra characters after the end of the 'for' expression.", close.span)
            return stop(&self)
        }
        read()
        let start = UInt32(extras.count)
        extras.append(contentsOf: introduction.names)
        extras.append(contentsOf: [introduction.collection, hasKey ? key : .max, value, condition])
        return add(
            Node(hasKey ? .forObject : .forTuple, open.start, close.end, flag: groups, a: start))
    }

    /// Reads the `...` after a value; 1 where it is there.
    private mutating func grouping(hasKey: Bool, isObject: Bool) -> UInt8 {
        guard peek.kind == .ellipsis else { return 0 }
        let dots = read()
        if !hasKey || !isObject {
            fail(
                "Invalid 'for' expression", "Grouping ellipsis (...) cannot be used when building a tuple.",
                dots.span)
        }
        return 1
    }

    struct ForIntroduction {
        /// Key's name and value's, start and end each; a key that is not named is empty.
        var names: [UInt32]
        var collection: NodeID
    }

    /// From after `for` up to and with the collection.
    mutating func forIntroduction(closing end: TokenKind) -> ForIntroduction? {
        let first = peek
        guard first.kind == .identifier else {
            failUnlessRecovering(
                "Invalid 'for' expression",
                "For expression requires variable name after 'for'.", first.span)
            return nil
        }
        read()
        var names: [UInt32] = [0, 0, first.first, first.last]
        if peek.kind == .comma {
            read()
            let second = peek
            guard second.kind == .identifier else {
                failUnlessRecovering(
                    "Invalid 'for' expression",
                    "For expression requires value variable name after comma.", second.span)
                return nil
            }
            read()
            names = [first.first, first.last, second.first, second.last]
        }
        guard isWord(peek, "in") else {
            failUnlessRecovering(
                "Invalid 'for' expression",
                names[1] > 0
                    ? "For expression requires the 'in' keyword after its name declarations."
                    : "For expression requires a comma or the 'in' keyword after its first name.", peek.span)
            return nil
        }
        read()
        let collection = expression()
        return isRecovering ? nil : ForIntroduction(names: names, collection: collection)
    }
}
