import DeploymentsAPI
import Vocabulary

/// Why a run ended early: Terraform's own words, and what became of lock and state.
struct FailureReport: Sendable {
    let failure: DeploymentFailure
    let status: Deployment.Status

    var drawn: HTML {
        section(.class("panel failure"), .labelled(by: "failure")) {
            h2(.id("failure")) {
                status.mark.glyph.drawn
                span(text: status == .cancelled ? "Cancelled" : "Why it failed")
            }
            p(.class("lead"), text: failure.message)
            if let condition = failure.condition {
                p {
                    strong(text: "Lock and state: ")
                    condition
                }
            }
            for diagnostic in failure.diagnostics { entry(diagnostic) }
            p(.class("quiet")) { code(text: failure.code) }
        }
    }

    private func entry(_ diagnostic: Diagnostic) -> HTML {
        let isError = diagnostic.severity == .error
        return div(.class(isError ? "diagnostic error" : "diagnostic")) {
            p {
                Mark(
                    word: isError ? "Error" : "Warning", glyph: isError ? .cross : .warning,
                    tone: isError ? .bad : .waiting
                ).drawn
                strong(text: " " + diagnostic.summary)
            }
            if let place = place(diagnostic) { p(.class("quiet")) { code(text: place) } }
            if let snippet = diagnostic.snippet {
                pre(.class("snippet"), .focusable) { code(text: snippet) }
            }
            if !diagnostic.detail.isEmpty { p(.class("detail"), text: diagnostic.detail) }
        }
    }

    private func place(_ diagnostic: Diagnostic) -> String? {
        let position = diagnostic.file.map { file in
            file + (diagnostic.line.map { ":\($0)" } ?? "")
        }
        let parts = [position, diagnostic.address].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: " · ")
    }
}
