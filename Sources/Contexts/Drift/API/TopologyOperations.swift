import Bus
import Faults
import Schemas
import Vocabulary

/// The resources of a workspace as a drawing's data: what there is, what needs what, what drifted, and where
/// each thing stands.
@Operation
public struct VisualizeTopology: Operation {
    public typealias Output = Topology
    public static let contract = Contract.query(
        "drift.visualize", .get("/api/v1/visualize"), needs: .permission("drift:read"))
    public let workspace: WorkspaceID
    public var subject: Subject { .workspace(workspace) }
}

/// The same as SVG that stands alone.
@Operation
public struct DrawTopology: Operation {
    public typealias Output = Drawing
    public static let contract = Contract.query(
        "drift.diagram", .get("/api/v1/diagrams"), needs: .permission("drift:read"))
    public let workspace: WorkspaceID
    public var subject: Subject { .workspace(workspace) }
}

@Schema
public struct Drawing: Codable, Sendable {
    public let svg: String
}

@Schema
public struct Topology: Codable, Sendable, Equatable {
    public let groups: [TopologyGroup]
    public let lines: [TopologyLine]
    /// In units of the drawing.
    public let width: Int
    public let height: Int
}

/// Resources of one type, in a box.
@Schema
public struct TopologyGroup: Codable, Sendable, Equatable {
    public let name: String
    public let frame: TopologyFrame
    public let nodes: [TopologyNode]
}

@Schema
public struct TopologyNode: Codable, Sendable, Equatable {
    public let address: String
    public let label: String
    public let frame: TopologyFrame
    /// What is wrong with it, by the newest report; nil for what is as it was recorded.
    public let finding: Finding.Kind?
    public let severity: Risk.Severity?
    /// Addresses that it needs.
    public let needs: [String]
}

/// From the upper left corner.
@Schema
public struct TopologyFrame: Codable, Sendable, Equatable {
    public let x: Int
    public let y: Int
    public let width: Int
    public let height: Int
}

/// Some of a group need some of another.
@Schema
public struct TopologyLine: Codable, Sendable, Equatable {
    public let from: String
    public let to: String
    public let count: Int
    /// As SVG's path data.
    public let path: String
}
