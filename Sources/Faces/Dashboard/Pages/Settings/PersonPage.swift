import Bus
import Faults
import HTTP
import IdentityAPI
import TenantsAPI
import Vocabulary

extension Visitor {
    /// One person: name and password, roles and where they hold, and the door.
    func person(_ id: UserID) async throws(Fault) -> Response {
        await show(try await personSheet(id, Attempt()))
    }

    func personSheet(
        _ id: UserID, _ attempt: Attempt, recovery: RecoveryCode? = nil
    ) async throws(Fault) -> Sheet {
        let person = try await scope.call(GetUser(user: id))
        async let bindings = load(ListBindings(user: id))
        async let roles = load(ListRoles())
        async let projects = load(ListProjects(limit: 200))
        async let workspaces = load(ListWorkspaces(limit: 200))
        let held = await bindings.map { page in page.items.filter { $0.user == id } }
        let known = await roles.value?.items ?? []
        let places = Places(
            projects: await projects.value?.items ?? [], workspaces: await workspaces.value?.items ?? [])
        let mayChange = mayOnTenant("identity:write")
        return settingsSheet(
            under: .people, person.name,
            mark: person.isDisabled ? Mark(word: "Shut out", glyph: .slash, tone: .calm).drawn : .nothing,
            PersonMessages.all
        ) {
            attempt.notice
            div(.class("columns")) {
                div {
                    rolesPanel(person, held, places, mayChange)
                    if mayChange && !person.isDisabled { giving(person, attempt, known, places) }
                }
                div {
                    panel("About", id: "about") {
                        facts([
                            ("Address", words(person.email)), ("Since", moment(person.created, now: now)),
                            ("Id", code(.class("wrap"), text: person.id.text)),
                        ])
                    }
                    if mayChange { changing(person, attempt) }
                    if mayChange && !person.isDisabled { recovering(person, recovery) }
                    if mayChange && person.isDisabled { lettingIn(person) }
                    if mayChange && !person.isDisabled && person.id.text != scope.principal.id {
                        shuttingOut(person)
                    }
                }
            }
        }
    }

