import RegoSyntax

/// One partial evaluation: what is known is evaluated, and rules that need more are taken in where that
/// changes nothing.
final class PartialEvaluator {
    let policy: Policy
    /// The policy's rules, to be resolved.
    let compiler: Compiler
    let unknowns: [[String]]
    let input: Input
    let options: EvaluationOptions
    var rules: [[PartialRule]] = []
    /// The groups that something unknown is needed for.
    var open: Set<Int> = []
    /// Names that no variable may have.
    let taken: Set<String>
    private var counter = 0
    /// How many ways may still be made; without any, goals stay as they are.
    var budget = 4000
    /// How many ways one goal may have.
    static let widest = 256
    /// How large a value may be that is put in place of what leads to it.
    static let heaviest = 256
    var answers: [String: Answers] = [:]
    /// Goals that nothing more can be made of.
    var settled: Set<String> = []

    /// What evaluating a goal by itself gives.
    enum Answers {
        case notYet
        case always
        case never
        /// The different bindings, and how many there were.
        case found([[String: Term]], count: Int)
    }

    init(_ policy: Policy, unknowns: [[String]], input: Input, options: EvaluationOptions) {
        self.policy = policy
        self.unknowns = unknowns
        self.input = input
        self.options = options
        var compiling = policy.options
        compiling.printing = false
        let store = policy.store
        compiler = Compiler(
            policy.modules, store.library, compiling, heap: Heap(),
            known: (store.importTables, store.replaced))
        compiler.gather()
        var taken = Term.reserved
        for names in compiler.ruleNames.values { taken.formUnion(names) }
        for builtIn in store.library.builtIns {
            if let first = builtIn.name.split(separator: ".").first { taken.insert(String(first)) }
        }
        self.taken = taken
        rules = compiler.groups.indices.map(compiler.partialRules)
        findOpen()
    }

    /// A variable's name that nothing else has.
    func fresh(_ base: String = "") -> String {
        counter += 1
        return (Term.isName(base) && base.utf8.first != UInt8(ascii: "_") ? base : "v") + "__\(counter)"
    }

    /// The branch with new variables, its own to be seen in `scope`.
    func instance(of branch: PartialBranch, _ scope: inout PartialScope) -> PartialInstance {
        let names = branch.names.map(fresh)
        let lowering = Lowering(compiler: compiler, name: { names[$0] }, fresh: { self.fresh() })
        let made = PartialInstance(
            parameters: names.prefix(branch.arity).map { Term(.variable($0)) },
            goals: branch.body.flatMap(lowering.expressions), path: branch.path.map(lowering.term),
            key: branch.key.map(lowering.term), value: branch.value.map(lowering.term))
        scope.see(made.goals, made.parameters + made.path + [made.last])
        return made
    }

    // MARK: What is open

    private func findOpen() {
        var scope = PartialScope()
        let needs = rules.map { group in
            group.flatMap { rule in
                rule.branches.flatMap { branch in
                    let made = instance(of: branch, &scope)
                    return made.goals + (made.path + [made.last]).map { Expression(.term($0), Location()) }
                }
            }
        }
        var grew = true
        while grew {
            grew = false
            for group in rules.indices where !open.contains(group) {
                guard needs[group].contains(where: isOpen) else { continue }
                open.insert(group)
                grew = true
            }
        }
    }

    func isOpen(_ term: Term) -> Bool { isOpen(Expression(.term(term), term.location)) }

    /// Whether something unknown, or of the world, is asked for anywhere in the goal.
    func isOpen(_ goal: Expression) -> Bool {
        var found = false
        func look(_ term: Term) -> Term? {
            switch term.kind {
            case .variable("input"), .variable("data"): if leadsOut([term]) { found = true }
            case .ref(let terms) where terms[0].variable == "input" || terms[0].variable == "data":
                if leadsOut(terms) { found = true }
                for one in terms.dropFirst() { _ = one.rewritten(look) }
                return term
            case .call(let terms): if isWorldly(terms[0]) { found = true }
            default: break
            }
            return nil
        }
        if case .call(let terms) = goal.kind, isWorldly(terms[0]) { found = true }
        _ = goal.rewritten(look)
        goal.forEachExpression { inner in
            for one in inner.with where isWorldly(one.value) || isWorldly(one.target) { found = true }
        }
        return found
    }

