import Faults
import Values
import Vocabulary

/// Reads the JSON of `terraform show -json PLANFILE` (formats 0.1 to 1.2).
public struct PlanReader {
    private let plan: JSON

    /// Faults: `terraform.not_a_plan` when the document is something else.
    public init(_ plan: JSON) throws(Fault) {
        guard let version = plan["format_version"]?.stringValue,
            plan["resource_changes"] != nil
                || plan["planned_values"] != nil
        else {
            throw Fault(
                .invalid, "terraform.not_a_plan",
                "This is not a plan: the JSON of `terraform show -json PLANFILE` was expected.")
        }
        guard PlanReader.isReadable(version) else {
            throw Fault(
                .unsupported, "terraform.plan_format",
                "This plan has the format \(version); Plumb reads 0.1, 0.2 and 1.x.")
        }
        self.plan = plan
    }

    /// Formats are `major.minor`; a minor one only adds fields, from 1.0 on.
    private static func isReadable(_ version: String) -> Bool {
        let parts = version.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let major = UInt(parts[0]), let minor = UInt(parts[1]) else { return false }
        return major == 1 || major == 0 && (1...2).contains(minor)
    }

    /// The whole plan for people; sensitive values are left out.
    public var view: PlanView {
        let changes = (plan["resource_changes"]?.arrayValue ?? []).compactMap { change($0) }
            .filter { $0.action != .none || $0.previousAddress != nil }
        return PlanView(summary: summary, changes: changes, drift: drifted, outputs: outputs)
    }

    private var drifted: [ResourceChange] {
        (plan["resource_drift"]?.arrayValue ?? []).compactMap { change($0) }.filter { $0.action != .none }
    }

    /// Counted as Terraform's own summary line counts.
    public var summary: PlanSummary {
        var summary = PlanSummary()
        for change in everyManaged {
            let actions = PlanReader.actions(change)
            if actions.contains("create") { summary.add += 1 }
            if actions.contains("delete") { summary.destroy += 1 }
            if actions == ["update"] { summary.change += 1 }
            if let importing = change["change"]?["importing"], !importing.isNull { summary.imported += 1 }
        }
        summary.outputs = outputs.count
        summary.recorded = everyManaged.count { entry in
            PlanReader.actions(entry) == ["forget"]
                || entry["previous_address"] != nil && PlanReader.actions(entry) == ["no-op"]
        }
        // Applying such a plan writes what was found into the state. Its `applyable` says false even so.
        if summary.isEmpty { summary.recorded = drifted.count }
        return summary
    }

    private var everyManaged: [JSON] {
        (plan["resource_changes"]?.arrayValue ?? []).filter { $0["mode"]?.stringValue != "data" }
    }

    /// True when applying would change a resource or an output.
    public var hasChanges: Bool { !summary.isEmpty }

    /// Every entry of the plan, those that do nothing included: its type and Terraform's own words for
    /// what happens.
    public var everyChange: [(type: String, actions: [String])] {
        (plan["resource_changes"]?.arrayValue ?? []).map { entry in
            (entry["type"]?.stringValue ?? "", PlanReader.actions(entry))
        }
    }

    public var driftCount: Int { plan["resource_drift"]?.arrayValue?.count ?? 0 }

    private var outputs: [AttributeChange] {
        (plan["output_changes"]?.objectValue?.sorted() ?? []).compactMap { name, change in
            let actions = (change["actions"]?.arrayValue ?? []).compactMap(\.stringValue)
            guard actions != ["no-op"] else { return nil }
            let isSensitive =
                change["before_sensitive"] == .bool(true) || change["after_sensitive"] == .bool(true)
            let isUnknown = change["after_unknown"] == .bool(true)
            return AttributeChange(
                path: name, before: isSensitive ? nil : PlanReader.shown(change["before"]),
                after: isSensitive || isUnknown ? nil : PlanReader.shown(change["after"]),
                isUnknown: isUnknown, isSensitive: isSensitive)
        }
    }

    private static func actions(_ change: JSON) -> [String] {
        (change["change"]?["actions"]?.arrayValue ?? []).compactMap(\.stringValue)
    }

    private func change(_ entry: JSON) -> ResourceChange? {
        guard let address = entry["address"]?.stringValue, let change = entry["change"] else { return nil }
        let previous = entry["previous_address"]?.stringValue
        return ResourceChange(
            address: address, type: entry["type"]?.stringValue ?? "",
            provider: entry["provider_name"]?.stringValue ?? "",
            action: PlanReader.action(PlanReader.actions(entry), change, moved: previous != nil),
            reason: entry["action_reason"]?.stringValue.map(PlanReader.words), previousAddress: previous,
            attributes: AttributeComparison(change).changes)
    }

    private static func action(_ actions: [String], _ change: JSON, moved: Bool) -> ResourceChange.Action {
        switch actions {
        case ["create"]: .create
        case ["update"]: .update
        case ["delete"]: .delete
        case ["delete", "create"], ["create", "delete"]: .replace
        case ["read"]: .read
        case ["forget"]: .forget
        default:
            if let importing = change["importing"], !importing.isNull {
                .imported
            } else {
                moved ? .moved : .none
            }
        }
    }

    static func shown(_ value: JSON?) -> String? {
        guard let value, !value.isNull else { return nil }
        return value.text
    }

    /// `replace_because_cannot_update` as a person says it.
    private static func words(_ reason: String) -> String {
        switch reason {
        case "replace_because_tainted": "it is tainted"
        case "replace_because_cannot_update": "an attribute cannot be changed in place"
        case "replace_by_request": "its replacement was asked for"
        case "replace_by_triggers": "something it is replaced with has changed"
        case "delete_because_no_resource_config": "it is no longer in the configuration"
        case "delete_because_no_module": "its module is no longer in the configuration"
        case "delete_because_wrong_repetition": "its count or for_each was added or removed"
        case "delete_because_count_index": "its index is beyond count"
        case "delete_because_each_key": "its key is no longer in for_each"
        case "read_because_config_unknown": "its configuration is known only once applied"
        case "read_because_dependency_pending": "something it depends on changes"
        case "read_because_check_nested": "it belongs to a check"
        default: String(reason.map { $0 == "_" ? " " : $0 })
        }
    }
}
