/// Wakes one waiting loop; signals that come while it works are remembered as one.
public struct Wake: Sendable {
    private let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    public init() {
        (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    }

    public func signal() { continuation.yield() }

    /// Runs `work` at every signal and after every `pause` without one, until the task is cancelled.
    public func loop(every pause: Duration, _ work: @escaping @Sendable () async -> Void) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                do {
                    while true {
                        try await Task.sleep(for: pause)
                        signal()
                    }
                } catch {
                    // Cancelled: the process is shutting down.
                }
            }
            signal()
            for await _ in stream {
                if Task.isCancelled { break }
                await work()
            }
            group.cancelAll()
        }
    }
}
