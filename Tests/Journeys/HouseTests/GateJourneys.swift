import Foundation
import KernelTesting
import Testing
import Values

/// The policy gate between plan and approval, on real Terraform.
@Suite(
    "Policy gate", .enabled(if: terraform != nil, "terraform is not on the PATH"),
    .timeLimit(.minutes(15)))
struct GateJourneys {
    /// Refuses every `terraform_data` whose input is `bad`, and warns of `odd` ones.
    static let words = """
        package terraform.words

        # METADATA
        # title: No bad words
        # custom:
        #   id: acme.words.bad
        #   severity: high
        #   remediation: Say something kind.
        deny contains {"id": "acme.words.bad", "address": change.address, "message": "a bad word"} if {
        	some change in input.resource_changes
        	change.type == "terraform_data"
        	change.change.after.input == "bad"
        }

        warn contains message if {
        	some change in input.resource_changes
        	change.change.after.input == "odd"
        	message := sprintf("%s is odd", [change.address])
        }

        """

    private static func said(_ word: String) -> [String: String] {
        ["main.tf": "resource \"terraform_data\" \"a\" {\n  input = \"\(word)\"\n}\n"]
    }

    private func put(_ stage: RunStage, _ pack: String, _ rego: String) async throws {
        let made = try await stage.house.send(
            "PUT", "/api/v1/policies/\(pack)", ["modules": [["path": "a.rego", "text": .string(rego)]]],
            as: stage.admin)
        try #require(made.status == 200, "\(made.json)")
    }

    private func bind(_ stage: RunStage, _ pack: String, _ enforcement: String, _ more: JSON = [:])
        async throws -> String
    {
        var body = more
        body["enforcement"] = .string(enforcement)
        let made = try await stage.house.send(
            "POST", "/api/v1/policies/\(pack)/bindings", body, as: stage.admin)
        try #require(made.status == 201, "\(made.json)")
        return made.text("id")
    }

    private func unbind(_ stage: RunStage, _ pack: String, _ binding: String) async throws {
        let gone = try await stage.house.send(
            "DELETE", "/api/v1/policies/\(pack)/bindings/\(binding)", as: stage.admin)
        try #require((200..<300).contains(gone.status), "\(gone.json)")
    }

    @Test(
        "advisory passes with findings, hard-mandatory fails, a waiver lets pass while it counts",
        arguments: Topology.allCases)
    func enforcement(topology: Topology) async throws {
        let stage = try await RunStage(topology)
        let workspace = try await stage.house.workspace(stage.admin, RunStage.automatic)
        try await put(stage, "words", Self.words)
        let advisory = try await bind(stage, "words", "advisory")
        let told = try await stage.expect(try await stage.deploy(workspace, Self.said("bad")), "completed")
        let verdict = told["gates"]?[0]?["verdict"]
        #expect(verdict?["isPassed"] == true, "\(told.json)")
        let finding = verdict?["findings"]?[0]
        #expect(finding?["rule"] == "acme.words.bad" && finding?["severity"] == "high", "\(told.json)")
        #expect(finding?["address"] == "terraform_data.a" && finding?["remediation"] == "Say something kind.")
        #expect(try await stage.log(told.text("id")).contains("policy: terraform_data.a: a bad word"))

        try await unbind(stage, "words", advisory)
        _ = try await bind(stage, "words", "hard-mandatory", ["environment": "development"])
        let odd = try await stage.expect(try await stage.deploy(workspace, Self.said("odd")), "completed")
        #expect(odd["gates"]?[0]?["verdict"]?["findings"]?[0]?["enforcement"] == "advisory", "\(odd.json)")
        let refused = try await stage.expect(try await stage.deploy(workspace, Self.said("bad")), "failed")
        #expect(refused["failure"]?["code"] == "deployments.gate_shut", "\(refused.json)")
        #expect("\(refused.json)".contains("a bad word (acme.words.bad, high, hard-mandatory)"))

        let until = "2099-01-01T00:00:00Z"
        let waiver = try await stage.house.send(
            "POST", "/api/v1/waivers",
            [
                "rule": "acme.words.bad", "owner": "ada@example.com", "reason": "a test",
                "until": .string(until),
                "workspace": .string(workspace), "address": "terraform_data.a",
            ], as: stage.admin)
        try #require(waiver.status == 201, "\(waiver.json)")
        let waived = try await stage.expect(try await stage.deploy(workspace, Self.said("bad")), "completed")
        #expect(waived["gates"]?[0]?["verdict"]?["findings"]?[0]?["standing"] == "waived", "\(waived.json)")
        let ended = try await stage.house.send(
            "DELETE", "/api/v1/waivers/\(waiver.text("id"))", as: stage.admin)
        #expect(ended.status == 200 && ended["isInForce"] == false, "\(ended.json)")
        // The state says `bad` by now, so that another resource makes a plan.
        let other = ["main.tf": "resource \"terraform_data\" \"b\" {\n  input = \"bad\"\n}\n"]
        try await stage.expect(try await stage.deploy(workspace, other), "failed")
        await stage.house.stop()
    }

