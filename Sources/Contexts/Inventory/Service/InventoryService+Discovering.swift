import AWSProtocol
import Bus
import Faults
import InventoryAPI
import Ledgers
import Sagas
import StatesAPI
import Store
import TenantsAPI
import Values
import Vocabulary

extension InventoryService {
    func registerDiscoveries() {
        sagas.handle(Discover.self) { [self] (request, job, scope) async throws(Fault) in
            try Self.check(request)
            let connection = try await scope.call(OpenConnection(slug: request.connection)).connection
            guard connection.provider.rawValue == request.provider else {
                throw Fault(
                    .invalid, "inventory.provider",
                    "The connection \(connection.slug) is to \(connection.provider.rawValue), "
                        + "not to \(request.provider).")
            }
            // A list of Azure's or Google's has all places, whatever the connection says.
            let usual = connection.provider == .aws ? connection.region : "all"
            return begin(request, request.region ?? usual, job, try scope.tenant)
        } run: { [self] (request, saga, scope) async throws(Fault) in
            let id = DiscoveryID(saga.job.uuid)
            do throws(Fault) { return try await carryOut(request, id, saga, scope) } catch {
                if error.kind == .cancelled, sagas.isStopping { throw error }
                let message = error.message
                _ = try await shielded { [self] () async throws(Fault) in
                    try await end(id, scope, ["status": "failed", "failure": .text(message)]) { _ in }
                }
                throw error
            }
        }
        ledger.handle(DiscoverRegion.self) { [self] (request, scope) async throws(Fault) in
            try await newest(request, scope)
        }
        ledger.handle(GetDiscovery.self) { [self] (request, scope) async throws(Fault) in
            try await discovery(request.discovery, scope)
        }
        ledger.handle(ListDiscoveries.self) { [self] (request, scope) async throws(Fault) in
            let paging = try Paging(request.cursor, request.limit)
            let found = try await ledger.read(scope) { query in
                try query.rows(
                    "SELECT * FROM inventory_discoveries WHERE tenant = :tenant "
                        + "AND (:after IS NULL OR id < :after) ORDER BY id DESC LIMIT :ceiling",
                    ["after": SQLValue(paging.after), "ceiling": paging.ceiling]
                ).map { try Discovery(row: $0) }
            }
            return paging.page(found) { $0.id.text }
        }
    }

    private static func check(_ request: Discover) throws(Fault) {
        try check(provider: request.provider)
        let known = Set(ListCalls.aws.map(\.type))
        let prefix = ["azure": "azurerm_", "google": "google_"][request.provider]
        let problems = request.types.enumerated().filter { _, type in
            prefix.map { !type.hasPrefix($0) } ?? !known.contains(type)
        }.map {
            Fault.Problem("/types/\($0.offset)", "\($0.element) can't be listed")
        }
        guard problems.isEmpty else {
            throw Fault(.invalid, "inventory.type", "Not every type can be listed.", problems: problems)
        }
        if let region = request.region { try check(region: region) }
    }

    /// Faults: `inventory.provider` for a cloud that can't be looked through.
    static func check(provider: String) throws(Fault) {
        guard Connection.Provider(rawValue: provider) != nil else {
            throw Fault(
                .invalid, "inventory.provider",
                "Plumb looks through accounts of aws, azure and google.")
        }
    }

    /// It becomes a part of a host's name.
    private static func check(region: String) throws(Fault) {
        let isName = region.utf8.allSatisfy {
            (0x61...0x7a).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2d
        }
        guard isName, !region.isEmpty, region.utf8.count <= 32 else {
            throw Fault(
                .invalid, "inventory.region", "That is no region.",
                problems: [.init("/region", "a name such as eu-central-1 was expected, or all")])
        }
    }

    private func begin(
        _ request: Discover, _ region: String, _ job: JobID, _ tenant: TenantID
    ) -> @Sendable (Entry) throws -> Location {
        let now = ledger.node.clock.now
        return { entry in
            try entry.run(
                "INSERT INTO inventory_discoveries (id, tenant, provider, connection, region, is_whole, status, "
                    + "started) VALUES (:id, :tenant, :provider, :connection, :region, :whole, 'running', :now)",
                [
                    "id": .text(job.uuid.text), "provider": .text(request.provider),
                    "connection": .text(request.connection.text), "region": .text(region),
                    "whole": .integer(request.types.isEmpty ? 1 : 0), "now": .integer(now.milliseconds),
                ])
            try entry.audit(
                "discovery/\(job.uuid.text)",
                after: ["connection": .string(request.connection.text), "region": .string(region)])
            return Location(tenant: tenant)
        }
    }

