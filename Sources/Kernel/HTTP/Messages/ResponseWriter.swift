import Faults
import Synchronization

/// The way out for a streamed response; valid until the stream's closure returns.
public struct ResponseWriter: Sendable {
    private let sink: any ResponseSink

    init(_ sink: any ResponseSink) { self.sink = sink }

    /// Sends the bytes, in order; suspends while the peer is slow, faults with `cancelled` when it has gone.
    public func write(_ bytes: [UInt8]) async throws(Fault) { try await sink.write(bytes) }

    /// Lets go of bytes that compression holds back; without compression nothing is ever held back.
    public func flush() { sink.flush() }

    /// Returns when the server begins to drain, or the task is cancelled: what has no end of its own ends
    /// then.
    public func drained() async { await sink.drained() }
}

/// Where a streamed response goes.
protocol ResponseSink: Sendable {
    func write(_ bytes: [UInt8]) async throws(Fault)
    func flush()
    func drained() async
}

/// Collects a streamed response, for callers in process.
final class MemorySink: ResponseSink {
    private let held = Mutex<[UInt8]>([])
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    var bytes: [UInt8] { held.withLock { $0 } }

    func write(_ bytes: [UInt8]) async throws(Fault) {
        let fits = held.withLock { held in
            guard held.count + bytes.count <= limit else { return false }
            held.append(contentsOf: bytes)
            return true
        }
        if !fits { throw .bodyTooLarge(limit) }
    }

    func flush() {}

    // Nothing drains but the task.
    func drained() async { await Gate().passUnlessCancelled() }
}
