import Bus
import Faults
import Store
import Values
import Vocabulary

extension Ledger {
    /// Attempts after which an entry is parked for the operator to look at.
    static let attemptCeiling = 20
    static let relayPause = Duration.seconds(2)

    /// Delivers what the context has told, at least once, until the task is cancelled. Exactly one process
    /// does so at a time.
    public func relay() async {
        await wake.loop(every: Ledger.relayPause) { [self] in
            do throws(Fault) {
                guard try await acquire("relay", for: .seconds(30)) != nil else { return }
                try await deliverWaiting()
            } catch {
                log.warning("the relay of \(context) could not work", ["reason": error.note ?? error.message])
            }
        }
    }

    /// Delivers everything that is due, in order; returns when nothing is.
    public func deliverWaiting() async throws(Fault) {
        while !Task.isCancelled {
            let now = node.clock.now
            let context = context
            let batch = try await room.read(.across(reason: "relaying the outbox")) { query in
                try query.rows(
                    "SELECT seq, tenant, kind, body, attempts FROM \(context)_outbox "
                        + "WHERE state = 'waiting' AND due <= :now ORDER BY seq LIMIT 100",
                    ["now": .integer(now.milliseconds)]
                ).map { try Waiting($0) }
            }
            guard !batch.isEmpty else { return }
            var results: [(Waiting, Fault?)] = []
            for waiting in batch {
                do throws(Fault) {
                    try await deliver(waiting)
                    results.append((waiting, nil))
                } catch {
                    results.append((waiting, error))
                }
            }
            try await settle(results)
        }
    }

    struct Waiting: Sendable {
        let seq: Int64
        let kind: String
        let body: String
        let attempts: Int

        init(_ row: Row) throws(Fault) {
            seq = try row.int64("seq")
            kind = try row.text("kind")
            body = try row.text("body")
            attempts = try row.int("attempts")
        }
    }

    private func deliver(_ waiting: Waiting) async throws(Fault) {
        let bytes = Array(waiting.body.utf8)
        if waiting.kind == "audit" {
            try await node.put(onRecord: try JSONCoding.decode(AuditEntry.self, from: bytes))
        } else {
            try await node.publish(try JSONCoding.decode(EventEnvelope.self, from: bytes))
        }
    }

    /// Audit entries go once they are in the chain; events stay, to be replayed.
    private func settle(_ results: [(Waiting, Fault?)]) async throws(Fault) {
        let context = context
        let now = node.clock.now
        try await room.write(.across(reason: "relaying the outbox")) { transaction in
            for (waiting, fault) in results {
                let binds: [String: SQLValue] = ["seq": .integer(waiting.seq)]
                guard let fault else {
                    let done =
                        waiting.kind == "audit"
                        ? "DELETE FROM \(context)_outbox WHERE seq = :seq"
                        : "UPDATE \(context)_outbox SET state = 'done' WHERE seq = :seq"
                    try transaction.run(done, binds)
                    continue
                }
                let attempts = waiting.attempts + 1
                let isParked = attempts >= Ledger.attemptCeiling
                let pause = Int64(min(300, 1 << min(attempts, 9))) * 1000
                try transaction.run(
                    "UPDATE \(context)_outbox SET attempts = :attempts, due = :due, state = :state, note = :note "
                        + "WHERE seq = :seq",
                    [
                        "seq": .integer(waiting.seq), "attempts": SQLValue(attempts),
                        "due": .integer(now.milliseconds + pause),
                        "state": .text(isParked ? "parked" : "waiting"),
                        "note": .text(fault.note ?? fault.message),
                    ])
            }
        }
        for (waiting, fault) in results where fault != nil && waiting.attempts + 1 >= Ledger.attemptCeiling {
            log.error("an entry of \(context)'s outbox is parked", ["seq": String(waiting.seq)])
        }
    }

    // MARK: - Leases

    /// Takes or renews a lease; nil while another process holds it. The token grows with every change of
    /// hands, so that work done under an older one can be told apart.
    public func acquire(_ name: String, for span: Duration) async throws(Fault) -> Int? {
        let (context, holder) = (context, holder)
        let now = node.clock.now.milliseconds
        return try await room.write(.across(reason: "leases belong to no tenant")) { transaction in
            let binds: [String: SQLValue] = [
                "name": .text(name), "holder": .text(holder), "now": .integer(now),
                "until": .integer(now + span.milliseconds),
            ]
            return try transaction.first(
                "INSERT INTO \(context)_leases (name, holder, token, expires) VALUES (:name, :holder, 1, :until) "
                    + "ON CONFLICT (name) DO UPDATE SET token = token + (holder <> :holder), holder = :holder, "
                    + "expires = :until WHERE holder = :holder OR expires < :now RETURNING token", binds
            )?.int("token")
        }
    }

    /// Gives a lease back, so that another process need not wait for its end.
    public func release(_ name: String) async throws(Fault) {
        let (context, holder) = (context, holder)
        try await room.write(.across(reason: "leases belong to no tenant")) { transaction in
            _ = try transaction.run(
                "UPDATE \(context)_leases SET expires = 0 WHERE name = :name AND holder = :holder",
                ["name": .text(name), "holder": .text(holder)])
        }
    }

    // MARK: - Hearing

    /// Hears events exactly once as far as this context's own changes go: `handler` runs again only when it
    /// has thrown or the process died in it.
    public func subscribe<E: Event>(
        _: E.Type, named name: String,
        with handler: @escaping @Sendable (E, EventEnvelope, Scope) async throws(Fault) -> Void
    ) {
        let (context, room, node) = (context, room, node)
        node.subscribe(E.self, as: context) { (event, envelope, scope) async throws(Fault) in
            let binds: [String: SQLValue] = ["event": .text(envelope.eventId.text), "handler": .text(name)]
            let isKnown = try await room.read(.across(reason: "deduplicating events")) { query in
                try query.first(
                    "SELECT 1 FROM \(context)_seen WHERE event = :event AND handler = :handler", binds) != nil
            }
            if isKnown { return }
            try await handler(event, envelope, scope)
            let now = node.clock.now.milliseconds
            try await room.write(.across(reason: "deduplicating events")) { transaction in
                _ = try transaction.run(
                    "INSERT OR IGNORE INTO \(context)_seen (event, handler, at) VALUES (:event, :handler, :at)",
                    binds.merging(["at": .integer(now)]) { first, _ in first })
            }
        }
    }
}
