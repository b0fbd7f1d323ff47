import AWSProtocol
import Assets
import Bus
import Faults
import InventoryAPI
import Ledgers
import Store
import Values
import Vocabulary

extension InventoryService {
    /// Assets and the report in one transaction. What a complete listing did not find any more is gone.
    func keep(
        _ found: [FoundAssets], of accounts: String, _ owners: Owners, _ id: DiscoveryID, _ scope: Scope
    ) async throws(Fault) -> Discovery {
        let now = ledger.node.clock.now
        let listings = String(decoding: try JSONCoding.encode(found.map(\.listing)), as: UTF8.self)
        return try await end(
            id, scope,
            [
                "status": "completed", "account": .text(accounts), "listings": .text(listings),
                "found": SQLValue(found.map(\.assets.count).reduce(0, +)),
            ]
        ) { entry in
            let ignore = try IgnoreRules.kept { try entry.first($0) }
            for one in found {
                for asset in one.assets {
                    try entry.keep(asset, of: one, owners.owner(of: asset), ignore, id, now)
                }
                if one.listing.outcome == .listed { try entry.end(one, id, now) }
            }
        }
    }

    func end(
        _ id: DiscoveryID, _ scope: Scope, _ columns: [String: SQLValue],
        _ more: @escaping @Sendable (Entry) throws -> Void
    ) async throws(Fault) -> Discovery {
        var changes = columns
        changes["ended"] = .integer(ledger.node.clock.now.milliseconds)
        let assignments = changes.keys.sorted().map { "\($0) = :\($0)" }.joined(separator: ", ")
        let binds = changes.merging(["id": .text(id.text)]) { first, _ in first }
        try await ledger.write(scope) { entry in
            try more(entry)
            try entry.run(
                "UPDATE inventory_discoveries SET \(assignments) WHERE tenant = :tenant AND id = :id", binds)
        }
        return try await discovery(id, scope)
    }
}

extension Entry {
    /// Marks as gone what the listing would have had.
    fileprivate func end(_ found: FoundAssets, _ discovery: DiscoveryID, _ now: Timestamp) throws {
        var (type, other) = (SQLValue.null, SQLValue.null)
        switch found.covered {
        case .only(let name): type = .text(name)
        case .all(let name): other = SQLValue(name)
        }
        let asked = String(decoding: try JSONCoding.encode(found.types), as: UTF8.self)
        try run(
            "UPDATE inventory_assets SET gone = :now WHERE tenant = :tenant AND provider = :provider "
                + "AND account = :account AND (:region IS NULL OR region = :region) "
                + "AND (:type IS NULL OR type = :type) AND (:other IS NULL OR type <> :other) "
                + "AND (:asked = '[]' OR type IN (SELECT value FROM json_each(:asked))) "
                + "AND discovery <> :discovery AND gone IS NULL",
            [
                "now": .integer(now.milliseconds), "provider": .text(found.provider),
                "account": .text(found.account), "region": SQLValue(found.region), "type": type,
                "other": other, "asked": .text(asked), "discovery": .text(discovery.text),
            ])
    }

    fileprivate func keep(
        _ asset: FoundAsset, of found: FoundAssets, _ owner: Owners.Owner?, _ ignore: IgnoreRules,
        _ discovery: DiscoveryID, _ now: Timestamp
    ) throws {
        let tags = String(decoding: try JSONCoding.encode(asset.tags), as: UTF8.self)
        let links = String(decoding: try JSONCoding.encode(asset.links), as: UTF8.self)
        try run(
            "INSERT INTO inventory_assets (id, tenant, provider, account, region, type, resource, name, arn, "
                + "import_id, tags, links, first_seen, last_seen, discovery, workspace, address, ignored) "
                + "VALUES (:id, :tenant, :provider, :account, :region, :type, :resource, :name, :arn, :import, "
                + ":tags, :links, :now, :now, :discovery, :workspace, :address, :ignored) "
                + "ON CONFLICT (tenant, provider, account, region, type, resource) DO UPDATE SET name = :name, "
                + "arn = :arn, import_id = :import, tags = :tags, links = :links, last_seen = :now, "
                + "discovery = :discovery, workspace = :workspace, address = :address, "
                + "ignored = :ignored, gone = NULL",
            [
                "id": .text(AssetID.next().text), "provider": .text(found.provider),
                "account": .text(found.account), "region": .text(asset.region), "type": .text(asset.type),
                "resource": .text(asset.id), "name": .text(asset.name), "arn": SQLValue(asset.arn),
                "import": .text(asset.importID), "tags": .text(tags), "links": .text(links),
                "now": .integer(now.milliseconds), "discovery": .text(discovery.text),
                "workspace": SQLValue(owner?.workspace.text), "address": SQLValue(owner?.address),
                "ignored": SQLValue(
                    ignore.leavesOut(asset.type, asset.id, asset.importID)
                        || CloudMade.includes(asset.type, arn: asset.arn)),
            ])
    }
}
