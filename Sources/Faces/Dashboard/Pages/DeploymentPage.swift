import Bus
import DeploymentsAPI
import Faults
import HTTP
import TenantsAPI
import Values
import Vocabulary

extension Visitor {
    func deployment(_ id: DeploymentID) async throws(Fault) -> Response {
        let run = try await scope.call(GetDeployment(deployment: id))
        async let planned = load(GetPlan(deployment: id))
        async let followed = log(of: run)
        let names = await names([run.workspace])
        let (plan, log) = (await planned, await followed)
        let workspace = names[run.workspace]
        let sheet = Sheet(
            "\(run.sourceTitle) in \(names.title(run.workspace))", in: .deployments,
            trail: [("Deployments", Area.deployments.link)], scripts: [.run]
        ) {
            div(.id("live")) {
                heading(
                    run.sourceTitle, mark: run.status.mark.drawn, note: note(run, names),
                    actions: workspace.map { actions(run, $0) } ?? .nothing)
                told(DeploymentMessages.all)
                Timeline(run: run, reached: log.reached, now: now).drawn
                if let workspace, run.isWaiting { decision(run, workspace) }
                if let workspace, run.status == .awaitingOverride { overriding(run, workspace) }
                if let failure = run.failure { FailureReport(failure: failure, status: run.status).drawn }
                gates(run)
                planPanel(run, plan)
                outcome(run)
            }
            LogPanel(run: run, log: log).drawn
            about(run, names)
        }
        return await show(sheet)
    }

    private func note(_ run: Deployment, _ names: Names) -> HTML {
        p(.class("quiet row")) {
            span {
                "in "
                names.link(run.workspace)
            }
            if let purpose = run.purpose { span(.class("tag"), text: purpose) }
            span {
                "by \(run.author), "
                moment(run.created, now: now)
            }
        }
    }

    private func actions(_ run: Deployment, _ workspace: Workspace) -> HTML {
        guard may("deployments:write", in: workspace) else { return .nothing }
        if !run.status.isFinal {
            return posting(run.id.link(to: "cancel"), "inline") {
                button(.class("danger"), .type("submit"), text: "Cancel the run")
            }
        }
        guard run.status == .completed, !run.isPlanOnly, !run.isDestroy else { return .nothing }
        return posting(run.id.link(to: "rollback"), "inline") {
            button(
                .type("submit"), .title("Starts a new run with this run's configuration and variables"),
                text: "Roll back to this")
        }
    }

    private func decision(_ run: Deployment, _ workspace: Workspace) -> HTML {
        section(.class("panel decision"), .labelled(by: "decision")) {
            h2(.id("decision")) {
                Glyph.diamond.drawn
                span(text: "This run waits for approval")
            }
            if !may("deployments:approve", in: workspace) {
                p(
                    text:
                        "Deciding needs the permission deployments:approve. Or: plumb approve \(run.id)"
                )
            } else if workspace.isProduction && run.authorId == scope.principal.id {
                p(
                    text:
                        "You started this run; production wants somebody else's approval. You may reject it."
                )
                decisionForm(run, canApprove: false)
            } else {
                decisionForm(run, canApprove: true)
            }
        }
    }

    private func decisionForm(_ run: Deployment, canApprove: Bool) -> HTML {
        posting(run.id.link(to: canApprove ? "approve" : "reject")) {
            Field(name: "comment", title: "Comment", hint: "It stays with the run.").line
            div(.class("buttons")) {
                if canApprove {
                    button(.class("primary"), .type("submit")) {
                        Glyph.check.drawn
                        span(text: run.isDestroy ? "Approve and destroy" : "Approve and apply")
                    }
                }
                button(
                    .class("danger"), .type("submit"),
                    Attribute("formaction", run.id.link(to: "reject").text)
                ) {
                    Glyph.cross.drawn
                    span(text: "Reject")
                }
            }
        }
    }

    private func planPanel(_ run: Deployment, _ loaded: Loaded<DeploymentPlan>) -> HTML {
        panel("Plan", id: "plan", aside: loaded.value?.summary.drawn ?? .nothing) {
            switch loaded {
            case .ready(let plan): PlanReport(plan: plan).drawn
            case .refused where run.plan == nil:
                p(
                    .class("quiet"),
                    text: run.status.isFinal ? "The run ended before it was planned." : "Not planned yet.")
            case .refused(let fault): refusal(fault)
            }
        }
    }

    private func outcome(_ run: Deployment) -> HTML {
        guard !run.outputs.isEmpty else { return .nothing }
        return panel("Outputs", id: "outputs") {
            dl(.class("attributes")) {
                for (name, held) in run.outputs.sorted(by: { $0.key < $1.key }) {
                    div {
                        dt { code(text: name) }
                        dd {
                            if held.stringValue == "(sensitive value)" {
                                sensitiveMark
                            } else {
                                value(valueText(held.text))
                            }
                        }
                    }
                }
            }
        }
    }

    private func about(_ run: Deployment, _ names: Names) -> HTML {
        var rows: [(String, HTML)] = [("Workspace", names.link(run.workspace))]
        if let blueprint = run.source.blueprint {
            rows.append(("Blueprint", a(.href(blueprint.link), text: run.sourceTitle)))
        }
        if let blob = run.source.configuration {
            rows.append(("Configuration", code(.title(blob.digest), text: String(blob.digest.prefix(12)))))
        }
        if let earlier = run.source.rollbackOf {
            rows.append(
                (
                    "Brings back",
                    a(.href(earlier.link), text: "the run of " + absolute(earlier.uuid.timestamp))
                ))
        }
        if let approval = run.approval {
            let verb = approval.isApproved ? "Approved by" : "Rejected by"
            rows.append(
                (
                    verb,
                    group {
                        "\(approval.by), "
                        moment(approval.at, now: now)
                        if let comment = approval.comment { p(.class("comment"), text: "“\(comment)”") }
                    }
                ))
        }
        if let serial = run.stateSerial {
            let link = Link(
                segments: ["workspaces", run.workspace.text, "state", "diff"], query: [("to", String(serial))]
            )
            rows.append(("State version", a(.href(link), text: "\(serial), with its changes")))
        }
        rows.append(("Id", code(.class("wrap"), text: run.id.text)))
        return panel("About this run", id: "about") { facts(rows) }
    }
}

extension DeploymentID {
    func link(to page: String) -> Link { Link("deployments", text, page) }
}

enum DeploymentMessages {
    static let all = [
        "approved": "Approved. The run goes on.", "rejected": "Rejected. Nothing is applied.",
        "cancelled": "Asked to stop. The run says so when it has.",
        "overridden": "Overridden. The run goes on.",
    ]
}
