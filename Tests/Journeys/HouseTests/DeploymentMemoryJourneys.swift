import Foundation
import KernelTesting
import Testing
import Values

/// What is kept of runs: secrets hidden, earlier configurations brought back, restarts outlived.
@Suite(
    "Deployment memory", .enabled(if: terraform != nil, "terraform is not on the PATH"),
    .timeLimit(.minutes(15)))
struct DeploymentMemoryJourneys {
    @Test(
        "sensitive variables appear in no log, plan, output, state view or audit",
        arguments: Topology.allCases)
    func secrets(topology: Topology) async throws {
        let stage = try await RunStage(topology)
        let (house, admin) = (stage.house, stage.admin)
        let workspace = try await house.workspace(admin, RunStage.automatic)
        let (stored, given, exported) = ("hunter2-stored-word", "hunter2-given-word", "hunter2-exported-word")
        for (name, value, kind) in [("stored", stored, "terraform"), ("EXPORTED", exported, "environment")] {
            let put = try await house.send(
                "PUT", "/api/v1/workspaces/\(workspace)/variables/\(name)",
                [
                    "value": .string(value), "sensitive": true, "kind": .string(kind),
                ], as: admin)
            try #require(put.status == 200, "\(put.json)")
            #expect(!"\(put.json)".contains("hunter2"))
        }
        let run = try await stage.deploy(
            workspace,
            [
                "main.tf": """
                variable "stored" {
                  sensitive = true
                }
                variable "given" {
                  sensitive = true
                }
                resource "terraform_data" "a" {
                  input = { stored = var.stored, given = var.given }
                  provisioner "local-exec" {
                    command = "echo said $EXPORTED ${nonsensitive(var.stored)} ${nonsensitive(var.given)}"
                  }
                }
                output "both" {
                  value     = "${var.stored} ${var.given}"
                  sensitive = true
                }
                output "open" {
                  value = nonsensitive(var.stored)
                }

                """
            ], ["variables": ["given": .string(given)]])
        let done = try await stage.expect(run, "completed")
        let paths = [
            "/api/v1/deployments/\(run)", "/api/v1/deployments/\(run)/plan",
            "/api/v1/deployments/\(run)/plan?raw=true",
            "/api/v1/deployments/\(run)/events", "/api/v1/deployments", "/api/v1/audit?limit=200",
            "/api/v1/workspaces/\(workspace)/variables", "/api/v1/jobs/deployments_\(run)",
        ]
        for path in paths {
            let answer = try await house.send("GET", path, as: admin)
            let text = String(decoding: answer.bytes, as: UTF8.self)
            #expect(answer.status == 200, "\(path) \(answer.status)")
            for secret in [stored, given, exported] {
                #expect(!text.contains(secret), "\(path) shows \(secret)")
            }
        }
        #expect(try await stage.log(run).contains("said"))
        #expect(done["outputs"]?["both"] == "(sensitive value)")
        await house.stop()
    }

    @Test("rolling back brings the earlier configuration and its variables", arguments: Topology.allCases)
    func rolledBack(topology: Topology) async throws {
        let stage = try await RunStage(topology)
        let workspace = try await stage.house.workspace(stage.admin, RunStage.automatic)
        let first = try await stage.deploy(workspace, RunStage.word, ["variables": ["word": "first"]])
        #expect(try await stage.expect(first, "completed")["outputs"]?["said"] == "first")
        let changed = ["main.tf": (RunStage.word["main.tf"] ?? "") + "resource \"terraform_data\" \"b\" {}\n"]
        let second = try await stage.deploy(workspace, changed, ["variables": ["word": "second"]])
        #expect(try await stage.expect(second, "completed")["outputs"]?["said"] == "second")
        let ticket = try await stage.decide("rollback", first)
        try #require(ticket.status == 202, "\(ticket.json)")
        let back = try await stage.expect(ticket.text("id"), "completed")
        #expect(back["outputs"]?["said"] == "first" && back["source"]?["rollbackOf"]?.stringValue == first)
        let state = try await stage.house.send(
            "GET", "/api/v1/workspaces/\(workspace)/state", as: stage.admin)
        #expect(state["resources"]?.arrayValue?.count == 1, "\(state.json)")
        await stage.house.stop()
    }

    @Test("a plan to destroy shows what would go, and changes nothing", arguments: Topology.allCases)
    func destroyShown(topology: Topology) async throws {
        let stage = try await RunStage(topology)
        let workspace = try await stage.house.workspace(stage.admin, RunStage.automatic)
        try await stage.expect(try await stage.deploy(workspace, RunStage.word), "completed")
        let before = try await stage.versions(workspace)
        let look = try await stage.deploy(workspace, RunStage.word, ["destroy": true, "planOnly": true])
        try await stage.expect(look, "completed")
        let plan = try await stage.house.send("GET", "/api/v1/deployments/\(look)/plan", as: stage.admin)
        #expect(plan["changes"]?.arrayValue?.count == 1 && plan["changes"]?[0]?["action"] == "delete")
        #expect(try await stage.versions(workspace) == before)
        // Bringing the configuration back with nothing to do writes nothing either.
        let same = try await stage.deploy(workspace, RunStage.word)
        try await stage.expect(same, "completed")
        #expect(try await stage.versions(workspace) == before)
        await stage.house.stop()
    }

    @Test(
        "a run that awaits approval outlives a restart, and those behind it too", arguments: Topology.allCases
    )
    func restarted(topology: Topology) async throws {
        let stage = try await RunStage(topology)
        let workspace = try await stage.house.workspace(stage.admin)
        let run = try await stage.deploy(workspace, RunStage.word)
        try await stage.expect(run, "awaitingApproval")
        let behind = try await stage.deploy(workspace, RunStage.word, ["variables": ["word": "behind"]])
        await stage.house.stop()
        let again = RunStage(
            house: try await TestHouse(topology, scratch: stage.house.scratch), admin: stage.admin)
        #expect(try await again.run(run).text("status") == "awaitingApproval")
        #expect(try await again.run(behind).text("status") == "queued")
        #expect(try await again.decide("approve", run).status == 200)
        #expect(try await again.expect(run, "completed")["outputs"]?["said"] == "one")
        try await again.expect(behind, "awaitingApproval")
        try await again.decide("approve", behind)
        #expect(try await again.expect(behind, "completed")["outputs"]?["said"] == "behind")
        await again.house.stop()
    }
}
