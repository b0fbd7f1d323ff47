import AuditAPI
import Bus
import Faults
import HTTP
import Vocabulary

extension Visitor {
    func audit() async throws(Fault) -> Response {
        let wanted = AuditFilter(query)
        let page = try await scope.call(wanted.search(query["cursor"]))
        let verdict: Loaded<AuditVerdict>? = query["cursor"] == nil ? await load(VerifyAudit()) : nil
        return await show(Sheet("Audit", in: .audit) {
            heading("Audit", note: verdict.map { chain($0) } ?? .nothing)
            filters(wanted)
            if page.items.isEmpty {
                emptyState(
                    wanted.isEmpty
                        ? "Nothing is on record yet. Every command comes to stand here, refused ones included."
                        : "Nothing on record fits these filters.")
            } else {
                entries(page.items)
            }
            pager(page) { cursor in Link("audit", query: wanted.query + [("cursor", cursor)]) }
        })
    }

    private func chain(_ loaded: Loaded<AuditVerdict>) -> HTML {
        shown(loaded) { verdict in
            p(.class("row")) {
                if verdict.isIntact {
                    Mark(word: "Chain intact", glyph: .check, tone: .good).drawn
                } else {
                    Mark(
                        word: "Chain broken at \(verdict.firstBroken.map { "record \($0)" } ?? "its end")",
                        glyph: .cross, tone: .bad
                    ).drawn
                }
                span(.class("quiet"), text: counted(verdict.records, "record") + " checked just now")
                span(.class("quiet")) {
                    "head "
                    code(.title(verdict.head), text: String(verdict.head.prefix(12)))
                }
            }
        }
    }

    private func filters(_ wanted: AuditFilter) -> HTML {
        asking(Area.audit.link) {
            Field(name: "action", title: "Action", value: wanted.action ?? "", placeholder: "deployments.").line
            Field(name: "principal", title: "Who", value: wanted.principal ?? "").line
            Field(name: "about", title: "About", value: wanted.about ?? "", placeholder: "workspace/").line
            Field(name: "outcome", title: "Outcome", value: wanted.outcome?.rawValue ?? "").choice(
                [("", "Any")] + AuditEntry.Outcome.allCases.map { ($0.rawValue, $0.mark.word) })
            button(.type("submit"), text: "Search")
        }
    }

    private func entries(_ records: [AuditRecord]) -> HTML {
        tabular("Audit trail", ["When", "Who", "Action", "About", "Outcome", "Record"]) {
            for record in records {
                let entry = record.entry
                tr {
                    cell("When", "lead") { moment(entry.at, now: now) }
                    cell("Who", "clip") {
                        span(.title(entry.principalName), text: entry.principalName)
                        if entry.principalKind != .user { span(.class("tag"), text: entry.principalKind.rawValue) }
                    }
                    cell("Action") { code(text: entry.action) }
                    cell("About") { code(.class("wrap"), text: entry.subject) }
                    cell("Outcome") {
                        entry.outcome.mark.drawn
                        if let reason = entry.code { code(.class("quiet"), text: reason) }
                    }
                    cell("Record", "number") { recordDetails(record) }
                }
            }
        }
    }

    private func recordDetails(_ record: AuditRecord) -> HTML {
        details(.class("record")) {
            summary(text: "#\(record.sequence)")
            facts([
                ("From", words(record.entry.remote ?? "inside")),
                ("Trace", code(.class("wrap"), text: record.entry.trace)),
                ("Hash", code(.class("wrap"), text: record.hash)),
            ] + [("Before", record.entry.before), ("After", record.entry.after)].compactMap { name, text in
                text.map { (name, value(valueText($0))) }
            })
        }
    }
}

/// What the audit trail is searched for.
struct AuditFilter: Sendable {
    let action, principal, about: String?
    let outcome: AuditEntry.Outcome?

    init(_ query: Parameters) {
        let form = Form(query)
        action = form.text("action")
        principal = form.text("principal")
        about = form.text("about")
        outcome = form.text("outcome").flatMap { AuditEntry.Outcome(rawValue: $0) }
    }

    var isEmpty: Bool { action == nil && principal == nil && about == nil && outcome == nil }

    var query: [(String, String?)] {
        [("action", action), ("principal", principal), ("about", about), ("outcome", outcome?.rawValue)]
    }

    func search(_ cursor: String?) -> SearchAudit {
        SearchAudit(
            action: action, principal: principal, about: about, outcome: outcome, cursor: cursor, limit: 50)
    }
}
