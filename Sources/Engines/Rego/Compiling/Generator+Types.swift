import RegoSyntax

extension Generator {
    /// What is known of a term before evaluation; documents may be anything.
    func type(of term: Core) -> RegoType {
        switch term {
        case .constant(let value): return RegoType(of: value)
        case .local(let id): return types[id] ?? .any
        case .array(let terms): return .tuple(terms.map { type(of: $0) })
        case .set(let terms): return .set(RegoType.union(terms.map { type(of: $0) }))
        case .object(let members):
            return .object(
                key: RegoType.union(members.map { type(of: $0.key) }),
                value: RegoType.union(members.map { type(of: $0.value) }))
        case .comprehension(let it):
            switch it.kind {
            case .array: return .array(.any)
            case .set: return .oneOf([.set(.any)])
            case .object: return .object(key: .any, value: .any)
            }
        case .template: return .string
        case .input, .data, .ref: return .any
        }
    }

    /// Notes what an expression says of its variables, and refuses calls that can never be right.
    mutating func checkTypes(_ expression: CoreExpression) {
        switch expression.kind {
        case .unify(.local(let id), let term), .unify(let term, .local(let id)):
            if !bound.contains(id), !expression.isNegated { types[id] = type(of: term) }
        case .call(.builtIn(let place), let arguments, let result):
            let builtIn = compiler.library.builtIns[place]
            let isReplaced = compiler.replaced.contains(builtIn.name)
            if !isReplaced, !builtIn.signature.isVariadic { check(builtIn, arguments, expression.location) }
            if case .local(let id) = result, !bound.contains(id), !expression.isNegated, !isReplaced,
                !builtIn.isRelation
            {
                types[id] = builtIn.signature.result
            }
        default: return
        }
    }

    private func check(_ builtIn: BuiltIn, _ arguments: [Core], _ location: Location) {
        let have = arguments.map { type(of: $0) }
        let want = builtIn.signature.parameters
        guard have.count == want.count, zip(have, want).contains(where: { $0.excludes($1) }) else { return }
        compiler.report(
            "rego_type_error", "\(builtIn.name): invalid argument(s)", module, location,
            details: builtIn.signature.comparison(with: have))
    }
}

extension Signature {
    /// What a call has, over what it should have.
    func comparison(with have: [RegoType]) -> [String] {
        var given = have.map(\.description)
        var wanted = parameters.indices.map { place in
            let name = place < names.count ? names[place] : nil
            return (name.map { $0 + ": " } ?? "") + parameters[place].description
        }
        if let result {
            given.append("???")
            wanted.append((resultName.map { $0 + ": " } ?? "") + result.description)
        }
        return ["have: (\(given.joined(separator: ", ")))", "want: (\(wanted.joined(separator: ", ")))"]
    }
}
