import Schemas
import Vocabulary

/// What was done about a report, by whom, why, and what came of it.
@Schema
public struct RemediationRecord: Codable, Sendable, Equatable {
    public enum Status: String, Codable, Sendable, CaseIterable, Described {
        case running, completed, failed
    }

    public let id: RemediationID
    /// Nil for an adoption of what no report names.
    public let analysis: AnalysisID?
    /// Nil for what belongs to none.
    public let workspace: WorkspaceID?
    public let strategy: Strategy.Kind
    public let isDryRun: Bool
    public let status: Status
    public let author: String
    public var reason: String?
    public let started: Timestamp
    public let ended: Timestamp?
    /// The run that carries it out.
    public let deployment: DeploymentID?
    /// The addresses that it is about.
    public let addresses: [String]
    public let failure: String?
    /// What came of each; empty while it is under way.
    public var steps: [RemediationStep] = []
    /// The values from before, as the report had them.
    public var before: [RemediatedValue] = []
    /// What is written into the configuration: files with the lines that change.
    public var patch: [FilePatch] = []
    /// The rules that `ignore` made.
    public var suppressions: [SuppressionID] = []
    /// The remediation that this one takes back.
    public var rollbackOf: RemediationID?
}

@Schema
public struct RemediationStep: Codable, Sendable, Equatable {
    /// `unknown`: it was begun, and nobody can tell what came of it; scan again.
    public enum Outcome: String, Codable, Sendable, CaseIterable, Described { case done, notDone, unknown }

    public let address: String
    public let outcome: Outcome
    public let note: String?
}

/// Values are JSON text; absent where there was nothing or where it must not be shown.
@Schema
public struct RemediatedValue: Codable, Sendable, Equatable {
    public let address: String
    public let path: String
    public let recorded: String?
    public let found: String?
}

@Schema
public struct FilePatch: Codable, Sendable, Equatable {
    public let path: String
    /// In the unified format.
    public let diff: String
}

/// A way to put findings right.
@Schema
public struct Strategy: Codable, Sendable, Equatable {
    /// `revert` puts back what is recorded, `accept` writes what was found into configuration and state,
    /// `ignore` keeps it out of counts until a day; what is unmanaged is taken into code by `adopt`, or
    /// deleted by `remove`.
    public enum Kind: String, Codable, Sendable, CaseIterable, Described {
        case revert, accept, ignore, adopt, remove
    }

    public let kind: Kind
    public let summary: String
    public let risk: String
    /// How long it takes, about.
    public let seconds: Int
    /// What is done, in order.
    public let steps: [String]
    /// Addresses that it can be used for.
    public let addresses: [String]
    /// Why not for the others, by address.
    public let refused: [String: String]
}
