import Bus
import Faults
import Schemas
import Values
import Vocabulary

/// Who holds a workspace's state.
@Schema
public struct StateLock: Codable, Sendable, Equatable {
    public let id: String
    /// As Terraform says it: `OperationTypePlan` …
    public let operation: String
    /// As Terraform says it: user and host.
    public let who: String
    /// The principal that took it.
    public let owner: String
    /// The run that took it, where one did.
    public let run: String?
    public let created: Timestamp
    public let ageSeconds: Int
    /// What the client sent, which is what other clients are answered.
    public let info: JSON
}

/// The lock, when there is one.
@Schema
public struct LockStatus: Codable, Sendable, Equatable {
    public let lock: StateLock?
}

/// Who holds the state, and since when.
@Operation
public struct GetLock: Operation {
    public typealias Output = LockStatus
    public static let contract = Contract.query(
        "states.get-lock", .get("/api/v1/workspaces/{workspace}/state/lock"),
        needs: .permission("states:read"))
    public let workspace: WorkspaceID
    public var subject: Subject { .workspace(workspace) }
}

/// Takes the lock away from whoever holds it. The reason goes on the record.
@Operation
public struct BreakLock: Operation {
    public typealias Output = LockStatus
    public static let contract = Contract.command(
        "states.break-lock", .delete("/api/v1/workspaces/{workspace}/state/lock"),
        needs: .permission("states:unlock"))
    public let workspace: WorkspaceID
    public let reason: String
    public var subject: Subject { .workspace(workspace) }
}

/// The newest state's content for Terraform's HTTP backend.
@Operation
public struct FetchState: Operation {
    public typealias Output = FetchedState
    public static let contract = Contract.query("states.fetch", nil, needs: .permission("states:download"))
    public let workspace: WorkspaceID
    public var subject: Subject { .workspace(workspace) }
}

@Schema
public struct FetchedState: Codable, Sendable {
    /// Absent while there is no state.
    public let content: BlobRef?
    public let md5: String?
}

/// Stores a state for Terraform's HTTP backend, by the rules of lock, serial and lineage.
@Operation
public struct StoreState: Operation {
    public typealias Output = StateVersion
    public static let contract = Contract.command("states.store", nil, needs: .permission("states:write"))
    public let workspace: WorkspaceID
    public let content: BlobRef
    /// Base64, as `Content-MD5` says it; checked when it is there.
    public var md5: String?
    /// The `ID` of the lock under which the client writes.
    public var lock: String?
    public var subject: Subject { .workspace(workspace) }
}

/// Removes everything from a state for Terraform's HTTP backend: an empty version behind the newest, which is
/// kept with all before it. Does nothing where there is no state.
@Operation
public struct DeleteState: Operation {
    public typealias Output = Nothing
    public static let contract = Contract.command("states.delete", nil, needs: .permission("states:write"))
    public let workspace: WorkspaceID
    /// The `ID` of the lock under which the client deletes.
    public var lock: String?
    public var subject: Subject { .workspace(workspace) }
}

/// Takes the lock for Terraform's HTTP backend; again with the same id is the same lock.
@Operation
public struct LockState: Operation {
    public typealias Output = StateLock
    public static let contract = Contract.command("states.lock", nil, needs: .permission("states:write"))
    public let workspace: WorkspaceID
    /// The lock as Terraform sends it; `ID` is needed.
    public let info: JSON
    public var subject: Subject { .workspace(workspace) }
}

/// Gives the lock back for Terraform's HTTP backend. Without an id it is broken, as force-unlock wants.
@Operation
public struct UnlockState: Operation {
    public typealias Output = Nothing
    public static let contract = Contract.command("states.unlock", nil, needs: .permission("states:write"))
    public let workspace: WorkspaceID
    public var id: String?
    public var subject: Subject { .workspace(workspace) }
}
