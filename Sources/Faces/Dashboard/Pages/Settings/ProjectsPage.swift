import Bus
import Faults
import HTTP
import TenantsAPI
import Vocabulary

extension Project {
    var link: Link { Link("settings", "projects", id.text) }

    func link(to action: String) -> Link { Link("settings", "projects", id.text, action) }
}

extension Visitor {
    /// The tenant's groups of workspaces.
    func projects() async throws(Fault) -> Response { await show(try await projectsSheet(Attempt())) }

    private func projectsSheet(_ attempt: Attempt) async throws(Fault) -> Sheet {
        let isArchived = query["archived"] == "1"
        let page = try await scope.call(
            ListProjects(archived: isArchived, cursor: query["cursor"], limit: 50))
        let other = a(
            .href(Link("settings", "projects", query: [("archived", isArchived ? nil : "1")])),
            text: isArchived ? "In use" : "Archived")
        return settingsSheet(.projects) {
            panel(isArchived ? "Archived projects" : "Projects", id: "projects", aside: other) {
                if page.items.isEmpty {
                    emptyState(
                        isArchived
                            ? "No project is archived."
                            : "There is no project yet. A project is a group of workspaces: of a product, or "
                                + "a team. Make one below, or:",
                        try: isArchived ? nil : "plumb tenants create-project --slug shop")
                } else {
                    tabular("Projects", ["Project", "Name in addresses", "Since"]) {
                        for project in page.items {
                            tr {
                                cell("Project", "lead") { a(.href(project.link), text: project.name) }
                                cell("Name in addresses") { code(text: project.slug.text) }
                                cell("Since") { moment(project.created, now: now) }
                            }
                        }
                    }
                }
            }
            pager(page) { cursor in
                Link(
                    "settings", "projects",
                    query: [("archived", isArchived ? "1" : nil), ("cursor", cursor)])
            }
            if mayOnTenant("tenants:write") && !isArchived {
                panel("Make a project", id: "make") {
                    attempt.notice
                    posting(Link("settings", "projects")) {
                        div(.class("pair")) {
                            attempt.field(
                                "slug", "Name in addresses",
                                hint: "Small letters, digits and hyphens; it stays.", isRequired: true,
                                placeholder: "shop"
                            ).line
                            attempt.field("name", "Name", placeholder: "The shop").line
                        }
                        button(.class("primary"), .type("submit"), text: "Make the project")
                    }
                }
            }
        }
    }

    func makeProject() async throws(Fault) -> Response {
        let form = try await form()
        do throws(Fault) {
            let made = try await scope(once: form.once).call(
                CreateProject(slug: try form.slug("slug"), name: form.text("name")))
            return .seeOther(
                Link(segments: ["settings", "projects", made.id.text], query: [("done", "made")]))
        } catch {
            return await show(try await projectsSheet(Attempt(form: form, fault: error)), after: error)
        }
    }
}
