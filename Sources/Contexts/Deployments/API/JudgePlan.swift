import Bus
import Faults
import Schemas
import Values
import Vocabulary

/// Asks a gate whether a plan may be applied. Whoever judges answers it as `gate.policy` or `gate.cost`;
/// a required gate that nobody answers fails the run.
@Operation
public struct JudgePlan: Operation {
    public typealias Output = GateVerdict
    public static let contract = Contract.query("gate.judge", nil, needs: .contexts)
    /// `policy` or `cost`.
    public let gate: String
    public let deployment: DeploymentID
    public let workspace: WorkspaceID
    /// The masked JSON of Terraform's plan.
    public let plan: BlobRef
    public var destination: String { "gate." + gate }
}

@Schema
public struct GateVerdict: Codable, Sendable, Equatable {
    public let isPassed: Bool
    /// What stands against it, or what was noticed.
    public let reasons: [String]
}

/// Told whenever a run's status changes.
public struct DeploymentChanged: Event, Equatable {
    public static let type = "deployments.changed"
    public let deployment: DeploymentID
    public let workspace: WorkspaceID
    public let status: Deployment.Status
    public var aggregate: Aggregate { Aggregate("deployment", deployment.text) }

    public init(deployment: DeploymentID, workspace: WorkspaceID, status: Deployment.Status) {
        self.deployment = deployment
        self.workspace = workspace
        self.status = status
    }
}
