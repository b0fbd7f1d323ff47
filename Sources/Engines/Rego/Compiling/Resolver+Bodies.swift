import RegoSyntax

extension Resolver {
    /// A body in the current scope.
    func body(_ body: Body) -> [CoreExpression] {
        var made: [CoreExpression] = []
        for expression in body { made += self.expression(expression) }
        return made
    }

    /// The expression behind what its calls became.
    private func expression(_ expression: Expression) -> [CoreExpression] {
        let outer = pending
        pending = []
        defer { pending = outer }
        let kind = kind(of: expression).map { expression.isNegated ? eager($0, expression.location) : $0 }
        let own = pending
        pending = []
        let with = with(expression.with)
        // What replacements call is called before, in the world as it is.
        var made = pending
        for var one in own {
            one.with += with
            made.append(one)
        }
        if let kind {
            var whole = CoreExpression(
                kind: kind, isNegated: expression.isNegated, with: with, location: expression.location)
            if case .call(let terms) = expression.kind, terms[0].variable == "equal", terms.count == 3 {
                whole.isComparison = true
            }
            made.append(whole)
        }
        return made
    }

    /// Behind `not`, operands of refs and elements of patterns are evaluated before: what is undefined
    /// among them does not make the negation hold.
    private func eager(_ kind: CoreExpression.Kind, _ location: Location) -> CoreExpression.Kind {
        switch kind {
        case .term(let term): .term(withEagerOperands(term, location))
        case .unify(let left, let right):
            .unify(withEagerOperands(left, location), withEagerOperands(right, location))
        default: kind
        }
    }

    private func withEagerOperands(_ term: Core, _ location: Location) -> Core {
        if case .ref(let head, let path) = term { return .ref(head, path.map { eager($0, location) }) }
        return eager(term, location)
    }

    private func eager(_ term: Core, _ location: Location) -> Core {
        func all(_ terms: [Core]) -> [Core] { terms.map { eager($0, location) } }
        switch term {
        case .ref(let head, let path):
            let result = Core.local(fresh())
            pending.append(
                CoreExpression(
                    kind: .unify(result, .ref(head, all(path))), location: location,
                    isGenerated: true))
            return result
        case .array(let terms): return .array(all(terms))
        case .set(let terms): return .set(all(terms))
        case .object(let members):
            return .object(members.map { (eager($0.key, location), eager($0.value, location)) })
        case .constant, .local, .input, .data, .comprehension, .template: return term
        }
    }

    private func kind(of expression: Expression) -> CoreExpression.Kind? {
        let location = expression.location
        switch expression.kind {
        case .term(let term):
            return .term(self.term(term))
        case .call(let terms): return statement(terms, location, isNegated: expression.isNegated)
        case .some(let names):
            for name in names {
                guard let text = name.variable else { continue }
                checkDeclaration(text, name.location, "declared")
                declarations.append(
                    Declared(name: text, id: declare(text), kind: .some, location: name.location))
            }
            return nil
        case .someIn(let call): return membership(call, location)
        case .every(let key, let value, let domain, let body):
            let domainCore = term(domain)
            return scoped {
                let keyID = key?.variable.map(declare) ?? fresh()
                let valueID = value.variable.map(declare) ?? fresh()
                return .every(
                    key: keyID, value: valueID, domain: domainCore, body: scoped { self.body(body) })
            }
        case .notBody(let body, _): return .not(scoped { self.body(body) })
        case .both(let left, let right):
            return .both(scoped { self.body(left.body) }, scoped { self.body(right.body) })
        case .either(let left, let right):
            return .either(scoped { self.body(left.body) }, scoped { self.body(right.body) })
        }
    }

    private func checkDeclaration(_ name: String, _ location: Location, _ what: String) {
        if name == "input" || name == "data" {
            problem(
                "rego_compile_error", "variables must not shadow \(name) (use a different variable name)",
                location)
        } else if declared[declared.count - 1][name] != nil {
            problem("rego_compile_error", "var \(name) \(what) above", location)
        } else if seen[seen.count - 1].contains(name) {
            problem("rego_compile_error", "var \(name) referenced above", location)
        }
    }

