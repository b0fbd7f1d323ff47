import TenantsAPI
import Vocabulary

/// Who shows a token to a cloud: a workspace's run or scan, or a look at all that a connection opens.
struct Bearer: Sendable {
    private let place: String
    private let phase: RunPhase
    private let told: [String: String]

    static func workspace(_ workspace: Workspace, _ phase: RunPhase, run: String?) -> Bearer {
        var told = [
            "project": workspace.projectSlug.text, "project_id": workspace.project.text,
            "workspace": workspace.slug.text, "workspace_id": workspace.id.text,
            "environment": workspace.environment,
        ]
        told["run_id"] = run
        return Bearer(
            place: "project:\(workspace.projectSlug):workspace:\(workspace.slug)", phase: phase, told: told)
    }

    static func connection(_ connection: Connection, _ phase: RunPhase) -> Bearer {
        Bearer(place: "connection:\(connection.slug)", phase: phase, told: [:])
    }

    /// `tenant:…:project:…:workspace:…:run_phase:…`: what a cloud's trust in this server can ask for. None of
    /// the names holds a colon.
    func subject(of tenant: Tenant) -> String {
        "tenant:\(tenant.slug):\(place):run_phase:\(phase.rawValue)"
    }

    func claims(in tenant: Tenant) -> [String: String] {
        told.merging([
            "tenant": tenant.slug.text, "tenant_id": tenant.id.text, "run_phase": phase.rawValue,
        ]) { $1 }
    }
}
