import Crypto
import Foundation
import HTTP
import KernelTesting
import Synchronization
import Testing
import Values

/// What exists in Azure subscriptions and Google projects, through the real client; the clouds themselves are
/// servers here that answer with recorded pages, or with ones made by hand where there are no recordings.
@Suite("Inventory of Azure and Google", .serialized)
struct CloudInventoryJourneys {
    private struct Looker {
        let house: TestHouse
        let ada: String

        init(_ connection: JSON) async throws {
            house = try await TestHouse(.oneProcess)
            ada = try await house.setUp()
            let made = try await house.send("PUT", "/api/v1/connections/cloud", connection, as: ada)
            try #require(made.status == 200, "\(made.json)")
        }

        func get(_ path: String) async throws -> TestHouse.Answer {
            let answer = try await house.send("GET", "/api/v1" + path, as: ada)
            try #require(answer.status == 200, "\(path): \(answer.json)")
            return answer
        }

        func look(_ provider: String, _ types: [String] = []) async throws -> JSON {
            let ticket = try await house.send(
                "POST", "/api/v1/discoveries",
                [
                    "connection": "cloud", "provider": .string(provider),
                    "types": .array(types.map(JSON.string)),
                ], as: ada)
            try #require(ticket.status == 202, "\(ticket.json)")
            while true {
                let report = try await get("/discoveries/" + ticket.text("id"))
                if report.text("status") != "running" { return report.json }
                try await Task.sleep(for: .milliseconds(50))
            }
        }

        func assets(_ query: String) async throws -> [JSON] {
            var all: [JSON] = []
            var cursor: String?
            repeat {
                let page = try await get(
                    "/assets?limit=100&" + query + (cursor.map { "&cursor=" + $0 } ?? ""))
                all += page["items"]?.arrayValue ?? []
                cursor = page["next"]?.stringValue
            } while cursor != nil
            return all
        }

        /// A workspace whose state records these.
        @discardableResult
        func owns(
            _ resources: [(type: String, provider: String, attributes: JSON)]
        ) async throws -> String {
            let workspace = try await house.workspace(ada, slug: "owner", [:])
            let state: JSON = [
                "version": 4, "terraform_version": "1.9.0", "serial": 1, "lineage": "l", "outputs": [:],
                "resources": .array(
                    resources.enumerated().map { place, one in
                        [
                            "mode": "managed", "type": .string(one.type), "name": .string("it\(place)"),
                            "provider": .string(
                                "provider[\"registry.terraform.io/hashicorp/\(one.provider)\"]"),
                            "instances": [["schema_version": 0, "attributes": one.attributes]],
                        ]
                    }),
            ]
            let token = try await house.token(ada)
            let kept = try await house.post(workspace, state.bytes(), under: nil, as: token)
            try #require((200..<300).contains(kept.status), "\(kept.json)")
            return workspace
        }
    }

    private static func cases(_ file: String) -> [JSON] {
        let here = #filePath.split(separator: "/").dropLast(5).joined(separator: "/")
        let root = ProcessInfo.processInfo.environment["PLUMB_CORPORA"] ?? "/\(here)/shared/corpora"
        guard let bytes = FileManager.default.contents(atPath: "\(root)/cloud/open/\(file).jsonl") else {
            return []
        }
        return bytes.split(separator: 0x0a).compactMap { try? JSON(parsing: Array($0)) }
    }

    private static func listing(_ report: JSON, _ type: String, _ account: String) -> JSON? {
        report["listings"]?.arrayValue?.first {
            $0["type"]?.stringValue == type && $0["region"]?.stringValue == account
        }
    }

    private static func answer(_ json: JSON, _ status: Int = 200, retryAfter: String? = nil) -> Response {
        var response = Response(status: status, body: .bytes(json.bytes()))
        response.headers.set("Content-Type", "application/json")
        if let retryAfter { response.headers.set("Retry-After", retryAfter) }
        return response
    }

    // MARK: Azure

