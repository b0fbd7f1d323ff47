import Values

/// Takes secrets out of what Terraform writes in clear: its plans, its logs.
public struct Masking: Sendable {
    /// What stands where a secret stood.
    public static let mask = "(sensitive value)"

    private let secrets: [String]

    /// `secrets` are replaced wherever they occur as part of a text; those shorter than 4 bytes would
    /// blank harmless text and are only replaced where they are the whole of a value.
    public init(secrets: [String] = []) {
        self.secrets = Array(Set(secrets.filter { !$0.isEmpty })).sorted { $0.utf8.count > $1.utf8.count }
    }

    public func text(_ text: String) -> String {
        var out = text
        for secret in secrets {
            if out == secret { return Masking.mask }
            guard secret.utf8.count >= 4 else { continue }
            for form in [secret, escaped(secret)] where out.contains(form) {
                out = out.split(separator: form, omittingEmptySubsequences: false).joined(
                    separator: Masking.mask)
            }
        }
        return out
    }

    /// The secret as it stands within JSON text.
    private func escaped(_ secret: String) -> String {
        String(JSON.string(secret).text.dropFirst().dropLast())
    }

    /// Every text of a document, its keys excepted.
    public func json(_ value: JSON) -> JSON {
        switch value {
        case .string(let text): .string(self.text(text))
        case .array(let elements): .array(elements.map(json))
        case .object(let object): .object(.init(object.map { (key: $0.key, value: json($0.value)) }))
        case .number(let number): secrets.contains(number.text) ? .string(Masking.mask) : value
        case .null, .bool: value
        }
    }

    /// A plan's JSON with every value blanked that the plan itself marks as sensitive, every variable that
    /// is declared sensitive, every constant of a provider's configuration, and every known secret.
    public func plan(_ plan: JSON) -> JSON {
        var out = plan
        for key in ["resource_changes", "resource_drift"] {
            guard let changes = plan[key]?.arrayValue else { continue }
            out[key] = .array(
                changes.map { entry in
                    var entry = entry
                    if let change = entry["change"] { entry["change"] = blankedChange(change) }
                    return entry
                })
        }
        if let outputs = plan["output_changes"]?.objectValue {
            out["output_changes"] = .object(
                .init(outputs.map { (key: $0.key, value: blankedChange($0.value)) }))
        }
        for key in ["planned_values", "prior_state"] {
            if let values = plan[key] { out[key] = blankedValues(values) }
        }
        if let variables = plan["variables"]?.objectValue {
            let declared = plan["configuration"]?["root_module"]?["variables"]
            out["variables"] = .object(
                .init(
                    variables.map { name, value in
                        let isSensitive = declared?[name]?["sensitive"] == .bool(true)
                        return (key: name, value: isSensitive ? ["value": .string(Masking.mask)] : value)
                    }))
        }
        if let configuration = plan["configuration"],
            let providers = configuration["provider_config"]?.objectValue
        {
            var configuration = configuration
            configuration["provider_config"] = .object(
                .init(
                    providers.map { name, provider in
                        var provider = provider
                        if let expressions = provider["expressions"] {
                            provider["expressions"] = constantsBlanked(expressions)
                        }
                        return (key: name, value: provider)
                    }))
            out["configuration"] = configuration
        }
        return json(out)
    }

    private func blankedChange(_ change: JSON) -> JSON {
        var change = change
        for (values, marks) in [("before", "before_sensitive"), ("after", "after_sensitive")] {
            if let value = change[values] { change[values] = Masking.blank(value, where: change[marks]) }
        }
        return change
    }

    /// Blanks what `marks` says `true` to, tree against tree.
    public static func blank(_ value: JSON, where marks: JSON?) -> JSON {
        guard let marks, !value.isNull else { return value }
        switch (value, marks) {
        case (_, .bool(true)): return .string(mask)
        case (.object(let object), .object(let marked)):
            return .object(.init(object.map { (key: $0.key, value: blank($0.value, where: marked[$0.key])) }))
        case (.array(let elements), .array):
            return .array(elements.enumerated().map { blank($0.element, where: marks[$0.offset]) })
        default: return value
        }
    }

    /// Modules' resources carry `sensitive_values` beside `values`; outputs carry `sensitive`.
    private func blankedValues(_ tree: JSON) -> JSON {
        switch tree {
        case .array(let elements): return .array(elements.map(blankedValues))
        case .object(let object):
            if let values = object["values"], let marks = object["sensitive_values"] {
                var object = object
                object["values"] = Masking.blank(values, where: marks)
                return .object(object)
            }
            if object["sensitive"] == .bool(true), object["value"] != nil {
                var object = object
                object["value"] = .string(Masking.mask)
                return .object(object)
            }
            return .object(.init(object.map { (key: $0.key, value: blankedValues($0.value)) }))
        default: return tree
        }
    }

    private func constantsBlanked(_ tree: JSON) -> JSON {
        guard case .object(let object) = tree else {
            guard case .array(let elements) = tree else { return tree }
            return .array(elements.map(constantsBlanked))
        }
        return .object(
            .init(
                object.map { key, value in
                    let isPlain = key == "region" || key == "alias"
                    if value["constant_value"] != nil, !isPlain {
                        return (key: key, value: ["constant_value": .string(Masking.mask)])
                    }
                    return (key: key, value: isPlain ? value : constantsBlanked(value))
                }))
    }
}
