import Bus
import Faults
import Schemas
import Values
import Vocabulary

/// Puts findings of a report right by a strategy.
@Operation
public struct Remediate: Job {
    public typealias Output = RemediationRecord
    public static let contract = Contract.job(
        "remediation.remediate", .post("/api/v1/remediate"), needs: .permission("remediation:write"))
    public let analysis: AnalysisID
    /// Which of its findings; all that drifted where none is named. `remove` wants them named.
    public var findings: [FindingID] = []
    public var strategy: Strategy.Kind = .revert
    /// Shows what would be done, and does nothing.
    public var dryRun: Bool = false
    /// Puts values back through the provider at once, without a run; for `revert` of changed attributes in a
    /// workspace whose changes need no approval.
    public var direct: Bool = false
    /// The workspace into whose configuration `adopt` writes.
    public var workspace: WorkspaceID?
    /// Kept with the record; `ignore` and `remove` need one.
    public var reason: String?
    /// Until when `ignore` holds.
    public var until: Timestamp?
    public var subject: Subject { .thing(kind: "analysis", id: analysis.text) }
}

/// Takes objects that exist into a workspace's configuration: writes their `import` and `resource` blocks,
/// such that a plan changes nothing about them, and imports them.
@Operation
public struct Adopt: Job {
    public typealias Output = RemediationRecord
    public static let contract = Contract.job(
        "remediation.adopt", .post("/api/v1/adopt"), needs: .permission("remediation:write"))
    public let workspace: WorkspaceID
    /// Assets of the inventory.
    public var assets: [AssetID] = []
    /// Objects that the inventory does not know.
    public var objects: [AdoptedObject] = []
    /// Writes and plans, and imports nothing.
    public var dryRun: Bool = false
    public var reason: String?
    public var subject: Subject { .workspace(workspace) }
}

@Schema
public struct AdoptedObject: Codable, Sendable, Equatable {
    /// Terraform's type.
    public let type: String
    /// What Terraform's `import` wants.
    public let id: String
    /// The resource's name in the configuration; made from the object's own where none is given.
    public var name: String?
    /// The region, where the configuration has providers for several.
    public var region: String?
}

/// Several remediations, some at a time.
@Operation
public struct RemediateBatch: Job {
    public typealias Output = RemediationBatch
    public static let contract = Contract.job(
        "remediation.batch", .post("/api/v1/remediate/batch"), needs: .permission("remediation:write"))
    public let items: [RemediationItem]
    public var dryRun: Bool = false
    public var reason: String?
    /// How many are under way at a time, from 1 to 8.
    public var parallel: Int = 2
    /// True to begin nothing more once one has failed; what is under way is waited for.
    public var stopAtFirstFailure: Bool = true
    public var subject: Subject { .anywhere }
}

@Schema
public struct RemediationItem: Codable, Sendable, Equatable {
    public let analysis: AnalysisID
    public var findings: [FindingID] = []
    public var strategy: Strategy.Kind = .revert
    public var until: Timestamp?
}

@Schema
public struct RemediationBatch: Codable, Sendable, Equatable {
    /// One for each item that was begun, in the order of the items.
    public let records: [RemediationRecord]
    /// Items that could not be begun, and why.
    public let refused: [Refusal]
    /// Items that were not begun because another had failed: their places in the request, from 0.
    public let notBegun: [Int]

    @Schema
    public struct Refusal: Codable, Sendable, Equatable {
        public let item: Int
        public let code: String
        public let message: String
    }
}

/// Takes a remediation back: what was found before is put in place again, or an ignored finding counts again.
@Operation
public struct RollBackRemediation: Job {
    public typealias Output = RemediationRecord
    public static let contract = Contract.job(
        "remediation.roll-back", .post("/api/v1/remediate/rollback"), needs: .permission("remediation:write"))
    public let remediation: RemediationID
    public var dryRun: Bool = false
    public var reason: String?
    public var subject: Subject { .thing(kind: "remediation", id: remediation.text) }
}

/// The ways in which a report's findings, or one of them, can be put right.
@Operation
public struct ListStrategies: Operation {
    public typealias Output = Page<Strategy>
    public static let contract = Contract.query(
        "remediation.strategies", .get("/api/v1/strategies"), needs: .permission("remediation:read"))
    public var analysis: AnalysisID?
    public var finding: FindingID?
    public var subject: Subject {
        finding.map { .thing(kind: "finding", id: $0.text) }
            ?? analysis.map { .thing(kind: "analysis", id: $0.text) } ?? .anywhere
    }
}

/// One remediation.
@Operation
public struct GetRemediation: Operation {
    public typealias Output = RemediationRecord
    public static let contract = Contract.query(
        "remediation.get", .get("/api/v1/remediate/{remediation}"), needs: .permission("remediation:read"))
    public let remediation: RemediationID
    public var subject: Subject { .thing(kind: "remediation", id: remediation.text) }
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
        .job(Remediate.self), .job(Adopt.self), .job(RemediateBatch.self), .job(RollBackRemediation.self),
        .operation(ListStrategies.self), .operation(GetRemediation.self), .operation(RemediationHistory.self),
    ]
}
