import Faults
import HTTP
import IdentityAPI
import Vocabulary

/// Where somebody who has lost the password chooses a new one, with a code from an administrator.
extension Visitor {
    func recoveryPage() -> Response { recoverySheet(nil).response(assets: assets) }

    func recover() async throws(Fault) -> Response {
        let form = try await form()
        do throws(Fault) {
            let code = try form.needed("code", "Give the code that you were given.")
            guard let password = form["password"], !password.isEmpty else {
                throw Fault(
                    .invalid, "dashboard.missing", "Something is missing.",
                    problems: [.init("/password", "Choose a new password.")])
            }
            guard password == form["again"] else {
                throw Fault(
                    .invalid, "dashboard.differs", "The two passwords differ: nothing was changed.",
                    problems: [.init("/again", "The same password as above was expected.")])
            }
            _ = try await scope.call(Recover(code: code, password: password))
            return Response.seeOther(Link("sign-in", query: [("done", "recovered")]))
                .forgettingSession(isTLS: request.isTLS)
        } catch {
            var response = recoverySheet(error).response(assets: assets, status: error.kind.httpStatus)
            if let seconds = error.retryAfter { response.headers.set("Retry-After", String(seconds)) }
            return response
        }
    }

    /// Neither code nor passwords come back into the page.
    private func recoverySheet(_ fault: Fault?) -> Sheet {
        let attempt = Attempt(fault: fault)
        return Sheet("Choose a new password", in: nil) {
            div(.class("door")) {
                doorHead("Choose a new password")
                p {
                    "An administrator of your tenant gives you a code: on your page under Settings, People. It"
                    " works once, and for a day. Your sessions end; your tokens stay."
                }
                complaint(fault)
                Tag("form")(Attribute("method", "post"), .action(Link("recover")), .class("form")) {
                    attempt.field("code", "Recovery code", isRequired: true, autocomplete: "one-time-code")
                        .line
                    attempt.field(
                        "password", "New password", type: "password",
                        hint: "At least 12 characters, and nothing that is known of you.", isRequired: true,
                        autocomplete: "new-password"
                    ).line
                    attempt.field(
                        "again", "The same again", type: "password", isRequired: true,
                        autocomplete: "new-password"
                    ).line
                    button(.class("primary"), .type("submit"), text: "Set the password")
                }
                p(.class("aside")) {
                    "You know it after all? "
                    a(.href(Link("sign-in")), text: "Sign in")
                }
            }
        }
    }
}
