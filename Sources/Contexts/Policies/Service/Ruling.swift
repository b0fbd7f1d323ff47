import Faults
import PoliciesAPI
import Values
import Vocabulary

/// What may be broken all the same.
struct Exceptions: Sendable {
    /// Those in force.
    var waivers: [PolicyWaiver] = []
    /// Findings that an authorised person let pass for this run.
    var overridden: Set<Key> = []

    /// What tells a finding from others.
    struct Key: Hashable, Sendable {
        let rule: String
        let address: String?
        let message: String

        init(_ finding: PolicyFinding) {
            rule = finding.rule
            address = finding.address
            message = finding.message
        }
    }

    func standing(_ finding: PolicyFinding) -> PolicyFinding.Standing {
        let isWaived = waivers.contains { waiver in
            waiver.rule == finding.rule && (waiver.address == nil || waiver.address == finding.address)
        }
        if isWaived { return .waived }
        if finding.enforcement == .softMandatory, overridden.contains(Key(finding)) { return .overridden }
        return .stands
    }
}

/// What packs came to over one input.
struct Ruling: Sendable {
    var findings: [PolicyFinding]
    /// Why a rule could not be evaluated.
    var failure: String?

    var result: PolicyDecision.Result {
        if failure != nil { return .broken }
        switch findings.filter({ $0.standing == .stands }).map(\.enforcement).max() {
        case nil: return .passed
        case .advisory: return .advised
        case .softMandatory: return .overridable
        case .hardMandatory: return .refused
        }
    }

    /// For people: each finding that stands as a line, and what went wrong.
    var reasons: [String] {
        var lines: [String] = []
        if let failure { lines.append(failure) }
        for finding in findings where finding.standing == .stands {
            let place = finding.address.map { $0 + ": " } ?? ""
            let grave = finding.severity.map { ", \($0)" } ?? ""
            lines.append(
                "\(place)\(finding.message) (\(finding.rule)\(grave), \(finding.enforcement.rawValue))")
        }
        for standing in [PolicyFinding.Standing.waived, .overridden] {
            let count = findings.count { $0.standing == standing }
            if count > 0 {
                lines.append("\(count) \(count == 1 ? "finding is" : "findings are") \(standing.rawValue)")
            }
        }
        return lines
    }
}

extension PolicyFinding {
    func standing(_ standing: Standing) -> PolicyFinding {
        PolicyFinding(
            rule: rule, title: title, severity: severity, address: address, message: message,
            remediation: remediation, pack: pack, package: package, enforcement: enforcement,
            standing: standing, details: details)
    }

    /// How grave it is, the gravest first; what doesn't say stands last.
    var rank: Int { ["critical", "high", "medium", "low"].firstIndex(of: severity ?? "") ?? 4 }
}
