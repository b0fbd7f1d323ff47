import AuditAPI
import BlueprintsAPI
import Bus
import DeploymentsAPI
import Faults
import InventoryAPI
import StatesAPI
import TenantsAPI
import Vocabulary

/// Looks through what the visitor may see, page by page and never further than bounds allow: each kind of
/// things through the operation that lists them, so that permissions hold as everywhere.
struct Searching: Sendable {
    /// Pages of two hundred that one search asks of a list.
    static let pages = 5

    let visitor: Visitor
    let needle: Needle

    private var scope: Scope { visitor.scope }

    /// All kinds, or the one that goes on behind its cursor.
    func groups(only kind: SearchKind?, from cursor: String?) async -> [SearchGroup] {
        if let kind { return [await group(kind, from: cursor)] }
        return await withTaskGroup(of: SearchGroup.self) { tasks in
            for kind in SearchKind.allCases { tasks.addTask { await group(kind, from: nil) } }
            var groups: [SearchGroup] = []
            for await group in tasks { groups.append(group) }
            let order = SearchKind.allCases
            return groups.sorted { order.firstIndex(of: $0.kind)! < order.firstIndex(of: $1.kind)! }
        }
    }

    private func group(_ kind: SearchKind, from cursor: String?) async -> SearchGroup {
        switch kind {
        case .workspaces:
            await list(kind, from: cursor) {
                ListWorkspaces(cursor: $0, limit: 200)
            } hit: {
                workspace($0)
            }
        case .projects:
            await list(kind, from: cursor) {
                ListProjects(cursor: $0, limit: 200)
            } hit: {
                project($0)
            }
        case .blueprints:
            await list(kind, from: cursor) {
                ListBlueprints(cursor: $0, limit: 200)
            } hit: {
                blueprint($0)
            }
        case .deployments:
            await list(kind, from: cursor) {
                ListDeployments(cursor: $0, limit: 200)
            } hit: {
                run($0)
            }
        case .resources: await resources(from: cursor)
        case .assets:
            await list(kind, from: cursor) { cursor in
                var list = ListAssets(limit: 200)
                list.cursor = cursor
                return list
            } hit: {
                asset($0)
            }
        case .audit:
            await list(kind, from: cursor) {
                SearchAudit(cursor: $0, limit: 200)
            } hit: {
                line($0)
            }
        }
    }

    /// Goes through pages until there are hits enough, the list ends, or the bound is reached.
    private func list<O: Operation, Item>(
        _ kind: SearchKind, from cursor: String?, _ operation: (String?) -> O, hit: (Item) -> SearchHit?
    ) async -> SearchGroup where O.Output == Page<Item> {
        var group = SearchGroup(kind)
        group.next = cursor
        for _ in 0..<Self.pages {
            switch await visitor.load(operation(group.next)) {
            case .refused(let fault):
                if fault.kind != .forbidden { group.fault = fault }
                group.next = nil
                return group
            case .ready(let page):
                group.seen += page.items.count
                group.hits += page.items.compactMap(hit)
                group.next = page.next
            }
            if group.next == nil || group.hits.count >= SearchGroup.ceiling { break }
        }
        return group
    }

    // MARK: - What is looked at

    private func workspace(_ it: Workspace) -> SearchHit? {
        let labels = it.settings.labels.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        guard needle.isFound(in: [it.title, it.environment, it.id.text] + labels) else { return nil }
        return SearchHit(
            title: it.title, link: it.id.link, note: ([it.environment] + labels).joined(separator: " · "))
    }

    private func project(_ it: Project) -> SearchHit? {
        guard needle.isFound(in: [it.name, it.slug.text, it.id.text]) else { return nil }
        return SearchHit(title: it.name, link: it.link, note: it.slug.text)
    }

    private func blueprint(_ it: Blueprint) -> SearchHit? {
        guard needle.isFound(in: [it.slug.text, it.description ?? "", it.id.text]) else { return nil }
        return SearchHit(title: it.slug.text, link: it.id.link, note: it.description ?? "")
    }

    private func run(_ it: Deployment) -> SearchHit? {
        let fields = [it.sourceTitle, it.author, it.id.text, it.purpose ?? "", it.failure?.message ?? ""]
        guard needle.isFound(in: fields + [it.status.mark.word]) else { return nil }
        return SearchHit(
            title: it.sourceTitle, link: it.id.link,
            note: [
                it.purpose, "by \(it.author)", String(absolute(it.created).prefix(16)), it.failure?.message,
            ]
            .compactMap(\.self).joined(separator: " · "), mark: it.status.mark.drawn)
    }

    private func asset(_ it: Asset) -> SearchHit? {
        let fields = [it.name, it.type, it.resource, it.arn ?? "", it.address ?? "", it.id.text]
        guard needle.isFound(in: fields + it.tags.map { "\($0.key)=\($0.value)" }) else { return nil }
        return SearchHit(
            title: it.name.isEmpty ? it.resource : it.name, link: it.id.link,
            note: [it.type, it.resource, it.region, it.address].compactMap(\.self).joined(separator: " · "))
    }

    private func line(_ it: AuditRecord) -> SearchHit? {
        let entry = it.entry
        let subject = entry.subject
        guard needle.isFound(in: [entry.action, subject, entry.principalName, entry.trace]) else {
            return nil
        }
        return SearchHit(
            title: entry.action,
            link: Link("audit", query: [("action", entry.action), ("principal", entry.principal)]),
            note: [subject, "by \(entry.principalName)", absolute(entry.at)]
                .filter { !$0.isEmpty }.joined(separator: " · "), mark: entry.outcome.mark.drawn)
    }

    // MARK: - States

    /// By the index of the newest states.
    private func resources(from cursor: String?) async -> SearchGroup {
        var group = SearchGroup(.resources)
        let find = FindResources(words: needle.text, cursor: cursor, limit: SearchGroup.ceiling)
        switch await visitor.load(find) {
        case .refused(let fault):
            if fault.kind != .forbidden { group.fault = fault }
        case .ready(let page):
            var titles: [WorkspaceID: String] = [:]
            for workspace in Set(page.items.map(\.workspace)) {
                if case .ready(let it) = await visitor.load(GetWorkspace(workspace: workspace)) {
                    titles[workspace] = it.title
                }
            }
            (group.seen, group.next) = (page.items.count, page.next)
            group.hits = page.items.map { resource($0, titles[$0.workspace]) }
        }
        return group
    }

    private func resource(_ it: FoundResource, _ workspace: String?) -> SearchHit {
        SearchHit(
            title: it.address,
            link: Link(
                segments: ["workspaces", it.workspace.text, "state"], query: [("resource", it.address)],
                fragment: "resource"),
            note: ([workspace].compactMap(\.self) + it.names).joined(separator: " · "))
    }
}
