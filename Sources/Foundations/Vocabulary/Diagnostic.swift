import Schemas

/// What a tool found wrong in what somebody wrote, with the place where it stands.
@Schema
public struct Diagnostic: Codable, Sendable, Equatable {
    public enum Severity: String, Codable, Sendable, CaseIterable, Described { case error, warning }

    public let severity: Severity
    public let summary: String
    public let detail: String
    /// The resource that it is about, where there is one.
    public var address: String?
    public var file: String?
    /// Counted from 1.
    public var line: Int?
    public var column: Int?
    /// The line that it points at.
    public var snippet: String?
}
