public import HCL

extension Evaluation {
    /// Something that a configuration says must hold, looked at once for each instance that says so.
    public struct Condition: Sendable {
        public enum Kind: Sendable { case variable, output, precondition, postcondition, check }
        public enum Status: String, Sendable { case pass, fail, error, unknown }

        public let kind: Kind
        /// Of the instance that says it: `module.a[0].var.b`, `aws_subnet.c["d"]`, `check.e`.
        public let address: String
        public let status: Status
        /// What the configuration says where it does not hold.
        public let message: String?
        public let range: SourceRange
    }
}

extension Evaluation.Condition.Kind {
    fileprivate var failure: String {
        switch self {
        case .variable: "Invalid value for variable"
        case .output: "Module output value precondition failed"
        case .precondition: "Resource precondition failed"
        case .postcondition: "Resource postcondition failed"
        case .check: "Check block assertion failed"
        }
    }
}

extension Run {
    func check(
        _ rule: Module.Rule, _ place: Place, _ kind: Evaluation.Condition.Kind, _ address: String,
        _ extra: [String: Value] = [:]
    ) {
        let (holds, hasErrors) = evaluated(rule.condition, place, extra)
        var status = Evaluation.Condition.Status.unknown
        var told: String?
        if let result = try? holds.unmarked.converted(to: .bool), let flag = result.boolValue {
            status = flag ? .pass : .fail
        } else if hasErrors {
            status = .error
        }
        if status == .fail {
            let message = evaluate(rule.message, place, extra)
            told = message.has(.sensitive) ? "The message is sensitive." : message.stringValue ?? ""
            // What is only looked at is not refused.
            let isWarning = kind == .check || planner?.purpose == .refresh
            fail(kind.failure, told ?? "", rule.range, isWarning ? .warning : .error)
        }
        conditions.append(
            Evaluation.Condition(
                kind: kind, address: address, status: status, message: told, range: rule.range))
    }
}
