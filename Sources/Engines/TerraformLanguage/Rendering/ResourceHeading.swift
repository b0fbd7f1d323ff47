import Values

/// The lines above a resource's change: what happens to it and why.
struct ResourceHeading {
    enum Cause { case proposal, drift }

    let text: String
    /// In the words of Terraform's own table of symbols.
    let symbol: String

    init(_ change: JSON, _ cause: Cause) {
        let action = PlannedAction(change)
        let address = change["address"]?.stringValue ?? ""
        let previous = change["previous_address"]?.stringValue
        let isMoved = previous.map { $0 != address } ?? false
        let deposed = change["deposed"]?.stringValue
        let shown = address + (deposed.map { " (deposed object \($0))" } ?? "")
        let reason = change["action_reason"]?.stringValue
        var lines: [String]
        switch action {
        case .create: lines = ["\(shown) will be created"]
        case .read: lines = ["\(shown) will be read during apply"] + Self.reading(reason)
        case .update:
            lines = [shown + (cause == .drift ? " has changed" : " will be updated in-place")]
        case .replace, .replaceLate: lines = ["\(shown) \(Self.replacing(reason))"]
        case .delete:
            lines = [shown + (cause == .drift ? " has been deleted" : " will be destroyed")]
            if let why = Self.deleting(reason, change, previous) { lines.append("(because \(why))") }
            if deposed != nil {
                lines.append("(left over from a partially-failed replacement of this instance)")
            }
        case .forget:
            lines = [
                "\(shown) will no longer be managed by Terraform, but will not be destroyed",
                "(destroy = false is set in the configuration)",
            ]
        case .none:
            let isImported = change["change"]?["importing"] != nil
            lines = [
                isMoved
                    ? "\(previous ?? "") has moved to \(shown)"
                    : isImported ? "\(shown) will be imported" : shown
            ]
        }
        if isMoved, action != .none { lines.append("(moved from \(previous ?? ""))") }
        if let id = change["change"]?["importing"]?["id"]?.stringValue, action != .none {
            lines.append("(imported from \"\(id)\")")
        }
        text = lines.map { "  # \($0)\n" }.joined()
        symbol = action.symbol
    }

    private static func reading(_ reason: String?) -> [String] {
        switch reason {
        case "read_because_config_unknown": ["(config refers to values not yet known)"]
        case "read_because_dependency_pending":
            ["(depends on a resource or a module with changes pending)"]
        case "read_because_check_nested": ["(config will be reloaded to verify a check block)"]
        default: []
        }
    }

    private static func replacing(_ reason: String?) -> String {
        switch reason {
        case "replace_because_tainted": "is tainted, so must be replaced"
        case "replace_by_request": "will be replaced, as requested"
        case "replace_by_triggers": "will be replaced due to changes in replace_triggered_by"
        default: "must be replaced"
        }
    }

    private static func deleting(_ reason: String?, _ change: JSON, _ previous: String?) -> String? {
        let index = change["index"]
        switch reason {
        case "delete_because_no_resource_config":
            return "\(change["type"]?.stringValue ?? "").\(change["name"]?.stringValue ?? "") "
                + "is not in configuration"
        case "delete_because_no_module":
            return "\(change["module_address"]?.stringValue ?? "") is not in configuration"
        case "delete_because_wrong_repetition":
            guard let index else { return "resource uses count or for_each" }
            return index.stringValue == nil ? "resource does not use count" : "resource does not use for_each"
        case "delete_because_count_index":
            return "index [\(index?.text ?? "")] is out of range for count"
        case "delete_because_each_key": return "key [\(index?.text ?? "")] is not in for_each map"
        case "delete_because_no_move_target":
            return "\(previous ?? "") was moved to \(change["address"]?.stringValue ?? ""), "
                + "which is not in configuration"
        default: return nil
        }
    }
}

/// What is done to a whole resource.
enum PlannedAction: CaseIterable {
    case create, update, delete, replace, replaceLate, read, forget, none

    init(_ change: JSON) {
        let words = (change["change"]?["actions"]?.arrayValue ?? []).compactMap(\.stringValue)
        switch words {
        case ["create"]: self = .create
        case ["update"]: self = .update
        case ["delete"]: self = .delete
        case ["delete", "create"]: self = .replace
        case ["create", "delete"]: self = .replaceLate
        case ["read"]: self = .read
        case ["forget"]: self = .forget
        default: self = .none
        }
    }

    var symbol: String {
        switch self {
        case .create: "  +"
        case .update: "  ~"
        case .delete: "  -"
        case .replace: "-/+"
        case .replaceLate: "+/-"
        case .read: " <="
        case .forget: "  ."
        case .none: "   "
        }
    }
}
