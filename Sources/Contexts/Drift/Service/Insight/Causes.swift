import Crypto
import DriftAPI
import Vocabulary

/// Groups findings by what they have in common, so that a thousand of them from five causes are five rows.
enum Causes {
    /// The findings with their causes named, and the causes, gravest and largest first.
    static func group(_ findings: [Finding]) -> (findings: [Finding], causes: [Cause]) {
        let shared = sharedSignatures(findings)
        var members: [Key: [Int]] = [:]
        for (index, finding) in findings.enumerated() {
            members[key(finding, shared), default: []].append(index)
        }
        var named = findings
        let causes = members.map { key, indexes -> Cause in
            let id = String(Digest.sha256("\(key)".utf8).hex.prefix(12))
            for index in indexes { named[index].cause = id }
            let all = indexes.map { findings[$0] }
            return Cause(
                id: id, title: title(key, all), kind: all[0].kind,
                severity: all.compactMap(\.risk?.severity).max() ?? .low, findings: all.map(\.id),
                examples: Array(all.map(\.address).prefix(3)))
        }
        return (
            named,
            causes.sorted {
                ($1.severity, $1.findings.count, $0.id) < ($0.severity, $0.findings.count, $1.id)
            }
        )
    }

    /// What a finding has in common with others.
    private enum Key: Hashable {
        /// One attribute that became the same value in several places.
        case same(Signature)
        /// The same attributes of one type.
        case attributes(type: String, [String])
        case missing(type: String, module: String)
        case unmanaged(type: String)
        case notChecked(String)
    }

    private struct Signature: Hashable, Comparable {
        let path: String
        let found: String?

        static func < (a: Signature, b: Signature) -> Bool {
            (a.path, a.found ?? "") < (b.path, b.found ?? "")
        }
    }

    private static func signatures(_ finding: Finding) -> Set<Signature> {
        Set(
            finding.attributes.filter { !$0.isSensitive }.map {
                Signature(path: plain($0.path), found: $0.found)
            })
    }

    /// Without indexes; a provider's copy of the tags is the tags.
    private static func plain(_ path: String) -> String {
        var names = RiskRules.names(of: path)
        if names.first == "tags_all" { names[0] = "tags" }
        return names.joined(separator: ".")
    }

    private static func sharedSignatures(_ findings: [Finding]) -> [Signature: Int] {
        var count: [Signature: Int] = [:]
        for finding in findings where finding.kind == .changed {
            for signature in signatures(finding) { count[signature, default: 0] += 1 }
        }
        return count.filter { $0.value > 1 }
    }

    private static func key(_ finding: Finding, _ shared: [Signature: Int]) -> Key {
        switch finding.kind {
        case .missing:
            return .missing(type: finding.type, module: module(of: finding.address))
        case .unmanaged: return .unmanaged(type: finding.type)
        case .notChecked: return .notChecked(finding.reason ?? "")
        case .changed:
            let widest = signatures(finding).filter { shared[$0] != nil }.sorted().max {
                shared[$0, default: 0] < shared[$1, default: 0]
            }
            if let widest { return .same(widest) }
            return .attributes(type: finding.type, Set(finding.attributes.map { plain($0.path) }).sorted())
        }
    }

    private static func module(of address: String) -> String {
        let parts = RiskRules.names(of: address)
        return parts.first == "module" && parts.count > 1 ? parts[1] : ""
    }

    private static func title(_ key: Key, _ findings: [Finding]) -> String {
        let many = findings.count == 1 ? "" : " in \(findings.count) places"
        switch key {
        case .same(let signature):
            let found = signature.found.map { $0.count > 60 ? $0.prefix(57) + "…" : $0[...] }
            return "\(signature.path) "
                + (found.map { "became \($0)" } ?? "was removed") + many
        case .attributes(let type, let paths):
            let shown = paths.prefix(3).joined(separator: ", ") + (paths.count > 3 ? " …" : "")
            return "\(shown) of \(type) changed" + many
        case .missing(let type, let module):
            return "\(type) gone" + (module.isEmpty ? "" : " from module \(module)") + many
        case .unmanaged(let type): return "\(type) that no state records" + many
        case .notChecked(let reason): return "not looked at: \(reason)" + many
        }
    }
}
