import Bus
import Faults
import HTTP
import IdentityAPI
import Vocabulary

extension User {
    var link: Link { Link("settings", "people", id.text) }

    func link(to action: String) -> Link { Link("settings", "people", id.text, action) }
}

extension Visitor {
    /// Who can sign in, with which roles.
    func people() async throws(Fault) -> Response { await show(try await peopleSheet(Attempt())) }

    private func peopleSheet(_ attempt: Attempt) async throws(Fault) -> Sheet {
        async let users = scope.call(ListUsers(cursor: query["cursor"], limit: 50))
        async let roles = load(ListRoles())
        async let bindings = load(ListBindings())
        let page: Page<User>
        do { page = try await users } catch { throw Fault.from(error, "dashboard.people") }
        let (known, held) = (await roles, await bindings)
        return settingsSheet(.people) {
            panel("People", id: "people") {
                if page.items.isEmpty {
                    emptyState(
                        "Nobody is here.", try: "plumb identity create-user --email <address> --name <name>")
                } else {
                    peopleTable(page.items, held.value?.items ?? [])
                }
            }
            pager(page) { cursor in Link("settings", "people", query: [("cursor", cursor)]) }
            if mayOnTenant("identity:write") {
                panel("Add somebody", id: "add") {
                    attempt.notice
                    adding(attempt, known.value?.items ?? [])
                }
            }
        }
    }

    private func peopleTable(_ people: [User], _ bindings: [Binding]) -> HTML {
        tabular("People", ["Person", "Address", "Roles", "Since"]) {
            for person in people {
                tr {
                    cell("Person", "lead") {
                        a(.href(person.link), text: person.name)
                        if person.isDisabled { Mark(word: "Shut out", glyph: .slash, tone: .calm).drawn }
                    }
                    cell("Address", "clip") { span(.title(person.email), text: person.email) }
                    cell("Roles") {
                        let held = bindings.filter { $0.user == person.id }
                        if held.isEmpty { span(.class("quiet"), text: "none") }
                        for binding in held { span(.class("tag"), text: binding.title) }
                    }
                    cell("Since") { moment(person.created, now: now) }
                }
            }
        }
    }

    private func adding(_ attempt: Attempt, _ roles: [Role]) -> HTML {
        posting(Link("settings", "people")) {
            div(.class("pair")) {
                attempt.field("email", "E-mail address", type: "email", isRequired: true, autocomplete: "off")
                    .line
                attempt.field("name", "Name", isRequired: true, autocomplete: "off").line
                attempt.field(
                    "password", "First password", type: "password",
                    hint: "At least 12 characters. Hand it over by a way that you trust.", isRequired: true,
                    autocomplete: "new-password"
                ).line
                attempt.field("role", "Role", hint: "On all of the tenant; more on the person's page.")
                    .choice([("", "None yet")] + roles.map { ($0.name, $0.name) })
            }
            button(.class("primary"), .type("submit"), text: "Add")
        }
    }

    func addPerson() async throws(Fault) -> Response {
        let form = try await form()
        do throws(Fault) {
            let made = try await scope(once: form.once).call(
                CreateUser(
                    email: form.text("email") ?? "",
                    name: try form.needed("name", "Say what the person is called."),
                    password: form["password"] ?? "", role: form.text("role")))
            return .seeOther(
                Link(segments: ["settings", "people", made.id.text], query: [("done", "added")]))
        } catch {
            return await show(try await peopleSheet(Attempt(form: form, fault: error)), after: error)
        }
    }
}

extension Binding {
    /// The role, and how far it reaches.
    var title: String {
        if workspace != nil { return role + " of a workspace" }
        return project == nil ? role : role + " of a project"
    }
}
