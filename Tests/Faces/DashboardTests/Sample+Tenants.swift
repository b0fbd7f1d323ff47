import Bus
import Faults
import Schemas
import TenantsAPI
import Vocabulary

extension Sample {
    var workspaces: [Workspace] {
        [
            workspace(development, "development", "development", gates: [], autoApply: true),
            workspace(production, "production", "production", gates: [.policy, .cost, .approval]),
            workspace(staging, "staging", "staging", gates: [.approval]),
            workspace(fresh, "a-workspace-with-quite-a-long-name-for-a-card", "sandbox", gates: [.approval]),
        ]
    }

    private func workspace(
        _ id: WorkspaceID, _ slug: String, _ environment: String, gates: [Gate], autoApply: Bool = false
    ) -> Workspace {
        Workspace(
            id: id, project: shop, projectSlug: Slug("shop")!, slug: Slug(slug)!,
            environment: environment == "sandbox" ? text(environment) : environment,
            settings: WorkspaceSettings(
                gates: gates, connection: fixed(0x51), planSeconds: 1800, applySeconds: 7200,
                autoApply: autoApply, labels: ["team": text("payments")]),
            isArchived: false, created: ago(86_400 * 9), revision: 3)
    }

    func answerTenants() {
        query(GetTenant.self) { [self] (_) throws(Fault) in
            Tenant(
                id: tenant, slug: Slug("acme")!, name: text("Acme"), isArchived: false,
                created: ago(86_400 * 50),
                revision: 1)
        }
        query(ListWorkspaces.self) { [self] (request) throws(Fault) in
            guard many > 0 else { return request.archived ? Page(items: [], next: nil) : page(workspaces) }
            let start = request.cursor.flatMap { Int($0) } ?? 0
            let end = min(many, start + request.limit)
            let some = (start..<end).map { workspace(fixed(0x9000 + UInt64($0)), "w\($0)", "e", gates: []) }
            return Page(items: some, next: end < many ? String(end) : nil)
        }
        query(GetWorkspace.self) { [self] (request) throws(Fault) in
            guard let found = workspaces.first(where: { $0.id == request.workspace }) else {
                throw .unknown("workspace")
            }
            return found
        }
        query(ListVariables.self) { [self] (request) throws(Fault) in
            guard request.workspace != fresh else { return Page(items: [], next: nil) }
            return page([
                variable("db_password", nil, isSensitive: true),
                variable("region", text("eu-west-1")),
                variable("subnets", "[\"10.0.1.0/24\", \"10.0.2.0/24\", \"10.0.3.0/24\"]"),
                variable("TF_LOG_PROVIDER", "WARN", kind: .environment),
            ])
        }
        answerSettings()
    }

    private func project(_ id: ProjectID, _ slug: Slug, _ name: String?, isArchived: Bool = false) -> Project
    {
        Project(
            id: id, slug: slug, name: name ?? slug.text, isArchived: isArchived, created: ago(86_400 * 30),
            revision: 2)
    }

    private func connection(_ id: UInt64, _ slug: Slug, _ provider: Connection.Provider, role: String? = nil)
        -> Connection
    {
        Connection(
            id: fixed(id), slug: slug, provider: provider,
            region: provider == .azure ? "westeurope" : "eu-west-1",
            endpoint: provider == .aws ? text("http://127.0.0.1:5000") : nil, accessKeyHint: "AKIA4",
            role: role, updated: ago(7200), revision: 1)
    }

    /// What settings change.
    func answerSettings() {
        query(ListProjects.self) { [self] (request) throws(Fault) in
            page(request.archived ? [] : [project(shop, Slug("shop")!, text("The shop"))])
        }
        query(GetProject.self) { [self] (request) throws(Fault) in
            guard request.project == shop else { throw .unknown("project") }
            return project(shop, Slug("shop")!, text("The shop"))
        }
        command(CreateProject.self) { [self] (request) throws(Fault) in
            guard request.slug.text != "shop" else {
                throw Fault(
                    .conflict, "tenants.taken", "There is a project of this name.",
                    problems: [.init("/slug", "is taken")])
            }
            return project(shop, request.slug, request.name)
        }
        command(UpdateProject.self) { [self] (request) throws(Fault) in
            project(request.project, Slug("shop")!, request.name)
        }
        command(ArchiveProject.self) { (_) throws(Fault) in
            throw Fault(.conflict, "tenants.in_use", "The project has workspaces in use. Archive them first.")
        }
        command(RestoreProject.self) { [self] (request) throws(Fault) in
            project(request.project, Slug("shop")!, nil)
        }
        command(CreateWorkspace.self) { [self] (request) throws(Fault) in
            workspace(fresh, request.slug.text, request.environment, gates: request.settings.gates)
        }
        query(ListConnections.self) { [self] (_) throws(Fault) in
            page([
                connection(
                    0x51, Slug("main")!, .aws, role: text("arn:aws:iam::123456789012:role/plumb")),
                connection(0x52, Slug("europe")!, .azure),
            ])
        }
        command(PutVariable.self) { [self] (request) throws(Fault) in
            guard request.name != "TF_VAR_x" else {
                throw Fault(
                    .invalid, "tenants.bad_variable", "The variable is not right.",
                    problems: [.init("/name", "this environment variable is set by Plumb")])
            }
            return variable(request.name, nil, isSensitive: request.sensitive, kind: request.kind)
        }
        command(DeleteVariable.self) { (_) throws(Fault) in Nothing() }
        command(UpdateWorkspace.self) { [self] (request) throws(Fault) in
            guard (request.settings?.planSeconds ?? 10) >= 10 else {
                throw Fault(
                    .invalid, "tenants.bad_settings", "The settings are not right.",
                    problems: [.init("/settings/planSeconds", "10 to 86400 seconds were expected")])
            }
            return workspaces[0]
        }
        command(ArchiveWorkspace.self) { [self] (_) throws(Fault) in workspaces[0] }
        command(RestoreWorkspace.self) { [self] (_) throws(Fault) in workspaces[0] }
        command(PutConnection.self) { [self] (request) throws(Fault) in
            guard !request.region.isEmpty else {
                throw Fault(
                    .invalid, "tenants.bad_connection", "The connection is not right.",
                    problems: [.init("/region", text("is missing"))])
            }
            return connection(0x53, request.slug, request.provider, role: request.role)
        }
        command(TestConnection.self) { [self] (request) throws(Fault) in
            ConnectionVerdict(
                works: request.slug.text == "main",
                note: text(request.slug.text == "main" ? "account 123456789012" : "AADSTS7000215"))
        }
        command(DeleteConnection.self) { (_) throws(Fault) in Nothing() }
    }

    private func variable(
        _ name: String, _ value: String?, isSensitive: Bool = false, kind: Variable.Kind = .terraform
    ) -> Variable {
        Variable(
            name: name, kind: kind, value: value, isSensitive: isSensitive, isExpression: false,
            updated: ago(4000))
    }
}
