import RegoSyntax

/// Rules that residual queries refer to, written out as they are asked for: evaluated as far as they can be
/// under a package of their own, or as they were written where that could change what they say.
struct SupportRules {
    let evaluator: PartialEvaluator
    /// The name under which packages of evaluated rules lie.
    let space: String
    private var waiting: [Int] = []
    private var moved: Set<Int> = []
    /// Rules that are kept as they were written, by module.
    private var kept: [Int: Set<Int>] = [:]
    private var packages: [[String]: [String]] = [:]

    init(_ evaluator: PartialEvaluator) {
        self.evaluator = evaluator
        var space = "partial"
        let data = Term(.variable("data"))
        while evaluator.compiler.tree[0].child(space) != nil
            || evaluator.policy.base.value[space].isDefined
            || evaluator.isUnknown([data, Term(.string(space))])
        {
            space += "_"
        }
        self.space = space
    }

    // MARK: Asking for rules

    /// The goals with the rules that they refer to where they will be.
    mutating func goals(_ goals: Body) -> Body { goals.map { goal($0) } }

    private mutating func goal(_ goal: Expression) -> Expression {
        guard goal.with.isEmpty else {
            keep(goal)
            return goal
        }
        var made = goal
        switch goal.kind {
        case .call(let terms):
            made.kind = .call([callee(terms)] + terms.dropFirst().map { term($0) })
        case .term(let term): made.kind = .term(self.term(term))
        case .every(let key, let value, let domain, let body):
            made.kind = .every(key: key, value: value, domain: term(domain), body: goals(body))
        default: keep(goal)
        }
        return made
    }

    /// A term with the rules that it refers to where they will be.
    mutating func term(_ term: Term) -> Term {
        func all(_ terms: some Sequence<Term>, _ rules: inout SupportRules) -> [Term] {
            terms.map { rules.term($0) }
        }
        switch term.kind {
        case .null, .boolean, .number, .string, .template: return term
        case .variable("data"): return ref([term])
        case .variable: return term
        case .ref(let terms):
            let made =
                [terms[0].variable == "data" ? terms[0] : self.term(terms[0])] + all(terms.dropFirst(), &self)
            return terms[0].variable == "data" ? ref(made) : Term(.ref(made))
        case .array(let terms): return Term(.array(all(terms, &self)))
        case .set(let terms): return Term(.set(all(terms, &self)))
        case .object(let members):
            return Term(.object(members.map { Term.Member(self.term($0.key), self.term($0.value)) }))
        case .call(let terms): return Term(.call([callee(terms)] + all(terms.dropFirst(), &self)))
        case .arrayComprehension(let head, let body):
            return Term(.arrayComprehension(self.term(head), goals(body)))
        case .setComprehension(let head, let body):
            return Term(.setComprehension(self.term(head), goals(body)))
        case .objectComprehension(let key, let value, let body):
            return Term(.objectComprehension(self.term(key), self.term(value), goals(body)))
        }
    }

    private mutating func callee(_ terms: [Term]) -> Term {
        guard case .ref(let path) = terms[0].kind, path[0].variable == "data" else { return terms[0] }
        return ref(path)
    }

    private mutating func ref(_ terms: [Term]) -> Term {
        let under = evaluator.groups(under: terms)
        if evaluator.isWithinUnknown(terms) || under.all.isEmpty { return Term(.ref(terms)) }
        if let exact = under.exact, isMovable(exact.group), !evaluator.isUnknown(terms),
            evaluator.open.contains(exact.group) || evaluator.compiler.groups[exact.group].kind == .function
        {
            if moved.insert(exact.group).inserted { waiting.append(exact.group) }
            return Term(.ref([terms[0], Term(.string(space))] + terms.dropFirst()))
        }
        for group in under.all { keep(group: group) }
        return Term(.ref(terms))
    }