    private func isWorldly(_ callee: Term) -> Bool {
        guard let name = callee.dottedName else { return false }
        if name == "trace" || name == "internal.print" { return true }
        if let place = compiler.library.place(of: name) {
            return compiler.library.builtIns[place].isNondeterministic
        }
        guard case .ref(let path) = callee.kind else { return false }
        return groups(under: path).all.contains { open.contains($0) }
    }

    /// Whether a ref leads to what is unknown, whatever its operands are.
    func leadsOut(_ terms: [Term]) -> Bool {
        isUnknown(terms) || groups(under: terms).all.contains { open.contains($0) }
    }

    func isUnknown(_ terms: [Term]) -> Bool {
        unknowns.contains { unknown in
            unknown[0] == terms[0].variable
                && !zip(terms.dropFirst(), unknown.dropFirst()).contains { term, step in
                    term.isScalar && !(term.string?.utf8.elementsEqual(step.utf8) ?? false)
                }
        }
    }

    /// Whether all that a ref leads to is to be supplied later.
    func isWithinUnknown(_ terms: [Term]) -> Bool {
        unknowns.contains { unknown in
            terms.count >= unknown.count && unknown[0] == terms[0].variable
                && zip(terms.dropFirst(), unknown.dropFirst()).allSatisfy { term, step in
                    term.string?.utf8.elementsEqual(step.utf8) ?? false
                }
        }
    }

    /// The groups that a ref leads to; `exact` when it is one alone, with the number of its steps.
    func groups(under terms: [Term]) -> (all: [Int], exact: (group: Int, steps: Int)?) {
        guard terms[0].variable == "data" else { return ([], nil) }
        var node = 0
        for (place, term) in terms.enumerated().dropFirst() {
            guard let name = term.string else { return (term.isGround ? [] : below(node), nil) }
            guard let child = compiler.tree[node].child(name) else { return ([], nil) }
            node = child
            if compiler.tree[node].group >= 0 {
                let all = below(node)
                return (all, all.count == 1 ? (all[0], place + 1) : nil)
            }
        }
        return (below(node), nil)
    }

    func below(_ node: Int) -> [Int] {
        var all = compiler.tree[node].group >= 0 ? [compiler.tree[node].group] : []
        for child in compiler.tree[node].children { all += below(child.node) }
        return all
    }

    func check() throws(EvaluationFault) {
        if let reason = options.limits.stop?() {
            throw EvaluationFault(code: "eval_cancel_error", message: reason, file: "", row: 0, rule: "")
        }
    }
}

/// What holds of variables where goals are solved.
struct PartialScope {
    /// Variables that stand outside of closures here, and so have one value within these too.
    var visible: Set<String> = []
    /// Variables that get their values outside.
    var frozen: Set<String> = []
    var mode = Mode.every

    enum Mode {
        /// Every way is followed.
        case every
        /// There must be one way in the end.
        case one
        /// As `one`, within a closure, where answers may be counted.
        case closure(counts: Bool)
    }

    var isClosure: Bool { if case .closure = mode { true } else { false } }
    var counts: Bool { if case .closure(true) = mode { true } else { false } }
    var splits: Bool { if case .every = mode { true } else { false } }

    mutating func see(_ goals: Body, _ terms: [Term]) {
        for one in goals { visible.formUnion(one.directVariables) }
        for one in terms { visible.formUnion(one.directVariables) }
    }
}

/// A way in which goals may hold, and what a head is by then.
struct Residue {
    var goals: Body
    var head: [Term]
}
