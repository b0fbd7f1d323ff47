import Bus
import Faults
import Ledgers
import Store
import TenantsAPI
import Values
import Vocabulary

extension TenantsService {
    static let selectWorkspace = """
        SELECT w.*, p.slug AS project_slug FROM tenants_workspaces w JOIN tenants_projects p ON p.id = w.project
        """

    func registerWorkspaces() {
        ledger.handle(CreateWorkspace.self) { [self] (request, scope) async throws(Fault) in
            try await create(request, scope)
        }
        ledger.handle(ListWorkspaces.self) { [self] (request, scope) async throws(Fault) in
            try await list(request, scope)
        }
        ledger.handle(GetWorkspace.self) { [self] (request, scope) async throws(Fault) in
            try await workspace(request.workspace, scope)
        }
        ledger.handle(UpdateWorkspace.self) { [self] (request, scope) async throws(Fault) in
            try await update(request, scope)
        }
        ledger.handle(ArchiveWorkspace.self) { [self] (request, scope) async throws(Fault) in
            try await setArchived(request.workspace, true, scope)
        }
        ledger.handle(RestoreWorkspace.self) { [self] (request, scope) async throws(Fault) in
            try await setArchived(request.workspace, false, scope)
        }
    }

    private func create(_ request: CreateWorkspace, _ scope: Scope) async throws(Fault) -> Workspace {
        try check(request.environment)
        try await check(request.settings, scope)
        let id = WorkspaceID.next()
        // A context at work is nobody, and an operator from elsewhere nobody of this tenant.
        let isPerson = [.user, .token].contains(scope.principal.kind)
        let isOurs = scope.principal.tenant == scope.tenantIfAny
        let owner = isPerson && isOurs ? UserID(scope.principal.id) : nil
        let settings = String(decoding: try JSONCoding.encode(request.settings), as: UTF8.self)
        let now = now
        defer { workspaces.forgetAll() }
        return try await ledger.write(scope) { entry in
            let project = try entry.first(
                "SELECT archived FROM tenants_projects WHERE tenant = :tenant AND id = :id",
                ["id": .text(request.project.text)])
            guard let project else { throw Fault.missing("project") }
            if try project.bool("archived") {
                throw Fault(.conflict, "tenants.archived", "The project is archived. Restore it first.")
            }
            let known = try entry.first(
                "SELECT 1 FROM tenants_workspaces WHERE tenant = :tenant AND project = :project AND slug = :slug",
                ["project": .text(request.project.text), "slug": .text(request.slug.text)])
            if known != nil { throw Fault.taken("workspace", request.slug) }
            try Self.leaveRoom(for: "workspaces", \.workspaces, entry)
            try entry.run(
                "INSERT INTO tenants_workspaces (id, tenant, project, slug, environment, settings, created, owner) "
                    + "VALUES (:id, :tenant, :project, :slug, :environment, :settings, :created, :owner)",
                [
                    "id": .text(id.text), "project": .text(request.project.text),
                    "slug": .text(request.slug.text),
                    "environment": .text(request.environment), "settings": .text(settings),
                    "created": .integer(now.milliseconds), "owner": SQLValue(owner?.text),
                ])
            let row = try entry.first(
                Self.selectWorkspace + " WHERE w.tenant = :tenant AND w.id = :id", ["id": .text(id.text)])
            guard let row else { throw Fault.missing("workspace") }
            let workspace = try Workspace(row: row)
            try entry.audit(.workspace(id), after: try JSONCoding.json(of: workspace))
            return workspace
        }
    }

    private func list(_ request: ListWorkspaces, _ scope: Scope) async throws(Fault) -> Page<Workspace> {
        let paging = try Paging(request.cursor, request.limit)
        let tenant = try scope.tenant
        let permission = Permission("tenants:read")
        let isConditional = scope.principal.dependsOnAttributes(for: permission)
        let found = try await ledger.read(scope) { query in
            try query.rows(
                Self.selectWorkspace + " WHERE w.tenant = :tenant AND w.archived = :archived "
                    + "AND (:project IS NULL OR w.project = :project) AND (:slug IS NULL OR w.slug = :slug) "
                    + "AND p.slug || '/' || w.slug > :after ORDER BY p.slug || '/' || w.slug",
                [
                    "archived": SQLValue(request.archived), "project": SQLValue(request.project?.text),
                    "slug": SQLValue(request.slug?.text), "after": .text(paging.after ?? ""),
                ]
            ).map(Workspace.init(row:))
        }.filter { workspace in
            let place = Location(tenant: tenant, project: workspace.project, workspace: workspace.id)
            return scope.may(permission, at: place)
                || isConditional && scope.may(permission, at: place, knowing: workspace.attributes)
        }
        return paging.page(Array(found.prefix(paging.limit + 1))) { "\($0.projectSlug)/\($0.slug)" }
    }

