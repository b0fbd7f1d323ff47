import DeploymentsAPI

/// A plan as a person reads it: the most dangerous changes first.
struct PlanReport: Sendable {
    let plan: DeploymentPlan

    /// Changes beyond these are folded.
    private static let openCeiling = 12

    var drawn: HTML {
        group {
            if plan.changes.isEmpty && plan.outputs.isEmpty {
                p(.class("quiet"), text: "Nothing would change: what is there matches the configuration.")
            } else {
                div(.class("changes")) {
                    for change in ordered {
                        entry(change, isOpen: plan.changes.count <= PlanReport.openCeiling)
                    }
                }
                if !plan.outputs.isEmpty {
                    details(.class("change")) {
                        summary(text: "Outputs: \(plan.outputs.count)")
                        attributes(plan.outputs)
                    }
                }
            }
            if !plan.drift.isEmpty {
                details(.class("behind"), .open) {
                    summary(text: "Changed behind Terraform's back: \(plan.drift.count)")
                    div(.class("changes")) {
                        for change in plan.drift { entry(change, isOpen: true) }
                    }
                }
            }
        }
    }

    private var ordered: [PlannedChange] {
        let order = ["delete", "replace", "update", "create"]
        let rank = { (change: PlannedChange) in order.firstIndex(of: change.action) ?? order.count }
        return plan.changes.enumerated().sorted { one, other in
            (rank(one.element), one.offset) < (rank(other.element), other.offset)
        }.map(\.element)
    }

    private func entry(_ change: PlannedChange, isOpen: Bool) -> HTML {
        let action = PlanAction(change.action)
        return details(.class("change " + action.style), .when(isOpen && change.action != "delete", .open)) {
            summary {
                span(.class("action")) {
                    action.glyph.drawn
                    span(text: action.word)
                }
                code(.class("address"), text: change.address)
                if let reason = change.reason { span(.class("reason"), text: reason) }
            }
            if let previous = change.previousAddress {
                p(.class("quiet")) {
                    "before: "
                    code(text: previous)
                }
            }
            attributes(change.attributes, change.action)
        }
    }

    @Markup
    private func attributes(_ list: [PlannedAttribute], _ action: String = "update") -> [HTML] {
        if list.isEmpty {
            p(.class("quiet"), text: "No attributes to show.")
        } else if action == "create" {
            single(list) { $0.after }
        } else if action == "delete" {
            single(list) { $0.before }
        } else {
            Comparison(
                before: "Before", after: "After",
                rows: list.map { attribute in
                    Comparison.Row(
                        path: attribute.path, before: attribute.before, after: attribute.after,
                        isSensitive: attribute.isSensitive, isUnknown: attribute.isUnknown,
                        forcesReplacement: attribute.forcesReplacement)
                }
            ).drawn
        }
    }

    private func single(_ list: [PlannedAttribute], _ text: (PlannedAttribute) -> String?) -> HTML {
        dl(.class("attributes")) {
            for attribute in list {
                div {
                    dt { code(text: attribute.path) }
                    dd {
                        if attribute.isSensitive {
                            sensitiveMark
                        } else if attribute.isUnknown {
                            span(.class("unknown"), text: "known after apply")
                        } else {
                            value(text(attribute).map { valueText($0) } ?? "null")
                        }
                    }
                }
            }
        }
    }
}

/// What a plan does to a resource, in word, shape and colour.
struct PlanAction {
    let word: String
    let glyph: Glyph
    let style: String

    init(_ action: String) {
        (word, glyph, style) =
            switch action {
            case "create": ("create", .plus, "create")
            case "update": ("change", .wave, "update")
            case "delete": ("destroy", .minus, "delete")
            case "replace": ("replace", .swap, "replace")
            case "read": ("read", .eye, "read")
            case "moved": ("move", .arrow, "read")
            case "imported": ("import", .arrow, "read")
            case "forget": ("forget", .slash, "read")
            default: (action, .ring, "read")
            }
    }
}
