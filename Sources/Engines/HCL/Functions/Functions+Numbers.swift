import Numbers

extension Functions {
    static let numbers: [String: Function] = [
        "abs": Function([number("num", "d")], gives: .number) { values in
            .number(values[0].amount.signum < 0 ? -values[0].amount : values[0].amount)
        },
        "ceil": rounding(.up), "floor": rounding(.down), "int": rounding(.towardZero),
        "signum": Function([number("num")], gives: .number) { values in
            // Below one it is no whole number, which the sign is taken of.
            .int(values[0].amount.isInfinite ? values[0].amount.signum : try values[0].whole(0).signum())
        },
        "log": Function([number("num"), number("base")], gives: .number) { values in
            let result = logarithm(values[0].amount.double) / logarithm(values[1].amount.double)
            return try finite(result)
        },
        "pow": Function([number("num"), number("power")], gives: .number) { values in
            if let base = values[0].amount.int, let power = values[1].amount.int, (0...64).contains(power),
                abs(Double(base)) < 0x1p32
            {
                let exact = BigInt(base).raised(to: power)
                if exact.bitWidth <= 53 { return .number(Value.Number(exact)) }
            }
            return try finite(power(values[0].amount.double, values[1].amount.double))
        },
        "max": extreme { $0 < $1 }, "min": extreme { $1 < $0 },
        "parseint": Function([any("number", "m"), number("base", "m")], gives: .number, parseInteger),
        "sum": Function([any("list")], gives: .number, sum),
        "range": Function([], variadic: number("params"), gives: .list(.number), range),
    ]

    static func finite(_ value: Double) throws -> Value {
        guard let number = Value.Number(value) else { throw Failure("the result is not a number") }
        if number.isInfinite { return .number(number) }
        return .number(number)
    }

    private static func rounding(_ rule: BigDecimal.Rounding) -> Function {
        Function([number("num")], gives: .number) { values in
            guard let decimal = values[0].amount.decimal else { return values[0] }
            return .number(Value.Number(decimal.rounded(rule)))
        }
    }

    private static func extreme(_ isBetter: @escaping @Sendable (Value.Number, Value.Number) -> Bool)
        -> Function
    {
        Function([], variadic: number("numbers", "d"), gives: .number) { values in
            guard var best = values.first?.amount else { throw Failure("must pass at least one number") }
            for value in values.dropFirst() where isBetter(best, value.amount) { best = value.amount }
            return .number(best)
        }
    }

    /// Told as "(sensitive value)" where it is one.
    static func shown(_ value: Value) -> String {
        if value.deepMarks.contains(.ephemeral) { return "(ephemeral value)" }
        if value.deepMarks.contains(.sensitive) { return "(sensitive value)" }
        return value.stringValue.map { "\"\($0)\"" } ?? value.numberValue?.text ?? "value"
    }

    @Sendable private static func parseInteger(_ values: [Value]) throws -> Value {
        let marks = values[0].marks.union(values[1].marks)
        guard values[0].type == .string || values[0].type == .dynamic else {
            throw Failure("first argument must be a string, not \(values[0].type.friendlyName)", argument: 0)
        }
        guard values[0].isKnown, values[1].isKnown else { return Value.unknown(.number).marked(marks) }
        guard let base = values[1].amount.int, (2...62).contains(base) else {
            throw Failure("base must be a whole number between 2 and 62 inclusive", argument: 1)
        }
        guard let parsed = integer(values[0].text, base: base) else {
            throw Failure(
                "cannot parse \(shown(values[0])) as a base \(shown(values[1]).trimmingQuotes) integer",
                argument: 0)
        }
        return Value.number(Value.Number(parsed)).marked(marks)
    }

    private static func integer(_ text: String, base: Int) -> BigInt? {
        var digits = Array(text.utf8)
        var isNegative = false
        if digits.first == 0x2d || digits.first == 0x2b {
            isNegative = digits[0] == 0x2d
            digits.removeFirst()
        }
        guard !digits.isEmpty, digits.count < 10_000 else { return nil }
        var sum = BigInt.zero
        for byte in digits {
            let digit: Int
            switch byte {
            case 0x30...0x39: digit = Int(byte) - 0x30
            case 0x61...0x7a: digit = Int(byte) - 0x61 + 10
            case 0x41...0x5a: digit = Int(byte) - 0x41 + (base > 36 ? 36 : 10)
            default: return nil
            }
            guard digit < base else { return nil }
            sum = sum * BigInt(base) + BigInt(digit)
        }
        return isNegative ? -sum : sum
    }

    @Sendable private static func sum(_ values: [Value]) throws -> Value {
        let list = values[0]
        guard list.type.isList || list.type.isSet || list.type.isTuple else {
            throw Failure(
                list.type.isMap || list.type.isObject
                    ? "argument must be list, set, or tuple. Received \(list.type.friendlyName)"
                    : "cannot sum noniterable", argument: 0)
        }
        guard !list.items.isEmpty else { throw Failure("cannot sum an empty list", argument: 0) }
        var total = Value.Number.int(0)
        var isKnown = true
        for item in list.items {
            if item.isNull {
                throw Failure("argument must be list, set, or tuple of number values", argument: 0)
            }
            guard let number = try? item.converted(to: .number) else {
                throw Failure("argument must be list, set, or tuple of number values", argument: 0)
            }
            guard let amount = number.numberValue else {
                isKnown = false
                continue
            }
            guard let next = total.adding(amount) else {
                throw Failure("can't compute sum of opposing infinities")
            }
            total = next
        }
        return isKnown ? .number(total) : .unknown(.number)
    }

    @Sendable private static func range(_ values: [Value]) throws -> Value {
        guard (1...3).contains(values.count) else {
            throw Failure("must have one, two, or three arguments")
        }
        let start = values.count == 1 ? Value.Number.int(0) : values[0].amount
        let end = values.count == 1 ? values[0].amount : values[1].amount
        let isDown = end < start
        var step = Value.Number.int(isDown ? -1 : 1)
        if values.count == 3 { step = values[2].amount }
        if step.signum == 0 && start != end { throw Failure("step must not be zero", argument: 2) }
        if isDown, step.signum > 0 {
            throw Failure("end must be greater than start when step is positive", argument: 1)
        }
        if !isDown, step.signum < 0, start != end {
            throw Failure("end must be less than start when step is negative", argument: 1)
        }
        var out: [Value] = []
        var current = start
        while isDown ? end < current : current < end {
            if out.count >= 1024 {
                throw Failure(
                    "more than 1024 values were generated; either decrease the difference between start "
                        + "and end or use a smaller step")
            }
            out.append(.number(current))
            guard let next = current.adding(step) else { break }
            current = next
        }
        return .list(out, of: .number)
    }
}

extension String {
    var trimmingQuotes: String { first == "\"" ? String(dropFirst().dropLast()) : self }
}
