import RegoSyntax

/// Writes resolved terms as Rego again: absolute refs, names that nothing else has, and no bodies in braces.
struct Lowering {
    let compiler: Compiler
    /// The variables' names.
    let name: (Int) -> String
    /// A name for a variable that was not there.
    let fresh: () -> String

    func term(_ core: Core) -> Term {
        switch core {
        case .constant(let value): return Term(value)
        case .local(let id): return Term(.variable(name(id)))
        case .input: return Term(.variable("input"))
        case .data: return Term(.variable("data"))
        case .ref(let head, let path): return .path(term(head), path.map(term))
        case .array(let terms): return Term(.array(terms.map(term)))
        case .set(let terms): return Term(.set(terms.map(term)))
        case .object(let members):
            return Term(.object(members.map { Term.Member(term($0.key), term($0.value)) }))
        case .comprehension(let it):
            let inner = body(it.body)
            switch it.kind {
            case .array: return Term(.arrayComprehension(term(it.value), inner))
            case .set: return Term(.setComprehension(term(it.value), inner))
            case .object: return Term(.objectComprehension(term(it.key), term(it.value), inner))
            }
        case .template(let parts):
            let made = parts.map { part -> Term in
                switch part {
                case .text(let text): Term(.string(text))
                case .body(let inner, let value): Term(.setComprehension(term(value), body(inner)))
                }
            }
            return .call("internal.template_string", [Term(.array(made))])
        }
    }

    func body(_ body: [CoreExpression]) -> Body {
        let made = body.flatMap(expressions)
        return made.isEmpty ? [.holds] : made
    }

    /// Whether a body holds at all: a set that is empty when it does not.
    private func truth(_ inner: [CoreExpression]) -> Term {
        Term(.setComprehension(Term(.boolean(true)), body(inner)))
    }

    /// The expression, behind what is evaluated before it where it is negated: operands of calls, and those
    /// of refs. What is undefined among these ends the body, and does not make the negation hold.
    func expressions(_ it: CoreExpression) -> [Expression] {
        guard let made = expression(it) else { return [] }
        guard it.isNegated else { return [made] }
        var before: [Expression] = []
        func named(_ term: Term) -> Term {
            guard case .ref(let path) = term.kind else { return term }
            let name = Term(.variable(fresh()))
            var one = Expression.unify(name, Term(.ref([path[0]] + path.dropFirst().map(named))))
            (one.with, one.location) = (made.with, made.location)
            before.append(one)
            return name
        }
        func lazily(_ term: Term) -> Term? {
            switch term.kind {
            case .ref(let path): Term(.ref([path[0]] + path.dropFirst().map(named)), term.location)
            case .call(let terms): Term(.call([terms[0]] + terms.dropFirst().map(named)), term.location)
            default: nil
            }
        }
        var whole = made
        whole.with = []
        if case .call(let terms) = made.kind, terms[0].variable != "eq", terms[0].variable != "equal" {
            whole.kind = .call([terms[0]] + terms.dropFirst().map(named))
        } else if case .call(let terms) = made.kind {
            whole.kind = .call([terms[0]] + terms.dropFirst().map { $0.rewritten(closures: false, lazily) })
        } else {
            whole = whole.rewritten(closures: false, lazily)
        }
        whole.with = made.with
        return before + [whole]
    }

    private func expression(_ it: CoreExpression) -> Expression? {
        var made: Expression
        switch it.kind {
        case .always: return nil
        case .term(let core): made = Expression(.term(term(core)), it.location)
        case .unify(let left, let right):
            made = .call(it.isComparison ? "equal" : "eq", [term(left), term(right)])
        case .call(let callee, let arguments, let result):
            let call = Term(.call([self.callee(callee)] + arguments.map(term)))
            if let result {
                made = .call(it.isComparison ? "equal" : "eq", [term(result), call])
            } else if case .call(let terms) = call.kind {
                made = Expression(.call(terms), it.location)
            } else {
                return nil
            }
        case .every(let key, let value, let domain, let inner):
            var used = Set<Int>()
            for one in inner { one.collect(into: &used, closures: true) }
            made = Expression(
                .every(
                    key: used.contains(key) ? Term(.variable(name(key))) : nil,
                    value: Term(.variable(name(value))),
                    domain: term(domain), body: body(inner)), it.location)
        case .not(let inner): made = .unify(truth(inner), Term(.set([])))
        case .both(let left, let right):
            made = .unify(Term(.array([truth(left), truth(right)])), Self.both)
        case .either(let left, let right):
            made = .call("neq", [Term(.array([truth(left), truth(right)])), Self.neither])
        }
        made.isNegated = it.isNegated
        made.location = it.location
        made.with = it.with.map { one in
            let target: Term
            switch one.target {
            case .input(let path): target = .path(Term(.variable("input")), path.map(term))
            case .data(let path): target = .path(Term(.variable("data")), path.map(term))
            case .callee(let callee): target = self.callee(callee)
            }
            switch one.replacement {
            case .value(let core): return With(target, as: term(core), it.location)
            case .callee(let callee): return With(target, as: self.callee(callee), it.location)
            }
        }
        return made
    }

    private static var both: Term {
        let one = Term(.set([Term(.boolean(true))]))
        return Term(.array([one, one]))
    }

    private static var neither: Term { Term(.array([Term(.set([])), Term(.set([]))])) }

    private func callee(_ callee: Callee) -> Term {
        switch callee {
        case .builtIn(let place):
            let steps = compiler.library.builtIns[place].name.split(separator: ".").map(String.init)
            return .path(Term(.variable(steps[0])), steps.dropFirst().map { Term(.string($0)) })
        case .function(let group):
            return .path(Term(.variable("data")), compiler.groups[group].path.map { Term(.string($0)) })
        }
    }
}
