import Bus
import DriftAPI
import Faults
import HTTP
import TenantsAPI
import Vocabulary

extension Visitor {
    /// Whether the workspace is watched, with what starts and ends that.
    func watchLine(_ workspace: Workspace, _ loaded: Loaded<Page<Watch>>) -> HTML {
        guard case .ready(let page) = loaded else { return .nothing }
        let watch = page.items.first
        let isAllowed = may("drift:write", in: workspace) && !workspace.isArchived
        return div(.class("watch")) {
            if let watch {
                p(.class("row quiet")) {
                    Glyph.eye.drawn
                    span {
                        "Watched every \(precisely(Int64(watch.every)))"
                        if let looked = watch.looked {
                            ", looked at "
                            moment(looked, now: now)
                        }
                    }
                }
                if let failure = watch.failure { p(.class("problem"), text: failure) }
            }
            if isAllowed {
                posting(workspace.id.link(to: "watch"), "inline") {
                    if watch == nil {
                        Field(name: "every", title: "Watch every, in seconds", type: "number", value: "60")
                            .line
                        button(.type("submit"), text: "Watch")
                    } else {
                        input(.type("hidden"), .name("every"), .value("0"))
                        button(.type("submit"), text: "Stop watching")
                    }
                }
            }
        }
    }

    func watch(_ id: WorkspaceID) async throws(Fault) -> Response {
        let form = try await form()
        let every = Int(form["every"] ?? "") ?? -1
        if every == 0 {
            _ = try await scope(once: form.once).call(EndWatch(workspace: id))
        } else {
            _ = try await scope(once: form.once).call(PutWatch(workspace: id, every: every))
        }
        return .seeOther(
            Link(segments: ["workspaces", id.text], query: [("done", every == 0 ? "unwatched" : "watched")]))
    }
}
