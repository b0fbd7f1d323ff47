import Bus
import Faults
import HTTP
import IdentityAPI
import Vocabulary

extension Visitor {
    /// The visitor's own tokens.
    func settings() async throws(Fault) -> Response { await show(await tokensSheet(new: nil, Attempt())) }

    private func tokensSheet(new: NewToken?, _ attempt: Attempt) async -> Sheet {
        let tokens = await load(ListTokens(cursor: query["cursor"], limit: 20))
        return settingsSheet(.tokens, ["revoked": "The token was revoked; it has ended at once."]) {
            tokensPanel(tokens, new, attempt)
        }
    }

    func createToken() async throws(Fault) -> Response {
        let form = try await form()
        do throws(Fault) {
            let title = try form.needed("label", "Say what the token is for.")
            guard let days = Int(form.text("days") ?? "90") else {
                throw Fault(
                    .invalid, "dashboard.bad_days", "The token can't be made like this.",
                    problems: [.init("/days", "a whole number, 1 to 365")])
            }
            let names = form.list("permissions")
            let token = try await scope.call(
                CreateToken(
                    label: title, permissions: names.isEmpty ? nil : names.map { Allowance(Permission($0)) },
                    role: form.text("role"), days: days))
            // Its secret is shown this once, so there is no other page to go to.
            return await show(await tokensSheet(new: token, Attempt()))
        } catch {
            let attempt = Attempt(form: form, fault: error)
            return await show(await tokensSheet(new: nil, attempt), after: error)
        }
    }

    func revokeToken(_ id: TokenID) async throws(Fault) -> Response {
        let form = try await form()
        _ = try await scope(once: form.once).call(RevokeToken(token: id))
        return .seeOther(Link("settings", query: [("done", "revoked")]))
    }

    private func tokensPanel(_ loaded: Loaded<Page<Token>>, _ new: NewToken?, _ attempt: Attempt) -> HTML {
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
            details(.when(attempt.hasFailed, .open)) {
                summary(text: "Make a token")
                attempt.notice
                posting(Link("settings", "tokens")) {
                    attempt.field("label", "What it is for", isRequired: true, placeholder: "CI of the shop")
                        .line
                    attempt.field(
                        "days", "Days until it ends", value: "90", hint: "1 to 365", isRequired: true
                    ).line
                    attempt.field(
                        "permissions", "Permissions",
                        hint:
                            "At most these, such as states:read deployments:*; all of yours when left empty."
                    ).line
                    attempt.field(
                        "role", "Or a role's", hint: "At most what this role gives, now and later.",
                        placeholder: "release-crew"
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
                            text: token.role.map { "what the role \($0) gives" }
                                ?? token.permissions?.map(\.description).joined(separator: ", ")
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
