import RegoSyntax

extension PartialEvaluator {
    /// The ways in which a goal may hold by the rules that it asks; nil when it must ask them itself.
    func inlined(_ goal: Expression, _ scope: inout PartialScope) throws(EvaluationFault) -> [Body]? {
        guard goal.with.isEmpty else { return nil }
        if goal.isNegated { return try complement(of: goal) }
        switch goal.kind {
        case .term(let term):
            return alternatives(of: term, other: nil, &scope) { Expression(.term($0), goal.location) }
        case .call(let terms):
            if terms.count == 3, let name = terms[0].variable, name == "eq" || name == "equal" {
                for (one, other) in [(terms[1], terms[2]), (terms[2], terms[1])] {
                    if let ways = alternatives(of: one, other: other, &scope, { .call(name, [$0, other]) }) {
                        return ways
                    }
                }
                return nil
            }
            return alternatives(of: Term(.call(terms)), other: nil, &scope) {
                Expression(.term($0), goal.location)
            }
        default: return nil
        }
    }

    private func alternatives(
        of term: Term, other: Term?, _ scope: inout PartialScope, _ goal: (Term) -> Expression
    ) -> [Body]? {
        switch term.kind {
        case .call(let terms):
            guard case .ref(let path) = terms[0].kind, let exact = groups(under: path).exact,
                compiler.groups[exact.group].kind == .function, path.count == exact.steps,
                compiler.groups[exact.group].arity == terms.count - 1,
                !isUnknown(path), isPlain(exact.group, other: other, hasRest: false)
            else { return nil }
            return taken(exact.group, &scope) { made, _ in
                zip(made.parameters, terms.dropFirst()).map { Expression.unify($0, $1) }
                    + made.goals + [goal(made.last)]
            }
        case .ref(let path):
            guard let exact = groups(under: path).exact, open.contains(exact.group), !isUnknown(path)
            else { return nil }
            let rest = path[exact.steps...]
            switch compiler.groups[exact.group].kind {
            case .complete where isPlain(exact.group, other: other, hasRest: !rest.isEmpty):
                return taken(exact.group, &scope) { made, scope in
                    made.goals
                        + (rest.isEmpty ? [goal(made.last)] : self.through(made.last, rest, &scope, goal))
                }
            case .set:
                guard let key = rest.first, !rules[exact.group].contains(where: \.isDefault),
                    rules[exact.group].allSatisfy({ $0.branches.count == 1 })
                else { return nil }
                return taken(exact.group, &scope) { made, scope in
                    let after = rest.dropFirst()
                    return made.goals + [.unify(key, made.last)]
                        + (after.isEmpty ? [goal(key)] : self.through(key, after, &scope, goal))
                }
            default: return nil
            }
        default: return nil
        }
    }

    private func through(
        _ head: Term, _ rest: ArraySlice<Term>, _ scope: inout PartialScope, _ goal: (Term) -> Expression
    ) -> Body {
        let name = fresh()
        scope.visible.insert(name)
        let held = Term(.variable(name))
        return [.unify(held, head), goal(.path(held, rest))]
    }

    private func taken(
        _ group: Int, _ scope: inout PartialScope, _ body: (PartialInstance, inout PartialScope) -> Body
    ) -> [Body] {
        var all: [Body] = []
        for rule in rules[group] where !rule.isDefault {
            let made = instance(of: rule.branches[0], &scope)
            all.append(body(made, &scope))
        }
        return all
    }

    /// Whether asking each rule on its own says what asking all of them does.
    private func isPlain(_ group: Int, other: Term?, hasRest: Bool) -> Bool {
        let own = rules[group].filter { !$0.isDefault }
        guard own.allSatisfy({ $0.branches.count == 1 }) else { return false }
        let isSettled = policy.store.groups[group].isSettledByFirst
        guard isSettled || own.count == 1 && isDetermined(own[0].branches[0]) else { return false }
        guard let fallback = rules[group].first(where: \.isDefault) else { return true }
        guard let value = fallback.source.rule.head.value, value.isScalar, !hasRest else { return false }
        if let other {
            guard other.isScalar, other.text != value.text else { return false }
            if case .number = other.kind, case .number = value.kind { return false }
            return true
        }
        if case .boolean(false) = value.kind { return true }
        return false
    }

