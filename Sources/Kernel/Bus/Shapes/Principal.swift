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
    public let ceiling: [Allowance]?

    public init(
        kind: Kind, id: String, name: String, tenant: TenantID?, grants: [Grant], ceiling: [Allowance]? = nil
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

    /// True when a grant covers `permission` at `location` or above it, and the ceiling lets it through. What
    /// has a condition counts only where the workspace's attributes are told and meet it.
    public func may(_ permission: Permission, at location: Location, knowing known: Attributes? = nil) -> Bool
    {
        // Attributes are a workspace's: nothing above it has any.
        let known = location.workspace == nil ? nil : known
        if let ceiling, !ceiling.contains(where: { $0.holds(permission, known, for: id) }) { return false }
        return grants.contains { grant in
            grant.reaches(location)
                && grant.permissions.contains { $0.holds(permission, known, for: id) }
        }
    }

    /// True when a grant covers `permission` anywhere in the tenant, be it under a condition.
    public func mayAnywhere(_ permission: Permission) -> Bool {
        if let ceiling, !ceiling.contains(where: { $0.permission.covers(permission) }) { return false }
        return grants.contains { grant in
            grant.permissions.contains { $0.permission.covers(permission) }
        }
    }

    /// True when a grant covers `permission` on the platform itself.
    public func mayOnPlatform(_ permission: Permission) -> Bool {
        if let ceiling, !ceiling.contains(where: { $0.holds(permission, nil, for: id) }) { return false }
        return grants.contains { grant in
            grant.level == .platform && grant.permissions.contains { $0.holds(permission, nil, for: id) }
        }
    }

    /// True when attributes can decide whether the principal has `permission`: nobody else's are looked up.
    public func dependsOnAttributes(for permission: Permission) -> Bool {
        func depends(_ allowance: Allowance) -> Bool {
            allowance.condition != nil && allowance.permission.covers(permission)
        }
        return ceiling?.contains(where: depends) == true
            || grants.contains { $0.permissions.contains(where: depends) }
    }
}
