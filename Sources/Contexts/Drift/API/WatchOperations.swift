import Bus
import Faults
import Schemas
import Vocabulary

/// Looks at a workspace again and again, through hosted providers, and reports what changed as soon as it is
/// seen. A report is kept when what is found differs from the last one, and once a day.
@Operation
public struct PutWatch: Operation {
    public typealias Output = Watch
    public static let contract = Contract.command(
        "drift.put-watch", .put("/api/v1/workspaces/{workspace}/watch"), needs: .permission("drift:write"))
    public let workspace: WorkspaceID
    /// Seconds between two looks, from 1 to 604,800. What only Terraform can look at needs 900.
    public var every: Int = 60
    public var subject: Subject { .workspace(workspace) }
}

@Schema
public struct Watch: Codable, Sendable, Equatable {
    public let workspace: WorkspaceID
    public let every: Int
    public let author: String
    public let created: Timestamp
    /// When it was looked at last, changes or not.
    public let looked: Timestamp?
    /// The newest report that it made.
    public let analysis: AnalysisID?
    /// Why the last look came to nothing.
    public let failure: String?
}

/// Watches of the tenant that the caller may see.
@Operation
public struct ListWatches: Operation {
    public typealias Output = Page<Watch>
    public static let contract = Contract.query(
        "drift.list-watches", .get("/api/v1/watches"), needs: .permission("drift:read"))
    public var workspace: WorkspaceID?
    public var subject: Subject { workspace.map { .workspace($0) } ?? .anywhere }
}

/// Stops watching a workspace.
@Operation
public struct EndWatch: Operation {
    public typealias Output = Nothing
    public static let contract = Contract.command(
        "drift.end-watch", .delete("/api/v1/workspaces/{workspace}/watch"), needs: .permission("drift:write"))
    public let workspace: WorkspaceID
    public var subject: Subject { .workspace(workspace) }
}

/// Says that something changed: the watch looks at once instead of at its time. For a rule of the cloud's
/// event bus, or a hook.
@Operation
public struct NoticeChange: Operation {
    public typealias Output = Watch
    public static let contract = Contract.command(
        "drift.notice", .post("/api/v1/workspaces/{workspace}/watch/notice"),
        needs: .permission("drift:write"))
    public let workspace: WorkspaceID
    public var subject: Subject { .workspace(workspace) }
}
