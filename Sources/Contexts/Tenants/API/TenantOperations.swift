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
    public var quotas: Quotas = Quotas()
}

/// How much a tenant may have; nil for as much as it likes. What is put away does not count.
@Schema
public struct Quotas: Codable, Sendable, Equatable {
    public var projects: Int?
    public var workspaces: Int?
    public var users: Int?
    /// Terraform commands at a time.
    public var parallelRuns: Int?
}

/// Says how much a tenant may have; what it has already stays. For platform operators.
@Operation
public struct PutQuotas: Operation {
    public typealias Output = Tenant
    public static let contract = Contract.command(
        "tenants.put-quotas", .put("/api/v1/tenants/{tenant}/quotas"),
        needs: .permission("tenants:operate"))
    public let tenant: TenantID
    public var projects: Int?
    public var workspaces: Int?
    public var users: Int?
    /// Terraform commands at a time.
    public var parallelRuns: Int?
    public var subject: Subject { .platform }
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
