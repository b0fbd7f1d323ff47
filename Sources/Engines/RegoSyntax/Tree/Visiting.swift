extension Module {
    /// Calls `visit` with every expression of the module, those within terms too.
    public func forEachExpression(_ visit: (Expression) -> Void) {
        for rule in rules { rule.forEachExpression(visit) }
    }

    /// The names of functions that `with` replaces somewhere in the module.
    public var replacedNames: Set<String> {
        var names = Set<String>()
        forEachExpression {
            for one in $0.with { if let name = one.target.dottedName { names.insert(name) } }
        }
        return names
    }
}

extension Rule {
    /// Calls `visit` with every expression of the rule, its branches and the terms of both.
    public func forEachExpression(_ visit: (Expression) -> Void) {
        for term in head.ref + (head.arguments ?? []) + [head.key, head.value].compactMap({ $0 }) {
            term.forEachExpression(visit)
        }
        for one in body { one.forEachExpression(visit) }
        for one in otherwise { one.forEachExpression(visit) }
    }
}

extension Expression {
    /// Calls `visit` with the expression and those within it.
    public func forEachExpression(_ visit: (Expression) -> Void) {
        visit(self)
        for term in terms { term.forEachExpression(visit) }
        for body in bodies { for one in body { one.forEachExpression(visit) } }
        for one in with {
            one.target.forEachExpression(visit)
            one.value.forEachExpression(visit)
        }
    }

    /// The terms of the expression itself.
    public var terms: [Term] {
        switch kind {
        case .term(let term), .someIn(let term): [term]
        case .call(let terms), .some(let terms): terms
        case .every(let key, let value, let domain, _): [key, value, domain].compactMap { $0 }
        default: []
        }
    }

    /// The bodies of the expression itself.
    public var bodies: [Body] {
        switch kind {
        case .every(_, _, _, let body), .notBody(let body, _): [body]
        case .both(let left, let right), .either(let left, let right): [left.body, right.body]
        default: []
        }
    }
}

extension Term {
    /// Calls `visit` with every expression within the term.
    public func forEachExpression(_ visit: (Expression) -> Void) {
        switch kind {
        case .null, .boolean, .number, .string, .variable: return
        case .ref(let terms), .array(let terms), .set(let terms), .call(let terms):
            for term in terms { term.forEachExpression(visit) }
        case .object(let members):
            for member in members {
                member.key.forEachExpression(visit)
                member.value.forEachExpression(visit)
            }
        case .arrayComprehension(let head, let body), .setComprehension(let head, let body):
            head.forEachExpression(visit)
            for one in body { one.forEachExpression(visit) }
        case .objectComprehension(let key, let value, let body):
            key.forEachExpression(visit)
            value.forEachExpression(visit)
            for one in body { one.forEachExpression(visit) }
        case .template(let parts):
            for case .expression(let one) in parts { one.forEachExpression(visit) }
        }
    }
}
