import Numbers
import Rego

private func operands(_ call: borrowing Call) throws(BuiltInFault) -> (BigDecimal, BigDecimal) {
    (try call.number(0).decimal, try call.number(1).decimal)
}

/// Numbers stay within bounds, or the call is refused.
private func bounded(_ value: BigDecimal, _ call: borrowing Call) throws(BuiltInFault) -> Value {
    guard abs(value.exponent) <= BigDecimal.exponentBound * 2, value.significand.bitWidth < 1 << 20 else {
        throw .failed("the number has too many digits")
    }
    return call.heap.number(value)
}

private func rounding(_ rule: BigDecimal.Rounding) -> BuiltIn.Body {
    { call throws(BuiltInFault) in
        let value = try call.number(0)
        return value.int == nil ? call.heap.number(value.decimal.rounded(rule)) : value
    }
}

let arithmetic: [String: BuiltIn.Body] = [
    "plus": { call throws(BuiltInFault) in
        let (one, other) = try operands(call)
        return try bounded(one + other, call)
    },
    "minus": { call throws(BuiltInFault) in
        if call[0].isSet {
            guard call[1].isSet else { throw call.mismatch(1, "set") }
            return call.heap.set(call[0].elements.filter { !call[1].contains($0) })
        }
        guard call[0].isNumber else { throw call.mismatch(0, "number", "set") }
        let (one, other) = try operands(call)
        return try bounded(one - other, call)
    },
    "mul": { call throws(BuiltInFault) in
        if let one = call[0].int, let other = call[1].int {
            let (product, isOver) = one.multipliedReportingOverflow(by: other)
            if !isOver { return call.heap.int(product) }
        }
        let (one, other) = try operands(call)
        return try bounded(one * other, call)
    },
    "div": { call throws(BuiltInFault) in
        let (one, other) = try operands(call)
        guard !other.isZero else { throw .failed("divide by zero") }
        return call.heap.number(one.divided(by: other, digits: 40))
    },
    "rem": { call throws(BuiltInFault) in
        let (one, other) = try operands(call)
        guard one.isInteger, other.isInteger else { throw .failed("modulo on floating-point number") }
        guard !other.isZero else { throw .failed("modulo by zero") }
        return call.heap.number(one.remainder(dividingBy: other))
    },
    "abs": { call throws(BuiltInFault) in
        let value = try call.number(0)
        if let small = value.int { return call.heap.int(abs(small)) }
        return value.decimal.signum < 0 ? call.heap.number(value.decimal.magnitude) : value
    },
    "round": rounding(.halfAwayFromZero),
    "ceil": rounding(.up),
    "floor": rounding(.down),
]

let bits: [String: BuiltIn.Body] = [
    "bits.and": { call throws(BuiltInFault) in call.heap.number(try call.integer(0) & call.integer(1)) },
    "bits.or": { call throws(BuiltInFault) in call.heap.number(try call.integer(0) | call.integer(1)) },
    "bits.xor": { call throws(BuiltInFault) in call.heap.number(try call.integer(0) ^ call.integer(1)) },
    "bits.negate": { call throws(BuiltInFault) in call.heap.number(~(try call.integer(0))) },
    "bits.lsh": { call throws(BuiltInFault) in
        let (value, count) = try shift(call)
        guard count < 1 << 20, call.heap.foresee(bytes: count / 8) else {
            throw .failed("shift count too large")
        }
        return call.heap.number(value << count)
    },
    "bits.rsh": { call throws(BuiltInFault) in
        let (value, count) = try shift(call)
        return call.heap.number(value >> count)
    },
]

private func shift(_ call: borrowing Call) throws(BuiltInFault) -> (BigInt, Int) {
    let value = try call.integer(0)
    let count = try call.integer(1)
    guard count.signum >= 0 else {
        throw .type("operand 2 must be an unsigned integer number but got a negative integer")
    }
    return (value, count.asInt ?? Int.max)
}

let ranges: [String: BuiltIn.Body] = [
    "numbers.range": { call throws(BuiltInFault) in
        let first = try call.integer(0)
        return try range(first, try call.integer(1), .one, call)
    },
    "numbers.range_step": { call throws(BuiltInFault) in
        let first = try call.integer(0)
        let last = try call.integer(1)
        let step = try call.integer(2)
        guard step.signum > 0 else { throw .failed("step must be a positive integer") }
        return try range(first, last, step, call)
    },
    "rand.intn": { call throws(BuiltInFault) in
        let name = try call.string(0)
        let bound = abs(try call.int(1))
        guard bound > 0 else { return call.heap.int(0) }
        let key = "rand.intn \(bound) \(name)"
        if let known = call.surroundings.memory[key] as? Int { return call.heap.int(known) }
        let drawn = Int(truncatingIfNeeded: call.surroundings.random.next() >> 1) % bound
        call.surroundings.memory[key] = drawn
        return call.heap.int(drawn)
    },
]

private func range(
    _ first: BigInt, _ last: BigInt, _ step: BigInt, _ call: borrowing Call
) throws(BuiltInFault) -> Value {
    let isUp = !(last < first)
    let distance = (isUp ? last - first : first - last) / step
    guard let count = distance.asInt, count < 1 << 40, call.heap.foresee(bytes: (count + 1) * 8) else {
        throw .failed("the range has too many numbers")
    }
    var values: [Value] = []
    values.reserveCapacity(count + 1)
    var next = first
    for _ in 0...count {
        values.append(call.heap.number(next))
        next = isUp ? next + step : next - step
    }
    return call.heap.array(values)
}

let comparisons: [String: BuiltIn.Body] = [
    "eq": { call throws(BuiltInFault) in Value(call[0] == call[1]) },
    "equal": { call throws(BuiltInFault) in Value(call[0] == call[1]) },
    "assign": { call throws(BuiltInFault) in Value(call[0] == call[1]) },
    "neq": { call throws(BuiltInFault) in Value(call[0] != call[1]) },
    "lt": { call throws(BuiltInFault) in Value(call[0] < call[1]) },
    "lte": { call throws(BuiltInFault) in Value(call[0] <= call[1]) },
    "gt": { call throws(BuiltInFault) in Value(call[0] > call[1]) },
    "gte": { call throws(BuiltInFault) in Value(call[0] >= call[1]) },
]
