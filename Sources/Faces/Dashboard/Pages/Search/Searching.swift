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
    /// States that one search opens, at most, and the time after which it opens no further one.
    static let states = 25, stateMilliseconds: Int64 = 600

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

    /// Opens the newest states of the workspaces one after the other; the cursor is the number of workspaces
    /// that were opened before.
    private func resources(from cursor: String?) async -> SearchGroup {
        var group = SearchGroup(.resources)
        let loaded = await visitor.load(ListWorkspaces(limit: 200))
        guard case .ready(let page) = loaded else { return group }
        let begun = scope.node.clock.now
        var at = cursor.flatMap { Int($0) } ?? 0
        var opened = 0
        while at < page.items.count, opened < Self.states, group.hits.count < SearchGroup.ceiling,
            (scope.node.clock.now - begun).milliseconds < Self.stateMilliseconds
        {
            let workspace = page.items[at]
            (at, opened) = (at + 1, opened + 1)
            switch await visitor.load(ReadState(workspace: workspace.id)) {
            case .refused(let fault):
                if fault.kind != .forbidden && fault.kind != .missing { group.fault = fault }
            case .ready(let view):
                group.seen += view.resources.count
                group.hits += view.resources.compactMap { resource($0, workspace) }
            }
        }
        if at < page.items.count { group.next = String(at) }
        if page.next != nil { group.left = "States of the first 200 workspaces only." }
        return group
    }

    private func resource(_ it: StateResource, _ workspace: Workspace) -> SearchHit? {
        let known = ["id", "name", "arn"].compactMap { it.attributes[$0]?.stringValue }
        guard needle.isFound(in: [it.address, it.type] + known) else { return nil }
        return SearchHit(
            title: it.address,
            link: Link(
                segments: ["workspaces", workspace.id.text, "state"], query: [("resource", it.address)],
                fragment: "resource"),
            note: ([workspace.title] + known).joined(separator: " · "))
    }
}
