import RegoSyntax

/// Resolves the names of one rule, and takes calls out of terms.
final class Resolver {
    let compiler: Compiler
    let module: Int
    let package: [String]
    /// What imports stand for, by name.
    let imports: [String: [Term]]
    /// Names declared by `some`, `:=`, parameters and `every`, innermost last.
    var declared: [[String: Int]] = [[:]]
    /// Variables that are not declared.
    var implicit: [String: Int] = [:]
    var names: [String] = []
    /// Variables of one scope that were seen before they could be declared.
    var seen: [Set<String>] = [[]]
    /// Expressions that calls became, in order.
    var pending: [CoreExpression] = []
    /// The groups referred to.
    var referenced: Set<Int> = []
    var usedImports: Set<String> = []
    var usedVariables: Set<Int> = []
    /// What is declared, to tell what is never read.
    var declarations: [Declared] = []
    /// The rule that is being resolved, for its metadata.
    var rulePlace: Int?

    init(_ compiler: Compiler, module: Int, package: [String], imports: [String: [Term]]) {
        self.compiler = compiler
        self.module = module
        self.package = package
        self.imports = imports
    }

    var heap: Heap { compiler.heap }

    func fresh(_ name: String = "") -> Int {
        names.append(name)
        return names.count - 1
    }

    func declare(_ name: String) -> Int {
        let id = fresh(name)
        declared[declared.count - 1][name] = id
        return id
    }

    func scoped<T>(_ body: () -> T) -> T {
        declared.append([:])
        seen.append([])
        defer {
            declared.removeLast()
            seen.removeLast()
        }
        return body()
    }

    func problem(_ code: String, _ message: String, _ location: Location) {
        compiler.report(code, message, module, location)
    }

    // MARK: Names

    private func declaredLocal(_ name: String) -> Int? {
        for scope in declared.reversed() { if let id = scope[name] { return id } }
        return nil
    }

    /// The ref that a name outside of all scopes stands for.
    private func global(_ name: String, _ location: Location) -> [Term]? {
        if let path = imports[name] {
            usedImports.insert(name)
            return path
        }
        guard compiler.ruleNames[package]?.contains(name) == true else { return nil }
        return [Term(.variable("data"), location)] + (package + [name]).map { Term(.string($0), location) }
    }

    func variable(_ name: String, _ location: Location) -> Core {
        if let id = declaredLocal(name) {
            usedVariables.insert(id)
            return .local(id)
        }
        if name == "input" { return .input }
        if name == "data" { return .data }
        if let path = global(name, location) { return ref(path, location) }
        seen[seen.count - 1].insert(name)
        if let id = implicit[name] { return .local(id) }
        let id = fresh(name)
        implicit[name] = id
        return .local(id)
    }

    /// The absolute path of a name, when it leads to documents and not to a variable.
    func absolute(_ terms: [Term]) -> [Term]? {
        guard let name = terms[0].variable, declaredLocal(name) == nil else { return nil }
        if name == "data" || name == "input" { return terms }
        return global(name, terms[0].location).map { $0 + terms.dropFirst() }
    }

    // MARK: Terms

    func term(_ term: Term) -> Core {
        switch term.kind {
        case .null: return .constant(.null)
        case .boolean(let value): return .constant(Value(value))
        case .number(let text): return .constant(heap.number(checked: text))
        case .string(let text): return .constant(compiler.intern(text))
        case .variable(let name): return variable(name, term.location)
        case .ref(let terms): return ref(terms, term.location)
        case .array(let terms): return folded(.array(terms.map(self.term)))
        case .set(let terms): return folded(.set(terms.map(self.term)))
        case .object(let members):
            return folded(.object(members.map { (self.term($0.key), self.term($0.value)) }))
        case .call(let terms): return call(terms, term.location)
        case .arrayComprehension(let head, let body):
            return comprehension(.array, nil, head, body)
        case .setComprehension(let head, let body):
            return comprehension(.set, nil, head, body)
        case .objectComprehension(let key, let value, let body):
            return comprehension(.object, key, value, body)
        case .template(let parts): return template(parts)
        }
    }

    /// A collection of constants is a constant.
    private func folded(_ core: Core) -> Core {
        func value(_ core: Core) -> Value? { if case .constant(let value) = core { value } else { nil } }
        switch core {
        case .array(let terms):
            let values = terms.compactMap(value)
            return values.count == terms.count ? .constant(heap.array(values)) : core
        case .set(let terms):
            let values = terms.compactMap(value)
            return values.count == terms.count ? .constant(heap.set(values)) : core
        case .object(let members):
            let values = members.compactMap { member in
                value(member.key).flatMap { key in value(member.value).map { (key, $0) } }
            }
            return values.count == members.count ? .constant(heap.object(values)) : core
        default: return core
        }
    }

    private func ref(_ terms: [Term], _ location: Location) -> Core {
        if let path = absolute(terms), terms[0].variable != "data", terms[0].variable != "input" {
            return ref(path, location)
        }
        let head = terms[0]
        let core: Core =
            head.variable == "data" && declaredLocal("data") == nil
            ? .data : head.variable == "input" && declaredLocal("input") == nil ? .input : term(head)
        let path = terms.dropFirst().map(term)
        if path.isEmpty { return core }
        if case .ref(let inner, let first) = core { return .ref(inner, first + path) }
        return .ref(core, path)
    }

    private func comprehension(
        _ kind: CoreComprehension.Kind, _ key: Term?, _ value: Term, _ body: Body
    ) -> Core {
        scoped {
            var made = self.body(body)
            let outer = pending
            pending = []
            let coreKey = key.map(term) ?? .constant(.null)
            let coreValue = term(value)
            made += pending
            pending = outer
            return .comprehension(CoreComprehension(kind, key: coreKey, value: coreValue, body: made))
        }
    }

    private func template(_ parts: [TemplatePart]) -> Core {
        if parts.isEmpty { return .constant(compiler.intern("")) }
        return .template(
            parts.map { part in
                switch part {
                case .text(let text): return .text(text)
                case .expression(let expression):
                    return scoped {
                        let outer = pending
                        pending = []
                        let term: Core
                        var with: [CoreExpression.With] = []
                        switch expression.kind {
                        case .term(let inner): term = self.term(inner)
                        case .call(let terms): term = call(terms, expression.location)
                        default:
                            problem(
                                "rego_compile_error", "invalid expression in template string",
                                expression.location)
                            term = .constant(.null)
                        }
                        with = self.with(expression.with)
                        let result = fresh()
                        var body = pending
                        body.append(
                            CoreExpression(kind: .unify(.local(result), term), location: expression.location))
                        if !with.isEmpty { for place in body.indices { body[place].with = with } }
                        pending = outer
                        return .body(body, .local(result))
                    }
                }
            })
    }
}
