import Faults
import HTTP
import IdentityAPI
import Vocabulary

extension Visitor {
    /// Offers to set the server up only while nobody is.
    func signInPage() async throws(Fault) -> Response {
        let isNew = try await scope.call(GetSetUpStatus()).isAwaited
        return signInSheet(fault: nil, form: Form(), isNew: isNew).response(assets: assets)
    }

    func signIn() async throws(Fault) -> Response {
        let form = try await form()
        guard let email = form.text("email"), let password = form["password"], !password.isEmpty else {
            let fault = Fault(
                .invalid, "dashboard.incomplete", "Give both the e-mail address and the password.")
            return signInSheet(fault: fault, form: form).response(assets: assets, status: 422)
        }
        do throws(Fault) {
            let tenant = try slug(form.text("tenant"), "tenant")
            let session = try await scope.call(SignIn(email: email, password: password, tenant: tenant))
            return enter(session, to: form["next"])
        } catch {
            var response = signInSheet(fault: error, form: form)
                .response(assets: assets, status: error.kind.httpStatus)
            if let seconds = error.retryAfter { response.headers.set("Retry-After", String(seconds)) }
            return response
        }
    }

    /// Into the dashboard with a new session, to where the visitor wanted to go.
    private func enter(_ session: Session, to next: String?) -> Response {
        Response.seeOther(next.flatMap { Link(local: $0) } ?? .home)
            .keeping(session.secret, until: session.expires, now: now, isTLS: request.isTLS)
    }

    func signOut() async throws(Fault) -> Response {
        if case .cookie(let secret) = visit.credential {
            do throws(Fault) {
                _ = try await scope.call(SignOut(secret: secret))
            } catch {
                // A session that has ended already needs no ending.
                guard error.kind == .missing else { throw error }
            }
        }
        return .seeOther(Link("sign-in")).forgettingSession(isTLS: request.isTLS)
    }

    private func slug(_ text: String?, _ what: String) throws(Fault) -> Slug? {
        guard let text else { return nil }
        guard let slug = Slug(text) else {
            throw Fault(
                .invalid, "dashboard.bad_slug",
                "A \(what)'s name is 1 to 63 lower-case letters, digits and inner dashes.")
        }
        return slug
    }

    private func signInSheet(fault: Fault?, form: Form, isNew: Bool = false) -> Sheet {
        Sheet("Sign in", in: nil) {
            div(.class("door")) {
                doorHead("Sign in to Plumb")
                complaint(fault)
                told(["recovered": "Your new password is set. Sign in with it."])
                Tag("form")(Attribute("method", "post"), .action(Link("sign-in")), .class("form")) {
                    if let next = (form["next"] ?? query["next"]).flatMap({ Link(local: $0) }) {
                        input(.type("hidden"), .name("next"), .value(next.text))
                    }
                    Field(
                        name: "email", title: "E-mail address", type: "email", value: form["email"] ?? "",
                        isRequired: true, autocomplete: "username"
                    ).line
                    Field(
                        name: "password", title: "Password", type: "password", isRequired: true,
                        autocomplete: "current-password"
                    ).line
                    details(.when(form.text("tenant") != nil, .open)) {
                        summary(text: "My address is known in several tenants")
                        Field(
                            name: "tenant", title: "Tenant", value: form["tenant"] ?? "",
                            autocomplete: "organization"
                        ).line
                    }
                    button(.class("primary"), .type("submit"), text: "Sign in")
                }
                if !isNew {
                    p(.class("aside")) {
                        "You lost your password? "
                        a(.href(Link("recover")), text: "Choose a new one")
                        " with a code from an administrator."
                    }
                }
                if isNew {
                    p(.class("aside")) {
                        "This server is new, and nobody is set up yet. "
                        a(.href(Link("set-up")), text: "Set it up")
                        " with the code that it printed at its first start."
                    }
                }
            }
        }
    }

    // MARK: - Setting up

    func setUpPage() -> Response { setUpSheet(fault: nil, form: Form()).response(assets: assets) }

    func setUp() async throws(Fault) -> Response {
        let form = try await form()
        do throws(Fault) {
            guard let code = form.text("code"), let email = form.text("email"),
                let tenant = try slug(form.text("tenant"), "tenant"), let password = form["password"]
            else {
                throw Fault(
                    .invalid, "dashboard.incomplete",
                    "Give the code, the tenant, the e-mail address and a password.")
            }
            let result = try await scope.call(
                SetUpFirstTenant(
                    code: code, tenant: tenant, email: email, password: password, name: form.text("name")))
            return enter(result.session, to: nil)
        } catch {
            return setUpSheet(fault: error, form: form).response(
                assets: assets, status: error.kind.httpStatus)
        }
    }

    private func setUpSheet(fault: Fault?, form: Form) -> Sheet {
        Sheet("Set up", in: nil) {
            div(.class("door")) {
                doorHead("Set up this server")
                p {
                    "This makes the first tenant and its administrator, once. The code proves that the server"
                    " is yours: it stands in the server's output of its first start, and in its data folder."
                }
                complaint(fault)
                Tag("form")(Attribute("method", "post"), .action(Link("set-up")), .class("form")) {
                    Field(
                        name: "code", title: "Set-up code", value: form["code"] ?? "", isRequired: true,
                        autocomplete: "one-time-code"
                    ).line
                    Field(
                        name: "tenant", title: "Tenant", value: form["tenant"] ?? "",
                        hint: "Its name in addresses: lower-case letters, digits and dashes.",
                        isRequired: true,
                        autocomplete: "organization", placeholder: "acme"
                    ).line
                    Field(
                        name: "email", title: "Your e-mail address", type: "email",
                        value: form["email"] ?? "",
                        isRequired: true, autocomplete: "username"
                    ).line
                    Field(name: "name", title: "Your name", value: form["name"] ?? "", autocomplete: "name")
                        .line
                    Field(
                        name: "password", title: "Password", type: "password",
                        hint: "At least 12 characters.",
                        isRequired: true, autocomplete: "new-password"
                    ).line
                    button(.class("primary"), .type("submit"), text: "Set up and sign in")
                }
                p(.class("aside")) {
                    "Set up already? "
                    a(.href(Link("sign-in")), text: "Sign in")
                }
            }
        }
    }

    func doorHead(_ words: String) -> HTML {
        div(.class("door-head")) {
            Brand.mark
            h1(text: words)
        }
    }
}
