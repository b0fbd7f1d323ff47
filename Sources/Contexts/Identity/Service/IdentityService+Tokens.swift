import Bus
import Faults
import IdentityAPI
import Ledgers
import Schemas
import Store
import Values
import Vocabulary

extension IdentityService {
    func registerTokens() {
        ledger.handle(CreateToken.self) { [self] (request, scope) async throws(Fault) in
            try await create(request, scope)
        }
        ledger.handle(ListTokens.self) { [self] (request, scope) async throws(Fault) in
            if request.everybody {
                guard scope.may(Permission("identity:read"), at: Location(tenant: try scope.tenant)) else {
                    throw Fault(
                        .forbidden, "identity.forbidden",
                        "Everybody's tokens need the permission identity:read.")
                }
            }
            let paging = try Paging(request.cursor, request.limit)
            let found = try await ledger.read(scope) { query in
                try query.rows(
                    "SELECT * FROM identity_tokens WHERE tenant = :tenant AND (:all OR user = :user) "
                        + "AND (:after IS NULL OR id < :after) ORDER BY id DESC LIMIT :ceiling",
                    [
                        "all": SQLValue(request.everybody), "user": .text(scope.principal.id),
                        "after": SQLValue(paging.after), "ceiling": paging.ceiling,
                    ]
                ).map(Token.init(row:))
            }
            return paging.page(found) { $0.id.text }
        }
        ledger.handle(RevokeToken.self) { [self] (request, scope) async throws(Fault) in
            let everybody = scope.may(Permission("identity:write"), at: Location(tenant: try scope.tenant))
            try await ledger.write(scope) { entry in
                let count = try entry.run(
                    "UPDATE identity_tokens SET revoked = 1 WHERE tenant = :tenant AND id = :id "
                        + "AND (:all OR user = :user)",
                    [
                        "id": .text(request.token.text), "all": SQLValue(everybody),
                        "user": .text(scope.principal.id),
                    ])
                guard count == 1 else {
                    throw Fault(.missing, "identity.no_token", "There is no such token of yours.")
                }
                try entry.audit("token/\(request.token)")
            }
            known.forgetAll()
            return Nothing()
        }
        ledger.handle(IssueRunToken.self) { [self] (request, scope) async throws(Fault) in
            let secret = Secret.make(.run)
            let expires = now + .seconds(request.seconds)
            try await ledger.write(scope) { entry in
                try entry.run(
                    "INSERT INTO identity_run_tokens (hash, tenant, workspace, run, author, reads, expires) "
                        + "VALUES (:hash, :tenant, :workspace, :run, :author, :reads, :expires)",
                    [
                        "hash": .text(Secret.hash(secret)), "workspace": .text(request.workspace.text),
                        "run": .text(request.run), "author": .text(scope.principal.name),
                        "reads": SQLValue(request.isReadOnly), "expires": .integer(expires.milliseconds),
                    ])
                try entry.audit(.workspace(request.workspace))
            }
            return RunToken(secret: secret, expires: expires)
        }
        ledger.handle(EndRunTokens.self) { [self] (request, scope) async throws(Fault) in
            try await ledger.write(scope) { entry in
                try entry.run(
                    "DELETE FROM identity_run_tokens WHERE tenant = :tenant AND run = :run",
                    ["run": .text(request.run)])
                try entry.audit("run/\(request.run)")
            }
            known.forgetAll()
            return Nothing()
        }
    }

    private func create(_ request: CreateToken, _ scope: Scope) async throws(Fault) -> NewToken {
        var problems: [Fault.Problem] = []
        if !(1...100).contains(request.label.utf8.count) {
            problems.append(.init("/label", "1 to 100 characters were expected"))
        }
        if !(1...365).contains(request.days) { problems.append(.init("/days", "1 to 365 were expected")) }
        guard problems.isEmpty else {
            throw Fault(.invalid, "identity.bad_token", "The token is not right.", problems: problems)
        }
        guard scope.principal.kind == .user || scope.principal.kind == .token,
            let owner = UserID(scope.principal.id)
        else {
            throw Fault(.forbidden, "identity.forbidden", "Only people make tokens.")
        }
        let permissions = try await ceiling(of: request, owner, scope)
        let secret = Secret.make(.token)
        let token = Token(
            id: .next(), label: request.label, owner: owner, permissions: permissions, created: now,
            expires: now + .seconds(request.days * 86_400), lastUsed: nil, isRevoked: false,
            role: request.role)
        let stored = try permissions.map { list throws(Fault) in
            String(decoding: try JSONCoding.encode(list), as: UTF8.self)
        }
        try await ledger.write(scope) { entry in
            try entry.run(
                "INSERT INTO identity_tokens (id, hash, tenant, user, label, permissions, role, created, expires) "
                    + "VALUES (:id, :hash, :tenant, :user, :label, :permissions, :role, :created, :expires)",
                [
                    "id": .text(token.id.text), "hash": .text(Secret.hash(secret)), "user": .text(owner.text),
                    "label": .text(token.label), "permissions": SQLValue(stored),
                    "role": SQLValue(request.role),
                    "created": .integer(token.created.milliseconds),
                    "expires": .integer(token.expires.milliseconds),
                ])
            try entry.audit("token/\(token.id)", after: try JSONCoding.json(of: token))
        }
        return NewToken(token: token, secret: secret)
    }

    /// What the new token may at most, beside its role.
    private func ceiling(
        of request: CreateToken, _ owner: UserID, _ scope: Scope
    ) async throws(Fault) -> [Allowance]? {
        if let role = request.role {
            guard request.permissions == nil else {
                throw Fault(
                    .invalid, "identity.bad_token", "A token is narrowed by a role or by permissions.",
                    problems: [.init("/permissions", "nothing was expected beside a role")])
            }
            _ = try await allowances(of: role, scope)
            // A role may come to give more than the token that asks has.
            guard scope.principal.ceiling == nil else {
                throw Fault(
                    .forbidden, "identity.beyond_ceiling",
                    "A token that is narrowed itself makes none with a role.")
            }
            return nil
        }
        guard let ceiling = scope.principal.ceiling else { return request.permissions }
        let wanted = request.permissions ?? ceiling
        let own = Principal(
            kind: .token, id: owner.text, name: "", tenant: nil, grants: [Grant(at: .tenant, ceiling)])
        guard wanted.allSatisfy({ own.mayGive($0, at: .tenant, to: owner.text) }) else {
            throw Fault(
                .forbidden, "identity.beyond_ceiling", "A token can't make one that may more than itself.")
        }
        return wanted
    }
}

extension Token {
    init(row: Row) throws(Fault) {
        guard let id = TokenID(try row.text("id")), let owner = UserID(try row.text("user")) else {
            throw Fault(.broken, "store.column", "A stored id is damaged.")
        }
        let permissions = try row.text(ifPresent: "permissions").map { text throws(Fault) in
            try IdentityService.allowances(text)
        }
        self.init(
            id: id, label: try row.text("label"), owner: owner, permissions: permissions,
            created: Timestamp(milliseconds: try row.int64("created")),
            expires: Timestamp(milliseconds: try row.int64("expires")),
            lastUsed: try row.int64(ifPresent: "used").map { Timestamp(milliseconds: $0) },
            isRevoked: try row.bool("revoked"), role: try row.text(ifPresent: "role"))
    }
}
