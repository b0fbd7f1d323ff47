extension Functions {
    static let sets: [String: Function] = [
        "setunion": operation(takesUnknown: true) { $0.union($1) },
        "setintersection": operation { $0.intersection($1) },
        "setsubtract": twoSets { $0.subtracting($1) },
        "setsymmetricdifference": operation { $0.symmetricDifference($1) },
        "setproduct": Function([], variadic: any("sets", "us"), type: productType, product),
    ]

    private static func setType(_ values: [Value]) throws -> ValueType {
        // An empty set of no particular type has no say.
        let telling = values.filter { $0.type != .set(.dynamic) || !$0.isKnown || !$0.items.isEmpty }
        if telling.isEmpty { return .set(.dynamic) }
        guard let type = unify(telling.map(\.type), unsafe: true) else {
            throw Failure("given sets must all have compatible element types")
        }
        return type
    }

    private static func operation(
        takesUnknown: Bool = false, _ combine: @escaping @Sendable (Set<Value>, Set<Value>) -> Set<Value>
    ) -> Function {
        Function(
            [Parameter("first_set", .set(.dynamic), "d")],
            variadic: Parameter("other_sets", .set(.dynamic), "d"),
            type: setType
        ) { values, type in try combined(values, type, takesUnknown, combine) }
    }

    private static func twoSets(
        _ combine: @escaping @Sendable (Set<Value>, Set<Value>) -> Set<Value>
    ) -> Function {
        Function(
            [Parameter("a", .set(.dynamic), "d"), Parameter("b", .set(.dynamic), "d")], type: setType
        ) { values, type in try combined(values, type, false, combine) }
    }

    private static func combined(
        _ values: [Value], _ type: ValueType, _ takesUnknown: Bool,
        _ combine: (Set<Value>, Set<Value>) -> Set<Value>
    ) throws -> Value {
        if values.contains(where: { takesUnknown ? !$0.isKnown : !$0.isWhollyKnown }) {
            return .unknown(type)
        }
        var sets: [Set<Value>] = []
        for value in values { sets.append(Set(try value.converted(to: type).items)) }
        let result = sets.dropFirst().reduce(sets[0], combine)
        return .set(Array(result), of: type.element ?? .dynamic)
    }

    @Sendable private static func productType(_ values: [Value]) throws -> ValueType {
        if values.count < 2 { throw Failure("at least two arguments are required") }
        var types: [ValueType] = []
        var isOrdered = false
        for (place, value) in values.enumerated() {
            switch value.type {
            case .list(let element):
                isOrdered = true
                types.append(element)
            case .set(let element): types.append(element)
            case .tuple(let own):
                isOrdered = true
                guard let element = own.isEmpty ? .dynamic : unify(own, unsafe: true) else {
                    throw Failure("all elements must be of the same type", argument: place)
                }
                types.append(element)
            case .dynamic: return .dynamic
            default: throw Failure("a set or a list is required", argument: place)
            }
        }
        return isOrdered ? .list(.tuple(types)) : .set(.tuple(types))
    }

    @Sendable private static func product(_ values: [Value], _ type: ValueType) throws -> Value {
        guard let row = type.element, case .tuple(let types) = row else { return .unknown(type) }
        if values.contains(where: { !$0.isKnown }) {
            var count = 1
            for value in values where value.isKnown { count = count * value.items.count }
            if count == 0 { return Value(type, .elements([])) }
            return .unknown(type)
        }
        // What is unknown in a set leaves open how many elements it has.
        if type.isSet, values.contains(where: { !$0.isWhollyKnown }) { return .unknown(type) }
        var total = 1
        for value in values {
            let (next, isOver) = total.multipliedReportingOverflow(by: value.items.count)
            if isOver { throw Failure("the result would be too large") }
            total = next
        }
        let (cells, isOver) = total.multipliedReportingOverflow(by: values.count)
        try checkCount(isOver ? .max : cells)
        var rows: [[Value]] = total == 0 ? [] : [[]]
        if total > 0 {
            for (value, type) in zip(values, types) {
                let items = try value.items.map { try $0.converted(to: type) }
                rows = rows.flatMap { row in items.map { row + [$0] } }
            }
        }
        let tuples = rows.map { Value(row, .elements($0)) }
        return type.isSet ? .set(tuples, of: row) : .list(tuples, of: row)
    }
}
