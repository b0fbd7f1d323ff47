extension Parser {
    mutating func term() -> NodeID {
        let token = peek
        switch token.kind {
        case .openParen: return parentheses()
        case .number:
            read()
            return number(token)
        case .identifier: return named()
        case .openQuote, .openHeredoc: return quotedTemplate()
        case .minus, .bang:
            guard depth < Self.depthBound else { break }
            depth += 1
            defer { depth -= 1 }
            read()
            let operand = traversed()
            return add(
                Node(.unary, token.start, span(operand).end, flag: token.kind.rawValue, a: operand))
        case .openBracket: return tuple()
        case .openBrace: return object()
        default: break
        }
        if token.kind == .end {
            failUnlessRecovering(
                "Missing expression",
                "Expected the start of an expression, but found the end of the file.", token.span)
        } else {
            failUnlessRecovering(
                "Invalid expression",
                "Expected the start of an expression, but found an invalid expression token.", token.span)
        }
        // The token is left for whoever looks for the end of what we are in.
        return broken(token.span)
    }

    private mutating func parentheses() -> NodeID {
        let open = read()
        includesNewlines.append(false)
        let inner = expression()
        let close = peek
        if close.kind == .closeParen {
            read()
        } else {
            failUnlessRecovering(
                "Unbalanced parentheses",
                "Expected a closing parenthesis to terminate the expression.", close.span)
            recover(to: .closeParen)
        }
        includesNewlines.removeLast()
        return add(Node(.parentheses, open.start, max(close.end, span(inner).end), a: inner))
    }

    private mutating func number(_ token: Token) -> NodeID {
        let text = bytes[token.start..<token.end]
        var points = 0
        var exponents = 0
        for byte in text {
            if byte == 0x2e { points += 1 }
            if byte | 0x20 == 0x65 { exponents += 1 }
        }
        let exponent = text.firstIndex { $0 | 0x20 == 0x65 }
        let hasLatePoint = exponent.map { text[$0...].contains(0x2e) } ?? false
        if points > 1 || exponents > 1 || hasLatePoint || points == 1 && text.last == 0x2e
            || Value.Number(literal: String(decoding: text, as: UTF8.self)) == nil
        {
            fail(
                "Invalid number literal", "Failed to recognize the value of this number literal.", token.span)
            return broken(token.span)
        }
        return add(Node(.number, token.start, token.end))
    }

    func isWord(_ token: Token, _ word: StaticString) -> Bool {
        guard token.kind == .identifier, token.count == word.utf8CodeUnitCount else { return false }
        for offset in 0..<token.count where bytes[token.start + offset] != word.utf8Start[offset] {
            return false
        }
        return true
    }

    private mutating func named() -> NodeID {
        let name = read()
        if peek.kind == .openParen || peek.kind == .doubleColon { return call(name) }
        if isWord(name, "true") { return add(Node(.bool, name.start, name.end, flag: 1)) }
        if isWord(name, "false") { return add(Node(.bool, name.start, name.end)) }
        if isWord(name, "null") { return add(Node(.null, name.start, name.end)) }
        let start = UInt32(extras.count)
        extras.append(name.first)
        extras.append(name.last)
        return add(Node(.traversal, name.start, name.end, a: start, b: 1))
    }

    // MARK: Calls

    private mutating func call(_ name: Token) -> NodeID {
        var nameEnd = name.end
        while peek.kind == .doubleColon {
            let colons = read()
            let next = peek
            guard next.kind == .identifier else {
                failUnlessRecovering(
                    "Missing function name",
                    "Function scope resolution symbol :: must be followed by a function name in this scope.",
                    next.span)
                if next.kind == .openParen { break }
                if next.kind == .doubleColon {
                    // Told again as what follows the expression.
                    isRecovering = false
                    return broken(Span(name.start, next.start))
                }
                _ = recover(to: .openParen)
                _ = recover(to: .closeParen)
                return broken(Span(name.start, max(colons.end, next.end)))
            }
            read()
            nameEnd = next.end
        }
        let open = peek
        guard open.kind == .openParen else {
            failUnlessRecovering(
                "Missing open parenthesis",
                "Function selector must be followed by an open parenthesis to begin the function call.",
                open.span)
            return broken(Span(name.start, nameEnd))
        }
        read()
        return arguments(name, nameEnd, open)
    }

    private mutating func arguments(_ name: Token, _ nameEnd: Int, _ open: Token) -> NodeID {
        includesNewlines.append(false)
        defer { includesNewlines.removeLast() }
        let mark = pending.count
        pending.append(contentsOf: [name.first, UInt32(nameEnd), open.first, 0])
        var expands: UInt8 = 0
        var close = open
        loop: while true {
            if peek.kind == .closeParen {
                close = read()
                break
            }
            pending.append(expression())
            if isRecovering {
                // Some argument is wrong already: go on after the call, so that one mistake is one message.
                close = recover(to: .closeParen)
                break
            }
            let separator = read()
            switch separator.kind {
            case .closeParen:
                close = separator
                break loop
            case .ellipsis:
                expands = 1
                close = peek
                if close.kind != .closeParen {
                    failUnlessRecovering(
                        "Missing closing parenthesis",
                        "An expanded function argument (with ...) must be immediately followed by closing "
                            + "parentheses.", close.span)
                    close = recover(to: .closeParen)
                } else {
                    read()
                }
                break loop
            case .comma: continue
            default:
                close = separator
                reportUnfinished(separator, Span(name.start, open.end))
                if separator.kind != .end { close = recover(to: .closeParen) }
                break loop
            }
        }
        pending[mark + 3] = close.first
        let count = UInt32(pending.count - mark - 4)
        return add(
            Node(.call, name.start, close.end, flag: expands, a: list(from: mark), b: count))
    }

    private mutating func reportUnfinished(_ token: Token, _ call: Span) {
        if token.kind == .end {
            failUnlessRecovering(
                "Unterminated function call",
                "There is no closing parenthesis for this function call before the end of the file. This "
                    + "may be caused by incorrect parenthesis nesting elsewhere in this file.", call)
        } else {
            failUnlessRecovering(
                "Missing argument separator",
                "A comma is required to separate each function argument from the next.", token.span)
        }
    }
}
