extension Functions {
    static let collections: [String: Function] = [
        "length": Function([any("value", "uds")], gives: .number, length),
        "keys": Function([any("inputMap", "us")], type: keysType, keys),
        "values": Function([any("mapping", "us")], type: valuesType, values),
        "lookup": Function(
            [any("inputMap", "m"), string("key", "m")], variadic: any("default", "nudm"), isNeverNull: false,
            type: lookupType, lookup),
        "merge": Function([], variadic: any("maps", "nds"), type: { try mergeType($0) }, merge),
        "zipmap": Function(
            [Parameter("keys", .list(.string), "u"), any("values", "us")], type: zipmapType, zipmap),
        "transpose": Function(
            [Parameter("values", .map(.list(.string)), "u")], gives: .map(.list(.string)), transpose),
    ]

    @Sendable private static func length(_ values: [Value]) throws -> Value {
        let value = values[0]
        switch value.type {
        case .tuple(let types): return .int(types.count)
        case .object(let attributes): return .int(attributes.count)
        case .string:
            guard let text = value.stringValue else { return .unknown(.number, Refinement(notNull: true)) }
            return .int(text.count)
        case .list, .set, .map:
            guard value.isKnown, let items = value.elements else { return unknownLength(value) }
            if value.type.isSet, !value.isWhollyKnown, items.count > 1 { return .unknown(.number, .notNull) }
            return .int(items.count)
        case .dynamic: return .unknown(.number, .notNull)
        default:
            throw Failure("argument must be a string, a collection type, or a structural type", argument: 0)
        }
    }

    private static func unknownLength(_ value: Value) -> Value {
        var known = Refinement.notNull
        known.lower = .int(value.refinement?.least ?? 0)
        if let most = value.refinement?.most, most < .max { known.upper = .int(most) }
        if let lower = known.lower, lower == known.upper, value.isDefinitelyNotNull { return .number(lower) }
        return .unknown(.number, known)
    }

    @Sendable private static func keysType(_ values: [Value]) throws -> ValueType {
        switch values[0].type {
        case .map: return .list(.string)
        case .dynamic: return .dynamic
        case .object(let attributes): return .tuple(attributes.map { _ in .string })
        default: throw Failure("must have map or object type", argument: 0)
        }
    }

    @Sendable private static func keys(_ values: [Value], _ type: ValueType) throws -> Value {
        if case .object(let attributes) = values[0].type {
            return .tuple(attributes.map { .string($0.name) })
        }
        guard let members = values[0].members else { return unknownList(values[0], type) }
        return .list(members.map { .string($0.name) }, of: .string)
    }

    private static func unknownList(_ source: Value, _ type: ValueType) -> Value {
        var known = source.refinement ?? Refinement()
        known.isNotNull = true
        return .unknown(type, known)
    }

    @Sendable private static func valuesType(_ values: [Value]) throws -> ValueType {
        switch values[0].type {
        case .map(let element): return .list(element)
        case .dynamic: return .dynamic
        case .object(let attributes): return .tuple(attributes.map(\.type))
        default: throw Failure("values requires a map as the first argument", argument: 0)
        }
    }

    @Sendable private static func values(_ values: [Value], _ type: ValueType) throws -> Value {
        guard let members = values[0].members else { return unknownList(values[0], type) }
        return Value(type, .elements(members.map(\.value)))
    }

    @Sendable private static func lookupType(_ values: [Value]) throws -> ValueType {
        guard values.count <= 3 else {
            throw Failure("lookup() takes two or three arguments, got \(values.count)")
        }
        switch values[0].type {
        case .object(let attributes):
            guard let key = values[1].stringValue else { return .dynamic }
            if let attribute = attributes.first(where: { $0.name == key }) { return attribute.type }
            if values.count == 3 { return values[2].type }
            throw Failure("the given object has no attribute \(shown(values[1]))", argument: 0)
        case .map(let element):
            if values.count == 3, !canConvert(values[2].type, to: element, unsafe: true) {
                throw Failure("the default value must have the same type as the map elements", argument: 2)
            }
            return element
        case .dynamic: return .dynamic
        default: throw Failure("lookup() requires a map as the first argument", argument: 0)
        }
    }

