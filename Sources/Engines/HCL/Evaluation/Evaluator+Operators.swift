extension Evaluator {
    /// Goes down the left side first, so that a long chain needs no depth.
    func binary(_ id: NodeID) -> Value {
        var chain: [NodeID] = []
        var node = id
        while tree[node].kind == .binary {
            chain.append(node)
            node = tree[node].a
        }
        let before = diagnostics.count
        var left = value(node)
        for step in chain.reversed() { left = apply(step, left, before) }
        return left
    }

    private func apply(_ id: NodeID, _ left: Value, _ before: Int) -> Value {
        let node = tree[id]
        let kind = TokenKind(rawValue: node.flag) ?? .none
        if kind == .and || kind == .or { return logical(id, node, kind, left, before) }
        let right = value(node.b)
        if kind == .equal || kind == .notEqual {
            if left.isDynamicUnknown || right.isDynamicUnknown, !left.isNull, !right.isNull,
                left.type != right.type || left.isDynamicUnknown
            {
                return Value.unknown(.bool, .notNull).marked(left.marks).marked(right.marks)
            }
            guard spend(Int(min(left.weight, right.weight)), id) else { return .unknown(.bool) }
            let same = left.equals(right)
            return kind == .equal ? same : same.negated
        }
        let marks = left.marks.union(right.marks)
        guard let a = operand(left, .number, "left", node.a, id),
            let b = operand(right, .number, "right", node.b, id)
        else { return .unknown(isComparison(kind) ? .bool : .number) }
        return arithmetic(kind, a, b, id).marked(marks)
    }

    private func isComparison(_ kind: TokenKind) -> Bool {
        switch kind {
        case .less, .lessOrEqual, .greater, .greaterOrEqual: true
        default: false
        }
    }

    private func operand(
        _ value: Value, _ type: ValueType, _ side: String, _ node: NodeID, _ whole: NodeID
    ) -> Value? {
        do throws(Mismatch) {
            let converted = try value.unmarked.converted(to: type)
            if converted.isNull {
                // Told as the operation's failure, not the conversion's.
                fail("Operation failed", "Error during operation: argument must not be null.", whole)
                return nil
            }
            return converted
        } catch {
            fail("Invalid operand", "Unsuitable value for \(side) operand: \(error.message).", node)
            return nil
        }
    }

    private func arithmetic(_ kind: TokenKind, _ left: Value, _ right: Value, _ id: NodeID) -> Value {
        guard let a = left.numberValue, let b = right.numberValue else {
            return isComparison(kind) ? compareUnknown(kind, left, right) : .unknown(.number, .notNull)
        }
        // Digits are multiplied each with each.
        guard spend(Int(left.weight) * Int(right.weight) - 1, id) else { return .unknown(.number) }
        let result: Value.Number?
        switch kind {
        case .less: return .bool(a < b)
        case .lessOrEqual: return .bool(a <= b)
        case .greater: return .bool(b < a)
        case .greaterOrEqual: return .bool(b <= a)
        case .plus: result = a.adding(b)
        case .minus: result = a.adding(-b)
        case .star: result = a.multiplied(by: b)
        // By zero, the one is infinite and the other the dividend: so has it always been.
        case .slash: result = a.divided(by: b)
        default: result = b.signum == 0 || a.isInfinite ? a : a.remainder(dividingBy: b)
        }
        if let result { return .number(result) }
        fail("Operation failed", "Error during operation: \(Value.Number.refusal(a, b)).", id)
        return .unknown(.number)
    }

    /// Bounds of an unknown number may decide a comparison already.
    private func compareUnknown(_ kind: TokenKind, _ left: Value, _ right: Value) -> Value {
        func bounds(_ value: Value) -> (low: Value.Number?, high: Value.Number?) {
            if let number = value.numberValue { return (number, number) }
            return (value.refinement?.lower, value.refinement?.upper)
        }
        let (a, b) = (bounds(left), bounds(right))
        if kind == .less || kind == .lessOrEqual {
            if let high = a.high, let low = b.low, high < low { return .bool(true) }
            if let low = a.low, let high = b.high, high < low { return .bool(false) }
        } else {
            if let low = a.low, let high = b.high, high < low { return .bool(true) }
            if let high = a.high, let low = b.low, high < low { return .bool(false) }
        }
        return .unknown(.bool, .notNull)
    }

    /// `&&` and `||`: a left side that decides it alone also hides what is wrong on the right.
    private func logical(
        _ id: NodeID, _ node: Node, _ kind: TokenKind, _ left: Value, _ before: Int
    ) -> Value {
        guard let a = operand(left, .bool, "left", node.a, id) else {
            _ = value(node.b)
            return .unknown(.bool)
        }
        let decisive = kind == .or
        let right = attempt()
        let rightValue = right.value(node.b)
        let b = right.operand(rightValue, .bool, "right", node.b, id)
        if a.boolValue == decisive {
            // An operand of a wrong type is wrong whatever the left side says.
            diagnostics += right.diagnostics.filter { $0.summary == "Invalid operand" }
            return b == nil && right.diagnostics.contains { $0.summary == "Invalid operand" }
                ? Value.unknown(.bool) : Value.bool(decisive).marked(left.marks.union(rightValue.marks))
        }
        if right.diagnostics.isEmpty, b?.boolValue == decisive {
            // The right side decides, so what is wrong on the left is of no account.
            diagnostics.removeSubrange(before...)
            return Value.bool(decisive).marked(left.marks.union(rightValue.marks))
        }
        let isOpen = !a.isKnown && !diagnostics.dropFirst(before).hasErrors
        diagnostics += right.diagnostics.filter { !isOpen || $0.summary == "Invalid operand" }
        guard let b else { return .unknown(.bool) }
        let marks = left.marks.union(rightValue.marks)
        guard a.isKnown, b.isKnown else { return Value.unknown(.bool, .notNull).marked(marks) }
        return Value.bool(!decisive).marked(marks)
    }

    func unary(_ node: Node) -> Value {
        let operand = value(node.a)
        let isNot = TokenKind(rawValue: node.flag) == .bang
        let type: ValueType = isNot ? .bool : .number
        do throws(Mismatch) {
            let converted = try operand.unmarked.converted(to: type)
            if converted.isNull {
                fail("Operation failed", "Error during operation: argument must not be null.", node.span)
                return .unknown(type)
            }
            if let bool = converted.boolValue { return Value.bool(!bool).marked(operand.marks) }
            if let number = converted.numberValue { return Value.number(-number).marked(operand.marks) }
            return Value.unknown(type, .notNull).marked(operand.marks)
        } catch {
            fail("Invalid operand", "Unsuitable value for unary operand: \(error.message).", node.a)
            return .unknown(type)
        }
    }
}

extension Value {
    package var negated: Value {
        if let value = boolValue { return Value.bool(!value).marked(marks) }
        return self
    }
}
