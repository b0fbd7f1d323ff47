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
        _ found: [Search.Found], of account: String, _ owners: Owners, _ id: DiscoveryID, _ scope: Scope
    ) async throws(Fault) -> Discovery {
        let now = ledger.node.clock.now
        let listings = String(decoding: try JSONCoding.encode(found.map(\.listing)), as: UTF8.self)
        return try await end(
            id, scope,
            [
                "status": "completed", "account": .text(account), "listings": .text(listings),
                "found": SQLValue(found.map(\.resources.count).reduce(0, +)),
            ]
        ) { entry in
            let ignore = try IgnoreRules.kept { try entry.first($0) }
            for one in found {
                for resource in one.resources {
                    try entry.keep(
                        resource, in: (account, one.listing.region), owners.owner(of: resource), ignore, id,
                        now)
                }
                guard one.listing.outcome == .listed else { continue }
                try entry.run(
                    "UPDATE inventory_assets SET gone = :now WHERE tenant = :tenant AND provider = 'aws' "
                        + "AND account = :account AND region = :region AND type = :type "
                        + "AND discovery <> :discovery AND gone IS NULL",
                    [
                        "now": .integer(now.milliseconds), "account": .text(account),
                        "region": .text(one.listing.region), "type": .text(one.listing.type),
                        "discovery": .text(id.text),
                    ])
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
    fileprivate func keep(
        _ resource: ListedResource, in place: (account: String, region: String), _ owner: Owners.Owner?,
        _ ignore: IgnoreRules, _ discovery: DiscoveryID, _ now: Timestamp
    ) throws {
        let tags = String(decoding: try JSONCoding.encode(resource.tags), as: UTF8.self)
        let links = String(
            decoding: try JSONCoding.encode(resource.links.map { [$0.kind.rawValue, $0.target] }),
            as: UTF8.self)
        try run(
            "INSERT INTO inventory_assets (id, tenant, provider, account, region, type, resource, name, arn, "
                + "import_id, tags, links, first_seen, last_seen, discovery, workspace, address, ignored) VALUES (:id, "
                + ":tenant, 'aws', :account, :region, :type, :resource, :name, :arn, :import, :tags, :links, "
                + ":now, :now, :discovery, :workspace, :address, :ignored) "
                + "ON CONFLICT (tenant, provider, account, region, type, resource) DO UPDATE SET name = :name, "
                + "arn = :arn, import_id = :import, tags = :tags, links = :links, last_seen = :now, "
                + "discovery = :discovery, workspace = :workspace, address = :address, ignored = :ignored, gone = NULL",
            [
                "id": .text(AssetID.next().text), "account": .text(place.account),
                "region": .text(place.region), "type": .text(resource.type), "resource": .text(resource.id),
                "name": .text(resource.name), "arn": SQLValue(resource.arn),
                "import": .text(resource.importID), "tags": .text(tags), "links": .text(links),
                "now": .integer(now.milliseconds), "discovery": .text(discovery.text),
                "workspace": SQLValue(owner?.workspace.text), "address": SQLValue(owner?.address),
                "ignored": SQLValue(ignore.leavesOut(resource.type, resource.id, resource.importID)),
            ])
    }
}
