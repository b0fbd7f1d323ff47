import Synchronization

/// Counts open connections over all loops, in all and for each address.
final class Admission: Sendable {
    private struct Counts {
        var total = 0
        var byAddress: [String: Int] = [:]

        mutating func release(_ address: String) {
            let held = byAddress[address, default: 1] - 1
            byAddress[address] = held == 0 ? nil : held
        }
    }

    private let counts = Mutex(Counts())
    private let total: Int
    private let perAddress: Int

    init(_ limits: Limits) {
        total = limits.connections
        perAddress = limits.connectionsPerAddress
    }

    /// Takes a place; `false` when none is left. A `true` is owed a `leave`. A proxy, which speaks for many,
    /// is not bounded by itself.
    func enter(_ address: String, isProxy: Bool = false) -> Bool {
        counts.withLock { counts in
            let held = counts.byAddress[address, default: 0]
            guard counts.total < total, isProxy || held < perAddress else { return false }
            counts.total += 1
            counts.byAddress[address] = held + 1
            return true
        }
    }

    func leave(_ address: String) {
        counts.withLock { counts in
            counts.total -= 1
            counts.release(address)
        }
    }

    /// A proxy's place becomes that of its client; `false`, with nothing changed, when that has too many.
    func exchange(_ proxy: String, for client: String) -> Bool {
        counts.withLock { counts in
            let held = counts.byAddress[client, default: 0]
            guard held < perAddress else { return false }
            counts.byAddress[client] = held + 1
            counts.release(proxy)
            return true
        }
    }
}
