import Bus
import Schemas
import Vocabulary

/// What becomes of a run that breaks a pack's rules: it is told, it waits for an authorised person to
/// override them, or it fails.
public enum Enforcement: String, Codable, Sendable, CaseIterable, Comparable, Described {
    case advisory
    case softMandatory = "soft-mandatory"
    case hardMandatory = "hard-mandatory"

    private var rank: Int { Enforcement.allCases.firstIndex(of: self) ?? 0 }

    public static func < (one: Enforcement, other: Enforcement) -> Bool { one.rank < other.rank }
}

/// Where a pack judges, and how strictly.
@Schema
public struct PolicyBinding: Codable, Sendable, Equatable {
    public let id: PolicyBindingID
    public let pack: Slug
    /// Nil for whichever is the newest.
    public let version: Int?
    public let enforcement: Enforcement
    public let workspace: WorkspaceID?
    public let project: ProjectID?
    public let environment: String?
    public let created: Timestamp
    public let author: String
}

/// Lets a pack judge a workspace, a project's workspaces, those of an environment, or all.
@Operation
public struct BindPack: Operation {
    public typealias Output = PolicyBinding
    public static let contract = Contract.command(
        "policies.bind", .post("/api/v1/policies/{pack}/bindings"), needs: .permission("policies:bind"),
        creates: true)
    public let pack: Slug
    public let enforcement: Enforcement
    public var version: Int?
    public var workspace: WorkspaceID?
    public var project: ProjectID?
    /// Such as `production`.
    public var environment: String?
    public var subject: Subject {
        workspace.map { .workspace($0) } ?? project.map { .project($0) } ?? .tenant
    }
}

/// Where a pack judges.
@Operation
public struct ListPackBindings: Operation {
    public typealias Output = Page<PolicyBinding>
    public static let contract = Contract.query(
        "policies.list-bindings", .get("/api/v1/policies/{pack}/bindings"),
        needs: .permission("policies:read"))
    public let pack: Slug
    public var cursor: String?
    public var limit: Int = 50
}

/// Ends a binding.
@Operation
public struct UnbindPack: Operation {
    public typealias Output = Nothing
    public static let contract = Contract.command(
        "policies.unbind", .delete("/api/v1/policies/{pack}/bindings/{binding}"),
        needs: .permission("policies:bind"))
    public let pack: Slug
    public let binding: PolicyBindingID
    public var subject: Subject { .thing(kind: "policybinding", id: binding.text) }
}

/// The bindings that hold for a workspace, wherever they were made.
@Operation
public struct WorkspacePolicies: Operation {
    public typealias Output = Page<PolicyBinding>
    public static let contract = Contract.query(
        "policies.of-workspace", .get("/api/v1/workspaces/{workspace}/policies"),
        needs: .permission("policies:read"))
    public let workspace: WorkspaceID
    public var subject: Subject { .workspace(workspace) }
}
