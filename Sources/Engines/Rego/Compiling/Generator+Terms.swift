import RegoSyntax

extension Generator {
    /// The register that holds the term's value, which is put into `target` when that is given.
    mutating func register(of term: Core, into target: Int32? = nil) -> Int32 {
        switch term {
        case .local(let id):
            let held = register(of: id)
            guard let target, target != held else { return held }
            emit(.move, target, held)
            return target
        case .constant(let value):
            let target = target ?? fresh()
            emit(.constant, target, compiler.code.constant(value))
            return target
        case .input:
            let target = target ?? fresh()
            emit(.input, target)
            return target
        case .data: return ref(.data, [], into: target)
        case .ref(let head, let path): return ref(head, path, into: target)
        case .array(let terms): return collection(.array, terms, target)
        case .set(let terms): return collection(.set, terms, target)
        case .object(let members):
            return collection(.object, members.flatMap { [$0.key, $0.value] }, target)
        case .comprehension(let it): return comprehension(it, target)
        case .template(let parts): return template(parts, target)
        }
    }

    private mutating func collection(
        _ operation: Instruction.Operation, _ terms: [Core], _ target: Int32?
    ) -> Int32 {
        let start = row(of: terms)
        let target = target ?? fresh()
        emit(operation, target, start, Int32(terms.count))
        return target
    }

    /// Registers in a row that hold the terms' values.
    mutating func row(of terms: [Core]) -> Int32 {
        // Inner terms first: their registers must not come between.
        let held = terms.map { term -> Int32? in
            switch term {
            case .constant: nil
            default: register(of: term)
            }
        }
        let start = fresh(max(1, terms.count))
        for (place, term) in terms.enumerated() {
            if let from = held[place] {
                emit(.move, start + Int32(place), from)
            } else {
                _ = register(of: term, into: start + Int32(place))
            }
        }
        return start
    }

    private mutating func comprehension(_ it: CoreComprehension, _ target: Int32?) -> Int32 {
        let builder = fresh()
        let saved = fail
        let known = bound
        let done = newLabel()
        emit(.begin, builder)
        fail = done
        body(it.body)
        switch it.kind {
        case .array: emit(.append, builder, register(of: it.value))
        case .set: emit(.insert, builder, register(of: it.value))
        case .object:
            let key = register(of: it.key)
            let value = register(of: it.value)
            emit(.insertMember, builder, key, value)
        }
        checkHead([it.key, it.value], it.body)
        jump(fail)
        place(done)
        fail = saved
        bound = known
        let target = target ?? fresh()
        switch it.kind {
        case .array: emit(.endArray, target, builder)
        case .set: emit(.endSet, target, builder)
        case .object: emit(.endObject, target, builder)
        }
        return target
    }

    private mutating func checkHead(_ terms: [Core], _ body: [CoreExpression]) {
        var needed = Set<Int>()
        for term in terms { term.collect(into: &needed, closures: false) }
        needed.subtract(bound)
        guard !needed.isEmpty else { return }
        // A ref in the head may have bound what it looks for.
        var known = bound
        for term in terms { Safety.bindPattern(term, &known) }
        let unsafe = needed.filter { registers[$0] < 0 }
        if !unsafe.isEmpty, let place = body.last?.location { report(unsafe: unsafe, place) }
    }

    private mutating func template(_ parts: [CorePart], _ target: Int32?) -> Int32 {
        let builder = fresh()
        emit(.begin, builder)
        for part in parts {
            switch part {
            case .text(let text):
                let held = register(of: .constant(compiler.intern(text)))
                emit(.text, builder, held)
            case .body(let inner, let term):
                let held = fresh()
                let saved = fail
                let known = bound
                let done = newLabel()
                emit(.undefined, held)
                fail = done
                body(inner, outer: bound)
                _ = register(of: term, into: held)
                jump(done)
                place(done)
                fail = saved
                bound = known
                emit(.text, builder, held)
            }
        }
        let target = target ?? fresh()
        emit(.endText, target, builder)
        return target
    }

    // MARK: Refs

    mutating func ref(_ head: Core, _ path: [Core], into target: Int32?) -> Int32 {
        if case .data = head { return dataRef(path, into: target) }
        var current: Int32
        if case .input = head {
            if !inputs.isEmpty, !isReplaced, let known = held(path) {
                guard let target else { return known }
                emit(.move, target, known)
                return target
            }
            current = fresh()
            emit(.input, current)
        } else {
            current = register(of: head)
        }
        return walk(current, path[...], into: target)
    }

    /// The register that a constant path of the input was read into.
    private func held(_ path: [Core]) -> Int32? {
        var keys: [Value] = []
        for operand in path {
            guard case .constant(let key) = operand else { return nil }
            keys.append(key)
        }
        return inputs[keys]
    }

