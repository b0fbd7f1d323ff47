import Bus
import Faults
import IdentityAPI
import Ledgers
import Schemas
import Store
import Values
import Vocabulary

extension IdentityService {
    func registerRoles() {
        ledger.handle(ListRoles.self) { [self] (_, scope) async throws(Fault) in
            let own = try await ledger.read(scope) { query in
                try query.rows("SELECT * FROM identity_roles WHERE tenant = :tenant ORDER BY name").map {
                    row in
                    Role(
                        name: try row.text("name"),
                        permissions: try Self.allowances(try row.text("permissions")),
                        isBuiltIn: false)
                }
            }
            let builtIn = BuiltInRole.all.map {
                Role(name: $0.name, permissions: $0.allowances, isBuiltIn: true)
            }
            return Page(items: builtIn + own, next: nil)
        }
        ledger.handle(PutRole.self) { [self] (request, scope) async throws(Fault) in
            guard BuiltInRole.named(request.role.text) == nil else {
                throw Fault(
                    .conflict, "identity.built_in",
                    "The built-in roles can't be changed. Choose another name.")
            }
            try Self.mayGive(request.permissions, at: .tenant, to: nil, scope)
            let text = String(decoding: try JSONCoding.encode(request.permissions), as: UTF8.self)
            try await ledger.write(scope) { entry in
                try entry.run(
                    "INSERT INTO identity_roles (tenant, name, permissions) VALUES (:tenant, :name, :permissions) "
                        + "ON CONFLICT (tenant, name) DO UPDATE SET permissions = :permissions",
                    ["name": .text(request.role.text), "permissions": .text(text)])
                try entry.audit(
                    "role/\(request.role)", after: try JSONCoding.json(of: request.permissions))
            }
            known.forgetAll()
            return Role(name: request.role.text, permissions: request.permissions, isBuiltIn: false)
        }
        ledger.handle(DeleteRole.self) { [self] (request, scope) async throws(Fault) in
            try await ledger.write(scope) { entry in
                let key: [String: SQLValue] = ["name": .text(request.role.text)]
                let bound = try entry.first(
                    "SELECT count(*) AS n FROM identity_bindings WHERE tenant = :tenant AND role = :name", key
                )?.int("n")
                guard bound == 0 else {
                    throw Fault(
                        .conflict, "identity.in_use", "People are bound to this role. Unbind them first.")
                }
                let count = try entry.run(
                    "DELETE FROM identity_roles WHERE tenant = :tenant AND name = :name", key)
                guard count == 1 else {
                    throw Fault(.missing, "identity.no_role", "There is no such role of your own.")
                }
                try entry.audit("role/\(request.role)")
            }
            known.forgetAll()
            return Nothing()
        }
        registerBindings()
    }

    private func registerBindings() {
        ledger.handle(ListBindings.self) { [self] (request, scope) async throws(Fault) in
            let items = try await ledger.read(scope) { query in
                try query.rows(
                    "SELECT * FROM identity_bindings WHERE tenant = :tenant AND (:user IS NULL OR user = :user) ORDER BY id",
                    ["user": SQLValue(request.user?.text)]
                ).map(Binding.init(row:))
            }
            return Page(items: items, next: nil)
        }
        ledger.handle(Bind.self) { [self] (request, scope) async throws(Fault) in
            _ = try await scope.call(GetUser(user: request.user))
            try await mayGive(request.role, to: request.user, scope)
            let binding = Binding(
                id: UUIDv7.next().text, user: request.user, role: request.role, project: request.project,
                workspace: request.workspace)
            try await ledger.write(scope) { entry in
                let user = try entry.first(
                    "SELECT 1 FROM identity_users WHERE tenant = :tenant AND id = :id",
                    ["id": .text(request.user.text)])
                if user == nil { throw Fault.noUser }
                try entry.run(
                    "INSERT INTO identity_bindings (id, tenant, user, role, project, workspace) "
                        + "VALUES (:id, :tenant, :user, :role, :project, :workspace)",
                    [
                        "id": .text(binding.id), "user": .text(binding.user.text),
                        "role": .text(binding.role),
                        "project": SQLValue(binding.project?.text),
                        "workspace": SQLValue(binding.workspace?.text),
                    ])
                try entry.audit("user/\(binding.user)", after: try JSONCoding.json(of: binding))
            }
            known.forgetAll()
            return binding
        }
        ledger.handle(Unbind.self) { [self] (request, scope) async throws(Fault) in
            try await ledger.write(scope) { entry in
                let key: [String: SQLValue] = ["id": .text(request.binding)]
                guard
                    let row = try entry.first(
                        "SELECT * FROM identity_bindings WHERE tenant = :tenant AND id = :id", key)
                else { throw Fault(.missing, "identity.no_binding", "There is no such binding.") }
                let binding = try Binding(row: row)
                try entry.run("DELETE FROM identity_bindings WHERE tenant = :tenant AND id = :id", key)
                try Self.keepAdministrator(entry)
                try entry.audit("user/\(binding.user)", before: try JSONCoding.json(of: binding))
            }
            known.forgetAll()
            return Nothing()
        }
    }
}

extension IdentityService {
    /// Throws, so that nothing is changed, where nobody would administer the tenant any more.
    static func keepAdministrator(_ entry: Entry) throws(Fault) {
        let admins =
            try entry.first(
                "SELECT count(*) AS n FROM identity_bindings b JOIN identity_users u ON u.id = b.user "
                    + "WHERE b.tenant = :tenant AND b.role = 'admin' AND b.project IS NULL "
                    + "AND b.workspace IS NULL AND u.disabled = 0")?.int("n") ?? 0
        guard admins > 0 else {
            throw Fault(
                .conflict, "identity.last_admin",
                "This is the last administrator. Make another one first.")
        }
    }
}

extension Binding {
    init(row: Row) throws(Fault) {
        guard let user = UserID(try row.text("user")) else {
            throw Fault(.broken, "store.column", "A stored id is damaged.")
        }
        self.init(
            id: try row.text("id"), user: user, role: try row.text("role"),
            project: try row.text(ifPresent: "project").flatMap { ProjectID($0) },
            workspace: try row.text(ifPresent: "workspace").flatMap { WorkspaceID($0) })
    }
}
