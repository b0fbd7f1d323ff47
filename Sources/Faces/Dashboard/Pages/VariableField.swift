import BlueprintsAPI
import Values

/// One variable of a blueprint as an input of the kind that fits its type.
struct VariableField {
    private let variable: BlueprintVariable
    private let given: String?
    private let problem: String?
    private let isGiven: Bool

    /// `isGiven` says that the workspace gives a value where the form gives none.
    init(_ variable: BlueprintVariable, _ form: Form?, _ problem: String?, isGiven: Bool) {
        self.variable = variable
        self.problem = problem
        self.isGiven = isGiven
        given = form?[VariableField.name(variable)]
    }

    static func name(_ variable: BlueprintVariable) -> String { "var." + variable.name }

    /// Text travels as it is; whatever else as JSON.
    static func isText(_ variable: BlueprintVariable) -> Bool { variable.type == "string" }

    var drawn: HTML {
        var field = Field(
            name: VariableField.name(variable), title: variable.name, value: given ?? "", hint: hint,
            problem: problem, isRequired: variable.isRequired, placeholder: byDefault)
        if variable.isSensitive {
            field.type = "password"
            field.autocomplete = "off"
            return field.line
        }
        if !variable.allowed.isEmpty {
            let options = variable.allowed.map { (text($0), text($0)) }
            return field.choice(variable.isRequired ? options : [unset] + options)
        }
        switch variable.type {
        case "bool":
            return field.choice([unset, ("true", "true"), ("false", "false")])
        case "string", "number": return field.line
        default: return field.block
        }
    }

    /// What holds when nothing is filled in; it is not sent, so that a default may change later.
    private var byDefault: String? {
        if isGiven { return "as the workspace's variable says" }
        guard let value = variable.byDefault, !value.isNull, !variable.isSensitive else { return nil }
        return text(value)
    }

    private var unset: (String, String) { ("", byDefault.map { "by default: \($0)" } ?? "not given") }

    private var hint: String? {
        let kind = VariableField.isText(variable) ? nil : variable.type
        let words = [variable.description, kind].compactMap { $0 }
        return words.isEmpty ? nil : words.joined(separator: " · ")
    }

    private func text(_ value: JSON) -> String {
        if VariableField.isText(variable), let text = value.stringValue { return text }
        return valueText(value)
    }
}

/// Reads what a form says about variables, all problems at once.
struct VariableReader {
    private let form: Form
    private(set) var problems: [String: String] = [:]

    init(_ form: Form) { self.form = form }

    /// What was left empty is left out, so that the blueprint's own value holds.
    mutating func read(_ variables: [BlueprintVariable]) -> [String: JSON] {
        var values: [String: JSON] = [:]
        for variable in variables {
            let text = form[VariableField.name(variable)] ?? ""
            guard !text.isEmpty else {
                if variable.isRequired { problems[variable.name] = "A value is needed." }
                continue
            }
            guard let value = read(text, variable) else {
                problems[variable.name] = "This is not of the type \(variable.type)."
                continue
            }
            values[variable.name] = value
        }
        return values
    }

    private func read(_ text: String, _ variable: BlueprintVariable) -> JSON? {
        if VariableField.isText(variable) { return .string(text) }
        let value: JSON
        do {
            value = try JSON(parsing: text)
        } catch {
            // Types of Terraform's that are not told apart here, such as `any`, take plain text too.
            return variable.type == "any" ? .string(text) : nil
        }
        switch variable.type {
        case "number": return value.numberValue == nil ? nil : value
        case "bool": return value.boolValue == nil ? nil : value
        default: return value
        }
    }
}
