extension Parser {
    /// A rule, and the rules that further bodies make.
    mutating func rules() throws(Problem) -> [Rule] {
        let start = now.location
        let isDefault = accept(.default)
        if isDefault, token != .identifier { throw unexpected("expected rule head name") }
        guard token == .identifier else {
            if token == .package { throw unexpected() }
            throw isVersion1 ? unexpected("expected rule name") : unexpected()
        }
        let (head, isMembership) = try head(isDefault: isDefault)
        var rule = Rule(
            isDefault: isDefault, head: head, body: [], otherwise: [], location: start,
            isBodyGenerated: false)
        if isDefault {
            try check(default: rule)
            rule.body = generatedBody(at: start)
            rule.isBodyGenerated = true
            rule.location = spanning(start)
            try endOfRule()
            return [rule]
        }
        var isBraced = false
        if token == .if {
            advance()
            if token == .leftBrace, let body = try bracedBody() {
                rule.body = body
                isBraced = true
            } else {
                rule.body = [try literal()]
            }
        } else if token == .leftBrace {
            if isVersion1 { throw problem("`if` keyword is required before rule body", rule.location) }
            advance()
            rule.body = try body(until: .rightBrace)
            try expect(.rightBrace)
            isBraced = true
        } else {
            rule.body = generatedBody(at: start)
            rule.isBodyGenerated = true
        }
        try check(head: rule, isMembership: isMembership)
        if token == .else {
            guard !rule.head.isSet else {
                throw problem("else keyword cannot be used on multi-value rules", now.location)
            }
            rule.otherwise = [try otherwise(of: rule.head)]
        }
        rule.location = spanning(start)
        var rules = [rule]
        while isBraced, token == .leftBrace, rule.otherwise.isEmpty {
            let location = now.location
            advance()
            var next = rule
            next.body = try body(until: .rightBrace)
            try expect(.rightBrace)
            next.location = spanning(location)
            rules.append(next)
        }
        try endOfRule()
        return rules
    }

    private mutating func endOfRule() throws(Problem) {
        if token == .semicolon {
            advance()
            return
        }
        guard token == .end || now.isOnNewLine else { throw unexpected() }
    }

    private func generatedBody(at location: Location) -> Body {
        [Expression(.term(Term(.boolean(true), location)), location)]
    }

    private func check(default rule: Rule) throws(Problem) {
        let head = rule.head
        guard head.key == nil else {
            throw problem("default rules must not be multi-value", rule.location)
        }
        guard !head.isValueGenerated, let value = head.value else {
            throw problem("illegal default rule (must have a value)", rule.location)
        }
        if let found = value.firstNonGround {
            throw problem("illegal default rule (value cannot contain \(found.typeName))", rule.location)
        }
        for argument in head.arguments ?? [] {
            guard argument.variable != nil else {
                throw problem(
                    "illegal default rule (arguments cannot contain \(argument.typeName))", rule.location)
            }
        }
    }

    /// What version 1 demands of heads.
    private func check(head rule: Rule, isMembership: Bool) throws(Problem) {
        let head = rule.head
        if isVersion1, rule.isBodyGenerated, head.isValueGenerated, !head.isSet, head.arguments == nil,
            head.ref.count == 1
        {
            throw problem("var cannot be used for rule name", rule.location)
        }
        if isMembership, rule.head.value != nil, !rule.head.isValueGenerated {
            throw problem(
                "the contains keyword can only be used with multi-value rule definitions "
                    + "(e.g., p contains <VALUE> { ... })", rule.location)
        }
    }

