import HTTP
import Synchronization
import Vocabulary

/// Each tenant's allowed networks, as they are kept; those that were read once are remembered until they
/// change.
final class AllowedNetworks: Sendable {
    private static let ceiling = 10_000

    private let known = Mutex<[TenantID: [AddressRange]]>([:])

    func find(_ tenant: TenantID) -> [AddressRange]? { known.withLock { $0[tenant] } }

    func keep(_ networks: [AddressRange], _ tenant: TenantID) {
        known.withLock { known in
            if known.count >= Self.ceiling { known.removeAll() }
            known[tenant] = networks
        }
    }

    /// Without networks anybody may; who has no address comes from within.
    static func admit(_ address: String?, to networks: [AddressRange]) -> Bool {
        guard !networks.isEmpty, let address else { return true }
        return networks.contains { $0.contains(address) }
    }
}
