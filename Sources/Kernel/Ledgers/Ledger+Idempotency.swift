import Bus
import Crypto
import Faults
import Schemas
import Store
import Values
import Vocabulary

extension Ledger {
    /// How long an answer is kept for its key.
    public static let idempotencySpan = Duration.seconds(86_400)

    /// Answers an exchange of this context. A command that carries an idempotency key is carried out
    /// once: the same request again gets the same answer, another request under the key is refused.
    public func handle<E: Exchange>(
        _: E.Type, with handler: @escaping @Sendable (E, Scope) async throws(Fault) -> E.Answer
    ) {
        guard E.contract.effect == .command else {
            node.handle(E.self, with: handler)
            return
        }
        node.handle(E.self) { [self] (request, scope) async throws(Fault) in
            guard let key = scope.idempotencyKey, scope.tenantIfAny != nil else {
                return try await handler(request, scope)
            }
            guard (1...200).contains(key.utf8.count) else {
                throw Fault(.invalid, "bus.idempotency_key", "An idempotency key has 1 to 200 bytes.")
            }
            let digest = Digest.sha256(try JSONCoding.encode(request)).hex
            let place = Place(tenant: try scope.tenant.text, principal: scope.principal.id, scope.action, key)
            guard carrying.withLock({ $0.insert(place).inserted }) else {
                throw Fault(
                    .conflict, "bus.idempotency_busy", "The same request is being carried out. Wait for it.",
                    retryAfter: 1)
            }
            defer { carrying.withLock { _ = $0.remove(place) } }
            if let answer = try await begin(key, digest, scope) {
                return try JSONCoding.decode(E.Answer.self, from: Array(answer.utf8))
            }
            do throws(Fault) {
                let answer = try await handler(request, scope)
                try await finish(key, scope, E.contract.revealsSecret ? [] : try JSONCoding.encode(answer))
                return answer
            } catch {
                try await forget(key, scope)
                throw error
            }
        }
    }

    /// The kept answer; nil when this request is the first of its key and was noted as begun.
    private func begin(_ key: String, _ digest: String, _ scope: Scope) async throws(Fault) -> String? {
        let now = node.clock.now.milliseconds
        let context = context
        let binds = place(key, scope)
        return try await room.write(.of(try scope.tenant.text)) { transaction in
            _ = try transaction.run(
                "DELETE FROM \(context)_idempotency WHERE tenant = :tenant AND created < :before",
                ["before": .integer(now - Ledger.idempotencySpan.milliseconds)])
            let known = try transaction.first(
                "SELECT digest, answer FROM \(context)_idempotency WHERE tenant = :tenant "
                    + "AND principal = :principal AND action = :action AND key = :key", binds)
            guard let known else {
                _ = try transaction.run(
                    "INSERT INTO \(context)_idempotency (tenant, principal, action, key, digest, created) "
                        + "VALUES (:tenant, :principal, :action, :key, :digest, :now)",
                    binds.merging(["digest": .text(digest), "now": .integer(now)]) { first, _ in first })
                return nil
            }
            guard try known.text("digest") == digest else {
                throw Fault(
                    .conflict, "bus.idempotency_mismatch",
                    "This idempotency key was used for another request. Use a new key.")
            }
            guard let answer = try known.text(ifPresent: "answer") else {
                // Nobody here carries it out: the process that began it has ended.
                throw Fault(
                    .conflict, "bus.outcome_unknown",
                    "The server ended while it carried this request out, and it can't tell whether it took effect. "
                        + "Look, and if it did not, send it again under a new key.")
            }
            guard !answer.isEmpty else {
                throw Fault(
                    .conflict, "bus.secret_shown",
                    "This request was carried out, and its answer held a secret, which is shown once. "
                        + "Use a new key to make another.")
            }
            return answer
        }
    }

    private func finish(_ key: String, _ scope: Scope, _ answer: [UInt8]) async throws(Fault) {
        let context = context
        let binds = place(key, scope).merging(
            ["answer": .text(String(decoding: answer, as: UTF8.self))]) { first, _ in first }
        try await room.write(.of(try scope.tenant.text)) { transaction in
            _ = try transaction.run(
                "UPDATE \(context)_idempotency SET answer = :answer WHERE tenant = :tenant "
                    + "AND principal = :principal AND action = :action AND key = :key", binds)
        }
    }

    private func forget(_ key: String, _ scope: Scope) async throws(Fault) {
        let context = context
        let binds = place(key, scope)
        try await room.write(.of(try scope.tenant.text)) { transaction in
            _ = try transaction.run(
                "DELETE FROM \(context)_idempotency WHERE tenant = :tenant AND principal = :principal "
                    + "AND action = :action AND key = :key AND answer IS NULL", binds)
        }
    }

    /// One key of one caller, for one action.
    struct Place: Hashable, Sendable {
        let tenant, principal, action, key: String

        init(tenant: String, principal: String, _ action: String, _ key: String) {
            self.tenant = tenant
            self.principal = principal
            self.action = action
            self.key = key
        }
    }

    private func place(_ key: String, _ scope: Scope) -> [String: SQLValue] {
        ["principal": .text(scope.principal.id), "action": .text(scope.action), "key": .text(key)]
    }
}
