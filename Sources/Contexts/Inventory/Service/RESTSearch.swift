import Assets
import Faults
import HTTP
import InventoryAPI
import TenantsAPI
import Values
import Vocabulary

/// Goes through Azure's subscriptions or Google's projects: of each, whatever its resource list has.
struct RESTSearch: Sendable {
    let cloud: CloudAsset.Cloud
    let caller: RESTCaller
    /// Subscriptions, or projects.
    let accounts: [String]
    /// Nil for all places.
    let region: String?
    /// Empty for all types.
    let types: Set<String>

    private static let groups = "azurerm_resource_group"

    /// Faults: `inventory.no_account` where the cloud gives no token, or shows no account.
    static func begin(
        _ opened: OpenedConnection, _ client: Client, region: String?, types: [String], now: Timestamp
    ) async throws(Fault) -> RESTSearch {
        let connection = opened.connection
        let given = connection.endpoint.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
        let isAzure = connection.provider == .azure
        var accounts = opened.accounts
        let request: CloudToken
        if isAzure {
            request = CloudToken(
                azure: opened.credentials["ARM_TENANT_ID"] ?? "",
                client: opened.credentials["ARM_CLIENT_ID"] ?? "",
                secret: opened.credentials["ARM_CLIENT_SECRET"] ?? "", base: given)
        } else {
            let account = try ServiceAccount(opened.credentials["GOOGLE_CREDENTIALS"] ?? "")
            if accounts.isEmpty { accounts = [account.project] }
            request = try CloudToken(google: account, base: given, now: Int(now.milliseconds / 1000))
        }
        var sent = ClientRequest(
            method: "POST", url: request.url, body: .bytes(Array(request.form.utf8)), deadline: .seconds(30))
        sent.headers.set("Content-Type", "application/x-www-form-urlencoded")
        let answer = try await client.send(sent)
        let token: String
        do throws(Fault) { token = try CloudToken.token(status: answer.status, body: answer.body) } catch {
            throw Fault(.unavailable, "inventory.no_account", error.message)
        }
        let usual = isAzure ? "https://management.azure.com" : "https://cloudasset.googleapis.com"
        let caller = RESTCaller(client: client, base: given ?? usual, token: token)
        if isAzure, accounts.isEmpty { accounts = try await subscriptions(caller) }
        return RESTSearch(
            cloud: isAzure ? .azure : .google, caller: caller, accounts: accounts.sorted(),
            region: region == "all" ? nil : region, types: Set(types))
    }

    private static func subscriptions(_ caller: RESTCaller) async throws(Fault) -> [String] {
        let found = try await faulting("inventory.search") { () async throws -> RESTCaller.Answer in
            try await caller.list(
                caller.base + "/subscriptions?api-version=2022-12-01", page: AzureListing.subscriptions
            ) { $0 }
        }
        guard found.outcome == .listed, !found.assets.isEmpty else {
            throw Fault(
                .unavailable, "inventory.no_account",
                "Azure shows no subscription: \(found.reason ?? "the list is empty.")")
        }
        return found.assets.map(\.id)
    }

    /// By account; one that fails leaves the others alone. `told` hears how many accounts are done, and of
    /// how many.
    func run(telling told: @Sendable (Int, Int) -> Void) async throws(Fault) -> [FoundAssets] {
        try await faulting("inventory.search") {
            try await withThrowingTaskGroup(of: [FoundAssets].self) { group in
                var waiting = accounts[...]
                var (done, count) = ([FoundAssets](), 0)
                // Both clouds count calls for each account.
                for _ in 0..<4 {
                    guard let next = waiting.popFirst() else { break }
                    group.addTask { try await look(through: next) }
                }
                while let found = try await group.next() {
                    done += found
                    count += 1
                    told(count, accounts.count)
                    if let next = waiting.popFirst() { group.addTask { try await look(through: next) } }
                }
                return done.sorted { ($0.account, $0.listing.type) < ($1.account, $1.listing.type) }
            }
        }
    }

    private func look(through account: String) async throws -> [FoundAssets] {
        let name = CloudToken.escaped(account)
        guard cloud == .azure else {
            let scope = account.contains("/") ? account : "projects/" + name
            let first = "\(caller.base)/v1/\(scope):searchAllResources?pageSize=500"
            let answer = try await caller.list(first, page: GoogleListing.page) {
                first + "&pageToken=" + CloudToken.escaped($0)
            }
            return [found(answer, "google_*", of: account, .all(but: nil))]
        }
        let start = "\(caller.base)/subscriptions/\(name)"
        var out: [FoundAssets] = []
        if types.isEmpty || types.contains(Self.groups) {
            let answer = try await caller.list(
                start + "/resourcegroups?api-version=2021-04-01&$top=1000", page: AzureListing.page
            ) { $0 }
            out.append(found(answer, Self.groups, of: account, .only(Self.groups)))
        }
        if types.isEmpty || types != [Self.groups] {
            let answer = try await caller.list(
                start + "/resources?api-version=2021-04-01&$top=1000", page: AzureListing.page
            ) { $0 }
            out.append(found(answer, "azurerm_*", of: account, .all(but: Self.groups)))
        }
        return out
    }

    private func found(
        _ answer: RESTCaller.Answer, _ name: String, of account: String, _ covered: FoundAssets.Covered
    ) -> FoundAssets {
        var seen: Set<String> = []
        let wanted = answer.assets.filter { asset in
            (types.isEmpty || types.contains(asset.knownType))
                && (region == nil || asset.location == region) && seen.insert(asset.id).inserted
        }
        return FoundAssets(
            listing: Listing(
                type: name, region: account, outcome: answer.outcome, found: wanted.count,
                throttled: answer.throttled, reason: answer.reason),
            account: account, provider: cloud.rawValue,
            assets: wanted.map { FoundAsset($0) }, covered: covered, types: types.sorted(), region: region)
    }
}
