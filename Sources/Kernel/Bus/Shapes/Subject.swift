import Vocabulary

/// What a permission is checked on. Ids of other tenants are told as missing, never as forbidden.
public enum Subject: Sendable, Equatable {
    /// The whole platform; only its operators hold permissions here.
    case platform
    /// Everything of the caller's tenant.
    case tenant
    /// The permission is enough anywhere in the tenant; the handler shows only what the caller may see.
    case anywhere
    case project(ProjectID)
    case workspace(WorkspaceID)
    /// A thing of another context, found by that context's locator: `deployment`, `analysis` …
    case thing(kind: String, id: String)
}

/// Where a subject lives in the tree of tenant, project and workspace.
public struct Location: Codable, Sendable, Equatable {
    public let tenant: TenantID
    public let project: ProjectID?
    public let workspace: WorkspaceID?

    public init(tenant: TenantID, project: ProjectID? = nil, workspace: WorkspaceID? = nil) {
        self.tenant = tenant
        self.project = project
        self.workspace = workspace
    }
}
