import APIDocuments
import Bus
import Foundation
import House
import KernelTesting
import Synchronization
import Testing
import Values

/// A journey through every operation that has a route, in both topologies; one that is left out fails.
@Suite("Every operation", .enabled(if: terraform != nil, "terraform is not on the PATH"))
struct EveryOperationTests {
    /// A house that remembers which operations answered with success.
    final class Traveller: Sendable {
        let house: TestHouse
        let admin: String
        private let done = Mutex<Set<String>>([])
        private let asked = Mutex<[String: RequestExample]>([:])

        init(_ house: TestHouse, _ admin: String) {
            self.house = house
            self.admin = admin
            done.withLock { _ = $0.insert("identity.set-up") }
        }

        var visited: Set<String> { done.withLock { $0 } }
        /// The first request of each operation.
        var examples: [RequestExample] { asked.withLock { Array($0.values) } }

        /// Asks an operation by its name and expects success.
        @discardableResult
        func ask(
            _ name: String, _ path: [String: String] = [:], _ body: JSON? = nil, query: String = "",
            bytes: [UInt8]? = nil, as token: String? = nil
        ) async throws -> TestHouse.Answer {
            let offered = try #require(House.offered.first { $0.contract.name == name }, "\(name)")
            let route = try #require(offered.contract.route)
            var address = route.path
            for (key, value) in path { address = address.replacing("{\(key)}", with: value) }
            if !query.isEmpty { address += "?" + query }
            let sends = route.hasBody && bytes == nil ? body ?? [:] : nil
            let answer = try await house.send(route.method, address, sends, as: token ?? admin, bytes: bytes)
            try #require(
                (200..<300).contains(answer.status), "\(name) answered \(answer.status) \(answer.json)")
            done.withLock { _ = $0.insert(name) }
            let values = JSON.Object(
                route.parameters.compactMap { name in path[name].map { (name, .string($0)) } })
            let example = RequestExample(operation: name, path: values, query: query, body: sends)
            asked.withLock { asked in asked[name] = asked[name] ?? example }
            return answer
        }

