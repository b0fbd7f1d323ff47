extension Generator {
    mutating func unify(_ left: Core, _ right: Core) {
        if case .local(let id) = left, !bound.contains(id) { return bind(id, right) }
        if case .local(let id) = right, !bound.contains(id) { return bind(id, left) }
        let isLeftKnown = Safety.isKnown(left, bound)
        let isRightKnown = Safety.isKnown(right, bound)
        switch (left, right) {
        case (.array(let one), .array(let other)) where !isLeftKnown || !isRightKnown:
            guard one.count == other.count else { return jump(fail) }
            return pairs(Array(zip(one, other)))
        case (.object(let one), .object(let other)) where !isLeftKnown || !isRightKnown:
            return unify(one, other)
        default: break
        }
        if !isLeftKnown, isPattern(left) { return match(left, register(of: right)) }
        if !isRightKnown, isPattern(right) { return match(right, register(of: left)) }
        equate(left, right)
    }

    private func isPattern(_ term: Core) -> Bool {
        switch term {
        case .array, .object: true
        default: false
        }
    }

    private mutating func bind(_ id: Int, _ term: Core) {
        if case .local(let other) = term, other == id { return }
        var inner = Set<Int>()
        term.collect(into: &inner, closures: false)
        if inner.contains(id) {
            // `x = xs[x]`: the term looks for the variable itself.
            let value = register(of: term)
            return match(.local(id), value)
        }
        let held = register(of: id)
        _ = register(of: term, into: held)
        bound.insert(id)
    }

    /// Pairs one after another, those that can be done first.
    private mutating func pairs(_ all: [(Core, Core)]) {
        var waiting = all
        while !waiting.isEmpty {
            let place =
                waiting.firstIndex { Safety.isKnown($0.0, bound) || Safety.isKnown($0.1, bound) } ?? 0
            let (left, right) = waiting.remove(at: place)
            unify(left, right)
        }
    }

    private mutating func unify(_ one: [(key: Core, value: Core)], _ other: [(key: Core, value: Core)]) {
        guard one.count == other.count else { return jump(fail) }
        var all: [(Core, Core)] = []
        for (key, value) in one {
            guard case .constant(let wanted) = key,
                let pair = other.first(where: {
                    if case .constant(let found) = $0.key { found == wanted } else { false }
                })
            else {
                // Keys that only evaluation tells: one side is made, and the other matched.
                if Safety.isKnown(.object(other), bound) {
                    return match(.object(one), register(of: .object(other)))
                }
                return match(.object(other), register(of: .object(one)))
            }
            all.append((value, pair.value))
        }
        pairs(all)
    }

    /// Takes a value apart by a pattern.
    mutating func match(_ pattern: Core, _ value: Int32) {
        switch pattern {
        case .local(let id) where !bound.contains(id):
            emit(.move, register(of: id), value)
            bound.insert(id)
        case .constant(let wanted): emit(.equalConstant, value, compiler.code.constant(wanted))
        case .array(let terms) where !Safety.isKnown(pattern, bound):
            emit(.isArray, value, Int32(terms.count))
            for (place, term) in terms.enumerated() {
                let part = fresh()
                emit(.member, part, value, compiler.code.constant(Value(small: place)))
                match(term, part)
            }
        case .object(let members) where !Safety.isKnown(pattern, bound):
            emit(.isObject, value, Int32(members.count))
            for (key, term) in members {
                let held = register(of: key)
                let part = fresh()
                emit(.element, part, value, held)
                match(term, part)
            }
        default: emit(.equal, register(of: pattern), value)
        }
    }

    private mutating func equate(_ left: Core, _ right: Core) {
        if case .constant(let value) = right { return equate(left, value) }
        if case .constant(let value) = left { return equate(right, value) }
        if let (holder, key) = lastStep(left) {
            let other = register(of: right)
            return emit(.memberEquals, register(of: holder), other, compiler.code.constant(key))
        }
        if let (holder, key) = lastStep(right) {
            let other = register(of: left)
            return emit(.memberEquals, register(of: holder), other, compiler.code.constant(key))
        }
        let one = register(of: left)
        let other = register(of: right)
        emit(.equal, one, other)
    }

    private mutating func equate(_ term: Core, _ wanted: Value) {
        if case .constant(let value) = term {
            if value != wanted { jump(fail) }
            return
        }
        if let (holder, key) = lastStep(term) {
            return emit(
                .memberEqualsConstant, register(of: holder), compiler.code.constant(wanted),
                compiler.code.constant(key))
        }
        emit(.equalConstant, register(of: term), compiler.code.constant(wanted))
    }

    /// A variable's ref that ends in a constant: what it ends in is compared where it lies.
    private func lastStep(_ term: Core) -> (Core, Value)? {
        guard case .ref(let head, let path) = term, case .constant(let key) = path.last,
            case .local(let id) = head, bound.contains(id)
        else { return nil }
        let rest = path.dropLast()
        return (rest.isEmpty ? head : .ref(head, Array(rest)), key)
    }

    // MARK: Calls

    mutating func call(_ callee: Callee, _ arguments: [Core], _ result: Core?) {
        if case .builtIn(let place) = callee,
            fast(compiler.library.builtIns[place].name, arguments, result)
        {
            return
        }
        let start = row(of: arguments)
        let held: Int32
        var direct: Int?
        if case .local(let id) = result, !bound.contains(id), !isRelation(callee) {
            held = register(of: id)
            direct = id
        } else {
            held = fresh()
        }
        switch callee {
        case .builtIn(let place): emit(.builtIn, held, Int32(place), start, d: arguments.count)
        case .function(let group):
            referenced.insert(group)
            emit(.call, held, Int32(group), start, d: arguments.count)
        }
        if let direct {
            bound.insert(direct)
            return
        }
        var value = held
        if isRelation(callee) {
            value = fresh()
            loop(over: held, key: fresh(), value: value)
        }
        if let result { match(result, value) } else { emit(.isTrue, value) }
    }

    private func isRelation(_ callee: Callee) -> Bool {
        guard case .builtIn(let place) = callee else { return false }
        return compiler.library.builtIns[place].isRelation
    }

    /// Comparisons and sums have steps of their own, unless `with` may replace them.
    private mutating func fast(_ name: String, _ arguments: [Core], _ result: Core?) -> Bool {
        guard arguments.count == 2, !compiler.replaced.contains(name) else { return false }
        let comparisons: [String: Instruction.Operation] = [
            "neq": .notEqual, "lt": .less, "lte": .lessOrEqual, "gt": .greater, "gte": .greaterOrEqual,
            "equal": .equal, "internal.member_2": .isMemberOf,
        ]
        if result == nil, let operation = comparisons[name] {
            let one = register(of: arguments[0])
            let other = register(of: arguments[1])
            emit(operation, one, other)
            return true
        }
        let sums: [String: Instruction.Operation] = ["plus": .plus, "minus": .minus]
        if let result, let operation = sums[name], case .builtIn(let place) = builtIn(name) {
            let start = row(of: arguments)
            let held = fresh()
            emit(operation, held, Int32(place), start, d: 2)
            match(result, held)
            return true
        }
        return false
    }

    private func builtIn(_ name: String) -> Callee? { compiler.library.place(of: name).map(Callee.builtIn) }
}
