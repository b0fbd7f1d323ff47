import Bus
import Faults
import Ledgers
import Store
import TenantsAPI
import Values
import Vocabulary

extension TenantsService {
    func registerTenants() {
        ledger.handle(CreateTenant.self) { [self] (request, scope) async throws(Fault) in
            try await make(request.slug, request.name ?? request.slug.text, scope, onlyFirst: false)
        }
        ledger.handle(FoundTenant.self) { [self] (request, scope) async throws(Fault) in
            try await make(request.slug, request.slug.text, scope, onlyFirst: true)
        }
        ledger.handle(FindTenant.self) { [self] (request, _) async throws(Fault) in
            try await ledger.readAcross(reason: "signing in looks for its tenant") { query in
                let row = try query.first(
                    "SELECT * FROM tenants_tenants WHERE archived = 0 AND (slug = :slug OR id = :id)",
                    ["slug": SQLValue(request.slug?.text), "id": SQLValue(request.tenant?.text)])
                let count = try query.first("SELECT count(*) AS n FROM tenants_tenants")?.int("n") ?? 0
                return FoundTenants(tenant: try row.map(Tenant.init(row:)), count: count)
            }
        }
        ledger.handle(ListTenants.self) { [self] (request, scope) async throws(Fault) in
            let paging = try Paging(request.cursor, request.limit)
            let sees = scope.principal.mayOnPlatform(Permission("tenants:operate"))
            let own = try scope.tenant.text
            let found = try await ledger.readAcross(reason: "platform operators see all tenants") { query in
                try query.rows(
                    "SELECT * FROM tenants_tenants WHERE (:all OR id = :own) AND slug > :after "
                        + "ORDER BY slug LIMIT :ceiling",
                    [
                        "all": SQLValue(sees), "own": .text(own), "after": .text(paging.after ?? ""),
                        "ceiling": paging.ceiling,
                    ]
                ).map(Tenant.init(row:))
            }
            return paging.page(found) { $0.slug.text }
        }
        ledger.handle(GetTenant.self) { [self] (request, scope) async throws(Fault) in
            let sees = scope.principal.mayOnPlatform(Permission("tenants:operate"))
            let own = try scope.tenant
            guard sees || request.tenant == own else { throw .missing("tenant") }
            return try await tenant(request.tenant)
        }
        ledger.handle(UpdateTenant.self) { [self] (request, scope) async throws(Fault) in
            try await change(
                request.tenant, scope, ifRevision: request.ifRevision, "name = :value", .text(request.name))
        }
        ledger.handle(PutQuotas.self) { [self] (request, scope) async throws(Fault) in
            let quotas = Quotas(
                projects: request.projects, workspaces: request.workspaces, users: request.users,
                parallelRuns: request.parallelRuns)
            try Self.check(quotas)
            let text = String(decoding: try JSONCoding.encode(quotas), as: UTF8.self)
            return try await change(request.tenant, scope, ifRevision: nil, "quotas = :value", .text(text))
        }
        ledger.handle(ArchiveTenant.self) { [self] (request, scope) async throws(Fault) in
            let own = try scope.tenant
            guard request.tenant != own else {
                throw Fault(
                    .conflict, "tenants.own", "You can't put away the tenant that you are signed in to.")
            }
            return try await change(request.tenant, scope, ifRevision: nil, "archived = :value", true)
        }
        ledger.handle(RestoreTenant.self) { [self] (request, scope) async throws(Fault) in
            try await change(request.tenant, scope, ifRevision: nil, "archived = :value", false)
        }
    }

    private static func check(_ quotas: Quotas) throws(Fault) {
        var problems: [Fault.Problem] = []
        for (name, value, least) in [
            ("projects", quotas.projects, 0), ("workspaces", quotas.workspaces, 0),
            ("users", quotas.users, 1),
            ("parallelRuns", quotas.parallelRuns, 1),
        ] where value.map({ $0 < least }) == true {
            problems.append(.init("/\(name)", "a number from \(least) on was expected"))
        }
        guard problems.isEmpty else {
            throw Fault(.invalid, "tenants.bad_quotas", "The quotas are not right.", problems: problems)
        }
    }

