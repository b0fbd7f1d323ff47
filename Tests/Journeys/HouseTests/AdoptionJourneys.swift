import Foundation
import KernelTesting
import Testing
import Values

/// What was made by hand is taken into code; the real Terraform CLI and AWS provider, a simulated AWS.
@Suite(
    "Adoption", .serialized,
    .enabled(
        if: terraform != nil && Simulator.isPresent && Simulator.hasProvider,
        "terraform, the simulator or a mirror with the AWS provider is not on this machine"))
struct AdoptionJourneys {
    private static let world: String = {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        return (try? String(contentsOf: folder.appendingPathComponent("inventory/world.py"), encoding: .utf8))
            ?? ""
    }()

    private static let types = world.split(separator: "\n").compactMap { line in
        line.split(separator: "#").last.map { $0.trimmingCharacters(in: .whitespaces) }
    }.filter {
        // The provider asks for ever for what the simulator does not know.
        $0.hasPrefix("aws_") && $0 != "aws_sfn_state_machine"
    }

    @Test("an account made by hand is written down such that a plan changes nothing, and then is managed")
    func adopts() async throws {
        let simulator = try await Simulator()
        try await simulator.python(Self.world)
        let it = try await Watcher(simulator)
        let looked = try await it.discover()
        #expect(looked["status"] == "completed")
        // One of each type, the ones that were made by hand first.
        var ids: [JSON] = []
        for type in Self.types {
            let assets = try await it.assets("managed=false&type=\(type)")
            let own = assets.first { $0["name"]?.stringValue?.hasPrefix("made") == true } ?? assets.first
            if let id = own?["id"] { ids.append(id) }
        }
        #expect(ids.count >= 58)
        let dry = try await it.adopt(["assets": .array(Array(ids.prefix(3))), "dryRun": true])
        #expect(dry["status"] == "completed" && dry["isDryRun"] == true, "\(dry)")
        #expect(try await it.assets("managed=true").isEmpty)

        let done = try await it.adopt(["assets": .array(ids), "reason": "it was made by hand"])
        let steps = done["steps"]?.arrayValue ?? []
        let adopted = steps.filter { $0["outcome"] == "done" }.compactMap { $0["address"]?.stringValue }
        let refused = steps.filter { $0["outcome"] == "notDone" }
        print("adoption: \(adopted.count) types of \(ids.count)")
        #expect(adopted.count >= 52, "\(refused.map(\.text).joined(separator: "\n"))")
        // Each with what stands against it: a key that can't be read back, a secret, a gap of the simulator.
        #expect(refused.allSatisfy { !($0["note"]?.stringValue ?? "").isEmpty })
        #expect(refused.contains { $0["note"]?.stringValue?.contains("value is a secret") == true })
        let text = (done["patch"]?.arrayValue ?? []).compactMap { $0["diff"]?.stringValue }.joined()
        #expect(text.contains("vpc_id") && text.contains("= aws_vpc.made.id"), "\(text)")
        #expect(!text.contains("password1") && text.contains("jsonencode("))

        let plan = try await it.deploy(["planOnly": true])
        for count in ["add", "change", "destroy", "imported"] {
            #expect(plan["plan"]?[count] == 0, "\(plan)")
        }
        let scan = try await it.ended(
            "/api/v1/analyze", ["workspace": .string(it.workspace)], at: "/api/v1/analysis")
        // A database's latest restorable time goes on by itself.
        let others = (scan["findings"]?.arrayValue ?? []).filter { $0["address"] != "aws_db_instance.made" }
        #expect(scan["method"] == "hosted" && others.isEmpty, "\(others)")
        _ = try await it.discover(["types": ["aws_vpc"]])
        let net = try #require(try await it.assets("managed=true&type=aws_vpc").first)
        #expect(net["address"] == "aws_vpc.made" && net["workspace"]?.stringValue == it.workspace)
        let again = try await it.adopt(["assets": [net["id"] ?? .null]])
        #expect(again["status"] == "failed", "\(again)")
        #expect(again["steps"]?.arrayValue?.first?["note"]?.stringValue?.contains("managed already") == true)
        await it.house.stop()
        await simulator.stop()
    }

