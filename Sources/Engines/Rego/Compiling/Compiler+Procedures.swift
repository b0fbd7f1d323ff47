import RegoSyntax

extension Compiler {
    /// One string for each text.
    func intern(_ text: String) -> Value {
        if let known = interned[text] { return known }
        let made = heap.string(text)
        interned[text] = made
        return made
    }

    static func imports(of module: Module) -> [String: [Term]] {
        var all: [String: [Term]] = [:]
        for one in module.imports {
            guard case .ref(let path) = one.path.kind,
                path[0].variable == "data" || path[0].variable == "input",
                let name = one.name
            else { continue }
            all[name] = path
        }
        return all
    }

    func resolver(for module: Int) -> Resolver {
        let package = modules[module].package.path.dropFirst().compactMap(\.string)
        return Resolver(self, module: module, package: package, imports: importTables[module])
    }

    /// The steps of one branch of a rule.
    func procedure(of rule: Rule, _ source: RuleSource, group: Int) -> Procedure? {
        let resolver = resolver(for: source.module)
        resolver.rulePlace = source.place
        let before = problems.count
        let arguments = rule.head.arguments ?? []
        var body = resolver.parameters(arguments)
        let parameters = Set(resolver.declared[0].values)
        resolver.declared.append([:])
        body += resolver.body(rule.body)
        let head = headTerms(of: rule, source, resolver)
        body += resolver.takePending()
        references[group].formUnion(resolver.referenced)
        checkUnused(resolver, source.module)
        lastUnused = unusedArguments(resolver)
        usedImports[source.module, default: []].formUnion(resolver.usedImports)
        guard problems.count == before else { return nil }
        var generator = Generator(
            self, module: source.module, variables: resolver.names.count, arguments: arguments.count)
        generator.row = rule.head.location.row
        generator.names = resolver.names
        if options.isTraced { generator.emit(.mark, rule.location.row, Int32(group)) }
        // Results of several rounds are compared with the first.
        generator.result = generator.fresh()
        lastConditions = Condition.all(
            in: body, arguments: arguments.count, library.place(of: "internal.member_2"))
        let start = generator.steps.count
        generator.emit(.undefined, generator.result)
        if !options.isTraced { generator.hoist(body) }
        generator.body(body)
        generator.row = rule.head.location.row
        generator.head(head, rule, groups[group].kind, start: start)
        references[group].formUnion(generator.referenced)
        report(generator, resolver, source.module, parameters)
        guard problems.count == before else { return nil }
        return generator.finished(rule: rule.location.row)
    }

    func report(_ generator: Generator, _ resolver: Resolver, _ module: Int, _ parameters: Set<Int>) {
        for (variables, location) in generator.unsafePlaces {
            var names = Set<String>()
            for variable in variables {
                guard variable < resolver.names.count else { continue }
                let name = resolver.names[variable]
                if name.isEmpty { continue }
                names.insert(name.hasPrefix("$") ? "_" : name)
            }
            if names.isEmpty {
                report("rego_unsafe_var_error", "expression is unsafe", module, location)
            }
            for name in names.sorted() {
                report("rego_unsafe_var_error", "var \(name) is unsafe", module, location)
            }
        }
    }

    /// What the head needs: the operands of its path, its key and its value.
    private func headTerms(
        of rule: Rule, _ source: RuleSource, _ resolver: Resolver
    ) -> (path: [Core], key: Core?, value: Core?) {
        let path = source.suffix.map(resolver.term)
        let key = rule.head.key.map(resolver.term)
        let value = rule.head.value.map(resolver.term)
        return (path, key, value)
    }

