import Bus
import Faults
import HTTP
import IdentityAPI
import Vocabulary

extension Visitor {
    /// The keys that sign what runs show to clouds: which signs, which comes next, which are still believed.
    func signingKeys() async throws(Fault) -> Response { await show(try await keysSheet(Attempt())) }

    private func keysSheet(_ attempt: Attempt) async throws(Fault) -> Sheet {
        let keys = try await scope.call(ListSigningKeys()).items
        let issuer = try await scope.call(DescribeIssuer())
        let messages = [
            "rotated":
                "The next key signs now. The one before is published until its last token has expired.",
            "withdrawn": "All keys were withdrawn, and new ones sign. Tokens of before are believed nowhere.",
        ]
        return settingsSheet(.keys, messages) {
            attempt.notice
            panel("Signing keys", id: "keys") {
                p(
                    .class("quiet"),
                    text:
                        "They sign the tokens by which runs and scans prove to a cloud what they are, so that "
                        + "no key of the cloud is kept here.")
                keyTable(keys)
            }
            div(.class("columns")) {
                div {
                    panel("For the cloud", id: "issuer") {
                        facts([
                            ("Issuer", code(.class("wrap"), text: issuer.issuer)),
                            ("Keys", code(.class("wrap"), text: issuer.keys)),
                            ("Signed with", words(issuer.algorithms.joined(separator: ", "))),
                        ])
                        p(
                            .class("hint"),
                            text: "The cloud reads both addresses: it must reach them, by HTTPS.")
                    }
                }
                div { rotating(keys) }
            }
        }
    }

    private func keyTable(_ keys: [SigningKeyView]) -> HTML {
        tabular("Signing keys", ["Key", "State", "Made", "Signed since", "Last token ends"]) {
            for key in keys {
                tr {
                    cell("Key", "lead") { code(.class("wrap"), text: key.id) }
                    cell("State") { key.state.mark.drawn }
                    cell("Made") { moment(key.created, now: now) }
                    cell("Signed since") { key.began.map { moment($0, now: now) } ?? words("—") }
                    cell("Last token ends") { key.lastExpiry.map { moment($0, now: now) } ?? words("—") }
                }
            }
        }
    }

    private func rotating(_ keys: [SigningKeyView]) -> HTML {
        panel("Rotate", id: "rotate") {
            p(
                .class("quiet"),
                text:
                    "The next key signs, and one is published after it. What was signed stays believed until "
                    + "it expires.")
            posting(Link("settings", "keys", "rotate")) {
                tick(
                    "compromised",
                    "The keys have got into wrong hands: withdraw all of them, and what they signed")
                button(.type("submit"), text: "Rotate the keys")
            }
        }
    }

    func rotateKeys() async throws(Fault) -> Response {
        let form = try await form()
        let isCompromised = form["compromised"] != nil
        do throws(Fault) {
            _ = try await scope(once: form.once).call(RotateKeys(compromised: isCompromised))
            return .seeOther(
                Link("settings", "keys", query: [("done", isCompromised ? "withdrawn" : "rotated")]))
        } catch {
            return await show(try await keysSheet(Attempt(form: form, fault: error)), after: error)
        }
    }
}

extension SigningKeyView.State {
    fileprivate var mark: Mark {
        switch self {
        case .current: Mark(word: "Signs", glyph: .check, tone: .good)
        case .next: Mark(word: "Comes next", glyph: .ring, tone: .waiting)
        case .old: Mark(word: "Still believed", glyph: .arc, tone: .calm)
        }
    }
}
