import FoundationEssentials
import Guardrails
import Rego
import RegoSyntax
import Values

/// The built-in policies against independent verdicts over example configurations.
let judgesCheckov: [Judge] = ["aws", "azure", "gcp"].map { file in
    Judge(
        "checkov", file: file, applies: { CheckedPolicies.shared.covers($0) },
        { CheckedPolicies.shared.judge($0) })
}

/// How many of the corpus's checks a rule says that it is about.
public func checkovCoverage(_ corpora: Corpora) throws -> String {
    let policies = CheckedPolicies.shared
    var known: Set<String> = []
    for file in corpora.files("checkov") {
        for one in try corpora.cases("checkov", file) {
            if let id = one.content["check_id"]?.stringValue { known.insert(id) }
        }
    }
    let all = try String(
        decoding: FileManager.default.contents(atPath: corpora.root + "/checkov/common/checks.jsonl")
            ?? .init(),
        as: UTF8.self
    ).split(separator: "\n").compactMap { line -> String? in
        let check = try JSON(parsing: Array(line.utf8))
        return check["has_tests"] == true ? check["id"]?.stringValue : nil
    }
    let covered = policies.checks.intersection(all)
    return "checkov: \(policies.rules) rules cover \(covered.count) of \(Set(all).count) checks, "
        + "\(policies.checks.intersection(known).count) of the \(known.count) with open cases"
}

/// The rules of the folder Policies, by the checks that they are about.
private struct CheckedPolicies: Sendable {
    static let shared = CheckedPolicies()

    private let pack: Pack?
    private let problem: String
    /// Rules' ids by check.
    private let rulesOf: [String: Set<String>]
    let rules: Int

    var checks: Set<String> { Set(rulesOf.keys) }

    private init() {
        let folder = "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/") + "/Policies"
        let paths = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
        let files = paths.filter { $0.hasSuffix(".rego") && !$0.hasSuffix("_test.rego") }.map { path in
            let bytes = FileManager.default.contents(atPath: folder + "/" + path) ?? .init()
            return PackSource.File(path: path, text: String(decoding: bytes, as: UTF8.self))
        }
        var rulesOf: [String: Set<String>] = [:]
        do throws(Problems) {
            let pack = try Pack(PackSource(modules: files))
            for rule in pack.rules {
                for check in rule.custom["checkov"]?.arrayValue ?? [] {
                    rulesOf[check.stringValue ?? "", default: []].insert(rule.id)
                }
            }
            self.pack = pack
            problem = ""
            rules = Set(pack.rules.map(\.id)).count
        } catch {
            pack = nil
            problem = error.text
            rules = 0
        }
        self.rulesOf = rulesOf
    }

    func covers(_ sample: JSON) -> Bool {
        pack == nil || rulesOf[sample["check_id"]?.stringValue ?? ""] != nil
    }

    /// The folder whose files are the root module: the top, or else the first one that has any.
    private func root(_ paths: [String]) -> String {
        let folders = paths.filter { $0.hasSuffix(".tf") }.map { path in
            path.split(separator: "/").dropLast().joined(separator: "/")
        }
        return folders.contains("") ? "" : folders.min() ?? ""
    }

    func judge(_ sample: JSON) -> String? {
        guard let pack else { return problem }
        guard let files = sample["files"]?.objectValue, let check = sample["check_id"]?.stringValue else {
            return "the case is not complete"
        }
        let sources = files.map { ($0.key, Array(($0.value.stringValue ?? "").utf8)) }
        let input = JudgedInput(lenient: Dictionary(sources) { $1 }, folder: root(files.keys))
        let findings: [Finding]
        do throws(EvaluationFault) {
            findings = try pack.judge(.json(input.json))
        } catch {
            return error.text
        }
        let rules = rulesOf[check] ?? []
        let failing = Set(findings.filter { rules.contains($0.rule) }.compactMap(\.address))
        let listed = { (key: String) in
            Set((sample[key]?.arrayValue ?? []).compactMap(\.stringValue))
        }
        let (missed, wrong) = (listed("fail").subtracting(failing), failing.subtracting(listed("fail")))
        if missed.isEmpty && wrong.isEmpty { return nil }
        return "\(check): not found \(missed.sorted()), found wrongly \(wrong.sorted())"
    }
}
