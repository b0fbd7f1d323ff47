import Bus
import Faults
import Schemas
import Vocabulary

/// A group of workspaces within a tenant.
@Schema
public struct Project: Codable, Sendable, Equatable {
    public let id: ProjectID
    public let slug: Slug
    public let name: String
    public let isArchived: Bool
    public let created: Timestamp
    public let revision: Int
}

/// Makes a project.
@Operation
public struct CreateProject: Operation {
    public typealias Output = Project
    public static let contract = Contract.command(
        "tenants.create-project", .post("/api/v1/projects"), needs: .permission("tenants:write"),
        creates: true)
    public let slug: Slug
    public var name: String?
}

/// The projects that the caller may see, in order of their slugs.
@Operation
public struct ListProjects: Operation {
    public typealias Output = Page<Project>
    public static let contract = Contract.query(
        "tenants.list-projects", .get("/api/v1/projects"), needs: .permission("tenants:read"))
    public var slug: Slug?
    public var archived: Bool = false
    public var cursor: String?
    public var limit: Int = 50
    public var subject: Subject { .anywhere }
}

/// One project.
@Operation
public struct GetProject: Operation {
    public typealias Output = Project
    public static let contract = Contract.query(
        "tenants.get-project", .get("/api/v1/projects/{project}"), needs: .permission("tenants:read"))
    public let project: ProjectID
    public var subject: Subject { .project(project) }
}

/// Renames a project.
@Operation
public struct UpdateProject: Operation {
    public typealias Output = Project
    public static let contract = Contract.command(
        "tenants.update-project", .patch("/api/v1/projects/{project}"), needs: .permission("tenants:write"))
    public let project: ProjectID
    public let name: String
    public var ifRevision: Int?
    public var subject: Subject { .project(project) }
}

/// Puts a project away; refused while it has workspaces in use.
@Operation
public struct ArchiveProject: Operation {
    public typealias Output = Project
    public static let contract = Contract.command(
        "tenants.archive-project", .post("/api/v1/projects/{project}/archive"),
        needs: .permission("tenants:write"))
    public let project: ProjectID
    public var subject: Subject { .project(project) }
}

/// Brings an archived project back.
@Operation
public struct RestoreProject: Operation {
    public typealias Output = Project
    public static let contract = Contract.command(
        "tenants.restore-project", .post("/api/v1/projects/{project}/restore"),
        needs: .permission("tenants:write"))
    public let project: ProjectID
    public var subject: Subject { .project(project) }
}
