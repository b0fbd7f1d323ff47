import Bus
import Faults
import HTTP
import InventoryAPI
import TenantsAPI
import Vocabulary

extension Visitor {
    /// The newest looks through cloud accounts, with how those get on that are under way.
    func looksPanel(_ loaded: Loaded<Page<Discovery>>, _ running: [DiscoveryID: Progress]) -> HTML {
        guard let list = loaded.value?.items, !list.isEmpty else { return .nothing }
        return panel("Newest looks", id: "looks") {
            tabular("Newest looks", ["Account", "Result", "Found", "Not listed", "When"]) {
                for look in list {
                    let refused = look.listings.filter { $0.outcome != .listed }
                    tr {
                        cell("Account", "lead") {
                            span(text: look.account ?? look.connection.text)
                            span(.class("tag"), text: look.provider)
                        }
                        cell("Result") { running[look.id]?.drawn ?? look.status.mark.drawn }
                        cell("Found", "number") { "\(look.found)" }
                        cell("Not listed") {
                            if let failure = look.failure {
                                span(text: failure)
                            } else if refused.isEmpty {
                                span(.class("quiet"), text: "nothing")
                            } else {
                                details {
                                    summary(text: counted(refused.count, "list"))
                                    ul {
                                        for one in refused {
                                            li(
                                                text:
                                                    "\(one.type) in \(one.region): \(one.outcome.rawValue)"
                                                    + (one.reason.map { ", \($0)" } ?? ""))
                                        }
                                    }
                                }
                            }
                        }
                        cell("When") { moment(look.started, now: now) }
                    }
                }
            }
            if !running.isEmpty { lookAgain }
        }
    }

    /// Starts a look through one account.
    func lookForm(_ connections: [Connection]) -> HTML {
        panel("Look through an account", id: "look") {
            posting(Link("inventory", "discover"), "filters") {
                Field(name: "connection", title: "Connection", isRequired: true).choice(
                    connections.map { ($0.slug.text, "\($0.slug), \($0.provider.title)") })
                Field(
                    name: "look-region", title: "Region", placeholder: "its own, or all"
                ).line
                button(.type("submit"), text: "Look")
            }
        }
    }

    func discover() async throws(Fault) -> Response {
        let form = try await form()
        let slug = try form.slug("connection")
        guard
            let connection = try await scope.call(ListConnections()).items.first(where: { $0.slug == slug })
        else {
            throw Fault(.missing, "tenants.no_connection", "There is no cloud connection of this name.")
        }
        _ = try await scope(once: form.once).start(
            Discover(
                connection: slug, provider: connection.provider.rawValue, region: form.text("look-region")))
        return .seeOther(Link("inventory", query: [("done", "looking")]))
    }
}

extension Discovery.Status {
    fileprivate var mark: Mark {
        switch self {
        case .running: Mark(word: "Looking", glyph: .ring, tone: .calm)
        case .completed: Mark(word: "Completed", glyph: .check, tone: .good)
        case .failed: Mark(word: "Failed", glyph: .cross, tone: .bad)
        }
    }
}