    private func rolesPanel(
        _ person: User, _ loaded: Loaded<[Binding]>, _ places: Places, _ mayChange: Bool
    ) -> HTML {
        panel("Roles", id: "roles") {
            shown(loaded) { bindings in
                if bindings.isEmpty {
                    emptyState("No role yet: \(person.name) can sign in and sees nothing.")
                } else {
                    tabular("Roles", ["Role", "On", "Take away"]) {
                        for binding in bindings {
                            tr {
                                cell("Role", "lead") { binding.role }
                                cell("On") { places.title(binding) }
                                cell("Take away") {
                                    if mayChange {
                                        posting(person.link(to: "unbind"), "inline") {
                                            input(.type("hidden"), .name("binding"), .value(binding.id))
                                            button(
                                                .class("danger small"), .type("submit"),
                                                .label("Take away \(binding.title)"), text: "Take away")
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    private func giving(_ person: User, _ attempt: Attempt, _ roles: [Role], _ places: Places) -> HTML {
        panel("Give a role", id: "give") {
            posting(person.link(to: "bind")) {
                div(.class("pair")) {
                    // The least of them, so that nobody is given much by mistake.
                    attempt.field("role", "Role", value: "viewer", isRequired: true).choice(
                        roles.map { ($0.name, $0.name) })
                    attempt.field("place", "On", isRequired: true).choice(places.options)
                }
                button(.class("primary"), .type("submit"), text: "Give")
            }
        }
    }

    private func changing(_ person: User, _ attempt: Attempt) -> HTML {
        panel("Name and password", id: "change") {
            posting(person.link) {
                input(.type("hidden"), .name("revision"), .value(String(person.revision)))
                attempt.field("name", "Name", value: person.name, isRequired: true, autocomplete: "off").line
                attempt.field(
                    "password", "New password", type: "password",
                    hint: "At least 12 characters; ends all of the person's sessions.",
                    autocomplete: "new-password"
                ).line
                button(.type("submit"), text: "Keep the change")
            }
        }
    }

    private func shuttingOut(_ person: User) -> HTML {
        panel("Shut out", id: "disable") {
            p(
                .class("quiet"),
                text: "Sessions and tokens end at once, and nobody signs in as \(person.name) until somebody "
                    + "lets them in again. The record stays.")
            posting(person.link(to: "disable"), "inline") {
                button(.class("danger"), .type("submit"), text: "Shut \(person.name) out")
            }
        }
    }

    // MARK: - What its forms do

    func changePerson(_ id: UserID) async throws(Fault) -> Response {
        let form = try await form()
        return try await tried(id, form, "changed") { scope throws(Fault) in
            let password = form["password"] ?? ""
            _ = try await scope.call(
                UpdateUser(
                    user: id, name: try form.needed("name", "Say what the person is called."),
                    password: password.isEmpty ? nil : password,
                    ifRevision: form["revision"].flatMap { Int($0) }))
        }
    }

    func giveRole(_ id: UserID) async throws(Fault) -> Response {
        let form = try await form()
        return try await tried(id, form, "given") { scope throws(Fault) in
            let place = (form["place"] ?? "").split(separator: ":").map(String.init)
            var bind = Bind(user: id, role: try form.needed("role", "Choose a role."))
            if place.first == "project" { bind.project = place.last.flatMap { ProjectID($0) } }
            if place.first == "workspace" { bind.workspace = place.last.flatMap { WorkspaceID($0) } }
            // A role on less than was chosen is harmless; on more it would not be.
            guard place.first == "tenant" || bind.project != nil || bind.workspace != nil else {
                throw Fault(
                    .invalid, "dashboard.no_place", "Nothing was given.",
                    problems: [.init("/place", "choose where the role holds")])
            }
            _ = try await scope.call(bind)
        }
    }

    func takeRole(_ id: UserID) async throws(Fault) -> Response {
        let form = try await form()
        return try await tried(id, form, "taken") { scope throws(Fault) in
            _ = try await scope.call(Unbind(binding: form["binding"] ?? ""))
        }
    }

    func shutOut(_ id: UserID) async throws(Fault) -> Response {
        let form = try await form()
        return try await tried(id, form, "shut") { scope throws(Fault) in
            _ = try await scope.call(DisableUser(user: id))
        }
    }

    func tried(
        _ id: UserID, _ form: Form, _ done: String, _ work: (Scope) async throws(Fault) -> Void
    ) async throws(Fault) -> Response {
        do throws(Fault) {
            try await work(scope(once: form.once))
            return .seeOther(Link(segments: ["settings", "people", id.text], query: [("done", done)]))
        } catch {
            return await show(try await personSheet(id, Attempt(form: form, fault: error)), after: error)
        }
    }
}

/// Where a role can hold.
private struct Places {
    let projects: [Project]
    let workspaces: [Workspace]

    var options: [(String, String)] {
        [("tenant", "All of the tenant")]
            + projects.map { ("project:\($0.id)", "Project \($0.name)") }
            + workspaces.map { ("workspace:\($0.id)", "Workspace \($0.title)") }
    }

    func title(_ binding: Binding) -> String {
        if let id = binding.workspace {
            return workspaces.first { $0.id == id }?.title ?? "a workspace, …\(id.text.suffix(8))"
        }
        if let id = binding.project {
            return projects.first { $0.id == id }.map { "project \($0.name)" }
                ?? "a project, …\(id.text.suffix(8))"
        }
        return "all of the tenant"
    }
}

private enum PersonMessages {
    static let all = [
        "added": "Added. Give the address and the first password to the person.",
        "changed": "Changed.", "given": "The role is given.", "taken": "The role was taken away.",
        "shut": "Shut out. Sessions and tokens have ended.",
        "enabled": "Let in again, with the roles and the password of before.",
    ]
}
