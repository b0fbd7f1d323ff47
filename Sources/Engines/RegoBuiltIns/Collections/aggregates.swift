import Numbers
import Rego

private func numbers(_ call: borrowing Call) throws(BuiltInFault) -> [Value] {
    let kind = call[0].typeName
    var values: [Value] = []
    for element in try call.elements(0) {
        guard element.isNumber else {
            throw .type("operand 1 must be \(kind) of numbers but got \(kind) containing \(element.typeName)")
        }
        values.append(element)
    }
    return values
}

let aggregates: [String: BuiltIn.Body] = [
    "count": { call throws(BuiltInFault) in
        switch call[0].kind {
        case .array, .object, .set, .string: return call.heap.int(call[0].count)
        default: throw call.mismatch(0, "array", "object", "set", "string")
        }
    },
    "sum": { call throws(BuiltInFault) in
        let all = try numbers(call)
        var small = 0
        var isSmall = true
        for value in all {
            guard let next = value.int else {
                isSmall = false
                break
            }
            let (sum, isOver) = small.addingReportingOverflow(next)
            if isOver {
                isSmall = false
                break
            }
            small = sum
        }
        if isSmall { return call.heap.int(small) }
        return call.heap.number(all.reduce(.zero) { $0 + $1.decimal })
    },
    "product": { call throws(BuiltInFault) in
        var product = BigDecimal.one
        for value in try numbers(call) {
            product = product * value.decimal
            guard product.significand.bitWidth < 1 << 20 else {
                throw .failed("the number has too many digits")
            }
        }
        return call.heap.number(product)
    },
    "max": { call throws(BuiltInFault) in try call.elements(0).max() ?? .undefined },
    "min": { call throws(BuiltInFault) in try call.elements(0).min() ?? .undefined },
    "sort": { call throws(BuiltInFault) in call.heap.array(try call.elements(0).sorted()) },
    "all": { call throws(BuiltInFault) in Value(try call.elements(0).allSatisfy { $0.boolean == true }) },
    "any": { call throws(BuiltInFault) in Value(try call.elements(0).contains { $0.boolean == true }) },
    "internal.member_2": { call throws(BuiltInFault) in
        Value(members(of: call[1], call).contains { $0.value == call[0] })
    },
    "internal.member_3": { call throws(BuiltInFault) in
        Value(members(of: call[2], call).contains { $0.key == call[0] && $0.value == call[1] })
    },
]

private func members(of value: Value, _ call: borrowing Call) -> [(key: Value, value: Value)] {
    switch value.kind {
    case .array:
        let heap = call.heap
        return value.elements.enumerated().map { (heap.int($0), $1) }
    case .set: return value.elements.map { ($0, $0) }
    case .object: return value.members.map { ($0.key, $0.value) }
    default: return []
    }
}

let sets: [String: BuiltIn.Body] = [
    "and": { call throws(BuiltInFault) in
        let one = try call.set(0)
        let other = try call.set(1)
        return call.heap.set(one.elements.filter { other.contains($0) })
    },
    "or": { call throws(BuiltInFault) in
        let one = try call.set(0)
        return call.heap.set(Array(one.elements) + Array(try call.set(1).elements))
    },
    "set_diff": { call throws(BuiltInFault) in
        let one = try call.set(0)
        let other = try call.set(1)
        return call.heap.set(one.elements.filter { !other.contains($0) })
    },
    "union": { call throws(BuiltInFault) in
        var all: [Value] = []
        for one in try innerSets(call) { all += one.elements }
        return call.heap.set(all)
    },
    "intersection": { call throws(BuiltInFault) in
        let all = try innerSets(call)
        guard let first = all.first else { return call.heap.emptySet }
        return call.heap.set(first.elements.filter { element in all.allSatisfy { $0.contains(element) } })
    },
]

private func innerSets(_ call: borrowing Call) throws(BuiltInFault) -> [Value] {
    var all: [Value] = []
    for element in try call.set(0).sortedElements {
        guard element.isSet else {
            throw .type("operand 1 must be set of sets but got set containing \(element.typeName)")
        }
        all.append(element)
    }
    return all
}

let arrays: [String: BuiltIn.Body] = [
    "array.concat": { call throws(BuiltInFault) in
        let one = try call.array(0)
        return call.heap.array(Array(one) + Array(try call.array(1)))
    },
    "array.flatten": { call throws(BuiltInFault) in
        var flat: [Value] = []
        for element in try call.array(0) {
            if element.isArray { flat += element.elements } else { flat.append(element) }
        }
        return call.heap.array(flat)
    },
    "array.reverse": { call throws(BuiltInFault) in call.heap.array(try call.array(0).reversed()) },
    "array.slice": { call throws(BuiltInFault) in
        let all = try call.array(0)
        let start = max(0, min(try call.int(1), all.count))
        let end = max(start, min(try call.int(2), all.count))
        return call.heap.array(Array(all[start..<end]))
    },
]

private func isKind(_ kind: Value.Kind) -> BuiltIn.Body {
    { call throws(BuiltInFault) in Value(call[0].kind == kind) }
}

private func cast(_ kind: Value.Kind, _ name: String) -> BuiltIn.Body {
    { call throws(BuiltInFault) in
        guard call[0].kind == kind else { throw call.mismatch(0, name) }
        return call[0]
    }
}

let types: [String: BuiltIn.Body] = [
    "is_null": isKind(.null), "is_boolean": isKind(.boolean), "is_number": isKind(.number),
    "is_string": isKind(.string), "is_array": isKind(.array), "is_object": isKind(.object),
    "is_set": isKind(.set),
    "type_name": { call throws(BuiltInFault) in call.heap.string(call[0].typeName) },
    "cast_null": cast(.null, "null"), "cast_boolean": cast(.boolean, "boolean"),
    "cast_string": cast(.string, "string"), "cast_object": cast(.object, "object"),
    "cast_array": { call throws(BuiltInFault) in
        call[0].isArray ? call[0] : call.heap.array(try call.elements(0))
    },
    "cast_set": { call throws(BuiltInFault) in call[0].isSet ? call[0] : call.heap.set(try call.elements(0))
    },
]