    /// `some x in xs`: a unification with an operand that is looked for.
    private func membership(_ call: Term, _ location: Location) -> CoreExpression.Kind {
        guard case .call(let terms) = call.kind else { return .always }
        let collection = term(terms[terms.count - 1])
        if terms.count == 4 { declareAll(in: terms[1]) }
        declareAll(in: terms[terms.count - 2])
        let value = term(terms[terms.count - 2])
        let key: Core = terms.count == 4 ? term(terms[1]) : .local(fresh())
        return .unify(value, ref(collection, key))
    }

    private func ref(_ head: Core, _ operand: Core) -> Core {
        if case .ref(let inner, let path) = head { return .ref(inner, path + [operand]) }
        return .ref(head, [operand])
    }

    /// Declares the variables of a pattern.
    func declareAll(in term: Term) {
        switch term.kind {
        case .variable(let name):
            if declared[declared.count - 1][name] == nil { _ = declare(name) }
        case .array(let terms): for one in terms { declareAll(in: one) }
        case .object(let members): for one in members { declareAll(in: one.value) }
        default: return
        }
    }

    // MARK: Calls

    private func statement(
        _ terms: [Term], _ location: Location, isNegated: Bool
    ) -> CoreExpression.Kind {
        let name = terms[0].variable
        if name == "assign", terms.count == 3 { return assignment(terms[1], terms[2], location) }
        if name == "eq" || name == "equal", terms.count == 3, imports[name ?? ""] == nil {
            // Behind `not`, calls are made before.
            return isNegated
                ? .unify(term(terms[1]), term(terms[2])) : unification(terms[1], terms[2])
        }
        if let constant = special(terms, location) { return .term(constant) }
        guard let callee = callee(terms[0]) else { return .always }
        let arguments = terms.dropFirst().map(term)
        guard let arity = arity(of: callee) else { return .call(callee, arguments, result: nil) }
        if arguments.count == arity + 1 {
            return .call(callee, Array(arguments.dropLast()), result: arguments[arity])
        }
        checkArity(callee, arguments.count, arity, terms, location)
        return .call(callee, arguments, result: nil)
    }

    private func assignment(_ left: Term, _ right: Term, _ location: Location) -> CoreExpression.Kind {
        let value = directCall(right) ?? (kind: nil, value: term(right))
        switch left.kind {
        case .variable, .array, .object: break
        default:
            problem("rego_compile_error", "cannot assign to \(left.typeName)", left.location)
            return .always
        }
        let declaredBefore = declarations.count
        declarePattern(left)
        let pattern = term(left)
        // Being declared is no use.
        for one in declarations[declaredBefore...] { usedVariables.remove(one.id) }
        if let (callee, arguments) = value.kind { return .call(callee, arguments, result: pattern) }
        return .unify(pattern, value.value)
    }

    private func declarePattern(_ term: Term) {
        switch term.kind {
        case .variable(let name):
            if term.isWildcard { return }
            checkDeclaration(name, term.location, "assigned")
            declarations.append(
                Declared(name: name, id: declare(name), kind: .assigned, location: term.location))
        case .array(let terms): for one in terms { declarePattern(one) }
        case .object(let members): for one in members { declarePattern(one.value) }
        default: return
        }
    }

    private func unification(_ left: Term, _ right: Term) -> CoreExpression.Kind {
        if let (call, _) = directCall(right), let (callee, arguments) = call {
            return .call(callee, arguments, result: term(left))
        }
        if let (call, _) = directCall(left), let (callee, arguments) = call {
            return .call(callee, arguments, result: term(right))
        }
        return .unify(term(left), term(right))
    }

    /// A call whose result goes straight to where it is unified.
    private func directCall(
        _ term: Term
    ) -> (kind: (Callee, [Core])?, value: Core)? {
        guard case .call(let terms) = term.kind, special(terms, term.location) == nil else { return nil }
        guard let callee = callee(terms[0]) else { return nil }
        let arguments = terms.dropFirst().map(self.term)
        if let arity = arity(of: callee) { checkArity(callee, arguments.count, arity, terms, term.location) }
        return ((callee, arguments), .constant(.null))
    }

    /// A call within a term: it goes before, and a variable stands for its result.
    func call(_ terms: [Term], _ location: Location) -> Core {
        if let constant = special(terms, location) { return constant }
        guard let callee = callee(terms[0]) else { return .constant(.null) }
        let arguments = terms.dropFirst().map(term)
        if let arity = arity(of: callee) { checkArity(callee, arguments.count, arity, terms, location) }
        let result = Core.local(fresh())
        pending.append(
            CoreExpression(
                kind: .call(callee, arguments, result: result), location: location, isGenerated: true))
        return result
    }