    /// Faults with `tenants.quota` where the tenant has as many already as it may have. Within the
    /// transaction that makes one more.
    static func leaveRoom(for what: String, _ quota: KeyPath<Quotas, Int?>, _ entry: Entry) throws {
        let row = try entry.first("SELECT quotas FROM tenants_tenants WHERE id = :tenant")
        let quotas = try row.flatMap { try $0.text(ifPresent: "quotas") }.map {
            try JSONCoding.decode(Quotas.self, from: Array($0.utf8))
        }
        guard let most = quotas?[keyPath: quota] else { return }
        let count =
            try entry.first(
                "SELECT count(*) AS n FROM tenants_\(what) WHERE tenant = :tenant AND archived = 0")?.int("n")
            ?? 0
        guard count < most else {
            throw Fault(
                .exhausted, "tenants.quota",
                "Your tenant may have \(most) \(what), and has them. Put one away, or ask the platform's operators."
            )
        }
    }

    private func make(
        _ slug: Slug, _ name: String, _ scope: Scope, onlyFirst: Bool
    ) async throws(Fault) -> Tenant {
        let tenant = Tenant(id: .next(), slug: slug, name: name, isArchived: false, created: now, revision: 1)
        return try await ledger.writeAcross(scope, reason: "a tenant is made") { entry in
            if onlyFirst, try entry.first("SELECT 1 FROM tenants_tenants") != nil {
                throw Fault(.conflict, "tenants.founded", "Plumb is set up already; sign in.")
            }
            if try entry.first("SELECT 1 FROM tenants_tenants WHERE slug = :slug", ["slug": .text(slug.text)])
                != nil
            {
                throw Fault.taken("tenant", slug)
            }
            try entry.run(
                "INSERT INTO tenants_tenants (id, slug, name, created) VALUES (:id, :slug, :name, :created)",
                [
                    "id": .text(tenant.id.text), "slug": .text(slug.text), "name": .text(name),
                    "created": .integer(tenant.created.milliseconds),
                ])
            try entry.audit("tenant/\(tenant.id)", after: try JSONCoding.json(of: tenant))
            return tenant
        }
    }

    func tenant(_ id: TenantID) async throws(Fault) -> Tenant {
        let found = try await ledger.readAcross(reason: "a tenant is read by its id") { query in
            try query.first("SELECT * FROM tenants_tenants WHERE id = :id", ["id": .text(id.text)])
                .map(Tenant.init(row:))
        }
        guard let found else { throw .missing("tenant") }
        return found
    }

    private func change(
        _ id: TenantID, _ scope: Scope, ifRevision: Int?, _ assignment: String, _ value: SQLValue
    ) async throws(Fault) -> Tenant {
        try await ledger.writeAcross(scope, reason: "operators change tenants") { entry in
            let key: [String: SQLValue] = ["id": .text(id.text)]
            guard let before = try entry.first("SELECT * FROM tenants_tenants WHERE id = :id", key) else {
                throw Fault.missing("tenant")
            }
            if let ifRevision, try before.int("revision") != ifRevision { throw Fault.changedMeanwhile }
            let after = try entry.first(
                "UPDATE tenants_tenants SET \(assignment), revision = revision + 1 WHERE id = :id RETURNING *",
                key.merging(["value": value]) { first, _ in first })
            guard let after else { throw Fault.missing("tenant") }
            let tenant = try Tenant(row: after)
            try entry.audit(
                "tenant/\(id)", before: try JSONCoding.json(of: Tenant(row: before)),
                after: try JSONCoding.json(of: tenant))
            return tenant
        }
    }
}

extension Tenant {
    init(row: Row) throws(Fault) {
        self.init(
            id: try row.id("id"), slug: try row.slug("slug"), name: try row.text("name"),
            isArchived: try row.bool("archived"), created: try row.time("created"),
            revision: try row.int("revision"),
            quotas: try row.text(ifPresent: "quotas").map { text throws(Fault) in
                try JSONCoding.decode(Quotas.self, from: Array(text.utf8))
            } ?? Quotas())
    }
}
