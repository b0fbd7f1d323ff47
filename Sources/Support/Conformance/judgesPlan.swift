import Faults
import FoundationEssentials
import HCL
import Terraform
import TerraformLanguage
import Values

/// Plans and states that are told from a configuration, and the stream of an apply.
func judgesPlan(common: String) -> [Judge] {
    [
        Judge("tfplan", file: "show_json") { judgeShown($0, common) },
        Judge("tfplan-progress", folder: "tfplan", file: "equivalence", judgeProgress),
    ]
}

/// As another program names its registry.
func renamed(_ text: String) -> String {
    text.replacing("registry.opentofu.org", with: "registry.terraform.io")
}

/// Without `condition_results` too, which only a development version wrote: what became of it, `checks`, no
/// case here has.
func withoutVersions(_ json: JSON) -> JSON {
    var out = json
    for key in ["format_version", "terraform_version", "timestamp", "condition_results", "checks"] {
        out[key] = nil
    }
    if let attributes = out["relevant_attributes"]?.arrayValue {
        // In no order.
        out["relevant_attributes"] = .array(
            attributes.sorted {
                ($0["resource"]?.text ?? "", $0["attribute"]?.text ?? "")
                    < ($1["resource"]?.text ?? "", $1["attribute"]?.text ?? "")
            })
    }
    if let prior = out["prior_state"] { out["prior_state"] = withoutVersions(prior) }
    return out
}

/// The provider that the cases are planned with.
private func mock(
    _ common: String, _ id: String, refreshes: Bool
) -> (ProviderSchemas, PlanProjection.Provider)? {
    guard let bytes = FileManager.default.contents(atPath: common + "/show_json_provider.json"),
        let json = try? JSON(parsing: Array(bytes)), let source = ProviderSource("test")
    else { return nil }
    var provider = ProviderSchemas.Provider()
    for (type, attributes) in json["test_provider"]?.objectValue ?? [:] {
        var schema = BlockSchema()
        for (name, fact) in attributes.objectValue ?? [:] {
            var attribute = BlockSchema.Attribute(fact["type"].flatMap { ValueType(fact: $0) } ?? .dynamic)
            attribute.isOptional = fact["optional"]?.boolValue ?? false
            attribute.isComputed = fact["computed"]?.boolValue ?? false
            schema.attributes[name] = attribute
        }
        // Plans that only refresh are made with it too.
        if id.hasPrefix("show-json-sensitive") || refreshes {
            var password = BlockSchema.Attribute(.string)
            (password.isOptional, password.isSensitive) = (true, true)
            schema.attributes["password"] = password
        }
        provider.resources[type] = schema
    }
    var region = BlockSchema.Attribute(.string)
    region.isOptional = true
    provider.configuration = BlockSchema(attributes: ["region": region, "version": region])
    var schemas = ProviderSchemas()
    schemas.providers[source] = provider
    var planning = PlanProjection.Provider()
    planning.refresh = { _, recorded in
        guard recorded["ami"] == .string("refresh-me"), let named = recorded.namedValues else {
            return recorded
        }
        return .object(named.map { ($0.name, $0.name == "ami" ? .string("refreshed") : $0.value) })
    }
    planning.plan = { request in
        let isReplaced =
            request.proposed["ami"]?.stringValue == "force-replace"
            && request.prior["ami"] != request.proposed["ami"]
        return (request.proposed, isReplaced ? [["ami"]] : [])
    }
    if id.hasPrefix("show-json-identity") {
        planning.identity = { _, value in
            value["id"]?.stringValue.map { ["id": .string($0)] }
        }
    }
    return (schemas, planning)
}

