import Bus
import Faults
import Schemas
import Vocabulary

/// A client: everything below it is invisible to every other.
@Schema
public struct Tenant: Codable, Sendable, Equatable {
    public let id: TenantID
    public let slug: Slug
    public let name: String
    public let isArchived: Bool
    public let created: Timestamp
    public let revision: Int
}

/// Makes a tenant with its first administrator; for platform operators.
@Operation
public struct CreateTenant: Operation {
    public typealias Output = Tenant
    public static let contract = Contract.command(
        "tenants.create", .post("/api/v1/tenants"), needs: .permission("tenants:operate"), creates: true)
    public let slug: Slug
    public var name: String?
    public var subject: Subject { .platform }
}

/// All tenants for platform operators, the caller's own for everybody else.
@Operation
public struct ListTenants: Operation {
    public typealias Output = Page<Tenant>
    public static let contract = Contract.query("tenants.list", .get("/api/v1/tenants"), needs: .signedIn)
    public var cursor: String?
    public var limit: Int = 50
}

/// One tenant.
@Operation
public struct GetTenant: Operation {
    public typealias Output = Tenant
    public static let contract = Contract.query(
        "tenants.get", .get("/api/v1/tenants/{tenant}"), needs: .signedIn)
    public let tenant: TenantID
}

/// Renames a tenant.
@Operation
public struct UpdateTenant: Operation {
    public typealias Output = Tenant
    public static let contract = Contract.command(
        "tenants.update", .patch("/api/v1/tenants/{tenant}"), needs: .permission("tenants:operate"))
    public let tenant: TenantID
    public let name: String
    public var ifRevision: Int?
    public var subject: Subject { .platform }
}

/// Puts a tenant away: nobody of it can sign in; nothing is deleted.
@Operation
public struct ArchiveTenant: Operation {
    public typealias Output = Tenant
    public static let contract = Contract.command(
        "tenants.archive", .post("/api/v1/tenants/{tenant}/archive"), needs: .permission("tenants:operate"))
    public let tenant: TenantID
    public var subject: Subject { .platform }
}

/// Brings an archived tenant back.
@Operation
public struct RestoreTenant: Operation {
    public typealias Output = Tenant
    public static let contract = Contract.command(
        "tenants.restore", .post("/api/v1/tenants/{tenant}/restore"), needs: .permission("tenants:operate"))
    public let tenant: TenantID
    public var subject: Subject { .platform }
}

/// Makes the first tenant while there is none. For `Identity`'s set-up only.
@Operation
public struct FoundTenant: Operation {
    public typealias Output = Tenant
    public static let contract = Contract.command("tenants.found", nil, needs: .contexts)
    public let slug: Slug
}

/// Finds a tenant that is not archived by its id or slug. For other contexts only.
@Operation
public struct FindTenant: Operation {
    public typealias Output = FoundTenants
    public static let contract = Contract.query("tenants.find", nil, needs: .contexts)
    public var slug: Slug?
    public var tenant: TenantID?
}

/// At most one tenant.
@Schema
public struct FoundTenants: Codable, Sendable {
    public let tenant: Tenant?
    /// How many tenants there are in all, archived ones included.
    public let count: Int
}
