import Faults
import Synchronization
import Threads

/// Connections that only read, each used by one thread at a time.
final class Readers: Sendable {
    private let idle: Mutex<[Connection]>
    private let workers: Workers

    init(_ connections: [Connection], capacity: Int) {
        idle = Mutex(connections)
        workers = Workers(
            name: "store-reader", threads: connections.count, capacity: capacity, busy: .storeBusy)
    }

    func close() async {
        await workers.close()
        idle.withLock { $0 = [] }
    }

    /// Runs `body` on a connection in a snapshot of its own.
    func read<T: Sendable>(_ body: @escaping @Sendable (Connection) throws -> T) async throws(Fault) -> T {
        try await workers.run("store.body") { [self] in
            // There are as many connections as threads, so one is idle.
            guard let connection = idle.withLock({ $0.popLast() }) else { throw Fault.storeBusy }
            defer { idle.withLock { $0.append(connection) } }
            try connection.execute("BEGIN")
            defer { try? connection.execute("ROLLBACK") }
            return try body(connection)
        }
    }
}
