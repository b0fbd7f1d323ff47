import Bus
import DriftAPI
import Faults
import InventoryAPI
import Ledgers
import Sagas
import TenantsAPI
import Vocabulary

extension DriftService {
    /// Findings of one report at most; more are told as a number.
    private static let most = 2000

    /// What exists in the accounts and no state records, as far as the inventory knows.
    func unmanaged(
        _ scan: ScanDrift, _ id: AnalysisID, _ saga: Saga, _ scope: Scope
    ) async throws(Fault) -> [Finding] {
        do throws(Fault) {
            if scan.discover { try await discover(id, saga, scope) }
            var (found, cursor, isWhole) = ([Finding](), String?.none, true)
            repeat {
                let page = try await scope.call(
                    ListAssets(managed: false, ignored: false, cursor: cursor, limit: 200))
                found += page.items.map(Finding.init(unmanaged:))
                cursor = page.next
                isWhole = found.count < Self.most || cursor == nil
            } while cursor != nil && isWhole
            if !isWhole {
                found.append(
                    .unseen(
                        "inventory",
                        "there are more than \(Self.most) unmanaged things; the inventory lists them"))
            }
            return found
        } catch {
            if error.kind == .cancelled { throw error }
            return [.unseen("inventory", error.message)]
        }
    }

    private func discover(_ id: AnalysisID, _ saga: Saga, _ scope: Scope) async throws(Fault) {
        progress.tell(id, "discovering")
        for connection in try await scope.call(ListConnections()).items {
            let ticket = try await saga.step("discover \(connection.slug)") { () async throws(Fault) in
                try await scope.start(Discover(connection: connection.slug))
            }
            guard let look = DiscoveryID(ticket.id) else { continue }
            while try await scope.call(GetDiscovery(discovery: look)).status == .running {
                try await faulting("drift.wait") { try await Task.sleep(for: .milliseconds(100)) }
            }
        }
    }
}

extension Finding {
    init(unmanaged asset: Asset) {
        self.init(
            id: .next(), address: "\(asset.type).\(asset.importID)", type: asset.type, kind: .unmanaged,
            attributes: [], risk: RiskRules.unmanaged(asset.type), asset: asset.id,
            since: asset.firstSeen)
    }

    /// Something that a scan over everything could not look at.
    static func unseen(_ address: String, in workspace: WorkspaceID? = nil, _ reason: String) -> Finding {
        Finding(
            id: .next(), workspace: workspace, address: address, type: address, kind: .notChecked,
            attributes: [], reason: reason)
    }
}
