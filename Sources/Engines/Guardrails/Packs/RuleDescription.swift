import RegoSyntax
public import Values

/// What a rule's annotations say of it; those of its package count where it says nothing itself.
public struct RuleDescription: Sendable, Equatable {
    /// `custom.id`, or the package and the rule's name.
    public let id: String
    public let title: String?
    public let description: String?
    public let severity: String?
    public let remediation: String?
    /// Controls by framework.
    public let frameworks: [String: [String]]
    /// Without `data`.
    public let package: String
    public let name: String
    public let file: String
    public let row: Int
    /// Everything under `custom`.
    public let custom: JSON

    /// The names of the rules that findings come from.
    public static let names = ["deny", "warn", "violation"]

    init(_ rule: Rule, _ index: Int, _ module: Module) {
        var own: JSON = .object([:])
        let annotations = module.annotations
        // The nearest one counts last.
        let near =
            annotations.filter { $0.scope == .package || $0.scope == .subpackages }
            + annotations.filter { one in
                guard case .rule(let at) = one.target, at < module.rules.count else { return false }
                return one.scope == .document && module.rules[at].head.name == rule.head.name
            }
            + annotations.filter { one in
                guard case .rule(index) = one.target else { return false }
                return one.scope == .rule
            }
        for (place, one) in near.enumerated() {
            let isPackage = place < near.count - 1 && one.scope != .document && one.scope != .rule
            for (key, value) in one.content where !(isPackage && key == "title") {
                if key == "custom", var custom = own["custom"], let more = value.objectValue {
                    for (name, value) in more { custom[name] = value }
                    own["custom"] = custom
                } else {
                    own[key] = value
                }
            }
        }
        let custom = own["custom"] ?? .object([:])
        let package = module.dottedPackage
        let name = rule.head.ref[0].variable ?? rule.head.name
        id = custom["id"]?.stringValue ?? package + "." + name
        title = own["title"]?.stringValue
        description = own["description"]?.stringValue
        severity = custom["severity"]?.stringValue
        remediation = custom["remediation"]?.stringValue
        frameworks = Dictionary(
            (custom["frameworks"]?.objectValue ?? [:]).map { entry in
                (entry.key, (entry.value.arrayValue ?? []).map { $0.stringValue ?? $0.text })
            }
        ) { $1 }
        self.package = package
        self.name = name
        file = module.file
        row = Int(rule.location.row)
        self.custom = custom
    }
}

extension Module {
    /// The package without `data`.
    var dottedPackage: String { package.path.dropFirst().map { $0.string ?? $0.text }.joined(separator: ".") }
}