    /// Whether the rules of a group may be written out elsewhere, each evaluated by itself.
    private func isMovable(_ group: Int) -> Bool {
        let it = evaluator.compiler.groups[group]
        guard it.path.count > 1, let name = it.path.last, Term.isName(name), !it.sources.isEmpty else {
            return false
        }
        guard it.kind == .object else { return true }
        guard evaluator.compiler.tree[it.node].children.isEmpty else { return false }
        let data = it.path.reduce(evaluator.policy.base.value) { $0[$1] }
        return !data.isDefined
            && !evaluator.isUnknown(
                [Term(.variable("data"))] + it.path.map { Term(.string($0)) })
    }

    // MARK: Rules as they were written

    /// Keeps every rule that the expression may ask, with those that they ask.
    mutating func keep(_ goal: Expression) {
        var found: Set<Int> = []
        func look(_ terms: [Term]) { found.formUnion(evaluator.groups(under: terms).all) }
        func visit(_ term: Term) -> Term? {
            switch term.kind {
            case .variable("data"): look([term])
            case .ref(let terms) where terms[0].variable == "data":
                look(terms)
                for one in terms.dropFirst() { _ = one.rewritten(visit) }
                return term
            case .call(let terms): if case .ref(let path) = terms[0].kind { look(path) }
            default: break
            }
            return nil
        }
        _ = goal.rewritten(visit)
        goal.forEachExpression { inner in
            if case .call(let terms) = inner.kind, case .ref(let path) = terms[0].kind { look(path) }
            for one in inner.with {
                for term in [one.target, one.value] { if case .ref(let path) = term.kind { look(path) } }
            }
        }
        for group in found.sorted() { keep(group: group) }
    }

    private mutating func keep(group: Int) {
        for source in evaluator.compiler.groups[group].sources { keep(source.place, of: source.module) }
    }

    private mutating func keep(_ place: Int, of module: Int) {
        guard kept[module, default: []].insert(place).inserted else { return }
        let rule = evaluator.compiler.modules[module].rules[place]
        for group in evaluator.rules {
            for one in group where one.source.module == module && one.source.place == place {
                var scope = PartialScope()
                for branch in one.branches {
                    let made = evaluator.instance(of: branch, &scope)
                    for goal in made.goals { keep(goal) }
                    for term in made.path + [made.last] { keep(Expression(.term(term), term.location)) }
                }
            }
        }
        if isInseparable(rule, module) {
            for other in evaluator.compiler.modules[module].rules.indices { keep(other, of: module) }
        }
    }

    /// Whether a rule's text says too little without what stands around it.
    private func isInseparable(_ rule: Rule, _ module: Int) -> Bool {
        let text = text(rule.location, module)
        return text.hasPrefix("{") || text.contains("rego.metadata")
    }

    private func text(_ location: Location, _ module: Int) -> String {
        let source = evaluator.compiler.modules[module].source
        let end = min(Int(location.end), source.count)
        return String(decoding: source[min(Int(location.start), end)..<end], as: UTF8.self)
    }

    // MARK: Writing

    /// Modules with all rules that were asked for, and those that these ask for.
    mutating func modules() throws(EvaluationFault) -> [PartialAnswer.Module] {
        while let next = waiting.popLast() {
            var count = 0
            for rule in evaluator.rules[next] { count += try write(rule, next) }
            if count == 0 { writeEmpty(next) }
        }
        let written = packages.sorted { $0.key.joined(separator: ".") < $1.key.joined(separator: ".") }.map {
            path, rules in
            let package =
                "package "
                + Term.path(Term(.variable(path[0])), path.dropFirst().map { Term(.string($0)) }).rego
            return PartialAnswer.Module(
                text: ([package] + rules).joined(separator: "\n\n") + "\n", isVersion1: true)
        }
        let whole = kept.sorted { $0.key < $1.key }.map { number, places in
            let module = evaluator.compiler.modules[number]
            if places.count == module.rules.count {
                return PartialAnswer.Module(
                    text: String(decoding: module.source, as: UTF8.self), isVersion1: module.isVersion1)
            }
            var parts = [text(module.package.location, number)]
            if !module.imports.isEmpty {
                parts.append(module.imports.map { text($0.location, number) }.joined(separator: "\n"))
            }
            parts += places.sorted().map { text(module.rules[$0].location, number) }
            return PartialAnswer.Module(
                text: parts.joined(separator: "\n\n") + "\n", isVersion1: module.isVersion1)
        }
        return written + whole
    }

