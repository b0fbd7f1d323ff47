import DriftAPI
import Vocabulary

extension Suppression {
    func isActive(at now: Timestamp) -> Bool { ended == nil && now < until }

    /// True when all that drifted of a finding is accepted by this rule.
    func covers(_ finding: Finding, in workspace: WorkspaceID?) -> Bool {
        guard self.workspace == nil || self.workspace == workspace,
            Self.matches(address, finding.address)
        else { return false }
        guard let path else { return true }
        return !finding.attributes.isEmpty
            && finding.attributes.allSatisfy {
                Self.matches(path, RiskRules.names(of: $0.path).joined(separator: "."))
                    || Self.matches(path, $0.path)
            }
    }

    /// `*` stands for any text, everything else for itself.
    static func matches(_ pattern: String, _ text: String) -> Bool {
        let (pattern, text) = (Array(pattern.utf8), Array(text.utf8))
        var (p, t, star, mark) = (0, 0, -1, 0)
        while t < text.count {
            if p < pattern.count && pattern[p] == UInt8(ascii: "*") {
                (star, mark) = (p, t)
                p += 1
            } else if p < pattern.count && pattern[p] == text[t] {
                p += 1
                t += 1
            } else if star >= 0 {
                mark += 1
                (p, t) = (star + 1, mark)
            } else {
                return false
            }
        }
        while p < pattern.count && pattern[p] == UInt8(ascii: "*") { p += 1 }
        return p == pattern.count
    }
}
