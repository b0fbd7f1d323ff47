import Bus
import Faults
import IdentityAPI
import Ledgers
import Schemas
import Store
import TenantsAPI
import Values
import Vocabulary

extension IdentityService {
    func registerAuthentication() {
        ledger.handle(Authenticate.self) { [self] (request, scope) async throws(Fault) in
            guard let found = try await authenticate(request.secret) else {
                throw Fault(
                    .unauthenticated, "identity.invalid_credential",
                    "This token or session is not valid (any more). Sign in again.")
            }
            // Runs come from this server's own Terraform.
            if found.principal.kind != .run, let tenant = found.principal.tenant {
                try await checkPlace(scope.remote, tenant)
            }
            return found
        }
        ledger.handle(VerifyToken.self) { [self] (request, scope) async throws(Fault) in
            let found = try await authenticate(request.secret)
            let isOwn = try found?.principal.tenant == scope.tenant
            return TokenVerdict(
                isValid: isOwn, principal: isOwn ? found?.principal.id : nil,
                name: isOwn ? found?.principal.name : nil, expires: isOwn ? found?.expires : nil)
        }
        ledger.handle(MyPermissions.self) { (_, scope) async throws(Fault) in
            let principal = scope.principal
            return PermissionList(
                principal: principal.id, name: principal.name, kind: principal.kind, tenant: principal.tenant,
                grants: principal.grants.map { grant in
                    let place =
                        switch grant.level {
                        case .platform: "platform"
                        case .tenant: "tenant"
                        case .project(let id): "project/\(id)"
                        case .workspace(let id): "workspace/\(id)"
                        }
                    return GrantView(place: place, permissions: grant.permissions)
                }, ceiling: principal.ceiling)
        }
    }

    /// Nil for what is unknown, ended, revoked or expired.
    func authenticate(_ secret: String) async throws(Fault) -> Authenticated? {
        guard let kind = Secret.kind(of: secret), secret.utf8.count < 200 else { return nil }
        let hash = Secret.hash(secret)
        let now = now
        if let found = known.find(hash, at: now) { return found }
        let generation = known.generation
        let found: Authenticated? =
            switch kind {
            case .session: try await session(hash, now)
            case .token: try await token(hash, now)
            case .run: try await run(hash, now)
            }
        if let found {
            guard let tenant = found.principal.tenant else { return nil }
            let scope = ledger.node.scope(as: Self.context, tenant: tenant)
            guard try await scope.call(FindTenant(tenant: tenant)).tenant != nil else { return nil }
            known.keep(found, hash, at: now, generation: generation)
        }
        return found
    }

    private func session(_ hash: String, _ now: Timestamp) async throws(Fault) -> Authenticated? {
        try await ledger.readAcross(reason: "a credential tells its tenant") { query in
            let row = try query.first(
                "SELECT u.id, u.tenant, u.name, u.email, s.expires FROM identity_sessions s "
                    + "JOIN identity_users u ON u.id = s.user "
                    + "WHERE s.hash = :hash AND s.expires > :now AND u.disabled = 0",
                ["hash": .text(hash), "now": .integer(now.milliseconds)])
            guard let row else { return nil }
            return Authenticated(
                principal: try Self.principal(.user, row, ceiling: nil, query),
                expires: Timestamp(milliseconds: try row.int64("expires")), workspace: nil)
        }
    }

    private func token(_ hash: String, _ now: Timestamp) async throws(Fault) -> Authenticated? {
        let found = try await ledger.readAcross(reason: "a credential tells its tenant") {
            query -> (Authenticated, Bool)? in
            let row = try query.first(
                "SELECT u.id, u.tenant, u.name, u.email, t.expires, t.permissions, t.role, t.used "
                    + "FROM identity_tokens t "
                    + "JOIN identity_users u ON u.id = t.user WHERE t.hash = :hash AND t.revoked = 0 "
                    + "AND t.expires > :now AND u.disabled = 0",
                ["hash": .text(hash), "now": .integer(now.milliseconds)])
            guard let row else { return nil }
            let ceiling =
                if let role = try row.text(ifPresent: "role") {
                    try Self.allowances(of: role, in: try row.text("tenant"), query)
                } else {
                    try row.text(ifPresent: "permissions").map { try Self.allowances($0) }
                }
            let isStale = try row.int64(ifPresent: "used").map { now.milliseconds - $0 > 60_000 } ?? true
            let found = Authenticated(
                principal: try Self.principal(.token, row, ceiling: ceiling, query),
                expires: Timestamp(milliseconds: try row.int64("expires")), workspace: nil)
            return (found, isStale)
        }
        guard let (found, isStale) = found else { return nil }
        if isStale {
            try await ledger.room.write(.across(reason: "a token's last use")) { transaction in
                _ = try transaction.run(
                    "UPDATE identity_tokens SET used = :now WHERE hash = :hash",
                    ["now": .integer(now.milliseconds), "hash": .text(hash)])
            }
        }
        return found
    }

