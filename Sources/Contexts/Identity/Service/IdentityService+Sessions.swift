import Bus
import Crypto
import Faults
import IdentityAPI
import Ledgers
import Schemas
import Store
import TenantsAPI
import Values
import Vocabulary

extension IdentityService {
    func registerSessions() {
        ledger.node.handle(GetSetUpStatus.self) { [self] (_, _) async throws(Fault) in
            SetUpStatus(isAwaited: try await awaitsSetUp())
        }
        ledger.handle(SetUpFirstTenant.self) { [self] (request, scope) async throws(Fault) in
            try await setUp(request, scope)
        }
        ledger.handle(SignIn.self) { [self] (request, scope) async throws(Fault) in
            try await signIn(request, scope)
        }
        ledger.handle(SignOut.self) { [self] (request, scope) async throws(Fault) in
            guard let secret = request.secret else {
                throw Fault(
                    .invalid, "identity.no_session", "Say which session ends.",
                    problems: [.init("/secret", "is missing")])
            }
            let count = try await ledger.write(scope) { entry in
                try entry.audit(.tenant)
                return try entry.run(
                    "DELETE FROM identity_sessions WHERE tenant = :tenant AND hash = :hash AND user = :user",
                    ["hash": .text(Secret.hash(secret)), "user": .text(scope.principal.id)])
            }
            known.forgetAll()
            guard count == 1 else {
                throw Fault(.missing, "identity.no_session", "There is no such session of yours.")
            }
            return Nothing()
        }
        ledger.handle(RenewSession.self) { [self] (request, scope) async throws(Fault) in
            let hash = Secret.hash(request.secret)
            let user = try await ledger.read(scope) { query in
                try query.first(
                    "SELECT u.* FROM identity_sessions s JOIN identity_users u ON u.id = s.user "
                        + "WHERE s.tenant = :tenant AND s.hash = :hash AND s.user = :user",
                    ["hash": .text(hash), "user": .text(scope.principal.id)])
            }
            guard let user else {
                throw Fault(.missing, "identity.no_session", "There is no such session of yours.")
            }
            let session = try await open(
                try User(row: user), try scope.tenant, scope, from: scope.remote, ending: hash)
            known.forgetAll()
            return session
        }
    }

    private func setUp(_ request: SetUpFirstTenant, _ scope: Scope) async throws(Fault) -> SetUpResult {
        let keys = ["setup/\(scope.remote ?? "")"]
        try throttle.check(keys, at: now)
        guard try await awaitsSetUp() else {
            throw Fault(.conflict, "identity.set_up", "Plumb is set up already; sign in.")
        }
        guard Array(request.code.utf8).isEqualInConstantTime(to: Array(setUpCode.utf8)) else {
            throttle.fail(keys, at: now)
            throw Fault(
                .forbidden, "identity.wrong_code",
                "This is not the set-up code. The server printed it at its start, and keeps it in its data folder."
            )
        }
        let email = try Self.address(request.email)
        try await rules.check(
            request.password, about: [email, request.name ?? "", request.tenant.text, "plumb"])
        let hash = try await passwords.hash(request.password)
        let tenant = try await ledger.node.scope(as: Self.context, tenant: nil, trace: scope.trace)
            .call(FoundTenant(slug: request.tenant))
        let inside = ledger.node.scope(as: Self.context, tenant: tenant.id, trace: scope.trace)
        let user = User(
            id: .next(), email: email, name: request.name ?? email, isDisabled: false, created: now,
            revision: 1)
        try await ledger.write(inside) { entry in
            try Self.insert(user, hash, entry)
            try entry.run(
                "INSERT INTO identity_bindings (id, tenant, user, role, platform) "
                    + "VALUES (:id, :tenant, :user, 'admin', 1)",
                ["id": .text(UUIDv7.next().text), "user": .text(user.id.text)])
            try entry.audit("user/\(user.id)", after: try JSONCoding.json(of: user))
        }
        let session = try await open(user, tenant.id, inside, from: scope.remote, ending: nil)
        return SetUpResult(tenant: tenant.id, user: user.id, session: session)
    }

    private func signIn(_ request: SignIn, _ scope: Scope) async throws(Fault) -> Session {
        let email = request.email.lowercased()
        let keys = ["account/\(email)", "address/\(scope.remote ?? "")"]
        try throttle.check(keys, at: now)
        var wanted: TenantID?
        if let slug = request.tenant {
            let system = ledger.node.scope(as: Self.context, tenant: nil, trace: scope.trace)
            wanted = try await system.call(FindTenant(slug: slug)).tenant?.id
        }
        let tenant = wanted
        let isNarrowed = request.tenant != nil
        let rows = try await ledger.readAcross(reason: "signing in by e-mail address") { query in
            try query.rows(
                "SELECT * FROM identity_users WHERE email = :email AND disabled = 0 "
                    + "AND (:narrowed = 0 OR tenant = :wanted) LIMIT 2",
                ["email": .text(email), "narrowed": SQLValue(isNarrowed), "wanted": SQLValue(tenant?.text)])
        }
        // The same work is done whether or not there is such a user.
        let row = rows.count == 1 ? rows[0] : nil
        let isRight = try await passwords.verify(request.password, against: try row?.text("password"))
        guard isRight, let row, let home = TenantID(try row.text("tenant")) else {
            throttle.fail(keys, at: now)
            let hint = rows.count > 1 ? " Name the tenant too." : ""
            throw Fault(
                .unauthenticated, "identity.wrong_password", "The address or the password is wrong.\(hint)")
        }
        let system = ledger.node.scope(as: Self.context, tenant: home, trace: scope.trace)
        guard try await system.call(FindTenant(tenant: home)).tenant != nil else {
            throw Fault(
                .forbidden, "identity.archived", "This tenant is archived. Ask the platform's operators.")
        }
        throttle.succeed(keys)
        try await checkPlace(scope.remote, home)
        let user = try User(row: row)
        let principal = Principal(kind: .user, id: user.id.text, name: email, tenant: home, grants: [])
        let inside = ledger.node.scope(
            as: Self.context, onBehalfOf: principal, tenant: home, trace: scope.trace)
        return try await open(user, home, inside, from: scope.remote, ending: nil)
    }

    private func open(
        _ user: User, _ tenant: TenantID, _ scope: Scope, from address: String?, ending old: String?
    ) async throws(Fault) -> Session {
        let secret = Secret.make(.session)
        let now = now
        let expires = now + Self.sessionSpan
        try await ledger.write(scope) { entry in
            try entry.run(
                "DELETE FROM identity_sessions WHERE tenant = :tenant AND (expires < :now OR hash = :old)",
                ["now": .integer(now.milliseconds), "old": SQLValue(old)])
            try entry.run(
                "INSERT INTO identity_sessions (hash, tenant, user, created, expires, address) "
                    + "VALUES (:hash, :tenant, :user, :now, :expires, :address)",
                [
                    "hash": .text(Secret.hash(secret)), "user": .text(user.id.text),
                    "now": .integer(now.milliseconds),
                    "expires": .integer(expires.milliseconds), "address": SQLValue(address),
                ])
            try entry.audit("user/\(user.id)")
        }
        return Session(secret: secret, user: user.id, name: user.name, tenant: tenant, expires: expires)
    }
}
