/// The language's operators as functions, for hosts that compute with values.
public enum Operators {
    public static let all: [String: Function] = [
        "not": Function([Parameter("val", .bool, "d")], gives: .bool) { .bool(!($0[0].boolValue ?? false)) },
        "and": logical { $0 && $1 }, "or": logical { $0 || $1 },
        "equal": Function([any("a", "nud"), any("b", "nud")], gives: .bool) { $0[0].equals($0[1]) },
        "notequal": Function([any("a", "nud"), any("b", "nud")], gives: .bool) {
            $0[0].equals($0[1]).negated
        },
        "add": arithmetic { $0.adding($1) }, "subtract": arithmetic { $0.adding(-$1) },
        "multiply": arithmetic { $0.multiplied(by: $1) }, "divide": arithmetic { $0.divided(by: $1) },
        "modulo": arithmetic { a, b in b.signum == 0 || a.isInfinite ? a : a.remainder(dividingBy: b) },
        "negate": Function([Parameter("num", .number, "d")], gives: .number) { .number(-$0[0].amount) },
        "lessthan": comparison { $0 < $1 }, "lessthanorequalto": comparison { $0 <= $1 },
        "greaterthan": comparison { $0 > $1 }, "greaterthanorequalto": comparison { $0 >= $1 },
        "hasindex": Function([any("collection", "d"), any("key", "d")], gives: .bool, hasIndex),
        "index": Function(
            [any("collection"), any("key", "d")], isNeverNull: false,
            type: { values in
                switch values[0].type {
                case .list(let element), .map(let element): return element
                case .tuple(let types):
                    guard let place = values[1].numberValue?.int else { return .dynamic }
                    guard types.indices.contains(place) else { throw Failure("no element with this index") }
                    return types[place]
                case .object:
                    guard let name = values[1].stringValue else { return .dynamic }
                    guard let attribute = values[0].type.attribute(name) else {
                        throw Failure("no attribute of this name")
                    }
                    return attribute.type
                default: throw Failure("not a collection", argument: 0)
                }
            }
        ) { values, type in
            if let name = values[1].stringValue, let value = values[0][name] { return value }
            if let place = values[1].numberValue?.int, values[0].items.indices.contains(place) {
                return values[0].items[place]
            }
            if !values[1].isKnown { return .unknown(type) }
            throw Failure("no element with this index")
        },
        "reverselist": Functions.sequences["reverse"],
        "coalesce": Function(
            [], variadic: any("vals", "nud"),
            type: { values in
                guard let type = unify(values.map(\.type), unsafe: true) else {
                    throw Failure("all arguments must have the same type")
                }
                return type
            }
        ) { values, type in
            for value in values {
                if !value.isKnown { return .unknown(type) }
                if !value.isNull { return try value.converted(to: type) }
            }
            throw Failure("no non-null arguments")
        },
    ].compactMapValues { $0 }

    private static func logical(_ body: @escaping @Sendable (Bool, Bool) -> Bool) -> Function {
        Function([Parameter("a", .bool, "d"), Parameter("b", .bool, "d")], gives: .bool) { values in
            .bool(body(values[0].boolValue ?? false, values[1].boolValue ?? false))
        }
    }

    private static func arithmetic(_ body: @escaping @Sendable (Value.Number, Value.Number) -> Value.Number?)
        -> Function
    {
        Function([Parameter("a", .number, "ud"), Parameter("b", .number, "ud")], gives: .number) { values in
            guard let a = values[0].numberValue, let b = values[1].numberValue else {
                return .unknown(.number)
            }
            guard let result = body(a, b) else { throw Failure(Value.Number.refusal(a, b)) }
            return .number(result)
        }
    }

    private static func comparison(_ body: @escaping @Sendable (Value.Number, Value.Number) -> Bool)
        -> Function
    {
        Function([Parameter("a", .number, "ud"), Parameter("b", .number, "ud")], gives: .bool) { values in
            guard let a = values[0].numberValue, let b = values[1].numberValue else { return .unknown(.bool) }
            return .bool(body(a, b))
        }
    }

    @Sendable private static func hasIndex(_ values: [Value]) throws -> Value {
        switch values[0].type {
        case .dynamic: return .unknown(.bool)
        case .list, .tuple:
            if values[1].type == .dynamic { return .unknown(.bool) }
            guard values[1].type == .number else { return .bool(false) }
            guard values[1].isKnown else { return .unknown(.bool) }
            guard let place = values[1].numberValue?.int, place >= 0 else { return .bool(false) }
            return .bool(place < values[0].items.count)
        case .map, .object:
            if values[1].type == .dynamic { return .unknown(.bool) }
            guard values[1].type == .string else { return .bool(false) }
            guard let name = values[1].stringValue else { return .unknown(.bool) }
            return .bool(values[0][name] != nil)
        default: throw Failure("a collection is required", argument: 0)
        }
    }
}
