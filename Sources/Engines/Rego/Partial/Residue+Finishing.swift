import RegoSyntax

extension Residue {
    /// The residue with variables that stand for one thing in one place put there.
    /// `keeps` are the places of the head where only variables and values may stand.
    func folded(keeping keeps: Set<Int>) -> Residue {
        var made = self
        var place = 0
        while place < made.goals.count {
            if let next = made.folding(place, keeps) {
                made = next
                place = 0
            } else {
                place += 1
            }
        }
        return made
    }

    /// The residue without the goal at the place, when all that it does is to name something.
    private func folding(_ place: Int, _ keeps: Set<Int>) -> Residue? {
        guard let (left, right) = goals[place].unified else { return nil }
        for (one, value) in [(left, right), (right, left)] {
            guard let name = one.variable, name != "input", name != "data",
                !value.directVariables.contains(name), isFoldable(value)
            else { continue }
            if let made = putting(value, for: name, without: place, keeps) { return made }
        }
        return nil
    }

    private func isFoldable(_ value: Term) -> Bool {
        switch value.kind {
        case .ref, .call: !value.hasClosures
        default: false
        }
    }

    private func putting(_ value: Term, for name: String, without place: Int, _ keeps: Set<Int>) -> Residue? {
        var made = self
        made.goals.remove(at: place)
        var uses = 0
        var user: Int?
        for (number, goal) in made.goals.enumerated() {
            let direct = goal.uses(of: name)
            if direct > 0 { user = number }
            uses += direct + (goal.closedVariables.contains(name) ? 2 : 0)
            if goal.with.contains(where: { $0.value.directVariables.contains(name) }) { return nil }
        }
        let heads = made.head.indices.filter { made.head[$0].directVariables.contains(name) }
        func replace(_ term: Term) -> Term? { term.variable == name ? value : nil }
        if uses == 0, heads.count == 1, made.head[heads[0]].variable == name, !keeps.contains(heads[0]) {
            made.head[heads[0]] = value
            return made
        }
        guard uses == 1, heads.isEmpty, let user else { return nil }
        let goal = made.goals[user]
        guard goal.with.isEmpty, goal.canTake(value, for: name) else { return nil }
        made.goals[user] = goal.rewritten(closures: false, replace)
        return made
    }

    /// The residue with short names, and each goal once; those of `given` are kept, and `taken` has those
    /// that none may have.
    func renamed(given: [String: String] = [:], prefix: String = "", taken: Set<String>) -> Residue {
        var names = given
        var used = taken.union(given.values)
        func rename(_ term: Term) -> Term? {
            guard let name = term.variable, name != "input", name != "data" else { return nil }
            if let known = names[name] { return Term(.variable(known), term.location) }
            let parts = name.split(separator: "_")
            let base = prefix + (name.contains("__") ? parts.dropLast().joined(separator: "_") : name)
            var short = base
            var count = 1
            while used.contains(short) {
                count += 1
                short = base + "\(count)"
            }
            used.insert(short)
            names[name] = short
            return Term(.variable(short), term.location)
        }
        var made = self
        made.head = head.map { $0.rewritten(rename) }
        var seen = Set<String>()
        made.goals = goals.map { $0.rewritten(rename).turned }.filter { goal in
            !goal.directVariables.isEmpty || seen.insert(goal.rego).inserted
        }
        return made
    }
}

extension Expression {
    /// An equation with what is known on its right.
    fileprivate var turned: Expression {
        guard case .call(let terms) = kind, terms.count == 3, terms[1].isGround, !terms[2].isGround,
            terms[0].variable == "eq" || terms[0].variable == "equal"
        else { return self }
        var made = self
        made.kind = .call([terms[0], terms[2], terms[1]])
        return made
    }

    /// How often a variable stands in the expression outside of closures.
    fileprivate func uses(of name: String) -> Int {
        var count = 0
        _ = rewritten(closures: false) { term in
            if term.variable == name { count += 1 }
            return nil
        }
        return count
    }

    /// Whether a term may stand where the variable does.
    fileprivate func canTake(_ value: Term, for name: String) -> Bool {
        if case .every = kind { return false }
        if isNegated {
            // Only what is evaluated before the negation may be put into it.
            guard case .call(let terms) = kind, terms.dropFirst().contains(where: { $0.variable == name })
            else {
                return false
            }
            if case .call = value.kind { return true }
            // A variable that the ref looks for would get no value there.
            return value.directVariables.isEmpty && terms[0].variable != "eq" && terms[0].variable != "equal"
        }
        var can = true
        _ = rewritten(closures: false) { term in
            if case .ref(let terms) = term.kind, terms[0].variable == name, case .call = value.kind {
                can = false
            }
            return nil
        }
        return can
    }
}