    /// Whether a branch has one value at most: nothing in it is looked for.
    private func isDetermined(_ branch: PartialBranch) -> Bool {
        var scope = PartialScope()
        let made = instance(of: branch, &scope)
        var known = made.parameters.reduce(into: Set<String>()) { $0.formUnion($1.directVariables) }
        var waiting = made.goals
        while !waiting.isEmpty {
            let before = waiting.count
            waiting.removeAll { goal in
                guard !searches(goal, known) else { return false }
                if let (left, right) = goal.unified {
                    for (one, other) in [(left, right), (right, left)]
                    where other.directVariables.isSubset(of: known) {
                        known.formUnion(one.directVariables)
                        return true
                    }
                }
                return goal.directVariables.isSubset(of: known)
            }
            if waiting.count == before { return false }
        }
        return !searches(Expression(.term(made.last), Location()), known)
            && made.last.directVariables.isSubset(of: known)
    }

    /// Whether a ref's operand or a relation has several values to try.
    private func searches(_ goal: Expression, _ known: Set<String>) -> Bool {
        var found = false
        func look(_ term: Term) -> Term? {
            switch term.kind {
            case .ref(let terms) where terms[0].variable != nil || terms[0].isGround:
                if terms.dropFirst().contains(where: { !$0.directVariables.isSubset(of: known) }) {
                    found = true
                }
            case .call(let terms): if isRelation(terms[0]) { found = true }
            default: break
            }
            return nil
        }
        if case .call(let terms) = goal.kind, isRelation(terms[0]) { return true }
        _ = goal.rewritten(closures: false, look)
        return found
    }

    private func isRelation(_ callee: Term) -> Bool {
        guard let place = callee.dottedName.flatMap(compiler.library.place) else { return false }
        return compiler.library.builtIns[place].isRelation
    }

    // MARK: Negation

    /// The ways in which a goal does not hold, when those in which it holds can each be turned round; nil
    /// when they can't.
    private func complement(of goal: Expression) throws(EvaluationFault) -> [Body]? {
        guard goal.directVariables.isEmpty, goal.closedVariables.isEmpty else { return nil }
        let text = "not " + goal.rego
        if settled.contains(text) { return nil }
        var positive = goal
        positive.isNegated = false
        var scope = PartialScope()
        guard let ways = try inlined(positive, &scope) else { return nil }
        var held: [Residue] = []
        for way in ways { held += try solve(way, [], scope) }
        var all: [Body] = [[]]
        for one in held {
            if one.goals.isEmpty { return [] }
            guard one.goals.allSatisfy(canTurn), all.count * one.goals.count <= 16 else {
                settled.insert(text)
                return nil
            }
            all = all.flatMap { before in
                one.goals.map { goal in
                    var turned = goal
                    turned.isNegated.toggle()
                    return before + [turned]
                }
            }
        }
        return all
    }

    /// Whether a goal may be put behind `not`, or taken from behind it: nothing in it would be evaluated
    /// before.
    private func canTurn(_ goal: Expression) -> Bool {
        guard goal.directVariables.isEmpty, goal.closedVariables.isEmpty, goal.with.isEmpty else {
            return false
        }
        switch goal.kind {
        case .term(let term): return isLazy(term)
        case .call(let terms):
            guard terms[0].variable == "eq" || terms[0].variable == "equal" else { return false }
            return terms.dropFirst().allSatisfy(isLazy)
        default: return false
        }
    }

    private func isLazy(_ term: Term) -> Bool {
        if case .ref(let path) = term.kind { return path.dropFirst().allSatisfy(\.isGround) }
        return term.isGround
    }
}
