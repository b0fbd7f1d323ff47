/// Which variables an expression gives values to, and in which order a body can be evaluated.
enum Safety {
    /// The variables that have values after the expression when `bound` have them before.
    static func outputs(of expression: CoreExpression, _ bound: Set<Int>) -> Set<Int> {
        if expression.isNegated { return [] }
        var known = bound
        var grew = true
        while grew {
            let before = known.count
            for term in expression.terms { bindRefs(term, &known) }
            switch expression.kind {
            case .unify(let left, let right): unify(left, right, &known)
            case .call(_, let arguments, .some(let result)):
                if arguments.allSatisfy({ isKnown($0, known) }) { bindPattern(result, &known) }
            default: break
            }
            grew = known.count > before
        }
        return known.subtracting(bound)
    }

    /// The operands of refs whose heads have values are found by looking through these.
    private static func bindRefs(_ term: Core, _ known: inout Set<Int>) {
        switch term {
        case .ref(let head, let path):
            bindRefs(head, &known)
            guard isKnown(head, known) else { return }
            for one in path {
                bindRefs(one, &known)
                bindPattern(one, &known)
            }
        case .array(let terms), .set(let terms): for one in terms { bindRefs(one, &known) }
        case .object(let members):
            for one in members {
                bindRefs(one.key, &known)
                bindRefs(one.value, &known)
            }
        default: return
        }
    }

    /// All variables of a pattern that a value is taken apart by.
    static func bindPattern(_ term: Core, _ known: inout Set<Int>) {
        switch term {
        case .local(let id): known.insert(id)
        case .array(let terms): for one in terms { bindPattern(one, &known) }
        case .object(let members):
            for one in members where isKnown(one.key, known) { bindPattern(one.value, &known) }
        case .ref: bindRefs(term, &known)
        default: return
        }
    }

    /// Whether all variables outside of closures have values.
    static func isKnown(_ term: Core, _ known: Set<Int>) -> Bool {
        switch term {
        case .constant, .input, .data, .comprehension, .template: true
        case .local(let id): known.contains(id)
        case .ref(let head, let path): isKnown(head, known) && path.allSatisfy { isKnown($0, known) }
        case .array(let terms), .set(let terms): terms.allSatisfy { isKnown($0, known) }
        case .object(let members):
            members.allSatisfy { isKnown($0.key, known) && isKnown($0.value, known) }
        }
    }

    private static func unify(_ left: Core, _ right: Core, _ known: inout Set<Int>) {
        if isKnown(right, known) { bindPattern(left, &known) }
        if isKnown(left, known) { bindPattern(right, &known) }
        switch (left, right) {
        case (.array(let one), .array(let other)) where one.count == other.count:
            for (first, second) in zip(one, other) { unify(first, second, &known) }
        case (.object(let one), .object(let other)) where one.count == other.count:
            for (key, value) in one {
                guard case .constant(let wanted) = key else { continue }
                for (otherKey, otherValue) in other {
                    if case .constant(let found) = otherKey, found == wanted {
                        unify(value, otherValue, &known)
                    }
                }
            }
        default: return
        }
    }

    /// What came of ordering a body.
    struct Order {
        var expressions: [CoreExpression] = []
        var bound: Set<Int>
        /// Variables without a value, by the place of the expression that needs them.
        var unsafe: [(expression: CoreExpression, variables: Set<Int>)] = []
    }

    /// Puts expressions behind those that give values to their variables, and otherwise leaves their order.
    static func order(_ body: [CoreExpression], bound: Set<Int>, outer: Set<Int> = []) -> Order {
        var order = Order(bound: bound)
        var visible = bound.union(outer)
        for one in body { one.collect(into: &visible, closures: false) }
        var waiting = body
        while !waiting.isEmpty {
            var rest: [CoreExpression] = []
            var missing: [(expression: CoreExpression, variables: Set<Int>)] = []
            for expression in waiting {
                let outputs = outputs(of: expression, order.bound)
                var needed = Set<Int>()
                expression.collect(into: &needed, closures: false)
                needed.subtract(outputs)
                needed.subtract(order.bound)
                var closed = Set<Int>()
                expression.collectClosed(into: &closed)
                if !closed.isEmpty {
                    needed.formUnion(closed.intersection(visible).subtracting(order.bound))
                }
                if case .every(let key, let value, _, _) = expression.kind {
                    needed.remove(key)
                    needed.remove(value)
                }
                if needed.isEmpty {
                    order.expressions.append(expression)
                    order.bound.formUnion(outputs)
                } else {
                    rest.append(expression)
                    missing.append((expression, needed))
                }
            }
            if rest.count == waiting.count {
                order.unsafe = missing
                order.expressions += rest
                return order
            }
            waiting = rest
        }
        return order
    }
}
