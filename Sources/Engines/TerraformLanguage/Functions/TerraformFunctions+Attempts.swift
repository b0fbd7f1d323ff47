import Crypto
import HCL

extension TerraformFunctions {
    static func time(_ surroundings: Surroundings) -> [String: Function] {
        [
            "timestamp": Function([], gives: .string) { _ in .string(surroundings.now()) },
            "plantimestamp": Function([], gives: .string) { _ in
                surroundings.planned.map { .string($0) } ?? .unknown(.string)
            },
        ]
    }

    /// Functions that see expressions instead of values.
    static let attempts: [String: Function] = [
        "try": Function(custom: { evaluator, call in
            var failures: [Diagnostic] = []
            for argument in evaluator.argumentNodes(call) {
                let attempt = evaluator.attempt()
                let value = attempt.value(argument)
                if !attempt.diagnostics.hasErrors { return value }
                failures += attempt.diagnostics
            }
            let list = failures.map { "- \($0.summary): \($0.detail)" }.joined(separator: "\n")
            evaluator.report(
                "Error in function call",
                "Call to function \"try\" failed: no expression succeeded:\n\(list)\n\nAt least one expression must "
                    + "produce a successful result.", call)
            return .dynamicUnknown
        }),
        "can": Function(custom: { evaluator, call in
            guard let argument = evaluator.argumentNodes(call).first else {
                evaluator.report(
                    "Not enough function arguments", "Function \"can\" expects 1 argument(s).", call)
                return .dynamicUnknown
            }
            let attempt = evaluator.attempt()
            let value = attempt.value(argument)
            if attempt.diagnostics.hasErrors { return .bool(false) }
            return value.isWhollyKnown ? .bool(true) : .unknown(.bool)
        }),
        "convert": Function(custom: { evaluator, call in
            let arguments = evaluator.argumentNodes(call)
            guard arguments.count == 2 else {
                evaluator.report(
                    "Not enough function arguments", "Function \"convert\" expects 2 argument(s).", call)
                return .dynamicUnknown
            }
            let value = evaluator.value(arguments[0])
            let (type, defaults, problems) = evaluator.typeConstraint(arguments[1])
            evaluator.diagnostics += problems
            if problems.hasErrors || evaluator.diagnostics.hasErrors { return .dynamicUnknown }
            do throws(Mismatch) {
                return try (defaults?.applied(to: value) ?? value).converted(to: type)
            } catch {
                evaluator.report(
                    "Error in function call", "Call to function \"convert\" failed: \(error.text).", call)
                return .dynamicUnknown
            }
        }),
    ]

    static let assumptions: [String: Function] = {
        func same(_ more: [Parameter]) -> Function {
            Function([any("value", "nudm")] + more, isNeverNull: false, type: { $0[0].type }) { values, _ in
                values[0]
            }
        }
        func sized(_ want: ValueType, _ name: String, _ least: Bool, _ most: Bool) -> Function {
            let bounds = (least ? [number("min")] : []) + (most ? [number("max")] : [])
            return Function([Parameter("value", want, "u")] + bounds, type: { $0[0].type }) { values, type in
                let low = least ? try values[1].whole(1) : 0
                let high = most ? try values[values.count - 1].whole(values.count - 1) : Int.max
                guard values[0].isKnown else { return values[0].assuming(least: low, most: high) }
                let count = values[0].items.count
                if count < low || count > high {
                    throw Failure(
                        "\(name) has \(count) elements, which the configuration promised it would not have",
                        argument: 0)
                }
                return values[0]
            }
        }
        var all: [String: Function] = [
            "assumenotnull": Function([any("value", "nud")], isNeverNull: false, type: { $0[0].type }) {
                values, _ in
                if values[0].isNull { throw Failure("assumption was not upheld", argument: 0) }
                if values[0].isDynamicUnknown {
                    throw Failure(
                        "given value must have a known type; consider using the \"convert\" function to specify a type "
                            + "to assume", argument: 0)
                }
                return values[0].refinedNotNull
            },
            "assumestringprefix": Function(
                [string("value", "nu"), string("prefix")], isNeverNull: false, gives: .string
            ) { values in
                if values[0].isNull { return values[0] }
                guard let text = values[0].stringValue else {
                    return values[0].assuming(
                        prefix: values[1].text, isNotNull: values[0].isDefinitelyNotNull)
                }
                guard text.hasPrefix(values[1].text) else {
                    throw Failure("assumption was not upheld", argument: 0)
                }
                return values[0]
            },
            "assumeequal": Function(
                [any("value", "nudm"), any("assumed", "nudm")], isNeverNull: false, type: { $0[1].type }
            ) { values, type in
                try assumeEqual(values[0], values[1])
            },
        ]
        for (name, want) in [
            ("list", ValueType.list(.dynamic)), ("set", .set(.dynamic)), ("map", .map(.dynamic)),
        ] {
            all["assume\(name)lengthmin"] = sized(want, name, true, false)
            all["assume\(name)lengthmax"] = sized(want, name, false, true)
            all["assume\(name)length"] = sized(want, name, true, true)
        }
        return all
    }()

    /// The assumed value in place of one that is not known yet; a known one must be the same.
    private static func assumeEqual(_ value: Value, _ assumed: Value) throws -> Value {
        guard canConvert(value.type, to: assumed.type, unsafe: true) else {
            throw Failure(
                "actual value type \(value.type.friendlyName) does not match assumed value type "
                    + assumed.type.friendlyName, argument: 0)
        }
        // The assumption is as public as it is itself.
        if !value.isKnown || !assumed.isKnown || !value.isWhollyKnown && assumed.isWhollyKnown {
            return assumed.marked(value.marks.subtracting([.sensitive]))
        }
        let converted = try value.converted(to: assumed.type)
        if converted.deeplyUnmarked.isSame(as: assumed.deeplyUnmarked) == false {
            throw Failure("assumption was not upheld", argument: 0)
        }
        return converted.deeplyWithout(.sensitive).marked(assumed.marks)
    }
}

extension Value {
    func assuming(least: Int, most: Int) -> Value {
        .unknown(type, Refinement(notNull: true, least: least, most: most))
    }

    func assuming(prefix: String, isNotNull: Bool) -> Value {
        .unknown(type, Refinement(notNull: isNotNull, prefix: prefix))
    }
}
