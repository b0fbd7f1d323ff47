import Bus
import Faults
import Schemas
import Vocabulary

/// Compares what states record with what is there, and keeps the report: of one workspace, of a project's
/// workspaces, or of all that the caller may scan.
@Operation
public struct ScanDrift: Job {
    public typealias Output = Analysis
    public static let contract = Contract.job(
        "drift.scan", .post("/api/v1/analyze"), needs: .permission("drift:write"))
    public var workspace: WorkspaceID?
    /// Every workspace of this project, where no workspace is named.
    public var project: ProjectID?
    /// With neither: looks through the cloud accounts before, for what no state records. What the inventory
    /// knows of that is told in any case.
    public var discover: Bool = false
    public var subject: Subject {
        workspace.map { .workspace($0) } ?? project.map { .project($0) } ?? .tenant
    }
}

/// A scan with what a reader wants to know next: causes, risks, and what drifts again and again.
@Operation
public struct AnalyzeEnhanced: Job {
    public typealias Output = EnhancedAnalysis
    public static let contract = Contract.job(
        "drift.analyze-enhanced", .post("/api/v1/analyze/enhanced"), needs: .permission("drift:write"))
    public let workspace: WorkspaceID
    public var subject: Subject { .workspace(workspace) }
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

/// The newest report that has a finding; for other contexts only.
@Operation
public struct FindFinding: Operation {
    public typealias Output = Analysis
    public static let contract = Contract.query("drift.find-finding", nil, needs: .contexts)
    public let finding: FindingID
    public var subject: Subject { .thing(kind: "finding", id: finding.text) }
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

/// How a scan gets on, until it ends: how many resources are looked at, and what was found.
@Operation
public struct FollowAnalysis: StreamOperation {
    public typealias Element = AnalysisProgress
    public static let contract = Contract.stream(
        "drift.follow-analysis", .get("/api/v1/analysis/{analysis}/events"), needs: .permission("drift:read"))
    public let analysis: AnalysisID
    public var after: String?
    public var subject: Subject { .thing(kind: "analysis", id: analysis.text) }
}

@Schema
public struct AnalysisProgress: Codable, Sendable, Equatable {
    public let status: Analysis.Status
    /// What is done now: `reading`, `looking`, `refreshing` or `ended`.
    public let stage: String
    public let looked: Int
    public let resources: Int
    public let findings: Int
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
        .job(ScanDrift.self), .job(AnalyzeEnhanced.self), .operation(GetAnalysis.self),
        .operation(ListAnalyses.self), .operation(ListFindings.self), .stream(FollowAnalysis.self),
        .operation(ListPatterns.self), .operation(ListRisks.self), .operation(GetDriftTrend.self),
        .operation(PutSuppression.self), .operation(ListSuppressions.self), .operation(EndSuppression.self),
        .operation(LookAgain.self), .operation(FindFinding.self), .operation(PutWatch.self),
        .operation(ListWatches.self), .operation(EndWatch.self), .operation(NoticeChange.self),
        .operation(PutScanSchedule.self), .operation(ListScanSchedules.self),
        .operation(EndScanSchedule.self),
        .operation(VisualizeTopology.self), .operation(DrawTopology.self),
    ]
}
