import Bus
import Faults
import Schemas
import Vocabulary

/// One Terraform state and one environment.
@Schema
public struct Workspace: Codable, Sendable, Equatable {
    public let id: WorkspaceID
    public let project: ProjectID
    public let projectSlug: Slug
    public let slug: Slug
    /// `production` wants approval by someone other than the author.
    public let environment: String
    public let settings: WorkspaceSettings
    public let isArchived: Bool
    public let created: Timestamp
    public let revision: Int
    /// Whoever made it, until it is given to somebody else; conditions of roles may ask for it.
    public var owner: UserID?
}

extension Workspace {
    /// What conditions of roles ask about.
    public var attributes: Attributes {
        Attributes(environment: environment, tags: settings.labels, owner: owner)
    }
}

public enum Gate: String, Codable, Sendable, CaseIterable, Described { case policy, cost, approval }

/// How runs of a workspace behave.
@Schema
public struct WorkspaceSettings: Codable, Sendable, Equatable {
    /// Gates that a run must pass; one that can't be reached fails the run.
    public var gates: [Gate] = [.approval]
    /// The cloud connection whose credentials runs and scans use.
    public var connection: ConnectionID?
    /// Seconds that planning may take.
    public var planSeconds: Int = 1800
    /// Seconds that applying may take.
    public var applySeconds: Int = 7200
    /// True when a change of the configuration is applied without waiting where no approval gate stands.
    public var autoApply: Bool = false
    /// Names and values of your own: the tags that conditions of roles ask about, and what it is found by.
    public var labels: [String: String] = [:]
}

/// Makes a workspace in a project.
@Operation
public struct CreateWorkspace: Operation {
    public typealias Output = Workspace
    public static let contract = Contract.command(
        "tenants.create-workspace", .post("/api/v1/workspaces"), needs: .permission("tenants:write"),
        creates: true)
    public let project: ProjectID
    public let slug: Slug
    /// `development`, `staging`, `production` or a word of your own.
    public var environment: String = "development"
    public var settings: WorkspaceSettings = WorkspaceSettings()
    public var subject: Subject { .project(project) }
}

/// The workspaces that the caller may see, in order of project and slug.
@Operation
public struct ListWorkspaces: Operation {
    public typealias Output = Page<Workspace>
    public static let contract = Contract.query(
        "tenants.list-workspaces", .get("/api/v1/workspaces"), needs: .permission("tenants:read"))
    public var project: ProjectID?
    public var slug: Slug?
    public var archived: Bool = false
    public var cursor: String?
    public var limit: Int = 50
    public var subject: Subject { .anywhere }
}

/// One workspace.
@Operation
public struct GetWorkspace: Operation {
    public typealias Output = Workspace
    public static let contract = Contract.query(
        "tenants.get-workspace", .get("/api/v1/workspaces/{workspace}"), needs: .permission("tenants:read"))
    public let workspace: WorkspaceID
    public var subject: Subject { .workspace(workspace) }
}

/// Changes a workspace's environment, settings, labels or owner. What conditions of roles ask about is
/// changed by nobody who would thereby be allowed more, or could not change it back.
@Operation
public struct UpdateWorkspace: Operation {
    public typealias Output = Workspace
    public static let contract = Contract.command(
        "tenants.update-workspace", .patch("/api/v1/workspaces/{workspace}"),
        needs: .permission("tenants:write"))
    public let workspace: WorkspaceID
    public var environment: String?
    public var settings: WorkspaceSettings?
    /// In place of all labels of the settings.
    public var labels: [String: String]?
    /// The person who has it from now on.
    public var owner: UserID?
    public var ifRevision: Int?
    public var subject: Subject { .workspace(workspace) }
}

/// Puts a workspace away: no runs, no writes to its state; nothing is deleted.
@Operation
public struct ArchiveWorkspace: Operation {
    public typealias Output = Workspace
    public static let contract = Contract.command(
        "tenants.archive-workspace", .post("/api/v1/workspaces/{workspace}/archive"),
        needs: .permission("tenants:write"))
    public let workspace: WorkspaceID
    public var subject: Subject { .workspace(workspace) }
}

/// Brings an archived workspace back.
@Operation
public struct RestoreWorkspace: Operation {
    public typealias Output = Workspace
    public static let contract = Contract.command(
        "tenants.restore-workspace", .post("/api/v1/workspaces/{workspace}/restore"),
        needs: .permission("tenants:write"))
    public let workspace: WorkspaceID
    public var subject: Subject { .workspace(workspace) }
}
