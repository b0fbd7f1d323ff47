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
    func registerUsers() {
        ledger.handle(CreateUser.self) { [self] (request, scope) async throws(Fault) in
            let email = try Self.address(request.email)
            try await rules.check(request.password, about: [email, request.name])
            let hash = try await passwords.hash(request.password)
            let most = try await mostUsers(scope)
            let user = User(
                id: .next(), email: email, name: request.name, isDisabled: false, created: now, revision: 1)
            if let role = request.role { try await mayGive(role, to: user.id, scope) }
            return try await ledger.write(scope) { entry in
                let taken = try entry.first(
                    "SELECT 1 FROM identity_users WHERE tenant = :tenant AND email = :email",
                    ["email": .text(email)])
                if taken != nil {
                    throw Fault(.conflict, "identity.taken", "There is a user with this address already.")
                }
                try Self.leaveRoom(most, entry)
                try Self.insert(user, hash, entry)
                if let role = request.role {
                    try entry.run(
                        "INSERT INTO identity_bindings (id, tenant, user, role) VALUES (:id, :tenant, :user, :role)",
                        ["id": .text(UUIDv7.next().text), "user": .text(user.id.text), "role": .text(role)])
                }
                try entry.audit("user/\(user.id)", after: try JSONCoding.json(of: user))
                return user
            }
        }
        ledger.handle(ListUsers.self) { [self] (request, scope) async throws(Fault) in
            let paging = try Paging(request.cursor, request.limit)
            let found = try await ledger.read(scope) { query in
                try query.rows(
                    "SELECT * FROM identity_users WHERE tenant = :tenant AND email > :after ORDER BY email LIMIT :ceiling",
                    ["after": .text(paging.after ?? ""), "ceiling": paging.ceiling]
                ).map(User.init(row:))
            }
            return paging.page(found, key: \.email)
        }
        ledger.handle(GetUser.self) { [self] (request, scope) async throws(Fault) in
            try await user(request.user, scope)
        }
        registerChanges()
    }

    func user(_ id: UserID, _ scope: Scope) async throws(Fault) -> User {
        let found = try await ledger.read(scope) { query in
            try query.first(
                "SELECT * FROM identity_users WHERE tenant = :tenant AND id = :id", ["id": .text(id.text)]
            ).map(User.init(row:))
        }
        guard let found else { throw .noUser }
        return found
    }

    private func registerChanges() {
        ledger.handle(UpdateUser.self) { [self] (request, scope) async throws(Fault) in
            var hash: String?
            if let password = request.password {
                let user = try await user(request.user, scope)
                try await mayBe(user.id, scope)
                try await rules.check(password, about: [user.email, request.name ?? user.name])
                hash = try await passwords.hash(password)
            }
            let password = hash
            return try await change(request.user, scope, ifRevision: request.ifRevision) { entry, key in
                try entry.run(
                    "UPDATE identity_users SET name = coalesce(:name, name), password = coalesce(:password, password), "
                        + "revision = revision + 1 WHERE tenant = :tenant AND id = :id",
                    key.merging(["name": SQLValue(request.name), "password": SQLValue(password)]) {
                        first, _ in first
                    })
                if password != nil {
                    try entry.run("DELETE FROM identity_sessions WHERE tenant = :tenant AND user = :id", key)
                }
            }
        }
        ledger.handle(DisableUser.self) { [self] (request, scope) async throws(Fault) in
            guard request.user.text != scope.principal.id else {
                throw Fault(
                    .conflict, "identity.own", "You can't shut yourself out; another administrator can.")
            }
            return try await change(request.user, scope, ifRevision: nil) { entry, key in
                try entry.run(
                    "UPDATE identity_users SET disabled = 1, revision = revision + 1 "
                        + "WHERE tenant = :tenant AND id = :id", key)
                try entry.run("DELETE FROM identity_sessions WHERE tenant = :tenant AND user = :id", key)
                try entry.run(
                    "UPDATE identity_tokens SET revoked = 1 WHERE tenant = :tenant AND user = :id", key)
                // A tenant that has none to begin with may still be tidied up.
                if try Self.isAdministrator(request.user, entry) { try Self.keepAdministrator(entry) }
            }
        }
        ledger.handle(EnableUser.self) { [self] (request, scope) async throws(Fault) in
            // Who comes back comes back with all that the roles give.
            _ = try await user(request.user, scope)
            try await mayBe(request.user, scope)
            let most = try await mostUsers(scope)
            return try await change(request.user, scope, ifRevision: nil) { entry, key in
                guard
                    try entry.first(
                        "SELECT disabled FROM identity_users WHERE tenant = :tenant AND id = :id", key
                    )?.bool("disabled") == true
                else {
                    throw Fault(.conflict, "identity.not_disabled", "This person is not shut out.")
                }
                try Self.leaveRoom(most, entry)
                try entry.run(
                    "UPDATE identity_users SET disabled = 0, revision = revision + 1 "
                        + "WHERE tenant = :tenant AND id = :id", key)
            }
        }
    }

    private static func isAdministrator(_ user: UserID, _ entry: Entry) throws(Fault) -> Bool {
        try entry.first(
            "SELECT 1 FROM identity_bindings WHERE tenant = :tenant AND user = :id AND role = 'admin' "
                + "AND project IS NULL AND workspace IS NULL", ["id": .text(user.text)]) != nil
    }

    private func mostUsers(_ scope: Scope) async throws(Fault) -> Int? {
        let own = ledger.node.scope(as: Self.context, tenant: try scope.tenant, trace: scope.trace)
        return try await own.call(FindTenant(tenant: try scope.tenant)).tenant?.quotas.users
    }

    private static func leaveRoom(_ most: Int?, _ entry: Entry) throws(Fault) {
        let count =
            try entry.first(
                "SELECT count(*) AS n FROM identity_users WHERE tenant = :tenant AND disabled = 0"
            )?.int("n") ?? 0
        guard let most, count >= most else { return }
        throw Fault(
            .exhausted, "tenants.quota",
            "Your tenant may have \(most) users, and has them. Disable one, or ask the platform's operators."
        )
    }

    private func change(
        _ id: UserID, _ scope: Scope, ifRevision: Int?,
        _ update: @escaping @Sendable (Entry, [String: SQLValue]) throws -> Void
    ) async throws(Fault) -> User {
        let user = try await ledger.write(scope) { entry in
            let key: [String: SQLValue] = ["id": .text(id.text)]
            let select = "SELECT * FROM identity_users WHERE tenant = :tenant AND id = :id"
            guard let row = try entry.first(select, key) else { throw Fault.noUser }
            let before = try User(row: row)
            if let ifRevision, before.revision != ifRevision {
                throw Fault(
                    .precondition, "identity.changed", "The user was changed meanwhile. Read it again.")
            }
            try update(entry, key)
            guard let changed = try entry.first(select, key) else { throw Fault.noUser }
            let after = try User(row: changed)
            try entry.audit(
                "user/\(id)", before: try JSONCoding.json(of: before), after: try JSONCoding.json(of: after))
            return after
        }
        known.forgetAll()
        return user
    }

    static func insert(_ user: User, _ hash: String, _ entry: Entry) throws(Fault) {
        try entry.run(
            "INSERT INTO identity_users (id, tenant, email, name, password, created) "
                + "VALUES (:id, :tenant, :email, :name, :password, :created)",
            [
                "id": .text(user.id.text), "email": .text(user.email), "name": .text(user.name),
                "password": .text(hash), "created": .integer(user.created.milliseconds),
            ])
    }

    static func address(_ text: String) throws(Fault) -> String {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, parts[1].contains("."), text.utf8.count <= 200,
            text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7f })
        else {
            throw Fault(
                .invalid, "identity.bad_address", "This is not an e-mail address.",
                problems: [.init("/email", "an e-mail address was expected")])
        }
        return text.lowercased()
    }
}

extension User {
    init(row: Row) throws(Fault) {
        guard let id = UserID(try row.text("id")) else {
            throw Fault(.broken, "store.column", "A stored id is damaged.")
        }
        self.init(
            id: id, email: try row.text("email"), name: try row.text("name"),
            isDisabled: try row.bool("disabled"),
            created: Timestamp(milliseconds: try row.int64("created")), revision: try row.int("revision"))
    }
}

extension Fault {
    static let noUser = Fault(.missing, "identity.no_user", "There is no such user.")
}
