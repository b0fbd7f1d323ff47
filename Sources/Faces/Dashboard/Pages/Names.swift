import TenantsAPI
import Vocabulary

/// What the workspaces are called that a page mentions.
struct Names: Sendable {
    fileprivate var known: [WorkspaceID: Workspace] = [:]

    subscript(id: WorkspaceID) -> Workspace? { known[id] }

    /// `shop/staging`; the end of the id for what the visitor may not see.
    func title(_ id: WorkspaceID) -> String { known[id]?.title ?? "…" + id.text.suffix(8) }

    func link(_ id: WorkspaceID) -> HTML { a(.href(id.link), text: title(id)) }
}

extension Workspace {
    var title: String { "\(projectSlug)/\(slug)" }
    var isProduction: Bool { environment == "production" }
}

extension WorkspaceID {
    var link: Link { Link("workspaces", text) }
}

extension Visitor {
    /// One question for the first two hundred, and one for each workspace that is still missing then.
    func names(_ ids: [WorkspaceID], known: [Workspace] = []) async -> Names {
        var names = Names()
        for workspace in known { names.known[workspace.id] = workspace }
        guard ids.contains(where: { names.known[$0] == nil }) else { return names }
        for workspace in await load(ListWorkspaces(limit: 200)).value?.items ?? [] {
            names.known[workspace.id] = workspace
        }
        for id in Set(ids) where names.known[id] == nil {
            names.known[id] = await load(GetWorkspace(workspace: id)).value
        }
        return names
    }
}
