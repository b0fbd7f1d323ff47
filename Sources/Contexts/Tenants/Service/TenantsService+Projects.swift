import Bus
import Faults
import Ledgers
import Store
import TenantsAPI
import Values
import Vocabulary

extension TenantsService {
    func registerProjects() {
        ledger.handle(CreateProject.self) { [self] (request, scope) async throws(Fault) in
            let project = Project(
                id: .next(), slug: request.slug, name: request.name ?? request.slug.text, isArchived: false,
                created: now, revision: 1)
            return try await ledger.write(scope) { entry in
                let known = try entry.first(
                    "SELECT 1 FROM tenants_projects WHERE tenant = :tenant AND slug = :slug",
                    ["slug": .text(project.slug.text)])
                if known != nil { throw Fault.taken("project", project.slug) }
                try Self.leaveRoom(for: "projects", \.projects, entry)
                try entry.run(
                    "INSERT INTO tenants_projects (id, tenant, slug, name, created) "
                        + "VALUES (:id, :tenant, :slug, :name, :created)",
                    [
                        "id": .text(project.id.text), "slug": .text(project.slug.text),
                        "name": .text(project.name),
                        "created": .integer(project.created.milliseconds),
                    ])
                try entry.audit(.project(project.id), after: try JSONCoding.json(of: project))
                return project
            }
        }
        ledger.handle(ListProjects.self) { [self] (request, scope) async throws(Fault) in
            let paging = try Paging(request.cursor, request.limit)
            let tenant = try scope.tenant
            let inside = try await projectsSeenInside(scope)
            // Filtered by what the caller may see before the page is cut.
            let found = try await ledger.read(scope) { query in
                try query.rows(
                    "SELECT * FROM tenants_projects WHERE tenant = :tenant AND archived = :archived AND slug > :after "
                        + "AND (:slug IS NULL OR slug = :slug) ORDER BY slug",
                    [
                        "archived": SQLValue(request.archived), "after": .text(paging.after ?? ""),
                        "slug": SQLValue(request.slug?.text),
                    ]
                ).map(Project.init(row:))
            }.filter { project in
                scope.may(Permission("tenants:read"), at: Location(tenant: tenant, project: project.id))
                    || inside.contains(project.id)
            }
            return paging.page(Array(found.prefix(paging.limit + 1))) { $0.slug.text }
        }
        ledger.handle(GetProject.self) { [self] (request, scope) async throws(Fault) in
            try await project(request.project, scope)
        }
        ledger.handle(UpdateProject.self) { [self] (request, scope) async throws(Fault) in
            try await change(
                request.project, scope, ifRevision: request.ifRevision, "name = :value", .text(request.name))
        }
        ledger.handle(ArchiveProject.self) { [self] (request, scope) async throws(Fault) in
            let inUse = try await ledger.read(scope) { query in
                try query.first(
                    "SELECT count(*) AS n FROM tenants_workspaces WHERE tenant = :tenant AND project = :id AND archived = 0",
                    ["id": .text(request.project.text)])?.int("n") ?? 0
            }
            guard inUse == 0 else {
                throw Fault(
                    .conflict, "tenants.in_use",
                    "The project has \(inUse) workspaces in use. Archive them first.")
            }
            return try await change(request.project, scope, ifRevision: nil, "archived = :value", true)
        }
        ledger.handle(RestoreProject.self) { [self] (request, scope) async throws(Fault) in
            try await change(request.project, scope, ifRevision: nil, "archived = :value", false)
        }
    }

    /// Projects of which the caller may see something, though not all: their names are seen, to find it.
    private func projectsSeenInside(_ scope: Scope) async throws(Fault) -> Set<ProjectID> {
        var seen = Set(
            scope.principal.grants.compactMap { grant in
                if case .project(let id) = grant.level { id } else { ProjectID?.none }
            })
        let permission = Permission("tenants:read")
        guard scope.principal.dependsOnAttributes(for: permission) else { return seen }
        let reach = try await scope.reach(of: permission)
        let tenant = try scope.tenant
        let workspaces = try await ledger.read(scope) { query in
            try query.rows("SELECT id, project FROM tenants_workspaces WHERE tenant = :tenant").map {
                (workspace: try $0.id("id") as WorkspaceID, project: try $0.id("project") as ProjectID)
            }
        }
        for (workspace, project) in workspaces where !seen.contains(project) {
            let place = Location(tenant: tenant, project: project, workspace: workspace)
            if reach.contains(place) { seen.insert(project) }
        }
        return seen
    }

    func project(_ id: ProjectID, _ scope: Scope) async throws(Fault) -> Project {
        let found = try await ledger.read(scope) { query in
            try query.first(
                "SELECT * FROM tenants_projects WHERE tenant = :tenant AND id = :id", ["id": .text(id.text)]
            )
            .map(Project.init(row:))
        }
        guard let found else { throw .missing("project") }
        return found
    }

    private func change(
        _ id: ProjectID, _ scope: Scope, ifRevision: Int?, _ assignment: String, _ value: SQLValue
    ) async throws(Fault) -> Project {
        try await ledger.write(scope) { entry in
            let key: [String: SQLValue] = ["id": .text(id.text)]
            let select = "SELECT * FROM tenants_projects WHERE tenant = :tenant AND id = :id"
            guard let before = try entry.first(select, key) else { throw Fault.missing("project") }
            if let ifRevision, try before.int("revision") != ifRevision { throw Fault.changedMeanwhile }
            let after = try entry.first(
                "UPDATE tenants_projects SET \(assignment), revision = revision + 1 "
                    + "WHERE tenant = :tenant AND id = :id RETURNING *",
                key.merging(["value": value]) { first, _ in first })
            guard let after else { throw Fault.missing("project") }
            let project = try Project(row: after)
            try entry.audit(
                .project(id), before: try JSONCoding.json(of: Project(row: before)),
                after: try JSONCoding.json(of: project))
            return project
        }
    }
}

extension Project {
    init(row: Row) throws(Fault) {
        self.init(
            id: try row.id("id"), slug: try row.slug("slug"), name: try row.text("name"),
            isArchived: try row.bool("archived"), created: try row.time("created"),
            revision: try row.int("revision"))
    }
}
