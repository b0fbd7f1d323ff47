import Bus
import Faults
import Schemas
import Vocabulary

/// Appends an entry to the chain, once per entry id. For other contexts only.
@Operation
public struct AppendAudit: Operation {
    public typealias Output = Nothing
    public static let contract = Contract.query("audit.append", nil, needs: .contexts)
    public let entry: AuditEntry
}

/// An entry with its place in the chain.
@Schema
public struct AuditRecord: Codable, Sendable, Equatable {
    public let sequence: Int
    public let entry: AuditEntry
    /// SHA-256 over the previous record's hash and this entry, hexadecimal.
    public let hash: String
}

/// The tenant's audit trail, newest first.
@Operation
public struct SearchAudit: Operation {
    public typealias Output = Page<AuditRecord>
    public static let contract = Contract.query(
        "audit.search", .get("/api/v1/audit"), needs: .permission("audit:read"))
    /// The operation's name, or its beginning.
    public var action: String?
    /// A principal's id or name.
    public var principal: String?
    /// What was acted on, or its beginning, such as `workspace/`.
    public var about: String?
    public var outcome: AuditEntry.Outcome?
    public var since: Timestamp?
    public var until: Timestamp?
    public var cursor: String?
    public var limit: Int = 50
}

/// Recomputes the tenant's chain and tells where it breaks, if it does.
@Operation
public struct VerifyAudit: Operation {
    public typealias Output = AuditVerdict
    public static let contract = Contract.query(
        "audit.verify", .get("/api/v1/audit/verify"), needs: .permission("audit:read"))
}

@Schema
public struct AuditVerdict: Codable, Sendable, Equatable {
    public let isIntact: Bool
    public let records: Int
    /// The hash of the newest record; keep it elsewhere to notice a chain that was cut.
    public let head: String
    /// The first record that does not fit, when there is one.
    public let firstBroken: Int?
}

/// Everything that `Audit` can be asked.
public enum AuditOperations {
    public static let offered: [Offered] = [
        .operation(AppendAudit.self), .operation(SearchAudit.self), .operation(VerifyAudit.self),
    ]
}