    private func run(_ hash: String, _ now: Timestamp) async throws(Fault) -> Authenticated? {
        try await ledger.readAcross(reason: "a credential tells its tenant") { query in
            let row = try query.first(
                "SELECT * FROM identity_run_tokens WHERE hash = :hash AND expires > :now",
                ["hash": .text(hash), "now": .integer(now.milliseconds)])
            guard let row, let workspace = WorkspaceID(try row.text("workspace")) else { return nil }
            let permissions =
                try row.bool("reads")
                ? ["states:read", "states:download"] : ["states:read", "states:download", "states:write"]
            let principal = Principal(
                kind: .run, id: try row.text("run"), name: try row.text("author"),
                tenant: TenantID(try row.text("tenant")),
                grants: [Grant(at: .workspace(workspace), permissions.map { Permission($0) })])
            return Authenticated(
                principal: principal, expires: Timestamp(milliseconds: try row.int64("expires")),
                workspace: workspace)
        }
    }

    private static func principal(
        _ kind: Principal.Kind, _ user: Row, ceiling: [Allowance]?, _ query: Query
    ) throws -> Principal {
        let id = try user.text("id")
        return Principal(
            kind: kind, id: id, name: try user.text("email"), tenant: TenantID(try user.text("tenant")),
            grants: try grants(of: id, query), ceiling: ceiling)
    }

    /// What a person's bindings give.
    static func grants(of user: String, _ query: Query) throws -> [Grant] {
        let bindings = try query.rows(
            "SELECT b.role, b.platform, b.project, b.workspace, r.permissions FROM identity_bindings b "
                + "LEFT JOIN identity_roles r ON r.tenant = b.tenant AND r.name = b.role WHERE b.user = :user",
            ["user": .text(user)])
        return try bindings.map { row -> Grant in
            let permissions =
                if let own = try row.text(ifPresent: "permissions") {
                    try Self.allowances(own)
                } else {
                    BuiltInRole.named(try row.text("role"))?.allowances ?? []
                }
            let level: Grant.Level =
                if try row.bool("platform") {
                    .platform
                } else if let workspace = try row.text(ifPresent: "workspace").flatMap({ WorkspaceID($0) }) {
                    .workspace(workspace)
                } else if let project = try row.text(ifPresent: "project").flatMap({ ProjectID($0) }) {
                    .project(project)
                } else {
                    .tenant
                }
            return Grant(at: level, permissions)
        }
    }

    /// As they stand in the store: a text for each that has no condition.
    static func allowances(_ stored: String) throws(Fault) -> [Allowance] {
        try JSONCoding.decode([Allowance].self, from: Array(stored.utf8))
    }

    /// Of a role that there is not (any more): nothing.
    private static func allowances(of role: String, in tenant: String, _ query: Query) throws -> [Allowance] {
        if let builtIn = BuiltInRole.named(role) { return builtIn.allowances }
        let row = try query.first(
            "SELECT permissions FROM identity_roles WHERE tenant = :home AND name = :name",
            ["home": .text(tenant), "name": .text(role)])
        return try row.map { try allowances(try $0.text("permissions")) } ?? []
    }
}

/// The roles that every tenant has.
struct BuiltInRole {
    let name: String
    let permissions: [Permission]

    var allowances: [Allowance] { permissions.map { Allowance($0) } }

    static let all = [
        BuiltInRole(name: "admin", permissions: [Permission("*:*")]),
        BuiltInRole(
            name: "developer",
            permissions: [
                "*:read", "blueprints:*", "deployments:*", "drift:*", "remediation:*", "states:*", "jobs:*",
            ].map { Permission($0) }),
        BuiltInRole(name: "viewer", permissions: [Permission("*:read")]),
    ]

    static func named(_ name: String) -> BuiltInRole? { all.first { $0.name == name } }
}
