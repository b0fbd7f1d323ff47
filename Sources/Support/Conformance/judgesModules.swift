import HCL
import TerraformLanguage
import Values

/// Files, modules and what is told about them; those of OpenTofu alone are a corpus of their own.
let judgesModules: [Judge] =
    [Judge("hcl", file: "validate_json", judgeValidation)]
    + ["hcl", "hcl-tofu"].flatMap { corpus in
        [
            Judge(
                corpus, folder: "hcl", file: "config_files",
                applies: { isTofu($0) == (corpus == "hcl-tofu") },
                judgeConfigFile),
            Judge(
                corpus, folder: "hcl", file: "config_modules",
                applies: { isTofu($0) == (corpus == "hcl-tofu") },
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

/// What `validate -json` tells, ranges and snippets too.
@Sendable func judgeValidation(_ sample: JSON) -> String? {
    guard let files = sample["files"]?.objectValue, let want = sample["want"],
        let id = sample["id"]?.stringValue
    else { return "the case can't be read" }
    var all: [String: [UInt8]] = [:]
    for (name, text) in files { all[name] = bytes(text) }
    let folder = "testdata/" + (id.hasSuffix("/.") ? String(id.dropLast(2)) : id)
    let (module, problems) = ModuleLoader.load(all, in: folder)
    let told = (problems + (problems.hasErrors ? [] : module.validate())).enumerated().sorted {
        ($0.element.subject?.start.line ?? 0, $0.offset) < ($1.element.subject?.start.line ?? 0, $1.offset)
    }.map(\.element)
    let errors = told.count { $0.severity == .error }
    let got: JSON = [
        "valid": .bool(errors == 0), "error_count": JSON(errors), "warning_count": JSON(told.count - errors),
        "diagnostics": .array(told.map { shown($0, all, folder) }),
    ]
    var wanted = want
    wanted["format_version"] = nil
    return got == wanted ? nil : "wanted \(wanted.text), got \(got.text)"
}

private func shown(_ diagnostic: Diagnostic, _ files: [String: [UInt8]], _ folder: String) -> JSON {
    var out: JSON = [
        "severity": diagnostic.severity == .error ? "error" : "warning",
        "summary": .string(diagnostic.summary),
        "detail": .string(diagnostic.detail),
    ]
    guard let range = diagnostic.subject else { return out }
    func place(_ position: SourcePosition) -> JSON {
        ["line": JSON(position.line), "column": JSON(position.column), "byte": JSON(position.byte)]
    }
    out["range"] = ["filename": .string(range.file), "start": place(range.start), "end": place(range.end)]
    let source = files[String(range.file.dropFirst(folder.count + 1))] ?? []
    let lines = String(decoding: source, as: UTF8.self).split(
        separator: "\n", omittingEmptySubsequences: false)
    let (tree, _) = SyntaxTree.parse(source, name: range.file)
    let outer = Body(tree).topBlocks.first { $0.start < range.start.byte && range.start.byte <= $0.end }
    let lineStart = range.start.byte - lines[range.start.line - 1].utf8.prefix(range.start.column - 1).count
    out["snippet"] = [
        "context": outer.map { .string($0.header) } ?? .null,
        "code": .string(String(lines[range.start.line - 1])), "start_line": JSON(range.start.line),
        "highlight_start_offset": JSON(range.start.byte - lineStart),
        "highlight_end_offset": JSON(range.end.byte - lineStart), "values": [],
    ]
    return out
}
