extension Formatter {
    mutating func expression(_ it: Expression) {
        if it.isNegated { put("not ") }
        switch it.kind {
        case .term(let term): self.term(term)
        case .call(let terms): statement(terms)
        case .some(let names): put("some " + names.map(\.text).joined(separator: ", "))
        case .someIn(let term):
            put("some ")
            if case .call(let terms) = term.kind { membership(terms, isGrouped: false) }
        case .every(let key, let value, let domain, let body):
            put("every ")
            if let key { put(key.text + ", ") }
            put(value.text + " in ")
            term(domain)
            put(" ")
            braces(body, after: domain.location, isEvery: true)
        case .notBody(let body, let isBraced):
            put("not ")
            if isBraced, body.count == 1, isGrouped(body[0]) {
                put("(")
                expression(body[0])
                put(")")
            } else if isBraced {
                braces(body, after: it.location, isEvery: false)
            } else {
                expression(body[0])
            }
        case .both(let left, let right): logic(left, "and", right)
        case .either(let left, let right): logic(left, "or", right)
        }
        modifiers(it)
    }

    /// Whether operators stand in parentheses of their own.
    private func isGrouped(_ it: Expression) -> Bool {
        var at = Int(it.location.start) - 1
        while at >= 0, source[at] == 0x20 || source[at] == 0x09 || source[at] == 0x0a { at -= 1 }
        return at >= 0 && source[at] == UInt8(ascii: "(")
    }

    private mutating func modifiers(_ it: Expression) {
        var row = it.with.first.map { _ in lastRow(before: it) } ?? 0
        var isIndented = false
        for one in it.with {
            if one.location.row > row {
                if !isIndented { indent += 1 }
                isIndented = true
                endLine()
            } else {
                put(" ")
            }
            put("with ")
            term(one.target)
            put(" as ")
            term(one.value)
            row = one.location.row
        }
        if isIndented { indent -= 1 }
    }

    /// The row on which what stands before the first `with` ends.
    private func lastRow(before it: Expression) -> Int32 {
        guard let first = it.with.first else { return it.location.row }
        var at = Int(first.location.start) - 1
        while at > 0, source[at] == 0x20 || source[at] == 0x09 || source[at] == 0x0a || source[at] == 0x0d {
            at -= 1
        }
        return row(of: Int32(at))
    }

    private mutating func braces(_ body: Body, after location: Location, isEvery: Bool) {
        let open = brace(before: body[0]).map { row(of: $0) } ?? body[0].location.row
        let last = body[body.count - 1]
        let close = row(of: closing(after: last.location.end))
        if open == close {
            put("{ ")
            for (place, one) in body.enumerated() {
                if place > 0 { put("; ") }
                expression(one)
            }
            put(isEvery && body.count > 1 ? "}" : " }")
            return
        }
        put("{")
        block(body, open: open, close: close)
        put("}")
    }

    // MARK: and, or

    private mutating func logic(_ left: Expression.Operand, _ word: String, _ right: Expression.Operand) {
        operand(left, under: word, isRight: false)
        put(" \(word) ")
        operand(right, under: word, isRight: true)
    }

    private mutating func operand(_ it: Expression.Operand, under word: String, isRight: Bool) {
        if it.isBraced { return braces(it.body, after: it.body[0].location, isEvery: false) }
        let one = it.body[0]
        let needsParens: Bool
        switch one.kind {
        case .either: needsParens = word == "and" || isRight || !one.with.isEmpty
        case .both: needsParens = word == "and" && isRight || !one.with.isEmpty
        default: needsParens = leadsWithBrace(one) || !one.with.isEmpty
        }
        if needsParens { put("(") }
        expression(one)
        if needsParens { put(")") }
    }

    private func leadsWithBrace(_ it: Expression) -> Bool {
        guard !it.isNegated else { return false }
        switch it.kind {
        case .term(let term): return leadsWithBrace(term)
        case .call(let terms):
            return Self.infix[terms[0].dottedName ?? ""] != nil && terms.count == 3
                && leadsWithBrace(terms[1])
        default: return false
        }
    }

    private func leadsWithBrace(_ term: Term) -> Bool {
        switch term.kind {
        case .set(let terms): !terms.isEmpty
        case .object, .setComprehension, .objectComprehension: true
        case .ref(let terms): leadsWithBrace(terms[0])
        case .call(let terms):
            Self.infix[terms[0].dottedName ?? ""] != nil && terms.count == 3 && leadsWithBrace(terms[1])
        default: false
        }
    }

    // MARK: Calls

    static let infix = [
        "plus": "+", "minus": "-", "mul": "*", "div": "/", "rem": "%", "and": "&", "or": "|", "equal": "==",
        "neq": "!=",
        "lt": "<", "lte": "<=", "gt": ">", "gte": ">=", "eq": "=", "assign": ":=",
    ]

    private mutating func statement(_ terms: [Term]) {
        let name = terms[0].dottedName ?? ""
        if name.hasPrefix("internal.member_") { return membership(terms, isGrouped: false) }
        if let sign = Self.infix[name], terms.count == 3 {
            term(terms[1])
            put(" \(sign) ")
            term(terms[2])
            return
        }
        plainCall(terms)
    }

    mutating func call(_ terms: [Term], isGrouped: Bool) {
        let name = terms[0].dottedName ?? ""
        if name.hasPrefix("internal.member_") { return membership(terms, isGrouped: isGrouped) }
        guard let sign = Self.infix[name], terms.count == 3 else { return plainCall(terms) }
        if isGrouped { put("(") }
        term(terms[1], isGrouped: true)
        put(" \(sign) ")
        term(terms[2], isGrouped: true)
        if isGrouped { put(")") }
    }

    private mutating func plainCall(_ terms: [Term]) {
        term(terms[0])
        list(Array(terms.dropFirst()), "(", ")", open: terms[0].location)
    }

    private mutating func membership(_ terms: [Term], isGrouped: Bool) {
        let hasKey = terms.count == 4
        if hasKey, isGrouped { put("(") }
        term(terms[1], isGrouped: true)
        if hasKey {
            put(", ")
            term(terms[2], isGrouped: true)
        }
        put(" in ")
        term(terms[terms.count - 1], isGrouped: true)
        if hasKey, isGrouped { put(")") }
    }
}
