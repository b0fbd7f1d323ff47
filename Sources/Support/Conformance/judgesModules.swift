import HCL
import TerraformLanguage
import Values

/// Files, modules and what is told about them; those of OpenTofu alone are a corpus of their own.
let judgesModules: [Judge] = ["hcl", "hcl-tofu"].flatMap { corpus in
    [
        Judge(
            corpus, folder: "hcl", file: "config_files", applies: { isTofu($0) == (corpus == "hcl-tofu") },
            judgeConfigFile),
        Judge(
            corpus, folder: "hcl", file: "config_modules", applies: { isTofu($0) == (corpus == "hcl-tofu") },
            judgeConfigModule),
    ]
}

/// What no other program than OpenTofu reads so.
private func isTofu(_ sample: JSON) -> Bool {
    if let name = sample["name"]?.stringValue {
        return name.contains(".tofu") || hasTofu(sample["content"]?.stringValue ?? "")
    }
    return (sample["files"]?.objectValue ?? [:]).contains {
        $0.key.contains(".tofu") || hasTofu($0.value.stringValue ?? "")
    }
}

private func hasTofu(_ text: String) -> Bool {
    text.contains("language {") || text.contains("enabled =") || text.contains("deprecated =")
        || text.contains("opentofu")
}

private func bytes(_ text: JSON?) -> [UInt8] { Array((text?.stringValue ?? "").utf8) }

@Sendable private func judgeConfigFile(_ sample: JSON) -> String? {
    guard let name = sample["name"]?.stringValue, let expect = sample["expect"]?.stringValue else {
        return "the case can't be read"
    }
    let (_, problems) = ModuleLoader.loadFile(bytes(sample["content"]), name: name)
    let told = problems.map(\.description)
    switch expect {
    case "valid": return problems.isEmpty ? nil : "got \(told)"
    case "invalid":
        guard problems.hasErrors else { return "no error: \(told)" }
        guard let want = sample["want_message"]?.objectValue else { return nil }
        guard problems.count == 1, problems[0].summary == want["summary"]?.stringValue,
            problems[0].detail == want["detail"]?.stringValue
        else { return "got \(told)" }
        return nil
    default:
        let got = Set(problems.map { "\($0.subject?.start.line ?? 0) \($0.summary)" })
        let want = Set(
            (sample["want_diags"]?.arrayValue ?? []).map {
                "\($0["line"]?.text ?? "") \($0["summary"]?.stringValue ?? "")"
            })
        return got == want ? nil : "wanted \(want.sorted()), got \(told)"
    }
}

@Sendable private func judgeConfigModule(_ sample: JSON) -> String? {
    guard let files = sample["files"]?.objectValue else { return "the case can't be read" }
    var all: [String: [UInt8]] = [:]
    for (name, text) in files { all[name] = bytes(text) }
    let top = all.filter { !$0.key.contains("/") }
    let (_, problems) = ModuleLoader.load(top)
    let isValid = sample["expect"]?.stringValue == "valid"
    return isValid == !problems.hasErrors ? nil : "got \(problems.map(\.description))"
}