    @Test(
        "what nobody manages is found, adopted, removed or left out of sight, and a value is put back directly"
    )
    func unmanaged() async throws {
        let simulator = try await Simulator()
        try await simulator.python(
            """
            for name in ['keep', 'drop', 'scratch-1']:
                boto3.client('sqs').create_queue(QueueName=name)
            """)
        let it = try await Watcher(simulator)
        _ = try await it.house.send(
            "PUT", "/api/v1/ignore-rules",
            ["text": "*\n!aws_sqs_queue\n# left over from tests\naws_sqs_queue.*scratch*\n"], as: it.ada)
        let scan = try await it.ended("/api/v1/analyze", ["discover": true], at: "/api/v1/analysis")
        let found = (scan["findings"]?.arrayValue ?? []).filter { $0["kind"] == "unmanaged" }
        #expect(found.count == 2 && found.allSatisfy { $0["type"] == "aws_sqs_queue" }, "\(scan)")
        func finding(_ name: String) throws -> JSON {
            let one = found.first { $0["address"]?.stringValue?.hasSuffix(name) == true }
            return try #require(one?["id"])
        }
        let ways = try await it.house.send(
            "GET", "/api/v1/strategies?analysis=\(scan["id"]?.stringValue ?? "")", as: it.ada)
        #expect(
            ways["items"]?.arrayValue?.compactMap { $0["kind"]?.stringValue } == [
                "adopt", "remove", "ignore",
            ])

        func remedy(_ body: JSON) async throws -> JSON {
            var whole = body
            whole["analysis"] = scan["id"] ?? .null
            return try await it.ended("/api/v1/remediate", whole)
        }
        let drop: JSON = ["findings": [try finding("drop")], "strategy": "remove"]
        let unsaid = try await it.house.send(
            "POST", "/api/v1/remediate",
            ["analysis": scan["id"] ?? .null, "findings": [try finding("drop")], "strategy": "remove"],
            as: it.ada)
        #expect(unsaid.text("code") == "remediation.no_reason")
        var dry = drop
        dry["dryRun"] = true
        #expect(try await remedy(dry)["steps"]?[0]?["outcome"] == "notDone")
        var real = drop
        real["reason"] = "nobody needs it"
        let removed = try await remedy(real)
        #expect(removed["status"] == "completed" && removed["steps"]?[0]?["outcome"] == "done", "\(removed)")
        let again = try await remedy(real)
        #expect(again["status"] == "failed" && again["steps"]?[0]?["outcome"] == "notDone", "\(again)")
        let adopted = try await remedy([
            "findings": [try finding("keep")], "strategy": "adopt", "workspace": .string(it.workspace),
        ])
        #expect(adopted["status"] == "completed", "\(adopted)")
        // The newest look knows nothing of that yet.
        let late = try await remedy([
            "findings": [try finding("keep")], "strategy": "remove", "reason": "an old report",
        ])
        #expect(late["steps"]?[0]?["note"]?.stringValue?.contains("managed by now") == true, "\(late)")
        try await elsewhere(it)

