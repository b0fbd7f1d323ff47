public import Values

/// A plan as people read it, in the layout of `terraform plan` without colors: what has changed outside, each
/// resource's differences line by line, the sums and the outputs.
public struct PlanText: Sendable {
    /// The tool whose name and words stand in the text.
    public enum Tool: Sendable { case terraform, openTofu }

    /// Ends with a line end; lines of prose are at most 77 columns wide.
    public let text: String

    /// `plan` in the JSON of `terraform show -json`. With a provider's schemas its nested blocks are shown as
    /// blocks and its sets as sets; without, everything is an attribute.
    public init(
        _ plan: JSON, for purpose: PlanProjection.Purpose = .change,
        schemas: ProviderSchemas = ProviderSchemas(), tool: Tool = .terraform
    ) {
        let page = Page(plan: plan, purpose: purpose, schemas: schemas, tool: tool)
        text = page.text
    }

    private struct Page {
        let plan: JSON
        let purpose: PlanProjection.Purpose
        let schemas: ProviderSchemas
        let tool: Tool

        private var name: String { tool == .terraform ? "Terraform" : "OpenTofu" }
        private var command: String { tool == .terraform ? "terraform" : "tofu" }

        var text: String {
            let drift = drifted
            let changes = shown
            let outputs = self.outputs
            if changes.isEmpty, outputs.isEmpty {
                return purpose == .refresh && !drift.isEmpty ? drift : nothing(drift)
            }
            let rule = String(repeating: "\u{2500}", count: 77)
            var out = drift.isEmpty ? "" : drift + "\n\(rule)\n"
            let counted = changes.map(PlannedAction.init).filter { $0 != .none }
            func count(_ actions: PlannedAction...) -> Int { counted.count(where: actions.contains) }
            if !counted.isEmpty {
                out +=
                    "\n"
                    + wrapped(
                        "\(name) used the selected providers to generate the following execution plan. "
                            + "Resource actions are indicated with the following symbols:") + "\n"
                for (action, words) in legend where counted.contains(action) {
                    out += "\(action.symbol) \(words)\n"
                }
            }
            if !changes.isEmpty {
                out += "\n\(name) will perform the following actions:\n"
                for change in changes { out += "\n" + self.change(change, .proposal) }
                let imports = changes.count { $0["change"]?["importing"] != nil }
                out += "\nPlan: " + (imports > 0 ? "\(imports) to import, " : "")
                out += "\(count(.create, .replace, .replaceLate)) to add, \(count(.update)) to change, "
                out += "\(count(.delete, .replace, .replaceLate)) to destroy"
                out += count(.forget) > 0 ? ", \(count(.forget)) to forget.\n" : ".\n"
            }
            if !outputs.isEmpty {
                out += "\nChanges to Outputs:\n\(outputs)"
                if counted.isEmpty {
                    out +=
                        "\n"
                        + wrapped(
                            "You can apply this plan to save these new output values to the \(name) "
                                + "state, without changing any real infrastructure.") + "\n"
                }
            }
            return out
        }

        private var legend: [(PlannedAction, String)] {
            [
                (.create, "create"),
                (.update, "update in-place" + (tool == .openTofu ? " (current -> planned)" : "")),
                (.delete, "destroy"),
                (.replace, "destroy and then create replacement"),
                (.replaceLate, "create replacement and then destroy"),
                (.read, "read (data resources)"), (.forget, "forget"),
            ]
        }

        /// The changes that there is something to say of.
        private var shown: [JSON] {
            (plan["resource_changes"]?.arrayValue ?? []).filter { change in
                switch PlannedAction(change) {
                case .none: isMoved(change) || change["change"]?["importing"] != nil
                case .delete: change["mode"]?.stringValue != "data"
                default: true
                }
            }
        }

        private func isMoved(_ change: JSON) -> Bool {
            guard let previous = change["previous_address"]?.stringValue else { return false }
            return previous != change["address"]?.stringValue
        }

        private func difference(_ change: JSON, relevant: PathSet? = nil) -> Difference {
            var pair = ValuePair(change: change["change"] ?? [:])
            pair.relevant = relevant
            let source = ProviderSource(change["provider_name"]?.stringValue ?? "")
            let schema = source.flatMap {
                schemas.schema(
                    change["mode"]?.stringValue == "data" ? .data : .managed,
                    change["type"]?.stringValue ?? "", of: $0)
            }
            return Differ(tool: tool).block(pair, schema)
        }

