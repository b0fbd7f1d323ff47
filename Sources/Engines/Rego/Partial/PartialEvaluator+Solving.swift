import RegoSyntax

extension PartialEvaluator {
    /// The ways in which the goals may hold. Variables of `head` get what they are known to be.
    func solve(
        _ goals: Body, _ head: [Term], _ scope: PartialScope
    ) throws(EvaluationFault) -> [Residue] {
        var results: [Residue] = []
        try solve(goals, head, scope, into: &results)
        var seen = Set<String>()
        return results.filter { seen.insert($0.goals.rego + "\u{0}" + Term(.array($0.head)).rego).inserted }
    }

    private func solve(
        _ start: Body, _ startHead: [Term], _ startScope: PartialScope, into results: inout [Residue]
    ) throws(EvaluationFault) {
        var (goals, head, scope) = (start, startHead, startScope)
        var widest: (place: Int, ways: [[String: Term]])?
        var place = 0
        while place < goals.count {
            try check()
            if let (name, value) = substitution(goals[place], scope) {
                goals.remove(at: place)
                (goals, head) = replaced([name: value], goals, head)
                (place, widest) = (0, nil)
                continue
            }
            switch try evaluated(goals[place], scope) {
            case .never: return
            case .always:
                goals.remove(at: place)
                (place, widest) = (0, nil)
            case .found(let all, let count):
                if all.isEmpty { return }
                if all.count == 1, count == 1 || !scope.counts {
                    goals.remove(at: place)
                    (goals, head) = replaced(all[0], goals, head)
                    (place, widest) = (0, nil)
                    continue
                }
                if all.count > 1, all.count <= Self.widest, all.count < widest?.ways.count ?? .max {
                    widest = (place, all)
                }
                place += 1
            case .notYet:
                switch try normalised(goals[place], &scope) {
                case .never: return
                case .same: place += 1
                case .goals(let made):
                    goals.replaceSubrange(place...place, with: made)
                    (place, widest) = (0, nil)
                }
            }
        }
        if contradicts(goals) { return }
        if !scope.isClosure {
            for (place, goal) in goals.enumerated() {
                var inner = scope
                guard let ways = try inlined(goal, &inner), scope.splits || ways.count <= 1,
                    afford(ways.count)
                else { continue }
                for way in ways {
                    let next = Array(goals[..<place]) + way + Array(goals[(place + 1)...])
                    try solve(next, head, inner, into: &results)
                }
                return
            }
            if let widest, scope.splits, afford(widest.ways.count) {
                goals.remove(at: widest.place)
                for one in widest.ways {
                    let (rest, known) = replaced(one, goals, head)
                    try solve(rest, known, scope, into: &results)
                }
                return
            }
        }
        results.append(Residue(goals: goals, head: head))
    }

    private func afford(_ ways: Int) -> Bool {
        guard ways > 1 else { return true }
        guard ways <= budget else { return false }
        budget -= ways
        return true
    }

    private func replaced(_ known: [String: Term], _ goals: Body, _ head: [Term]) -> (Body, [Term]) {
        if known.isEmpty { return (goals, head) }
        func replace(_ term: Term) -> Term? { term.variable.flatMap { known[$0] } }
        return (goals.map { $0.rewritten(replace) }, head.map { $0.rewritten(replace) })
    }

    /// What an `=` says of a variable, when it is all that it says.
    private func substitution(_ goal: Expression, _ scope: PartialScope) -> (String, Term)? {
        guard let (left, right) = goal.unified else { return nil }
        for (one, other) in [(right, left), (left, right)] {
            guard let name = one.variable, scope.visible.contains(name), !scope.frozen.contains(name)
            else { continue }
            if other.isGround { return (name, other) }
            if let second = other.variable, second != name, second != "input", second != "data" {
                return (name, other)
            }
        }
        return nil
    }

    /// Whether two goals say that one ref has two values.
    private func contradicts(_ goals: Body) -> Bool {
        var said: [String: Term] = [:]
        for goal in goals {
            guard case .call(let terms) = goal.kind, terms.count == 3, !goal.isNegated, goal.with.isEmpty,
                terms[0].variable == "eq" || terms[0].variable == "equal"
            else { continue }
            for (ref, value) in [(terms[1], terms[2]), (terms[2], terms[1])] {
                guard case .ref = ref.kind, value.isScalar, ref.directVariables.isEmpty, !ref.hasCalls
                else { continue }
                let name = ref.rego
                if let other = said[name], differ(other, value) { return true }
                said[name] = value
            }
        }
        return false
    }

    /// Whether two scalars surely differ; numbers may be written in several ways.
    private func differ(_ one: Term, _ other: Term) -> Bool {
        switch (one.kind, other.kind) {
        case (.number, .number): false
        case (.string(let first), .string(let second)): !first.utf8.elementsEqual(second.utf8)
        default: one.text != other.text
        }
    }

    // MARK: Evaluating

    /// A goal by itself, when nothing unknown is in it and its variables are its own to give.
    private func evaluated(_ goal: Expression, _ scope: PartialScope) throws(EvaluationFault) -> Answers {
        if !goal.closedVariables.isDisjoint(with: scope.visible) { return .notYet }
        if !goal.directVariables.isDisjoint(with: scope.frozen) { return .notYet }
        let text = goal.rego
        if let known = answers[text] { return known }
        let made = try asked(goal)
        answers[text] = made
        return made
    }

    private func asked(_ goal: Expression) throws(EvaluationFault) -> Answers {
        let query: Query
        do throws(Problems) { query = try Query(policy, [goal]) } catch {
            // What can't be of a fitting type has no value.
            let isMistyped = error.all.allSatisfy { $0.code == "rego_type_error" }
            guard isMistyped, !goal.hasClosures, goal.with.isEmpty else { return .notYet }
            return goal.isNegated ? .always : .never
        }
        if isOpen(goal) { return .notYet }
        do throws(EvaluationFault) {
            let all = try query.withAnswers(input, options: options) { all in
                all.map { answer in
                    Dictionary(answer.members.map { ($0.key.string ?? "", Term($0.value)) }) { $1 }
                }
            }
            var seen = Set<String>()
            let different = all.filter { one in
                seen.insert(one.sorted { $0.key < $1.key }.map { $0.key + $0.value.rego }.joined()).inserted
            }
            return .found(different, count: all.count)
        } catch {
            if error.code == "eval_cancel_error" { throw error }
            // Any other error is the completed evaluation's to tell.
            return .notYet
        }
    }

    /// The value of a ground ref; nil when it is not known, an undefined one is an empty list.
    func value(of ref: Term) throws(EvaluationFault) -> [Term]? {
        let name = "known__value"
        let text = "=" + ref.rego
        let found: Answers
        if let known = answers[text] {
            found = known
        } else {
            found = try asked(.unify(Term(.variable(name)), ref))
            answers[text] = found
        }
        switch found {
        case .notYet, .always: return nil
        case .never: return []
        case .found(let all, _): return all.compactMap { $0[name] }
        }
    }
}