@Sendable private func judgeShown(_ sample: JSON, _ common: String) -> String? {
    guard let id = sample["id"]?.stringValue, let files = sample["files"]?.objectValue,
        let wanted = sample["want"]?.objectValue
    else { return "the case can't be read" }
    var sources: [String: [UInt8]] = [:]
    var states: [String: JSON] = [:]
    for (name, content) in files {
        if name.hasSuffix(".tfstate") {
            states[name] = try? JSON(parsing: renamed(content.text))
        } else if let text = content.stringValue {
            sources[name] = Array(text.utf8)
        }
    }
    for (name, want) in wanted {
        let refreshes = name.contains("refresh-only")
        guard let want = try? JSON(parsing: renamed(want.text)),
            let (schemas, planning) = mock(common, id, refreshes: refreshes)
        else { return "the case can't be read" }
        let got: JSON
        if id.hasPrefix("show-json-state") {
            got = StateProjection(states["terraform.tfstate"] ?? [:], schemas: schemas).json
        } else {
            let plan = PlanProjection(
                Configuration(sources),
                state: states[refreshes ? "for-refresh.tfstate" : "terraform.tfstate"],
                for: refreshes ? .refresh : .change,
                // So are these plans asked for, whatever the case.
                variables: refreshes ? ["ami": .string("bad-ami")] : [:], schemas: schemas,
                provider: planning)
            if plan.diagnostics.hasErrors { return "failed: \(plan.diagnostics)" }
            got = plan.json
        }
        var told = withoutVersions(got)
        // The answers are of several versions, some from before this part was.
        if want["relevant_attributes"] == nil { told["relevant_attributes"] = nil }
        if let difference = difference(withoutVersions(want), told, "") {
            return "\(name)\(difference)"
        }
    }
    return nil
}

/// The first place where two documents are not the same.
func difference(_ want: JSON, _ got: JSON, _ path: String) -> String? {
    if want == got { return nil }
    if let a = want.objectValue, let b = got.objectValue {
        for key in Set(a.map(\.key) + b.map(\.key)).sorted() {
            switch (a[key], b[key]) {
            case (let x?, let y?):
                if let difference = difference(x, y, path + "/" + key) { return difference }
            case (let x?, nil): return "\(path)/\(key): wanted \(x.text), got nothing"
            case (nil, let y?): return "\(path)/\(key): wanted nothing, got \(y.text)"
            default: break
            }
        }
    }
    if let a = want.arrayValue, let b = got.arrayValue, a.count == b.count {
        for (place, pair) in zip(a, b).enumerated() {
            if let difference = difference(pair.0, pair.1, "\(path)/\(place)") { return difference }
        }
    }
    return "\(path): wanted \(want.text), got \(got.text)"
}

/// Every message of an apply is of a known kind, says which resource it is about, and is kept whole; the
/// messages' own summary is what they tell.
@Sendable private func judgeProgress(_ sample: JSON) -> String? {
    guard let wants = sample["want"]?.objectValue else { return "the case can't be read" }
    guard let messages = wants["apply.json"]?.arrayValue else { return nil }
    var planned: [String: Int] = [:]
    var done: [String: Int] = [:]
    for line in messages {
        guard let message = ProgressMessage(line: Array(line.text.utf8)), message.json == line else {
            return "is not kept: \(line.text)"
        }
        switch message.event {
        case .other, .log: return "is of no known kind: \(line.text)"
        case .hook(let hook) where hook.operation == "apply" && hook.phase == .complete:
            if hook.resource.address.isEmpty { return "tells no resource: \(line.text)" }
            done[hook.action ?? "", default: 0] += 1
        case .plannedChange(let change):
            // A replacement is an end and a beginning.
            for action in change.action == "replace" ? ["create", "delete"] : [change.action] {
                planned[action, default: 0] += 1
            }
        case .summary(let summary):
            let told = [summary.add, summary.change, summary.remove]
            let counts = summary.operation == "plan" ? planned : done
            let seen = ["create", "update", "delete"].map { counts[$0] ?? 0 }
            if told != seen { return "the summary \(told) is not what was done: \(seen)" }
        default: break
        }
    }
    return nil
}
