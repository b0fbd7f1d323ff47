import Bus
import Faults
import IdentityAPI
import Ledgers
import Store
import TenantsAPI
import Values
import Vocabulary

extension TenantsService {
    /// Of one workspace, or of all of the tenant's.
    func attributes(
        _ workspace: WorkspaceID?, _ tenant: TenantID
    ) async throws(Fault) -> [WorkspaceID: Attributes] {
        guard let workspace else {
            if let known = workspaces.attributes(of: tenant) { return known }
            let generation = workspaces.generation
            let all = try await ledger.room.read(.of(tenant.text)) { query in
                let rows = try query.rows(
                    "SELECT id, environment, owner, json_extract(settings, '$.labels') AS labels "
                        + "FROM tenants_workspaces WHERE tenant = :tenant")
                return try Dictionary(
                    uniqueKeysWithValues: rows.map {
                        (try $0.id("id") as WorkspaceID, try Attributes(row: $0))
                    })
            }
            workspaces.keep(all, of: tenant, generation: generation)
            return all
        }
        let scope = ledger.node.scope(as: Self.context, tenant: tenant)
        do throws(Fault) {
            return [workspace: try await self.workspace(workspace, scope).attributes]
        } catch {
            guard error.kind == .missing else { throw error }
            return [:]
        }
    }

    func update(_ request: UpdateWorkspace, _ scope: Scope) async throws(Fault) -> Workspace {
        if let settings = request.settings { try await check(settings, scope) }
        if let environment = request.environment { try check(environment) }
        if let owner = request.owner { try await check(owner, scope) }
        let tenant = try scope.tenant
        return try await change(request.workspace, scope, ifRevision: request.ifRevision) {
            entry, key, before in
            var settings = request.settings ?? before.settings
            if let labels = request.labels { settings.labels = labels }
            let environment = request.environment ?? before.environment
            let owner = request.owner ?? before.owner
            try Self.check(
                before, to: Attributes(environment: environment, tags: settings.labels, owner: owner), tenant,
                scope)
            try entry.run(
                "UPDATE tenants_workspaces SET environment = :environment, settings = :settings, "
                    + "owner = :owner, revision = revision + 1 WHERE tenant = :tenant AND id = :id",
                key.merging([
                    "environment": .text(environment), "owner": SQLValue(owner?.text),
                    "settings": .text(String(decoding: try JSONCoding.encode(settings), as: UTF8.self)),
                ]) { first, _ in first })
        }
    }

    /// Nobody changes attributes in favour of oneself, or so that one could not have changed them as they are
    /// then. What is known is what the transaction sees: the door looked at it a little earlier.
    private static func check(
        _ before: Workspace, to after: Attributes, _ tenant: TenantID, _ scope: Scope
    ) throws(Fault) {
        let known = before.attributes
        let place = Location(tenant: tenant, project: before.project, workspace: before.id)
        let needed = Permission("tenants:write")
        guard known != after else { return }
        guard scope.may(needed, at: place, knowing: known), scope.may(needed, at: place, knowing: after)
        else {
            throw Fault(
                .forbidden, "identity.forbidden",
                "You may not change this workspace's environment, labels or owner like that: it needs the "
                    + "permission \(needed) on the workspace as it is now and as it would be then.")
        }
        if let gain = scope.principal.gain(at: place, from: known, to: after) {
            throw Fault(
                .forbidden, "identity.beyond",
                "You may not change this workspace's environment, labels or owner like that: it would give "
                    + "you the permission \(gain) on it, which you don't have. Ask somebody who has it.")
        }
    }

    private func check(_ owner: UserID, _ scope: Scope) async throws(Fault) {
        do throws(Fault) {
            _ = try await scope.call(GetUser(user: owner))
        } catch {
            guard error.kind == .missing else { throw error }
            throw Fault(
                .invalid, "tenants.no_owner", "There is no such person.",
                problems: [.init("/owner", "is nobody of the tenant")])
        }
    }
}

extension Attributes {
    init(row: Row) throws(Fault) {
        let labels = try row.text(ifPresent: "labels")
        self.init(
            environment: try row.text("environment"),
            tags: try labels.map { text throws(Fault) in
                try JSONCoding.decode([String: String].self, from: Array(text.utf8))
            } ?? [:],
            owner: try row.text(ifPresent: "owner").flatMap { UserID($0) })
    }
}
