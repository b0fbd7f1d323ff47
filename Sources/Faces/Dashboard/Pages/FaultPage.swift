import Faults
import FrontDoor
import Values

/// A request that cannot be met, as a page: what is wrong, what to do, and what to tell the operator.
struct FaultPage {
    let fault: Fault
    let trace: String

    var sheet: Sheet {
        Sheet(fault.kind.title, in: nil) {
            section(.class("fault"), .labelled(by: "fault-title")) {
                h1(.id("fault-title")) {
                    glyph.drawn
                    span(text: fault.kind.title)
                }
                p(.class("lead"), text: fault.message)
                if !fault.problems.isEmpty {
                    ul {
                        for problem in fault.problems {
                            li {
                                code(text: problem.path)
                                " " + problem.message
                            }
                        }
                    }
                }
                if let details = fault.details { value(valueText(details)) }
                p(text: advice)
                facts([
                    ("Code", code(text: fault.code.rawValue)),
                    ("Trace", code(.class("trace"), text: trace)),
                ])
                p { a(.class("button"), .href(.home), text: "To the overview") }
            }
        }
    }

    private var glyph: Glyph {
        switch fault.kind {
        case .forbidden, .locked: .lock
        case .missing: .slash
        default: .warning
        }
    }

    private var advice: String {
        switch fault.kind {
        case .forbidden:
            "If you should be allowed to, ask an administrator of your tenant for a role that lets you."
        case .missing: "It may have been removed, or it belongs to another tenant. Go on from a list."
        case .conflict, .precondition: "Go back, load the page again, and look at what is there now."
        case .locked: "Wait until the holder is done. The workspace's page shows who holds it and since when."
        case .exhausted, .unavailable, .deadlineExceeded: "Wait a moment, then load the page again."
        case .broken: "This is not your doing. Give the trace to whoever operates this server."
        default: "Go back, put it right, and send it again."
        }
    }
}
