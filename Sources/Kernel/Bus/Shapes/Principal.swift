import Schemas
import Vocabulary

/// Who asks, as `Identity` established it from a credential.
public struct Principal: Codable, Sendable, Equatable {
    public enum Kind: String, Codable, Sendable, CaseIterable, Described {
        case anonymous, user, token, run, context
    }

    public let kind: Kind
    /// The user's id, the token's owner, the run's deployment or the context's name.
    public let id: String
    /// For people: an e-mail address, a token's label.
    public let name: String
    public let tenant: TenantID?
    public let grants: [Grant]
    /// When set, what a token may do at most, whatever its owner may.
    public let ceiling: [Permission]?

    public init(
        kind: Kind, id: String, name: String, tenant: TenantID?, grants: [Grant], ceiling: [Permission]? = nil
    ) {
        self.kind = kind
        self.id = id
        self.name = name
        self.tenant = tenant
        self.grants = grants
        self.ceiling = ceiling
    }

    public static let anonymous = Principal(
        kind: .anonymous, id: "anonymous", name: "anonymous", tenant: nil, grants: [])

    /// A context at work by itself for one tenant, such as a relay or a schedule.
    public static func context(_ name: String, tenant: TenantID?) -> Principal {
        Principal(kind: .context, id: name, name: name, tenant: tenant, grants: [])
    }

    /// True when a grant covers `permission` at `location` or above it, and the ceiling lets it through.
    public func may(_ permission: Permission, at location: Location) -> Bool {
        allowed(permission) { grant in grant.reaches(location) }
    }

    /// True when a grant covers `permission` anywhere in the tenant.
    public func mayAnywhere(_ permission: Permission) -> Bool {
        allowed(permission) { _ in true }
    }

    /// True when a grant covers `permission` on the platform itself.
    public func mayOnPlatform(_ permission: Permission) -> Bool {
        allowed(permission) { grant in grant.level == .platform }
    }

    private func allowed(_ permission: Permission, _ reaches: (Grant) -> Bool) -> Bool {
        if let ceiling, !ceiling.contains(where: { $0.covers(permission) }) { return false }
        return grants.contains { grant in
            reaches(grant) && grant.permissions.contains { $0.covers(permission) }
        }
    }
}

/// Permissions at one place of the tree; they hold for everything below it.
public struct Grant: Codable, Sendable, Equatable {
    public enum Level: Codable, Sendable, Equatable {
        case platform, tenant
        case project(ProjectID)
        case workspace(WorkspaceID)
    }

    public let level: Level
    public let permissions: [Permission]

    public init(at level: Level, _ permissions: [Permission]) {
        self.level = level
        self.permissions = permissions
    }

    func reaches(_ location: Location) -> Bool {
        switch level {
        case .platform, .tenant: true
        case .project(let project): location.project == project
        case .workspace(let workspace): location.workspace == workspace
        }
    }
}
