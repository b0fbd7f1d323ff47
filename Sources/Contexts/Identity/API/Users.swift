import Bus
import Faults
import Schemas
import Vocabulary

/// A person who can sign in.
@Schema
public struct User: Codable, Sendable, Equatable {
    public let id: UserID
    public let email: String
    public let name: String
    public let isDisabled: Bool
    public let created: Timestamp
    public let revision: Int
}

/// Adds a person to the tenant, with one role on all of it.
@Operation
public struct CreateUser: Operation {
    public typealias Output = User
    public static let contract = Contract.command(
        "identity.create-user", .post("/api/v1/users"), needs: .permission("identity:write"), creates: true)
    public let email: String
    public let name: String
    /// At least 12 characters.
    public let password: String
    /// `admin`, `developer` or `viewer`; none when left out.
    public var role: String?
}

/// The tenant's people, in order of their addresses.
@Operation
public struct ListUsers: Operation {
    public typealias Output = Page<User>
    public static let contract = Contract.query(
        "identity.list-users", .get("/api/v1/users"), needs: .permission("identity:read"))
    public var cursor: String?
    public var limit: Int = 50
}

/// One person.
@Operation
public struct GetUser: Operation {
    public typealias Output = User
    public static let contract = Contract.query(
        "identity.get-user", .get("/api/v1/users/{user}"), needs: .permission("identity:read"))
    public let user: UserID
}

/// Changes a person's name or password. A new password ends all of the person's sessions.
@Operation
public struct UpdateUser: Operation {
    public typealias Output = User
    public static let contract = Contract.command(
        "identity.update-user", .patch("/api/v1/users/{user}"), needs: .permission("identity:write"))
    public let user: UserID
    public var name: String?
    public var password: String?
    /// Refused with 412 when the user has changed since this revision.
    public var ifRevision: Int?
}

/// Shuts a person out: sessions and tokens end at once. The record stays.
@Operation
public struct DisableUser: Operation {
    public typealias Output = User
    public static let contract = Contract.command(
        "identity.disable-user", .post("/api/v1/users/{user}/disable"), needs: .permission("identity:write"))
    public let user: UserID
}

/// Lets a disabled person in again, with the roles and the password of before; ended tokens stay ended.
@Operation
public struct EnableUser: Operation {
    public typealias Output = User
    public static let contract = Contract.command(
        "identity.enable-user", .post("/api/v1/users/{user}/enable"), needs: .permission("identity:write"))
    public let user: UserID
}

/// A named set of permissions, some of which may hold on some workspaces only.
@Schema
public struct Role: Codable, Sendable, Equatable {
    public let name: String
    public let permissions: [Allowance]
    public let isBuiltIn: Bool
}

/// The built-in roles and the tenant's own.
@Operation
public struct ListRoles: Operation {
    public typealias Output = Page<Role>
    public static let contract = Contract.query(
        "identity.list-roles", .get("/api/v1/roles"), needs: .permission("identity:read"))
}

/// Makes or changes a role of the tenant's own. Nobody can give what they don't have.
@Operation
public struct PutRole: Operation {
    public typealias Output = Role
    public static let contract = Contract.command(
        "identity.put-role", .put("/api/v1/roles/{role}"), needs: .permission("identity:write"))
    public let role: Slug
    /// Each a permission, or one with what must hold of the workspace that is acted on.
    public let permissions: [Allowance]
}

/// Removes a role of the tenant's own that nobody is bound to; tokens that it narrows may nothing then.
@Operation
public struct DeleteRole: Operation {
    public typealias Output = Nothing
    public static let contract = Contract.command(
        "identity.delete-role", .delete("/api/v1/roles/{role}"), needs: .permission("identity:write"))
    public let role: Slug
}

/// A person's role at a place.
@Schema
public struct Binding: Codable, Sendable, Equatable {
    public let id: String
    public let user: UserID
    public let role: String
    public let project: ProjectID?
    public let workspace: WorkspaceID?
}

/// Who has which role where.
@Operation
public struct ListBindings: Operation {
    public typealias Output = Page<Binding>
    public static let contract = Contract.query(
        "identity.list-bindings", .get("/api/v1/bindings"), needs: .permission("identity:read"))
    public var user: UserID?
}

/// Gives a person a role on the tenant, a project or a workspace.
@Operation
public struct Bind: Operation {
    public typealias Output = Binding
    public static let contract = Contract.command(
        "identity.bind", .post("/api/v1/bindings"), needs: .permission("identity:write"), creates: true)
    public let user: UserID
    public let role: String
    public var project: ProjectID?
    public var workspace: WorkspaceID?
}

/// Takes a role away again; the last administrator keeps theirs.
@Operation
public struct Unbind: Operation {
    public typealias Output = Nothing
    public static let contract = Contract.command(
        "identity.unbind", .delete("/api/v1/bindings/{binding}"), needs: .permission("identity:write"))
    public let binding: String
}
