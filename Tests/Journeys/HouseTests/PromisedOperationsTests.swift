import Foundation
import House
import Testing

/// The table of promised operations that lies beside the project, against what the house offers. Journeys
/// through everything that is offered are `EveryOperationTests`' to demand.
@Suite("Promised operations")
struct PromisedOperationsTests {
    /// The table, or nil where it is not beside the project.
    private static let table: [String]? = {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let file = root.deletingLastPathComponent().appendingPathComponent("shared/operations.md")
        guard let text = try? String(contentsOf: file, encoding: .utf8) else { return nil }
        return text.components(separatedBy: "\n")
    }()

    /// A row's operations as the house names them; `/path` for what a face answers itself.
    private static let promised: [String: [String]] = [
        "SetUpFirstTenant": ["identity.set-up"],
        "SignIn": ["identity.sign-in"],
        "SignOut, RenewSession": ["identity.sign-out", "identity.renew-session"],
        "VerifyToken": ["identity.verify-token"],
        "MyPermissions": ["identity.my-permissions"],
        "CreateToken, ListTokens, RevokeToken": [
            "identity.create-token", "identity.list-tokens", "identity.revoke-token",
        ],
        "users: Create, List, Get, Update, Disable": [
            "identity.create-user", "identity.list-users", "identity.get-user", "identity.update-user",
            "identity.disable-user",
        ],
        "roles and bindings: List, Put, Delete, Bind, Unbind": [
            "identity.list-roles", "identity.put-role", "identity.delete-role", "identity.bind",
            "identity.unbind", "identity.list-bindings",
        ],
        "Keys": ["identity.keys"],
        "tenants, projects, workspaces: Create, List, Get, Update, Archive (soft), Restore": [
            "tenants.create", "tenants.list", "tenants.get", "tenants.update", "tenants.archive",
            "tenants.restore", "tenants.create-project", "tenants.list-projects", "tenants.get-project",
            "tenants.update-project", "tenants.archive-project", "tenants.restore-project",
            "tenants.create-workspace", "tenants.list-workspaces", "tenants.get-workspace",
            "tenants.update-workspace", "tenants.archive-workspace", "tenants.restore-workspace",
        ],
        "PutVariable, ListVariables, DeleteVariable": [
            "tenants.put-variable", "tenants.list-variables", "tenants.delete-variable",
        ],
        "cloud connections: Put, List, Test, Delete": [
            "tenants.put-connection", "tenants.list-connections", "tenants.test-connection",
            "tenants.delete-connection",
        ],
        "SearchAudit, VerifyAudit": ["audit.search", "audit.verify"],
        "GET, POST, DELETE, LOCK, UNLOCK": [
            "states.fetch", "states.store", "states.delete", "states.lock", "states.unlock",
        ],
        "ReadState, ListVersions, GetVersion, DiffVersions": [
            "states.read", "states.list-versions", "states.get-version", "states.diff",
        ],
        "DownloadState": ["states.download"],
        "PushState": ["states.push"],
        "RollBackState": ["states.roll-back"],
        "GetLock, BreakLock": ["states.get-lock", "states.break-lock"],
        "Create, List, Get, Update, Delete, Clone": [
            "blueprints.create", "blueprints.list", "blueprints.get", "blueprints.update",
            "blueprints.delete", "blueprints.clone",
        ],
        "ListVersions, GetVersion, Publish": [
            "blueprints.list-versions", "blueprints.get-version", "blueprints.publish",
        ],
        "ImportBlueprint, ExportBlueprint": ["blueprints.import", "blueprints.export"],
        "ValidateBlueprint, RenderBlueprint": ["blueprints.validate", "blueprints.render"],
        "per-client values: Put, Get": ["blueprints.put-values", "blueprints.get-values"],
        "Deploy": ["deployments.deploy"],
        "ListDeployments, GetDeployment, GetPlan": [
            "deployments.list", "deployments.get", "deployments.get-plan",
        ],
        "FollowDeployment": ["deployments.follow"],
        "Approve, Reject, CancelDeployment, RollBackDeployment": [
            "deployments.approve", "deployments.reject", "deployments.cancel", "deployments.roll-back",
        ],
        "UploadConfiguration": ["deployments.upload"],
        "packs: Put, List, Get, Delete; bindings to workspaces": [
            "policies.put-pack", "policies.import-pack", "policies.list-packs", "policies.get-pack",
            "policies.delete-pack", "policies.bind", "policies.unbind", "policies.list-bindings",
            "policies.of-workspace",
        ],
        "EvaluatePolicies": ["policies.evaluate"],
        "ListDecisions, GetDecision, ReplayDecisions (J)": [
            "policies.list-decisions", "policies.get-decision", "policies.replay",
        ],
        "waivers and overrides: Grant, List, End": [
            "policies.grant-waiver", "policies.list-waivers", "policies.end-waiver", "policies.override",
            "policies.list-overrides",
        ],
        "ScanDrift (workspace, project, all)": ["drift.scan"],
        "AnalyzeEnhanced (with causes, risk, patterns, attribution)": ["drift.analyze-enhanced"],
        "GetAnalysis, ListAnalyses, Findings": [
            "drift.get-analysis", "drift.list-analyses", "drift.findings",
        ],
        "Patterns, Risks, Trend": ["drift.patterns", "drift.risks", "drift.trend"],
        "suppressions": ["drift.put-suppression", "drift.list-suppressions", "drift.end-suppression"],
        "Discover": ["inventory.discover", "inventory.discover-region"],
        "ListAssets, GetAsset, Relationships, Coverage": [
            "inventory.list-resources", "inventory.list-assets", "inventory.get-asset",
            "inventory.relationships", "inventory.coverage",
        ],
        "Strategies": ["remediation.strategies"],
        "Remediate, RemediateBatch, RollBackRemediation": [
            "remediation.remediate", "remediation.batch", "remediation.roll-back",
        ],
        "RemediationHistory": ["remediation.history"],
        "Adopt": ["remediation.adopt"],
        "Diagram, Visualize": ["drift.diagram", "drift.visualize"],
        "Health, Readiness, Metrics, OpenAPI": [
            "monitoring.health", "monitoring.readiness", "/metrics", "/openapi.json", "/docs",
        ],
    ]

    /// Rows that belong to issues which have not begun; each leaves this list with its issue.
    private static let later: Set<String> = []

    @Test(
        "every row that is due is offered", .enabled(if: table != nil, "../shared/operations.md is not here"))
    func everyRow() async throws {
        let rows = try #require(Self.table).filter { $0.hasPrefix("|") && $0.contains("①") }.map { row in
            row.components(separatedBy: "|")[2].trimmingCharacters(in: .whitespaces)
        }
        #expect(rows.count > 40)
        let offered = Set(House.offered.map(\.contract.name))
        let house = try await TestHouse()
        for row in rows where !Self.later.contains(row) {
            let names = try #require(Self.promised[row], "nobody says which operations “\(row)” is")
            for name in names {
                if name.hasPrefix("/") {
                    #expect(try await house.send("GET", name).status == 200, "\(name)")
                } else {
                    #expect(offered.contains(name), "“\(row)” needs \(name)")
                }
            }
        }
        await house.stop()
    }
}