    @Test(
        "a run that only plans is told what stands against it, and is stopped by nothing",
        arguments: Topology.allCases)
    func planOnly(topology: Topology) async throws {
        let stage = try await RunStage(topology)
        let workspace = try await stage.house.workspace(stage.admin, RunStage.automatic)
        try await put(stage, "words", Self.words)
        _ = try await bind(stage, "words", "hard-mandatory")
        let run = try await stage.deploy(workspace, Self.said("bad"), ["planOnly": true])
        let planned = try await stage.expect(run, "completed")
        let verdict = planned["gates"]?[0]?["verdict"]
        #expect(verdict?["isPassed"] == false, "\(planned.json)")
        #expect(verdict?["findings"]?[0]?["rule"] == "acme.words.bad", "\(planned.json)")
        let log = try await stage.log(planned.text("id"))
        #expect(log.contains("policy: A run that applies this plan would be stopped."), "\(log)")
        await stage.house.stop()
    }

    @Test("an expired waiver no longer counts", arguments: Topology.allCases)
    func expired(topology: Topology) async throws {
        let stage = try await RunStage(topology)
        let workspace = try await stage.house.workspace(stage.admin, RunStage.automatic)
        try await put(stage, "words", Self.words)
        _ = try await bind(stage, "words", "hard-mandatory", ["workspace": .string(workspace)])
        let soon = Date().addingTimeInterval(1.5)
        let format = ISO8601DateFormatter()
        format.formatOptions = [.withInternetDateTime, .withFractionalSeconds]
        let waiver = try await stage.house.send(
            "POST", "/api/v1/waivers",
            [
                "rule": "acme.words.bad", "owner": "ada", "reason": "a test",
                "until": .string(format.string(from: soon)),
            ], as: stage.admin)
        try #require(waiver.status == 201, "\(waiver.json)")
        let isOver = try await eventually(within: .seconds(20)) {
            try await stage.house.send("GET", "/api/v1/waivers", as: stage.admin)["items"]?.arrayValue == []
        }
        #expect(isOver)
        try await stage.expect(try await stage.deploy(workspace, Self.said("bad")), "failed")
        let past = try await stage.house.send("GET", "/api/v1/waivers?past=true", as: stage.admin)
        #expect(past["items"]?[0]?["isInForce"] == false, "\(past.json)")
        let late = try await stage.house.send(
            "POST", "/api/v1/waivers",
            ["rule": "x", "owner": "ada", "reason": "late", "until": "2020-01-01T00:00:00Z"], as: stage.admin)
        #expect(late.status == 422 && late.text("code") == "policies.bad_waiver", "\(late.json)")
        await stage.house.stop()
    }

