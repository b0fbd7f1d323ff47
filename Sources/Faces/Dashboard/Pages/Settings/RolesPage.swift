import Bus
import Faults
import HTTP
import IdentityAPI
import Vocabulary

extension Visitor {
    /// Named sets of permissions: the built-in ones and the tenant's own.
    func roles() async throws(Fault) -> Response {
        let roles = try await scope.call(ListRoles()).items
        let chosen = roles.first { $0.name == query["role"] && !$0.isBuiltIn }
        return await show(rolesSheet(roles, chosen, Attempt()))
    }

    private func rolesSheet(_ roles: [Role], _ chosen: Role?, _ attempt: Attempt) -> Sheet {
        let messages = ["kept": "The role is kept; it counts at once.", "deleted": "The role is gone."]
        return settingsSheet(.roles, messages) {
            panel("Roles", id: "roles") {
                tabular("Roles", ["Role", "May", "Change"]) {
                    for role in roles { row(role) }
                }
            }
            if mayAnywhere("identity:write") {
                panel(chosen.map { "Change \($0.name)" } ?? "A role of your own", id: "own") {
                    attempt.notice
                    posting(Link("settings", "roles")) {
                        attempt.field(
                            "role", "Name", value: chosen?.name ?? "", isRequired: true,
                            placeholder: "release-crew"
                        ).line
                        attempt.field(
                            "permissions", "Permissions",
                            value: chosen?.permissions.map(\.description).joined(separator: "\n") ?? "",
                            hint: "One a line, such as deployments:* or states:read. You can't give what you "
                                + "don't have.", isRequired: true
                        ).block
                        button(.class("primary"), .type("submit"), text: "Keep the role")
                    }
                }
            }
        }
    }

    private func row(_ role: Role) -> HTML {
        tr {
            cell("Role", "lead") {
                span(text: role.name)
                if role.isBuiltIn { span(.class("tag"), text: "built in") }
            }
            cell("May") {
                code(
                    .class("wrap"), text: role.permissions.map(\.description).joined(separator: " "))
            }
            cell("Change") {
                if !role.isBuiltIn && mayAnywhere("identity:write") {
                    div(.class("buttons")) {
                        a(
                            .class("button small"),
                            .href(
                                Link(
                                    segments: ["settings", "roles"], query: [("role", role.name)],
                                    fragment: "own")),
                            .label("Change \(role.name)"), text: "Change")
                        posting(Link("settings", "roles", role.name, "delete"), "inline") {
                            button(
                                .class("danger small"), .type("submit"), .label("Delete \(role.name)"),
                                text: "Delete")
                        }
                    }
                }
            }
        }
    }

    func putRole() async throws(Fault) -> Response {
        let form = try await form()
        do throws(Fault) {
            let permissions = form.list("permissions").map { Permission($0) }
            guard !permissions.isEmpty else {
                throw Fault(
                    .invalid, "dashboard.no_permissions", "A role without permissions does nothing.",
                    problems: [.init("/permissions", "name at least one")])
            }
            _ = try await scope(once: form.once).call(
                PutRole(role: try form.slug("role"), permissions: permissions))
            return .seeOther(Link("settings", "roles", query: [("done", "kept")]))
        } catch {
            let roles = try await scope.call(ListRoles()).items
            return await show(rolesSheet(roles, nil, Attempt(form: form, fault: error)), after: error)
        }
    }

    func deleteRole(_ role: Slug) async throws(Fault) -> Response {
        let form = try await form()
        _ = try await scope(once: form.once).call(DeleteRole(role: role))
        return .seeOther(Link("settings", "roles", query: [("done", "deleted")]))
    }
}
