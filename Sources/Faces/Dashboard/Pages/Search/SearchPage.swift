import Faults
import HTTP
import Vocabulary

extension Visitor {
    /// What was found, by kind, each with where it leads, and what was not looked at.
    func search() async throws(Fault) -> Response {
        guard let needle = Needle(query["q"] ?? "") else { return await show(searchHelp) }
        let kind = query["in"].flatMap { SearchKind(rawValue: $0) }
        let groups = await Searching(visitor: self, needle: needle)
            .groups(only: kind, from: kind == nil ? nil : query["cursor"])
        let hits = groups.reduce(0) { $0 + $1.hits.count }
        let sheet = Sheet("Search for \(needle.text)", in: nil) {
            heading(
                "Search",
                note: p(.class("quiet"), .role("status")) {
                    "\(counted(hits, "hit")) for “\(needle.text)”"
                    if let kind { " among \(kind.title.lowercased())" }
                })
            for group in groups where !group.hits.isEmpty || group.fault != nil { found(group, needle) }
            if hits == 0 {
                emptyState(
                    "Nothing that you may see has all of these words in its name, address, type or id. "
                        + "Fewer or shorter words find more.")
            }
            unseen(groups, needle)
        }
        return await show(sheet)
    }

    private var searchHelp: Sheet {
        Sheet("Search", in: nil) {
            heading("Search")
            emptyState(
                "Type a name, an address such as aws_vpc.main, a cloud's id, a type, a tag, somebody's "
                    + "address or an operation into the field in the frame; the key / leads there. Workspaces, "
                    + "projects, blueprints, runs, resources of states, assets and the audit trail are "
                    + "looked through; several words have to be found all.")
        }
    }

    private func found(_ group: SearchGroup, _ needle: Needle) -> HTML {
        panel(
            group.kind.title, id: "found-" + group.kind.rawValue,
            aside: span(.class("quiet"), text: counted(group.hits.count, "hit"))
        ) {
            if let fault = group.fault { refusal(fault) }
            ul(.class("plain entries hits")) {
                for hit in group.hits {
                    li {
                        a(.href(hit.link)) { needle.marked(in: hit.title) }
                        hit.mark
                        if !hit.note.isEmpty { p(.class("quiet")) { needle.marked(in: hit.note) } }
                    }
                }
            }
        }
    }

    /// A search that stops somewhere says so.
    private func unseen(_ groups: [SearchGroup], _ needle: Needle) -> HTML {
        let open = groups.filter { $0.next != nil }
        guard !open.isEmpty else { return .nothing }
        return panel("Not looked through to the end", id: "unseen") {
            ul(.class("plain entries")) {
                for group in open {
                    li {
                        p(.class("row")) {
                            span {
                                "\(group.kind.title): \(group.seen) were looked at. "
                            }
                            if let next = group.next {
                                a(
                                    .href(
                                        Link(
                                            "search",
                                            query: [
                                                ("q", needle.text), ("in", group.kind.rawValue),
                                                ("cursor", next),
                                            ])),
                                    .label("Search on in \(group.kind.title)"), text: "Search on")
                            }
                        }
                    }
                }
            }
        }
    }
}
