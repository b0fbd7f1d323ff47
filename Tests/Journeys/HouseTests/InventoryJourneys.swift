import AWSProtocol
import Foundation
import HTTP
import KernelTesting
import Synchronization
import Testing
import Values

/// What exists in an account, found through the real client.
@Suite("Inventory", .serialized)
struct InventoryJourneys {
    /// Somebody with a connection to something that answers like AWS.
    private struct Looker {
        let house: TestHouse
        let ada: String

        init(at endpoint: String) async throws {
            house = try await TestHouse(.oneProcess)
            ada = try await house.setUp()
            _ = try await house.send(
                "PUT", "/api/v1/connections/cloud",
                [
                    "region": "eu-central-1", "accessKey": "k", "secretKey": "s",
                    "endpoint": .string(endpoint),
                ], as: ada)
        }

        func get(_ path: String) async throws -> TestHouse.Answer {
            let answer = try await house.send("GET", "/api/v1" + path, as: ada)
            try #require(answer.status == 200, "\(path): \(answer.json)")
            return answer
        }

        func look(_ types: [String] = []) async throws -> JSON {
            let ticket = try await house.send(
                "POST", "/api/v1/discoveries",
                ["connection": "cloud", "types": .array(types.map(JSON.string))], as: ada)
            try #require(ticket.status == 202, "\(ticket.json)")
            return try await ended(ticket.text("id"))
        }

        func ended(_ id: String) async throws -> JSON {
            while true {
                let report = try await get("/discoveries/" + id)
                if report.text("status") != "running" { return report.json }
                try await Task.sleep(for: .milliseconds(50))
            }
        }

        func assets(_ query: String) async throws -> [JSON] {
            try await get("/assets?limit=200&" + query)["items"]?.arrayValue ?? []
        }
    }

    private static func listing(_ report: JSON, _ type: String) -> JSON? {
        report["listings"]?.arrayValue?.first { $0["type"]?.stringValue == type }
    }

    private static let world: String = {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        return (try? String(contentsOf: folder.appendingPathComponent("inventory/world.py"), encoding: .utf8))
            ?? ""
    }()

    @Test(
        "everything that was made by hand is found by its Terraform type, and who manages it",
        .enabled(if: Simulator.isPresent, "the simulator is not on this machine"))
    func world() async throws {
        let simulator = try await Simulator()
        try await simulator.python(Self.world)
        let it = try await Looker(at: simulator.address)
        let report = try await it.look()
        #expect(report["status"] == "completed" && report["account"] == "123456789012", "\(report)")
        let made = Self.world.split(separator: "\n").compactMap { line in
            line.split(separator: "#").last.map { $0.trimmingCharacters(in: .whitespaces) }
        }.filter { $0.hasPrefix("aws_") }
        #expect(made.count >= 60)
        for type in made {
            let listing = Self.listing(report, type)
            #expect((listing?["found"]?.intValue ?? 0) > 0, "\(type): \(listing?.text ?? "no listing")")
        }
        // What the simulator does not know is told, and spoils nothing.
        let others = (report["listings"]?.arrayValue ?? []).filter { $0["outcome"] != "listed" }
        #expect(
            others.compactMap { $0["type"]?.stringValue }
                == ["aws_codecommit_repository", "aws_placement_group"], "\(others)")
        let nets = try await it.get("/resources/aws/aws_vpc")["items"]?.arrayValue ?? []
        let net = try #require(nets.first { $0["name"] == "made" })
        #expect(net["tags"]?["Name"] == "made" && net["importID"] == net["resource"])

        try await owned(it, net)

