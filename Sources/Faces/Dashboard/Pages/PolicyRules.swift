import HTTP
import PoliciesAPI
import Vocabulary

extension Visitor {
    /// A pack's rules with what they say of themselves, those that fit the query.
    func rulePanel(_ content: PolicyPackContent) -> HTML {
        let form = Form(query)
        let (severity, about) = (form.text("severity"), form.text("about")?.lowercased())
        let fitting = content.rules.filter { rule in
            (severity == nil || rule.severity == severity)
                && (about.map { Self.tells(rule, of: $0) } ?? true)
        }.sorted { (Self.rank($0.severity), $0.id) < (Self.rank($1.severity), $1.id) }
        let note =
            fitting.count == content.rules.count
            ? counted(fitting.count, "rule") : "\(fitting.count) of \(counted(content.rules.count, "rule"))"
        return panel("Rules", id: "rules", aside: span(.class("quiet"), text: note)) {
            if content.rules.count > 5 {
                asking(content.pack.slug.packLink) {
                    Field(
                        name: "about", title: "About", value: form.text("about") ?? "", placeholder: "s3, CIS"
                    ).line
                    Field(name: "severity", title: "Severity", value: severity ?? "").choice(
                        [("", "Any")] + Self.severities.map { ($0, $0.capitalized) })
                    button(.type("submit"), text: "Search")
                }
            }
            if fitting.isEmpty {
                emptyState("No rule of the pack fits.")
            } else {
                ul(.class("rules"), .label("Rules, the gravest first")) {
                    for rule in fitting { entry(rule) }
                }
            }
        }
    }

    private static let severities = ["critical", "high", "medium", "low"]

    private static func rank(_ severity: String?) -> Int {
        severity.flatMap { severities.firstIndex(of: $0) } ?? severities.count
    }

    private static func tells(_ rule: PolicyRule, of text: String) -> Bool {
        let frameworks = rule.frameworks.flatMap { name, controls in [name] + controls.map { name + " " + $0 }
        }
        return ([rule.id, rule.title ?? "", rule.package] + frameworks).contains {
            $0.lowercased().contains(text)
        }
    }

    private func entry(_ rule: PolicyRule) -> HTML {
        li {
            details {
                summary {
                    severityMark(rule.severity).drawn
                    strong(text: rule.title ?? rule.id)
                    code(.class("quiet"), text: rule.id)
                }
                if let description = rule.description { p(text: description) }
                facts(Self.words(about: rule))
            }
        }
    }

    private static func words(about rule: PolicyRule) -> [(String, HTML)] {
        let stops = rule.name == "warn" ? "nothing: it only warns" : "as strictly as the pack judges"
        var rows = [("Stops", HTML.text(stops))]
        if let remediation = rule.remediation { rows.append(("What to do", .text(remediation))) }
        for (name, controls) in rule.frameworks.sorted(by: { $0.key < $1.key }) {
            rows.append((framework(name), .text(controls.joined(separator: ", "))))
        }
        return rows + [("Written", code(.class("wrap"), text: "\(rule.file):\(rule.line)"))]
    }

    func severityMark(_ severity: String?) -> Mark {
        switch severity {
        case "critical": Mark(word: "Critical", glyph: .warning, tone: .bad)
        case "high": Mark(word: "High", glyph: .warning, tone: .bad)
        case "medium": Mark(word: "Medium", glyph: .unequal, tone: .waiting)
        case "low": Mark(word: "Low", glyph: .ring, tone: .calm)
        default: Mark(word: severity ?? "Finding", glyph: .ring, tone: .waiting)
        }
    }

    private static func framework(_ name: String) -> String {
        switch name {
        case "pci_dss": "PCI DSS"
        case "soc_2": "SOC 2"
        case "nist_800_53": "NIST 800-53"
        case let other where other.hasPrefix("cis"):
            "CIS" + other.dropFirst(3).split(separator: "_").map { " " + $0.uppercased() }.joined()
        default: name
        }
    }
}
