import Bus
import Faults
import Schemas
import Values
import Vocabulary

/// A run: one configuration planned, and perhaps applied, in one workspace.
@Schema
public struct Deployment: Codable, Sendable, Equatable {
    public enum Status: String, Codable, Sendable, CaseIterable, Described {
        case queued, validating, planning, awaitingOverride, awaitingApproval, applying
        case completed, failed, cancelled

        /// True when nothing more will happen.
        public var isFinal: Bool { self == .completed || self == .failed || self == .cancelled }
    }

    public let id: DeploymentID
    public let workspace: WorkspaceID
    public let status: Status
    public let source: DeploymentSource
    public let isPlanOnly: Bool
    public let isDestroy: Bool
    /// True when the plan only looks for what changed behind Terraform's back.
    public let isRefreshOnly: Bool
    public let author: String
    public let authorId: String
    public let created: Timestamp
    public let started: Timestamp?
    public let ended: Timestamp?
    /// Known once planned.
    public let plan: PlanSummary?
    /// How the gates stood to the plan.
    public let gates: [GateReport]
    public let approval: Approval?
    /// Why it failed or was cancelled, and in which condition it left lock and state.
    public let failure: DeploymentFailure?
    /// Outputs after applying, sensitive ones masked.
    public let outputs: [String: JSON]
    /// The state version that applying made.
    public let stateSerial: Int?
    public let revision: Int
}

/// Where a run's configuration comes from.
@Schema
public struct DeploymentSource: Codable, Sendable, Equatable {
    public var blueprint: BlueprintID?
    public var blueprintName: Slug?
    public var version: Version?
    /// An uploaded directory.
    public var configuration: BlobRef?
    /// The earlier run that this one brings back.
    public var rollbackOf: DeploymentID?
}

@Schema
public struct Approval: Codable, Sendable, Equatable {
    public let isApproved: Bool
    public let by: String
    public let at: Timestamp
    public let comment: String?
}

@Schema
public struct DeploymentFailure: Codable, Sendable, Equatable {
    public let code: String
    public let message: String
    /// Terraform's own words, as they are.
    public let diagnostics: [Diagnostic]
    /// The condition of lock and state, when the run got far enough to touch them.
    public let condition: String?
}

/// Plans, and unless it is asked only to plan, applies a blueprint's version or an uploaded configuration.
@Operation
public struct Deploy: Job {
    public typealias Output = Deployment
    public static let contract = Contract.job(
        "deployments.deploy", .post("/api/v1/deployments"), needs: .permission("deployments:write"))
    public let workspace: WorkspaceID
    public var blueprint: BlueprintID?
    public var version: Version?
    /// An uploaded configuration instead of a blueprint; neither for the workspace's newest one.
    public var configuration: BlobRef?
    public var variables: [String: JSON] = [:]
    public var planOnly: Bool = false
    public var destroy: Bool = false
    /// Looks only for what changed behind Terraform's back; with `planOnly` nothing is written.
    public var refreshOnly: Bool = false
    /// Applies without waiting where no gate asks for approval.
    public var autoApply: Bool?
    /// Only these resources and what they depend on: their addresses.
    public var targets: [String] = []
    /// Texts of files that take the place of the configuration's own, by path: with neither blueprint nor
    /// configuration, the newest one with a change.
    public var replacing: [String: String] = [:]
    public var subject: Subject { .workspace(workspace) }
}

/// Runs that the caller may see, newest first.
@Operation
public struct ListDeployments: Operation {
    public typealias Output = Page<Deployment>
    public static let contract = Contract.query(
        "deployments.list", .get("/api/v1/deployments"), needs: .permission("deployments:read"))
    public var workspace: WorkspaceID?
    public var status: Deployment.Status?
    public var cursor: String?
    public var limit: Int = 50
    public var subject: Subject { workspace.map { .workspace($0) } ?? .anywhere }
}

/// One run: its status, its plan's summary, and how it ended.
@Operation
public struct GetDeployment: Operation {
    public typealias Output = Deployment
    public static let contract = Contract.query(
        "deployments.get", .get("/api/v1/deployments/{deployment}"), needs: .permission("deployments:read"))
    public let deployment: DeploymentID
    public var subject: Subject { .thing(kind: "deployment", id: deployment.text) }
}

/// What a run's plan does, for people, and the masked JSON of Terraform's own plan.
@Operation
public struct GetPlan: Operation {
    public typealias Output = DeploymentPlan
    public static let contract = Contract.query(
        "deployments.get-plan", .get("/api/v1/deployments/{deployment}/plan"),
        needs: .permission("deployments:read"))
    public let deployment: DeploymentID
    /// True to have Terraform's plan JSON too.
    public var raw: Bool = false
    public var subject: Subject { .thing(kind: "deployment", id: deployment.text) }
}

