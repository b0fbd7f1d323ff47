import Bus
import Faults
import Schemas
import Values
import Vocabulary

/// Findings of the newest completed report of each workspace, gravest first.
@Operation
public struct ListFindings: Operation {
    public typealias Output = Page<Finding>
    public static let contract = Contract.query(
        "drift.findings", .get("/api/v1/findings"), needs: .permission("drift:read"))
    public var workspace: WorkspaceID?
    public var kind: Finding.Kind?
    /// Only findings at least as grave.
    public var severity: Risk.Severity?
    public var type: String?
    /// True to have suppressed ones too.
    public var suppressed: Bool = false
    public var cursor: String?
    public var limit: Int = 50
    public var subject: Subject { workspace.map { .workspace($0) } ?? .anywhere }
}

/// What drifts again and again, most often first.
@Operation
public struct ListPatterns: Operation {
    public typealias Output = Page<DriftPattern>
    public static let contract = Contract.query(
        "drift.patterns", .get("/api/v1/patterns"), needs: .permission("drift:read"))
    public var workspace: WorkspaceID?
    /// How far back, in days.
    public var days: Int = 90
    public var limit: Int = 50
    public var subject: Subject { workspace.map { .workspace($0) } ?? .anywhere }
}

/// One attribute (or the whole of a resource) that went away from its record at least twice.
@Schema
public struct DriftPattern: Codable, Sendable, Equatable {
    public let workspace: WorkspaceID
    public let address: String
    /// Empty where the resource itself was missing.
    public let path: String
    public let times: Int
    public let first: Timestamp
    public let last: Timestamp
    /// The hour of the day (UTC) in which it was found most often.
    public let hour: Int
    /// The day of the week, 1 for Monday, on which it was found most often.
    public let weekday: Int
    public let isOpen: Bool
}

/// Open drift counted by severity and category, gravest first.
@Operation
public struct ListRisks: Operation {
    public typealias Output = Page<RiskCount>
    public static let contract = Contract.query(
        "drift.risks", .get("/api/v1/risks"), needs: .permission("drift:read"))
    public var workspace: WorkspaceID?
    public var subject: Subject { workspace.map { .workspace($0) } ?? .anywhere }
}

@Schema
public struct RiskCount: Codable, Sendable, Equatable {
    public let severity: Risk.Severity
    public let category: Risk.Category
    public let findings: Int
    public let why: String
    /// Up to three addresses, as examples.
    public let examples: [String]
}

/// Drift over time, and how quickly it is mended.
@Operation
public struct GetDriftTrend: Operation {
    public typealias Output = DriftTrend
    public static let contract = Contract.query(
        "drift.trend", .get("/api/v1/drift/trend"), needs: .permission("drift:read"))
    public var workspace: WorkspaceID?
    /// How many days, today included; at most 366.
    public var days: Int = 30
    public var subject: Subject { workspace.map { .workspace($0) } ?? .anywhere }
}

@Schema
public struct DriftTrend: Codable, Sendable, Equatable {
    public let days: [Day]
    public let open: Int
    /// Median seconds from the last scan without it to the scan that found it: at most so long it went
    /// unnoticed. Nil where nothing was found.
    public let secondsToDetect: Int?
    /// Median seconds from being found to being gone.
    public let secondsToMend: Int?

    @Schema
    public struct Day: Codable, Sendable, Equatable {
        /// `2026-11-21`, UTC.
        public let day: String
        public let scans: Int
        public let found: Int
        public let mended: Int
        /// Open at the end of the day.
        public let open: Int
    }
}

/// Looks at resources of a workspace now, without a report; for other contexts only. Faults:
/// `drift.not_hosted` with the reason where only Terraform could look.
@Operation
public struct LookAgain: Operation {
    public typealias Output = LookedAgain
    public static let contract = Contract.query("drift.look-again", nil, needs: .contexts)
    public let workspace: WorkspaceID
    public let addresses: [String]
    public var subject: Subject { .workspace(workspace) }
}

@Schema
public struct LookedAgain: Codable, Sendable {
    /// Nothing for what is as it is recorded.
    public let findings: [Finding]
    /// The resources as they are now, by address, secrets among it.
    public let current: [String: JSON]
}
