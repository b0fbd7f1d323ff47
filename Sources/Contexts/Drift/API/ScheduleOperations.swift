import Bus
import Faults
import Schemas
import Vocabulary

/// Scans a project's workspaces, or everything, again and again: every so many seconds, or at a time of day.
/// A time that passed while the server was away is made up for once.
@Operation
public struct PutScanSchedule: Operation {
    public typealias Output = ScanSchedule
    public static let contract = Contract.command(
        "drift.put-scan-schedule", .put("/api/v1/scan-schedules/{name}"), needs: .permission("drift:write"))
    public let name: Slug
    /// Everything where no project is named, with what no state records.
    public var project: ProjectID?
    /// Looks through the cloud accounts before; for everything only.
    public var discover: Bool = false
    /// Seconds from one scan to the next, from 300 to 2,678,400.
    public var every: Int = 86400
    /// A time of day in UTC, such as `02:30`; `every` is then whole days.
    public var at: String?
    public var subject: Subject { project.map { .project($0) } ?? .tenant }
}

/// A scan that repeats.
@Schema
public struct ScanSchedule: Codable, Sendable, Equatable {
    public let name: Slug
    public let project: ProjectID?
    public let discover: Bool
    public let every: Int
    public let at: String?
    public let author: String
    public let created: Timestamp
    /// When it is due.
    public let next: Timestamp
    /// When it was begun last, and the report of that.
    public let started: Timestamp?
    public let analysis: AnalysisID?
    /// Why it could not be begun.
    public let failure: String?
}

/// The tenant's repeating scans that the caller may see.
@Operation
public struct ListScanSchedules: Operation {
    public typealias Output = Page<ScanSchedule>
    public static let contract = Contract.query(
        "drift.list-scan-schedules", .get("/api/v1/scan-schedules"), needs: .permission("drift:read"))
    public var subject: Subject { .anywhere }
}

/// Ends a repeating scan of a place where the caller may scan; its reports stay.
@Operation
public struct EndScanSchedule: Operation {
    public typealias Output = Nothing
    public static let contract = Contract.command(
        "drift.end-scan-schedule", .delete("/api/v1/scan-schedules/{name}"),
        needs: .permission("drift:write"))
    public let name: Slug
    public var subject: Subject { .anywhere }
}
