import Bus
import Faults
import Schemas
import Vocabulary

/// Puts the findings of a report right by a strategy; `revert` deploys the recorded configuration again.
@Operation
public struct Remediate: Job {
    public typealias Output = RemediationRecord
    public static let contract = Contract.job(
        "remediation.remediate", .post("/api/v1/remediate"), needs: .permission("remediation:write"))
    public let analysis: AnalysisID
    public var strategy: Strategy.Kind = .revert
    /// Shows what would be done, and does nothing.
    public var dryRun: Bool = false
    public var subject: Subject { .thing(kind: "analysis", id: analysis.text) }
}

/// What was done about a report, by whom, and what came of it.
@Schema
public struct RemediationRecord: Codable, Sendable, Equatable {
    public enum Status: String, Codable, Sendable, CaseIterable, Described {
        case running, completed, failed
    }

    public let id: RemediationID
    public let analysis: AnalysisID
    public let workspace: WorkspaceID
    public let strategy: Strategy.Kind
    public let isDryRun: Bool
    public let status: Status
    public let author: String
    public let started: Timestamp
    public let ended: Timestamp?
    /// The run that carries it out.
    public let deployment: DeploymentID?
    /// The addresses that it is about.
    public let addresses: [String]
    public let failure: String?
}

/// A way to put a finding right.
@Schema
public struct Strategy: Codable, Sendable, Equatable {
    public enum Kind: String, Codable, Sendable, CaseIterable, Described { case revert }

    public let kind: Kind
    public let summary: String
    public let risk: String
}

/// The ways in which a report's findings can be put right.
@Operation
public struct ListStrategies: Operation {
    public typealias Output = Page<Strategy>
    public static let contract = Contract.query(
        "remediation.strategies", .get("/api/v1/strategies"), needs: .permission("remediation:read"))
    public let analysis: AnalysisID
    public var subject: Subject { .thing(kind: "analysis", id: analysis.text) }
}

/// What was done, newest first.
@Operation
public struct RemediationHistory: Operation {
    public typealias Output = Page<RemediationRecord>
    public static let contract = Contract.query(
        "remediation.history", .get("/api/v1/remediate/history"), needs: .permission("remediation:read"))
    public var workspace: WorkspaceID?
    public var cursor: String?
    public var limit: Int = 50
    public var subject: Subject { workspace.map { .workspace($0) } ?? .anywhere }
}

/// Everything that `Remediation` can be asked.
public enum RemediationOperationList {
    public static let offered: [Offered] = [
        .job(Remediate.self), .operation(ListStrategies.self), .operation(RemediationHistory.self),
    ]
}
