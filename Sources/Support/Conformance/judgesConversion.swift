import GoogleAssets
import TerraformLanguage
import Values

/// Google's resources to and from assets.
let judgesConversion: [Judge] = [
    Judge("cloud-conversion", folder: "cloud", file: "gcp_plan2cai", judgePlannedAssets),
    Judge("cloud-conversion", folder: "cloud", file: "gcp_tf2cai", judgeConfiguredAssets),
    Judge("cloud-conversion", folder: "cloud", file: "gcp_cai2hcl", judgeWrittenResources),
]

/// What the cases' `{{…}}` stand for, the same for what is asked and what is wanted.
private let stands: [(mark: String, text: String)] = [
    ("{{.Provider.project}}", project), ("{{.Provider.Project}}", project), ("{{.OrgID}}", "12345"),
    ("{{.FolderID}}", "67890"), ("{{.Project.Number}}", "1234567890"),
    ("{{.Project.BillingAccountName}}", "000AA0-A0B00A-AA00AA"), ("{{.Ancestry}}", "organizations/12345"),
    ("{{.Provider.version}}", "6.0.0"), ("{{.Time.RFC3339Nano}}", "2026-01-01T00:00:00Z"),
]
private let project = "foobar-project"

private func filled(_ text: String) -> String {
    guard text.utf8.contains(0x7b) else { return text }
    var text = text
    while let start = text.firstRange(of: "{{if "),
        let end = text[start.upperBound...].firstRange(of: "{{end}}")
    {
        text.removeSubrange(start.lowerBound..<end.upperBound)
    }
    for (mark, stand) in stands { text = text.replacing(mark, with: stand) }
    return text
}

private func filled(_ json: JSON) -> JSON {
    switch json {
    case .string(let text): .string(filled(text))
    case .array(let items): .array(items.map(filled))
    case .object(let members):
        .object(.init(members.map { (key: filled($0.key), value: filled($0.value)) }))
    default: json
    }
}

@Sendable private func judgePlannedAssets(_ sample: JSON) -> String? {
    guard let plan = sample["plan"], let want = sample["want_assets"]?.arrayValue else {
        return "the case is not complete"
    }
    return compare(PlannedAssets(plan: filled(plan), project: project), want.map(filled))
}

@Sendable private func judgeConfiguredAssets(_ sample: JSON) -> String? {
    guard let text = sample["tf"]?.stringValue, let want = sample["want_assets"]?.arrayValue else {
        return "the case is not complete"
    }
    let configuration = Configuration(["main.tf": Array(filled(text).utf8)])
    if let problem = configuration.diagnostics.first { return problem.description }
    return compare(PlannedAssets(configuration: configuration, project: project), want.map(filled))
}

/// The same names, types and contents, each as often. What is only named, without any content or policy, is
/// no answer and not looked at.
private func compare(_ got: PlannedAssets, _ want: [JSON]) -> String? {
    var left = got.assets.filter { $0.resource != nil || $0.json["iam_policy"] != nil || hasPolicy($0) }
    var missing: [JSON] = []
    for wanted in want {
        let place = left.firstIndex { asset in
            asset.type == wanted["asset_type"]?.stringValue
                && isName(asset.name, as: wanted["name"]?.stringValue ?? "")
                && isAlike(asset.resource?.data ?? .null, wanted["resource"]?["data"] ?? .null)
        }
        if let place { left.remove(at: place) } else { missing.append(wanted) }
    }
    guard !missing.isEmpty || !left.isEmpty else { return nil }
    return tell(missing, left)
}

private func hasPolicy(_ asset: GoogleAsset) -> Bool {
    !asset.policies.isEmpty || !asset.policiesV2.isEmpty
}

private func tell(_ missing: [JSON], _ left: [GoogleAsset]) -> String {
    var lines: [String] = []
    var rest = left
    for wanted in missing {
        let type = wanted["asset_type"]?.stringValue ?? ""
        guard let at = rest.firstIndex(where: { $0.type == type }) else {
            lines.append("no \(type)")
            continue
        }
        let asset = rest.remove(at: at)
        let name = wanted["name"]?.stringValue ?? ""
        if !isName(asset.name, as: name) { lines.append("wanted \(name), got \(asset.name)") }
        let data = wanted["resource"]?["data"] ?? .null
        lines += differences(data, asset.resource?.data ?? .null, type)
    }
    return (lines + rest.map { "too much: \($0.type)" }).joined(separator: "; ")
}

private func differences(_ want: JSON, _ got: JSON, _ path: String) -> [String] {
    if isAlike(want, got) { return [] }
    if let a = want.objectValue, let b = got.objectValue {
        return Set(a.keys + b.keys).sorted().flatMap { key -> [String] in
            switch (a[key], b[key]) {
            case (let one?, let other?): differences(one, other, path + "." + key)
            case (let one?, nil): ["\(path).\(key) wanted \(one.text)"]
            default: ["\(path).\(key) not wanted"]
            }
        }
    }
    return ["\(path) wanted \(want.text), got \(got.text)"]
}

/// A step of a wanted name that is a placeholder stands for whatever is known of it here.
private func isName(_ got: String, as want: String) -> Bool {
    let (a, b) = (got.split(separator: "/"), want.split(separator: "/"))
    return a.count == b.count && zip(a, b).allSatisfy { $0 == $1 || $1.hasPrefix("placeholder-") }
}

/// The same JSON, numbers by what they are and not by how they are written.
private func isAlike(_ a: JSON, _ b: JSON) -> Bool {
    switch (a, b) {
    case (.number(let one), .number(let other)): one.isSameQuantity(as: other)
    case (.array(let one), .array(let other)): one.count == other.count && zip(one, other).allSatisfy(isAlike)
    case (.object(let one), .object(let other)):
        one.count == other.count
            && one.allSatisfy { name, value in other[name].map { isAlike(value, $0) } ?? false }
    default: a == b
    }
}

// MARK: - Back

/// The written text and the wanted one, both evaluated, have the same resources by type and label, with the
/// same arguments and blocks. `project` is compared where both say it: it need not be written where the
/// provider has it.
@Sendable private func judgeWrittenResources(_ sample: JSON) -> String? {
    guard let assets = sample["assets"]?.arrayValue, let want = sample["want_tf"]?.stringValue else {
        return "the case is not complete"
    }
    let written = GoogleResource.all(
        assets.map { asset in
            (
                name: asset["name"]?.stringValue ?? "", type: asset["asset_type"]?.stringValue ?? "",
                content: asset["resource"]?["data"] ?? .null, policy: asset["iam_policy"] ?? .null
            )
        })
    let text = AdoptionText.text(
        of: written.map { .init(type: $0.type, name: $0.name, importID: $0.importID, body: $0.body) })
    let (got, wanted) = (resources(text), resources(want))
    var lines: [String] = []
    for address in Set(got.keys).union(wanted.keys).sorted() {
        guard var a = wanted[address], var b = got[address] else {
            lines.append("\(address) is only \(wanted[address] == nil ? "here" : "wanted")")
            continue
        }
        if a["project"] == nil || b["project"] == nil { (a["project"], b["project"]) = (nil, nil) }
        lines += differences(a, b, address)
    }
    return lines.isEmpty ? nil : lines.joined(separator: "; ")
}

private func resources(_ text: String) -> [String: JSON] {
    let plan = PlanProjection(Configuration(["main.tf": Array(text.utf8)])).json
    let all = plan["planned_values"]?["root_module"]?["resources"]?.arrayValue ?? []
    return Dictionary(all.map { ($0["address"]?.stringValue ?? "", $0["values"] ?? [:]) }) { $1 }
}
