import Foundation
import KernelTesting
import Testing
import Values

/// Runs of uploaded directories, from the queue to their ends.
@Suite(
    "Deployment journeys", .enabled(if: terraform != nil, "terraform is not on the PATH"),
    .timeLimit(.minutes(15)))
struct DeploymentJourneys {
    @Test("production is approved by somebody else than the author", arguments: Topology.allCases)
    func approved(topology: Topology) async throws {
        let stage = try await RunStage(topology)
        let workspace = try await stage.house.workspace(
            stage.admin, slug: "prod", ["environment": "production"])
        let bob = try await stage.house.user("admin", "bob@example.com", by: stage.admin)
        let run = try await stage.deploy(workspace, RunStage.word, ["autoApply": true])
        let planned = try await stage.expect(run, "awaitingApproval")
        #expect(planned["plan"]?["add"]?.intValue == 1, "\(planned.json)")
        let plan = try await stage.house.send("GET", "/api/v1/deployments/\(run)/plan", as: stage.admin)
        #expect(
            plan["changes"]?[0]?["address"] == "terraform_data.a"
                && plan["changes"]?[0]?["action"] == "create")
        let own = try await stage.decide("approve", run)
        #expect(own.status == 403 && own.text("code") == "deployments.own_run")
        #expect(try await stage.versions(workspace) == 0)
        let viewer = try await stage.house.user("viewer", "vera@example.com", by: stage.admin)
        #expect(try await stage.decide("approve", run, as: viewer).status == 403)
        let other = try await stage.decide("approve", run, as: bob, ["comment": "looks right"])
        #expect(other.status == 200, "\(other.json)")
        let done = try await stage.expect(run, "completed")
        #expect(done["outputs"]?["said"] == "one" && done["approval"]?["comment"] == "looks right")
        #expect(done["stateSerial"]?.intValue != nil)
        #expect(try await stage.decide("approve", run, as: bob).status == 409)
        #expect(try await stage.house.holder(workspace, as: stage.admin).isNull)
        await stage.house.stop()
    }

    @Test("a plan that is turned down changes nothing", arguments: Topology.allCases)
    func rejected(topology: Topology) async throws {
        let stage = try await RunStage(topology)
        let workspace = try await stage.house.workspace(stage.admin)
        let run = try await stage.deploy(workspace, RunStage.word)
        try await stage.expect(run, "awaitingApproval")
        #expect(try await stage.decide("reject", run, ["comment": "not today"]).status == 200)
        let ended = try await stage.expect(run, "cancelled")
        #expect(ended["failure"]?["code"] == "deployments.rejected")
        #expect(ended["failure"]?["message"]?.stringValue?.contains("not today") == true)
        #expect(try await stage.versions(workspace) == 0)
        await stage.house.stop()
    }

    @Test(
        "runs of a workspace queue in order, and plan-only runs pass beside them",
        arguments: Topology.allCases)
    func queued(topology: Topology) async throws {
        let stage = try await RunStage(topology)
        let workspace = try await stage.house.workspace(stage.admin)
        let first = try await stage.deploy(workspace, RunStage.word)
        try await stage.expect(first, "awaitingApproval")
        let second = try await stage.deploy(workspace, RunStage.word, ["variables": ["word": "two"]])
        let third = try await stage.deploy(workspace, RunStage.word, ["variables": ["word": "three"]])
        let fourth = try await stage.deploy(workspace, RunStage.word, ["variables": ["word": "four"]])
        var looks: [String] = []
        for _ in 0..<2 { looks.append(try await stage.deploy(workspace, RunStage.word, ["planOnly": true])) }
        for look in looks { try await stage.expect(look, "completed") }
        for waiting in [second, third, fourth] {
            #expect(try await stage.run(waiting).text("status") == "queued")
        }
        #expect(try await stage.decide("cancel", third).status == 200)
        try await stage.expect(third, "cancelled")
        try await stage.decide("approve", first)
        try await stage.expect(first, "completed")
        try await stage.expect(second, "awaitingApproval")
        #expect(try await stage.run(fourth).text("status") == "queued")
        try await stage.decide("approve", second)
        #expect(try await stage.expect(second, "completed")["outputs"]?["said"] == "two")
        try await stage.expect(fourth, "awaitingApproval")
        #expect(try await stage.decide("cancel", fourth).status == 200)
        try await stage.expect(fourth, "cancelled")
        #expect(try await stage.decide("cancel", fourth).status == 409)
        await stage.house.stop()
    }

    @Test(
        "a run is stopped while it plans and while it applies, and gives its lock back",
        arguments: Topology.allCases)
    func cancelled(topology: Topology) async throws {
        let stage = try await RunStage(topology)
        let workspace = try await stage.house.workspace(stage.admin, RunStage.automatic)
        // Somebody else's lock keeps the run planning.
        #expect(try await stage.house.lock(workspace, "other", as: stage.admin).status == 200)
        let planning = try await stage.deploy(workspace, RunStage.word)
        try await stage.expect(planning, "planning")
        #expect(try await stage.decide("cancel", planning).status == 200)
        let ended = try await stage.expect(planning, "cancelled")
        #expect(ended["failure"]?["condition"]?.stringValue?.contains("eve@host") == true, "\(ended.json)")
        #expect(try await stage.house.holder(workspace, as: stage.admin)["id"] == "other")
        _ = try await stage.house.unlock(workspace, "other", as: stage.admin)
        let applying = try await stage.deploy(
            workspace,
            [
                "main.tf": """
                resource "terraform_data" "done" {}
                resource "terraform_data" "slow" {
                  depends_on = [terraform_data.done]
                  provisioner "local-exec" {
                    command = "echo begun; sleep 120"
                  }
                }

                """
            ])
        let hasBegun = try await eventually(within: .seconds(300)) {
            let holder = try await stage.house.holder(workspace, as: stage.admin)
            let status = try await stage.run(applying).text("status")
            return status == "applying" && holder["run"]?.stringValue == applying
        }
        #expect(hasBegun)
        #expect(try await stage.decide("cancel", applying).status == 200)
        let stopped = try await stage.expect(applying, "cancelled")
        #expect(stopped["failure"]?["condition"]?.stringValue?.isEmpty == false, "\(stopped.json)")
        #expect(try await stage.house.holder(workspace, as: stage.admin).isNull)
        await stage.house.stop()
    }

    @Test("what Terraform says against a configuration is handed on as it is", arguments: Topology.allCases)
    func failing(topology: Topology) async throws {
        let stage = try await RunStage(topology)
        let workspace = try await stage.house.workspace(stage.admin, RunStage.automatic)
        let wrong = try await stage.deploy(
            workspace,
            [
                "main.tf": """
                resource "terraform_data" "a" {
                  input = var.nowhere
                }

                """
            ])
        let invalid = try await stage.expect(wrong, "failed")
        let said = invalid["failure"]?["diagnostics"]?[0]
        #expect(invalid["failure"]?["code"] == "deployments.terraform")
        #expect(said?["summary"] == "Reference to undeclared input variable" && said?["file"] == "main.tf")
        #expect(said?["line"]?.intValue == 2, "\(invalid.json)")
        let refused = try await stage.deploy(
            workspace,
            [
                "main.tf": """
                variable "moon" {
                  default = "wrong"
                }
                resource "terraform_data" "a" {
                  lifecycle {
                    precondition {
                      condition     = var.moon == "right"
                      error_message = "The moon stands wrong."
                    }
                  }
                }

                """
            ])
        let failed = try await stage.expect(refused, "failed")
        #expect("\(failed.json)".contains("The moon stands wrong."), "\(failed.json)")
        let unreadable = try await stage.deploy(
            workspace,
            [
                "main.tf": """
                resource "terraform_data" "a" {
                  lifecycle {
                    precondition {
                      condition     = 1 == 1
                      error_message = "It refers to nothing, which init finds already."
                    }
                  }
                }

                """
            ])
        let early = try await stage.expect(unreadable, "failed")
        #expect("\(early.json)".contains("Invalid precondition expression"), "\(early.json)")
        #expect("\(early.json)".contains("on main.tf line 4"), "\(early.json)")
        let missing = try await stage.deploy(workspace, ["main.tf": "variable \"needed\" {}\n"])
        let unset = try await stage.expect(missing, "failed")
        #expect("\(unset.json)".contains("No value for required variable"), "\(unset.json)")
        #expect(try await stage.versions(workspace) == 0)
        #expect(try await stage.house.holder(workspace, as: stage.admin).isNull)
        await stage.house.stop()
    }

    @Test("a required gate that nobody answers keeps the run out", arguments: Topology.allCases)
    func gate(topology: Topology) async throws {
        let stage = try await RunStage(topology)
        let workspace = try await stage.house.workspace(
            stage.admin, ["settings": ["gates": ["cost"], "autoApply": true]])
        let run = try await stage.deploy(workspace, RunStage.word)
        let failed = try await stage.expect(run, "failed")
        #expect(failed["failure"]?["code"] == "deployments.gate_unreachable", "\(failed.json)")
        #expect(try await stage.versions(workspace) == 0)
        await stage.house.stop()
    }
}
