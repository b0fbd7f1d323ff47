import Bus
import Vocabulary

/// Told when a new version of a state is kept.
public struct StateStored: Event, Equatable {
    public static let type = "states.stored"
    public let workspace: WorkspaceID
    public let serial: Int
    public let origin: String
    public var aggregate: Aggregate { Aggregate("workspace", workspace.text) }

    public init(workspace: WorkspaceID, serial: Int, origin: String) {
        self.workspace = workspace
        self.serial = serial
        self.origin = origin
    }
}
