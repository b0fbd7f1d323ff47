import Assets
import Bus
import Faults
import InventoryAPI
import TenantsAPI
import Values
import Vocabulary

extension InventoryService {
    /// So many names go into one call; Google takes a hundred, and an address has a bound too.
    private static let namesAtOnce = 20

    /// What Google tells of assets now, asked with the connections through which they were seen. An account
    /// that can't be read is a fault: what it has is not known to be gone.
    func contents(of assets: [AssetID], _ scope: Scope) async throws(Fault) -> [AssetContent] {
        var byPlace: [Place: [Asset]] = [:]
        for id in assets {
            let asset = try await kept(id, scope).asset
            guard asset.provider == CloudAsset.Cloud.google.rawValue else { continue }
            let place = Place(connection: try await connection(of: id, scope), account: asset.account)
            byPlace[place, default: []].append(asset)
        }
        var out: [AssetContent] = []
        for (place, all) in byPlace.sorted(by: { $0.key < $1.key }) {
            let opened = try await scope.call(OpenConnection(slug: place.connection))
            let search = try await RESTSearch.begin(
                opened, client, region: nil, types: [], now: ledger.node.clock.now)
            var rest = all[...]
            while !rest.isEmpty {
                out += try await contents(of: rest.prefix(Self.namesAtOnce), in: place.account, search.caller)
                rest = rest.dropFirst(Self.namesAtOnce)
            }
        }
        return out
    }

    private struct Place: Hashable, Comparable {
        let connection: Slug
        let account: String

        static func < (left: Place, right: Place) -> Bool {
            (left.connection.text, left.account) < (right.connection.text, right.account)
        }
    }

    private func contents(
        of some: some Collection<Asset>, in account: String, _ caller: RESTCaller
    ) async throws(Fault) -> [AssetContent] {
        let parent = account.contains("/") ? account : "projects/" + CloudToken.escaped(account)
        let names = some.map { "&assetNames=" + CloudToken.escaped($0.resource) }.joined()
        let address = "\(caller.base)/v1/\(parent):batchGetAssetsHistory?contentType=RESOURCE" + names
        let answer = try await faulting("inventory.contents") { () async throws -> RESTCaller.Answer in
            try await caller.list(address, page: GoogleListing.moments) { $0 }
        }
        guard answer.outcome == .listed else {
            throw Fault(
                .unavailable, "inventory.contents",
                "Google does not tell what its assets are: \(answer.reason ?? answer.outcome.rawValue)")
        }
        return some.compactMap { asset in
            answer.assets.last { $0.id == asset.resource }.map {
                AssetContent(asset: asset.id, name: $0.id, type: $0.type, content: $0.content)
            }
        }
    }
}
