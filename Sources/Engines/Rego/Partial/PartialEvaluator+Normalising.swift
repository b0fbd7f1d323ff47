import RegoSyntax

extension PartialEvaluator {
    /// What became of a goal that can't be evaluated as it is.
    enum Normalised {
        case same
        case never
        case goals(Body)
    }

    /// Takes known parts out of a goal, or puts their values in.
    func normalised(
        _ goal: Expression, _ scope: inout PartialScope
    ) throws(EvaluationFault) -> Normalised {
        // Within `with` nothing is what it is here.
        guard goal.with.isEmpty else { return .same }
        let text = goal.rego
        if settled.contains(text) { return .same }
        if let made = apart(goal) { return made }
        guard let plugged = try plugged(goal) else { return goal.isNegated ? .goals([]) : .never }
        var made = try simplified(plugged, scope)
        var before: Body = []
        if !goal.isNegated, !isEvery(goal), !scope.isClosure { (made, before) = parted(made, &scope) }
        let all = before + [made]
        if all.count == 1, made.rego == text {
            settled.insert(text)
            return .same
        }
        return .goals(all)
    }

    private func isEvery(_ goal: Expression) -> Bool { if case .every = goal.kind { true } else { false } }

    /// Arrays are equal when their elements are.
    private func apart(_ goal: Expression) -> Normalised? {
        guard let (left, right) = goal.unified, case .array(let one) = left.kind,
            case .array(let other) = right.kind
        else { return nil }
        return one.count == other.count ? .goals(zip(one, other).map { .unify($0, $1) }) : .never
    }

    /// The goal with values for what is known by itself; nil when that is undefined.
    private func plugged(_ goal: Expression) throws(EvaluationFault) -> Expression? {
        var fault: EvaluationFault?
        var isUndefined = false
        let made = goal.rewritten(closures: false) { term in
            guard case .ref(let terms) = term.kind, isKnownPath(terms), !isOpen(term),
                term.directVariables.isEmpty, !term.hasCalls
            else { return nil }
            do throws(EvaluationFault) {
                guard let found = try value(of: term) else { return nil }
                guard let value = found.first else {
                    isUndefined = true
                    return nil
                }
                return value.weight <= Self.heaviest ? value : nil
            } catch {
                fault = error
                return nil
            }
        }
        if let fault { throw fault }
        return isUndefined ? nil : made
    }

    /// Whether a ref begins where everything is known.
    private func isKnownPath(_ terms: [Term]) -> Bool {
        if terms[0].isGround { return true }
        guard terms[0].variable == "data" || terms[0].variable == "input" else { return false }
        return !leadsOut(terms)
    }

    /// Takes out refs to what is known that only lack an operand, each as a goal of its own.
    private func parted(_ goal: Expression, _ scope: inout PartialScope) -> (Expression, Body) {
        var before: Body = []
        func variable(for term: Term) -> Term {
            let name = fresh()
            scope.visible.insert(name)
            before.append(.unify(Term(.variable(name)), term))
            return Term(.variable(name))
        }
        func whole(_ terms: [Term]) -> Term {
            .path(terms[0], terms.dropFirst().map { isOpen($0) ? variable(for: $0) : $0 })
        }
        // A ref that is all there is, or all that a variable is compared with, stays where it is.
        if case .term(let term) = goal.kind, case .ref(let terms) = term.kind, isKnownPath(terms) {
            return (Expression(.term(whole(terms)), goal.location), before)
        }
        if let (left, right) = goal.unified {
            for (one, other) in [(left, right), (right, left)] {
                if one.variable != nil, case .ref(let terms) = other.kind, isKnownPath(terms) {
                    return (.unify(one, whole(terms)), before)
                }
            }
        }
        let made = goal.rewritten(closures: false) { term in
            guard case .ref(let terms) = term.kind, isKnownPath(terms) else { return nil }
            let ref = whole(terms)
            return ref.isGround || ref.directVariables.isEmpty ? ref : variable(for: ref)
        }
        return (made, before)
    }

    // MARK: Closures

    /// The goal with what is known in its closures taken out of them.
    private func simplified(
        _ goal: Expression, _ scope: PartialScope
    ) throws(EvaluationFault) -> Expression {
        var fault: EvaluationFault?
        var made = goal.rewritten(closures: false) { term in
            guard term.isClosure, !term.hasWith else { return nil }
            do throws(EvaluationFault) { return try simplified(closure: term, scope) } catch {
                fault = error
                return term
            }
        }
        if let fault { throw fault }
        if case .every(let key, let value, let domain, let body) = made.kind, !made.containsWith {
            let bound = [value] + (key.map { [$0] } ?? [])
            let inner = closed(scope, body, bound, counts: false, bound: bound)
            let ways = try solve(body, [], inner)
            if ways.count == 1 {
                made.kind = .every(
                    key: key, value: value, domain: domain,
                    body: ways[0].goals.isEmpty ? [.holds] : ways[0].goals)
            }
        }
        return made
    }

    private func closed(
        _ scope: PartialScope, _ body: Body, _ heads: [Term], counts: Bool, bound: [Term] = []
    ) -> PartialScope {
        var inner = PartialScope(
            visible: scope.visible, frozen: scope.visible.union(scope.frozen), mode: .closure(counts: counts))
        for one in bound { inner.frozen.formUnion(one.directVariables) }
        inner.see(body, heads)
        return inner
    }

    private func simplified(closure term: Term, _ scope: PartialScope) throws(EvaluationFault) -> Term {
        func body(_ goals: Body) -> Body { goals.isEmpty ? [.holds] : goals }
        switch term.kind {
        case .arrayComprehension(let head, let goals):
            let ways = try solve(goals, [head], closed(scope, goals, [head], counts: true))
            guard let way = ways.first else { return Term(.array([])) }
            return Term(.arrayComprehension(way.head[0], body(way.goals)))
        case .setComprehension(let head, let goals):
            let ways = try solve(goals, [head], closed(scope, goals, [head], counts: false))
            guard let way = ways.first else { return Term(.set([])) }
            return Term(.setComprehension(way.head[0], body(way.goals)))
        case .objectComprehension(let key, let value, let goals):
            let ways = try solve(goals, [key, value], closed(scope, goals, [key, value], counts: false))
            guard let way = ways.first else { return Term(.object([])) }
            return Term(.objectComprehension(way.head[0], way.head[1], body(way.goals)))
        default: return term
        }
    }
}

extension Term {
    /// Whether `with` stands in the term's closures.
    var hasWith: Bool {
        var found = false
        forEachExpression { if !$0.with.isEmpty { found = true } }
        return found
    }
}