    func workspace(_ id: WorkspaceID, _ scope: Scope) async throws(Fault) -> Workspace {
        let tenant = try scope.tenant
        if let known = workspaces.find(id, tenant) { return known }
        let generation = workspaces.generation
        let found = try await ledger.read(scope) { query in
            try query.first(
                Self.selectWorkspace + " WHERE w.tenant = :tenant AND w.id = :id", ["id": .text(id.text)]
            ).map(Workspace.init(row:))
        }
        guard let found else { throw .missing("workspace") }
        workspaces.keep(found, tenant, generation: generation)
        return found
    }

    private func setArchived(_ id: WorkspaceID, _ value: Bool, _ scope: Scope) async throws(Fault)
        -> Workspace
    {
        try await change(id, scope, ifRevision: nil) { entry, key, before in
            if before.isArchived, !value { try Self.leaveRoom(for: "workspaces", \.workspaces, entry) }
            try entry.run(
                "UPDATE tenants_workspaces SET archived = :value, revision = revision + 1 "
                    + "WHERE tenant = :tenant AND id = :id",
                key.merging(["value": SQLValue(value)]) { first, _ in first })
        }
    }

    func change(
        _ id: WorkspaceID, _ scope: Scope, ifRevision: Int?,
        _ update: @escaping @Sendable (Entry, [String: SQLValue], Workspace) throws -> Void
    ) async throws(Fault) -> Workspace {
        defer { workspaces.forgetAll() }
        return try await ledger.write(scope) { entry in
            let key: [String: SQLValue] = ["id": .text(id.text)]
            let select = Self.selectWorkspace + " WHERE w.tenant = :tenant AND w.id = :id"
            guard let row = try entry.first(select, key) else { throw Fault.missing("workspace") }
            let before = try Workspace(row: row)
            if let ifRevision, before.revision != ifRevision { throw Fault.changedMeanwhile }
            try update(entry, key, before)
            guard let changed = try entry.first(select, key) else { throw Fault.missing("workspace") }
            let after = try Workspace(row: changed)
            try entry.audit(
                .workspace(id), before: try JSONCoding.json(of: before), after: try JSONCoding.json(of: after)
            )
            return after
        }
    }

    func check(_ environment: String) throws(Fault) {
        guard (1...40).contains(environment.utf8.count) else {
            throw Fault(
                .invalid, "tenants.bad_environment", "An environment's name has 1 to 40 characters.",
                problems: [.init("/environment", "1 to 40 characters were expected")])
        }
    }

    func check(_ settings: WorkspaceSettings, _ scope: Scope) async throws(Fault) {
        var problems: [Fault.Problem] = []
        for (path, seconds) in [
            ("/settings/planSeconds", settings.planSeconds),
            ("/settings/applySeconds", settings.applySeconds),
        ]
        where !(10...86_400).contains(seconds) {
            problems.append(.init(path, "10 to 86400 seconds were expected"))
        }
        if let connection = settings.connection {
            let known = try await ledger.read(scope) { query in
                try query.first(
                    "SELECT 1 FROM tenants_connections WHERE tenant = :tenant AND id = :id",
                    ["id": .text(connection.text)]) != nil
            }
            if !known { problems.append(.init("/settings/connection", "there is no such cloud connection")) }
        }
        guard problems.isEmpty else {
            throw Fault(.invalid, "tenants.bad_settings", "The settings are not right.", problems: problems)
        }
    }
}

extension Workspace {
    init(row: Row) throws(Fault) {
        self.init(
            id: try row.id("id"), project: try row.id("project"), projectSlug: try row.slug("project_slug"),
            slug: try row.slug("slug"), environment: try row.text("environment"),
            settings: try JSONCoding.decode(
                WorkspaceSettings.self, from: Array(try row.text("settings").utf8)),
            isArchived: try row.bool("archived"), created: try row.time("created"),
            revision: try row.int("revision"),
            owner: try row.text(ifPresent: "owner").flatMap { UserID($0) })
    }
}
