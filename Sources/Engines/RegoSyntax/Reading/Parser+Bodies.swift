extension Parser {
    /// Expressions up to a closing token, which is left to be read.
    mutating func body(until end: Token) throws(Problem) -> Body {
        guard token != end else { throw problem("found empty body", now.location) }
        return try nested { parser throws(Problem) in
            var body: Body = []
            while true {
                body.append(try parser.literal())
                if parser.accept(.semicolon) {
                    if parser.token == end, end == .end || end == .rightBrace { return body }
                    continue
                }
                if parser.token == end { return body }
                if !parser.now.isOnNewLine {
                    throw parser.unexpected("expected \\n or \(end.name) or ;")
                }
            }
        }
    }

    mutating func literal() throws(Problem) -> Expression {
        if lexer.extraKeywords["and"] == nil, lexer.extraKeywords["or"] == nil { return try simpleLiteral() }
        return try either()
    }

    // MARK: and, or

    private mutating func either() throws(Problem) -> Expression {
        try chain(.or, { p throws(Problem) in try p.both() }) { .either($0, $1) }
    }

    private mutating func both() throws(Problem) -> Expression {
        try chain(.and, { p throws(Problem) in try p.operandOrLiteral(after: .and) }) { .both($0, $1) }
    }

    private mutating func chain(
        _ separator: Token, _ operand: (inout Parser) throws(Problem) -> Expression,
        _ make: (Expression.Operand, Expression.Operand) -> Expression.Kind
    ) throws(Problem) -> Expression {
        let start = now.location
        var left = try operand(&self)
        while token == separator {
            advance()
            let right = try nested { parser throws(Problem) in try operand(&parser) }
            left = Expression(make(Parser.operand(left), Parser.operand(right)), spanning(start))
            try modifiers(of: &left)
        }
        return left
    }

    /// A body in braces stands in for an operand as a negated negation until it is unwrapped here.
    private static func operand(_ expression: Expression) -> Expression.Operand {
        if case .notBody(let body, true) = expression.kind, expression.isNegated, expression.with.isEmpty {
            return .init(body: body, isBraced: true)
        }
        return .init(body: [expression], isBraced: false)
    }

    private mutating func operandOrLiteral(after: Token) throws(Problem) -> Expression {
        let start = now.location
        if token == .leftParen {
            let saved = self
            if let grouped = try grouped(), token != .dot, token != .leftBracket { return grouped }
            restore(saved)
        }
        if token == .leftBrace {
            let saved = self
            advance()
            let isRight = saved.isAfterLogic
            if let body = try? body(until: .rightBrace), accept(.rightBrace) {
                if token == .and || token == .or || isRight && endsOperand {
                    return Expression(.notBody(body, isBraced: true), spanning(start), isNegated: true)
                }
            }
            restore(saved)
        }
        return try simpleLiteral()
    }

    private var endsOperand: Bool {
        now.isOnNewLine
            || [.end, .rightBrace, .rightBracket, .rightParen, .semicolon, .with, .else].contains(token)
    }

    /// Whether `and` or `or` was just read.
    private var isAfterLogic: Bool {
        let end = Int(previousEnd)
        let bytes = lexer.bytes
        return end >= 2 && bytes[end - 2..<end].elementsEqual("or".utf8)
            || end >= 3 && bytes[end - 3..<end].elementsEqual("and".utf8)
    }

    /// Operators within parentheses; nil when these hold a term.
    private mutating func grouped() throws(Problem) -> Expression? {
        advance()
        guard var inner = try? either(), accept(.rightParen) else { return nil }
        switch inner.kind {
        case .both, .either:
            try modifiers(of: &inner)
            return inner
        default:
            // Parentheses around `with` make it the operand's own.
            if case .notBody = inner.kind { return inner }
            return inner.with.isEmpty && !inner.isNegated ? nil : inner
        }
    }

    // MARK: Literals

    private mutating func simpleLiteral() throws(Problem) -> Expression {
        let start = now.location
        if token == .not {
            advance()
            return try negated(start)
        }
        if token == .some { return try some() }
        if token == .every { return try every() }
        var expression = try expression()
        try modifiers(of: &expression)
        expression.location = spanning(start)
        return expression
    }

    private mutating func negated(_ start: Location) throws(Problem) -> Expression {
        if token == .some { throw unexpected("illegal negation of 'some'") }
        if token == .every { throw unexpected("illegal negation of 'every'") }
        if negatesBodies {
            var body: Body?
            if token == .leftBrace { body = try bracedBody(isOperand: true) }
            if body == nil, token == .leftParen {
                let saved = self
                if let grouped = try grouped() { body = [grouped] } else { restore(saved) }
            }
            let isBraced = body != nil
            if body == nil {
                var inner = try expression()
                inner.location = spanning(inner.location)
                body = [inner]
            }
            var whole = Expression(.notBody(body ?? [], isBraced: isBraced), spanning(start))
            try modifiers(of: &whole)
            return whole
        }
        var expression = try expression()
        expression.isNegated = true
        try modifiers(of: &expression)
        expression.location = spanning(start)
        return expression
    }

    private mutating func modifiers(of expression: inout Expression) throws(Problem) {
        while token == .with {
            let start = now.location
            advance()
            let target = try term()
            switch target.kind {
            case .ref, .variable: break
            default: throw problem("expected with target path", target.location)
            }
            guard token == .as else { throw unexpected("expected as keyword") }
            advance()
            let value = try infixTerm()
            expression.with.append(With(target, as: value, spanning(start)))
        }
    }

    private mutating func some() throws(Problem) -> Expression {
        let start = now.location
        advance()
        let saved = self
        if lexer.extraKeywords["in"] != nil, let term = try? infixTerm(inList: true), let name = term.callee,
            name.hasPrefix("internal.member_")
        {
            var expression = Expression(.someIn(term), spanning(start))
            try modifiers(of: &expression)
            return expression
        }
        restore(saved)
        var names: [Term] = []
        repeat {
            guard token == .identifier else { throw unexpected("expected var") }
            names.append(try variableTerm())
            advance()
        } while accept(.comma)
        return Expression(.some(names), spanning(start))
    }

    private mutating func every() throws(Problem) -> Expression {
        let start = now.location
        advance()
        guard token == .identifier else { throw unexpected("expected var") }
        var value = try variableTerm()
        var key: Term?
        advance()
        if accept(.comma) {
            guard token == .identifier else { throw unexpected("expected var") }
            key = value
            value = try variableTerm()
            advance()
        }
        guard token == .in else { throw unexpected("expected `x[, y] in xs { ... }` expression") }
        advance()
        let domain = try infixTerm()
        guard accept(.leftBrace) else { throw unexpected("missing body") }
        let body = try body(until: .rightBrace)
        try expect(.rightBrace)
        var expression = Expression(
            .every(key: key, value: value, domain: domain, body: body), spanning(start))
        try modifiers(of: &expression)
        return expression
    }

    /// A term, or an assignment or unification of two.
    mutating func expression() throws(Problem) -> Expression {
        let start = now.location
        let left = try infixTerm(inList: true)
        if token == .assign || token == .unify {
            let name = token == .assign ? "assign" : "eq"
            let place = now.location
            advance()
            let right = try infixTerm()
            return Expression(.call([Term(.variable(name), place), left, right]), spanning(start))
        }
        if case .call(let terms) = left.kind { return Expression(.call(terms), spanning(start)) }
        return Expression(.term(left), spanning(start))
    }
}
