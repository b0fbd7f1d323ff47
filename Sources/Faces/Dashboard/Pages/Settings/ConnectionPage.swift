import Bus
import Faults
import HTTP
import TenantsAPI
import Vocabulary

extension Visitor {
    /// One way into a cloud account: what is known of it, whether it works, and the form that changes it.
    func connection(_ slug: Slug) async throws(Fault) -> Response {
        await show(connectionSheet(try await known(slug), nil, Attempt()))
    }

    private func known(_ slug: Slug) async throws(Fault) -> Connection {
        let all = try await scope.call(ListConnections()).items
        guard let found = all.first(where: { $0.slug == slug }) else {
            throw Fault(.missing, "tenants.no_connection", "There is no cloud connection of this name.")
        }
        return found
    }

    private func connectionSheet(
        _ connection: Connection, _ verdict: Loaded<ConnectionVerdict>?, _ attempt: Attempt
    ) -> Sheet {
        let messages = ["kept": "Kept, and its credentials sealed. Test it to see whether the cloud agrees."]
        return settingsSheet(
            under: .connections, connection.slug.text,
            mark: span(.class("tag"), text: connection.provider.title), messages
        ) {
            div(.class("columns")) {
                div {
                    if mayOnTenant("tenants:write") { changing(connection, attempt) }
                }
                div {
                    about(connection, verdict)
                    if mayOnTenant("tenants:write") { removing(connection) }
                }
            }
        }
    }

    private func about(_ connection: Connection, _ verdict: Loaded<ConnectionVerdict>?) -> HTML {
        panel("About it", id: "about") {
            facts(
                [
                    ("Region", words(connection.region)),
                    ("Key", connection.keyWords),
                ] + (connection.role.map { [("Role", code(.class("wrap"), text: $0))] } ?? [])
                    + (connection.endpoint.map { [("Endpoint", words($0))] } ?? [])
                    + [("Changed", moment(connection.updated, now: now))])
            if let verdict { judged(verdict) }
            if mayOnTenant("tenants:write") {
                posting(connection.link(to: "test"), "inline") {
                    button(.type("submit"), text: verdict == nil ? "Test it" : "Test it again")
                }
            }
        }
    }

    private func judged(_ loaded: Loaded<ConnectionVerdict>) -> HTML {
        switch loaded {
        case .refused(let fault): complaint(fault)
        case .ready(let verdict):
            div(.class(verdict.works ? "notice good" : "notice bad"), .role("status")) {
                (verdict.works ? Glyph.check : Glyph.cross).drawn
                div {
                    p(text: verdict.works ? "It works." : "The cloud does not let it in.")
                    p(.class("wrap"), text: verdict.note)
                }
            }
        }
    }

    private func changing(_ connection: Connection, _ attempt: Attempt) -> HTML {
        panel("Change it", id: "change") {
            p(
                .class("quiet"),
                text: "What is sealed can't be read back: give the keys again, and all that shall hold.")
            attempt.notice
            posting(connection.link) {
                ConnectionFields(provider: connection.provider, attempt: attempt, known: connection).drawn
                button(.class("primary"), .type("submit"), text: "Keep the change")
            }
        }
    }

    private func removing(_ connection: Connection) -> HTML {
        panel("Delete it", id: "delete") {
            p(
                .class("quiet"),
                text: "Its credentials are forgotten. Refused while a workspace uses it.")
            posting(connection.link(to: "delete"), "inline") {
                button(.class("danger"), .type("submit"), text: "Delete \(connection.slug)")
            }
        }
    }

    // MARK: - What its forms do

    func changeConnection(_ slug: Slug) async throws(Fault) -> Response {
        let form = try await form()
        let connection = try await known(slug)
        do throws(Fault) {
            let changed = try await scope(once: form.once).call(
                ConnectionFields.request(slug, connection.provider, form))
            return .seeOther(changed.link(done: "kept"))
        } catch {
            let attempt = Attempt(form: form, fault: error)
            return await show(connectionSheet(connection, nil, attempt), after: error)
        }
    }

    /// The verdict is of this moment, so it is shown in answer to the form and kept nowhere.
    func testConnection(_ slug: Slug) async throws(Fault) -> Response {
        _ = try await form()
        let connection = try await known(slug)
        return await show(connectionSheet(connection, await load(TestConnection(slug: slug)), Attempt()))
    }

    func deleteConnection(_ slug: Slug) async throws(Fault) -> Response {
        let form = try await form()
        _ = try await scope(once: form.once).call(DeleteConnection(slug: slug))
        return .seeOther(Link("settings", "connections", query: [("done", "deleted")]))
    }
}
