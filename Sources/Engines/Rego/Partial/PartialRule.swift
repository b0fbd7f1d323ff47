import RegoSyntax

/// A rule as partial evaluation takes it in: its branches, resolved.
struct PartialRule {
    let source: RuleSource
    let branches: [PartialBranch]

    var isDefault: Bool { source.rule.isDefault }
}

/// One branch of a rule, resolved; the first variables are its parameters.
struct PartialBranch {
    let arity: Int
    let names: [String]
    let body: [CoreExpression]
    /// The path's operands, then the key and the value.
    let path: [Core]
    let key: Core?
    let value: Core?
}

/// A branch with variables that nothing else has.
struct PartialInstance {
    var parameters: [Term]
    var goals: Body
    var path: [Term]
    var key: Term?
    var value: Term?

    /// What the branch adds or is.
    var last: Term { key ?? value ?? Term(.boolean(true)) }
}

extension Compiler {
    /// The rules of a group, in order.
    func partialRules(of group: Int) -> [PartialRule] {
        groups[group].sources.map { source in
            PartialRule(source: source, branches: branches(of: source.rule).map { partial($0, source) })
        }
    }

    private func partial(_ rule: Rule, _ source: RuleSource) -> PartialBranch {
        let resolver = resolver(for: source.module)
        resolver.rulePlace = source.place
        var body = resolver.parameters(rule.head.arguments ?? [])
        resolver.declared.append([:])
        body += resolver.body(rule.body)
        let path = source.suffix.map(resolver.term)
        let key = rule.head.key.map(resolver.term)
        let value = rule.head.value.map(resolver.term)
        body += resolver.takePending()
        return PartialBranch(
            arity: rule.head.arguments?.count ?? 0, names: resolver.names, body: body, path: path, key: key,
            value: value)
    }
}