        private func change(_ change: JSON, _ cause: ResourceHeading.Cause, relevant: PathSet? = nil)
            -> String
        {
            let heading = ResourceHeading(change, cause)
            let kind = change["mode"]?.stringValue == "data" ? "data" : "resource"
            let names =
                "\(spelled(change["type"]?.stringValue ?? "")) \(spelled(change["name"]?.stringValue ?? ""))"
            let body = difference(change, relevant: relevant).text(0, Difference.Style(tool: tool))
            return "\(heading.text)\(heading.symbol) \(kind) \(names) \(body)\n"
        }

        // MARK: What has changed outside

        /// Where a plan makes changes, only of what they go back to.
        private var drifted: String {
            let all = plan["resource_drift"]?.arrayValue ?? []
            var lines = ""
            for change in all {
                var relevant: PathSet?
                if purpose != .refresh {
                    relevant = self.relevant(change)
                    if difference(change, relevant: relevant).action == .none { continue }
                }
                lines += "\n" + self.change(change, .drift, relevant: relevant)
            }
            let isEmpty = shown.isEmpty && outputs.isEmpty
            guard !lines.isEmpty, !isEmpty || purpose == .refresh else { return "" }
            let end =
                purpose == .refresh
                ? "This is a refresh-only plan, so \(name) will not take any actions to undo these. If you "
                    + "were expecting these changes then you can apply this plan to record the updated "
                    + "values in the \(name) state without changing any remote objects."
                : "Unless you have made equivalent changes to your configuration, or ignored the relevant "
                    + "attributes using ignore_changes, the following plan may include actions to undo or "
                    + "respond to these changes."
            let start =
                "\(name) detected the following changes made outside of \(name) since the last "
                + "\"\(command) apply\" which may have affected this plan:"
            return "\nNote: Objects have changed outside of \(name)\n\n\(wrapped(start))\n\(lines)"
                + "\n\n\(wrapped(end))\n"
        }

        private func relevant(_ change: JSON) -> PathSet {
            let own = (plan["relevant_attributes"]?.arrayValue ?? []).filter {
                $0["resource"] == change["address"]
            }
            return PathSet(own.map { $0["attribute"]?.arrayValue ?? [] })
        }

        // MARK: Outputs, and nothing

        private var outputs: String {
            let all = (plan["output_changes"]?.objectValue ?? [:]).map { name, change in
                (name, Differ(tool: tool).open(ValuePair(change: change)))
            }.sorted { $0.0 < $1.0 }
            let width = all.map { spelledName($0.0).utf8.count }.max() ?? 0
            return all.filter { $0.1.action != .none }.map { name, difference in
                let shown = spelledName(name)
                let gap = String(repeating: " ", count: width - shown.utf8.count)
                let style = Difference.Style(tool: tool)
                return style.symbol(difference.action) + shown + gap + " = "
                    + difference.text(0, style) + "\n"
            }.joined()
        }

        private func nothing(_ drift: String) -> String {
            switch purpose {
            case .refresh:
                return "\nNo changes. Your infrastructure still matches the configuration.\n\n"
                    + wrapped(
                        "\(name) has checked that the real remote objects still match the result of your "
                            + "most recent changes, and found no differences.") + "\n"
            case .destruction:
                return "\nNo changes. No objects need to be destroyed.\n\n"
                    + wrapped(
                        "Either you have not created any objects yet or the existing objects were already "
                            + "destroyed.") + "\n"
            case .change:
                return "\nNo changes. Your infrastructure matches the configuration.\n\n"
                    + wrapped(
                        "\(name) has compared your real infrastructure against your configuration and found "
                            + "no differences, so no changes are needed.") + "\n"
            }
        }
    }
}

/// Broken at spaces into lines of at most `width` columns.
private func wrapped(_ text: String, width: Int = 77) -> String {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
        if !line.isEmpty, line.utf8.count + 1 + word.utf8.count > width {
            lines.append(line)
            line = ""
        }
        line += (line.isEmpty ? "" : " ") + word
    }
    return (lines + [line]).joined(separator: "\n")
}
