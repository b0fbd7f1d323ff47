import Bus
import Faults
import HTTP
import IdentityAPI
import Vocabulary

extension Visitor {
    /// Named sets of permissions: the built-in ones and the tenant's own.
    func roles() async throws(Fault) -> Response {
        await show(try await rolesSheet(Attempt()))
    }

    private func rolesSheet(_ attempt: Attempt) async throws(Fault) -> Sheet {
        let roles = try await scope.call(ListRoles()).items
        let chosen = roles.first { $0.name == query["role"] && !$0.isBuiltIn }
        let people = await load(ListUsers(limit: 200)).value?.items ?? []
        let messages = ["kept": "The role is kept; it counts at once.", "deleted": "The role is gone."]
        return settingsSheet(.roles, messages) {
            panel("Roles", id: "roles") {
                tabular("Roles", ["Role", "May", "Change"]) {
                    for role in roles { row(role, people) }
                }
            }
            if mayOnTenant("identity:write") {
                panel(chosen.map { "Change \($0.name)" } ?? "A role of your own", id: "own") {
                    attempt.notice
                    posting(Link("settings", "roles")) {
                        RoleFields(chosen).drawn(attempt, people: people)
                        button(.class("primary"), .type("submit"), text: "Keep the role")
                    }
                }
            }
        }
    }

    private func row(_ role: Role, _ people: [User]) -> HTML {
        tr {
            cell("Role", "lead") {
                span(text: role.name)
                if role.isBuiltIn { span(.class("tag"), text: "built in") }
            }
            cell("May") {
                let plain = role.permissions.filter { $0.condition == nil }
                if !plain.isEmpty {
                    code(.class("wrap"), text: plain.map(\.description).joined(separator: " "))
                }
                let others = RoleFields(role).groups
                if !others.isEmpty {
                    ul(.class("plain")) {
                        for group in others { li { grantWords(group, people) } }
                    }
                }
            }
            cell("Change") {
                if !role.isBuiltIn && mayOnTenant("identity:write") {
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

    private func grantWords(_ group: RoleFields.Group, _ people: [User]) -> HTML {
        var parts: [String] = []
        if !group.environments.isEmpty { parts.append("in " + group.environments) }
        if !group.tags.isEmpty { parts.append("labelled " + group.tags.replacing("\n", with: ", ")) }
        if group.owner == "self" { parts.append("on one’s own") }
        if !group.owner.isEmpty, group.owner != "self" {
            let name = people.first { $0.id.text == group.owner }?.name ?? "…\(group.owner.suffix(8))"
            parts.append("on those of \(name)")
        }
        return div {
            code(.class("wrap"), text: group.permissions)
            " " + parts.joined(separator: ", ")
        }
    }

    func putRole() async throws(Fault) -> Response {
        let form = try await form()
        do throws(Fault) {
            let permissions = try RoleFields.permissions(of: form)
            _ = try await scope(once: form.once).call(
                PutRole(role: try form.slug("role"), permissions: permissions))
            return .seeOther(Link("settings", "roles", query: [("done", "kept")]))
        } catch {
            return await show(try await rolesSheet(Attempt(form: form, fault: error)), after: error)
        }
    }

    func deleteRole(_ role: Slug) async throws(Fault) -> Response {
        let form = try await form()
        _ = try await scope(once: form.once).call(DeleteRole(role: role))
        return .seeOther(Link("settings", "roles", query: [("done", "deleted")]))
    }
}
