import Bus
import Crypto
import Faults
import IdentityAPI
import Ledgers
import Schemas
import Store
import Values
import Vocabulary

/// Keys for tokens that clouds check. There is always one that signs and one that comes next, which is
/// published all the time that the other signs.
extension IdentityService {
    private static let reason = "the server's own signing keys"

    func registerKeys() {
        ledger.node.handle(GetKeySet.self) { [self] (_, _) async throws(Fault) in
            let now = now
            let records = try await records().filter { $0.isPublished(at: now) }
            return KeySet(keys: try records.map { record throws(Fault) in try record.published() })
        }
        ledger.node.handle(DescribeIssuer.self) { [issuing] (_, _) async throws(Fault) in
            let issuer = issuing.issuer()
            return IssuerDescription(
                issuer: issuer, keys: issuer + "/.well-known/jwks.json",
                algorithms: [SignatureAlgorithm.rs256.rawValue],
                claims: ["iss", "sub", "aud", "exp", "iat", "nbf", "jti"] + Self.told)
        }
        ledger.node.handle(ListSigningKeys.self) { [self] (_, _) async throws(Fault) in
            try await shown()
        }
        ledger.handle(RotateKeys.self) { [self] (request, scope) async throws(Fault) in
            let before = try await records()
            try await rotate(before, isCompromised: request.compromised)
            try await ledger.write(scope) { entry in
                try entry.audit("signing-keys", after: ["compromised": .bool(request.compromised)])
            }
            return try await shown()
        }
        ledger.handle(IssueIdentityToken.self) { [self] (request, scope) async throws(Fault) in
            let token = try await issue(request)
            try await ledger.write(scope) { entry in
                try entry.audit("identity-token/\(request.bearer)", after: ["aud": .string(request.audience)])
            }
            return token
        }
    }

    /// Claims beside the usual ones.
    private static let told = [
        "tenant", "tenant_id", "project", "project_id", "workspace", "workspace_id", "environment", "run_id",
        "run_phase",
    ]

    private func shown() async throws(Fault) -> Page<SigningKeyView> {
        let now = now
        let all = try await records().filter { $0.isPublished(at: now) }
        return Page(items: try all.map { record throws(Fault) in try record.view() }, next: nil)
    }

    // MARK: - Keeping

    private func stored() async throws(Fault) -> [KeyRecord] {
        try await ledger.readAcross(reason: Self.reason) { query in
            try query.rows(
                "SELECT * FROM identity_signing_keys ORDER BY began IS NULL DESC, began DESC, created DESC"
            ).map { try KeyRecord(row: $0) }
        }
    }

    /// What is kept, newest first; made where there is none, and rotated where the key of now is old enough.
    private func records() async throws(Fault) -> [KeyRecord] {
        var all = try await stored()
        if !all.contains(where: { $0.state == .current }) {
            try await begin()
            all = try await stored()
        }
        guard let current = all.first(where: { $0.state == .current }), let began = current.began,
            now - began >= issuing.keySpan, let next = all.first(where: { $0.state == .next }),
            now - next.created >= issuing.lead
        else { return all }
        try await rotate(all, isCompromised: false)
        ledger.log.info("the next signing key signs, as the one before is old", ["key": next.id])
        return try await stored()
    }

    private func fresh() async throws(Fault) -> FreshKey {
        let ring = keys
        return try await workers.run("crypto.failed") { try FreshKey(ring) }
    }

    private func begin() async throws(Fault) {
        let (first, second, now) = (try await fresh(), try await fresh(), now)
        try await ledger.room.write(.across(reason: Self.reason)) { transaction in
            // Of several that find none, one makes them.
            guard try transaction.first("SELECT 1 FROM identity_signing_keys WHERE ended IS NULL") == nil
            else { return }
            try Self.insert(first, began: now, at: now, transaction)
            try Self.insert(second, began: nil, at: now, transaction)
        }
    }

