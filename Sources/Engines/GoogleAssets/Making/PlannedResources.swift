import Values

/// The resources of a plan that will be there once it is applied.
enum PlannedResources {
    static func all(_ plan: JSON) -> [Resource] {
        var unknown: [String: JSON] = [:]
        for change in plan["resource_changes"]?.arrayValue ?? [] {
            if let address = change["address"]?.stringValue {
                unknown[address] = change["change"]?["after_unknown"]
            }
        }
        var out: [Resource] = []
        var modules = [plan["planned_values"]?["root_module"] ?? .null]
        while let module = modules.popLast() {
            modules += module["child_modules"]?.arrayValue ?? []
            for entry in module["resources"]?.arrayValue ?? [] {
                guard entry["mode"]?.stringValue != "data", let type = entry["type"]?.stringValue,
                    type.hasPrefix("google_"), let address = entry["address"]?.stringValue
                else { continue }
                out.append(
                    Resource(
                        address: address, type: type, values: entry["values"]?.objectValue ?? [:],
                        unknown: unknown[address] ?? .null))
            }
        }
        return out.sorted { $0.address < $1.address }
    }

    /// With what the root module's provider is configured with, as far as the plan tells.
    static func placement(_ plan: JSON, _ given: Placement) -> Placement {
        var around = given
        let providers = plan["configuration"]?["provider_config"]?.objectValue ?? [:]
        for name in ["google-beta", "google"] {
            guard let told = providers[name]?["expressions"] else { continue }
            func text(_ key: String) -> String? {
                guard let expression = told[key] else { return nil }
                if let text = expression["constant_value"]?.stringValue { return text }
                guard let name = expression["references"]?[0]?.stringValue, name.hasPrefix("var.") else {
                    return nil
                }
                return plan["variables"]?[String(name.dropFirst(4))]?["value"]?.stringValue
            }
            around.project = given.project ?? text("project") ?? around.project
            around.region = given.region ?? text("region") ?? around.region
            around.zone = given.zone ?? text("zone") ?? around.zone
        }
        return around
    }
}
