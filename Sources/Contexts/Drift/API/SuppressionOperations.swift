import Bus
import Faults
import Schemas
import Vocabulary

/// Keeps findings that are known and accepted out of counts and alarms, until a day.
@Operation
public struct PutSuppression: Operation {
    public typealias Output = Suppression
    public static let contract = Contract.command(
        "drift.put-suppression", .post("/api/v1/suppressions"), needs: .permission("drift:write"),
        creates: true)
    /// Only in this workspace; in all of the tenant's where none is named.
    public var workspace: WorkspaceID?
    /// `*` stands for any text: `aws_autoscaling_group.*`, `module.legacy.*`.
    public let address: String
    /// The attribute, indexes left out: `tags.*`, `desired_capacity`. All where none is given.
    public var path: String?
    public let reason: String
    /// Whom to ask.
    public let owner: String
    /// From then on it counts again.
    public let until: Timestamp
    public var subject: Subject { workspace.map { .workspace($0) } ?? .tenant }
}

@Schema
public struct Suppression: Codable, Sendable, Equatable {
    public let id: SuppressionID
    public let workspace: WorkspaceID?
    public let address: String
    public let path: String?
    public let reason: String
    public let owner: String
    public let author: String
    public let created: Timestamp
    public let until: Timestamp
    /// When somebody ended it before its day.
    public let ended: Timestamp?
}

/// Newest first; ended and expired ones stay on the record.
@Operation
public struct ListSuppressions: Operation {
    public typealias Output = Page<Suppression>
    public static let contract = Contract.query(
        "drift.list-suppressions", .get("/api/v1/suppressions"), needs: .permission("drift:read"))
    public var workspace: WorkspaceID?
    public var cursor: String?
    public var limit: Int = 50
    public var subject: Subject { workspace.map { .workspace($0) } ?? .anywhere }
}

/// Ends a suppression now.
@Operation
public struct EndSuppression: Operation {
    public typealias Output = Suppression
    public static let contract = Contract.command(
        "drift.end-suppression", .delete("/api/v1/suppressions/{suppression}"),
        needs: .permission("drift:write"))
    public let suppression: SuppressionID
    public var subject: Subject { .thing(kind: "suppression", id: suppression.text) }
}
