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
    public static let contract = Contract.command("gate.judge", nil, needs: .contexts)
    /// `policy` or `cost`.
    public let gate: String
    public let deployment: DeploymentID
    public let workspace: WorkspaceID
    /// The masked JSON of Terraform's plan.
    public let plan: BlobRef
    public var destination: String { "gate." + gate }
}

/// What a gate says of a plan.
@Schema
public struct GateVerdict: Codable, Sendable, Equatable {
    public let isPassed: Bool
    /// True when an authorised person may let the run through all the same; it waits for that.
    public var mayBeOverridden: Bool = false
    /// What stands against it, or what was noticed.
    public let reasons: [String]
    public var findings: [GateFinding] = []
    /// Where the gate keeps how it decided.
    public var decision: DecisionID?
}

/// One thing that a gate found.
@Schema
public struct GateFinding: Codable, Sendable, Equatable {
    public let rule: String
    public let title: String?
    /// `low`, `medium`, `high` or `critical`.
    public let severity: String?
    public let address: String?
    public let message: String
    public let remediation: String?
    /// `advisory`, `soft-mandatory` or `hard-mandatory`.
    public let enforcement: String
    /// `stands`, `waived` or `overridden`.
    public let standing: String
}

/// How a gate last stood to a run.
@Schema
public struct GateReport: Codable, Sendable, Equatable {
    /// `policy` or `cost`.
    public let gate: String
    public let at: Timestamp
    public let verdict: GateVerdict
}

/// Told by whoever answers for a gate when its verdict over a waiting run may be another now.
public struct GateChanged: Event, Equatable {
    public static let type = "gate.changed"
    public let gate: String
    public let deployment: DeploymentID
    public var aggregate: Aggregate { Aggregate("deployment", deployment.text) }

    public init(gate: String, deployment: DeploymentID) {
        self.gate = gate
        self.deployment = deployment
    }
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