        let related = try await it.get("/assets/\(net["id"]?.stringValue ?? "")/relationships")
        let inward = (related["items"]?.arrayValue ?? []).filter { $0["to"] == net["id"] }
        #expect(inward.count { $0["kind"] == "inNetwork" } >= 4, "\(related.json)")
        let before = try await it.assets("type=aws_sqs_queue")
        #expect(before.count == 1)
        try await simulator.python(
            "q = boto3.client('sqs')\nq.delete_queue(QueueUrl=q.list_queues()['QueueUrls'][0])")
        // The job's stream tells how far it is, and ends with it.
        let ticket = try await it.house.send(
            "POST", "/api/v1/discoveries", ["connection": "cloud"], as: it.ada)
        let told = try await it.house.send(
            "GET", "/api/v1/jobs/\(ticket.text("job"))/events", as: it.ada)
        let text = String(decoding: told.bytes, as: UTF8.self)
        #expect(text.contains("\"stage\":\"listing\"") && text.contains("\"state\":\"completed\""), "\(text)")
        #expect(try await it.assets("type=aws_sqs_queue").isEmpty)
        await it.house.stop()
        await simulator.stop()
    }

    /// A workspace whose state records a network and a bucket; by id with its ARN, and by id alone.
    private func owned(_ it: Looker, _ net: JSON) async throws {
        let none = try await it.get("/coverage")
        #expect(none["managed"] == 0 && none["percent"] == 0)
        let workspace = try await it.house.workspace(it.ada, slug: "owner", [:])
        func resource(_ type: String, _ attributes: JSON) -> JSON {
            [
                "mode": "managed", "type": .string(type), "name": "it",
                "provider": "provider[\"registry.terraform.io/hashicorp/aws\"]",
                "instances": [["schema_version": 0, "attributes": attributes]],
            ]
        }
        // The state tells this group as the one that was made with the network.
        let group = try #require(try await it.assets("type=aws_security_group").first)
        let state: JSON = [
            "version": 4, "terraform_version": "1.9.0", "serial": 1, "lineage": "l", "outputs": [:],
            "resources": [
                resource(
                    "aws_vpc",
                    [
                        "id": net["resource"] ?? .null, "arn": net["arn"] ?? .null,
                        "default_security_group_id": group["resource"] ?? .null,
                    ]),
                resource("aws_s3_bucket", ["id": "made-by-hand", "bucket": "made-by-hand"]),
                resource("aws_sns_topic", ["id": "elsewhere", "arn": "arn:aws:sns:us-west-2:1:made"]),
            ],
        ]
        let token = try await it.house.token(it.ada)
        let kept = try await it.house.post(workspace, state.bytes(), under: nil, as: token)
        try #require((200..<300).contains(kept.status), "\(kept.json)")
        // All that are in the region now, and one that is already there is answered.
        let again = try await it.get("/discover/aws/eu-central-1?again=true")
        let report = try await it.ended(again.text("id"))
        #expect(report["status"] == "completed")
        #expect(try await it.get("/discover/aws/eu-central-1").text("id") == again.text("id"))
        let managed = try await it.assets("managed=true")
        #expect(Set(managed.map { $0["address"]?.stringValue }) == ["aws_vpc.it", "aws_s3_bucket.it"])
        #expect(managed.allSatisfy { $0["workspace"]?.stringValue == workspace })
        #expect(managed.contains { $0["id"] == group["id"] && $0["address"] == "aws_vpc.it" })
        // What AWS makes in every account for itself counts as nobody's.
        let ofAWS = try await it.assets("ignored=true")
        #expect(ofAWS.allSatisfy { $0["type"] == "aws_kms_alias" || $0["type"] == "aws_iam_role" })
        let counted = (report["found"]?.intValue ?? 0) - ofAWS.count
        let coverage = try await it.get("/coverage")
        #expect(coverage["assets"]?.intValue == counted && coverage["managed"] == 3, "\(coverage.json)")
        #expect(coverage["percent"]?.intValue == 300 / counted)
        try await filtered(it, net)
        let nets = coverage["types"]?.arrayValue?.first { $0["type"] == "aws_vpc" }
        #expect(nets?["assets"] == 2 && nets?["managed"] == 1 && nets?["percent"] == 50)
        let old = try await it.assets("type=aws_vpc").first { $0["name"] == "made" }
        #expect(old?["id"] == net["id"] && old?["firstSeen"] == net["firstSeen"])
    }

    /// By an expression over what an asset's JSON tells, page after page.
    private func filtered(_ it: Looker, _ net: JSON) async throws {
        func assets(_ filter: String, _ more: String = "limit=200") async throws -> TestHouse.Answer {
            let query = filter.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
            return try await it.house.send("GET", "/api/v1/assets?\(more)&filter=\(query)", as: it.ada)
        }
        let named = try await assets("type == 'aws_vpc' && tags.Name == 'made'")
        #expect(named["items"]?.arrayValue?.map { $0["id"] } == [net["id"]], "\(named.json)")
        var seen: [String] = []
        var page = try await assets("starts_with(type, 'aws_iam_')", "limit=1")
        while let cursor = page["next"]?.stringValue {
            seen += (page["items"]?.arrayValue ?? []).compactMap { $0["id"]?.stringValue }
            page = try await assets("starts_with(type, 'aws_iam_')", "limit=1&cursor=\(cursor)")
        }
        seen += (page["items"]?.arrayValue ?? []).compactMap { $0["id"]?.stringValue }
        let all = try await assets("starts_with(type, 'aws_iam_')")["items"]?.arrayValue ?? []
        #expect(seen == all.compactMap { $0["id"]?.stringValue } && seen.count > 2, "\(seen), \(all)")
        #expect(all.allSatisfy { $0["type"]?.stringValue?.hasPrefix("aws_iam_") == true })
        for (filter, code) in [("type ==", "query.syntax"), ("abs(type)", "query.type")] {
            let refused = try await assets(filter)
            #expect(refused.status == 422 && refused["code"]?.stringValue == code, "\(refused.json)")
        }
    }

    @Test("a denied call, a throttled one and one that stays throttled are told, and the others go on")
    func refusals() async throws {
        let asked = Mutex<[String: Int]>([:])
        let server = Server { request in
            let body = (try? await request.body.collect(upTo: 1 << 16)) ?? []
            let text = String(decoding: body, as: UTF8.self)
            guard Self.isSigned(request, body) else { return Response(status: 403) }
            let action =
                request.headers["X-Amz-Target"].map { String($0.split(separator: ".").last ?? "") }
                ?? String((text.split(separator: "&").first ?? "").dropFirst("Action=".count))
            let count = asked.withLock { asked in
                asked[action, default: 0] += 1
                return asked[action] ?? 0
            }
            let (status, answer) = Self.answer(action, text, count)
            return Response(status: status, body: .bytes(Array(answer.utf8)))
        }
        let port = try server.start()
        let it = try await Looker(at: "http://127.0.0.1:\(port)")
        let report = try await it.look([
            "aws_vpc", "aws_iam_role", "aws_dynamodb_table", "aws_kinesis_stream", "aws_sns_topic",
        ])
        #expect(report["status"] == "completed" && report["account"] == "42", "\(report)")
        #expect(Self.listing(report, "aws_vpc")?["outcome"] == "denied")
        #expect(Self.listing(report, "aws_vpc")?["reason"]?.stringValue?.contains("not yours") == true)
        let tables = Self.listing(report, "aws_dynamodb_table")
        #expect(tables?["outcome"] == "listed" && tables?["found"] == 3 && tables?["throttled"] == 2)
        #expect(Self.listing(report, "aws_kinesis_stream")?["outcome"] == "throttled")
        #expect(Self.listing(report, "aws_kinesis_stream")?["throttled"] == 5)
        #expect(Self.listing(report, "aws_sns_topic")?["outcome"] == "refused")
        #expect(Self.listing(report, "aws_iam_role")?["found"] == 1)
        #expect(asked.withLock { $0["DescribeVpcs"] } == 1)
        #expect(asked.withLock { $0["ListStreams"] } == 5)

        let started = try await it.get("/discover/aws/all")
        let all = try await it.ended(started.text("id"))
        #expect(all["status"] == "completed" && all["region"] == "all", "\(all)")
        let places = { (type: String) in
            (all["listings"]?.arrayValue ?? []).filter { $0["type"]?.stringValue == type }
                .compactMap { $0["region"]?.stringValue }
        }
        #expect(places("aws_sns_topic") == ["eu-central-1", "eu-west-1"])
        #expect(places("aws_iam_role") == ["global"])
        #expect(try await it.get("/discover/aws/all").text("id") == started.text("id"))

        let other = try await it.house.send("GET", "/api/v1/discover/nimbus/all", as: it.ada)
        #expect(other.text("code") == "inventory.provider" && other.status >= 400)
        let unknown = try await it.house.send(
            "POST", "/api/v1/discoveries", ["connection": "cloud", "types": ["aws_nothing"]], as: it.ada)
        #expect(unknown.text("code") == "inventory.type")
        await it.house.stop()
        await server.drain(within: .seconds(1))
    }

    /// As a service looks at it: what came, signed again with the secret that both know.
    private static func isSigned(_ request: Request, _ body: [UInt8]) -> Bool {
        let said = request.headers["Authorization"] ?? ""
        let parts = said.split(whereSeparator: { $0 == " " || $0 == "," }).map(String.init)
        let scope = (parts.first { $0.hasPrefix("Credential=") } ?? "").split(separator: "/").map(String.init)
        let names = (parts.first { $0.hasPrefix("SignedHeaders=") } ?? "").dropFirst("SignedHeaders=".count)
        guard scope.count == 5, names.contains("host"), names.contains("x-amz-date") else { return false }
        let again = AWSSignature(
            .init(accessKey: "k", secretKey: "s"), region: scope[2], service: scope[3]
        ).authorization(
            method: request.method, target: request.target,
            headers: names.split(separator: ";").map {
                (name: String($0), value: request.headers[String($0)] ?? "")
            }, payload: body)
        return again == said
    }

    private static func answer(_ action: String, _ text: String, _ count: Int) -> (Int, String) {
        let throttling = #"{"__type":"ThrottlingException","message":"slow down"}"#
        switch action {
        case "GetCallerIdentity":
            return (200, "<R><GetCallerIdentityResult><Account>42</Account></GetCallerIdentityResult></R>")
        case "DescribeRegions":
            return (
                200,
                "<R><regionInfo><item><regionName>eu-west-1</regionName></item>"
                    + "<item><regionName>eu-central-1</regionName></item></regionInfo></R>"
            )
        case "DescribeVpcs":
            return (
                403,
                "<Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>not yours</Message></Error></Errors></Response>"
            )
        case "ListTables":
            if count == 1 { return (400, throttling) }
            if count == 2 { return (429, "") }
            return text.contains("ExclusiveStartTableName")
                ? (200, #"{"TableNames":["c"]}"#)
                : (200, #"{"TableNames":["a","b"],"LastEvaluatedTableName":"b"}"#)
        case "ListStreams": return (400, throttling)
        case "ListRoles":
            return (
                200,
                "<R><ListRolesResult><Roles><member><RoleName>a</RoleName></member></Roles></ListRolesResult></R>"
            )
        default:
            return (400, "<R><Error><Code>InvalidAction</Code><Message>no such thing</Message></Error></R>")
        }
    }

    @Test(
        "a role is assumed, and what its account has is found; where it may not be, that is told",
        .enabled(if: Simulator.isPresent, "the simulator is not on this machine"))
    func role() async throws {
        let simulator = try await Simulator()
        let cloud = try CloudProxy(before: simulator.address)
        let it = try await Looker(at: cloud.address)
        func put(_ more: JSON) async throws -> TestHouse.Answer {
            var body: JSON = [
                "region": "eu-central-1", "accessKey": "k", "secretKey": "very secret",
                "endpoint": .string(cloud.address),
            ]
            for (name, value) in more.objectValue ?? [:] { body[name] = value }
            return try await it.house.send("PUT", "/api/v1/connections/cloud", body, as: it.ada)
        }
        let role = "arn:aws:iam::210987654321:role/auditor"
        let asked = Mutex<[String]>([])
        cloud.answer { call, body in
            if call == "AssumeRole" { asked.withLock { $0.append(body) } }
            return nil
        }
        let made = try await put(["role": .string(role), "externalID": "acme & sons"])
        #expect(made.status == 200 && made["role"]?.stringValue == role, "\(made.json)")
        let tested = try await it.house.send("POST", "/api/v1/connections/cloud/test", as: it.ada)
        #expect(tested["works"] == true && tested.text("note").contains("assumed-role/auditor/plumb-cloud"))
        let report = try await it.look(["aws_sns_topic"])
        #expect(report["account"] == "210987654321", "\(report)")
        let sent = asked.withLock { $0 }
        #expect(sent.count == 1, "a session is used again")
        #expect(sent[0].contains("ExternalId=acme%20%26%20sons") && sent[0].contains("DurationSeconds=3600"))

        cloud.answer { call, _ in
            guard call == "AssumeRole" else { return nil }
            let answer =
                "<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code>"
                + "<Message>User k may not assume it</Message></Error></ErrorResponse>"
            return Response(status: 403, body: .bytes(Array(answer.utf8)))
        }
        #expect(try await put(["role": .string(role)]).status == 200)
        let refused = try await it.house.send("POST", "/api/v1/connections/cloud/test", as: it.ada)
        #expect(refused["works"] == false && refused.text("note").contains("User k may not assume it"))
        let ticket = try await it.house.send(
            "POST", "/api/v1/discoveries", ["connection": "cloud"], as: it.ada)
        #expect(ticket.json.text.contains("User k may not assume it"), "\(ticket.json)")
        #expect(!ticket.json.text.contains("very secret"))

        for (more, place): (JSON, String) in [
            (["role": "auditor"], "/role"), (["role": .string(role), "provider": "google"], "/role"),
            (["externalID": "x"], "/externalID"),
        ] {
            let wrong = try await put(more)
            #expect(wrong.status == 422 && wrong.json.text.contains(place), "\(wrong.json)")
        }
        await it.house.stop()
        await cloud.stop()
        await simulator.stop()
    }
}
