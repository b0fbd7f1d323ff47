import RegoSyntax

extension Generator {
    /// What is known of a term before evaluation; documents may be anything.
    func type(of term: Core) -> RegoType {
        switch term {
        case .constant(let value): return RegoType(of: value)
        case .local(let id): return types[id] ?? .any
        case .array(let terms): return terms.isEmpty ? .array(.any) : .tuple(terms.map { type(of: $0) })
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
        case .ref(.data, let path):
            guard let (group, rest) = group(at: path), rest.isEmpty else { return .any }
            return compiler.type(of: group)
        case .input, .data, .ref: return .any
        }
    }

    /// The rules that a path leads to when it names them, and the operands behind.
    private func group(at path: [Core]) -> (group: Int, rest: ArraySlice<Core>)? {
        var node = 0
        for (place, step) in path.enumerated() {
            guard case .constant(let key) = step, let name = key.string,
                let child = compiler.tree[node].child(name)
            else { return nil }
            node = child
            let group = compiler.tree[node].group
            if group >= 0 { return (group, path[(place + 1)...]) }
        }
        return nil
    }

    /// Notes what an expression says of its variables, and refuses calls that can never be right.
    mutating func checkTypes(_ expression: CoreExpression) {
        if expression.with.isEmpty {
            for term in expression.terms { checkRefs(in: term, expression.location) }
            if case .unify(let left, let right) = expression.kind {
                checkMatch(left, right, expression.location)
            }
        }
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

    /// Refuses an equation of what can never be equal.
    private func checkMatch(_ left: Core, _ right: Core, _ location: Location) {
        let (one, other) = (type(of: left), type(of: right))
        guard one.excludes(other) else { return }
        compiler.report(
            "rego_type_error", "match error", module, location,
            details: ["left  : \(one)", "right : \(other)"])
    }

    /// Refuses refs that go on behind what holds nothing.
    private func checkRefs(in term: Core, _ location: Location) {
        guard case .ref(let head, let path) = term else { return }
        let (type, steps): (RegoType, Int)
        switch head {
        case .local(let id): (type, steps) = (types[id] ?? .any, 0)
        case .data:
            guard let (group, rest) = group(at: path), !rest.isEmpty else { return }
            (type, steps) = (compiler.type(of: group), path.count - rest.count)
        default: return
        }
        guard type.holdsNothing, let text = text(of: head, path[...]),
            let known = self.text(of: head, path.prefix(steps))
        else { return }
        compiler.report(
            "rego_type_error", "undefined ref: \(text)", module, location,
            details: [text, String(repeating: "^", count: known.utf8.count), "have: \(type)"])
    }

    /// A ref as it is written; nil when an operand has no name.
    private func text(of head: Core, _ path: ArraySlice<Core>) -> String? {
        func term(_ core: Core) -> Term? {
            switch core {
            case .data: Term(.variable("data"))
            case .local(let id): names[id].isEmpty ? nil : Term(.variable(names[id]))
            case .constant(let value): Term(value)
            default: nil
            }
        }
        guard let first = term(head) else { return nil }
        let operands = path.compactMap(term)
        return operands.count == path.count ? Term.path(first, operands).text : nil
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

extension Compiler {
    /// What is known of the document that rules make, by their values alone; a document that `with` may
    /// replace is anything.
    func type(of group: Int) -> RegoType {
        if let known = groupTypes[group] { return known }
        let type = inferred(group)
        groupTypes[group] = type
        return type
    }

    private func inferred(_ group: Int) -> RegoType {
        let it = groups[group]
        guard !it.sources.isEmpty, !replaced.contains(where: { replaces($0, it.name) }) else { return .any }
        switch it.kind {
        case .set: return .set(.any)
        case .object: return .object(key: .any, value: .any)
        case .function: return .any
        case .complete:
            return RegoType.union(
                it.sources.flatMap { branches(of: $0.rule) }.map { branch in
                    branch.head.value.map { RegoType(literal: $0) } ?? .boolean
                })
        }
    }

    /// Whether the target of a `with` may cover a rule, whatever the target is called where it stands.
    private func replaces(_ target: String, _ name: String) -> Bool {
        let last = target.split(separator: ".").last ?? ""
        return name.split(separator: ".").contains(last)
    }
}

extension RegoType {
    /// The type of a term that is a value as it stands, of others any.
    init(literal term: Term) {
        switch term.kind {
        case .null: self = .null
        case .boolean: self = .boolean
        case .number: self = .number
        case .string, .template: self = .string
        case .array(let terms) where !terms.isEmpty: self = .tuple(terms.map { RegoType(literal: $0) })
        case .array, .arrayComprehension: self = .array(.any)
        case .set, .setComprehension: self = .set(.any)
        case .object, .objectComprehension: self = .object(key: .any, value: .any)
        case .variable, .ref, .call: self = .any
        }
    }

    /// Whether nothing can stand behind a value of the type.
    var holdsNothing: Bool {
        switch self {
        case .null, .boolean, .number, .string: true
        case .oneOf(let types): types.allSatisfy(\.holdsNothing)
        default: false
        }
    }
}
