import Values

/// A plan as a person wants to read it in a terminal.
struct PlanText {
    let terminal: Terminal

    func show(_ plan: JSON) {
        for change in plan["changes"]?.arrayValue ?? [] { show(change: change) }
        let drift = plan["drift"]?.arrayValue ?? []
        if !drift.isEmpty {
            terminal.print(terminal.paint("Changed behind Terraform's back:", .yellow))
            for change in drift { show(change: change) }
        }
        let outputs = plan["outputs"]?.arrayValue ?? []
        if !outputs.isEmpty {
            terminal.print("Outputs:")
            for output in outputs { show(attribute: output, width: width(of: outputs)) }
        }
        terminal.print(Self.summary(plan["summary"] ?? .null))
    }

    static func summary(_ summary: JSON) -> String {
        let number = { (key: String) in summary[key]?.intValue ?? 0 }
        if ["add", "change", "destroy", "imported", "outputs", "recorded"].allSatisfy({ number($0) == 0 }) {
            return "Plan: no changes."
        }
        var text =
            "Plan: \(number("add")) to add, \(number("change")) to change, \(number("destroy")) to destroy"
        if number("imported") > 0 { text += ", \(number("imported")) to import" }
        if number("recorded") > 0 { text += ", \(number("recorded")) to record" }
        if number("add") + number("change") + number("destroy") == 0 {
            text += "; \(number("outputs")) outputs change"
        }
        return text + "."
    }

    private func show(change: JSON) {
        let action = change["action"]?.stringValue ?? ""
        let (mark, word, colour): (String, String, Terminal.Colour) =
            switch action {
            case "create": ("+", "will be created", .green)
            case "update": ("~", "will be changed", .yellow)
            case "delete": ("-", "will be destroyed", .red)
            case "replace": ("±", "must be replaced", .red)
            case "read": ("<", "will be read", .blue)
            case "imported": ("→", "will be imported", .blue)
            case "moved": ("→", "has moved", .blue)
            default: ("·", action, .grey)
            }
        let reason = change["reason"]?.stringValue.map { ", because \($0)" } ?? ""
        let from = change["previousAddress"]?.stringValue.map { " (was \($0))" } ?? ""
        let address = change["address"]?.stringValue ?? ""
        terminal.print(
            "\(terminal.paint(mark, colour)) \(terminal.paint(address, .bold))\(from) \(word)\(reason)")
        let attributes = change["attributes"]?.arrayValue ?? []
        if action != "delete" {
            for attribute in attributes { show(attribute: attribute, width: width(of: attributes)) }
        }
        terminal.print()
    }

    private func width(of attributes: [JSON]) -> Int {
        min(40, attributes.map { ($0["path"]?.stringValue ?? "").count }.max() ?? 0)
    }

    private func show(attribute: JSON, width: Int) {
        let path = attribute["path"]?.stringValue ?? ""
        let pad = String(repeating: " ", count: max(0, width - path.count))
        let isSensitive = attribute["isSensitive"]?.boolValue == true
        let after =
            isSensitive
            ? "(sensitive)"
            : attribute["isUnknown"]?.boolValue == true
                ? "(known after apply)" : attribute["after"]?.stringValue ?? "null"
        let before = isSensitive ? "(sensitive)" : attribute["before"]?.stringValue
        let value = before.map { "\(shortened($0)) → \(shortened(after))" } ?? shortened(after)
        let forced =
            attribute["forcesReplacement"]?.boolValue == true
            ? terminal.paint("  forces replacement", .red) : ""
        terminal.print("    \(path)\(pad)  \(value)\(forced)")
    }

    private func shortened(_ text: String) -> String { text.count > 100 ? text.prefix(97) + "…" : text }
}
