import Synchronization

/// How many calls to each host may still be made again. Each first call pays a part of one in.
final class RetryBudget: Sendable {
    private static let ceiling = 1000
    /// What a host begins with, and the most that it may save.
    private static let most = 10.0

    private let part: Double
    private let left = Mutex<[String: Double]>([:])

    init(callsForOne: Int) { part = 1 / Double(max(1, callsForOne)) }

    func called(_ host: String) {
        left.withLock { left in
            if left.count >= Self.ceiling, left[host] == nil { left.removeAll() }
            left[host] = min(Self.most, (left[host] ?? Self.most) + part)
        }
    }

    /// False when nothing is left.
    func take(_ host: String) -> Bool {
        left.withLock { left in
            let now = left[host] ?? Self.most
            guard now >= 1 else { return false }
            left[host] = now - 1
            return true
        }
    }
}
