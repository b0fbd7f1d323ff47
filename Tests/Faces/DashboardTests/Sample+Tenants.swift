import Bus
import Faults
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
            request.archived ? Page(items: [], next: nil) : page(workspaces)
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
        query(ListConnections.self) { [self] (_) throws(Fault) in
            page([
                Connection(
                    id: fixed(0x51), slug: Slug("main")!, provider: .aws, region: "eu-west-1",
                    endpoint: text("http://127.0.0.1:5000"), accessKeyHint: "AKIA4", role: nil,
                    updated: ago(7200),
                    revision: 1)
            ])
        }
    }

    private func variable(
        _ name: String, _ value: String?, isSensitive: Bool = false, kind: Variable.Kind = .terraform
    ) -> Variable {
        Variable(
            name: name, kind: kind, value: value, isSensitive: isSensitive, isExpression: false,
            updated: ago(4000))
    }
}
