extension Parser {
    /// An array or an array comprehension.
    mutating func array() throws(Problem) -> Term {
        let start = now.location
        advance()
        if accept(.rightBracket) { return Term(.array([]), spanning(start)) }
        let head = try term()
        if token == .bar {
            let saved = self
            var failure: Problem
            advance()
            do throws(Problem) {
                let body = try body(until: .rightBracket)
                try expect(.rightBracket)
                return Term(.arrayComprehension(head, body), spanning(start))
            } catch {
                failure = error
            }
            restore(saved)
            pending = head
            do throws(Problem) {
                return Term(.array(try terms(until: .rightBracket)), spanning(start))
            } catch {
                throw failure
            }
        }
        pending = head
        return Term(.array(try terms(until: .rightBracket)), spanning(start))
    }

    /// An object, a set, or a comprehension of one.
    mutating func braces() throws(Problem) -> Term {
        let start = now.location
        advance()
        if accept(.rightBrace) { return Term(.object([]), spanning(start)) }
        let head = try term()
        if token == .bar {
            return try comprehension(head, start) { .setComprehension(head, $0) }
        }
        guard token == .colon else {
            pending = head
            return try plainBraces(start)
        }
        advance()
        let value = try term()
        guard token == .bar else {
            pending = value
            return try object(start, head)
        }
        return try comprehension(value, start, key: head) { .objectComprehension(head, value, $0) }
    }

    /// What follows `{ head |`: a body, or else the rest of a union.
    private mutating func comprehension(
        _ head: Term, _ start: Location, key: Term? = nil, _ make: (Body) -> Term.Kind
    ) throws(Problem) -> Term {
        let saved = self
        let failure: Problem
        advance()
        do throws(Problem) {
            let body = try body(until: .rightBrace)
            try expect(.rightBrace)
            return Term(make(body), spanning(start))
        } catch {
            failure = error
        }
        restore(saved)
        pending = head
        do throws(Problem) {
            if let key { return try object(start, key) }
            return try plainBraces(start)
        } catch {
            throw failure
        }
    }

    private mutating func plainBraces(_ start: Location) throws(Problem) -> Term {
        let first = try infixTerm()
        guard accept(.colon) else {
            guard token == .comma || token == .rightBrace else {
                throw unexpected("expected \(Token.comma.name) or \(Token.rightBrace.name)")
            }
            if accept(.rightBrace) { return Term(.set([first]), spanning(start)) }
            advance()
            let elements = try terms(until: .rightBrace, after: [first])
            return Term(.set(elements), spanning(start))
        }
        return try object(start, first)
    }

    /// The rest of an object after its first key and colon.
    private mutating func object(_ start: Location, _ first: Term) throws(Problem) -> Term {
        var members = [Term.Member(first, try infixTerm())]
        while !accept(.rightBrace) {
            guard accept(.comma) else {
                throw unexpected("expected \(Token.comma.name) or \(Token.rightBrace.name)")
            }
            if accept(.rightBrace) { break }
            let key = try infixTerm()
            guard accept(.colon) else { throw unexpected("expected :") }
            members.append(Term.Member(key, try infixTerm()))
        }
        return Term(.object(members), spanning(start))
    }

    /// A template: pieces of text and expressions in braces.
    mutating func template() throws(Problem) -> Term {
        let start = now.location
        let isRaw = token == .rawTemplate
        var parts: [TemplatePart] = []
        while true {
            let (raw, stop) = lexer.templateText(isRaw: isRaw)
            guard stop != .unterminated else { throw problem("unterminated template string", start) }
            guard let text = isRaw ? Parser.rawTemplateText(raw) : Escapes.resolve(raw, braces: true) else {
                throw problem("illegal string escape sequence", start)
            }
            if !text.isEmpty { parts.append(.text(text)) }
            guard stop == .expression else { break }
            advance()
            if token == .rightBrace {
                throw problem("invalid template-string expression: missing expression", now.location)
            }
            let part = try literal()
            parts.append(.expression(part))
            guard token == .rightBrace else {
                throw unexpected("expected } in template string expression")
            }
        }
        // The token that closes the template was read as text.
        let end = Int32(clamping: lexer.offset)
        advance()
        previousEnd = end
        return Term(.template(parts), spanning(start))
    }

    /// In raw templates a backslash is itself, but before a brace.
    private static func rawTemplateText(_ raw: ArraySlice<UInt8>) -> String? {
        var out: [UInt8] = []
        var index = raw.startIndex
        while index < raw.endIndex {
            if raw[index] == UInt8(ascii: "\\"), index + 1 < raw.endIndex, raw[index + 1] == UInt8(ascii: "{")
            {
                index += 1
            }
            out.append(raw[index])
            index += 1
        }
        return String(decoding: out, as: UTF8.self)
    }
}
