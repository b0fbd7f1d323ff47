import Bus
import Faults
import Schemas
import Vocabulary

/// Compares what a workspace's state records with what is there, and keeps the report.
@Operation
public struct ScanDrift: Job {
    public typealias Output = Analysis
    public static let contract = Contract.job(
        "drift.scan", .post("/api/v1/analyze"), needs: .permission("drift:write"))
    public let workspace: WorkspaceID
    public var subject: Subject { .workspace(workspace) }
}

/// The report of one scan.
@Schema
public struct Analysis: Codable, Sendable, Equatable {
    public enum Status: String, Codable, Sendable, CaseIterable, Described { case running, completed, failed }

    /// `hosted`: through providers that Plumb runs itself; `refresh`: by Terraform's own refresh.
    public enum Method: String, Codable, Sendable, CaseIterable, Described { case hosted, refresh }

    public let id: AnalysisID
    public let workspace: WorkspaceID
    public let status: Status
    public let started: Timestamp
    public let ended: Timestamp?
    /// The state version that was compared.
    public let stateSerial: Int?
    /// Resources that were looked at.
    public let resources: Int
    public let findings: [Finding]
    /// Why it failed.
    public let failure: String?
    /// How the world was looked at; nil until it is known.
    public let method: Method?

    /// True when the scan was completed and found nothing.
    public var isClean: Bool { status == .completed && findings.isEmpty }
}

/// One resource that is not as it was recorded.
@Schema
public struct Finding: Codable, Sendable, Equatable {
    public enum Kind: String, Codable, Sendable, CaseIterable, Described { case changed, missing }

    public let id: FindingID
    public let address: String
    public let type: String
    public let kind: Kind
    public let attributes: [DriftedAttribute]
}

/// Values are JSON text; absent where there was nothing or where it must not be shown.
@Schema
public struct DriftedAttribute: Codable, Sendable, Equatable {
    public let path: String
    public let recorded: String?
    public let found: String?
    public let isSensitive: Bool
}

/// One report.
@Operation
public struct GetAnalysis: Operation {
    public typealias Output = Analysis
    public static let contract = Contract.query(
        "drift.get-analysis", .get("/api/v1/analysis/{analysis}"), needs: .permission("drift:read"))
    public let analysis: AnalysisID
    public var subject: Subject { .thing(kind: "analysis", id: analysis.text) }
}

/// Reports that the caller may see, newest first.
@Operation
public struct ListAnalyses: Operation {
    public typealias Output = Page<Analysis>
    public static let contract = Contract.query(
        "drift.list-analyses", .get("/api/v1/analysis"), needs: .permission("drift:read"))
    public var workspace: WorkspaceID?
    public var cursor: String?
    public var limit: Int = 50
    public var subject: Subject { workspace.map { .workspace($0) } ?? .anywhere }
}

/// Told when a scan has found something.
public struct DriftDetected: Event, Equatable {
    public static let type = "drift.detected"
    public let workspace: WorkspaceID
    public let analysis: AnalysisID
    public let findings: Int
    public var aggregate: Aggregate { Aggregate("workspace", workspace.text) }

    public init(workspace: WorkspaceID, analysis: AnalysisID, findings: Int) {
        self.workspace = workspace
        self.analysis = analysis
        self.findings = findings
    }
}

/// Everything that `Drift` can be asked.
public enum DriftOperationList {
    public static let offered: [Offered] = [
        .job(ScanDrift.self), .operation(GetAnalysis.self), .operation(ListAnalyses.self),
    ]
}