        func note(_ name: String) { done.withLock { _ = $0.insert(name) } }
    }

    @Test("answers with success to who may ask", arguments: Topology.allCases)
    func journey(topology: Topology) async throws {
        let house = try await TestHouse(topology)
        let traveller = Traveller(house, try await house.setUp())
        try await people(traveller)
        let workspace = try await places(traveller)
        try await blueprints(traveller)
        try await runs(traveller, workspace)
        try await states(traveller, workspace)
        try await watching(traveller, workspace)
        try await policies(traveller, workspace)
        let routed = Set(House.offered.filter { $0.contract.route != nil }.map(\.contract.name))
        #expect(routed.subtracting(traveller.visited).sorted() == [])
        if topology == Topology.allCases[0] { try hold(traveller.examples) }
        await house.stop()
    }

    /// The examples of the API's documents are the requests of this journey.
    private func hold(_ examples: [RequestExample]) throws {
        let lines = APIRecord.settled(examples)
        if Snapshots.isRecording { return try APIRecord.write("RecordedExamples", lines) }
        let kept = Set(RecordedExamples.text.split(separator: "\n").map(String.init))
        let changed = Set(lines).symmetricDifference(kept).sorted()
        #expect(changed.isEmpty, "PLUMB_RECORD=1 renews the examples: \(changed.prefix(4))")
    }

    private func people(_ it: Traveller) async throws {
        #expect(try await it.ask("identity.set-up-status")["isAwaited"] == false)
        let session = try await it.ask(
            "identity.sign-in", [:],
            [
                "email": "ada@example.com", "password": "correct horse battery",
            ])
        let secret = session.text("secret")
        #expect(
            try await it.ask("identity.verify-token", [:], ["secret": .string(secret)])["isValid"] == true)
        let renewed = try await it.ask("identity.renew-session", [:], ["secret": .string(secret)], as: secret)
        let newer = renewed.text("secret")
        #expect(try await it.house.send("GET", "/api/v1/auth/permissions", as: secret).status == 401)
        try await it.ask("identity.my-permissions", as: newer)
        try await it.ask("identity.sign-out", [:], ["secret": .string(newer)], as: newer)
        #expect(try await it.house.send("GET", "/api/v1/auth/permissions", as: newer).status == 401)

        let made = try await it.ask(
            "identity.create-token", [:], ["label": "ci", "permissions": ["states:read"]])
        let token = made["secret"]?.stringValue ?? ""
        #expect(try await it.house.send("GET", "/api/v1/users", as: token).status == 403)
        #expect(try await it.ask("identity.list-tokens").json.text.contains("\"ci\""))
        try await it.ask("identity.revoke-token", ["token": made["token"]?["id"]?.stringValue ?? ""])
        #expect(try await it.house.send("GET", "/api/v1/auth/permissions", as: token).status == 401)

        let user = try await it.ask(
            "identity.create-user", [:],
            [
                "email": "bob@example.com", "name": "Bob", "password": "correct horse battery",
            ])
        let id = user.text("id")
        try await it.ask("identity.list-users")
        #expect(try await it.ask("identity.get-user", ["user": id]).headers["ETag"] == "\"1\"")
        #expect(try await it.ask("identity.update-user", ["user": id], ["name": "Bobby"])["revision"] == 2)
        try await it.ask("identity.put-role", ["role": "auditor"], ["permissions": ["audit:read"]])
        try await it.ask("identity.list-roles")
        let binding = try await it.ask("identity.bind", [:], ["user": .string(id), "role": "auditor"])
        try await it.ask("identity.list-bindings")
        try await it.ask("identity.unbind", ["binding": binding.text("id")])
        try await it.ask("identity.delete-role", ["role": "auditor"])
        let code = try await it.ask("identity.begin-recovery", ["user": id]).text("code")
        let chosen: JSON = ["code": .string(code), "password": "chosen anew by himself"]
        try await it.ask("identity.recover", [:], chosen)
        _ = try await it.house.send(
            "POST", "/api/v1/auth/login", ["email": "bob@example.com", "password": "chosen anew by himself"])
        let open = try await it.ask("identity.list-sessions", query: "everybody=true")
        let his = open["items"]?.arrayValue?.first { $0["user"]?.stringValue == id }
        try await it.ask("identity.end-session", ["session": his?["id"]?.stringValue ?? ""])
        try await it.ask("identity.get-access-rules")
        try await it.ask("identity.put-access-rules", [:], ["networks": []])
        let keys = try await it.ask("identity.keys")
        #expect(keys.headers["Cache-Control"] == "public, max-age=300")
        #expect(keys["keys"]?.arrayValue?.count == 2 && !keys.json.text.contains("\"d\""))
        try await it.ask("identity.issuer")
        try await it.ask("identity.list-signing-keys")
        let withdrawn = try await it.ask("identity.rotate-keys", [:], ["compromised": true])
        #expect(withdrawn["items"]?.arrayValue?.count == 2)
        #expect(try await it.ask("identity.disable-user", ["user": id])["isDisabled"] == true)
        #expect(try await it.ask("identity.enable-user", ["user": id])["isDisabled"] == false)
    }

    private func places(_ it: Traveller) async throws -> String {
        let tenant = try await it.ask("tenants.create", [:], ["slug": "globex"])
        let id = ["tenant": tenant.text("id")]
        try await it.ask("tenants.list")
        try await it.ask("tenants.get", id)
        try await it.ask("tenants.update", id, ["name": "Globex"])
        #expect(try await it.ask("tenants.put-quotas", id, ["users": 3])["quotas"]?["users"] == 3)
        #expect(try await it.ask("tenants.archive", id)["isArchived"] == true)
        #expect(try await it.ask("tenants.restore", id)["isArchived"] == false)

        let project = [
            "project": try await it.ask("tenants.create-project", [:], ["slug": "shop"]).text("id")
        ]
        try await it.ask("tenants.list-projects")
        try await it.ask("tenants.get-project", project)
        try await it.ask("tenants.update-project", project, ["name": "Shop"])
        try await it.ask("tenants.archive-project", project)
        try await it.ask("tenants.restore-project", project)

        try await it.ask(
            "tenants.put-connection", ["slug": "aws"],
            [
                "region": "eu-central-1", "accessKey": "k", "secretKey": "s",
                "endpoint": "http://127.0.0.1:1",
            ])
        try await it.ask("tenants.list-connections")
        #expect(try await it.ask("tenants.test-connection", ["slug": "aws"])["works"] == false)
        try await inventory(it)
        try await it.ask("tenants.delete-connection", ["slug": "aws"])

        let workspace = try await it.ask(
            "tenants.create-workspace", [:],
            [
                "project": .string(project["project"] ?? ""), "slug": "dev",
            ]
        ).text("id")
        let here = ["workspace": workspace]
        try await it.ask("tenants.list-workspaces")
        try await it.ask("tenants.get-workspace", here)
        try await it.ask("tenants.update-workspace", here, ["environment": "staging"])
        try await it.ask("tenants.archive-workspace", here)
        try await it.ask("tenants.restore-workspace", here)
        try await it.ask(
            "tenants.put-variable", ["workspace": workspace, "name": "greeting"], ["value": "hello"])
        try await it.ask("tenants.list-variables", here)
        try await it.ask("tenants.delete-variable", ["workspace": workspace, "name": "greeting"])
        return workspace
    }

    /// Through a connection that leads nowhere.
    private func inventory(_ it: Traveller) async throws {
        let id = try await it.ask(
            "inventory.discover", [:], ["connection": "aws", "types": ["aws_vpc"]]
        ).text("id")
        try await it.ask("inventory.list-discoveries")
        try await it.ask("inventory.put-ignore-rules", [:], ["text": "*\n!aws_vpc\n"])
        #expect(try await it.ask("inventory.get-ignore-rules").text("text") == "*\n!aws_vpc\n")
        try await it.ask("inventory.put-ignore-rules", [:], ["text": ""])
        let started = try await it.ask(
            "inventory.discover-region", ["provider": "aws", "region": "eu-west-1"])
        for one in [id, started.text("id")] {
            var report = try await it.ask("inventory.get-discovery", ["discovery": one])
            while report.text("status") == "running" {
                try await Task.sleep(for: .milliseconds(20))
                report = try await it.ask("inventory.get-discovery", ["discovery": one])
            }
            #expect(report.text("status") == "failed" && !report.text("failure").isEmpty, "\(report.json)")
        }
        let none = try await it.ask("inventory.list-resources", ["provider": "aws", "type": "aws_vpc"])
        #expect(none["items"] == [])
        try await it.ask("inventory.list-assets")
        #expect(try await it.ask("inventory.coverage")["assets"] == 0)
        // Success of these is in the journey over the simulated cloud.
        it.note("inventory.get-asset")
        it.note("inventory.relationships")
    }

    private func blueprints(_ it: Traveller) async throws {
        let document: JSON = [
            "name": "hello", "variables": ["word": ["default": "hi"]],
            "resources": ["a": ["type": "terraform_data", "properties": ["input": "${var.word}"]]],
        ]
        let made = try await it.ask("blueprints.create", [:], ["document": document])
        let here = ["blueprint": made.text("id")]
        try await it.ask("blueprints.list")
        try await it.ask("blueprints.get", here)
        try await it.ask("blueprints.update", here, ["document": document])
        #expect(try await it.ask("blueprints.validate", [:], ["document": document])["isValid"] == true)
        try await it.ask("blueprints.render", here)
        let text = try await it.ask("blueprints.export", here).text("text")
        try await it.ask("blueprints.import", bytes: Array(text.utf8))
        try await it.ask("blueprints.put-values", here, ["defaults": ["word": "servus"]])
        try await it.ask("blueprints.get-values", here)
        let clone = try await it.ask("blueprints.clone", here, ["slug": "hello-too"])
        try await it.ask("blueprints.delete", ["blueprint": clone.text("id")])
        try await it.ask("blueprints.publish", here, ["version": "1.0.0"])
        try await it.ask("blueprints.list-versions", here)
        try await it.ask("blueprints.get-version", ["blueprint": made.text("id"), "version": "1.0.0"])
    }

    private func runs(_ it: Traveller, _ workspace: String) async throws {
        let configuration =
            "resource \"terraform_data\" \"a\" {\n  input = 1\n}\noutput \"a\" {\n  value = terraform_data.a.output\n}\n"
        let uploaded = try await it.ask("deployments.upload", bytes: tar(["main.tf": configuration]))
        var body: JSON = ["workspace": .string(workspace)]
        body["configuration"] = uploaded["configuration"]
        let ticket = try await it.ask("deployments.deploy", [:], body)
        let run = ["deployment": ticket.text("id")]
        _ = try await it.house.wait(for: ticket.text("id"), "awaitingApproval", as: it.admin)
        #expect(try await it.ask("deployments.get-plan", run, query: "raw=true")["summary"]?["add"] == 1)
        try await it.ask("deployments.approve", run, ["comment": "looks right"])
        let done = try await it.house.wait(for: ticket.text("id"), "completed", as: it.admin)
        #expect(done["outputs"]?["a"] == 1, "\(done.json)")
        try await it.ask("deployments.get", run)
        try await it.ask("deployments.list")
        let events = try await it.ask("deployments.follow", run)
        #expect(String(decoding: events.bytes, as: UTF8.self).contains("Apply complete!"))
        try await it.ask("jobs.get", ["job": "deployments_\(ticket.text("id"))"])
        let told = try await it.ask("jobs.follow", ["job": "deployments_\(ticket.text("id"))"])
        #expect(String(decoding: told.bytes, as: UTF8.self).contains("\"state\":\"completed\""))

        let again = try await it.ask(
            "deployments.deploy", [:],
            [
                "workspace": .string(workspace), "destroy": true,
            ]
        ).text("id")
        _ = try await it.house.wait(for: again, "awaitingApproval", as: it.admin)
        try await it.ask("deployments.reject", ["deployment": again], ["comment": "no"])
        #expect(try await it.house.wait(for: again, "cancelled", as: it.admin).text("status") == "cancelled")

        for name in ["deployments.cancel", "jobs.cancel"] {
            let waiting = try await it.ask(
                "deployments.deploy", [:], ["workspace": .string(workspace), "destroy": true]
            ).text("id")
            _ = try await it.house.wait(for: waiting, "awaitingApproval", as: it.admin)
            try await it.ask(name, ["deployment": waiting, "job": "deployments_\(waiting)"])
            #expect(
                try await it.house.wait(for: waiting, "cancelled", as: it.admin).text("status") == "cancelled"
            )
        }
        let back = try await it.ask("deployments.roll-back", run).text("id")
        #expect(try await it.house.wait(for: back, "completed", as: it.admin).text("status") == "completed")
    }

    private func states(_ it: Traveller, _ workspace: String) async throws {
        let here = ["workspace": workspace]
        let view = try await it.ask("states.read", here)
        let serial = view["version"]?["serial"]?.intValue ?? 0
        #expect(serial > 0 && view["resources"]?.arrayValue?.count == 1)
        try await it.ask("states.list-versions", here)
        let version = ["workspace": workspace, "serial": String(serial)]
        try await it.ask("states.get-version", version)
        let content = try await it.ask("states.download", version)
        let pushed = try await it.ask("states.push", here, query: "force=true", bytes: content.bytes)
        #expect(pushed["serial"]?.intValue == serial + 1)
        try await it.ask("states.diff", here)
        try await it.ask("states.find-resources", query: "words=terraform_data")
        #expect(
            try await it.ask("states.roll-back", here, ["serial": JSON(serial)])["serial"]?.intValue == serial
                + 2)
        let locked = try await it.house.send(
            "LOCK", "/state/\(workspace)", as: it.admin,
            bytes: Array("{\"ID\":\"l1\",\"Who\":\"me\",\"Operation\":\"x\"}".utf8))
        #expect(locked.status == 200)
        #expect(try await it.ask("states.get-lock", here)["lock"]?["who"] == "me")
        try await it.ask("states.break-lock", here, query: "reason=test")
    }

    private func policies(_ it: Traveller, _ workspace: String) async throws {
        let rego = """
            package terraform.words

            deny contains "never" if count(input.resource_changes) > 0
            """
        let pack = ["pack": "words"]
        try await it.ask(
            "policies.put-pack", pack, ["modules": [["path": "a.rego", "text": .string(rego)]]])
        try await it.ask("policies.import-pack", ["pack": "more"], bytes: tar(["a.rego": rego]))
        try await it.ask("policies.delete-pack", ["pack": "more"])
        try await it.ask("policies.list-packs")
        try await it.ask("policies.get-pack", pack)
        try await it.ask("policies.list-versions", pack)
        let binding = try await it.ask(
            "policies.bind", pack, ["enforcement": "soft-mandatory", "workspace": .string(workspace)])
        try await it.ask("policies.list-bindings", pack)
        #expect(
            try await it.ask("policies.of-workspace", ["workspace": workspace])["items"]?.arrayValue?.count
                == 1)
        let evaluated = try await it.ask(
            "policies.evaluate", [:], ["packs": ["words"], "plan": ["resource_changes": []]])
        #expect(evaluated["decision"]?["result"] == "passed")
        let decision = evaluated["decision"]?["id"]?.stringValue ?? ""
        try await it.ask("policies.list-decisions")
        try await it.ask("policies.get-decision", ["decision": decision])
        try await it.ask("policies.explain-decision", ["decision": decision])
        try await it.ask("policies.replay", [:], ["packs": ["words"]])
        let waiver = try await it.ask(
            "policies.grant-waiver", [:],
            ["rule": "x.y", "owner": "ada", "reason": "because", "until": "2099-01-01T00:00:00Z"])
        try await it.ask("policies.list-waivers")
        try await it.ask("policies.end-waiver", ["waiver": waiver.text("id")])
        let uploaded = try await it.house.upload(
            ["main.tf": "resource \"terraform_data\" \"z\" {\n  input = 1\n}\n"], as: it.admin)
        let run = try await it.ask(
            "deployments.deploy", [:], ["workspace": .string(workspace), "configuration": uploaded]
        ).text("id")
        _ = try await it.house.wait(for: run, "awaitingOverride", as: it.admin)
        try await it.ask("policies.override", [:], ["deployment": .string(run), "reason": "a journey"])
        _ = try await it.house.wait(for: run, "awaitingApproval", as: it.admin)
        try await it.ask("policies.list-overrides")
        try await it.ask("deployments.reject", ["deployment": run], ["comment": "no"])
        #expect(try await it.house.wait(for: run, "cancelled", as: it.admin).text("status") == "cancelled")
        try await it.ask("policies.unbind", ["pack": "words", "binding": binding.text("id")])
    }

    private func watching(_ it: Traveller, _ workspace: String) async throws {
        let scan = try await it.ask("drift.scan", [:], ["workspace": .string(workspace)]).text("id")
        var report = try await it.ask("drift.get-analysis", ["analysis": scan])
        while report.text("status") == "running" {
            try await Task.sleep(for: .milliseconds(20))
            report = try await it.ask("drift.get-analysis", ["analysis": scan])
        }
        #expect(report.text("status") == "completed", "\(report.json)")
        try await it.ask("drift.list-analyses")
        try await it.ask("drift.follow-analysis", ["analysis": scan])
        try await it.ask("drift.put-scan-schedule", ["name": "nightly"], ["at": "02:30"])
        let repeating = try await it.ask("drift.list-scan-schedules")
        #expect(repeating["items"]?[0]?["next"]?.stringValue?.contains("T02:30:00.000Z") == true)
        try await it.ask("drift.end-scan-schedule", ["name": "nightly"])
        try await it.ask("drift.analyze-enhanced", [:], ["workspace": .string(workspace)])
        for insight in ["drift.findings", "drift.patterns", "drift.risks", "drift.trend"] {
            try await it.ask(insight)
        }
        let rule = try await it.ask(
            "drift.put-suppression", [:],
            [
                "workspace": .string(workspace), "address": "aws_sqs_queue.*", "reason": "scales by itself",
                "owner": "ada", "until": "2999-01-01T00:00:00Z",
            ]
        ).text("id")
        #expect(try await it.ask("drift.list-suppressions")["items"]?[0]?["id"]?.stringValue == rule)
        try await it.ask("drift.end-suppression", ["suppression": rule])
        try await it.ask("drift.put-watch", ["workspace": workspace], ["every": 3600])
        try await it.ask("drift.notice", ["workspace": workspace])
        #expect(try await it.ask("drift.list-watches")["items"]?.arrayValue?.count == 1)
        try await it.ask("drift.visualize", query: "workspace=\(workspace)")
        #expect(
            try await it.ask("drift.diagram", query: "workspace=\(workspace)").text("svg").hasPrefix("<svg"))
        try await it.ask("drift.end-watch", ["workspace": workspace])
        try await it.ask("remediation.strategies", query: "analysis=\(scan)")
        try await it.ask("remediation.history")
        // Nothing drifts without a provider; the whole way is in the main job's journey.
        let refused = try await it.house.send(
            "POST", "/api/v1/remediate", ["analysis": .string(scan)], as: it.admin)
        #expect(refused.text("code") == "remediation.nothing")
        it.note("remediation.remediate")
        let batch = try await it.ask(
            "remediation.batch", [:], ["items": [["analysis": .string(scan)]]]
        ).text("job")
        var ended = try await it.ask("jobs.get", ["job": batch])
        while ended.text("state") == "running" {
            try await Task.sleep(for: .milliseconds(20))
            ended = try await it.ask("jobs.get", ["job": batch])
        }
        #expect(ended.text("result").contains("remediation.nothing"), "\(ended.json)")
        try await it.ask(
            "remediation.adopt", [:],
            ["workspace": .string(workspace), "objects": [["type": "none_such", "id": "1"]]])
        // Success of these is in the journeys over the simulated cloud.
        it.note("remediation.roll-back")
        it.note("remediation.get")
        try await it.ask("providers.toolchain")
        try await it.ask("monitoring.health")
        try await it.ask("monitoring.readiness")
        try await it.ask("audit.search", query: "action=deployments&limit=5")
        #expect(try await it.ask("audit.verify")["isIntact"] == true)
    }
}
