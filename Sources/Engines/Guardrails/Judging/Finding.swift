public import Values

/// What a rule said, in the one form that all of them come to.
public struct Finding: Sendable, Equatable {
    /// The rule's id.
    public let rule: String
    public let title: String?
    public let severity: String?
    public let address: String?
    public let message: String
    public let remediation: String?
    /// Without `data`.
    public let package: String
    /// `deny`, `warn` or `violation`.
    public let name: String
    /// What else its object holds.
    public let details: JSON?
}

extension Pack {
    /// A rule's value as findings: a set or list of texts or objects, an object of such, a text, or `true`.
    func findings(_ target: Target, _ value: JSON) -> [Finding] {
        switch value {
        case .array(let elements): elements.map { finding(target, $0) }
        // `deny[key] := message`, and `deny := {"msg": …}`.
        case .object(let members) where members["msg"] == nil && members["message"] == nil:
            members.map { finding(target, $0.value) }
        case .bool(false), .null: []
        default: [finding(target, value)]
        }
    }

    private func finding(_ target: Target, _ value: JSON) -> Finding {
        var rest = value.objectValue ?? [:]
        func take(_ names: String...) -> String? {
            for name in names {
                if let text = rest[name]?.stringValue {
                    rest.removeValue(forKey: name)
                    return text
                }
            }
            return nil
        }
        let known = rule(target, value["id"]?.stringValue)
        let message: String
        switch value {
        case .string(let text): message = text
        case .object: message = take("message", "msg") ?? known?.title ?? value.text
        case .bool(true): message = known?.title ?? "\(target.package).\(target.name) holds"
        default: message = value.text
        }
        return Finding(
            rule: take("id") ?? known?.id ?? target.package + "." + target.name,
            title: take("title") ?? known?.title, severity: take("severity") ?? known?.severity,
            address: take("address", "resource"), message: message,
            remediation: take("remediation") ?? known?.remediation, package: target.package,
            name: target.name, details: rest.isEmpty ? nil : .object(rest))
    }

    /// The rule that a finding is of, where that can be told: by its id, or as the only one of its name.
    private func rule(_ target: Target, _ id: String?) -> RuleDescription? {
        let candidates = rules.filter { $0.package == target.package && $0.name == target.name }
        if let id { return candidates.first { $0.id == id } }
        return Set(candidates.map(\.id)).count == 1 ? candidates.first : nil
    }
}
