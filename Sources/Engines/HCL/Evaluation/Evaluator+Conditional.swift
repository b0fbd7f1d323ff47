extension Evaluator {
    func conditional(_ node: Node) -> Value {
        let yesSide = attempt()
        let noSide = attempt()
        let yes = yesSide.value(node.b)
        let no = noSide.value(node.c)
        guard let type = resultType(yes, no) else {
            // What is wrong within the results comes first; then they have no types to compare.
            diagnostics += yesSide.diagnostics + noSide.diagnostics
            fail(
                "Inconsistent conditional result types",
                "The true and false result expressions must have consistent types. "
                    + conditionalMismatch(yes.type, no.type) + ".",
                Span(Int(tree[node.b].first), Int(tree[node.c].last)))
            return .dynamicUnknown
        }
        let condition = value(node.a)
        if condition.isNull {
            fail(
                "Null condition",
                "The condition value is null. Conditions must either be true or false.", node.a)
            return .unknown(type)
        }
        guard let test = try? condition.unmarked.converted(to: .bool) else {
            fail(
                "Incorrect condition type",
                "The condition expression must be of type bool.", node.a)
            return .unknown(type)
        }
        guard let choice = test.boolValue else {
            return undecided(yes, no, type).marked(condition.marks.union(yes.marks).union(no.marks))
        }
        diagnostics += choice ? yesSide.diagnostics : noSide.diagnostics
        let chosen = choice ? yes : no
        if chosen.type != type, !spend(Int(chosen.weight), node.a) { return .unknown(type) }
        do throws(Mismatch) {
            return try chosen.changed(to: type).marked(condition.marks)
        } catch {
            fail(
                "Inconsistent conditional result types",
                "The \(choice) result value has the wrong type: \(error.message).", choice ? node.b : node.c)
            return .dynamicUnknown
        }
    }

    private func resultType(_ yes: Value, _ no: Value) -> ValueType? {
        // A bare null, and what is not known yet, takes the other's type.
        if yes.isNull && yes.type == .dynamic { return no.type }
        if no.isNull && no.type == .dynamic { return yes.type }
        if yes.type == .dynamic || no.type == .dynamic { return .dynamic }
        return unify([yes.type, no.type], unsafe: true)
    }

    /// What both results have in common holds whatever the condition turns out to be.
    private func undecided(_ yes: Value, _ no: Value, _ type: ValueType) -> Value {
        guard let a = try? yes.unmarked.changed(to: type), let b = try? no.unmarked.changed(to: type) else {
            return .unknown(type)
        }
        if a.isSame(as: b) == true, a.type == b.type, a.isWhollyKnown { return a.deeplyUnmarked }
        var known = Refinement(notNull: a.isDefinitelyNotNull && b.isDefinitelyNotNull)
        if type.isCollection {
            func count(_ value: Value) -> (Int, Int) {
                if let refinement = value.refinement { return (refinement.least, refinement.most) }
                let count = value.elements?.count ?? 0
                return value.isNull ? (0, .max) : (count, count)
            }
            let (x, y) = (count(a), count(b))
            known.least = min(x.0, y.0)
            known.most = max(x.1, y.1)
        } else if type == .number, known.isNotNull {
            func bounds(_ value: Value) -> (Value.Number?, Value.Number?) {
                value.numberValue.map { ($0, $0) } ?? (value.refinement?.lower, value.refinement?.upper)
            }
            let (x, y) = (bounds(a), bounds(b))
            if let p = x.0, let q = y.0 { known.lower = min(p, q) }
            if let p = x.1, let q = y.1 { known.upper = max(p, q) }
        }
        if known.isNotNull, type.isCollection, known.most == 0 {
            return Value(type, type.isMap ? .members([]) : .elements([]))
        }
        if known.isNotNull, case .list(let element) = type, known.least == known.most, known.most < 1024 {
            return .list(Array(repeating: .unknown(element), count: known.most), of: element)
        }
        return .unknown(type, known)
    }
}

/// Where two types part, as deep as it can be told.
private func conditionalMismatch(_ yes: ValueType, _ no: ValueType) -> String {
    switch (yes, no) {
    case (.object(let a), .object(let b)):
        for one in a where !b.contains(where: { $0.name == one.name }) {
            return
                "The 'true' value includes object attribute \"\(one.name)\", which is absent in the 'false' value"
        }
        for one in b where !a.contains(where: { $0.name == one.name }) {
            return
                "The 'false' value includes object attribute \"\(one.name)\", which is absent in the 'true' value"
        }
        for (x, y) in zip(a, b) where x.type != y.type && unify([x.type, y.type], unsafe: true) == nil {
            return "Type mismatch for object attribute \"\(x.name)\": \(conditionalMismatch(x.type, y.type))"
        }
    case (.tuple(let a), .tuple(let b)):
        if a.count != b.count {
            return "The 'true' tuple has length \(a.count), but the 'false' tuple has length \(b.count)"
        }
        for (place, (x, y)) in zip(a, b).enumerated() where x != y && unify([x, y], unsafe: true) == nil {
            return "Type mismatch for tuple element \(place): \(conditionalMismatch(x, y))"
        }
    case (.list(let a), .list(let b)): return "Mismatched list element types: \(conditionalMismatch(a, b))"
    case (.set(let a), .set(let b)): return "Mismatched set element types: \(conditionalMismatch(a, b))"
    case (.map(let a), .map(let b)): return "Mismatched map element types: \(conditionalMismatch(a, b))"
    default: break
    }
    if yes.friendlyName == no.friendlyName, yes.isCollection || yes.isObject || yes.isTuple {
        return "At least one deeply-nested attribute or element is not compatible across both the 'true' and "
            + "the 'false' value"
    }
    return "The 'true' value is \(yes.friendlyName), but the 'false' value is \(no.friendlyName)"
}
