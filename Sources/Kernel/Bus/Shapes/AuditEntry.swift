import Schemas
import Vocabulary

/// What is put on the record about one command, refused ones included.
@Schema
public struct AuditEntry: Codable, Sendable, Equatable {
    public enum Outcome: String, Codable, Sendable, CaseIterable, Described { case done, refused, failed }

    /// Makes appending idempotent.
    public let id: EventID
    public let at: Timestamp
    public let tenant: TenantID?
    /// The user, token owner, run or context.
    public let principal: String
    public let principalName: String
    public let principalKind: Principal.Kind
    /// The address that the request came from, when it came from outside.
    public let remote: String?
    /// The operation's name.
    public let action: String
    /// What was acted on: `workspace/0190…`.
    public let subject: String
    public let outcome: Outcome
    /// The fault's code when refused or failed.
    public let code: String?
    /// JSON text of what was there before, without secrets.
    public let before: String?
    /// JSON text of what is there after, without secrets.
    public let after: String?
    public let trace: String
}
