import Values

/// What gates found of a plan, as a person wants to read it in a terminal.
struct GateText {
    let terminal: Terminal

    func show(_ run: JSON) {
        for report in run["gates"]?.arrayValue ?? [] {
            let findings = report["verdict"]?["findings"]?.arrayValue ?? []
            if findings.isEmpty { continue }
            terminal.print(report["gate"] == "policy" ? "Policies:" : "Gate:")
            for finding in findings { show(finding: finding) }
        }
    }

    private func show(finding: JSON) {
        let text = { (key: String) in finding[key]?.stringValue ?? "" }
        let stands = text("standing") == "stands"
        let isHard = text("enforcement") == "hard-mandatory"
        let mark = stands ? terminal.paint(isHard ? "✗" : "!", isHard ? .red : .yellow) : "–"
        let place = text("address").isEmpty ? "" : text("address") + ": "
        let notes = [text("rule"), text("severity"), text("enforcement"), stands ? "" : text("standing")]
        terminal.print(
            "  \(mark) \(place)\(text("message"))  "
                + terminal.paint("(" + notes.filter { !$0.isEmpty }.joined(separator: ", ") + ")", .grey))
        if !text("remediation").isEmpty { terminal.print("      " + text("remediation")) }
    }
}
