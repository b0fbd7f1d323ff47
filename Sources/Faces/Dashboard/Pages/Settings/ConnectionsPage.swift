import Bus
import Faults
import HTTP
import TenantsAPI
import Vocabulary

extension Visitor {
    /// The tenant's ways into cloud accounts.
    func connections() async throws(Fault) -> Response {
        let loaded = await load(ListConnections())
        let messages = ["deleted": "The connection is gone, and its credentials with it."]
        return await show(
            settingsSheet(.connections, messages) {
                panel("Cloud connections", id: "connections", aside: connectLinks) {
                    shown(loaded) { page in
                        if page.items.isEmpty {
                            emptyState(
                                "No cloud account is connected yet. Runs, scans and looks through an account "
                                    + "take their credentials from a connection, sealed. Choose a cloud "
                                    + "above, or:",
                                try: "plumb tenants put-connection --slug main --region eu-west-1")
                        } else {
                            connectionTable(page.items)
                        }
                    }
                }
            })
    }

    private var connectLinks: HTML {
        guard mayOnTenant("tenants:write") else { return .nothing }
        return div(.class("buttons")) {
            for provider in Connection.Provider.allCases {
                a(.class("button small"), .href(provider.connecting)) {
                    Glyph.plus.drawn
                    span(text: provider.title)
                }
            }
        }
    }

    private func connectionTable(_ connections: [Connection]) -> HTML {
        tabular("Cloud connections", ["Connection", "Cloud", "Region", "Key", "Role", "Changed"]) {
            for connection in connections {
                tr {
                    cell("Connection", "lead") {
                        a(.href(connection.link), text: connection.slug.text)
                    }
                    cell("Cloud") { connection.provider.title }
                    cell("Region") { connection.region }
                    cell("Key") { connection.keyWords }
                    cell("Role", "clip") { connection.role.map { code(text: $0) } ?? words("—") }
                    cell("Changed") { moment(connection.updated, now: now) }
                }
            }
        }
    }

    // MARK: - A new one

    func connectPage() async throws(Fault) -> Response {
        guard mayOnTenant("tenants:write") else { throw .needs("tenants:write") }
        let provider = query["provider"].flatMap { Connection.Provider(rawValue: $0) } ?? .aws
        return await show(connectSheet(provider, Attempt()))
    }

    private func connectSheet(_ provider: Connection.Provider, _ attempt: Attempt) -> Sheet {
        settingsSheet(under: .connections, "Connect a cloud account") {
            tabs(
                "Clouds", Connection.Provider.allCases.map { ($0.title, $0.connecting) },
                at: provider.connecting)
            div(.class("narrow")) {
                attempt.notice
                posting(Link("settings", "connect")) {
                    input(.type("hidden"), .name("provider"), .value(provider.rawValue))
                    attempt.field(
                        "slug", "Name", hint: "Workspaces refer to it by this name.", isRequired: true,
                        placeholder: "main"
                    ).line
                    ConnectionFields(provider: provider, attempt: attempt, known: nil).drawn
                    div(.class("buttons")) {
                        button(.class("primary"), .type("submit"), text: "Connect \(provider.title)")
                        a(.class("button"), .href(SettingsSection.connections.link), text: "Back")
                    }
                }
            }
        }
    }

    func connect() async throws(Fault) -> Response {
        let form = try await form()
        let provider = form["provider"].flatMap { Connection.Provider(rawValue: $0) } ?? .aws
        do throws(Fault) {
            let slug = try form.slug("slug")
            let known = try await scope.call(ListConnections()).items
            guard !known.contains(where: { $0.slug == slug }) else {
                throw Fault(
                    .conflict, "dashboard.taken", "Nothing was changed.",
                    problems: [.init("/slug", "there is a connection of this name; change it on its page")])
            }
            let made = try await scope(once: form.once).call(
                ConnectionFields.request(slug, provider, form))
            return .seeOther(made.link(done: "kept"))
        } catch {
            return await show(
                connectSheet(provider, Attempt(form: form, fault: error)), after: error)
        }
    }
}

extension Connection {
    var link: Link { Link("settings", "connections", slug.text) }

    func link(to action: String) -> Link { Link("settings", "connections", slug.text, action) }

    var keyWords: HTML { webIdentity ? words("none: web identity") : code(text: accessKeyHint + "…") }

    func link(done: String) -> Link {
        Link(segments: ["settings", "connections", slug.text], query: [("done", done)])
    }
}

extension Connection.Provider {
    var title: String {
        switch self {
        case .aws: "AWS"
        case .azure: "Azure"
        case .google: "Google"
        }
    }

    /// The form for an account of this cloud.
    var connecting: Link { Link("settings", "connect", query: [("provider", rawValue)]) }
}

extension Fault {
    /// For pages that are nothing but a form; the door would refuse what it sends.
    static func needs(_ permission: String) -> Fault {
        Fault(
            .forbidden, "identity.forbidden",
            "You may not do this: it needs the permission \(permission). Ask an administrator for it.")
    }
}