    /// The steps that answer a query, and the names of the variables that it binds.
    func query(_ body: Body, imports: [String: [Term]], package: [String]) -> (Procedure, [(String, Value)])?
    {
        let resolver = Resolver(self, module: modules.count, package: package, imports: imports)
        let core = resolver.body(body)
        guard problems.isEmpty else { return nil }
        var generator = Generator(self, module: modules.count, variables: resolver.names.count, arguments: 0)
        generator.names = resolver.names
        generator.body(core)
        report(generator, resolver, modules.count, [])
        guard problems.isEmpty else { return nil }
        var shown: [(String, Int)] = resolver.implicit.filter {
            !$0.key.hasPrefix("$") && !$0.key.hasPrefix("_")
        }
        .map { ($0.key, $0.value) }
        for (name, id) in resolver.declared[0] where !name.hasPrefix("$") { shown.append((name, id)) }
        shown.sort { $0.0 < $1.0 }
        shown = shown.filter { generator.bound.contains($0.1) }
        let start = generator.fresh(max(1, shown.count * 2))
        var names: [(String, Value)] = []
        for (place, (name, id)) in shown.enumerated() {
            let key = intern(name)
            names.append((name, key))
            _ = generator.register(of: .constant(key), into: start + Int32(place * 2))
            generator.emit(.move, start + Int32(place * 2 + 1), generator.registers[id])
        }
        let held = generator.fresh()
        generator.emit(.object, held, start, Int32(shown.count * 2))
        generator.emit(.addBinding, held)
        generator.jump(generator.fail)
        generator.place(0)
        generator.emit(.finish, held, 1)
        return (generator.finished(rule: 1), names)
    }
}

extension Resolver {
    /// Gives a function's parameters the first variables; what takes an argument apart is returned.
    func parameters(_ arguments: [Term]) -> [CoreExpression] {
        var body: [CoreExpression] = []
        for _ in arguments { _ = fresh() }
        for (place, argument) in arguments.enumerated() {
            if let name = argument.variable, name != "input", name != "data", declared[0][name] == nil {
                if !argument.isWildcard { declared[0][name] = place }
                names[place] = name
                declarations.append(
                    Declared(name: name, id: place, kind: .argument, location: argument.location))
            } else {
                declareAll(in: argument)
                let pattern = term(argument)
                body += takePending()
                body.append(
                    CoreExpression(
                        kind: .unify(.local(place), pattern), location: argument.location, isGenerated: true))
            }
        }
        return body
    }

    func takePending() -> [CoreExpression] {
        defer { pending = [] }
        return pending
    }
}

extension Generator {
    /// What happens when the body holds.
    mutating func head(
        _ head: (path: [Core], key: Core?, value: Core?), _ rule: Rule, _ kind: Group.Kind, start: Int
    ) {
        let outermost: Int32 = 0
        var needed = Set<Int>()
        for term in head.path + [head.key, head.value].compactMap({ $0 }) {
            term.collect(into: &needed, closures: false)
        }
        needed.subtract(bound)
        let terms = head.path + [head.key, head.value].compactMap { $0 }
        let outputs = Safety.outputs(
            of: CoreExpression(kind: .term(.array(terms)), location: rule.head.location), bound)
        let unsafe = needed.subtracting(outputs)
        if !unsafe.isEmpty { report(unsafe: unsafe, rule.head.location) }
        for variable in unsafe { bound.insert(variable) }
        switch kind {
        case .complete, .function:
            let value = register(of: head.value ?? .constant(.true))
            if fail == outermost || (head.value?.isConstant ?? true) {
                emit(.finish, value, 1)
            } else {
                emit(.finishChecked, result, value)
                jump(fail)
            }
            place(outermost)
            emit(.finish, result, 0)
        case .set:
            emit(.addToSet, register(of: head.key ?? .constant(.null)))
            jump(fail)
            place(outermost)
            emit(.finish, result, 0)
        case .object:
            let keys = head.path.map { register(of: $0) }
            let list = compiler.code.list(keys)
            if let key = head.key {
                emit(.addToSetAtPath, list, register(of: key))
            } else {
                emit(.addAtPath, list, register(of: head.value ?? .constant(.true)))
            }
            jump(fail)
            place(outermost)
            emit(.finish, result, 0)
        }
    }
}
