import Bus
import Schemas
import Vocabulary

/// Says that a rule may be broken for a while, and who answers for it.
@Schema
public struct PolicyWaiver: Codable, Sendable, Equatable {
    public let id: WaiverID
    public let rule: String
    /// The resource that may break it; nil for all.
    public let address: String?
    public let workspace: WorkspaceID?
    public let owner: String
    public let reason: String
    /// It counts before that time only.
    public let until: Timestamp
    public let created: Timestamp
    public let author: String
    public let ended: Timestamp?
    public let endedBy: String?
    public let isInForce: Bool
}

/// Lets a rule be broken until a date, in a workspace or everywhere, by one resource or all.
@Operation
public struct GrantWaiver: Operation {
    public typealias Output = PolicyWaiver
    public static let contract = Contract.command(
        "policies.grant-waiver", .post("/api/v1/waivers"), needs: .permission("policies:waive"), creates: true
    )
    /// The rule's id.
    public let rule: String
    /// Who answers for it.
    public let owner: String
    public let reason: String
    public let until: Timestamp
    public var workspace: WorkspaceID?
    public var address: String?
    public var subject: Subject { workspace.map { .workspace($0) } ?? .tenant }
}

/// Waivers that the caller may see, newest first.
@Operation
public struct ListWaivers: Operation {
    public typealias Output = Page<PolicyWaiver>
    public static let contract = Contract.query(
        "policies.list-waivers", .get("/api/v1/waivers"), needs: .permission("policies:read"))
    public var workspace: WorkspaceID?
    public var rule: String?
    /// True to see those too that no longer count.
    public var past: Bool = false
    public var cursor: String?
    public var limit: Int = 50
    public var subject: Subject { workspace.map { .workspace($0) } ?? .anywhere }
}

/// Ends a waiver before its date.
@Operation
public struct EndWaiver: Operation {
    public typealias Output = PolicyWaiver
    public static let contract = Contract.command(
        "policies.end-waiver", .delete("/api/v1/waivers/{waiver}"), needs: .permission("policies:waive"))
    public let waiver: WaiverID
    public var subject: Subject { .thing(kind: "waiver", id: waiver.text) }
}

/// An authorised person's word that a run may go on although it breaks soft-mandatory rules.
@Schema
public struct PolicyOverride: Codable, Sendable, Equatable {
    public let id: OverrideID
    public let deployment: DeploymentID
    public let workspace: WorkspaceID
    /// What is overridden: the findings of this decision, and no others.
    public let decision: DecisionID
    public let reason: String
    public let by: String
    public let at: Timestamp
}

/// Overrides the soft-mandatory rules that a waiting run breaks; it goes on at once.
@Operation
public struct OverridePolicies: Operation {
    public typealias Output = PolicyOverride
    public static let contract = Contract.command(
        "policies.override", .post("/api/v1/waivers/overrides"), needs: .permission("policies:override"),
        creates: true)
    public let deployment: DeploymentID
    public let reason: String
    public var subject: Subject { .thing(kind: "deployment", id: deployment.text) }
}

/// Overrides that the caller may see, newest first.
@Operation
public struct ListOverrides: Operation {
    public typealias Output = Page<PolicyOverride>
    public static let contract = Contract.query(
        "policies.list-overrides", .get("/api/v1/waivers/overrides"), needs: .permission("policies:read"))
    public var deployment: DeploymentID?
    public var cursor: String?
    public var limit: Int = 50
    public var subject: Subject { .anywhere }
}
