import Bus
import DeploymentsAPI
import Faults
import HTTP
import PoliciesAPI
import TenantsAPI
import Vocabulary

extension Visitor {
    /// What gates found of the run's plan, the gravest first.
    func gates(_ run: Deployment) -> HTML {
        .fragment(run.gates.map { report in shown(report) })
    }

    private func shown(_ report: GateReport) -> HTML {
        let verdict = report.verdict
        let standing = verdict.findings.filter { $0.standing == "stands" }
        let mark: Mark =
            if verdict.isPassed {
                Mark(
                    word: standing.isEmpty ? "Passed" : "Passed with warnings", glyph: .check, tone: .good)
            } else if verdict.mayBeOverridden {
                Mark(word: "Stopped", glyph: .diamond, tone: .waiting)
            } else {
                Mark(word: "Shut", glyph: .cross, tone: .bad)
            }
        let title = report.gate == "policy" ? "Policies" : report.gate.capitalizedFirst
        return panel(title, id: "gate-" + report.gate, aside: mark.drawn) {
            if verdict.findings.isEmpty {
                for reason in verdict.reasons { p(text: reason) }
            } else {
                for finding in verdict.findings { entry(finding) }
            }
            p(.class("quiet")) {
                span { moment(report.at, now: now) }
                if let decision = verdict.decision {
                    " · "
                    a(.href(decision.link), text: "The decision, and how it came about")
                }
            }
        }
    }

    private func entry(_ finding: GateFinding) -> HTML {
        let isHard = finding.enforcement == "hard-mandatory"
        let stands = finding.standing == "stands"
        return div(.class(isHard && stands ? "diagnostic error" : "diagnostic")) {
            p {
                Mark(
                    word: (finding.severity ?? "finding").capitalizedFirst,
                    glyph: stands ? (isHard ? .cross : .warning) : .slash,
                    tone: stands ? (isHard ? .bad : .waiting) : .calm
                ).drawn
                strong(text: " " + finding.message + " ")
                if !stands { span(.class("tag"), text: finding.standing) }
            }
            p(.class("quiet")) {
                if let address = finding.address {
                    code(text: address)
                    " · "
                }
                code(text: finding.rule)
                " · \(finding.enforcement)"
            }
            if let remediation = finding.remediation { p(.class("detail"), text: remediation) }
        }
    }

    /// The form with which an authorised person lets a stopped run go on.
    func overriding(_ run: Deployment, _ workspace: Workspace) -> HTML {
        section(.class("panel decision"), .labelled(by: "override")) {
            h2(.id("override")) {
                Glyph.diamond.drawn
                span(text: "This run breaks soft-mandatory policies")
            }
            if may("policies:override", in: workspace) {
                posting(run.id.link(to: "override")) {
                    Field(
                        name: "reason", title: "Reason", hint: "It stays on the record.", isRequired: true
                    ).line
                    div(.class("buttons")) {
                        button(.class("primary"), .type("submit")) {
                            Glyph.check.drawn
                            span(text: "Override and go on")
                        }
                        if may("deployments:approve", in: workspace) {
                            button(
                                .class("danger"), .type("submit"),
                                Attribute("formaction", run.id.link(to: "reject").text),
                                Attribute("formnovalidate", "")
                            ) {
                                Glyph.cross.drawn
                                span(text: "Reject")
                            }
                        }
                    }
                }
            } else {
                p(
                    text:
                        "Letting it go on needs the permission policies:override. Or change the configuration, "
                        + "or ask for a waiver: plumb policies grant-waiver"
                )
            }
        }
    }

    func override(_ id: DeploymentID) async throws(Fault) -> Response {
        let form = try await form()
        _ = try await scope(once: form.once).call(
            OverridePolicies(deployment: id, reason: form.text("reason") ?? ""))
        return .seeOther(Link(segments: ["deployments", id.text], query: [("done", "overridden")]))
    }
}

extension String {
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
