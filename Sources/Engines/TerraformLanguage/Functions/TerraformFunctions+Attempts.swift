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
                evaluator.report("Not enough function arguments", "Function \"can\" expects 1 argument(s).", call)
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
                evaluator.report("Not enough function arguments", "Function \"convert\" expects 2 argument(s).", call)
                return .dynamicUnknown
            }
            let value = evaluator.value(arguments[0])
            let (type, defaults, problems) = evaluator.typeConstraint(arguments[1])
            evaluator.diagnostics += problems
            if problems.hasErrors || evaluator.diagnostics.hasErrors { return .dynamicUnknown }
            do throws(Mismatch) {
                return try (defaults?.applied(to: value) ?? value).converted(to: type)
            } catch {
                evaluator.report("Error in function call", "Call to function \"convert\" failed: \(error.text).", call)
                return .dynamicUnknown
            }
        }),
    ]

    static let assumptions: [String: Function] = {
        func same(_ more: [Parameter]) -> Function {
            Function([any("value", "nudm")] + more, isNeverNull: false, type: { $0[0].type }) { values, _ in values[0] }
        }
        func sized(_ want: ValueType, _ name: String, _ least: Bool, _ most: Bool) -> Function {
            let bounds = (least ? [number("min")] : []) + (most ? [number("max")] : [])
            return Function([Parameter("value", want, "u")] + bounds, type: { $0[0].type }) { values, type in
                let low = least ? try values[1].whole(1) : 0
                let high = most ? try values[values.count - 1].whole(values.count - 1) : Int.max
                guard values[0].isKnown else { return values[0].assuming(least: low, most: high) }
                let count = values[0].items.count
                if count < low || count > high {
                    throw Failure("\(name) has \(count) elements, which the configuration promised it would not have", argument: 0)
                }
                return values[0]
            }
        }
        var all: [String: Function] = [
            "assumenotnull": Function([any("value", "nud")], isNeverNull: false, type: { $0[0].type }) { values, _ in
                if values[0].isNull { throw Failure("value must not be null", argument: 0) }
                if values[0].isDynamicUnknown {
                    throw Failure(
                        "given value must have a known type; consider using the \"convert\" function to specify a type "
                            + "to assume", argument: 0)
                }
                return values[0].refinedNotNull
            },
            "assumestringprefix": Function([string("value", "u"), string("prefix")], gives: .string) { values in
                guard let text = values[0].stringValue else { return values[0].assuming(prefix: values[1].text) }
                guard text.hasPrefix(values[1].text) else {
                    throw Failure("the given value does not have the promised prefix", argument: 0)
                }
                return values[0]
            },
            "assumeequal": Function([any("known", "nud"), any("unknown", "nud")], isNeverNull: false, type: { $0[0].type == .dynamic ? $0[1].type : $0[0].type }) { values, type in
                assumeEqual(values, type)
            },
        ]
        for (name, want) in [("list", ValueType.list(.dynamic)), ("set", .set(.dynamic)), ("map", .map(.dynamic))] {
            all["assume\(name)lengthmin"] = sized(want, name, true, false)
            all["assume\(name)lengthmax"] = sized(want, name, false, true)
            all["assume\(name)length"] = sized(want, name, true, true)
        }
        return all
    }()

    private static func assumeEqual(_ values: [Value], _ type: ValueType) -> Value {
        values[1].isKnown ? values[1] : values[1]
    }
}

extension Value {
    func assuming(least: Int, most: Int) -> Value { .unknown(type, Refinement(notNull: true, least: least, most: most)) }

    func assuming(prefix: String) -> Value { .unknown(type, Refinement(notNull: true, prefix: prefix)) }
}
