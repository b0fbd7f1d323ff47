import CSQLite
import Faults
import Threads

/// A write in line. Its body may run again when others in the same commit spoilt it.
///
/// Unchecked: after it is made, only the writer's thread touches it.
final class PendingWrite: @unchecked Sendable {
    enum Kind {
        /// May share its commit with others.
        case grouped
        /// Runs by itself and sees to its own transaction.
        case alone
    }

    let kind: Kind
    private let attempt: (Connection) throws(Fault) -> Void
    private let settle: (Fault?) -> Void
    /// Why the last attempt failed, if it did.
    private(set) var failure: Fault?

    init(
        _ kind: Kind, attempt: @escaping (Connection) throws(Fault) -> Void,
        settle: @escaping (Fault?) -> Void
    ) {
        self.kind = kind
        self.attempt = attempt
        self.settle = settle
    }

    func run(on connection: Connection) {
        do throws(Fault) {
            try attempt(connection)
            failure = nil
        } catch {
            failure = error
        }
    }

    /// Tells the waiting task: its own failure, or the commit's.
    func finish(_ commitFailure: Fault? = nil) { settle(failure ?? commitFailure) }
}

/// The one writer: whatever queued while the last commit reached the disk goes into the next one.
struct Writer: Sendable {
    private let queue: ThreadQueue<PendingWrite>

    init(_ connection: Connection, capacity: Int) {
        queue = ThreadQueue(name: "store-writer", capacity: capacity, batch: 256) { writes in
            var group: [PendingWrite] = []
            for write in writes {
                if write.kind == .grouped {
                    group.append(write)
                    continue
                }
                Writer.commit(group, on: connection)
                group = []
                write.run(on: connection)
                write.finish()
            }
            Writer.commit(group, on: connection)
        }
    }

    func close() async { await queue.close() }

    /// Runs `body` in line and resumes when what it wrote is durable.
    func write<T: Sendable>(
        _ kind: PendingWrite.Kind, _ body: @escaping @Sendable (Connection) throws -> T
    ) async throws(Fault) -> T {
        if Task.isCancelled { throw Fault.from(CancellationError(), "store.cancelled") }
        let result: Result<T, Fault> = await withCheckedContinuation { continuation in
            let answer = Answer<T>()
            let pending = PendingWrite(kind) { (connection) throws(Fault) in
                answer.value = try faultingNow("store.body") { try body(connection) }
            } settle: { failure in
                switch (failure, answer.value) {
                case (nil, let value?): continuation.resume(returning: .success(value))
                case (let failure?, _): continuation.resume(returning: .failure(failure))
                case (nil, nil): preconditionFailure("A write succeeded without having run.")
                }
            }
            if !queue.submit(pending) { continuation.resume(returning: .failure(.storeBusy)) }
        }
        return try result.get()
    }

    private final class Answer<T> {
        var value: T?
    }

    // MARK: Group commit

    /// Commits the writes together; when that fails, one by one, so that each bears its own fault only.
    private static func commit(_ writes: [PendingWrite], on connection: Connection) {
        if writes.isEmpty { return }
        do throws(Fault) {
            try transaction(on: connection) { () throws(Fault) in
                for write in writes { try runInSavepoint(write, on: connection) }
            }
            for write in writes { write.finish() }
        } catch {
            if writes.count == 1 {
                writes[0].finish(error)
                return
            }
            for write in writes { commit([write], on: connection) }
        }
    }

    /// A fault of the write itself stays with it; one that cost the whole transaction is thrown.
    private static func runInSavepoint(_ write: PendingWrite, on connection: Connection) throws(Fault) {
        try connection.execute("SAVEPOINT one")
        write.run(on: connection)
        guard let failure = write.failure else {
            try connection.execute("RELEASE one")
            return
        }
        guard connection.isInTransaction else { throw failure }
        try connection.execute("ROLLBACK TO one")
        try connection.execute("RELEASE one")
    }

    /// Runs `body` in a transaction that is durable when this returns, and undone when it throws.
    static func transaction(on connection: Connection, _ body: () throws(Fault) -> Void) throws(Fault) {
        try connection.execute("BEGIN IMMEDIATE")
        do throws(Fault) {
            try body()
            try connection.execute("COMMIT")
        } catch {
            if connection.isInTransaction { try? connection.execute("ROLLBACK") }
            throw error
        }
    }
}