@Schema
public struct DeploymentPlan: Codable, Sendable, Equatable {
    public let summary: PlanSummary
    public let changes: [PlannedChange]
    /// What changed behind Terraform's back.
    public let drift: [PlannedChange]
    public let outputs: [PlannedAttribute]
    /// Terraform's plan JSON, masked.
    public let raw: JSON?
}

/// What happens to one resource.
@Schema
public struct PlannedChange: Codable, Sendable, Equatable {
    public let address: String
    public let type: String
    /// `create`, `update`, `delete`, `replace`, `read`, `forget`, `imported`, `moved`.
    public let action: String
    public let reason: String?
    public let previousAddress: String?
    public let attributes: [PlannedAttribute]
}

/// Values are JSON text; absent where there was nothing or where it must not be shown.
@Schema
public struct PlannedAttribute: Codable, Sendable, Equatable {
    public let path: String
    public let before: String?
    public let after: String?
    public let isUnknown: Bool
    public let isSensitive: Bool
    public let forcesReplacement: Bool
}

/// Status changes and masked log lines of a run, from the beginning or behind a cursor, until it ends.
@Operation
public struct FollowDeployment: StreamOperation {
    public typealias Element = DeploymentEvent
    public static let contract = Contract.stream(
        "deployments.follow", .get("/api/v1/deployments/{deployment}/events"),
        needs: .permission("deployments:read"))
    public let deployment: DeploymentID
    public var after: String?
    public var subject: Subject { .thing(kind: "deployment", id: deployment.text) }
}

@Schema
public struct DeploymentEvent: Codable, Sendable, Equatable {
    public enum Kind: String, Codable, Sendable, CaseIterable, Described { case status, log }

    public let kind: Kind
    public let at: Timestamp
    /// The status, or the line.
    public let text: String
}

/// Lets a planned run be applied. In production the author can't approve their own run.
@Operation
public struct Approve: Operation {
    public typealias Output = Deployment
    public static let contract = Contract.command(
        "deployments.approve", .post("/api/v1/deployments/{deployment}/approve"),
        needs: .permission("deployments:approve"))
    public let deployment: DeploymentID
    public var comment: String?
    public var subject: Subject { .thing(kind: "deployment", id: deployment.text) }
}

/// Turns a planned run down; nothing is applied.
@Operation
public struct Reject: Operation {
    public typealias Output = Deployment
    public static let contract = Contract.command(
        "deployments.reject", .post("/api/v1/deployments/{deployment}/reject"),
        needs: .permission("deployments:approve"))
    public let deployment: DeploymentID
    public var comment: String?
    public var subject: Subject { .thing(kind: "deployment", id: deployment.text) }
}

/// Stops a run: Terraform's graceful stop, then a kill.
@Operation
public struct CancelDeployment: Operation {
    public typealias Output = Deployment
    public static let contract = Contract.command(
        "deployments.cancel", .post("/api/v1/deployments/{deployment}/cancel"),
        needs: .permission("deployments:write"))
    public let deployment: DeploymentID
    public var subject: Subject { .thing(kind: "deployment", id: deployment.text) }
}

/// Starts a new run with the configuration and variables of an earlier one that completed.
@Operation
public struct RollBackDeployment: Job {
    public typealias Output = Deployment
    public static let contract = Contract.job(
        "deployments.roll-back", .post("/api/v1/deployments/{deployment}/rollback"),
        needs: .permission("deployments:write"))
    /// The run whose configuration is brought back.
    public let deployment: DeploymentID
    public var autoApply: Bool?
    public var subject: Subject { .thing(kind: "deployment", id: deployment.text) }
}

/// The configuration that was applied last, with the values of its variables; for other contexts only.
@Operation
public struct OpenConfiguration: Operation {
    public typealias Output = AppliedConfiguration
    public static let contract = Contract.command(
        "deployments.open-configuration", nil, needs: .contexts, revealsSecret: true)
    public let workspace: WorkspaceID
    public var subject: Subject { .workspace(workspace) }
}

@Schema
public struct AppliedConfiguration: Codable, Sendable {
    /// Nil while nothing was applied.
    public let deployment: DeploymentID?
    /// Texts by path; files that are no text are left out.
    public let files: [String: String]
    /// Texts of the files that give the root module's variables their values, secrets among them.
    public let values: [String: String]
}

/// Uploads a directory with Terraform configuration as tar.gz; `Deploy` takes what this answers.
@Operation
public struct UploadConfiguration: Operation {
    public typealias Output = UploadedConfiguration
    public static let contract = Contract.command(
        "deployments.upload", .post("/api/v1/configurations"), needs: .permission("deployments:write"),
        bytes: .taken(field: "content"), creates: true)
    public let content: BlobRef
    public var subject: Subject { .anywhere }
}

@Schema
public struct UploadedConfiguration: Codable, Sendable, Equatable {
    public let configuration: BlobRef
    /// The files in it, in order.
    public let files: [String]
}
