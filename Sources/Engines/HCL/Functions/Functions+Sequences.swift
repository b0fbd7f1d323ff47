extension Functions {
    static let sequences: [String: Function] = [
        "element": Function(
            [any("list", "us"), number("index")], isNeverNull: false, type: elementType, element),
        "concat": Function([], variadic: any("seqs", "us"), type: concatType, concat),
        "contains": Function([any("list", "u"), any("value")], gives: .bool, contains),
        "distinct": Function([Parameter("list", .list(.dynamic), "u")], type: { $0[0].type }, distinct),
        "chunklist": Function(
            [Parameter("list", .list(.dynamic), "us"), number("size")], type: { .list($0[0].type) }, chunklist
        ),
        "flatten": Function([any("list", "u")], type: flattenType, flatten),
        "reverse": Function([any("list", "us")], type: reverseType, reverse),
        "slice": Function(
            [any("list", "us"), number("start_index"), number("end_index")], type: sliceType, slice),
        "sort": Function([Parameter("list", .list(.string), "u")], gives: .list(.string), sort),
        "compact": Function([Parameter("list", .list(.string), "u")], gives: .list(.string)) { values in
            guard values[0].isWhollyKnown else { return .unknown(.list(.string)) }
            return .list(values[0].items.filter { !$0.isNull && !$0.text.isEmpty }, of: .string)
        },
        "index": Function([any("list", "u"), any("value", "u")], gives: .number, index),
        "matchkeys": Function(
            [
                Parameter("values", .list(.dynamic), "u"), Parameter("keys", .list(.dynamic), "u"),
                Parameter("searchset", .list(.dynamic), "u"),
            ],
            type: { values in
                guard unify([values[1].type, values[2].type], unsafe: true) != nil else {
                    throw Failure("keys and searchset must be of the same type", argument: 1)
                }
                return values[0].type
            }, matchkeys),
    ]

    private static func mustBeList(_ name: String) -> Failure {
        Failure("\(name) must be a list or tuple", argument: 0)
    }

    @Sendable private static func elementType(_ values: [Value]) throws -> ValueType {
        switch values[0].type {
        case .list(let element): return element
        case .dynamic: return .dynamic
        case .tuple(let types):
            if values[1].isKnown {
                if types.isEmpty {
                    throw Failure("cannot use element function with an empty list", argument: 0)
                }
                return types[wrapped(try values[1].whole(1), types.count)]
            }
            return unify(types, unsafe: false) ?? .dynamic
        default: throw Failure("cannot read elements from \(values[0].type.friendlyName)", argument: 0)
        }
    }

    private static func wrapped(_ index: Int, _ count: Int) -> Int { ((index % count) + count) % count }

    @Sendable private static func element(_ values: [Value], _ type: ValueType) throws -> Value {
        let index = try values[1].whole(1)
        guard values[0].isKnown else { return .unknown(type) }
        let items = values[0].items
        if items.isEmpty { throw Failure("cannot use element function with an empty list", argument: 0) }
        return items[wrapped(index, items.count)]
    }

    @Sendable private static func concatType(_ values: [Value]) throws -> ValueType {
        if values.isEmpty { throw Failure("at least one argument is required") }
        if values.allSatisfy({ $0.type.isList }),
            let element = unify(values.compactMap(\.type.element), unsafe: true)
        {
            return .list(element)
        }
        var types: [ValueType] = []
        for (place, value) in values.enumerated() {
            switch value.type {
            case .tuple(let own): types += own
            case .list(let element):
                guard value.isKnown else { return .dynamic }
                types += value.items.map { _ in element }
            case .dynamic: return .dynamic
            default:
                throw Failure(
                    "all arguments must be lists or tuples; got \(value.type.friendlyName)", argument: place)
            }
        }
        return .tuple(types)
    }

    @Sendable private static func concat(_ values: [Value], _ type: ValueType) throws -> Value {
        if values.contains(where: { !$0.isKnown }) { return .unknown(type) }
        let items = values.flatMap(\.items)
        try checkCount(items.count)
        if case .list(let element) = type {
            return .list(try items.map { try $0.converted(to: element) }, of: element)
        }
        return .tuple(items)
    }

    @Sendable private static func contains(_ values: [Value]) throws -> Value {
        let list = values[0]
        guard list.type.isList || list.type.isTuple || list.type.isSet else {
            throw Failure("argument must be list, tuple, or set", argument: 0)
        }
        guard list.isKnown else { return .unknown(.bool) }
        var isKnown = true
        for item in list.items {
            switch item.isSame(as: values[1]) {
            case true?: return .bool(true)
            case nil: isKnown = false
            default: break
            }
        }
        return isKnown ? .bool(false) : .unknown(.bool)
    }

    @Sendable private static func distinct(_ values: [Value], _ type: ValueType) throws -> Value {
        guard values[0].isWhollyKnown else { return .unknown(type) }
        var seen: Set<String> = []
        return Value(type, .elements(values[0].items.filter { seen.insert($0.sortKey).inserted }))
    }

    @Sendable private static func chunklist(_ values: [Value], _ type: ValueType) throws -> Value {
        guard values[0].isKnown else { return .unknown(type) }
        let size = try values[1].whole(1)
        if size < 0 { throw Failure("the size argument must be positive", argument: 1) }
        let items = values[0].items
        let step = size == 0 ? max(1, items.count) : size
        let chunks = stride(from: 0, to: items.count, by: step).map { start in
            Value(
                values[0].type,
                .elements(
                    Array(items[start..<min(items.count, start &+ step < start ? items.count : start + step)])
                ))
        }
        return Value(type, .elements(chunks))
    }

    /// Nil while something unknown could still hold lists.
    private static func flat(_ value: Value) -> (items: [Value], marks: Set<Value.Mark>)? {
        var out: [Value] = []
        var marks = value.marks
        guard value.isKnown else { return nil }
        for item in value.items {
            if item.type == .dynamic, !item.isNull { return nil }
            if !item.isNull, item.type.isList || item.type.isSet || item.type.isTuple {
                guard let inner = flat(item) else { return nil }
                out += inner.items
                marks.formUnion(inner.marks)
            } else {
                out.append(item)
            }
        }
        return (out, marks)
    }

    @Sendable private static func flattenType(_ values: [Value]) throws -> ValueType {
        guard values[0].type.isList || values[0].type.isSet || values[0].type.isTuple else {
            throw Failure("can only flatten lists, sets and tuples", argument: 0)
        }
        guard let (items, _) = flat(values[0]) else { return .dynamic }
        return .tuple(items.map(\.type))
    }

    @Sendable private static func flatten(_ values: [Value], _ type: ValueType) throws -> Value {
        guard let (items, marks) = flat(values[0]) else { return .dynamicUnknown }
        try checkCount(items.count)
        return Value.tuple(items).marked(marks)
    }

    @Sendable private static func reverseType(_ values: [Value]) throws -> ValueType {
        switch values[0].type {
        case .tuple(let types): return .tuple(types.reversed())
        case .list(let element), .set(let element): return .list(element)
        default:
            throw Failure(
                "can only reverse list or tuple values, not \(values[0].type.friendlyName)", argument: 0)
        }
    }

    @Sendable private static func reverse(_ values: [Value], _ type: ValueType) throws -> Value {
        guard values[0].isKnown else { return .unknown(type) }
        return Value(type, .elements(values[0].items.reversed()))
    }

    @Sendable private static func sliceType(_ values: [Value]) throws -> ValueType {
        switch values[0].type {
        case .list(let element): return .list(element)
        case .tuple(let types):
            guard values[1].isKnown, values[2].isKnown else { return .dynamic }
            let (start, end) = try bounds(values, types.count)
            return .tuple(Array(types[start..<end]))
        case .set:
            throw Failure(
                "cannot slice a set, because its elements do not have indices; explicitly convert to a "
                    + "list if the ordering of the result is not important", argument: 0)
        case .dynamic: return .dynamic
        default: throw Failure("must be a list or tuple value", argument: 0)
        }
    }

    private static func bounds(_ values: [Value], _ count: Int) throws -> (Int, Int) {
        let start = try values[1].whole(1)
        let end = try values[2].whole(2)
        if start < 0 { throw Failure("start index must not be less than zero", argument: 1) }
        if start > count {
            throw Failure("start index must not be greater than the length of the list", argument: 1)
        }
        if end > count {
            throw Failure("end index must not be greater than the length of the list", argument: 2)
        }
        if start > end { throw Failure("start index must not be greater than end index", argument: 1) }
        return (start, end)
    }

    @Sendable private static func slice(_ values: [Value], _ type: ValueType) throws -> Value {
        guard values[0].isKnown else { return .unknown(type) }
        let (start, end) = try bounds(values, values[0].items.count)
        return Value(type, .elements(Array(values[0].items[start..<end])))
    }

    @Sendable private static func sort(_ values: [Value]) throws -> Value {
        guard values[0].isWhollyKnown else {
            if let count = values[0].elements?.count, count < 1024 {
                return .list(Array(repeating: .unknown(.string), count: count), of: .string)
            }
            return .unknown(
                .list(.string), Refinement(notNull: true, least: values[0].refinement?.least ?? 0))
        }
        for (place, item) in values[0].items.enumerated() where item.isNull {
            throw Failure("given list element \(place) is null; a null string cannot be sorted", argument: 0)
        }
        return .list(values[0].items.sorted { $0.text < $1.text }, of: .string)
    }

    @Sendable private static func index(_ values: [Value]) throws -> Value {
        guard values[0].type.isList || values[0].type.isTuple else {
            throw Failure("argument must be a list or tuple", argument: 0)
        }
        guard values[0].isKnown, values[1].isKnown else { return .unknown(.number) }
        if values[0].items.isEmpty { throw Failure("cannot search an empty list", argument: 0) }
        for (place, item) in values[0].items.enumerated() {
            switch item.isSame(as: values[1]) {
            case true?: return .int(place)
            case nil: return .unknown(.number)
            default: break
            }
        }
        throw Failure("item not found")
    }

    @Sendable private static func matchkeys(_ values: [Value], _ type: ValueType) throws -> Value {
        guard values[0].isKnown, values[1].isKnown, values[2].isKnown else { return .unknown(type) }
        guard values[0].items.count == values[1].items.count else {
            throw Failure("length of keys and values should be equal")
        }
        let common = unify([values[1].type, values[2].type], unsafe: true) ?? values[1].type
        let keys = try values[1].converted(to: common).items
        let wanted = try values[2].converted(to: common).items
        if !keys.allSatisfy(\.isWhollyKnown) || !wanted.allSatisfy(\.isWhollyKnown) { return .unknown(type) }
        let found = zip(values[0].items, keys).filter { pair in wanted.contains { $0 == pair.1 } }
        return Value(type, .elements(found.map(\.0)))
    }
}
