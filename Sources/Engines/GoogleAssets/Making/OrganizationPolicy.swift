import Values

/// A policy of an organization, a folder or a project, and whose it is.
struct OrganizationPolicy: Sendable {
    let name: String
    let type: String
    let isSecondForm: Bool
    let content: JSON

    /// Nil where the resource is none.
    init?(_ resource: Resource, _ around: Placement) {
        let lookup = Lookup(around: around, levels: [resource.values])
        let kind: (type: String, name: String)
        switch resource.type {
        case "google_org_policy_policy":
            let parent = resource.values["parent"]?.stringValue ?? ""
            let type =
                parent.hasPrefix("folders/")
                ? "Folder"
                : parent.hasPrefix("organizations/") ? "Organization" : "Project"
            kind = (type, parent.isEmpty ? "{parent}" : parent)
        case "google_project_organization_policy": kind = ("Project", "projects/{project}")
        case "google_folder_organization_policy": kind = ("Folder", "{folder}")
        case "google_organization_policy": kind = ("Organization", "organizations/{org_id}")
        default: return nil
        }
        let template = NameTemplate("//cloudresourcemanager.googleapis.com/" + kind.name)
        name = PlannedAssets.name(template, resource, lookup)
        type = "cloudresourcemanager.googleapis.com/" + kind.type
        isSecondForm = resource.type == "google_org_policy_policy"
        content = isSecondForm ? Self.second(resource.values) : Self.first(resource.values)
    }

    private static func first(_ values: JSON.Object) -> JSON {
        let constraint = values["constraint"]?.stringValue ?? ""
        let whole = constraint.hasPrefix("constraints/") ? constraint : "constraints/" + constraint
        var out: JSON = ["constraint": .string(whole)]
        if let version = values["version"], !version.isVoid { out["version"] = version }
        if let block = values["boolean_policy"]?[0] {
            out["boolean_policy"] = ["enforced": block["enforced"] ?? false]
        }
        if values["restore_policy"]?[0] != nil { out["restore_default"] = [:] }
        if let block = values["list_policy"]?[0] {
            var list: JSON = [:]
            for (side, every) in [("allow", 1), ("deny", 2)] {
                guard let one = block[side]?[0] else { continue }
                if one["all"] == true { list["all_values"] = JSON(every) }
                if let some = one["values"], !some.isVoid {
                    list[side == "allow" ? "allowed_values" : "denied_values"] = some
                }
            }
            for key in ["inherit_from_parent", "suggested_value"] {
                if let value = block[key], !value.isVoid { list[key] = value }
            }
            out["list_policy"] = list
        }
        return out
    }

    private static func second(_ values: JSON.Object) -> JSON {
        var spec = told(values["spec"]?[0] ?? .null)
        let rules = (values["spec"]?[0]?["rules"]?.arrayValue ?? []).map { rule -> JSON in
            var out = told(rule)
            for key in ["allow_all", "deny_all", "enforce"] {
                if let text = rule[key]?.stringValue { out[key] = .bool(text.lowercased() == "true") }
            }
            for key in ["condition", "values"] {
                out[key] = rule[key]?[0].flatMap { $0.isNull ? nil : told($0) }
            }
            return out
        }
        if !rules.isEmpty { spec["rules"] = .array(rules) }
        return ["name": values["name"] ?? "", "spec": spec]
    }

    private static func told(_ object: JSON) -> JSON {
        .object(.init((object.objectValue ?? [:]).filter { !$0.value.isVoid }))
    }
}
