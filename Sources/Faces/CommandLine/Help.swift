import Bus
import Faults
import Schemas

/// What can be typed, from the verbs and the operations themselves.
struct Help {
    let offered: [Offered]
    let terminal: Terminal

    func show(_ topic: String?) throws(Fault) -> Int32 {
        guard let topic else {
            terminal.print(terminal.paint("plumb", .bold) + " keeps infrastructure true.\n")
            for entry in VerbEntry.all {
                terminal.print("  plumb \(line(entry))\n      \(terminal.paint(entry.help, .grey))")
            }
            let contexts = Set(offered.map(\.contract.context)).sorted()
            terminal.print("\nEvery operation by its own name: plumb CONTEXT OPERATION --field value")
            terminal.print("  contexts: " + contexts.joined(separator: ", "))
            terminal.print("  `plumb help CONTEXT` lists a context's operations.")
            terminal.print("\nEverywhere:")
            for option in VerbEntry.everywhere { terminal.print("  \(Self.line(option, terminal))") }
            terminal.print(
                "Exit codes: 0 done, 1 usage, 2 differences, 3 invalid, 4 signed out, 5 forbidden, 6 missing,"
            )
            terminal.print("  7 conflict, 8 unavailable, 9 cancelled, 10 internal.")
            return 0
        }
        let words = topic.split(separator: " ").map(String.init)
        let name = words.joined(separator: ".")
        let operations = offered.filter { $0.contract.context == name || $0.contract.name == name }
        let entries = VerbEntry.all.filter { entry in
            entry.spellings.contains { $0.starts(with: words) || words.starts(with: $0) }
        }
        guard !entries.isEmpty || !operations.isEmpty else {
            let known = VerbEntry.all.flatMap { $0.spellings.map { $0[0] } }
            let near = Suggestion.nearest(topic, among: known).map { " Did you mean “\($0)”?" } ?? ""
            throw .usage("There is nothing named “\(topic)”.\(near)")
        }
        for entry in entries {
            terminal.print("plumb \(line(entry))\n    \(entry.help)")
            for option in entry.options { terminal.print("      \(Self.line(option, terminal))") }
        }
        for operation in operations { describe(operation) }
        return 0
    }

    private func line(_ entry: VerbEntry) -> String {
        entry.usage.isEmpty ? entry.words : entry.words + " " + entry.usage
    }

    private static func line(_ option: VerbEntry.Option, _ terminal: Terminal) -> String {
        let values =
            if case .oneOf(let words)? = option.kind { " " + words.joined(separator: "|") } else { "" }
        return "--\(option.name)\(values)  \(terminal.paint(option.help, .grey))"
    }

    private func describe(_ operation: Offered) {
        let contract = operation.contract
        let verb = contract.name.dropFirst(contract.context.count + 1)
        terminal.print(terminal.paint("plumb \(contract.context) \(verb)", .bold))
        terminal.print("    \(operation.help)")
        for field in operation.request.fields {
            let mark = field.isRequired ? "" : field.byDefault.map { " (\($0))" } ?? " (optional)"
            terminal.print("      --\(field.name)\(mark)  \(terminal.paint(field.help, .grey))")
        }
    }
}