        try await simulator.python(
            """
            q = boto3.client('sqs')
            assert [u.rsplit('/')[-1] for u in q.list_queues()['QueueUrls']] == ['keep', 'scratch-1']
            q.set_queue_attributes(QueueUrl=q.get_queue_url(QueueName='keep')['QueueUrl'],
                                   Attributes={'DelaySeconds': '7'})
            """)
        let drifted = try await it.ended(
            "/api/v1/analyze", ["workspace": .string(it.workspace)], at: "/api/v1/analysis")
        #expect(drifted["findings"]?.arrayValue?.count == 1, "\(drifted)")
        let direct: JSON = ["analysis": drifted["id"] ?? .null, "direct": true]
        let back = try await it.ended("/api/v1/remediate", direct)
        #expect(back["status"] == "completed" && back["deployment"] == nil, "\(back)")
        try await simulator.python(
            """
            q = boto3.client('sqs')
            url = q.get_queue_url(QueueName='keep')['QueueUrl']
            now = q.get_queue_attributes(QueueUrl=url, AttributeNames=['All'])['Attributes']
            assert now['DelaySeconds'] == '0'
            """)
        let clean = try await it.ended(
            "/api/v1/analyze", ["workspace": .string(it.workspace)], at: "/api/v1/analysis")
        #expect(clean["findings"] == [], "\(clean)")
        await it.house.stop()
        await simulator.stop()
    }

    /// Whose configuration is not kept here would lose everything else with the next run.
    private func elsewhere(_ it: Watcher) async throws {
        let other = try await it.house.workspace(it.ada, slug: "elsewhere", [:])
        let state: JSON = [
            "version": 4, "terraform_version": "1.11.4", "serial": 1, "lineage": "l", "outputs": [:],
            "resources": [
                [
                    "mode": "managed", "type": "aws_vpc", "name": "it",
                    "provider": "provider[\"registry.terraform.io/hashicorp/aws\"]",
                    "instances": [["schema_version": 0, "attributes": ["id": "vpc-1"]]],
                ]
            ],
        ]
        let token = try await it.house.token(it.ada)
        let kept = try await it.house.post(other, state.bytes(), under: nil, as: token)
        try #require((200..<300).contains(kept.status), "\(kept.json)")
        let refused = try await it.ended(
            "/api/v1/adopt",
            ["workspace": .string(other), "objects": [["type": "aws_sqs_queue", "id": "x"]]],
            at: "/api/v1/remediate")
        #expect(refused["failure"]?.stringValue?.contains("not kept here") == true, "\(refused)")
    }

    private struct Watcher {
        let house: TestHouse
        let ada: String
        let workspace: String

        init(_ simulator: Simulator) async throws {
            house = try await TestHouse(.oneProcess)
            ada = try await house.setUp()
            let connection = try await house.send(
                "PUT", "/api/v1/connections/simulated",
                [
                    "region": "eu-central-1", "accessKey": "k", "secretKey": "s",
                    "endpoint": .string(simulator.address),
                ], as: ada)
            workspace = try await house.workspace(
                ada, slug: "adopted",
                [
                    "environment": "staging",
                    "settings": ["connection": connection["id"] ?? .null, "gates": [], "autoApply": true],
                ])
        }

        func discover(_ body: JSON = [:]) async throws -> JSON {
            var whole = body
            whole["connection"] = "simulated"
            return try await ended("/api/v1/discoveries", whole)
        }

        func deploy(_ body: JSON) async throws -> JSON {
            var whole = body
            whole["workspace"] = .string(workspace)
            let ticket = try await house.send("POST", "/api/v1/deployments", whole, as: ada)
            try #require(ticket.status == 202, "\(ticket.json)")
            return try await house.wait(for: ticket.text("id"), "completed", as: ada).json
        }

        func adopt(_ body: JSON) async throws -> JSON {
            var whole = body
            whole["workspace"] = .string(workspace)
            return try await ended("/api/v1/adopt", whole, at: "/api/v1/remediate")
        }

        func ended(_ path: String, _ body: JSON, at result: String? = nil) async throws -> JSON {
            let ticket = try await house.send("POST", path, body, as: ada)
            try #require(ticket.status == 202, "\(ticket.json)")
            while true {
                let answer = try await house.send(
                    "GET", "\(result ?? path)/\(ticket.text("id"))", as: ada)
                try #require(answer.status == 200, "\(answer.json)")
                if answer.text("status") != "running" { return answer.json }
                try await Task.sleep(for: .milliseconds(50))
            }
        }

        func assets(_ query: String) async throws -> [JSON] {
            let answer = try await house.send("GET", "/api/v1/assets?limit=200&" + query, as: ada)
            return answer["items"]?.arrayValue ?? []
        }
    }
}
