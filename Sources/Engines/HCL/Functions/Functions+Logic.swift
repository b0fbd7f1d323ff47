extension Functions {
    static let logic: [String: Function] = [
        "alltrue": Function([Parameter("list", .list(.bool), "u")], gives: .bool) { values in
            guard values[0].isKnown else { return .unknown(.bool) }
            var isKnown = true
            for item in values[0].items {
                if !item.isKnown { isKnown = false } else if item.boolValue != true { return .bool(false) }
            }
            return isKnown ? .bool(true) : .unknown(.bool)
        },
        "anytrue": Function([Parameter("list", .list(.bool), "u")], gives: .bool) { values in
            guard values[0].isKnown else { return .unknown(.bool) }
            var isKnown = true
            for item in values[0].items {
                if !item.isKnown { isKnown = false } else if item.boolValue == true { return .bool(true) }
            }
            return isKnown ? .bool(false) : .unknown(.bool)
        },
        "coalesce": Function([], variadic: any("vals", "nud"), type: coalesceType) { values, type in
            for value in values {
                let value = try value.converted(to: type)
                if !value.isKnown { return .unknown(type) }
                if value.isNull || type == .string && value.text.isEmpty { continue }
                return value
            }
            throw Failure("no non-null, non-empty-string arguments")
        },
        "coalescelist": Function([], variadic: any("vals", "nud"), type: coalesceListType) { values, type in
            for value in values {
                if !value.isKnown { return .unknown(type) }
                if value.isNull { continue }
                if !value.items.isEmpty { return value }
            }
            throw Failure("no non-null arguments")
        },
        "one": Function([any("list", "u")], isNeverNull: false, type: oneType, one),
        "tostring": conversion(.string), "tonumber": conversion(.number), "tobool": conversion(.bool),
        "tolist": conversion(.list(.dynamic)), "toset": conversion(.set(.dynamic)),
        "tomap": conversion(.map(.dynamic)),
    ]

    @Sendable private static func coalesceType(_ values: [Value]) throws -> ValueType {
        if values.isEmpty { throw Failure("must provide at least one argument") }
        guard let type = unify(values.map(\.type), unsafe: true) else {
            throw Failure("all arguments must have the same type")
        }
        return type
    }

    @Sendable private static func coalesceListType(_ values: [Value]) throws -> ValueType {
        if values.isEmpty { throw Failure("at least one argument is required") }
        for (place, value) in values.enumerated() {
            if !value.isKnown { return .dynamic }
            if value.isNull { continue }
            guard value.type.isList || value.type.isTuple else {
                throw Failure("coalescelist arguments must be lists or tuples", argument: place)
            }
        }
        if let first = values.first, values.allSatisfy({ $0.type == first.type }) { return first.type }
        for value in values where !value.isNull && !value.items.isEmpty { return value.type }
        return values.last?.type ?? .dynamic
    }

    private static let oneMessage =
        "must be a list, set, or tuple value with either zero or one elements"

    @Sendable private static func oneType(_ values: [Value]) throws -> ValueType {
        switch values[0].type {
        case .list(let element), .set(let element): return element
        case .tuple(let types):
            if types.count > 1 { throw Failure(oneMessage, argument: 0) }
            return types.first ?? .dynamic
        default: throw Failure(oneMessage, argument: 0)
        }
    }

    @Sendable private static func one(_ values: [Value], _ type: ValueType) throws -> Value {
        if !values[0].isKnown { return .unknown(type) }
        if values[0].type == .tuple([]) { return .dynamicNull }
        guard let items = values[0].elements else { return .unknown(type) }
        if values[0].type.isSet, !values[0].isWhollyKnown, items.count > 1 { return .unknown(type) }
        if items.count > 1 { throw Failure(oneMessage, argument: 0) }
        return items.first ?? .null(type)
    }

    /// `tostring` and its like.
    package static func conversion(_ want: ValueType) -> Function {
        Function(
            [any("v", "nudm")], isNeverNull: false,
            type: { values in
                let got = values[0].type
                if canConvert(got, to: want, unsafe: true) { return got.replacing(in: want) }
                throw Failure(refusal(values[0], want), argument: 0)
            }
        ) { values, type in
            do throws(Mismatch) {
                return try values[0].converted(to: want)
            } catch {
                throw Failure(
                    values[0].type.isPrimitive
                        ? refusal(values[0], want)
                        : "cannot convert \(values[0].type.friendlyName) to "
                            + "\(want.friendlyConstraintName): \(error.text)",
                    argument: 0)
            }
        }
    }

    private static func refusal(_ value: Value, _ want: ValueType) -> String {
        if value.deepMarks.contains(.sensitive), value.type.isPrimitive {
            return
                "cannot convert this sensitive \(value.type.friendlyName) to \(want.friendlyConstraintName)"
        }
        switch (value.type, want) {
        case (.string, .bool):
            return
                "cannot convert \(shown(value)) to bool; only the strings \"true\" or \"false\" are allowed"
        case (.string, .number):
            return
                "cannot convert \(shown(value)) to number; given string must be a decimal representation of a number"
        default:
            return "cannot convert \(value.type.friendlyName) to \(want.friendlyConstraintName)"
        }
    }
}
