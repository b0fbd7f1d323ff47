import Bus
import IdentityAPI
import MonitoringAPI
import ProvidersAPI
import TenantsAPI
import Vocabulary

extension Visitor {
    func connectionsPanel(_ loaded: Loaded<Page<Connection>>) -> HTML {
        panel("Cloud connections", id: "connections") {
            shown(loaded) { page in
                if page.items.isEmpty {
                    emptyState(
                        "No cloud connection is kept yet. Runs take their credentials from one, sealed.",
                        try: "plumb tenants put-connection --slug main --region eu-west-1")
                } else {
                    ul(.class("plain entries")) {
                        for connection in page.items {
                            li {
                                strong(text: connection.slug.text)
                                span(.class("tag"), text: connection.provider.rawValue)
                                p(.class("quiet")) {
                                    "\(connection.region), key "
                                    code(text: connection.accessKeyHint + "…")
                                    if let role = connection.role { " as \(role)" }
                                    if let endpoint = connection.endpoint { " at \(endpoint)" }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    func toolchainPanel(_ loaded: Loaded<ToolchainReport>) -> HTML {
        panel("Toolchain", id: "toolchain") {
            shown(loaded) { report in
                facts([("Tool", words("\(report.tool) \(report.version)"))])
                if report.mirrored.isEmpty {
                    p(.class("quiet"), text: "Providers come from the registry.")
                } else {
                    details {
                        summary(
                            text: counted(report.mirrored.count, "provider") + " at hand without the registry"
                        )
                        ul(.class("plain")) {
                            for name in report.mirrored {
                                li { code(.class("wrap"), text: name) }
                            }
                        }
                    }
                }
            }
        }
    }

    /// How this server stands with what it depends on.
    func serverPanel(_ loaded: Loaded<ReadinessReport>) -> HTML {
        panel("This server", id: "server") {
            shown(loaded) { report in
                ul(.class("plain entries")) {
                    for dependency in report.dependencies {
                        li {
                            div(.class("row")) {
                                strong(text: dependency.name)
                                Mark(
                                    word: dependency.isWell ? "Well" : "Not well",
                                    glyph: dependency.isWell ? .check : .cross,
                                    tone: dependency.isWell ? .good : .bad
                                ).drawn
                            }
                            if !dependency.note.isEmpty { p(.class("quiet"), text: dependency.note) }
                        }
                    }
                }
                if report.dependencies.isEmpty { p(.class("quiet"), text: "It depends on nothing outside.") }
            }
        }
    }

    func peoplePanel(
        _ people: Loaded<Page<User>>, _ roles: Loaded<Page<Role>>, _ bindings: [Binding]
    ) -> HTML {
        group {
            panel("People", id: "people") {
                shown(people) { page in
                    if page.items.isEmpty {
                        emptyState(
                            "Nobody is here.",
                            try: "plumb identity create-user --email <address> --name <name>")
                    } else {
                        peopleTable(page.items, bindings)
                    }
                    if page.next != nil {
                        p(.class("quiet"), text: "There are more; plumb identity list-users tells all.")
                    }
                }
            }
            panel("Roles", id: "roles") {
                shown(roles) { page in
                    ul(.class("plain entries")) {
                        for role in page.items {
                            li {
                                strong(text: role.name)
                                if role.isBuiltIn { span(.class("tag"), text: "built in") }
                                p(.class("quiet")) {
                                    code(
                                        .class("wrap"),
                                        text: role.permissions.map(\.description).joined(separator: " "))
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    private func peopleTable(_ people: [User], _ bindings: [Binding]) -> HTML {
        tabular("People", ["Person", "Address", "Roles", "Since"]) {
            for person in people {
                tr {
                    cell("Person", "lead") {
                        person.name
                        if person.isDisabled { Mark(word: "Shut out", glyph: .slash, tone: .calm).drawn }
                    }
                    cell("Address", "clip") { person.email }
                    cell("Roles") {
                        let held = bindings.filter { $0.user == person.id }
                        if held.isEmpty { span(.class("quiet"), text: "none") }
                        for binding in held { span(.class("tag"), text: place(of: binding)) }
                    }
                    cell("Since") { moment(person.created, now: now) }
                }
            }
        }
    }

    private func place(of binding: Binding) -> String {
        if binding.workspace != nil { return binding.role + " of a workspace" }
        return binding.project == nil ? binding.role : binding.role + " of a project"
    }
}