    @Test(
        "soft-mandatory stops the run until somebody who may overrides it, on the record",
        arguments: Topology.allCases)
    func overridden(topology: Topology) async throws {
        let stage = try await RunStage(topology)
        let workspace = try await stage.house.workspace(stage.admin, RunStage.automatic)
        try await put(stage, "words", Self.words)
        _ = try await bind(stage, "words", "soft-mandatory", ["workspace": .string(workspace)])
        let run = try await stage.deploy(workspace, Self.said("bad"))
        let stopped = try await eventually(within: .seconds(300)) {
            try await stage.run(run).text("status") == "awaitingOverride"
        }
        let seen = try await stage.run(run)
        #expect(stopped && seen["gates"]?[0]?["verdict"]?["mayBeOverridden"] == true, "\(seen.json)")
        #expect(try await stage.decide("approve", run).status == 409)
        let body: JSON = ["deployment": .string(run), "reason": "the moon is full"]
        let developer = try await stage.house.user("developer", "dev@example.com", by: stage.admin)
        let path = "/api/v1/waivers/overrides"
        #expect(try await stage.house.send("POST", path, body, as: developer).status == 403)
        let empty: JSON = ["deployment": .string(run), "reason": " "]
        #expect(try await stage.house.send("POST", path, empty, as: stage.admin).status == 422)
        let made = try await stage.house.send("POST", path, body, as: stage.admin)
        #expect(made.status == 201 && made.text("reason") == "the moon is full", "\(made.json)")
        let done = try await stage.expect(run, "completed")
        #expect(done["gates"]?[0]?["verdict"]?["findings"]?[0]?["standing"] == "overridden", "\(done.json)")
        let listed = try await stage.house.send("GET", path + "?deployment=\(run)", as: stage.admin)
        #expect(listed["items"]?[0]?["by"] == "ada@example.com", "\(listed.json)")
        let isAudited = try await eventually(within: .seconds(10)) {
            let audit = try await stage.house.send(
                "GET", "/api/v1/audit?action=policies.override", as: stage.admin)
            return "\(audit.json)".contains("the moon is full")
        }
        #expect(isAudited)
        #expect(try await stage.house.send("POST", path, body, as: stage.admin).status == 409)

        let other = ["main.tf": "resource \"terraform_data\" \"b\" {\n  input = \"bad\"\n}\n"]
        let second = try await stage.deploy(workspace, other)
        let again = try await eventually(within: .seconds(300)) {
            try await stage.run(second).text("status") == "awaitingOverride"
        }
        #expect(again, "an override is for one run only")
        #expect(try await stage.decide("reject", second, ["comment": "no"]).status == 200)
        try await stage.expect(second, "cancelled")

        let third = try await stage.deploy(workspace, other)
        let thrice = try await eventually(within: .seconds(300)) {
            try await stage.run(third).text("status") == "awaitingOverride"
        }
        #expect(thrice)
        let waiver = try await stage.house.send(
            "POST", "/api/v1/waivers",
            ["rule": "acme.words.bad", "owner": "ada", "reason": "a test", "until": "2099-01-01T00:00:00Z"],
            as: stage.admin)
        #expect(waiver.status == 201)
        // It waits no longer: what stood against it is waived.
        try await stage.expect(third, "completed")
        await stage.house.stop()
    }

    @Test(
        "what takes too long, grows too large or fails shuts the gate, and says in which rule",
        arguments: Topology.allCases)
    func broken(topology: Topology) async throws {
        let stage = try await RunStage(
            topology, settings: ["policy-seconds": "1", "policy-memory": "67108864"])
        let workspace = try await stage.house.workspace(stage.admin, RunStage.automatic)
        let bodies: [(String, String, String)] = [
            (
                "slow", "some x in numbers.range(1, 3000)\n\tsome y in numbers.range(1, 3000)\n\tx * y < 0",
                "longer than 1 s"
            ),
            ("large", "count([x | some x in numbers.range(1, 60000000)]) == 1", "bytes"),
            ("conflicting", "twice == 3", "conflict"),
        ]
        for (pack, body, says) in bodies {
            try await put(
                stage, pack,
                "package terraform.\(pack)\n\ntwice := 1\n\ntwice := count(input) + 7\n\n"
                    + "deny contains \"never\" if {\n\t\(body)\n}\n")
            let binding = try await bind(stage, pack, "advisory")
            let failed = try await stage.expect(
                try await stage.deploy(workspace, Self.said(pack)), "failed")
            let message = failed["failure"]?["message"]?.stringValue ?? ""
            #expect(failed["failure"]?["code"] == "deployments.gate_shut", "\(failed.json)")
            #expect(message.contains(says) && message.contains("a.rego:"), "\(message)")
            try await unbind(stage, pack, binding)
        }
        #expect(try await stage.versions(workspace) == 0)
        let decisions = try await stage.house.send("GET", "/api/v1/decisions?result=broken", as: stage.admin)
        #expect(decisions["items"]?.arrayValue?.count == 3, "\(decisions.json)")
        await stage.house.stop()
    }
}