    private func newest(_ request: DiscoverRegion, _ scope: Scope) async throws(Fault) -> Discovery {
        try Self.check(provider: request.provider)
        try Self.check(region: request.region)
        let found = try await ledger.read(scope) { query in
            try query.first(
                "SELECT * FROM inventory_discoveries WHERE tenant = :tenant AND provider = :provider "
                    + "AND region = :region AND is_whole = 1 "
                    + "AND (:connection IS NULL OR connection = :connection) "
                    + "AND (:again = 0 OR status = 'running') ORDER BY id DESC LIMIT 1",
                [
                    "provider": .text(request.provider), "region": .text(request.region),
                    "connection": SQLValue(request.connection?.text),
                    "again": .integer(request.again ? 1 : 0),
                ]
            ).map { try Discovery(row: $0) }
        }
        if let found { return found }
        var connection = request.connection
        if connection == nil {
            let all = try await scope.call(ListConnections()).items.filter {
                $0.provider.rawValue == request.provider
            }
            guard all.count == 1 else {
                throw Fault(
                    .conflict, "inventory.connection",
                    "There are \(all.count) connections to \(request.provider): say which one, as connection."
                )
            }
            connection = all[0].slug
        }
        guard let connection else { throw Fault(.broken, "inventory.connection", "No connection.") }
        let ticket = try await scope.start(
            Discover(connection: connection, provider: request.provider, region: request.region))
        guard let id = DiscoveryID(ticket.id) else {
            throw Fault(.broken, "inventory.ticket", "The look has no number.")
        }
        return try await discovery(id, scope)
    }

    private func carryOut(
        _ request: Discover, _ id: DiscoveryID, _ saga: Saga, _ scope: Scope
    ) async throws(Fault) -> Discovery {
        saga.tell("asking for the account")
        let opened = try await scope.call(OpenConnection(slug: request.connection))
        guard opened.connection.provider == .aws else {
            let search = try await RESTSearch.begin(
                opened, client, region: request.region, types: request.types, now: ledger.node.clock.now)
            let found = try await search.run { saga.tell("listing", done: $0, of: $1) }
            saga.tell("keeping what was found")
            let owners = try await owners(try scope.tenant)
            let accounts = search.accounts.joined(separator: ", ")
            return try await shielded { [self] () async throws(Fault) in
                try await keep(found, of: accounts, owners, id, scope)
            }
        }
        let home = opened.connection.region
        let caller = CloudCaller(client: client, clock: ledger.node.clock, opened: opened)
        let account = try await single(ListCalls.account, caller, home).first ?? ""
        let regions =
            request.region == "all"
            ? try await single(ListCalls.regions, caller, home, goodFor: .seconds(86_400)).sorted()
            : [request.region ?? home]
        let wanted = Set(request.types)
        let found = try await Search(
            caller: caller, account: account, regions: regions,
            calls: ListCalls.aws.filter { wanted.isEmpty || wanted.contains($0.type) }
        ).run { saga.tell("listing", done: $0, of: $1) }
        saga.tell("keeping what was found")
        let owners = try await owners(try scope.tenant)
        return try await shielded { [self] () async throws(Fault) in
            try await keep(found.map { $0.kept(of: account) }, of: account, owners, id, scope)
        }
    }

    /// A call without whose answer nothing else can be done; `goodFor` tells how old an answer may stand in
    /// for one that can't be had now.
    private func single(
        _ call: ListCall, _ caller: CloudCaller, _ region: String, goodFor: Duration? = nil
    ) async throws(Fault) -> [String] {
        do {
            let place = ListedPage.Place(region: region, account: "")
            return try await caller.list(call, in: place, goodFor: goodFor).resources.map(\.id)
        } catch let refusal as CloudCaller.Refusal {
            throw Fault(
                .unavailable, "inventory.no_account",
                "The account does not answer \(call.operation): \(refusal.reason)")
        } catch {
            throw Fault.from(error, "inventory.no_account")
        }
    }

    /// By every state of the tenant, whoever asks: what somebody else manages is managed.
    func owners(_ tenant: TenantID) async throws(Fault) -> Owners {
        let scope = ledger.node.scope(as: Self.context, tenant: tenant)
        var owners = Owners()
        // What an archived workspace records is there still.
        for archived in [true, false] {
            var cursor: String?
            repeat {
                let page = try await scope.call(
                    ListWorkspaces(archived: archived, cursor: cursor, limit: 200))
                for workspace in page.items {
                    let state = try await scope.call(ReadState(workspace: workspace.id))
                    owners.add(state.resources, of: workspace.id)
                }
                cursor = page.next
            } while cursor != nil
        }
        return owners
    }

    func discovery(_ id: DiscoveryID, _ scope: Scope) async throws(Fault) -> Discovery {
        let found = try await ledger.read(scope) { query in
            try query.first(
                "SELECT * FROM inventory_discoveries WHERE tenant = :tenant AND id = :id",
                ["id": .text(id.text)]
            ).map { try Discovery(row: $0) }
        }
        guard let found else { throw Fault(.missing, "inventory.missing", "There is no such discovery.") }
        return found
    }
}

extension Discovery {
    init(row: Row) throws(Fault) {
        guard let id = DiscoveryID(try row.text("id")), let connection = Slug(try row.text("connection")),
            let status = Status(rawValue: try row.text("status"))
        else { throw Fault(.broken, "store.column", "A stored discovery is damaged.") }
        self.init(
            id: id, provider: try row.text("provider"), connection: connection,
            region: try row.text("region"), account: try row.text(ifPresent: "account"), status: status,
            started: Timestamp(milliseconds: try row.int64("started")),
            ended: try row.int64(ifPresent: "ended").map { Timestamp(milliseconds: $0) },
            found: try row.int("found"),
            listings: try JSONCoding.decode([Listing].self, from: Array(try row.text("listings").utf8)),
            failure: try row.text(ifPresent: "failure"))
    }
}
