import Bus
import Schemas
import Values
import Vocabulary

/// A rule that was broken.
@Schema
public struct PolicyFinding: Codable, Sendable, Equatable {
    public enum Standing: String, Codable, Sendable, CaseIterable, Described {
        case stands, waived, overridden
    }

    public let rule: String
    public let title: String?
    public let severity: String?
    /// The resource, where the rule told one.
    public let address: String?
    public let message: String
    public let remediation: String?
    public let pack: Slug
    public let package: String
    public let enforcement: Enforcement
    public let standing: Standing
    /// What else the rule's object holds.
    public let details: JSON?
}

/// An expression that was looked at, in order, with what was known behind it.
@Schema
public struct PolicyStep: Codable, Sendable, Equatable {
    public let rule: String
    public let file: String
    public let line: Int
    /// The line as it is written.
    public let source: String
    public let depth: Int
    public let held: Bool
    /// As Rego writes them.
    public let values: [String: String]
}

/// How the results of a package's rule came about.
@Schema
public struct PolicyExplanation: Codable, Sendable, Equatable {
    public let pack: Slug
    public let package: String
    /// `deny`, `warn` or `violation`.
    public let name: String
    public let steps: [PolicyStep]
    /// Whether there were more than are shown.
    public let isCut: Bool
}

/// A pack in the version that decided.
@Schema
public struct PackVersion: Codable, Sendable, Equatable {
    public let pack: Slug
    public let version: Int
    public let digest: String
    public let enforcement: Enforcement
}

/// What policies said of an input: kept, with the input, and never changed.
@Schema
public struct PolicyDecision: Codable, Sendable, Equatable {
    /// `overridable`: only an authorised person's override lets it through; `broken`: a rule could not be
    /// evaluated, so that nothing is let through.
    public enum Result: String, Codable, Sendable, CaseIterable, Described {
        case passed, advised, overridable, refused, broken
    }

    public enum Kind: String, Codable, Sendable, CaseIterable, Described { case plan, state, configuration }

    public let id: DecisionID
    public let at: Timestamp
    public let by: String
    public let kind: Kind
    public let result: Result
    public let workspace: WorkspaceID?
    /// The run that waited for it.
    public let deployment: DeploymentID?
    public let packs: [PackVersion]
    public let findings: [PolicyFinding]
    /// Why it is broken: the rule, and what went wrong in it.
    public let failure: String?
    /// What was judged.
    public let input: BlobRef
    public let milliseconds: Int
}

/// A decision with how it came about, where that was asked for.
@Schema
public struct PolicyEvaluation: Codable, Sendable, Equatable {
    public let decision: PolicyDecision
    public let explanations: [PolicyExplanation]
}

/// Judges a plan, a state or a configuration, and puts the decision on record.
@Operation
public struct EvaluatePolicies: Operation {
    public typealias Output = PolicyEvaluation
    public static let contract = Contract.command(
        "policies.evaluate", .post("/api/v1/policies/evaluate"), needs: .permission("policies:read"))
    /// Whose bindings and waivers count; without other input, its state is judged.
    public var workspace: WorkspaceID?
    /// These packs, as if they were hard-mandatory, instead of those that are bound.
    public var packs: [Slug] = []
    /// As `terraform show -json` writes it.
    public var plan: JSON?
    /// A state file, or what `terraform show -json` writes of one.
    public var state: JSON?
    /// An uploaded directory, evaluated without asking any provider.
    public var configuration: BlobRef?
    /// Values of the configuration's variables.
    public var variables: [String: JSON] = [:]
    /// True to be told how each result came about.
    public var explain: Bool = false
    public var subject: Subject { workspace.map { .workspace($0) } ?? .tenant }
}

/// Decisions that the caller may see, newest first.
@Operation
public struct ListDecisions: Operation {
    public typealias Output = Page<PolicyDecision>
    public static let contract = Contract.query(
        "policies.list-decisions", .get("/api/v1/decisions"), needs: .permission("policies:read"))
    public var workspace: WorkspaceID?
    public var deployment: DeploymentID?
    public var result: PolicyDecision.Result?
    public var cursor: String?
    public var limit: Int = 50
    public var subject: Subject { workspace.map { .workspace($0) } ?? .anywhere }
}

/// One decision.
@Operation
public struct GetDecision: Operation {
    public typealias Output = PolicyDecision
    public static let contract = Contract.query(
        "policies.get-decision", .get("/api/v1/decisions/{decision}"), needs: .permission("policies:read"))
    public let decision: DecisionID
    public var subject: Subject { .thing(kind: "decision", id: decision.text) }
}

/// How a decision's findings came about: what it judged, judged once more by the same packs with every
/// expression on record. A decision that failed has no explanation.
@Operation
public struct ExplainDecision: Operation {
    public typealias Output = Page<PolicyExplanation>
    public static let contract = Contract.query(
        "policies.explain-decision", .get("/api/v1/decisions/{decision}/explanation"),
        needs: .permission("policies:read"))
    public let decision: DecisionID
    public var subject: Subject { .thing(kind: "decision", id: decision.text) }
}

/// Judges what was decided before once more, by other packs: what would they have stopped?
@Operation
public struct ReplayDecisions: Job {
    public typealias Output = ReplayReport
    public static let contract = Contract.job(
        "policies.replay", .post("/api/v1/decisions/replay"), needs: .permission("policies:read"))
    /// The packs that judge now, in their newest versions; without any, those that decided, in theirs.
    public var packs: [Slug] = []
    public var enforcement: Enforcement = .hardMandatory
    public var workspace: WorkspaceID?
    public var since: Timestamp?
    public var until: Timestamp?
    /// Only what runs waited for.
    public var runsOnly: Bool = false
    public var subject: Subject { workspace.map { .workspace($0) } ?? .tenant }
}

/// What decisions would have been.
@Schema
public struct ReplayReport: Codable, Sendable, Equatable {
    /// Decisions that were judged again.
    public let judged: Int
    /// True when there were more than one replay takes; the newest were judged.
    public let isCut: Bool
    public let packs: [PackVersion]
    /// Those that would have come out differently, newest first.
    public let changed: [ReplayedDecision]
}

@Schema
public struct ReplayedDecision: Codable, Sendable, Equatable {
    public let decision: DecisionID
    public let at: Timestamp
    public let workspace: WorkspaceID?
    public let deployment: DeploymentID?
    public let before: PolicyDecision.Result
    public let after: PolicyDecision.Result
    /// Findings that were none before.
    public let findings: [PolicyFinding]
    public let failure: String?
}
