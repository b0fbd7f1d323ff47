import Bus
import Faults
import InventoryAPI
import Ledgers
import Queries
import Store
import Values
import Vocabulary

extension InventoryService {
    func registerAssets() {
        ledger.handle(ListAssets.self) { [self] (request, scope) async throws(Fault) in
            try await list(request, scope)
        }
        ledger.handle(ListResources.self) { [self] (request, scope) async throws(Fault) in
            try Self.check(provider: request.provider)
            return try await list(
                ListAssets(
                    provider: request.provider, type: request.type, region: request.region,
                    cursor: request.cursor, limit: request.limit), scope)
        }
        ledger.handle(GetAsset.self) { [self] (request, scope) async throws(Fault) in
            try await kept(request.asset, scope).asset
        }
        ledger.handle(OpenAssets.self) { [self] (request, scope) async throws(Fault) in
            let owners = try await owners(try scope.tenant)
            var opened: [OpenedAsset] = []
            for id in request.assets {
                let seen = try await kept(id, scope).asset
                let owner = owners.owner(of: FoundAsset(seen))
                if owner?.workspace != seen.workspace || owner?.address != seen.address {
                    try await keep(owner, of: id, scope)
                }
                opened.append(
                    OpenedAsset(
                        asset: try await kept(id, scope).asset,
                        connection: try await connection(of: id, scope)))
            }
            return Page(items: opened, next: nil)
        }
        ledger.handle(ReadContents.self) { [self] (request, scope) async throws(Fault) in
            Page(items: try await contents(of: request.assets, scope), next: nil)
        }
        ledger.handle(ListRelationships.self) { [self] (request, scope) async throws(Fault) in
            try await relationships(of: request.asset, scope)
        }
        ledger.handle(GetCoverage.self) { [self] (request, scope) async throws(Fault) in
            try await coverage(request, scope)
        }
    }

    private func list(_ request: ListAssets, _ scope: Scope) async throws(Fault) -> Page<Asset> {
        let paging = try Paging(request.cursor, request.limit)
        guard let text = request.filter else {
            let found = try await assets(request, after: paging.after, atMost: paging.limit + 1, scope)
            return paging.page(found) { $0.id.text }
        }
        let filter = try Query(text)
        var (found, after) = ([Asset](), paging.after)
        // One more than the page, to see whether there is a next one.
        while found.count <= paging.limit {
            let some = try await assets(request, after: after, atMost: Self.filteredAtOnce, scope)
            for asset in some where try filter.isTrue(of: JSONCoding.json(of: asset)) { found.append(asset) }
            guard some.count == Self.filteredAtOnce else { break }
            after = some.last?.id.text
        }
        return paging.page(found) { $0.id.text }
    }

    /// So many are read while an expression looks for its own among them.
    private static let filteredAtOnce = 500

    private func assets(
        _ request: ListAssets, after: String?, atMost ceiling: Int, _ scope: Scope
    ) async throws(Fault) -> [Asset] {
        try await ledger.read(scope) { query in
            try query.rows(
                "SELECT * FROM inventory_assets WHERE tenant = :tenant AND gone IS NULL "
                    + "AND (:provider IS NULL OR provider = :provider) AND (:type IS NULL OR type = :type) "
                    + "AND (:region IS NULL OR region = :region) "
                    + "AND (:workspace IS NULL OR workspace = :workspace) "
                    + "AND (:managed IS NULL OR (workspace IS NOT NULL) = :managed) "
                    + "AND (:ignored IS NULL OR ignored = :ignored) "
                    + "AND (:after IS NULL OR id > :after) ORDER BY id LIMIT :ceiling",
                [
                    "provider": SQLValue(request.provider), "type": SQLValue(request.type),
                    "region": SQLValue(request.region), "workspace": SQLValue(request.workspace?.text),
                    "managed": request.managed.map { .integer($0 ? 1 : 0) } ?? .null,
                    "ignored": request.ignored.map { .integer($0 ? 1 : 0) } ?? .null,
                    "after": SQLValue(after), "ceiling": SQLValue(ceiling),
                ]
            ).map { try Asset(row: $0) }
        }
    }

    struct Kept: Sendable {
        let asset: Asset
        let links: [[String]]

        init(row: Row) throws {
            asset = try Asset(row: row)
            links = try JSONCoding.decode([[String]].self, from: Array(try row.text("links").utf8))
        }

        func names(_ other: Asset) -> [[String]] {
            links.filter { $0.count == 2 && ($0[1] == other.resource || $0[1] == other.arn) }
        }
    }