    /// Does nothing where somebody else has rotated since `seen` was read.
    ///
    /// Faults: `identity.key_too_new` while somebody may not know the next key yet.
    private func rotate(_ seen: [KeyRecord], isCompromised: Bool) async throws(Fault) {
        guard let current = seen.first(where: { $0.state == .current }),
            let next = seen.first(where: { $0.state == .next })
        else { throw Fault(.broken, "identity.no_key", "The server has no signing key.") }
        let now = now
        let left = issuing.lead - (now - next.created)
        guard isCompromised || left <= .zero else {
            throw Fault(
                .conflict, "identity.key_too_new",
                "The next key is published for a moment only, and clouds may not have read it yet. Wait, or "
                    + "say that the keys are compromised.",
                retryAfter: max(1, Int(left.milliseconds / 1000)))
        }
        let following = try await fresh()
        let replacement = isCompromised ? try await fresh() : nil
        try await ledger.room.write(.across(reason: Self.reason)) { transaction in
            let still = try transaction.first(
                "SELECT 1 FROM identity_signing_keys WHERE id = :id AND ended IS NULL",
                ["id": .text(current.id)])
            guard still != nil else { return }
            if let replacement {
                _ = try transaction.run("DELETE FROM identity_signing_keys")
                try Self.insert(replacement, began: now, at: now, transaction)
            } else {
                _ = try transaction.run(
                    "UPDATE identity_signing_keys SET ended = :now, sealed = NULL WHERE id = :id",
                    ["now": .integer(now.milliseconds), "id": .text(current.id)])
                _ = try transaction.run(
                    "UPDATE identity_signing_keys SET began = :now WHERE id = :id",
                    ["now": .integer(now.milliseconds), "id": .text(next.id)])
                _ = try transaction.run(
                    "DELETE FROM identity_signing_keys WHERE ended IS NOT NULL "
                        + "AND coalesce(last_expiry, 0) < :gone",
                    ["gone": .integer(now.milliseconds - 86_400_000)])
            }
            try Self.insert(following, began: nil, at: now, transaction)
        }
    }

    private static func insert(
        _ key: FreshKey, began: Timestamp?, at now: Timestamp, _ transaction: Transaction
    ) throws(Fault) {
        _ = try transaction.run(
            "INSERT INTO identity_signing_keys (id, public, sealed, created, began) "
                + "VALUES (:id, :public, :sealed, :now, :began)",
            [
                "id": .text(key.id), "public": .text(key.publicKey), "sealed": .blob(key.sealed),
                "now": .integer(now.milliseconds), "began": SQLValue(began?.milliseconds),
            ])
    }

    // MARK: - Signing

    private func issue(_ request: IssueIdentityToken) async throws(Fault) -> IdentityToken {
        // Rotated meanwhile, the key has no secret any more: once more, then, with the one of now.
        for _ in 0..<3 {
            guard let key = try await records().first(where: { $0.state == .current }),
                let sealed = key.sealed
            else { continue }
            let now = now
            let expires = now + .seconds(request.seconds)
            // Before it is signed: a key is published as long as one of its tokens may be about.
            let isKept = try await ledger.room.write(.across(reason: Self.reason)) { transaction in
                try transaction.run(
                    "UPDATE identity_signing_keys SET last_expiry = max(coalesce(last_expiry, 0), :expires) "
                        + "WHERE id = :id AND ended IS NULL",
                    ["expires": .integer(expires.milliseconds), "id": .text(key.id)]) == 1
            }
            guard isKept else { continue }
            let pem = try keys.open(Envelope(bytes: sealed), authenticating: KeyRecord.seal(key.id))
            let signing = try SigningKey(pem: String(decoding: pem, as: UTF8.self), id: key.id)
            let seconds = Int(now.milliseconds / 1000)
            var claims: JSON.Object = [
                "iss": .string(issuing.issuer()), "sub": .string(request.bearer),
                "aud": .string(request.audience), "iat": JSON(seconds), "nbf": JSON(seconds - 5),
                "exp": JSON(Int(expires.milliseconds / 1000)), "jti": .string(UUIDv7.next().text),
            ]
            for (name, value) in request.claims.sorted(by: { $0.key < $1.key }) {
                claims[name] = .string(value)
            }
            return IdentityToken(
                token: try SignedToken.sign(.object(claims), with: signing), expires: expires)
        }
        throw Fault(.unavailable, "identity.no_key", "The signing keys change just now. Try again.")
    }

    /// Wraps every signing key with the ring's current key; the number that changed.
    public static func rewrapSecrets(_ room: Room, _ keys: KeyRing) async throws(Fault) -> Int {
        try await room.write(.across(reason: "master key rotation")) { transaction in
            var changed = 0
            let rows = try transaction.rows(
                "SELECT id, sealed FROM identity_signing_keys WHERE sealed IS NOT NULL")
            for row in rows {
                let id = try row.text("id")
                let envelope = try Envelope(bytes: try row.bytes("sealed"))
                guard let renewed = try keys.rewrap(envelope, authenticating: KeyRecord.seal(id)) else {
                    continue
                }
                _ = try transaction.run(
                    "UPDATE identity_signing_keys SET sealed = :sealed WHERE id = :id",
                    ["sealed": .blob(renewed.bytes), "id": .text(id)])
                changed += 1
            }
            return changed
        }
    }
}
