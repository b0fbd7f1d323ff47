import Bus
import DeploymentsAPI
import Faults
import HTTP
import TenantsAPI
import Vocabulary

extension Visitor {
    func workspaces() async throws(Fault) -> Response {
        async let recent = load(ListDeployments(limit: 200))
        let isArchived = query["archived"] == "1"
        let page = try await scope.call(
            ListWorkspaces(archived: isArchived, cursor: query["cursor"], limit: 50))
        var newest: [WorkspaceID: Deployment] = [:]
        for run in await recent.value?.items ?? [] where newest[run.workspace] == nil {
            newest[run.workspace] = run
        }
        let sheet = Sheet("Workspaces", in: .workspaces) {
            heading(
                "Workspaces",
                actions: a(
                    .class("button"),
                    .href(Link("workspaces", query: [("archived", isArchived ? nil : "1")])),
                    text: isArchived ? "In use" : "Archived"))
            panel(isArchived ? "Archived" : "In use", id: "list") {
                if page.items.isEmpty {
                    emptyState(
                        isArchived
                            ? "No workspace is archived."
                            : "There is no workspace that you may see yet. Make one:",
                        try: isArchived
                            ? nil : "plumb tenants create-workspace --project <project> --slug staging")
                } else {
                    list(page.items, newest)
                }
            }
            pager(page) { cursor in
                Link("workspaces", query: [("archived", isArchived ? "1" : nil), ("cursor", cursor)])
            }
        }
        return await show(sheet)
    }

    private func list(_ workspaces: [Workspace], _ newest: [WorkspaceID: Deployment]) -> HTML {
        tabular("Workspaces", ["Workspace", "Environment", "Gates", "Newest run", "Ran"]) {
            for workspace in workspaces {
                tr {
                    cell("Workspace", "lead") { a(.href(workspace.id.link), text: workspace.title) }
                    cell("Environment") { environmentTag(workspace) }
                    cell("Gates") { gates(workspace.settings) }
                    cell("Newest run") {
                        if let run = newest[workspace.id] {
                            a(.class("bare"), .href(run.id.link)) { run.status.mark.drawn }
                        } else {
                            span(.class("quiet"), text: "none lately")
                        }
                    }
                    cell("Ran") {
                        if let run = newest[workspace.id] { moment(run.created, now: now) } else { "—" }
                    }
                }
            }
        }
    }

    func gates(_ settings: WorkspaceSettings) -> HTML {
        settings.gates.isEmpty
            ? span(.class("quiet"), text: "none")
            : words(settings.gates.map(\.rawValue).joined(separator: ", "))
    }

    func environmentTag(_ workspace: Workspace) -> HTML {
        span(.class(workspace.isProduction ? "tag strong" : "tag"), text: workspace.environment)
    }
}