    @Sendable private static func lookup(_ values: [Value], _ type: ValueType) throws -> Value {
        var marks = values[0].marks.union(values[1].marks)
        if !values[0].isKnown { return Value.unknown(type).marked(marks) }
        guard let key = values[1].stringValue else { return Value.unknown(type).marked(marks) }
        if let found = values[0][key] {
            return found.marked(marks)
        }
        if values.count == 3 {
            marks.formUnion(values[2].marks)
            let fallback =
                values[0].type.isObject ? values[2].unmarked : try values[2].unmarked.converted(to: type)
            return fallback.marked(marks)
        }
        throw Failure("lookup failed to find key \(shown(values[1].marked(values[0].marks)))")
    }

    @Sendable private static func mergeType(_ values: [Value]) throws -> ValueType {
        if values.isEmpty { return .object([]) }
        var attributes: [String: ValueType] = [:]
        var firstMap: ValueType?
        var isMapsOnly = true
        var attrsKnown = true
        for (place, value) in values.enumerated() {
            switch value.type {
            case .dynamic:
                if value.isNull { continue }
                return .dynamic
            case .map:
                if let firstMap, firstMap != value.type { isMapsOnly = false }
                if firstMap == nil { firstMap = value.type }
                guard let members = value.members else {
                    if !value.isNull { attrsKnown = false }
                    continue
                }
                for member in members { attributes[member.name] = member.value.type }
            case .object(let own):
                isMapsOnly = false
                if value.isNull { continue }
                for attribute in own { attributes[attribute.name] = attribute.type }
            default:
                throw Failure(
                    "arguments must be maps or objects, got \"\(value.type.friendlyName)\"", argument: place)
            }
        }
        if isMapsOnly, let firstMap { return firstMap }
        if !attrsKnown { return .dynamic }
        return .object(named: attributes.map { .init($0.key, $0.value) })
    }

    @Sendable private static func merge(_ values: [Value], _ type: ValueType) throws -> Value {
        var all: [(String, Value)] = []
        var marks: Set<Value.Mark> = []
        for value in values {
            if value.isNull { continue }
            guard let members = value.members else { return .unknown(type) }
            marks.formUnion(value.marks)
            all += members.map { ($0.name, $0.value) }
        }
        switch type {
        case .map(let element): return Value.map(all, of: element).marked(marks)
        case .dynamic: return .dynamicUnknown
        default: return Value.object(all).marked(marks)
        }
    }

    @Sendable private static func zipmapType(_ values: [Value]) throws -> ValueType {
        switch values[1].type {
        case .list(let element): return .map(element)
        case .tuple(let types):
            guard values[0].isWhollyKnown, let keys = values[0].elements else { return .dynamic }
            guard keys.count == types.count else { throw mismatched(keys.count, types.count) }
            if keys.contains(where: \.isNull) { throw Failure("keys must not be null", argument: 0) }
            var attributes: [String: ValueType] = [:]
            for (key, type) in zip(keys, types) { attributes[key.text] = type }
            return .object(named: attributes.map { .init($0.key, $0.value) })
        case .dynamic: return .dynamic
        default: throw Failure("values argument must be a list or tuple value", argument: 1)
        }
    }

    private static func mismatched(_ keys: Int, _ values: Int) -> Failure {
        Failure("number of keys (\(keys)) does not match number of values (\(values))", argument: 1)
    }

    @Sendable private static func zipmap(_ values: [Value], _ type: ValueType) throws -> Value {
        guard values[0].isWhollyKnown, values[1].isKnown else { return .unknown(type) }
        let (keys, items) = (values[0].items, values[1].items)
        guard keys.count == items.count else { throw mismatched(keys.count, items.count) }
        if keys.contains(where: \.isNull) { throw Failure("keys must not be null", argument: 0) }
        let pairs = zip(keys, items).map { ($0.text, $1) }
        if case .map(let element) = type { return .map(pairs, of: element) }
        return .object(pairs)
    }

    @Sendable private static func transpose(_ values: [Value]) throws -> Value {
        guard values[0].isWhollyKnown else { return .unknown(.map(.list(.string))) }
        var out: [String: [Value]] = [:]
        for member in values[0].members ?? [] {
            if member.value.isNull { throw Failure("input must not contain null lists", argument: 0) }
            for item in member.value.items {
                if item.isNull { throw Failure("input must not contain null string", argument: 0) }
                out[item.text, default: []].append(.string(member.name))
            }
        }
        return .map(out.map { ($0.key, .list($0.value, of: .string)) }, of: .list(.string))
    }
}
