extension Parser {
    /// A term with infix operators; `in` with a key only where no list is being read.
    mutating func infixTerm(inList: Bool = false) throws(Problem) -> Term {
        try nested { parser throws(Problem) in try parser.membership(inList) }
    }

    private mutating func membership(_ readsKey: Bool) throws(Problem) -> Term {
        let start = pending?.location ?? now.location
        var left = try relation()
        if readsKey, token == .comma {
            let saved = self
            advance()
            if let value = try? relation(), token == .in {
                let place = now.location
                advance()
                let domain = try relation()
                left = Term(
                    .call([operatorTerm("internal.member_3", place), left, value, domain]), spanning(start))
            } else {
                restore(saved)
            }
        }
        while token == .in {
            let place = now.location
            advance()
            let domain = try relation()
            left = Term(.call([operatorTerm("internal.member_2", place), left, domain]), spanning(start))
        }
        return left
    }

    private func operatorTerm(_ name: String, _ location: Location) -> Term {
        let parts = name.split(separator: ".").map(String.init)
        if parts.count == 1 { return Term(.variable(name), location) }
        return Term(
            .ref(
                [Term(.variable(parts[0]), location)]
                    + parts.dropFirst().map { Term(.string($0), location) }),
            location)
    }

    private mutating func relation() throws(Problem) -> Term {
        try binary([.equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual]) {
            p throws(Problem) in
            try p.binary([.bar]) { p throws(Problem) in
                try p.binary([.ampersand]) { p throws(Problem) in
                    try p.binary([.plus, .minus]) { p throws(Problem) in
                        try p.binary([.times, .over, .percent]) { p throws(Problem) in try p.term() }
                    }
                }
            }
        }
    }

    private mutating func binary(
        _ operators: [Token], _ operand: (inout Parser) throws(Problem) -> Term
    ) throws(Problem) -> Term {
        let start = pending?.location ?? now.location
        var left = try operand(&self)
        while let name = token.builtIn, operators.contains(token) {
            let place = now.location
            advance()
            let right = try operand(&self)
            left = Term(.call([Term(.variable(name), place), left, right]), spanning(start))
        }
        return left
    }

    mutating func variableTerm() throws(Problem) -> Term {
        let name = text
        return Term(.variable(name == "_" ? freshWildcard() : name), now.location)
    }

    /// A term without infix operators.
    mutating func term() throws(Problem) -> Term {
        if let ready = pending {
            pending = nil
            return ready
        }
        try spend()
        return try nested { parser throws(Problem) in try parser.plainTerm() }
    }

    private mutating func plainTerm() throws(Problem) -> Term {
        let start = now.location
        switch token {
        case .null, .true, .false:
            let kind: Term.Kind = token == .null ? .null : .boolean(token == .true)
            advance()
            return Term(kind, start)
        case .number, .minus, .dot: return try number()
        case .string:
            let text = try unescaped(Int(start.start) + 1..<Int(start.end) - 1)
            return try finished(Term(.string(text), start), calls: false)
        case .rawString:
            let bytes = lexer.bytes[Int(start.start) + 1..<Int(start.end) - 1]
            let text = String(decoding: bytes, as: UTF8.self)
            return try finished(Term(.string(text), start), calls: false)
        case .template, .rawTemplate: return try template()
        case .and, .or:
            // Where an operand must stand, they are the functions of these names.
            guard Int(start.end) < lexer.bytes.count, lexer.bytes[Int(start.end)] == UInt8(ascii: "(") else {
                throw unexpected()
            }
            return try finished(variableTerm(), calls: true)
        case .identifier, .contains: return try finished(variableTerm(), calls: true)
        case .leftBracket: return try finishedAfter { p throws(Problem) in try p.array() }
        case .leftBrace: return try finishedAfter { p throws(Problem) in try p.braces() }
        case .leftParen:
            advance()
            var inner = try infixTerm(inList: true)
            guard token == .rightParen else { throw unexpected("expected )") }
            inner.location = Location(
                row: Int(start.row), column: Int(start.column), start: Int(start.start),
                end: Int(now.location.end))
            return try finished(inner, calls: false)
        default: throw unexpected()
        }
    }

    private mutating func number() throws(Problem) -> Term {
        let start = now.location
        var prefix = ""
        if token == .minus {
            prefix = "-"
            advance()
            guard token == .number || token == .dot else { throw unexpected("expected number") }
        }
        if token == .dot {
            prefix += "0."
            advance()
            guard token == .number, !now.isSpaced else { throw unexpected("expected number") }
        }
        let digits = text
        if !prefix.hasSuffix("."), digits.utf8.count > 1, digits.utf8.first == UInt8(ascii: "0"),
            digits.utf8.dropFirst().first?.isDigit == true
        {
            throw problem("expected number without leading zero", now.location)
        }
        advance()
        return Term(.number(prefix + digits), spanning(start))
    }

    private mutating func finishedAfter(
        _ read: (inout Parser) throws(Problem) -> Term
    ) throws(Problem) -> Term {
        let term = try read(&self)
        return try continued(term, calls: false)
    }

    /// The current token is the term's last; what follows it without a blank belongs to it.
    mutating func finished(_ term: Term, calls: Bool) throws(Problem) -> Term {
        advance()
        return try continued(term, calls: calls)
    }

    private mutating func continued(_ head: Term, calls: Bool) throws(Problem) -> Term {
        var operands: [Term] = []
        var result = head
        var mayCall = calls
        func whole(_ parser: Parser) -> Term {
            operands.isEmpty ? result : Term(.ref([result] + operands), parser.spanning(head.location))
        }
        while !now.isSpaced {
            switch token {
            case .dot:
                advance()
                guard !now.isSpaced, token != .end, lexer.bytes[Int(now.location.start)].isLetter else {
                    throw unexpected("expected ident")
                }
                operands.append(Term(.string(text), now.location))
                advance()
            case .leftBracket:
                advance()
                operands.append(try infixTerm())
                try expect(.rightBracket)
            case .leftParen where mayCall:
                advance()
                let operation = whole(self)
                let arguments = try terms(until: .rightParen)
                if operation.variable == "set", arguments.isEmpty {
                    result = Term(.set([]), spanning(head.location))
                } else {
                    result = Term(.call([operation] + arguments), spanning(head.location))
                }
                operands = []
                mayCall = false
            default: return rooted(whole(self))
            }
        }
        return rooted(whole(self))
    }

    /// `input` and `data` alone are refs.
    private func rooted(_ term: Term) -> Term {
        guard let name = term.variable, name == "input" || name == "data" else { return term }
        return Term(.ref([term]), term.location)
    }

    /// Terms between commas; the closing token is read.
    mutating func terms(until end: Token, after first: [Term] = []) throws(Problem) -> [Term] {
        var terms = first
        if pending == nil, accept(end) { return terms }
        while true {
            terms.append(try infixTerm(inList: false))
            if accept(end) { return terms }
            guard accept(.comma) else { throw unexpected("expected \(Token.comma.name) or \(end.name)") }
            if accept(end) { return terms }
        }
    }

    /// The text of a string between its quotes.
    func unescaped(_ range: Range<Int>) throws(Problem) -> String {
        guard let text = Escapes.resolve(lexer.bytes[range], braces: false) else {
            throw problem("illegal string escape sequence", now.location)
        }
        return text
    }
}
