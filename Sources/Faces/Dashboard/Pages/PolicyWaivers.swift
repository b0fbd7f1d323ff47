import Bus
import Faults
import HTTP
import PoliciesAPI
import TenantsAPI
import Vocabulary

extension Visitor {
    /// What may be broken for a while, and the form that grants it.
    func waivers() async throws(Fault) -> Response {
        await show(try await waiverSheet(Form(query), fault: nil))
    }

    private func waiverSheet(_ form: Form, fault: Fault?) async throws(Fault) -> Sheet {
        let isPast = query["past"] != nil
        let page = try await scope.call(ListWaivers(past: isPast, cursor: query["cursor"], limit: 50))
        let places = await load(ListWorkspaces(limit: 200)).value?.items ?? []
        let names = await names(page.items.compactMap(\.workspace), known: places)
        return Sheet("Waivers", in: .policies, trail: [("Policies", Area.policies.link)]) {
            heading(
                "Waivers",
                note: p(.class("quiet row")) {
                    span(text: isPast ? "Those that ended too." : "Those that count.")
                    a(
                        .href(Link("policies", "waivers", query: [("past", isPast ? nil : "1")])),
                        text: isPast ? "Only those that count" : "Show those that ended too")
                })
            told(["granted": "Granted. Runs that it had stopped are judged again.", "ended": "It has ended."])
            waiverTable(page.items, names)
            pager(page) { cursor in
                Link("policies", "waivers", query: [("past", isPast ? "1" : nil), ("cursor", cursor)])
            }
            if mayAnywhere("policies:waive") {
                panel("Grant a waiver", id: "grant") {
                    complaint(fault)
                    grantForm(form, places)
                }
            }
        }
    }

    func waiverTable(_ waivers: [PolicyWaiver], _ names: Names) -> HTML {
        guard !waivers.isEmpty else { return emptyState("No rule may be broken.") }
        return tabular("Waivers, newest first", ["Rule", "For", "Owner and reason", "Until", "End"]) {
            for waiver in waivers {
                tr {
                    cell("Rule", "lead") { code(.class("wrap"), text: waiver.rule) }
                    cell("For") {
                        waiver.workspace.map { names.link($0) } ?? words("all workspaces")
                        if let address = waiver.address { p { code(.class("wrap"), text: address) } }
                    }
                    cell("Owner and reason") {
                        strong(text: waiver.owner)
                        span(text: " " + waiver.reason)
                    }
                    cell("Until") {
                        if waiver.isInForce {
                            span(
                                .title(absolute(waiver.until)),
                                text: String(absolute(waiver.until).prefix(10)))
                        } else {
                            Mark(
                                word: waiver.endedBy.map { "Ended by \($0)" } ?? "Over", glyph: .slash,
                                tone: .calm
                            ).drawn
                        }
                    }
                    cell("End") {
                        if waiver.isInForce && mayAnywhere("policies:waive") {
                            posting(Link("policies", "waivers", waiver.id.text, "end"), "inline") {
                                button(
                                    .class("danger small"), .type("submit"),
                                    .label("End the waiver of \(waiver.rule)"), text: "End")
                            }
                        }
                    }
                }
            }
        }
    }

    private func grantForm(_ form: Form, _ workspaces: [Workspace]) -> HTML {
        posting(Link("policies", "waivers")) {
            Field(
                name: "rule", title: "Rule", value: form.text("rule") ?? "",
                hint: "Its id, as findings tell it.",
                isRequired: true
            ).line
            Field(name: "workspace", title: "Workspace", value: form.text("workspace") ?? "").choice(
                [("", "All")] + workspaces.map { ($0.id.text, $0.title) })
            Field(
                name: "address", title: "Resource", value: form.text("address") ?? "",
                hint: "All resources when left empty.", placeholder: "aws_s3_bucket.logs"
            ).line
            Field(
                name: "owner", title: "Owner", value: form.text("owner") ?? scope.principal.name,
                hint: "Who answers for it.", isRequired: true
            ).line
            Field(name: "reason", title: "Reason", value: form.text("reason") ?? "", isRequired: true).line
            Field(
                name: "until", title: "Until", type: "date", value: form.text("until") ?? "",
                hint: "It counts before that day, in UTC.", isRequired: true
            ).line
            button(.class("primary"), .type("submit"), text: "Grant the waiver")
        }
    }

    func grantWaiver() async throws(Fault) -> Response {
        let form = try await form()
        do throws(Fault) {
            guard
                let until = form.text("until").flatMap({
                    Timestamp($0.utf8.count == 10 ? $0 + "T00:00:00Z" : $0)
                })
            else {
                throw Fault(.invalid, "dashboard.bad_date", "Say until when, as a date such as 2027-03-31.")
            }
            _ = try await scope(once: form.once).call(
                GrantWaiver(
                    rule: form.text("rule") ?? "", owner: form.text("owner") ?? "",
                    reason: form.text("reason") ?? "", until: until,
                    workspace: form.text("workspace").flatMap { WorkspaceID($0) },
                    address: form.text("address")))
        } catch {
            var response = await show(try await waiverSheet(form, fault: error))
            response.status = error.kind.httpStatus
            return response
        }
        return .seeOther(Link("policies", "waivers", query: [("done", "granted")]))
    }

    func endWaiver(_ id: WaiverID) async throws(Fault) -> Response {
        let form = try await form()
        _ = try await scope(once: form.once).call(EndWaiver(waiver: id))
        return .seeOther(Link("policies", "waivers", query: [("done", "ended")]))
    }
}
