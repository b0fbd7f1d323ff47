import Synchronization

/// Counts open connections over all loops, in all and for each address.
final class Admission: Sendable {
    private struct Counts {
        var total = 0
        var byAddress: [String: Int] = [:]
    }

    private let counts = Mutex(Counts())
    private let total: Int
    private let perAddress: Int

    init(_ limits: Limits) {
        total = limits.connections
        perAddress = limits.connectionsPerAddress
    }

    /// Takes a place; `false` when none is left. A `true` is owed a `leave`.
    func enter(_ address: String) -> Bool {
        counts.withLock { counts in
            let held = counts.byAddress[address, default: 0]
            guard counts.total < total, held < perAddress else { return false }
            counts.total += 1
            counts.byAddress[address] = held + 1
            return true
        }
    }

    func leave(_ address: String) {
        counts.withLock { counts in
            counts.total -= 1
            let held = counts.byAddress[address, default: 1] - 1
            counts.byAddress[address] = held == 0 ? nil : held
        }
    }
}