    private mutating func head(isDefault: Bool) throws(Problem) -> (Head, isMembership: Bool) {
        let start = now.location
        let named = try finished(variableTerm(), calls: true)
        var head = Head(
            ref: [named], arguments: nil, key: nil, value: nil, isAssigned: false, isValueGenerated: false,
            location: start)
        switch named.kind {
        case .ref(let terms): head.ref = terms
        case .call(let terms):
            head.arguments = Array(terms.dropFirst())
            if case .ref(let path) = terms[0].kind { head.ref = path } else { head.ref = [terms[0]] }
        case .variable: break
        default: throw problem("unexpected \(named.typeName): expected rule head", start)
        }
        guard head.ref[0].variable != nil else {
            throw problem("rule head must start with a name", start)
        }
        var isMembership = false
        if token == .contains {
            guard head.arguments == nil else { throw unexpected() }
            advance()
            head.key = try infixTerm()
            isMembership = true
        }
        if token == .assign || token == .unify {
            head.isAssigned = token == .assign
            if isMembership {
                throw problem(
                    "the contains keyword can only be used with multi-value rule definitions "
                        + "(e.g., p contains <VALUE> { ... })", now.location)
            }
            advance()
            head.value = try infixTerm()
        }
        if head.value == nil, !isMembership {
            if isVersion0Set(head) {
                head.key = head.ref.removeLast()
            } else {
                head.value = Term(.boolean(true), start)
                head.isValueGenerated = true
            }
        }
        head.location = spanning(start)
        return (head, isMembership)
    }

    /// `p[x] { … }` of version 0.
    private func isVersion0Set(_ head: Head) -> Bool {
        guard !isVersion1, head.arguments == nil, head.ref.count == 2, token != .if else { return false }
        let start = Int(head.ref[1].location.start)
        return start == 0 || lexer.bytes[start - 1] != UInt8(ascii: ".")
    }

    /// The branch after `else`.
    private mutating func otherwise(of head: Head) throws(Problem) -> Rule {
        let start = now.location
        advance()
        var rule = Rule(
            isDefault: false, head: head, body: [], otherwise: [], location: start, isBodyGenerated: false)
        rule.head.value = Term(.boolean(true), start)
        rule.head.isValueGenerated = true
        rule.head.location = start
        if token == .assign || token == .unify {
            rule.head.isAssigned = token == .assign
            advance()
            rule.head.value = try infixTerm()
            rule.head.isValueGenerated = false
        }
        if token == .if {
            advance()
            if token == .leftBrace, let body = try bracedBody() {
                rule.body = body
            } else {
                rule.body = [try literal()]
            }
        } else if token == .leftBrace {
            if isVersion1 { throw problem("`if` keyword is required before rule body", start) }
            advance()
            rule.body = try body(until: .rightBrace)
            try expect(.rightBrace)
        } else if !rule.head.isValueGenerated {
            rule.body = generatedBody(at: start)
            rule.isBodyGenerated = true
        } else {
            throw unexpected("expected else value term or rule body")
        }
        if token == .else { rule.otherwise = [try otherwise(of: head)] }
        rule.location = spanning(start)
        return rule
    }

    /// A body in braces, or nil (and nothing read) when the braces hold a set or an object.
    mutating func bracedBody(isOperand: Bool = false) throws(Problem) -> Body? {
        let saved = self
        advance()
        do throws(Problem) {
            let body = try body(until: .rightBrace)
            try expect(.rightBrace)
            // `p if {1, 2} == x` goes on after the brace.
            let isOver =
                token == .end || now.isOnNewLine || closesBody(token)
                || isOperand && [.with, .and, .or].contains(token)
            if isOver { return body }
        } catch {
            let first = error
            let reached = now.location.start
            restore(saved)
            do throws(Problem) {
                _ = try literal()
            } catch {
                throw error.location.start > reached ? error : first
            }
            restore(saved)
            return nil
        }
        restore(saved)
        return nil
    }

    private func closesBody(_ token: Token) -> Bool {
        [.else, .rightBrace, .rightBracket, .rightParen, .semicolon, .leftBrace].contains(token)
    }
}

extension Term {
    /// The first part that is not known without evaluation.
    var firstNonGround: Term? {
        switch kind {
        case .null, .boolean, .number, .string: nil
        case .array(let terms), .set(let terms): terms.lazy.compactMap(\.firstNonGround).first
        case .object(let members):
            members.lazy.compactMap { $0.key.firstNonGround ?? $0.value.firstNonGround }.first
        case .variable, .ref, .call: self
        case .arrayComprehension, .setComprehension, .objectComprehension, .template: nil
        }
    }
}
