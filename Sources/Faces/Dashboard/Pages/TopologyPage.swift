import DriftAPI
import Faults
import HTTP
import TenantsAPI
import Vocabulary

extension Visitor {
    /// In hundredths of the drawing's own size.
    private static let zooms = [50, 75, 100, 150]

    func topology(_ id: WorkspaceID) async throws(Fault) -> Response {
        let workspace = try await scope.call(GetWorkspace(workspace: id))
        let topology = try await scope.call(VisualizeTopology(workspace: id))
        let nodes = topology.groups.flatMap(\.nodes)
        let zoom = query["zoom"].flatMap { Int($0) }.flatMap { Self.zooms.contains($0) ? $0 : nil }
        let sheet = Sheet(
            "Topology of \(workspace.title)", in: .workspaces,
            trail: [("Workspaces", Area.workspaces.link), (workspace.title, workspace.id.link)],
            scripts: [.topology]
        ) {
            heading(
                "Topology", mark: environmentTag(workspace),
                note: p(.class("quiet"), text: Self.count(nodes)))
            panel("What needs what", id: "drawing", aside: nodes.isEmpty ? .nothing : sizes(id, zoom)) {
                if nodes.isEmpty {
                    emptyState(
                        "There is nothing to draw yet: the state records no resources.",
                        try: "plumb deploy \(workspace.title)")
                } else {
                    drawing(topology, zoom, of: workspace)
                    p(.id("topology-keys"), .class("hint")) {
                        "In the drawing the arrow keys move, + and − zoom, and 0 shows all of it."
                    }
                }
            }
            if !nodes.isEmpty { listing(nodes) }
        }
        return await show(sheet)
    }

    private static func count(_ nodes: [TopologyNode]) -> String {
        let drifted = nodes.count { $0.finding != nil }
        return counted(nodes.count, "resource") + (drifted == 0 ? "" : ", \(drifted) drifted")
    }

    private func sizes(_ id: WorkspaceID, _ zoom: Int?) -> HTML {
        span(.class("row")) {
            a(.href(id.link(to: "topology")), Attribute("data-zoom", "fit"), text: "Fit")
            for size in Self.zooms {
                a(
                    .href(
                        Link(
                            segments: ["workspaces", id.text, "topology"], query: [("zoom", String(size))])),
                    Attribute("data-zoom", String(size)), text: "\(size) %")
            }
        }
    }

    private func drawing(_ topology: Topology, _ zoom: Int?, of workspace: Workspace) -> HTML {
        var size: [Attribute] = []
        if let zoom {
            size = [
                Attribute("width", String(topology.width * zoom / 100)),
                Attribute("height", String(topology.height * zoom / 100)),
            ]
        }
        return div(
            .class("topology"), .id("topology"), .focusable, Attribute("role", "region"),
            Attribute("aria-label", "Drawing"), .described(by: "topology-keys")
        ) {
            HTML.element(
                svg,
                [
                    Attribute("viewBox", "0 0 \(topology.width) \(topology.height)"),
                    Attribute("role", "img"),
                    Attribute(
                        "aria-label", "Resources of \(workspace.title) by type; the list below says the same"),
                ] + size,
                topology.lines.map { line in
                    path(.class("line"), Attribute("d", line.path)) {
                        title(text: "\(line.from) needs \(line.to) (\(line.count))")
                    }
                } + topology.groups.map(box))
        }
    }

    private func box(_ group: TopologyGroup) -> HTML {
        shapes {
            frame(group.frame, "box", 8)
            words(group.frame, "head", "\(group.name) · \(group.nodes.count)", 20)
            for node in group.nodes {
                shapes {
                    title(text: node.address + (node.finding.map { ": \($0.rawValue)" } ?? ""))
                    frame(node.frame, node.finding == nil ? "chip" : "chip marked", 5)
                    words(
                        node.frame, "name",
                        node.label.count <= 24 ? node.label : node.label.prefix(23) + "…", 17)
                }
            }
        }
    }

    private func frame(_ frame: TopologyFrame, _ style: String, _ round: Int) -> HTML {
        rect(
            .class(style), Attribute("x", String(frame.x)), Attribute("y", String(frame.y)),
            Attribute("width", String(frame.width)), Attribute("height", String(frame.height)),
            Attribute("rx", String(round)))
    }

    private func words(_ frame: TopologyFrame, _ style: String, _ text: String, _ below: Int) -> HTML {
        drawnText(
            .class(style), Attribute("x", String(frame.x + 8)), Attribute("y", String(frame.y + below)),
            text: text)
    }

    /// The same in words, for who does not see the drawing or looks for one thing.
    private func listing(_ nodes: [TopologyNode]) -> HTML {
        panel("Resources", id: "resources") {
            tabular("Resources", ["Resource", "State", "Needs"]) {
                for node in nodes.sorted(by: {
                    ($0.finding == nil ? 1 : 0, $0.address) < ($1.finding == nil ? 1 : 0, $1.address)
                }) {
                    tr {
                        cell("Resource", "lead") { code(.class("address"), text: node.address) }
                        cell("State") {
                            if let finding = node.finding {
                                node.severity?.mark.drawn ?? .nothing
                                " \(finding.rawValue)"
                            } else {
                                "as recorded"
                            }
                        }
                        cell("Needs") {
                            node.needs.isEmpty
                                ? "—"
                                : node.needs.prefix(3).joined(separator: ", ")
                                    + (node.needs.count > 3 ? " and \(node.needs.count - 3) more" : "")
                        }
                    }
                }
            }
        }
    }
}
