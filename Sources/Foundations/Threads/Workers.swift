public import Faults

/// Threads on which blocking calls are awaited.
public final class Workers: Sendable {
    private let queue: ThreadQueue<@Sendable () -> Void>
    private let busy: Fault

    /// `busy` is thrown when `capacity` calls wait already, or after `close()`.
    public init(name: String, threads: Int = 1, capacity: Int, busy: Fault) {
        self.busy = busy
        queue = ThreadQueue(name: name, threads: threads, capacity: capacity) { work in
            for call in work { call() }
        }
    }

    /// Runs `body` on one of the threads, in the order of arrival. A cancelled task does not start it;
    /// once started it is awaited to its end. Faults: `busy`, `bus.cancelled`, and what `body` throws.
    public func run<T: Sendable>(
        _ code: Fault.Code, _ body: @escaping @Sendable () throws -> T
    ) async throws(Fault) -> T {
        if Task.isCancelled { throw Fault.from(CancellationError(), code) }
        let result: Result<T, Fault> = await withCheckedContinuation { continuation in
            let isTaken = queue.submit {
                do throws(Fault) {
                    continuation.resume(returning: .success(try faultingNow(code, body)))
                } catch {
                    continuation.resume(returning: .failure(error))
                }
            }
            if !isTaken { continuation.resume(returning: .failure(busy)) }
        }
        return try result.get()
    }

    /// Takes no more calls and returns when those taken are done.
    public func close() async { await queue.close() }
}
