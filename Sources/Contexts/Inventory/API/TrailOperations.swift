import Bus
import Faults
import Schemas
import Vocabulary

/// Asks the audit trail of a workspace's cloud account who changed some resources; for other contexts only.
@Operation
public struct LookUpChanges: Operation {
    public typealias Output = FoundChanges
    public static let contract = Contract.query("inventory.look-up-changes", nil, needs: .contexts)
    public let workspace: WorkspaceID
    public let resources: [ChangedResource]
    public let since: Timestamp
    public let until: Timestamp
    public var subject: Subject { .workspace(workspace) }
}

@Schema
public struct ChangedResource: Codable, Sendable, Equatable {
    public let address: String
    public let type: String
    /// What the trail may know it by: its id, its name, its ARN.
    public let names: [String]
}

@Schema
public struct FoundChanges: Codable, Sendable {
    /// The newest change of each resource, by address; nothing for what the trail does not tell of.
    public let changes: [String: Attribution]
    /// Why the trail could not be read, where it could not.
    public let reason: String?
}