    func kept(_ id: AssetID, _ scope: Scope) async throws(Fault) -> Kept {
        let found = try await ledger.read(scope) { query in
            try query.first(
                "SELECT * FROM inventory_assets WHERE tenant = :tenant AND id = :id", ["id": .text(id.text)]
            ).map { try Kept(row: $0) }
        }
        guard let found else { throw Fault(.missing, "inventory.missing", "There is no such asset.") }
        return found
    }

    private func keep(_ owner: Owners.Owner?, of id: AssetID, _ scope: Scope) async throws(Fault) {
        try await ledger.write(scope) { entry in
            try entry.run(
                "UPDATE inventory_assets SET workspace = :workspace, address = :address "
                    + "WHERE tenant = :tenant AND id = :id",
                [
                    "workspace": SQLValue(owner?.workspace.text), "address": SQLValue(owner?.address),
                    "id": .text(id.text),
                ])
        }
    }

    /// That of the newest look that saw it.
    func connection(of id: AssetID, _ scope: Scope) async throws(Fault) -> Slug {
        let found = try await ledger.read(scope) { query in
            try query.first(
                "SELECT connection FROM inventory_discoveries WHERE tenant = :tenant AND id = "
                    + "(SELECT discovery FROM inventory_assets WHERE tenant = :tenant AND id = :id)",
                ["id": .text(id.text)]
            ).flatMap { Slug(try $0.text("connection")) }
        }
        guard let found else {
            throw Fault(
                .missing, "inventory.no_connection", "It is not known through which connection it was seen.")
        }
        return found
    }

    private func relationships(of id: AssetID, _ scope: Scope) async throws(Fault) -> Page<Relationship> {
        let it = try await kept(id, scope)
        let others = try await ledger.read(scope) { query in
            try query.rows(
                "SELECT * FROM inventory_assets WHERE tenant = :tenant AND provider = :provider "
                    + "AND account = :account AND gone IS NULL AND id <> :id ORDER BY id",
                [
                    "provider": .text(it.asset.provider), "account": .text(it.asset.account),
                    "id": .text(id.text),
                ]
            ).map { try Kept(row: $0) }
        }
        var known: [String: AssetID] = [:]
        for other in others {
            for name in [other.asset.resource, other.asset.arn].compactMap(\.self) {
                known[name] = other.asset.id
            }
        }
        let outward = it.links.filter { $0.count == 2 }.map {
            Relationship(kind: $0[0], from: id, to: known[$0[1]], target: $0[1])
        }
        let inward = others.flatMap { other in
            other.names(it.asset).map {
                Relationship(kind: $0[0], from: other.asset.id, to: id, target: $0[1])
            }
        }
        return Page(items: outward + inward, next: nil)
    }

    private func coverage(_ request: GetCoverage, _ scope: Scope) async throws(Fault) -> AssetCoverage {
        let types = try await ledger.read(scope) { query in
            try query.rows(
                "SELECT type, count(*) AS assets, count(workspace) AS managed FROM inventory_assets "
                    + "WHERE tenant = :tenant AND gone IS NULL AND ignored = 0 "
                    + "AND (:provider IS NULL OR provider = :provider) "
                    + "AND (:region IS NULL OR region = :region) GROUP BY type ORDER BY type",
                ["provider": SQLValue(request.provider), "region": SQLValue(request.region)]
            ).map { row in
                let (assets, managed) = (try row.int("assets"), try row.int("managed"))
                return AssetCoverage.OfType(
                    type: try row.text("type"), assets: assets, managed: managed,
                    percent: managed * 100 / max(1, assets))
            }
        }
        let (assets, managed) = (types.map(\.assets).reduce(0, +), types.map(\.managed).reduce(0, +))
        return AssetCoverage(
            assets: assets, managed: managed, percent: managed * 100 / max(1, assets), types: types)
    }
}

extension Asset {
    init(row: Row) throws(Fault) {
        guard let id = AssetID(try row.text("id")) else {
            throw Fault(.broken, "store.column", "A stored asset is damaged.")
        }
        self.init(
            id: id, provider: try row.text("provider"), account: try row.text("account"),
            region: try row.text("region"), type: try row.text("type"), resource: try row.text("resource"),
            name: try row.text("name"), arn: try row.text(ifPresent: "arn"),
            importID: try row.text("import_id"),
            tags: try JSONCoding.decode([String: String].self, from: Array(try row.text("tags").utf8)),
            firstSeen: Timestamp(milliseconds: try row.int64("first_seen")),
            lastSeen: Timestamp(milliseconds: try row.int64("last_seen")),
            workspace: try row.text(ifPresent: "workspace").flatMap { WorkspaceID($0) },
            address: try row.text(ifPresent: "address"), isIgnored: try row.bool("ignored"))
    }
}
