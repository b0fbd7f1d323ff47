extension Parser {
    /// One part of a template as it stands in the text, before directives are matched up.
    enum Part {
        case text(String, Span, isRaw: Bool)
        case value(NodeID)
        case ifStart(NodeID, Span)
        case elseMark(Span)
        case endIf(Span)
        case forStart(ForIntroduction, Span)
        case endFor(Span)
    }

    mutating func quotedTemplate() -> NodeID {
        let open = read()
        let isHeredoc = open.kind == .openHeredoc
        let end: TokenKind = isHeredoc ? .closeHeredoc : .closeQuote
        guard depth < Self.depthBound else { return recoverDeep(open, end) }
        depth += 1
        defer { depth -= 1 }
        if !isHeredoc, let simple = simpleQuoted(open) { return simple }
        var (parts, close) = templateParts(until: end)
        if isHeredoc, bytes[open.start + 2] == UInt8(ascii: "-") { flush(&parts) }
        let whole = Span(open.start, close.end)
        return template(parts, whole, isQuoted: true)
    }

    private mutating func recoverDeep(_ open: Token, _ end: TokenKind) -> NodeID {
        failUnlessRecovering(
            "Nesting is too deep",
            "Expressions may nest \(Self.depthBound) deep.", open.span)
        return broken(Span(open.start, recover(to: end).end))
    }

    /// The usual case: nothing but one literal between quotes.
    private mutating func simpleQuoted(_ open: Token) -> NodeID? {
        let first = tokens[place]
        if first.kind == .closeQuote {
            place += 1
            return add(Node(.template, open.start, first.end, flag: 1, a: UInt32(extras.count)))
        }
        guard first.kind == .quotedLiteral, tokens[place + 1].kind == .closeQuote else { return nil }
        let close = tokens[place + 1]
        place += 2
        let text = textNode(first.span, isQuoted: true)
        extras.append(text)
        return add(
            Node(.template, open.start, close.end, flag: 1, a: UInt32(extras.count - 1), b: 1))
    }

    private mutating func textNode(_ span: Span, isQuoted: Bool) -> NodeID {
        if isPlain(span, isQuoted: isQuoted) { return add(Node(.text, span.start, span.end)) }
        strings.append(decode(span, isQuoted: isQuoted))
        return add(Node(.text, span.start, span.end, flag: 1, a: UInt32(strings.count - 1)))
    }

    private func isPlain(_ span: Span, isQuoted: Bool) -> Bool {
        for index in span.start..<span.end {
            let byte = bytes[index]
            if byte == 0x5c && isQuoted || byte == 0x24 || byte == 0x25 { return false }
        }
        return true
    }

    // MARK: Parts

    /// Reads parts up to `end` and that too.
    mutating func templateParts(until end: TokenKind) -> ([Part], Token) {
        var parts: [Part] = []
        var trimsNext = false
        while true {
            let token = read()
            if token.kind == end { return (parts, token) }
            switch token.kind {
            case .quotedLiteral, .stringLiteral:
                var text = decode(token.span, isQuoted: token.kind == .quotedLiteral)
                if trimsNext { text = text.trimmingFirstSpaces() }
                trimsNext = false
                parts.append(.text(text, token.span, isRaw: false))
            case .interpolation, .control:
                trimsNext = false
                if token.count == 3, case .text(let text, let span, _)? = parts.last {
                    parts[parts.count - 1] = .text(text.trimmingLastSpaces(), span, isRaw: false)
                }
                includesNewlines.append(false)
                if token.kind == .interpolation {
                    parts.append(.value(expression()))
                } else if let part = directive(token) {
                    parts.append(part)
                }
                trimsNext = closeSequence(token, within: end)
                includesNewlines.removeLast()
            case .end:
                failUnlessRecovering(
                    "Unterminated template string",
                    "No closing marker was found for the string.", token.span)
                return (parts, token)
            case .quotedNewline:
                failUnlessRecovering(
                    "Invalid multi-line string",
                    "Quoted strings may not be split over multiple lines. To produce a multi-line string, "
                        + "either use the \\n escape to represent a newline character or use the "
                        + "\"heredoc\" multi-line template syntax.", token.span)
                return (parts, recover(to: end))
            case .badUTF8: continue
            default:
                failUnlessRecovering(
                    "Unterminated template string",
                    "No closing marker was found for the string.", token.span)
                return (parts, recover(to: end))
            }
        }
    }

    /// Reads a sequence's end; true when it trims what follows.
    private mutating func closeSequence(_ open: Token, within end: TokenKind) -> Bool {
        let close = peek
        if close.kind == .sequenceEnd {
            read()
            return close.count == 2
        }
        if !isRecovering { reportUnclosed(open, close, end) }
        isRecovering = true
        // At a quote that ends the template the sequence is over too.
        recover(to: .sequenceEnd)
        return false
    }

    private mutating func reportUnclosed(_ open: Token, _ close: Token, _ end: TokenKind) {
        let what = open.kind == .interpolation ? "interpolation" : "control"
        let name =
            open.kind == .interpolation ? "template interpolation sequence" : "template control sequence"
        if close.kind == .end {
            fail(
                "Unclosed \(name)",
                "There is no closing brace for this \(what) sequence before the end of the file. This "
                    + "might be caused by incorrect nesting inside the given expression.", open.span)
        } else if close.kind == .colon && open.kind == .interpolation {
            fail(
                "Extra characters after interpolation expression",
                "Template interpolation doesn't expect a colon at this location. Did you intend this to "
                    + "be a literal sequence to be processed as part of another language? If so, you can "
                    + "escape it by starting with \"$${\" instead of just \"${\".", close.span)
        } else if end == .closeQuote, close.kind == .closeQuote || close.kind == .openQuote {
            fail(
                "Unclosed \(name)",
                "There is no closing brace for this \(what) sequence before the end of the quoted "
                    + "template. This might be caused by incorrect nesting inside the given expression.",
                open.span)
        } else if open.kind == .interpolation {
            fail(
                "Extra characters after interpolation expression",
                "Expected a closing brace to end the interpolation expression, but found extra "
                    + "characters.\n\nThis can happen when you include interpolation syntax for another "
                    + "language, such as shell scripting, but forget to escape the interpolation start "
                    + "token. If this is an embedded sequence for another language, escape it by starting "
                    + "with \"$${\" instead of just \"${\".", close.span)
        } else {
            fail(
                "Extra characters in control sequence",
                "Expected a closing brace to end the sequence, but found extra characters.", close.span)
        }
    }

    private mutating func directive(_ open: Token) -> Part? {
        let word = peek
        guard word.kind == .identifier else {
            failUnlessRecovering(
                "Invalid template directive",
                "A template directive keyword (\"if\", \"for\", etc) is expected at the beginning of a %{ "
                    + "sequence.", word.span)
            return nil
        }
        read()
        let span = Span(open.start, word.end)
        if isWord(word, "if") { return .ifStart(expression(), span) }
        if isWord(word, "else") { return .elseMark(span) }
        if isWord(word, "endif") { return .endIf(span) }
        if isWord(word, "endfor") { return .endFor(span) }
        if isWord(word, "for") {
            return forIntroduction(closing: .sequenceEnd).map { .forStart($0, span) }
        }
        let text = source.text(word.span)
        failUnlessRecovering(
            "Invalid template control keyword",
            "\"\(text)\" is not a valid template control keyword.", word.span)
        return nil
    }

    /// Takes the indentation that all lines share from their beginnings.
    private func flush(_ parts: inout [Part]) {
        var least = Int.max
        var adjusted: [Int] = []
        var isLineStart = true
        for (index, part) in parts.enumerated() {
            if isLineStart {
                isLineStart = false
                var spaces = 0
                if case .text(let text, _, _) = part {
                    let trimmed = text.trimmingFirstSpaces()
                    if trimmed.isEmpty && text.utf8.last == 0x0a {
                        spaces = .max
                    } else {
                        spaces = text.count - trimmed.count
                        adjusted.append(index)
                    }
                }
                least = min(least, spaces)
            }
            if case .text(let text, _, _) = part, text.utf8.last == 0x0a { isLineStart = true }
        }
        guard least > 0, least < .max else { return }
        for index in adjusted {
            if case .text(let text, let span, _) = parts[index] {
                parts[index] = .text(String(text.dropFirst(least)), span, isRaw: false)
            }
        }
    }

    // MARK: The tree of a template

    mutating func template(_ parts: [Part], _ whole: Span, isQuoted: Bool) -> NodeID {
        if parts.count == 1, case .value(let node) = parts[0] {
            return add(Node(.templateWrap, whole.start, whole.end, a: node))
        }
        var place = 0
        return sequence(parts, &place, whole, until: { _ in false }, isQuoted: isQuoted).0
    }

    /// Parts up to one at which `stop` holds, or all; the node and the part that stopped it.
    private mutating func sequence(
        _ parts: [Part], _ place: inout Int, _ whole: Span, until stop: (Part) -> Bool, isQuoted: Bool
    ) -> (NodeID, Part?) {
        let mark = pending.count
        var stopped: Part?
        while place < parts.count {
            let part = parts[place]
            place += 1
            if stop(part) {
                stopped = part
                break
            }
            switch part {
            case .text(let text, let span, _):
                strings.append(text)
                pending.append(
                    add(Node(.text, span.start, span.end, flag: 1, a: UInt32(strings.count - 1))))
            case .value(let node): pending.append(node)
            case .ifStart(let condition, let span):
                pending.append(conditional(condition, span, parts, &place, whole))
            case .forStart(let introduction, let span):
                pending.append(join(introduction, span, parts, &place, whole))
            case .elseMark(let span): unexpected("else", span)
            case .endIf(let span): unexpected("endif", span)
            case .endFor(let span): unexpected("endfor", span)
            }
        }
        let count = UInt32(pending.count - mark)
        let node = add(
            Node(
                .template, whole.start, whole.end, flag: isQuoted ? 1 : 0, a: list(from: mark), b: count))
        return (node, stopped)
    }

    private mutating func unexpected(_ word: String, _ span: Span) {
        fail(
            "Unexpected \(word) directive",
            "The control directives within this template are unbalanced.", span)
        pending.append(broken(span))
    }

    private mutating func conditional(
        _ condition: NodeID, _ span: Span, _ parts: [Part], _ place: inout Int, _ whole: Span
    ) -> NodeID {
        guard depth < Self.depthBound else { return deepDirective(span, &place, parts) }
        depth += 1
        defer { depth -= 1 }
        func ends(_ part: Part) -> Bool {
            switch part {
            case .endIf, .elseMark: true
            default: false
            }
        }
        let (yes, stop) = sequence(parts, &place, span, until: ends, isQuoted: false)
        var no = yes
        switch stop {
        case .elseMark?:
            let (other, end) = sequence(
                parts, &place, span,
                until: { if case .endIf = $0 { true } else { false } }, isQuoted: false)
            no = other
            if end == nil { unclosed("if", "endif", span, whole) }
        case .endIf?: no = add(Node(.template, span.end, span.end, a: UInt32(extras.count)))
        default: unclosed("if", "endif", span, whole)
        }
        return add(Node(.conditional, span.start, span.end, a: condition, b: yes, c: no))
    }

    private mutating func join(
        _ introduction: ForIntroduction, _ span: Span, _ parts: [Part], _ place: inout Int, _ whole: Span
    ) -> NodeID {
        guard depth < Self.depthBound else { return deepDirective(span, &place, parts) }
        depth += 1
        defer { depth -= 1 }
        let (content, end) = sequence(
            parts, &place, span, until: { if case .endFor = $0 { true } else { false } }, isQuoted: false)
        if end == nil { unclosed("for", "endfor", span, whole) }
        let start = UInt32(extras.count)
        extras.append(contentsOf: introduction.names)
        extras.append(contentsOf: [introduction.collection, .max, content, .max])
        let loop = add(Node(.forTuple, span.start, span.end, a: start))
        return add(Node(.templateJoin, span.start, span.end, a: loop))
    }

    private mutating func deepDirective(_ span: Span, _ place: inout Int, _ parts: [Part]) -> NodeID {
        place = parts.count
        failUnlessRecovering(
            "Nesting is too deep",
            "Template directives may nest \(Self.depthBound) deep.", span)
        return broken(span)
    }

    private mutating func unclosed(_ word: String, _ end: String, _ span: Span, _ whole: Span) {
        fail(
            "Unexpected end of template",
            "The \(word) directive at \(source.range(span)) is missing its corresponding \(end) directive.",
            Span(whole.end, whole.end))
    }
}

extension String {
    func trimmingFirstSpaces() -> String { String(drop(while: \.isWhitespace)) }

    func trimmingLastSpaces() -> String {
        var rest = self[...]
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return String(rest)
    }
}
