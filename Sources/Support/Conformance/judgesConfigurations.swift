import HCL
import Terraform
import TerraformLanguage
import Values

/// Real plans with the sources that they were made from: what their part `configuration` says of the sources
/// is told from the sources alone. The scenarios that come with the cases have a judge of their own.
let judgesConfigurations: [Judge] = [
    Judge(
        "tfplan-configurations", folder: "tfplan", file: "compliance", applies: hasSources,
        judgeConfiguration)
]

/// Some cases have a plan alone.
@Sendable private func hasSources(_ sample: JSON) -> Bool {
    (sample["tf"]?.objectValue ?? [:]).contains { $0.key.hasSuffix(".tf") }
}

@Sendable private func judgeConfiguration(_ sample: JSON) -> String? {
    guard let plan = sample["plan"], let files = sample["tf"]?.objectValue else {
        return "the case can't be read"
    }
    let sources = Dictionary(files.map { ($0.key, Array(($0.value.stringValue ?? "").utf8)) }) { $1 }
    let configuration = Configuration(sources)
    let got = ConfigurationDocument(configuration).json
    guard let want = plan["configuration"]?["root_module"] else { return nil }
    return compare(want, got["root_module"] ?? [:], "root_module")
}

/// Modules by their parts. Of modules whose sources are not beside the plan nothing can be told.
private func compare(_ want: JSON, _ got: JSON, _ path: String) -> String? {
    func byAddress(_ json: JSON) -> [String: JSON] {
        Dictionary((json["resources"]?.arrayValue ?? []).map { ($0["address"]?.stringValue ?? "", $0) }) {
            $1
        }
    }
    let (wanted, told) = (byAddress(want), byAddress(got))
    for address in Set(wanted.keys).union(told.keys).sorted() {
        guard let a = wanted[address], let b = told[address] else {
            return "\(path): \(address) is only \(wanted[address] == nil ? "here" : "in the plan")"
        }
        for key in ["mode", "type", "name"] where a[key] != b[key] { return "\(path)/\(address)/\(key)" }
        for key in ["expressions", "count_expression", "for_each_expression"] {
            if let difference = expressions(a[key], b[key], "\(path)/\(address)/\(key)") { return difference }
        }
    }
    for part in ["outputs", "variables"] {
        let (a, b) = (want[part]?.objectValue ?? [:], got[part]?.objectValue ?? [:])
        if Set(a.map(\.key)) != Set(b.map(\.key)) { return "\(path)/\(part): other names" }
        for (name, one) in a {
            if part == "outputs",
                let difference = expressions(one["expression"], b[name]?["expression"], "\(path)/\(name)")
            {
                return difference
            }
            if part == "variables", let value = one["default"], let own = b[name]?["default"] ?? .some(.null),
                value != own
            {
                return "\(path)/\(name): default \(value.text), here \(own.text)"
            }
        }
    }
    let calls = want["module_calls"]?.objectValue ?? [:]
    for (name, call) in calls {
        guard let own = got["module_calls"]?[name] else { return "\(path): no call \(name)" }
        if let difference = expressions(call["expressions"], own["expressions"], "\(path)/\(name)") {
            return difference
        }
        let source = call["source"]?.stringValue ?? ""
        guard source.hasPrefix("."), let inner = call["module"], let mine = own["module"], mine != [:] else {
            continue
        }
        if let difference = compare(inner, mine, path + "/" + name) { return difference }
    }
    return nil
}

/// Constants are the same, and references name the same things. What a schema decides, of which there is none
/// here, is as the plan has it: whether a block stands alone, or is an argument whose parts are not told.
private func expressions(_ want: JSON?, _ got: JSON?, _ path: String) -> String? {
    let (want, got) = (want ?? [:], got ?? [:])
    if want == got || want == [:] { return nil }
    if let a = want["references"]?.arrayValue, let b = got["references"]?.arrayValue {
        return refer(a.compactMap(\.stringValue), b.compactMap(\.stringValue))
            ? nil : "\(path): refers to \(a), here \(b)"
    }
    if want.objectValue != nil, let only = got.arrayValue, only.count == 1 {
        return expressions(want, only[0], path)
    }
    if let a = want.objectValue, let b = got.objectValue {
        for key in Set(a.map(\.key) + b.map(\.key)).sorted() {
            if let difference = expressions(a[key] ?? [:], b[key] ?? [:], path + "/" + key) {
                return difference
            }
        }
        return nil
    }
    if let a = want.arrayValue, let b = got.arrayValue, a.count == b.count {
        for (place, pair) in zip(a, b).enumerated() {
            if let difference = expressions(pair.0, pair.1, "\(path)/\(place)") { return difference }
        }
        return nil
    }
    return "\(path): \(want.text), here \(got.text)"
}

/// Whether both name the same things. Terraform before 0.14 told only the objects, not their attributes.
private func refer(_ want: [String], _ got: [String]) -> Bool {
    func begins(_ name: String, with start: String) -> Bool {
        name == start || name.hasPrefix(start + ".") || name.hasPrefix(start + "[")
    }
    return want.allSatisfy { name in got.contains { begins($0, with: name) } }
        && got.allSatisfy { name in want.contains { begins(name, with: $0) || begins($0, with: name) } }
}
