import Bus
import Schemas
import Vocabulary

/// A resource of a newest state.
@Schema
public struct FoundResource: Codable, Sendable, Equatable {
    public let workspace: WorkspaceID
    public let address: String
    public let type: String
    /// Its id, name and ARN as far as the state tells them, and none of them is sensitive.
    public let names: [String]
}

/// Resources of all newest states that the caller may read, by words that all stand in their address, type,
/// id, name or ARN, ASCII's case left aside; in the order of workspaces and addresses.
@Operation
public struct FindResources: Operation {
    public typealias Output = Page<FoundResource>
    public static let contract = Contract.query(
        "states.find-resources", .get("/api/v1/states/resources"), needs: .permission("states:read"))
    /// One to eight, with spaces between them.
    public let words: String
    public var cursor: String?
    public var limit: Int = 50
    public var subject: Subject { .anywhere }
}
