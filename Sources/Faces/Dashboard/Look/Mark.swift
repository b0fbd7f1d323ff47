import AuditAPI
import Bus
import DeploymentsAPI
import DriftAPI
import PoliciesAPI
import RemediationAPI

/// A condition, told by word, shape and colour together.
struct Mark: Sendable {
    enum Tone: String { case calm, busy, waiting, good, bad }

    let word: String
    let glyph: Glyph
    let tone: Tone

    var drawn: HTML {
        span(.class("mark-\(tone.rawValue) mark")) {
            glyph.drawn
            span(text: word)
        }
    }
}

extension Deployment.Status {
    var mark: Mark {
        switch self {
        case .queued: Mark(word: "Queued", glyph: .ring, tone: .calm)
        case .validating: Mark(word: "Validating", glyph: .arc, tone: .busy)
        case .planning: Mark(word: "Planning", glyph: .arc, tone: .busy)
        case .awaitingOverride: Mark(word: "Stopped by policy", glyph: .diamond, tone: .waiting)
        case .awaitingApproval: Mark(word: "Awaiting approval", glyph: .diamond, tone: .waiting)
        case .applying: Mark(word: "Applying", glyph: .arc, tone: .busy)
        case .completed: Mark(word: "Completed", glyph: .check, tone: .good)
        case .failed: Mark(word: "Failed", glyph: .cross, tone: .bad)
        case .cancelled: Mark(word: "Cancelled", glyph: .slash, tone: .calm)
        }
    }
}

extension Analysis {
    var mark: Mark {
        switch status {
        case .running: Mark(word: "Scanning", glyph: .arc, tone: .busy)
        case .failed: Mark(word: "Scan failed", glyph: .cross, tone: .bad)
        case .completed where isClean: Mark(word: "In line", glyph: .check, tone: .good)
        case .completed where drifted.isEmpty:
            Mark(word: "\(findings.count) not checked", glyph: .ring, tone: .waiting)
        case .completed:
            Mark(word: counted(drifted.count, "finding"), glyph: .unequal, tone: .waiting)
        }
    }
}

extension RemediationRecord {
    var mark: Mark {
        switch status {
        case .running: Mark(word: "Running", glyph: .arc, tone: .busy)
        case .completed: Mark(word: "Completed", glyph: .check, tone: .good)
        case .failed: Mark(word: "Failed", glyph: .cross, tone: .bad)
        }
    }
}

extension AuditEntry.Outcome {
    var mark: Mark {
        switch self {
        case .done: Mark(word: "Done", glyph: .check, tone: .good)
        case .refused: Mark(word: "Refused", glyph: .slash, tone: .waiting)
        case .failed: Mark(word: "Failed", glyph: .cross, tone: .bad)
        }
    }
}

extension PolicyDecision {
    var mark: Mark {
        switch result {
        case .passed: Mark(word: "Passed", glyph: .check, tone: .good)
        case .advised: Mark(word: "Passed with warnings", glyph: .check, tone: .good)
        case .overridable: Mark(word: "Stopped, may be overridden", glyph: .diamond, tone: .waiting)
        case .refused: Mark(word: "Refused", glyph: .cross, tone: .bad)
        case .broken: Mark(word: "Not decided", glyph: .warning, tone: .bad)
        }
    }
}

/// `1 finding`, `2 findings`.
func counted(_ count: Int, _ one: String, _ many: String? = nil) -> String {
    count == 1 ? "1 \(one)" : "\(count) \(many ?? one + "s")"
}
