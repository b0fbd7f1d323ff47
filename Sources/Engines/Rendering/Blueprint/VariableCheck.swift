import Faults
import Values

/// Holds given values against a blueprint's variables, before Terraform does the same more slowly.
public struct VariableCheck {
    private let document: BlueprintDocument

    public init(_ document: BlueprintDocument) { self.document = document }

    /// What is missing, unknown, of another type or not allowed. `given` are the values that the caller
    /// named, of `values`, which is all that there is; `elsewhere` names variables set in other ways.
    public func problems(
        _ values: [String: JSON], given: [String: JSON], elsewhere: [String]
    ) -> [Fault.Problem] {
        var problems: [Fault.Problem] = []
        let names = document.variables.map(\.name)
        for name in given.keys.sorted() where !names.contains(name) {
            let near = Similar.nearest(to: name, in: names).map { "; did you mean `\($0)`?" } ?? ""
            problems.append(.init("/variables/\(name)", "there is no such variable\(near)"))
        }
        for variable in document.variables {
            let path = "/variables/\(variable.name)"
            guard let value = values[variable.name] else {
                if variable.byDefault == nil, !elsewhere.contains(variable.name) {
                    problems.append(.init(path, "a value is missing"))
                }
                continue
            }
            if let expected = mismatch(value, variable) {
                problems.append(.init(path, "\(expected) was expected"))
            } else if !variable.allowed.isEmpty, !variable.allowed.contains(value) {
                let words = variable.allowed.map { $0.stringValue ?? $0.text }.joined(separator: ", ")
                problems.append(.init(path, "one of these was expected: \(words)"))
            }
        }
        return problems
    }

    /// What was expected, when the value can't be converted to the variable's type.
    private func mismatch(_ value: JSON, _ variable: BlueprintDocument.Variable) -> String? {
        if value.isNull { return variable.isNullable ? nil : "a value" }
        let type = variable.type
        if type == "any" { return nil }
        switch (type.prefix { $0 != "(" }, value) {
        case ("string", .string), ("string", .number), ("string", .bool): return nil
        case ("number", .number), ("bool", .bool): return nil
        case ("number", .string(let text)): return Double(text) == nil ? "a number" : nil
        case ("bool", .string(let text)): return text == "true" || text == "false" ? nil : "true or false"
        case ("list", .array), ("set", .array), ("tuple", .array): return nil
        case ("map", .object), ("object", .object): return nil
        case ("string", _): return "a text"
        case ("number", _): return "a number"
        case ("bool", _): return "true or false"
        case ("list", _), ("set", _), ("tuple", _): return "a list"
        case ("map", _), ("object", _): return "a mapping"
        default: return nil
        }
    }
}