    /// A rule that never holds, for documents that are empty and functions that have no value.
    private mutating func writeEmpty(_ group: Int) {
        let it = evaluator.compiler.groups[group]
        let name = it.path[it.path.count - 1]
        let head: String
        switch it.kind {
        case .complete: head = name + " := true"
        case .set: head = name + " contains true"
        case .object: head = name + "[0] := true"
        case .function:
            head = name + "(" + (0..<it.arity).map { _ in "_" }.joined(separator: ", ") + ") := true"
        }
        packages[[space] + it.path.dropLast(), default: []].append(head + " if {\n\tfalse\n}")
    }

    /// Writes what is left of a rule, and returns how many rules that is.
    private mutating func write(_ rule: PartialRule, _ group: Int) throws(EvaluationFault) -> Int {
        let it = evaluator.compiler.groups[group]
        let package = [space] + it.path.dropLast()
        let name = it.path[it.path.count - 1]
        if rule.isDefault {
            var scope = PartialScope()
            let made = evaluator.instance(of: rule.branches[0], &scope)
            let arguments =
                it.kind == .function
                ? "(" + made.parameters.map { _ in "_" }.joined(separator: ", ") + ")" : ""
            let residue = Residue(goals: [], head: [term(made.last)]).renamed(taken: evaluator.taken)
            packages[package, default: []].append("default \(name)\(arguments) := \(residue.head[0].rego)")
            return 1
        }
        let isChain = rule.branches.count > 1
        var text = ""
        var count = 0
        for branch in rule.branches {
            for residue in try residues(of: branch, mode: isChain ? .one : .every) {
                let (arguments, path) = (
                    residue.head.prefix(branch.arity), residue.head.dropFirst(branch.arity).dropLast()
                )
                let last = residue.head[residue.head.count - 1].rego
                var head = Term.path(Term(.variable(name)), Array(path)).rego
                if it.kind == .function { head += "(" + arguments.map(\.rego).joined(separator: ", ") + ")" }
                head += (branch.key != nil ? " contains " : " := ") + last
                let goals = residue.goals.isEmpty ? [.holds] : residue.goals
                let body = " if {\n" + goals.map { "\t" + $0.rego + "\n" }.joined() + "}"
                if !isChain {
                    packages[package, default: []].append(head + body)
                    count += 1
                } else if text.isEmpty {
                    text = head + body
                } else {
                    text += " else := " + last + body
                }
            }
        }
        if !text.isEmpty {
            packages[package, default: []].append(text)
            count += 1
        }
        return count
    }

    /// What is left of a branch; heads are parameters, the path, and what it is.
    private mutating func residues(
        of branch: PartialBranch, mode: PartialScope.Mode
    ) throws(EvaluationFault) -> [Residue] {
        var scope = PartialScope(mode: mode)
        let made = evaluator.instance(of: branch, &scope)
        if case .one = mode {
            // All branches must have one head.
            for one in made.parameters { scope.frozen.formUnion(one.directVariables) }
        }
        var heads: [Term] = []
        var goals = made.goals
        for term in made.path + [made.last] {
            if term.isGround || term.variable != nil && term.variable != "input" && term.variable != "data" {
                heads.append(term)
                continue
            }
            let name = evaluator.fresh()
            scope.visible.insert(name)
            goals.append(.unify(Term(.variable(name)), term))
            heads.append(Term(.variable(name)))
        }
        heads = made.parameters + heads
        let keeps = Set(0..<(heads.count - 1))
        var all: [Residue] = []
        for residue in try evaluator.solve(goals, heads, scope) {
            var one = residue.folded(keeping: keeps)
            one.goals = self.goals(one.goals)
            one.head = one.head.map { term($0) }
            all.append(one.renamed(taken: evaluator.taken))
        }
        return all
    }
}
