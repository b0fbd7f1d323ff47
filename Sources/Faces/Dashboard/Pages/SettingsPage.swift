import Bus
import Faults
import HTTP
import IdentityAPI
import MonitoringAPI
import ProvidersAPI
import TenantsAPI
import Vocabulary

extension Visitor {
    func settings() async throws(Fault) -> Response { await show(await settingsSheet(new: nil, fault: nil)) }

    private func settingsSheet(new: NewToken?, fault: Fault?) async -> Sheet {
        async let tokens = load(ListTokens(cursor: query["cursor"], limit: 20))
        async let connections = load(ListConnections())
        async let toolchain = load(DescribeToolchain())
        async let readiness = load(CheckReadiness())
        let people = mayAnywhere("identity:read") ? await load(ListUsers(limit: 100)) : nil
        let roles = mayAnywhere("identity:read") ? await load(ListRoles()) : nil
        let bindings = mayAnywhere("identity:read") ? await load(ListBindings()).value?.items ?? [] : []
        let (mine, clouds) = (await tokens, await connections)
        let (tool, server) = (await toolchain, await readiness)
        return Sheet("Settings", in: .settings) {
            heading("Settings")
            told(["revoked": "The token was revoked; it has ended at once."])
            div(.class("columns")) {
                div {
                    tokensPanel(mine, new, fault)
                    if let people, let roles { peoplePanel(people, roles, bindings) }
                }
                div {
                    connectionsPanel(clouds)
                    toolchainPanel(tool)
                    serverPanel(server)
                }
            }
        }
    }

    // MARK: - Tokens

    func createToken() async throws(Fault) -> Response {
        let form = try await form()
        do throws(Fault) {
            guard let title = form.text("label") else {
                throw Fault(.invalid, "dashboard.no_label", "Say what the token is for.")
            }
            guard let days = Int(form.text("days") ?? "90") else {
                throw Fault(
                    .invalid, "dashboard.bad_days", "The days until it ends are a whole number, 1 to 365.")
            }
            let names = (form.text("permissions") ?? "").split { $0 == " " || $0 == "," || $0.isNewline }
            let token = try await scope.call(
                CreateToken(
                    label: title, permissions: names.isEmpty ? nil : names.map { Permission(String($0)) },
                    days: days))
            // Its secret is shown this once, so there is no other page to go to.
            return await show(await settingsSheet(new: token, fault: nil))
        } catch {
            var response = await show(await settingsSheet(new: nil, fault: error))
            response.status = error.kind.httpStatus
            return response
        }
    }

    func revokeToken(_ id: TokenID) async throws(Fault) -> Response {
        let form = try await form()
        _ = try await scope(once: form.once).call(RevokeToken(token: id))
        return .seeOther(Link("settings", query: [("done", "revoked")]))
    }

    private func tokensPanel(_ loaded: Loaded<Page<Token>>, _ new: NewToken?, _ fault: Fault?) -> HTML {
        panel("Your tokens", id: "tokens") {
            if let new {
                div(.class("notice good"), .role("status")) {
                    Glyph.check.drawn
                    div {
                        p(text: "Copy the secret of “\(new.token.label)” now; it is not shown again.")
                        pre(.class("command secret"), .focusable) { code(text: new.secret) }
                    }
                }
            }
            shown(loaded) { page in
                if page.items.isEmpty {
                    emptyState(
                        "You have no tokens. Programs and the command line sign in with one:",
                        try: "plumb login")
                } else {
                    tokenTable(page.items)
                    pager(page) { cursor in Link("settings", query: [("cursor", cursor)]) }
                }
            }
            details(.when(fault != nil, .open)) {
                summary(text: "Make a token")
                complaint(fault)
                posting(Link("settings", "tokens")) {
                    Field(
                        name: "label", title: "What it is for", isRequired: true,
                        placeholder: "CI of the shop"
                    ).line
                    Field(
                        name: "days", title: "Days until it ends", value: "90", hint: "1 to 365",
                        isRequired: true
                    ).line
                    Field(
                        name: "permissions", title: "Permissions",
                        hint:
                            "At most these, such as states:read deployments:*; all of yours when left empty."
                    ).line
                    button(.class("primary"), .type("submit"), text: "Make the token")
                }
            }
        }
    }

    private func tokenTable(_ tokens: [Token]) -> HTML {
        tabular("Your tokens", ["Token", "May", "Last used", "Ends", "Revoke"]) {
            for token in tokens {
                tr {
                    cell("Token", "lead") { token.label }
                    cell("May") {
                        code(
                            .class("wrap"),
                            text: token.permissions?.map(\.description).joined(separator: ", ")
                                ?? "all of yours")
                    }
                    cell("Last used") { token.lastUsed.map { moment($0, now: now) } ?? words("never") }
                    cell("Ends") {
                        if token.isRevoked {
                            Mark(word: "Revoked", glyph: .slash, tone: .calm).drawn
                        } else {
                            moment(token.expires, now: now)
                        }
                    }
                    cell("Revoke") {
                        if !token.isRevoked {
                            posting(Link("settings", "tokens", token.id.text, "revoke"), "inline") {
                                button(
                                    .class("danger small"), .type("submit"), .label("Revoke \(token.label)"),
                                    text: "Revoke")
                            }
                        }
                    }
                }
            }
        }
    }
}