    /// Reads what every round of a loop would read from the input. All expressions must hold, so that one
    /// whose operand is not there may fail at once.
    mutating func hoist(_ body: [CoreExpression]) {
        guard body.contains(where: { !Safety.outputs(of: $0, bound).isEmpty }) else { return }
        for expression in body where !expression.isNegated && expression.with.isEmpty {
            guard
                let first = expression.directTerms.first(where: {
                    if case .ref(.input, _) = $0 { true } else { false }
                }),
                case .ref(_, let path) = first
            else { continue }
            var keys: [Value] = []
            for case .constant(let key) in path { keys.append(key) }
            guard keys.count == path.count, inputs[keys] == nil else { continue }
            row = expression.location.row
            inputs[keys] = ref(.input, path, into: nil)
        }
    }

    /// Goes down into a value. Operands without a value are looked for.
    mutating func walk(
        _ start: Int32, _ path: ArraySlice<Core>, into target: Int32?, isData: Bool = false
    ) -> Int32 {
        var current = start
        for (place, operand) in zip(path.indices, path) {
            let isLast = place == path.endIndex - 1
            func wanted(_ generator: inout Generator) -> Int32 {
                if isLast, let target { return target }
                return generator.fresh()
            }
            switch operand {
            case .constant(let key):
                let to = wanted(&self)
                emit(
                    isData && key.isNumber ? .memberOrName : .member, to, current, compiler.code.constant(key)
                )
                current = to
            case .local(let id) where !bound.contains(id):
                let to = wanted(&self)
                loop(over: current, key: register(of: id), value: to)
                bound.insert(id)
                current = to
            default:
                if Safety.isKnown(operand, bound) {
                    let key = register(of: operand)
                    let to = wanted(&self)
                    emit(.element, to, current, key)
                    current = to
                } else {
                    let key = fresh()
                    let to = wanted(&self)
                    loop(over: current, key: key, value: to)
                    match(operand, key)
                    current = to
                }
            }
        }
        if path.isEmpty, let target, target != current {
            emit(.move, target, current)
            return target
        }
        return current
    }

    /// Begins a loop that goes on to the end of what is generated after it.
    mutating func loop(over collection: Int32, key: Int32, value: Int32) {
        let state = fresh(2)
        emit(.scan, state, collection)
        let next = newLabel()
        place(next)
        emit(.next, state, key, value)
        fail = next
    }

    private mutating func dataRef(_ path: [Core], into target: Int32?) -> Int32 {
        var node = 0
        var place = 0
        while place < path.count {
            let group = compiler.tree[node].group
            if group >= 0 { return ruleRef(group, path[place...], into: target) }
            guard case .constant(let key) = path[place], let name = key.string else { break }
            guard let child = compiler.tree[node].child(name) else {
                return baseRef(path, into: target)
            }
            node = child
            place += 1
        }
        if place == path.count {
            let group = compiler.tree[node].group
            if group >= 0 { return ruleRef(group, [], into: target) }
        }
        if place < path.count, case .constant(let key) = path[place], !key.isString {
            return baseRef(path, into: target)
        }
        return document(node, path[place...], into: target)
    }

    /// Documents that no rule makes. Data has names for keys, and a number stands for its text.
    private mutating func baseRef(_ path: [Core], into target: Int32?) -> Int32 {
        let base = fresh()
        emit(.base, base)
        return walk(base, path[...], into: target, isData: true)
    }

    private mutating func ruleRef(_ group: Int, _ rest: ArraySlice<Core>, into target: Int32?) -> Int32 {
        referenced.insert(group)
        if compiler.groups[group].kind == .function {
            // A function has no document.
            jump(fail)
            return target ?? fresh()
        }
        if rest.isEmpty {
            let to = target ?? fresh()
            emit(.rule, to, Int32(group))
            return to
        }
        let value = fresh()
        emit(.rule, value, Int32(group))
        return walk(value, rest, into: target)
    }

    /// A document of which only evaluation tells which rules make it.
    private mutating func document(_ node: Int, _ rest: ArraySlice<Core>, into target: Int32?) -> Int32 {
        referenceAll(under: node, rest)
        var keys: [Int32] = []
        for operand in rest {
            switch operand {
            case .local(let id) where !bound.contains(id):
                let found = fresh()
                let ignored = fresh()
                emit(.documentKeys, found, Int32(node), compiler.code.list(keys))
                loop(over: found, key: ignored, value: register(of: id))
                bound.insert(id)
                keys.append(register(of: id))
            default:
                if Safety.isKnown(operand, bound) {
                    keys.append(register(of: operand))
                } else {
                    let found = fresh()
                    let ignored = fresh()
                    let key = fresh()
                    emit(.documentKeys, found, Int32(node), compiler.code.list(keys))
                    loop(over: found, key: ignored, value: key)
                    match(operand, key)
                    keys.append(key)
                }
            }
        }
        let to = target ?? fresh()
        emit(.document, to, Int32(node), compiler.code.list(keys))
        return to
    }

    private mutating func referenceAll(under node: Int, _ rest: ArraySlice<Core>) {
        var rest = rest
        if compiler.tree[node].group >= 0 { referenced.insert(compiler.tree[node].group) }
        if case .constant(let key) = rest.first, let name = key.string {
            rest = rest.dropFirst()
            if let child = compiler.tree[node].child(name) { referenceAll(under: child, rest) }
            return
        }
        if case .constant = rest.first { return }
        for child in compiler.tree[node].children { referenceAll(under: child.node, rest.dropFirst()) }
    }
}
