import HCL
import TerraformLanguage
import Values

/// Whole files by a specification of what they hold, and configurations of several modules.
let judgesSuite: [Judge] =
    [Judge("hcl", file: "specsuite", judgeSpecification)]
    + ["hcl", "hcl-tofu"].map { corpus in
        Judge(
            corpus, folder: "hcl", file: "config_diagnostics",
            applies: { isTofuConfiguration($0) == (corpus == "hcl-tofu") }, judgeConfigurationDiagnostics)
    }

private func bytes(_ json: JSON?) -> [UInt8]? { json?.stringValue.map { Array($0.utf8) } }

/// The file in both of its forms, where it has both.
@Sendable private func judgeSpecification(_ sample: JSON) -> String? {
    guard let files = sample["files"], let specification = bytes(files["hcldec"]),
        let wanted = bytes(files["t"])
    else {
        return "the case can't be read"
    }
    let (document, problems) = ShapeDocument.parse(specification, name: "hcldec")
    if problems.hasErrors { return "the specification: \(problems)" }
    let (test, errors) = SyntaxTree.parse(wanted, name: "t")
    if errors.hasErrors { return "the expectation: \(errors)" }
    var isJudged = false
    for form in ["hcl", "hcl.json"] {
        guard let source = bytes(files[form]) else { continue }
        isJudged = true
        let body: Body?
        var told: [Diagnostic]
        if form == "hcl" {
            let (tree, diagnostics) = SyntaxTree.parse(source, name: form)
            (body, told) = (Body(tree), diagnostics)
        } else {
            (body, told) = Body.parseJSON(source, name: form)
        }
        var value = Value.dynamicUnknown
        if let body, !told.hasErrors {
            let (decoded, diagnostics) = document.shape.value(of: body, in: document.scope)
            (value, told) = (decoded, told + diagnostics)
        }
        if let failure = difference(value, told, Body(test)) { return "\(form): \(failure)" }
    }
    return isJudged ? nil : "the case has no file"
}

private func difference(_ value: Value, _ told: [Diagnostic], _ test: Body) -> String? {
    let schema = Body.Schema(
        ["result", "result_type"], blocks: ["diagnostics": 0, "traversals": 0])
    let (content, problems) = test.content(schema)
    if problems.hasErrors { return "the expectation: \(problems)" }
    let wantedRanges = content.blocks.filter { $0.type == "diagnostics" }.flatMap { block in
        block.body.everything().blocks.map { $0.type + " " + place("from", $0) + " " + place("to", $0) }
    }
    let gotRanges = told.map { diagnostic -> String in
        func text(_ position: SourcePosition?) -> String {
            position.map { "\($0.line),\($0.column),\($0.byte)" } ?? "nowhere"
        }
        let kind = diagnostic.severity == .error ? "error" : "warning"
        return kind + " " + text(diagnostic.subject?.start) + " " + text(diagnostic.subject?.end)
    }
    if wantedRanges.sorted() != gotRanges.sorted() {
        return "wanted diagnostics \(wantedRanges), got \(told.map(\.description))"
    }
    if !wantedRanges.isEmpty { return nil }
    var type = ValueType.dynamic
    if let attribute = content.attributes["result_type"] {
        type = attribute.expression.type(isConstraint: true).type
        if value.type != type {
            return "wanted \(type.constraintText), got \(value.type.constraintText)"
        }
    }
    guard let result = content.attributes["result"] else { return nil }
    let (want, failures) = result.expression.value(in: nil)
    guard failures.isEmpty, let want = try? want.converted(to: type) else {
        return "the expected result can't be read: \(failures)"
    }
    return value.resembles(want) ? nil : "wanted \(want), got \(value)"
}

private func place(_ name: String, _ block: Body.Block) -> String {
    let inner = block.body.everything().blocks.first { $0.type == name }
    let attributes = inner?.body.everything().attributes ?? []
    return ["line", "column", "byte"].map { key in
        attributes.first { $0.name == key }?.expression.value(in: nil).value.numberValue?.text ?? "?"
    }.joined(separator: ",")
}

/// Providers that are configured once for each of a collection are of OpenTofu alone.
private func isTofuConfiguration(_ sample: JSON) -> Bool {
    (sample["files"]?.objectValue ?? [:]).contains { name, text in
        let (tree, _) = SyntaxTree.parse(Array((text.stringValue ?? "").utf8), name: name)
        return Body(tree).everything().blocks.contains { block in
            block.type == "provider"
                && block.body.everything().attributes.contains { $0.name == "for_each" }
        }
    }
}

/// Each line that is wanted is told by one diagnostic, and no other error is. Lines are as another program
/// writes its own name and registry in them.
@Sendable private func judgeConfigurationDiagnostics(_ sample: JSON) -> String? {
    guard let files = sample["files"]?.objectValue, let id = sample["id"]?.stringValue else {
        return "the case can't be read"
    }
    var all: [String: [UInt8]] = [:]
    for (name, text) in files { all[name] = Array((text.stringValue ?? "").utf8) }
    let told = Configuration(all, sourcesFromRoot: true).diagnostics
    var unmatched = told
    for (key, severity) in [("want_errors", Diagnostic.Severity.error), ("want_warnings", .warning)] {
        for line in sample[key]?.arrayValue ?? [] {
            var want = (line.stringValue ?? "").replacing("OpenTofu", with: "Terraform").replacing(
                "registry.opentofu.org", with: "registry.terraform.io"
            ).replacing("\\n", with: "\n")
            for prefix in ["testdata/config-diagnostics/", id + "/"] where want.hasPrefix(prefix) {
                want.removeFirst(prefix.count)
            }
            let match = unmatched.firstIndex { one in
                guard one.severity == severity else { return false }
                let text = one.description
                return text.hasPrefix(want)
                    || (one.subject?.file.hasSuffix("/main.tf") ?? false)
                        && text.drop(while: { $0 != ":" }).hasPrefix(want.drop(while: { $0 != ":" }))
            }
            guard let match else { return "wanted \(want), got \(told.map(\.description))" }
            unmatched.remove(at: match)
        }
    }
    return unmatched.hasErrors ? "also told: \(unmatched.map(\.description))" : nil
}