    /// Recorded lists of resources, each a page, with the ids that they have.
    private static func azurePages() -> (pages: [[JSON]], ids: Set<String>) {
        var pages: [[JSON]] = []
        var ids: Set<String> = []
        for one in cases("azure_list") where pages.count < 40 {
            let wanted = one["want"]?["resources"]?.arrayValue ?? []
            guard !wanted.isEmpty, let entries = one["body"]?["value"]?.arrayValue else { continue }
            pages.append(entries)
            for resource in wanted { ids.insert(resource["id"]?.stringValue?.lowercased() ?? "") }
        }
        if pages.isEmpty {
            let id = "/subscriptions/a/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/by-hand"
            pages = [[["id": .string(id), "type": "Microsoft.Storage/storageAccounts", "name": "by-hand"]]]
            ids = [id.lowercased()]
        }
        let network = "/subscriptions/a/resourceGroups/G/providers/Microsoft.Network/virtualNetworks/Made"
        let disk = "/subscriptions/a/resourceGroups/g/providers/Microsoft.Compute/disks/d"
        pages.append([
            [
                "id": .string(network), "type": "Microsoft.Network/virtualNetworks", "name": "Made",
                "location": "westeurope", "tags": ["team": "net"],
            ],
            [
                "id": .string(disk), "type": "Microsoft.Compute/disks", "name": "d",
                "location": "westeurope", "managedBy": .string(network),
            ],
        ])
        return (pages, ids.union([network.lowercased(), disk.lowercased()]))
    }

    private final class Azure: Sendable {
        let pages: [[JSON]]
        let state = Mutex<(asked: [String: Int], last: Int, isElsewhere: Bool)>(([:], .max, false))

        init(_ pages: [[JSON]]) { self.pages = pages }

        func answer(_ request: Request, _ body: String) -> Response {
            let target = request.target
            let base = "http://" + (request.headers["Host"] ?? "")
            let count = state.withLock { state in
                state.asked[target, default: 0] += 1
                return state.asked[target] ?? 0
            }
            if target == "/dir/oauth2/v2.0/token" {
                let isRight =
                    body == "grant_type=client_credentials&client_id=client&client_secret=s%26cret"
                    + "&scope=https%3A%2F%2Fmanagement.azure.com%2F.default"
                return isRight
                    ? CloudInventoryJourneys.answer(["access_token": "t0k", "expires_in": 3599])
                    : CloudInventoryJourneys.answer(["error_description": "no such secret"], 401)
            }
            guard request.headers["Authorization"] == "Bearer t0k" else { return Response(status: 401) }
            if target.hasPrefix("/subscriptions?") {
                return target.contains("page=2")
                    ? CloudInventoryJourneys.answer([
                        "value": [
                            ["subscriptionId": "b", "state": "Enabled"], ["subscriptionId": "c"],
                            ["subscriptionId": "d", "state": "Warned"],
                        ]
                    ])
                    : CloudInventoryJourneys.answer([
                        "value": [
                            ["subscriptionId": "a", "state": "Enabled"],
                            ["subscriptionId": "gone", "state": "Deleted"],
                        ], "nextLink": .string(base + "/subscriptions?page=2"),
                    ])
            }
            if target.contains("/resourcegroups?") {
                return CloudInventoryJourneys.answer([
                    "value": [
                        [
                            "id": .string(
                                "/subscriptions/\(target.split(separator: "/")[1])/resourceGroups/g"),
                            "type": "Microsoft.Resources/resourceGroups", "name": "g",
                            "location": "westeurope",
                        ]
                    ]
                ])
            }
            switch target.split(separator: "/")[1] {
            case "a": return page(target, base, count)
            case "b": return CloudInventoryJourneys.answer(["error": ["message": "not yours"]], 403)
            case "c":
                return Response(status: 200, body: .bytes(Array("<html>maintenance</html>".utf8)))
            default: return CloudInventoryJourneys.answer([:], 429, retryAfter: "0")
            }
        }

        private func page(_ target: String, _ base: String, _ count: Int) -> Response {
            let number = target.split(separator: "=").last.flatMap { Int($0) }.map { $0 % 1000 } ?? 0
            let (last, isElsewhere) = state.withLock { ($0.last, $0.isElsewhere) }
            if number == 1, count == 1 {
                return CloudInventoryJourneys.answer([:], 429, retryAfter: "0")
            }
            var answer: JSON = ["value": .array(pages[number])]
            if number + 1 < min(pages.count, last) {
                let next = isElsewhere ? "http://127.0.0.1:1" : base
                answer["nextLink"] = .string("\(next)/subscriptions/a/resources?page=\(number + 1)")
            }
            return CloudInventoryJourneys.answer(answer)
        }
    }

