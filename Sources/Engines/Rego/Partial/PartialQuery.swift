import RegoSyntax
public import Values

/// A query of which a part is not known yet, ready to be asked from everywhere at once.
public final class PartialQuery: Sendable {
    private let policy: Policy
    private let body: Body
    private let unknowns: [[String]]

    init(_ policy: Policy, _ body: Body, unknowns: [String]) throws(Problems) {
        self.policy = policy
        self.body = body
        _ = try Query(policy, body)
        var paths: [[String]] = []
        for text in unknowns { paths.append(try Self.path(text)) }
        self.unknowns = paths
    }

    private static func path(_ text: String) throws(Problems) -> [String] {
        let parsed = try Expression.query(text)
        if parsed.count == 1, case .term(let term) = parsed[0].kind {
            var terms = [term]
            if case .ref(let path) = term.kind { terms = path }
            let steps = terms.dropFirst().compactMap(\.string)
            if let root = terms[0].variable, root == "input" || root == "data", steps.count == terms.count - 1
            {
                return [root] + steps
            }
        }
        throw Problems([
            Problem(
                "rego_parse_error", "\(text) can't be unknown: say a path under input or data", file: "",
                Location())
        ])
    }

    /// What is left of the query. `input` tells what is known of it; parts of it that are unknown are not
    /// looked at. Functions that tell of the world (`time.now_ns`, `http.send`) are left for later, and
    /// `print` prints nothing. Errors of functions count as having no value. The order in which rules are
    /// asked may change, so that a conflict that one evaluation passes over is met by the other.
    public func evaluate(
        _ input: Input = .none, options: EvaluationOptions = EvaluationOptions()
    ) throws(EvaluationFault) -> PartialAnswer {
        let evaluator = PartialEvaluator(policy, unknowns: unknowns, input: input, options: options)
        let resolver = Resolver(evaluator.compiler, module: policy.modules.count, package: [], imports: [:])
        let core = resolver.body(body)
        let names = resolver.names.map(evaluator.fresh)
        let lowering = Lowering(
            compiler: evaluator.compiler, name: { names[$0] }, fresh: { evaluator.fresh() })
        let goals = core.flatMap(lowering.expressions)
        let shown = shown(resolver).map { (name: $0.name, variable: names[$0.id]) }
        var scope = PartialScope()
        scope.see(goals, [])
        let asked = shown.filter { scope.visible.contains($0.variable) }
        let heads = asked.map { Term(.variable($0.variable)) }
        let answer = try answer(
            evaluator, asked.map(\.name), try evaluator.solve(goals, heads, scope))
        if isSound(answer) { return answer }
        // What can't be read again is left as it was asked.
        var support = SupportRules(evaluator)
        for goal in goals { support.keep(goal) }
        let whole = Self.named(Residue(goals: goals, head: heads), asked.map(\.name), evaluator.taken)
        return PartialAnswer(queries: [whole.goals.map(\.rego)], support: try support.modules())
    }

    /// The variables that answers tell.
    private func shown(_ resolver: Resolver) -> [(name: String, id: Int)] {
        (resolver.implicit.map { ($0.key, $0.value) } + resolver.declared[0].map { ($0.key, $0.value) })
            .filter { !$0.0.hasPrefix("$") && !$0.0.hasPrefix("_") }.sorted { $0.0 < $1.0 }
    }

    private func answer(
        _ evaluator: PartialEvaluator, _ names: [String], _ residues: [Residue]
    ) throws(EvaluationFault) -> PartialAnswer {
        var support = SupportRules(evaluator)
        var queries: [[String]] = []
        for residue in residues {
            var made = residue.folded(keeping: Set(residue.head.indices))
            made.goals = support.goals(made.goals)
            let query = Self.named(made, names, evaluator.taken).goals.map(\.rego)
            if query.isEmpty { return PartialAnswer(queries: [[]], support: []) }
            if !queries.contains(query) { queries.append(query) }
        }
        return PartialAnswer(queries: queries, support: try support.modules())
    }

    /// The residue with the query's own variables, each bound by it.
    private static func named(_ residue: Residue, _ names: [String], _ taken: Set<String>) -> Residue {
        var given: [String: String] = [:]
        var made = residue
        for (name, term) in zip(names, residue.head) {
            if let variable = term.variable, given[variable] == nil {
                given[variable] = name
                continue
            }
            let other = "\(name)__0"
            given[other] = name
            made.goals.append(.unify(Term(.variable(other)), term))
        }
        return made.renamed(given: given, prefix: "_", taken: taken)
    }

    /// Whether what was written is read again without a problem.
    private func isSound(_ answer: PartialAnswer) -> Bool {
        do throws(Problems) {
            let whole = try answer.policy(policy.store.library)
            for text in answer.texts { _ = try whole.query(text) }
            return true
        } catch {
            return false
        }
    }
}

extension PartialAnswer {
    /// The support modules as a policy that residual queries can be put to, over the data of the original.
    public func policy(_ library: Library, data: JSON = .object([:])) throws(Problems) -> Policy {
        var modules: [RegoSyntax.Module] = []
        for (number, one) in support.enumerated() {
            var options = ParserOptions()
            options.isVersion1 = one.isVersion1
            modules.append(
                try RegoSyntax.Module(parsing: one.text, file: "support-\(number + 1).rego", options: options)
            )
        }
        return try Policy(modules, library: library, data: data)
    }
}

extension Policy {
    /// Prepares a query that is to be answered as far as it can be while `unknowns` (paths under `input` or
    /// `data`) are not known. Problems: those of the query, and of paths that aren't any.
    public func partialQuery(
        _ text: String, unknowns: [String] = ["input"], options: ParserOptions = ParserOptions()
    ) throws(Problems) -> PartialQuery {
        try PartialQuery(self, Expression.query(text, options: options), unknowns: unknowns)
    }
}
