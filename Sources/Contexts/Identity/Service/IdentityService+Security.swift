import Bus
import Crypto
import Faults
import HTTP
import IdentityAPI
import Ledgers
import Schemas
import Store
import Values
import Vocabulary

extension IdentityService {
    private static let recoverySpan = Duration.seconds(24 * 3600)
    private static let mostNetworks = 200

    func registerSecurity() {
        ledger.handle(ListSessions.self) { [self] (request, scope) async throws(Fault) in
            if request.everybody { try mayEverybody("identity:write", scope) }
            let now = now
            let found = try await ledger.read(scope) { query in
                try query.rows(
                    "SELECT s.*, u.email FROM identity_sessions s JOIN identity_users u ON u.id = s.user "
                        + "WHERE s.tenant = :tenant AND s.expires > :now AND (:all OR s.user = :user) "
                        + "ORDER BY s.created DESC, s.hash LIMIT 1000",
                    [
                        "now": .integer(now.milliseconds), "all": SQLValue(request.everybody),
                        "user": .text(scope.principal.id),
                    ]
                ).map(OpenSession.init(row:))
            }
            return Page(items: found, next: nil)
        }
        ledger.handle(EndSession.self) { [self] (request, scope) async throws(Fault) in
            let everybody = scope.may(Permission("identity:write"), at: Location(tenant: try scope.tenant))
            try await ledger.write(scope) { entry in
                let count = try entry.run(
                    "DELETE FROM identity_sessions WHERE tenant = :tenant AND substr(hash, 1, 32) = :id "
                        + "AND (:all OR user = :user)",
                    [
                        "id": .text(request.session), "all": SQLValue(everybody),
                        "user": .text(scope.principal.id),
                    ])
                guard count == 1 else {
                    throw Fault(.missing, "identity.no_session", "There is no such session of yours.")
                }
                try entry.audit("session/\(request.session)")
            }
            known.forgetAll()
            return Nothing()
        }
        ledger.handle(BeginRecovery.self) { [self] (request, scope) async throws(Fault) in
            try await beginRecovery(of: request.user, scope)
        }
        ledger.handle(Recover.self) { [self] (request, scope) async throws(Fault) in
            try await recover(request, scope)
        }
        ledger.handle(GetAccessRules.self) { [self] (_, scope) async throws(Fault) in
            AccessRules(networks: try await networks(of: try scope.tenant))
        }
        ledger.handle(PutAccessRules.self) { [self] (request, scope) async throws(Fault) in
            try await put(request, scope)
        }
    }

    private func mayEverybody(_ permission: String, _ scope: Scope) throws(Fault) {
        guard scope.may(Permission(permission), at: Location(tenant: try scope.tenant)) else {
            throw Fault(
                .forbidden, "identity.forbidden",
                "Everybody's sessions need the permission \(permission).")
        }
    }

    // MARK: - Recovery

    private func beginRecovery(of user: UserID, _ scope: Scope) async throws(Fault) -> RecoveryCode {
        _ = try await self.user(user, scope)
        try await mayBe(user, scope)
        let code = SecureRandom.bytes(15).base64URL
        let now = now
        let expires = now + Self.recoverySpan
        try await ledger.write(scope) { entry in
            let found = try entry.first(
                "SELECT 1 FROM identity_users WHERE tenant = :tenant AND id = :user AND disabled = 0",
                ["user": .text(user.text)])
            guard found != nil else { throw Fault.noUser }
            try entry.run(
                "DELETE FROM identity_recoveries WHERE tenant = :tenant AND (user = :user OR expires < :now)",
                ["user": .text(user.text), "now": .integer(now.milliseconds)])
            try entry.run(
                "INSERT INTO identity_recoveries (hash, tenant, user, expires) "
                    + "VALUES (:hash, :tenant, :user, :expires)",
                [
                    "hash": .text(Secret.hash(code)), "user": .text(user.text),
                    "expires": .integer(expires.milliseconds),
                ])
            try entry.audit("user/\(user)", after: ["recovery": "begun"])
        }
        return RecoveryCode(code: code, expires: expires)
    }