    @Test("of all subscriptions what is listed is found; what is refused is told, and the others go on")
    func azure() async throws {
        let (pages, ids) = Self.azurePages()
        let cloud = Azure(pages)
        let server = Server { request in
            let body = (try? await request.body.collect(upTo: 1 << 16)) ?? []
            return cloud.answer(request, String(decoding: body, as: UTF8.self))
        }
        let port = try server.start()
        let it = try await Looker([
            "provider": "azure", "region": "westeurope", "accessKey": "client", "secretKey": "s&cret",
            "directory": "dir", "endpoint": .string("http://127.0.0.1:\(port)"),
        ])
        let network = "/subscriptions/a/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/made"
        try await it.owns([("azurerm_virtual_network", "azurerm", ["id": .string(network)])])
        let tested = try await it.house.send("POST", "/api/v1/connections/cloud/test", as: it.ada)
        #expect(tested["works"] == true, "\(tested.json)")

        let report = try await it.look("azure")
        #expect(report["status"] == "completed" && report["account"] == "a, b, c, d", "\(report)")
        let whole = Self.listing(report, "azurerm_*", "a")
        #expect(whole?["outcome"] == "listed" && whole?["throttled"] == 1, "\(report)")
        #expect(whole?["found"]?.intValue == ids.count)
        #expect(Self.listing(report, "azurerm_*", "b")?["outcome"] == "denied")
        #expect(Self.listing(report, "azurerm_*", "b")?["reason"] == "not yours")
        #expect(Self.listing(report, "azurerm_*", "c")?["outcome"] == "refused")
        #expect(Self.listing(report, "azurerm_*", "d")?["outcome"] == "throttled")
        #expect(Self.listing(report, "azurerm_*", "d")?["throttled"] == 5)
        #expect(Self.listing(report, "azurerm_resource_group", "b")?["found"] == 1)

        let all = try await it.assets("provider=azure")
        #expect(all.count == ids.count + 4)
        let made = try #require(all.first { $0["name"] == "Made" })
        #expect(made["type"] == "azurerm_virtual_network" && made["region"] == "westeurope")
        #expect(made["tags"]?["team"] == "net" && made["address"] == "azurerm_virtual_network.it0")
        #expect(all.filter { $0["workspace"] != nil && $0["workspace"] != .null }.count == 1)
        let related = try await it.get("/assets/\(made["id"]?.stringValue ?? "")/relationships")
        #expect(related["items"]?.arrayValue?.first?["kind"] == "partOf", "\(related.json)")

        // What the list no longer has is gone; where it was not read to its end, nothing is.
        cloud.state.withLock { $0.isElsewhere = true }
        let half = try await it.look("azure")
        #expect(Self.listing(half, "azurerm_*", "a")?["outcome"] == "refused", "\(half)")
        #expect(
            Self.listing(half, "azurerm_*", "a")?["reason"]?.stringValue?.contains("another address") == true)
        #expect(try await it.assets("provider=azure").count == ids.count + 4)
        cloud.state.withLock { ($0.isElsewhere, $0.last) = (false, pages.count - 1) }
        _ = try await it.look("azure")
        #expect(
            try await it.assets("provider=azure&type=azurerm_virtual_network").allSatisfy {
                $0["name"] != "Made"
            })
        cloud.state.withLock { $0.last = .max }
        let some = try await it.look("azure", ["azurerm_virtual_network"])
        #expect((some["found"]?.intValue ?? 0) >= 1)
        #expect(try await it.assets("type=azurerm_resource_group").count == 4)
        await it.house.stop()
        await server.drain(within: .seconds(1))
    }

    // MARK: Google

    private static func googlePages() -> (pages: [[JSON]], names: Set<String>) {
        var pages: [[JSON]] = []
        var names: Set<String> = []
        for one in cases("gcp_cai_assets") where pages.count < 30 {
            let page = (one["assets"]?.arrayValue ?? []).compactMap { asset -> JSON? in
                guard let name = asset["name"]?.stringValue,
                    let type = asset["asset_type"] ?? asset["assetType"]
                else { return nil }
                names.insert(name)
                return ["name": .string(name), "assetType": type, "project": "projects/1"]
            }
            if !page.isEmpty { pages.append(page) }
        }
        let machine = "//compute.googleapis.com/projects/p/zones/z-a/instances/made"
        let bucket = "//storage.googleapis.com/made-bucket"
        pages.append([
            [
                "name": .string(machine), "assetType": "compute.googleapis.com/Instance",
                "displayName": "made", "location": "z-a", "labels": ["team": "net"],
                "parentFullResourceName": "//cloudresourcemanager.googleapis.com/projects/p",
            ],
            ["name": .string(bucket), "assetType": "storage.googleapis.com/Bucket", "location": "eu"],
        ])
        return (pages, names.union([machine, bucket]))
    }

    @Test("a service account's signed claim gets a token, and of its project all pages are found")
    func google() async throws {
        let (pages, names) = Self.googlePages()
        let key = try SigningKey.generate(.rs256, id: "k1")
        let verifying = try key.publicKey()
        let claims = Mutex<JSON?>(nil)
        let server = Server { request in
            let body = String(
                decoding: (try? await request.body.collect(upTo: 1 << 16)) ?? [], as: UTF8.self)
            if request.target == "/token" {
                let token = String(body.split(separator: "=").last ?? "")
                let said = try? SignedToken.verify(
                    token, keys: [verifying],
                    expecting: .init(issuer: "me@p.example", audience: "https://token.example/t"), now: Date()
                )
                claims.withLock { $0 = said }
                return said == nil
                    ? Self.answer(["error": "invalid_grant"], 400) : Self.answer(["access_token": "t0k"])
            }
            guard request.headers["Authorization"] == "Bearer t0k" else { return Response(status: 401) }
            guard request.target.hasPrefix("/v1/projects/p:searchAllResources?pageSize=500") else {
                return Self.answer(["error": ["message": "no access to it", "code": 403]], 403)
            }
            let number =
                request.target.firstRange(of: "pageToken=n%2F").flatMap {
                    Int(request.target[$0.upperBound...])
                } ?? 0
            var answer: JSON = ["results": .array(pages[number])]
            if number + 1 < pages.count { answer["nextPageToken"] = .string("n/\(number + 1)") }
            return Self.answer(answer)
        }
        let port = try server.start()
        let file: JSON = [
            "type": "service_account", "project_id": "p", "client_email": "me@p.example",
            "private_key": .string(try key.pem()), "private_key_id": "k1",
            "token_uri": "https://token.example/t",
        ]
        let connection: JSON = [
            "provider": "google", "region": "europe-west1", "secretKey": .string(file.text),
            "accounts": ["p", "other"], "endpoint": .string("http://127.0.0.1:\(port)"),
        ]
        let it = try await Looker(connection)
        let link = "https://www.googleapis.com/compute/v1/projects/p/zones/z-a/instances/made"
        try await it.owns([
            ("google_compute_instance", "google", ["id": "x", "self_link": .string(link)]),
            ("google_storage_bucket", "google", ["id": "made-bucket"]),
        ])
        let report = try await it.look("google")
        #expect(report["status"] == "completed" && report["account"] == "other, p", "\(report)")
        #expect(claims.withLock { $0?["scope"] } == "https://www.googleapis.com/auth/cloud-platform")
        #expect(Self.listing(report, "google_*", "p")?["found"]?.intValue == names.count, "\(report)")
        #expect(Self.listing(report, "google_*", "other")?["outcome"] == "denied")
        let made = try await it.assets("provider=google&managed=true")
        #expect(Set(made.map { $0["type"] }) == ["google_compute_instance", "google_storage_bucket"])
        let machine = try #require(made.first { $0["name"] == "made" })
        #expect(machine["importID"] == "projects/p/zones/z-a/instances/made")
        #expect(machine["region"] == "z-a" && machine["tags"]?["team"] == "net")
        #expect(made.first { $0["type"] == "google_storage_bucket" }?["importID"] == "made-bucket")
        let coverage = try await it.get("/coverage?provider=google")
        #expect(coverage["assets"]?.intValue == names.count && coverage["managed"] == 2)

        // Another key: no token, and the look says so.
        var other = file
        other["private_key"] = .string(try SigningKey.generate(.rs256, id: "k1").pem())
        var changed = connection
        changed["secretKey"] = .string(other.text)
        _ = try await it.house.send("PUT", "/api/v1/connections/cloud", changed, as: it.ada)
        let refused = try await it.look("google")
        #expect(refused["status"] == "failed", "\(refused)")
        #expect(refused["failure"]?.stringValue?.contains("invalid_grant") == true)
        let tested = try await it.house.send("POST", "/api/v1/connections/cloud/test", as: it.ada)
        #expect(tested["works"] == false)
        changed["secretKey"] = "{}"
        let wrong = try await it.house.send("PUT", "/api/v1/connections/cloud", changed, as: it.ada)
        #expect(wrong.status == 422 || wrong.status == 400, "\(wrong.json)")
        await it.house.stop()
        await server.drain(within: .seconds(1))
    }

    @Test("Google's things are known by full names, and written from what their listing tells of them")
    func googleByName() async throws {
        let account = "//iam.googleapis.com/projects/p/serviceAccounts/1234"
        let certificate = "//certificatemanager.googleapis.com/projects/p/locations/global/certificates/shop"
        let asked = Mutex<[String]>([])
        let server = Server { request in
            if request.target == "/token" { return Self.answer(["access_token": "t0k"]) }
            asked.withLock { $0.append(request.target) }
            if request.target.hasPrefix("/v1/projects/p:searchAllResources") {
                return Self.answer([
                    "results": [
                        [
                            "name": .string(account), "assetType": "iam.googleapis.com/ServiceAccount",
                            "displayName": "runner",
                        ],
                        [
                            "name": .string(certificate), "location": "global",
                            "assetType": "certificatemanager.googleapis.com/Certificate",
                        ],
                        [
                            "name": "//netapp.googleapis.com/projects/p/locations/l/storagePools/s",
                            "location": "l", "assetType": "netapp.googleapis.com/StoragePool",
                        ],
                    ]
                ])
            }
            guard request.target.hasPrefix("/v1/projects/p:batchGetAssetsHistory?contentType=RESOURCE") else {
                return Response(status: 404)
            }
            return Self.answer([
                "assets": [
                    [
                        "window": ["startTime": "2026-01-01T00:00:00Z"],
                        "asset": [
                            "name": .string(certificate),
                            "assetType": "certificatemanager.googleapis.com/Certificate",
                            "resource": [
                                "data": [
                                    "createTime": "2026-01-01T00:00:00Z",
                                    "managed": ["domains": ["shop.example"], "state": "ACTIVE"],
                                ]
                            ],
                        ],
                    ]
                ]
            ])
        }
        let port = try server.start()
        let key = try SigningKey.generate(.rs256, id: "k1")
        let file: JSON = [
            "type": "service_account", "project_id": "p", "client_email": "me@p.example",
            "private_key": .string(try key.pem()), "private_key_id": "k1",
            "token_uri": "https://token.example/t",
        ]
        let it = try await Looker([
            "provider": "google", "region": "europe-west1", "secretKey": .string(file.text),
            "accounts": ["p"], "endpoint": .string("http://127.0.0.1:\(port)"),
        ])
        let email = "projects/p/serviceAccounts/runner@p.iam.gserviceaccount.com"
        let workspace = try await it.owns([
            (
                "google_service_account", "google",
                ["id": .string(email), "project": "p", "unique_id": "1234"]
            )
        ])
        _ = try await it.look("google")
        let managed = try await it.assets("provider=google&managed=true")
        #expect(managed.map { $0["type"] } == ["google_service_account"])
        let pools = try await it.assets("provider=google&type=google_netapp_storage_pool")
        #expect(pools.count == 1)
        let open = try await it.assets("provider=google&type=google_certificate_manager_certificate")
        try #require(open.count == 1 && open[0]["workspace"] ?? .null == .null)

        let ticket = try await it.house.send(
            "POST", "/api/v1/adopt",
            [
                "workspace": .string(workspace), "assets": [open[0]["id"] ?? .null], "dryRun": true,
                "reason": "it was made by hand",
            ], as: it.ada)
        try #require(ticket.status == 202, "\(ticket.json)")
        var record = try await it.get("/remediate/" + ticket.text("id"))
        while record.text("status") == "running" {
            try await Task.sleep(for: .milliseconds(100))
            record = try await it.get("/remediate/" + ticket.text("id"))
        }
        // Without the provider nothing can be planned here; what would be is written down by then.
        let diffs = (record["patch"]?.arrayValue ?? []).compactMap { $0["diff"]?.stringValue }
        let text = diffs.joined()
        #expect(asked.withLock { $0.contains { $0.contains("batchGetAssetsHistory") } }, "\(record.json)")
        #expect(text.contains("+  id = \"projects/p/locations/global/certificates/shop\""), "\(record.json)")
        #expect(text.contains("+resource \"google_certificate_manager_certificate\" \"shop\" {"))
        #expect(text.contains("+    domains = [\"shop.example\"]") && !text.contains("createTime"))
        await it.house.stop()
        await server.drain(within: .seconds(1))
    }
}
