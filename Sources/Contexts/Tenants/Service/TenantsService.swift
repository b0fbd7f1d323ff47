import Bus
import Crypto
import Faults
import HTTP
import Ledgers
import Store
import TenantsAPI
import Vocabulary

/// Tenants, projects and workspaces with their settings, variables and cloud connections.
public final class TenantsService: Sendable {
    public static let context = "tenants"
    public static let migrations = Tables.migrations

    let ledger: Ledger
    let keys: KeyRing
    let client: Client
    let addresses: AddressGuard
    let workspaces = KnownWorkspaces()
    let roles = AssumedRoles()

    /// `addresses` guards endpoints that other programs, such as providers, will call.
    public init(ledger: Ledger, keys: KeyRing, client: Client, addresses: AddressGuard) {
        self.ledger = ledger
        self.keys = keys
        self.client = client
        self.addresses = addresses
    }

    var now: Timestamp { ledger.node.clock.now }

    public func register() {
        ledger.node.allow(Self.context, toCall: ["identity"])
        registerTenants()
        registerProjects()
        registerWorkspaces()
        registerVariables()
        registerConnections()
        ledger.node.tellAttributes { [self] (workspace, tenant) async throws(Fault) in
            try await attributes(workspace, tenant)
        }
        ledger.node.locate("project") { [self] (id, tenant) async throws(Fault) in
            try await locate("SELECT id AS project, NULL AS workspace FROM tenants_projects", id, tenant)
        }
        ledger.node.locate("workspace") { [self] (id, tenant) async throws(Fault) in
            try await locate("SELECT project, id AS workspace FROM tenants_workspaces", id, tenant)
        }
    }

    private func locate(_ select: String, _ id: String, _ tenant: TenantID) async throws(Fault) -> Location? {
        try await ledger.room.read(.of(tenant.text)) { query in
            let row = try query.first("\(select) WHERE tenant = :tenant AND id = :id", ["id": .text(id)])
            return try row.map { row in
                Location(
                    tenant: tenant, project: ProjectID(try row.text("project")),
                    workspace: try row.text(ifPresent: "workspace").flatMap { WorkspaceID($0) })
            }
        }
    }
}

extension Row {
    func id<Kind>(_ column: String) throws(Fault) -> Identifier<Kind> {
        guard let id = Identifier<Kind>(try text(column)) else {
            throw Fault(.broken, "store.column", "A stored id is damaged.", note: column)
        }
        return id
    }

    func slug(_ column: String) throws(Fault) -> Slug {
        guard let slug = Slug(try text(column)) else {
            throw Fault(.broken, "store.column", "A stored name is damaged.", note: column)
        }
        return slug
    }

    func time(_ column: String) throws(Fault) -> Timestamp { Timestamp(milliseconds: try int64(column)) }
}

extension Fault {
    static func missing(_ what: String) -> Fault {
        Fault(.missing, "tenants.missing", "There is no such \(what), or it is not yours to see.")
    }

    static func taken(_ what: String, _ slug: Slug) -> Fault {
        Fault(.conflict, "tenants.taken", "There is a \(what) named \(slug) already.")
    }

    /// Thrown when somebody else has changed the thing since the caller read it.
    static let changedMeanwhile = Fault(
        .precondition, "tenants.changed", "It was changed meanwhile. Read it again and repeat the change.")
}
