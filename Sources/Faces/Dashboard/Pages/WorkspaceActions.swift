import BlueprintsAPI
import Bus
import DeploymentsAPI
import DriftAPI
import Faults
import HTTP
import StatesAPI
import TenantsAPI
import Vocabulary

extension Visitor {
    /// Chooses a blueprint to deploy, or only plans.
    func deployPanel(_ workspace: Workspace, _ blueprints: Loaded<Page<Blueprint>>) -> HTML {
        panel("Deploy", id: "deploy") {
            if !may("deployments:write", in: workspace) {
                p(
                    .class("quiet"),
                    text:
                        "You may look on; starting runs needs the permission deployments:write."
                )
            } else {
                shown(blueprints) { page in chooser(workspace, page.items.filter { $0.latest != nil }) }
                uploadForm(workspace)
                div(.class("buttons")) {
                    posting(workspace.id.link(to: "plan"), "inline") {
                        button(.type("submit"), text: "Plan again")
                    }
                    posting(workspace.id.link(to: "plan-destroy"), "inline") {
                        button(.class("danger"), .type("submit"), text: "Plan to destroy")
                    }
                }
                p(.class("hint")) {
                    "Planning again takes the workspace's newest configuration. Neither changes anything."
                }
            }
        }
    }

    private func chooser(_ workspace: Workspace, _ published: [Blueprint]) -> HTML {
        guard !published.isEmpty else {
            return emptyState(
                "No blueprint is published yet.", try: "plumb blueprint publish <file.yaml> --version 1.0.0")
        }
        let options = published.map { blueprint in
            (blueprint.id.text, "\(blueprint.slug) \(blueprint.latest.map { "\($0)" } ?? "")")
        }
        return asking(workspace.id.link(to: "deploy"), "form") {
            Field(name: "blueprint", title: "Blueprint", isRequired: true).choice(options)
            button(.class("primary"), .type("submit"), text: "Choose version and variables")
        }
    }

    /// Who holds the state, and the way to break in.
    func lockPanel(_ workspace: Workspace, _ loaded: Loaded<LockStatus>) -> HTML {
        guard case .ready(let status) = loaded, let lock = status.lock else { return .nothing }
        return panel("Lock", id: "lock", aside: lockMark) {
            facts([
                ("Held by", words(lock.owner)),
                ("As", words(lock.who)),
                ("For", words(lock.operation)),
                ("Since", moment(lock.created, now: now)),
                ("Age", words(precisely(Int64(lock.ageSeconds)))),
                ("Lock id", code(.class("wrap"), text: lock.id)),
            ])
            if may("states:unlock", in: workspace) {
                details {
                    summary(text: "Break the lock")
                    p(.class("hint")) {
                        "Only when its holder is gone for good: a run that still writes would lose its work."
                    }
                    posting(workspace.id.link(to: "break-lock")) {
                        Field(
                            name: "reason", title: "Reason", hint: "It stands in the audit trail.",
                            isRequired: true
                        ).line
                        button(.class("danger"), .type("submit"), text: "Break the lock")
                    }
                }
            }
        }
    }

    func plan(_ id: WorkspaceID, destroy: Bool) async throws(Fault) -> Response {
        let form = try await form()
        let ticket = try await scope(once: form.once).start(
            Deploy(workspace: id, planOnly: true, destroy: destroy))
        return .seeOther(Link("deployments", ticket.id))
    }

    func scan(_ id: WorkspaceID) async throws(Fault) -> Response {
        let form = try await form()
        let ticket = try await scope(once: form.once).start(ScanDrift(workspace: id))
        return .seeOther(Link("drift", ticket.id))
    }

    func breakLock(_ id: WorkspaceID) async throws(Fault) -> Response {
        let form = try await form()
        guard let reason = form.text("reason") else {
            throw Fault(
                .invalid, "dashboard.no_reason",
                "Say why the lock is broken; the reason stands in the audit trail.")
        }
        _ = try await scope(once: form.once).call(BreakLock(workspace: id, reason: reason))
        return .seeOther(Link(segments: ["workspaces", id.text], query: [("done", "unlocked")]))
    }
}
