import Bus
import Faults

/// Tells a job's status whenever it changes, to its end.
actor JobFollower {
    private static let pause = Duration.milliseconds(100)

    private let status: @Sendable () async throws(Fault) -> JobStatus
    private var last: JobStatus?
    private var count: Int
    private var isOver = false

    /// A follower that comes back counts on from `after`, and is told the status of now first.
    init(after: String?, _ status: @escaping @Sendable () async throws(Fault) -> JobStatus) {
        self.status = status
        count = after.flatMap { Int($0) } ?? 0
    }

    func next() async throws -> Streamed<JobStatus>? {
        while !isOver {
            let now = try await status()
            isOver = now.state != .running
            if now != last {
                last = now
                count += 1
                return Streamed(cursor: String(count), element: now)
            }
            try await Task.sleep(for: Self.pause)
        }
        return nil
    }
}
