import Bus
import Faults
import HTTP
import TenantsAPI
import Vocabulary

extension Visitor {
    /// One project: its workspaces, its name, and whether it is in use.
    func project(_ id: ProjectID) async throws(Fault) -> Response {
        await show(try await projectSheet(id, Attempt()))
    }

    private func projectSheet(_ id: ProjectID, _ attempt: Attempt) async throws(Fault) -> Sheet {
        let project = try await scope.call(GetProject(project: id))
        async let workspaces = load(ListWorkspaces(project: id, limit: 200))
        async let connections = load(ListConnections())
        let (list, clouds) = (await workspaces, await connections.value?.items ?? [])
        let mayChange = may("tenants:write", in: project)
        return settingsSheet(
            under: .projects, project.name,
            mark: project.isArchived ? span(.class("tag"), text: "archived") : .nothing, ProjectMessages.all
        ) {
            attempt.notice
            div(.class("columns")) {
                div {
                    workspacesPanel(list)
                    if mayChange && !project.isArchived { making(project, attempt, clouds) }
                }
                div {
                    panel("About it", id: "about") {
                        facts([
                            ("In addresses", code(text: project.slug.text)),
                            ("Since", moment(project.created, now: now)),
                            ("Id", code(.class("wrap"), text: project.id.text)),
                        ])
                    }
                    if mayChange { changing(project, attempt) }
                }
            }
        }
    }

    /// True when the visitor holds the permission at the project; the door has the last word.
    private func may(_ permission: String, in project: Project) -> Bool {
        guard let tenant = scope.tenantIfAny else { return false }
        return scope.principal.may(
            Permission(permission), at: Location(tenant: tenant, project: project.id, workspace: nil))
    }

    private func workspacesPanel(_ loaded: Loaded<Page<Workspace>>) -> HTML {
        panel("Workspaces", id: "workspaces") {
            shown(loaded) { page in
                if page.items.isEmpty {
                    emptyState(
                        "No workspace is in use here. A workspace is one Terraform state in one environment.")
                } else {
                    tabular("Workspaces", ["Workspace", "Environment", "Gates"]) {
                        for workspace in page.items {
                            tr {
                                cell("Workspace", "lead") {
                                    a(.href(workspace.id.link), text: workspace.title)
                                }
                                cell("Environment") { environmentTag(workspace) }
                                cell("Gates") { gates(workspace.settings) }
                            }
                        }
                    }
                    if page.next != nil {
                        p(.class("quiet"), text: "The first 200; search finds the others.")
                    }
                }
            }
        }
    }

    private func making(_ project: Project, _ attempt: Attempt, _ connections: [Connection]) -> HTML {
        panel("Make a workspace", id: "make") {
            posting(project.link(to: "workspaces")) {
                div(.class("pair")) {
                    attempt.field("slug", "Name in addresses", isRequired: true, placeholder: "staging").line
                    attempt.field(
                        "environment", "Environment", value: "development",
                        hint: "In production, somebody else has to approve.", isRequired: true
                    ).line
                    attempt.field("connection", "Cloud connection").choice(
                        [("", "None")] + connections.map { ($0.id.text, $0.slug.text) })
                }
                fieldset(.class("ticks")) {
                    legend(text: "Gates that a run must pass")
                    for gate in Gate.allCases {
                        tick(
                            "gate-" + gate.rawValue, gate.title,
                            isOn: attempt.hasFailed
                                ? attempt.form["gate-" + gate.rawValue] != nil : gate == .approval)
                    }
                }
                button(.class("primary"), .type("submit"), text: "Make the workspace")
            }
        }
    }

    private func changing(_ project: Project, _ attempt: Attempt) -> HTML {
        group {
            panel("Name", id: "rename") {
                posting(project.link) {
                    input(.type("hidden"), .name("revision"), .value(String(project.revision)))
                    attempt.field("name", "Name", value: project.name, isRequired: true).line
                    button(.type("submit"), text: "Rename")
                }
            }
            panel(project.isArchived ? "Bring back" : "Archive", id: "archive") {
                p(
                    .class("quiet"),
                    text: project.isArchived
                        ? "It can be used again."
                        : "Refused while it has workspaces in use. Nothing is deleted.")
                posting(project.link(to: project.isArchived ? "restore" : "archive"), "inline") {
                    button(
                        .class(project.isArchived ? "" : "danger"), .type("submit"),
                        text: project.isArchived ? "Bring it back" : "Archive \(project.name)")
                }
            }
        }
    }

    // MARK: - What its forms do

    func renameProject(_ id: ProjectID) async throws(Fault) -> Response {
        let form = try await form()
        return try await tried(id, form, "renamed") { scope throws(Fault) in
            _ = try await scope.call(
                UpdateProject(
                    project: id, name: try form.needed("name", "Say what it is called."),
                    ifRevision: form["revision"].flatMap { Int($0) }))
        }
    }

    func archiveProject(_ id: ProjectID, isRestored: Bool) async throws(Fault) -> Response {
        let form = try await form()
        return try await tried(id, form, isRestored ? "restored" : "archived") { scope throws(Fault) in
            if isRestored {
                _ = try await scope.call(RestoreProject(project: id))
            } else {
                _ = try await scope.call(ArchiveProject(project: id))
            }
        }
    }

    func makeWorkspace(_ id: ProjectID) async throws(Fault) -> Response {
        let form = try await form()
        do throws(Fault) {
            var settings = WorkspaceSettings()
            settings.gates = Gate.allCases.filter { form["gate-" + $0.rawValue] != nil }
            settings.connection = form.text("connection").flatMap { ConnectionID($0) }
            let made = try await scope(once: form.once).call(
                CreateWorkspace(
                    project: id, slug: try form.slug("slug"),
                    environment: try form.needed("environment", "Say what it is for, such as staging."),
                    settings: settings))
            return .seeOther(Link(segments: ["workspaces", made.id.text], query: [("done", "made")]))
        } catch {
            return await show(try await projectSheet(id, Attempt(form: form, fault: error)), after: error)
        }
    }

    private func tried(
        _ id: ProjectID, _ form: Form, _ done: String, _ work: (Scope) async throws(Fault) -> Void
    ) async throws(Fault) -> Response {
        do throws(Fault) {
            try await work(scope(once: form.once))
            return .seeOther(Link(segments: ["settings", "projects", id.text], query: [("done", done)]))
        } catch {
            return await show(try await projectSheet(id, Attempt(form: form, fault: error)), after: error)
        }
    }
}

private enum ProjectMessages {
    static let all = [
        "made": "The project is there. Make its first workspace.", "renamed": "Renamed.",
        "archived": "Archived. Nothing was deleted.", "restored": "It is in use again.",
    ]
}

extension Gate {
    var title: String {
        switch self {
        case .policy: "Policy: guardrails judge the plan"
        case .cost: "Cost: the plan's price is looked at"
        case .approval: "Approval: somebody says yes"
        }
    }
}
