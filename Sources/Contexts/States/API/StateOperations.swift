import Bus
import Faults
import Schemas
import Vocabulary
import Values

/// One kept version of a workspace's state.
@Schema
public struct StateVersion: Codable, Sendable, Equatable {
    public let workspace: WorkspaceID
    public let serial: Int
    public let lineage: String
    /// Of the content.
    public let blob: BlobRef
    public let md5: String
    public let terraformVersion: String?
    public let resources: Int
    public let isEncrypted: Bool
    public let created: Timestamp
    /// Who made it: a principal's name.
    public let author: String
    /// How it came: `terraform`, `push`, `rollback` or `run`.
    public let origin: String
    /// The run that made it, where one did.
    public let run: String?
}

/// A resource as the newest state records it; sensitive attributes are masked.
@Schema
public struct StateResource: Codable, Sendable, Equatable {
    public let address: String
    public let type: String
    public let provider: String
    public let isData: Bool
    public let isTainted: Bool
    public let attributes: JSON
    /// Addresses that it needs, without indexes.
    public var dependencies: [String] = []
}

@Schema
public struct StateOutput: Codable, Sendable, Equatable {
    public let name: String
    public let value: JSON
    public let isSensitive: Bool
}

/// The newest state by resource and output.
@Schema
public struct StateView: Codable, Sendable, Equatable {
    /// Absent while there is no state yet.
    public let version: StateVersion?
    public let resources: [StateResource]
    public let outputs: [StateOutput]
}

/// The newest state, or an older version of it, by resource and attribute, masked.
@Operation
public struct ReadState: Operation {
    public typealias Output = StateView
    public static let contract = Contract.query(
        "states.read", .get("/api/v1/workspaces/{workspace}/state"), needs: .permission("states:read"))
    public let workspace: WorkspaceID
    public var serial: Int?
    public var subject: Subject { .workspace(workspace) }
}

/// All versions, newest first.
@Operation
public struct ListVersions: Operation {
    public typealias Output = Page<StateVersion>
    public static let contract = Contract.query(
        "states.list-versions", .get("/api/v1/workspaces/{workspace}/state/versions"),
        needs: .permission("states:read"))
    public let workspace: WorkspaceID
    public var cursor: String?
    public var limit: Int = 50
    public var subject: Subject { .workspace(workspace) }
}

/// One version.
@Operation
public struct GetVersion: Operation {
    public typealias Output = StateVersion
    public static let contract = Contract.query(
        "states.get-version", .get("/api/v1/workspaces/{workspace}/state/versions/{serial}"),
        needs: .permission("states:read"))
    public let workspace: WorkspaceID
    public let serial: Int
    public var subject: Subject { .workspace(workspace) }
}

/// What differs between two versions, by resource and attribute, masked.
@Operation
public struct DiffVersions: Operation {
    public typealias Output = StateVersionDifference
    public static let contract = Contract.query(
        "states.diff", .get("/api/v1/workspaces/{workspace}/state/diff"), needs: .permission("states:read"))
    public let workspace: WorkspaceID
    /// The older serial; the one before `to` when left out.
    public var from: Int?
    /// The newer serial; the newest when left out.
    public var to: Int?
    public var subject: Subject { .workspace(workspace) }
}

@Schema
public struct StateVersionDifference: Codable, Sendable, Equatable {
    public let from: Int
    public let to: Int
    public let added: [String]
    public let removed: [String]
    public let changed: [StateResourceDifference]
    public let outputs: [StateAttributeDifference]
}

@Schema
public struct StateResourceDifference: Codable, Sendable, Equatable {
    public let address: String
    public let attributes: [StateAttributeDifference]
}

/// Values are JSON text; absent where there was nothing or where it must not be shown.
@Schema
public struct StateAttributeDifference: Codable, Sendable, Equatable {
    public let path: String
    public let before: String?
    public let after: String?
    public let isSensitive: Bool
}

/// A version's content, byte for byte as it came. Secrets are in clear; each reading is audited.
@Operation
public struct DownloadState: Operation {
    public typealias Output = BlobRef
    public static let contract = Contract.command(
        "states.download", .get("/api/v1/workspaces/{workspace}/state/versions/{serial}/content"),
        needs: .permission("states:download"), bytes: .given(mediaType: "application/json"))
    public let workspace: WorkspaceID
    public let serial: Int
    public var subject: Subject { .workspace(workspace) }
}

/// Imports a state as a new version; the workspace must not be locked by somebody else.
@Operation
public struct PushState: Operation {
    public typealias Output = StateVersion
    public static let contract = Contract.command(
        "states.push", .post("/api/v1/workspaces/{workspace}/state/versions"),
        needs: .permission("states:write"), bytes: .taken(field: "content"), creates: true)
    public let workspace: WorkspaceID
    public let content: BlobRef
    /// Accepts another lineage, or a serial that is not newer, by making the serial newer.
    public var force: Bool = false
    public var subject: Subject { .workspace(workspace) }
}

/// Makes a new version with the content of an older one.
@Operation
public struct RollBackState: Operation {
    public typealias Output = StateVersion
    public static let contract = Contract.command(
        "states.roll-back", .post("/api/v1/workspaces/{workspace}/state/rollback"),
        needs: .permission("states:write"), creates: true)
    public let workspace: WorkspaceID
    public let serial: Int
    public var subject: Subject { .workspace(workspace) }
}
