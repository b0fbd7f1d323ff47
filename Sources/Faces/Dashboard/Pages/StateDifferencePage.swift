import Faults
import HTTP
import StatesAPI
import TenantsAPI
import Vocabulary

extension Visitor {
    func stateDifference(_ id: WorkspaceID) async throws(Fault) -> Response {
        let workspace = try await scope.call(GetWorkspace(workspace: id))
        let (from, to) = (query["from"].flatMap { Int($0) }, query["to"].flatMap { Int($0) })
        let difference = try await scope.call(DiffVersions(workspace: id, from: from, to: to))
        let state = id.link(to: "state")
        let sheet = Sheet(
            "State \(difference.from) to \(difference.to)", in: .workspaces,
            trail: [
                ("Workspaces", Area.workspaces.link), (workspace.title, workspace.id.link),
                ("State", state),
            ]
        ) {
            heading(
                "From version \(difference.from) to \(difference.to)", mark: environmentTag(workspace),
                note: p(.class("quiet"), text: difference.words))
            if difference.isEmpty {
                emptyState("The two versions hold the same resources and outputs.")
            }
            gone("Added", "added", difference.added, .plus, "create")
            gone("Removed", "removed", difference.removed, .minus, "delete")
            if !difference.changed.isEmpty {
                panel("Changed", id: "changed") {
                    div(.class("changes")) {
                        for resource in difference.changed {
                            details(.class("change update"), .open) {
                                summary {
                                    Glyph.wave.drawn
                                    code(.class("address"), text: resource.address)
                                }
                                differences(resource.attributes)
                            }
                        }
                    }
                }
            }
            if !difference.outputs.isEmpty {
                panel("Outputs", id: "outputs") { differences(difference.outputs) }
            }
        }
        return await show(sheet)
    }

    private func gone(_ title: String, _ id: String, _ addresses: [String], _ glyph: Glyph, _ style: String)
        -> HTML
    {
        guard !addresses.isEmpty else { return .nothing }
        return panel(title, id: id) {
            ul(.class("plain changes")) {
                for address in addresses {
                    li(.class("change one " + style)) {
                        glyph.drawn
                        code(.class("address"), text: address)
                    }
                }
            }
        }
    }

    private func differences(_ attributes: [StateAttributeDifference]) -> HTML {
        Comparison(
            before: "Before", after: "After",
            rows: attributes.map {
                .init(path: $0.path, before: $0.before, after: $0.after, isSensitive: $0.isSensitive)
            }
        ).drawn
    }
}

extension StateVersionDifference {
    var isEmpty: Bool { added.isEmpty && removed.isEmpty && changed.isEmpty && outputs.isEmpty }

    var words: String {
        "\(added.count) added, \(changed.count) changed, \(removed.count) removed"
            + (outputs.isEmpty ? "" : ", \(counted(outputs.count, "output")) changed")
    }
}
