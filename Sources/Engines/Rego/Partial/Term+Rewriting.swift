import RegoSyntax

extension Term {
    /// The term with what `replace` gives in place of its parts; where that is nil, with its parts rewritten.
    /// What is called is left as it is.
    func rewritten(closures: Bool = true, _ replace: (Term) -> Term?) -> Term {
        if let other = replace(self) { return other }
        func one(_ term: Term) -> Term { term.rewritten(closures: closures, replace) }
        func body(_ body: Body) -> Body { body.map { $0.rewritten(closures: closures, replace) } }
        switch kind {
        case .null, .boolean, .number, .string, .variable, .template: return self
        case .ref(let terms):
            let made = terms.map(one)
            // A head that became a ref itself goes on.
            if case .ref(let inner) = made[0].kind { return Term(.ref(inner + made.dropFirst()), location) }
            return Term(.ref(made), location)
        case .array(let terms): return Term(.array(terms.map(one)), location)
        case .set(let terms): return Term(.set(terms.map(one)), location)
        case .object(let members):
            return Term(.object(members.map { Member(one($0.key), one($0.value)) }), location)
        case .call(let terms): return Term(.call([terms[0]] + terms.dropFirst().map(one)), location)
        case .arrayComprehension(let head, let inner):
            return closures ? Term(.arrayComprehension(one(head), body(inner)), location) : self
        case .setComprehension(let head, let inner):
            return closures ? Term(.setComprehension(one(head), body(inner)), location) : self
        case .objectComprehension(let key, let value, let inner):
            return closures ? Term(.objectComprehension(one(key), one(value), body(inner)), location) : self
        }
    }

    /// Whether the term is a value as it stands.
    var isGround: Bool {
        switch kind {
        case .null, .boolean, .number, .string: true
        case .array(let terms), .set(let terms): terms.allSatisfy(\.isGround)
        case .object(let members): members.allSatisfy { $0.key.isGround && $0.value.isGround }
        default: false
        }
    }

    var isScalar: Bool {
        switch kind {
        case .null, .boolean, .number, .string: true
        default: false
        }
    }

    var isClosure: Bool {
        switch kind {
        case .arrayComprehension, .setComprehension, .objectComprehension: true
        default: false
        }
    }

    /// How many scalars and collections a value has.
    var weight: Int {
        switch kind {
        case .array(let terms), .set(let terms): terms.reduce(1) { $0 + $1.weight }
        case .object(let members): members.reduce(1) { $0 + $1.key.weight + $1.value.weight }
        default: 1
        }
    }

    init(_ value: Value) {
        switch value.kind {
        case .undefined, .null: self.init(Kind.null)
        case .boolean: self.init(.boolean(value.bits == Value.true.bits))
        case .number: self.init(.number(value.text))
        case .string: self.init(.string(value.string ?? ""))
        case .array: self.init(.array(value.elements.map { Term($0) }))
        case .set: self.init(.set(value.sortedElements.map { Term($0) }))
        case .object: self.init(.object(value.members.map { Member(Term($0.key), Term($0.value)) }))
        }
    }

    /// The ref from a head to what the operands lead to.
    static func path(_ head: Term, _ operands: some Collection<Term>) -> Term {
        if operands.isEmpty { return head }
        if case .ref(let inner) = head.kind { return Term(.ref(inner + operands)) }
        return Term(.ref([head] + operands))
    }

    static func call(_ name: String, _ arguments: [Term]) -> Term {
        let steps = name.split(separator: ".").map(String.init)
        let head = Term(.variable(steps[0]))
        return Term(.call([path(head, steps.dropFirst().map { Term(.string($0)) })] + arguments))
    }

    /// The names of the variables in the term, outside of closures.
    var directVariables: Set<String> { Expression(.term(self), location).directVariables }

    /// Whether a closure stands in the term.
    var hasClosures: Bool { Expression(.term(self), location).hasClosures }

    /// Whether something is called in the term, or a closure stands in it.
    var hasCalls: Bool {
        var found = false
        _ = rewritten(closures: false) { term in
            if case .call = term.kind { found = true }
            if term.isClosure { found = true }
            return nil
        }
        return found
    }
}

extension Expression {
    /// The expression with its terms rewritten as `Term.rewritten` does.
    func rewritten(closures: Bool = true, _ replace: (Term) -> Term?) -> Expression {
        func term(_ it: Term) -> Term { it.rewritten(closures: closures, replace) }
        var made = self
        switch kind {
        case .term(let it): made.kind = .term(term(it))
        case .call(let terms):
            let whole = term(Term(.call(terms), location))
            if case .call(let parts) = whole.kind {
                made.kind = .call(parts)
            } else {
                made.kind = .term(whole)
            }
        case .every(let key, let value, let domain, let body):
            made.kind = .every(
                key: key.map(term), value: term(value), domain: term(domain),
                body: closures ? body.map { $0.rewritten(replace) } : body)
        case .some, .someIn, .notBody, .both, .either: return self
        }
        for place in with.indices {
            made.with[place].value = term(with[place].value)
            if case .ref(let path) = with[place].target.kind {
                made.with[place].target = Term(.ref([path[0]] + path.dropFirst().map(term)))
            }
        }
        return made
    }

    static func call(_ name: String, _ arguments: [Term]) -> Expression {
        guard case .call(let terms) = Term.call(name, arguments).kind else { return .holds }
        return Expression(.call(terms), Location())
    }

    static func unify(_ left: Term, _ right: Term) -> Expression { call("eq", [left, right]) }

    static var holds: Expression { Expression(.term(Term(.boolean(true))), Location()) }

    /// The sides of an `=`, of one that is not negated and in the world as it is.
    var unified: (left: Term, right: Term)? {
        guard case .call(let terms) = kind, terms.count == 3, terms[0].variable == "eq", !isNegated,
            with.isEmpty
        else { return nil }
        return (terms[1], terms[2])
    }

    /// The names of the variables that stand outside of closures.
    var directVariables: Set<String> {
        var all = Set<String>()
        _ = rewritten(closures: false) { term in
            if let name = term.variable, name != "input", name != "data" { all.insert(name) }
            return nil
        }
        return all
    }

    /// The names of the variables that stand in closures.
    var closedVariables: Set<String> {
        var all = Set<String>()
        func gather(_ body: Body, _ heads: [Term]) {
            for expression in body + heads.map({ Expression(.term($0), location) }) {
                all.formUnion(expression.directVariables)
                all.formUnion(expression.closedVariables)
            }
        }
        if case .every(let key, let value, _, let body) = kind {
            gather(body, [value] + (key.map { [$0] } ?? []))
        }
        _ = rewritten(closures: false) { term in
            switch term.kind {
            case .arrayComprehension(let head, let body), .setComprehension(let head, let body):
                gather(body, [head])
            case .objectComprehension(let key, let value, let body): gather(body, [key, value])
            default: break
            }
            return nil
        }
        return all
    }

    /// Whether a closure stands in the expression, or is it.
    var hasClosures: Bool {
        if case .every = kind { return true }
        var found = false
        _ = rewritten(closures: false) { term in
            if term.isClosure { found = true }
            return nil
        }
        return found
    }

    /// Whether `with` stands in the expression or in what is in it.
    var containsWith: Bool {
        var found = false
        forEachExpression { if !$0.with.isEmpty { found = true } }
        return found
    }
}
