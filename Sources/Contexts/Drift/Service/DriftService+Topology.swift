import Bus
import Diagrams
import DriftAPI
import Faults
import Ledgers
import StatesAPI
import TenantsAPI
import Vocabulary

extension DriftService {
    /// What a drawing shows of a workspace.
    private struct Scenery {
        let layout: TopologyLayout
        let findings: [String: Finding]
        let needs: [String: [String]]
    }

    func registerTopology() {
        ledger.handle(VisualizeTopology.self) { [self] (request, scope) async throws(Fault) in
            let scenery = try await scenery(of: request.workspace, scope)
            return Topology(
                groups: scenery.layout.boxes.map { box in
                    TopologyGroup(
                        name: box.group, frame: TopologyFrame(box.frame),
                        nodes: box.items.map { item, frame in
                            let finding = scenery.findings[item.id]
                            return TopologyNode(
                                address: item.id, label: item.label, frame: TopologyFrame(frame),
                                finding: finding?.kind, severity: finding?.risk?.severity,
                                needs: scenery.needs[item.id] ?? [])
                        })
                },
                lines: scenery.layout.lines.map {
                    TopologyLine(from: $0.from, to: $0.to, count: $0.count, path: $0.path)
                }, width: scenery.layout.width, height: scenery.layout.height)
        }
        ledger.handle(DrawTopology.self) { [self] (request, scope) async throws(Fault) in
            let scenery = try await scenery(of: request.workspace, scope)
            let workspace = try await scope.call(GetWorkspace(workspace: request.workspace))
            let notes = scenery.findings.mapValues { finding in
                finding.kind.rawValue + (finding.risk.map { ", \($0.severity.rawValue): \($0.why)" } ?? "")
            }
            return Drawing(
                svg: scenery.layout.svg(title: "\(workspace.projectSlug)/\(workspace.slug)", notes: notes))
        }
    }

    private func scenery(of workspace: WorkspaceID, _ scope: Scope) async throws(Fault) -> Scenery {
        let resources = try await scope.call(ReadState(workspace: workspace)).resources.filter { !$0.isData }
        let found = try await scope.call(ListFindings(workspace: workspace, limit: 200)).items
        // The state tells dependencies without indexes: each instance of a resource is meant.
        let instances = Dictionary(grouping: resources.map(\.address)) { Self.plain($0) }
        var needs: [String: [String]] = [:]
        for resource in resources {
            needs[resource.address] = resource.dependencies.flatMap { instances[$0] ?? [] }
        }
        let items = resources.map { resource in
            let own = resource.address.split(separator: ".").last.map(String.init) ?? resource.address
            let module = resource.address.hasPrefix("module.") ? "\(Self.module(resource.address)) " : ""
            return TopologyLayout.Item(id: resource.address, group: module + resource.type, label: own)
        }
        return Scenery(
            layout: TopologyLayout(
                items, needs: needs.sorted { $0.key < $1.key }.flatMap { from, all in all.map { (from, $0) } }
            ),
            findings: Dictionary(found.map { ($0.address, $0) }) { first, _ in first }, needs: needs)
    }

    /// Without the last index.
    private static func plain(_ address: String) -> String {
        guard address.hasSuffix("]"), let start = address.lastIndex(of: "[") else { return address }
        return String(address[..<start])
    }

    /// `module.a["x"].module.b` of what is in it.
    private static func module(_ address: String) -> String {
        let parts = address.split(separator: ".")
        return parts.dropLast(2).joined(separator: ".")
    }
}

extension TopologyFrame {
    init(_ frame: TopologyLayout.Frame) {
        self.init(x: frame.x, y: frame.y, width: frame.width, height: frame.height)
    }
}
