import Bus
import Faults
import HTTP
import IdentityAPI
import Vocabulary

/// How a person gets in again: with a code for a new password, or after having been shut out.
extension Visitor {
    func recovering(_ person: User, _ given: RecoveryCode?) -> HTML {
        panel("Lost password", id: "recovery") {
            if let given {
                div(.class("notice good"), .role("status")) {
                    Glyph.check.drawn
                    div {
                        p {
                            "Hand this code to \(person.name) by a way that you trust; it is not shown again, "
                            "and ends "
                            moment(given.expires, now: now)
                            "."
                        }
                        pre(.class("command secret"), .focusable) { code(text: given.code) }
                        p {
                            "It is entered at "
                            a(.href(Link("recover")), text: "Choose a new password")
                            ", which needs no sign-in."
                        }
                    }
                }
            } else {
                p(
                    .class("quiet"),
                    text: "Makes a code with which \(person.name) chooses a new password, once and within a "
                        + "day. The password of now works until then.")
            }
            posting(person.link(to: "recovery"), "inline") {
                button(.type("submit"), text: given == nil ? "Make a code" : "Make another code")
            }
        }
    }

    func lettingIn(_ person: User) -> HTML {
        panel("Let in again", id: "enable") {
            p(
                .class("quiet"),
                text: "\(person.name) signs in as before, with the same roles. Tokens that have ended stay "
                    + "ended.")
            posting(person.link(to: "enable"), "inline") {
                button(.type("submit"), text: "Let \(person.name) in again")
            }
        }
    }

    func beginRecovery(_ id: UserID) async throws(Fault) -> Response {
        let form = try await form()
        do throws(Fault) {
            // The code is shown this once, so there is no other page to go to.
            let code = try await scope.call(BeginRecovery(user: id))
            return await show(try await personSheet(id, Attempt(), recovery: code))
        } catch {
            return await show(try await personSheet(id, Attempt(form: form, fault: error)), after: error)
        }
    }

    func letIn(_ id: UserID) async throws(Fault) -> Response {
        let form = try await form()
        return try await tried(id, form, "enabled") { scope throws(Fault) in
            _ = try await scope.call(EnableUser(user: id))
        }
    }
}
