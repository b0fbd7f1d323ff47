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
        let sheet = Sheet("Audit", in: .audit) {
            heading("Audit", note: verdict.map { chain($0) } ?? .nothing)
            filters(wanted)
            if page.items.isEmpty {
                emptyState(
                    wanted.isEmpty
                        ? "Nothing is on record yet. Every command will stand here, refused ones included."
                        : "Nothing on record fits these filters.")
            } else {
                entries(page.items)
            }
            pager(page) { cursor in Link("audit", query: wanted.query + [("cursor", cursor)]) }
        }
        return await show(sheet)
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
            Field(name: "action", title: "Action", value: wanted.action ?? "", placeholder: "deployments.")
                .line
            Field(name: "principal", title: "Who", value: wanted.principal ?? "").line
            Field(name: "about", title: "About", value: wanted.about ?? "", placeholder: "workspace/").line
            Field(name: "outcome", title: "Outcome", value: wanted.outcome?.rawValue ?? "").choice(
                [("", "Any")] + AuditEntry.Outcome.allCases.map { ($0.rawValue, $0.mark.word) })
            button(.type("submit"), text: "Search")
        }
    }

    private func entries(_ records: [AuditRecord]) -> HTML {
        ul(.class("trail"), .label("Records, newest first")) {
            for record in records {
                li {
                    details {
                        summary {
                            moment(record.entry.at, now: now)
                            span {
                                record.entry.principalName
                                if record.entry.principalKind != .user {
                                    " "
                                    span(.class("tag"), text: record.entry.principalKind.rawValue)
                                }
                            }
                            code(text: record.entry.action)
                            code(.class("quiet"), text: brief(record.entry.subject))
                            record.entry.outcome.mark.drawn
                            span(.class("sequence"), text: "#\(record.sequence)")
                        }
                        recordFacts(record)
                    }
                }
            }
        }
    }

    private func recordFacts(_ record: AuditRecord) -> HTML {
        let entry = record.entry
        var rows: [(String, HTML)] = [("About", about(entry.subject))]
        if let reason = entry.code { rows.append(("Reason", code(text: reason))) }
        rows += [
            ("At", words(absolute(entry.at))), ("From", words(entry.remote ?? "inside")),
            ("Trace", code(.class("wrap"), text: entry.trace)),
            ("Hash", code(.class("wrap"), text: record.hash)),
        ]
        for (name, text) in [("Before", entry.before), ("After", entry.after)] {
            if let text { rows.append((name, value(valueText(text)))) }
        }
        return facts(rows)
    }

    /// `deployment/…00000063`
    private func brief(_ subject: String) -> String {
        guard subject.utf8.count > 30, let slash = subject.firstIndex(of: "/") else { return subject }
        return subject[...slash] + "…" + subject.suffix(8)
    }

    /// The subject, and the way to it where it has a page.
    private func about(_ subject: String) -> HTML {
        let parts = subject.split(separator: "/").map(String.init)
        let pages = [
            "workspace": "workspaces", "deployment": "deployments", "analysis": "drift",
            "blueprint": "blueprints",
        ]
        guard parts.count == 2, let page = pages[parts[0]], UUIDv7(parts[1]) != nil else {
            return code(.class("wrap"), text: subject)
        }
        return a(.href(Link(page, parts[1]))) { code(.class("wrap"), text: subject) }
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