    private func checkArity(
        _ callee: Callee, _ have: Int, _ want: Int, _ terms: [Term], _ location: Location
    ) {
        guard have != want else { return }
        let name = name(of: callee)
        guard case .builtIn(let place) = callee else {
            let noun = have == 1 ? "argument" : "arguments"
            return problem(
                "rego_type_error", "function \(name) has arity \(want), got \(have) \(noun)", location)
        }
        compiler.report(
            "rego_type_error", "\(name): arity mismatch", module, location,
            details: compiler.library.builtIns[place].signature.comparison(
                with: Array(repeating: .any, count: have)))
    }

    func name(of callee: Callee) -> String {
        switch callee {
        case .builtIn(let place): compiler.library.builtIns[place].name
        case .function(let group): compiler.groups[group].name
        }
    }

    func arity(of callee: Callee) -> Int? {
        switch callee {
        case .builtIn(let place): compiler.library.builtIns[place].arity
        case .function(let group): compiler.groups[group].arity
        }
    }

    func callee(_ operation: Term) -> Callee? {
        let terms: [Term]
        switch operation.kind {
        case .variable: terms = [operation]
        case .ref(let path): terms = path
        default:
            problem("rego_type_error", "not a function: \(operation.text)", operation.location)
            return nil
        }
        if let path = absolute(terms) {
            if let group = function(at: path) {
                referenced.insert(group)
                return .function(group)
            }
            // `in` and templates are calls of such functions, whatever a rule is named.
            if terms[0].variable == "internal", let name = operation.dottedName,
                let place = compiler.library.place(of: name)
            {
                return .builtIn(place)
            }
            problem(
                "rego_type_error", "undefined function \(Term(.ref(path)).refText)", operation.location)
            return nil
        }
        guard let name = operation.dottedName, let place = compiler.library.place(of: name) else {
            problem("rego_type_error", "undefined function \(operation.refText)", operation.location)
            return nil
        }
        compiler.checkDeprecation(compiler.library.builtIns[place], module, operation.location)
        return .builtIn(place)
    }

    func function(at path: [Term]) -> Int? {
        guard path[0].variable == "data" else { return nil }
        var node = 0
        for term in path.dropFirst() {
            guard let name = term.string, let child = compiler.tree[node].child(name) else { return nil }
            node = child
        }
        let group = compiler.tree[node].group
        return group >= 0 && compiler.groups[group].kind == .function ? group : nil
    }

    // MARK: with

    func with(_ modifiers: [With]) -> [CoreExpression.With] {
        modifiers.compactMap { modifier in
            let terms: [Term]
            switch modifier.target.kind {
            case .variable: terms = [modifier.target]
            case .ref(let path): terms = path
            default: return nil
            }
            if let path = absolute(terms), function(at: path) == nil {
                let operands = path.dropFirst().map(term)
                let value = term(modifier.value)
                return .init(
                    target: path[0].variable == "input" ? .input(operands) : .data(operands),
                    replacement: .value(value))
            }
            if absolute(terms) == nil, modifier.target.dottedName.flatMap(compiler.library.place) == nil {
                problem(
                    "rego_type_error",
                    "with keyword target must reference existing input, data, or a function",
                    modifier.target.location)
                return nil
            }
            guard let target = callee(modifier.target) else { return nil }
            return .init(target: .callee(target), replacement: replacement(modifier.value))
        }
    }

    private func replacement(_ value: Term) -> CoreExpression.With.Replacement {
        let terms: [Term]
        switch value.kind {
        case .variable: terms = [value]
        case .ref(let path): terms = path
        default: return .value(term(value))
        }
        if let path = absolute(terms) {
            if let group = function(at: path) {
                referenced.insert(group)
                return .callee(.function(group))
            }
            return .value(term(value))
        }
        if let name = value.dottedName, let place = compiler.library.place(of: name),
            variableExists(terms[0]) == false
        {
            return .callee(.builtIn(place))
        }
        return .value(term(value))
    }

    private func variableExists(_ term: Term) -> Bool {
        guard let name = term.variable else { return true }
        return declared.contains { $0[name] != nil } || implicit[name] != nil
    }
}