    private func recover(_ request: Recover, _ scope: Scope) async throws(Fault) -> Nothing {
        let keys = ["recovery/\(scope.remote ?? "")"]
        try throttle.check(keys, at: now)
        let (hash, now) = (Secret.hash(request.code), now)
        let row = try await ledger.readAcross(reason: "a recovery code tells its user") { query in
            try query.first(
                "SELECT u.id, u.tenant, u.email, u.name FROM identity_recoveries r "
                    + "JOIN identity_users u ON u.id = r.user "
                    + "WHERE r.hash = :hash AND r.expires > :now AND u.disabled = 0",
                ["hash": .text(hash), "now": .integer(now.milliseconds)])
        }
        guard let row, let tenant = TenantID(try row.text("tenant")) else {
            throttle.fail(keys, at: now)
            throw Fault(
                .forbidden, "identity.wrong_code",
                "This code is wrong, used or too old. Ask an administrator for another one.")
        }
        let (user, email) = (try row.text("id"), try row.text("email"))
        try await rules.check(request.password, about: [email, try row.text("name")])
        let password = try await passwords.hash(request.password)
        let principal = Principal(kind: .user, id: user, name: email, tenant: tenant, grants: [])
        let inside = ledger.node.scope(
            as: Self.context, onBehalfOf: principal, tenant: tenant, trace: scope.trace)
        try await ledger.write(inside) { entry in
            // Of two that come at once with a code, one changes the password.
            let count = try entry.run(
                "DELETE FROM identity_recoveries WHERE tenant = :tenant AND hash = :hash",
                ["hash": .text(hash)])
            guard count == 1 else {
                throw Fault(.conflict, "identity.wrong_code", "This code has just been used.")
            }
            let key: [String: SQLValue] = ["id": .text(user), "password": .text(password)]
            try entry.run(
                "UPDATE identity_users SET password = :password, revision = revision + 1 "
                    + "WHERE tenant = :tenant AND id = :id", key)
            try entry.run(
                "DELETE FROM identity_sessions WHERE tenant = :tenant AND user = :id", ["id": .text(user)])
            try entry.audit("user/\(user)", after: ["recovery": "done"])
        }
        throttle.succeed(keys)
        known.forgetAll()
        return Nothing()
    }

    // MARK: - Allowed networks

    private func networks(of tenant: TenantID) async throws(Fault) -> [String] {
        try await ledger.room.read(.of(tenant.text)) { query in
            let row = try query.first("SELECT networks FROM identity_access WHERE tenant = :tenant")
            return try row.map {
                try JSONCoding.decode([String].self, from: Array(try $0.text("networks").utf8))
            }
                ?? []
        }
    }

    /// Faults with `identity.wrong_place` where the tenant's people may not come from.
    func checkPlace(_ address: String?, _ tenant: TenantID) async throws(Fault) {
        var allowed = places.find(tenant)
        if allowed == nil {
            let read = try await networks(of: tenant).compactMap { AddressRange($0) }
            places.keep(read, tenant)
            allowed = read
        }
        guard AllowedNetworks.admit(address, to: allowed ?? []) else {
            throw Fault(
                .forbidden, "identity.wrong_place",
                "Your tenant does not let anybody in from \(address ?? "here").")
        }
    }

    private func put(_ request: PutAccessRules, _ scope: Scope) async throws(Fault) -> AccessRules {
        let tenant = try scope.tenant
        var (ranges, problems) = ([AddressRange](), [Fault.Problem]())
        for (index, text) in request.networks.enumerated() {
            if let range = AddressRange(text) {
                ranges.append(range)
            } else {
                problems.append(
                    .init("/networks/\(index)", "an address or a network like 192.0.2.0/24 was expected"))
            }
        }
        if request.networks.count > Self.mostNetworks {
            problems.append(.init("/networks", "at most \(Self.mostNetworks) were expected"))
        }
        if problems.isEmpty, !AllowedNetworks.admit(scope.remote, to: ranges) {
            problems.append(
                .init("/networks", "\(scope.remote ?? "your address") is in none: you would be shut out"))
        }
        guard problems.isEmpty else {
            throw Fault(
                .invalid, "identity.bad_networks", "The networks are not right.", problems: problems)
        }
        let before = try await networks(of: tenant)
        try await ledger.write(scope) { entry in
            try entry.run(
                "INSERT INTO identity_access (tenant, networks) VALUES (:tenant, :networks) "
                    + "ON CONFLICT (tenant) DO UPDATE SET networks = :networks",
                ["networks": .text(String(decoding: try JSONCoding.encode(request.networks), as: UTF8.self))])
            try entry.audit(
                .tenant, before: ["networks": .array(before.map { .string($0) })],
                after: ["networks": .array(request.networks.map { .string($0) })])
        }
        places.keep(ranges, tenant)
        return AccessRules(networks: request.networks)
    }
}

extension OpenSession {
    init(row: Row) throws(Fault) {
        guard let user = UserID(try row.text("user")) else {
            throw Fault(.broken, "store.column", "A stored id is damaged.")
        }
        self.init(
            id: String(try row.text("hash").prefix(32)), user: user, email: try row.text("email"),
            address: try row.text(ifPresent: "address"),
            created: Timestamp(milliseconds: try row.int64("created")),
            expires: Timestamp(milliseconds: try row.int64("expires")))
    }
}
