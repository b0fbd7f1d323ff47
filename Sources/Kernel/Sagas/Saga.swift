import Bus
import Faults
import Ledgers
import Store
import Values
import Vocabulary

/// One job under way, with the memory of the steps that it has taken, also in an earlier life of the
/// process.
public struct Saga: Sendable {
    public let job: JobID
    /// True when the process was started again since the job began.
    public let isResumed: Bool
    let ledger: Ledger
    let tenant: TenantID
    let board: @Sendable (JobProgress) -> Void

    /// Tells whoever watches the job what it does now, and how much of it is done. `total` of 0 says that it
    /// can't be told. Only this life of the process remembers it.
    public func tell(_ stage: String, done: Int = 0, of total: Int = 0) {
        board(JobProgress(stage: stage, done: done, total: total))
    }

    /// Takes a step once. What an earlier life of the process has finished is not done again: its result is
    /// given back. A step that was begun and not finished is taken again when it is `repeatable`, and
    /// otherwise faults with `sagas.interrupted`, so that the caller can look at the true condition.
    public func step<T: Codable & Sendable>(
        _ name: String, repeatable: Bool = true, _ body: @Sendable () async throws(Fault) -> T
    ) async throws(Fault) -> T {
        let context = ledger.context
        let binds: [String: SQLValue] = ["job": .text(job.description), "name": .text(name)]
        let now = ledger.node.clock.now.milliseconds
        let tenant = tenant.text
        let known = try await ledger.room.write(.of(tenant)) { transaction -> Row? in
            let known = try transaction.first(
                "SELECT state, result FROM \(context)_steps WHERE tenant = :tenant AND job = :job AND name = :name",
                binds)
            if known == nil {
                _ = try transaction.run(
                    "INSERT INTO \(context)_steps (tenant, job, name, state, at) "
                        + "VALUES (:tenant, :job, :name, 'begun', :at)",
                    binds.merging(["at": .integer(now)]) { first, _ in first })
            }
            return known
        }
        if let known {
            if try known.text("state") == "done" {
                return try JSONCoding.decode(T.self, from: Array(try known.text("result").utf8))
            }
            if !repeatable {
                throw Fault(
                    .unavailable, "sagas.interrupted",
                    "The server was stopped in the middle of the step “\(name)”.")
            }
        }
        let value = try await body()
        let result = String(decoding: try JSONCoding.encode(value), as: UTF8.self)
        try await ledger.room.write(.of(tenant)) { transaction in
            _ = try transaction.run(
                "UPDATE \(context)_steps SET state = 'done', result = :result "
                    + "WHERE tenant = :tenant AND job = :job AND name = :name",
                binds.merging(["result": .text(result)]) { first, _ in first })
        }
        return value
    }

    /// True when the step was begun in this life or an earlier one.
    public func hasBegun(_ name: String) async throws(Fault) -> Bool {
        let context = ledger.context
        let job = job.description
        return try await ledger.room.read(.of(tenant.text)) { query in
            try query.first(
                "SELECT 1 FROM \(context)_steps WHERE tenant = :tenant AND job = :job AND name = :name",
                ["job": .text(job), "name": .text(name)]) != nil
        }
    }
}
