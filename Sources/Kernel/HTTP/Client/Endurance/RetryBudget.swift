import Synchronization

/// How many calls to each host may still be made again. Each first call pays a part of one in.
final class RetryBudget: Sendable {
    private static let ceiling = 1000

    /// What one repetition costs, in first calls; a host begins with ten, and saves no more.
    private let price: Int
    private let left = Mutex<[String: Int]>([:])

    init(callsForOne: Int) { price = max(1, callsForOne) }

    func called(_ host: String) {
        left.withLock { left in
            if left.count >= Self.ceiling, left[host] == nil { left.removeAll() }
            left[host] = min(10 * price, (left[host] ?? 10 * price) + 1)
        }
    }

    /// False when nothing is left.
    func take(_ host: String) -> Bool {
        left.withLock { left in
            let now = left[host] ?? 10 * price
            guard now >= price else { return false }
            left[host] = now - price
            return true
        }
    }
}
