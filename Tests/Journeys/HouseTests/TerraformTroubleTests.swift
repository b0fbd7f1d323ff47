import Foundation
import Glibc
import Host
import KernelTesting
import Testing
import Values

/// The state backend when answers are lost, clients die, and many come at once.
@Suite("Terraform in trouble", .enabled(if: terraform != nil, "terraform is not on the PATH"))
struct TerraformTroubleTests {
    typealias Stage = TerraformBackendTests.Stage

    static let slow = """
        resource "terraform_data" "slow" {
          provisioner "local-exec" {
            command = "sleep 30"
          }
        }

        """

    @Test(
        "lost answers to a lock, a write and an unlock are made good by the client's own retry",
        arguments: [
            Set(["LOCK"]), ["POST"], ["LOCK", "POST", "UNLOCK"],
        ])
    func lost(methods: Set<String>) async throws {
        let stage = try await Stage()
        let (house, token, workspace) = (stage.house, stage.token, stage.workspace)
        let proxy = try LosingProxy(to: stage.port, losing: methods)
        let client = try TerraformClient("http://127.0.0.1:\(proxy.port)" + stage.path, token: token)
        let begun = try await client.run("init")
        #expect(begun.succeeded, "\(begun.output)")
        let applied = try await client.run("apply", "-auto-approve")
        #expect(applied.succeeded, "\(applied.output)")
        #expect(proxy.left.isEmpty)
        for method in methods {
            #expect(proxy.methods.filter { $0 == method }.count == 2, "\(proxy.methods)")
        }
        #expect(try await house.serials(workspace, as: token).count == 1)
        #expect(try await house.holder(workspace, as: token).isNull)
        #expect(!FileManager.default.fileExists(atPath: client.scratch.file("errored.tfstate")))
        proxy.stop()
        await house.stop()
    }

    @Test(
        "a client killed while it holds the lock leaves a lock with owner and age, which is broken with a reason"
    )
    func killed() async throws {
        let stage = try await Stage()
        let (house, token, workspace) = (stage.house, stage.token, stage.workspace)
        let client = try TerraformClient(stage.state, token: token, Self.slow)
        _ = try await client.run("init")
        let running = try await client.start(["apply", "-auto-approve"])
        #expect(try await eventually { running.said.contains("Provisioning with") })
        running.child.signal(SIGKILL)
        #expect(await running.end().exit == .signal(SIGKILL))
        let lock = try await house.holder(workspace, as: token)
        #expect(lock["operation"] == "OperationTypeApply" && lock["owner"]?.stringValue?.isEmpty == false)
        #expect(
            lock["ageSeconds"]?.intValue.map { $0 >= 0 } == true && lock["who"]?.stringValue?.isEmpty == false
        )
        let path = "/api/v1/workspaces/\(workspace)/state/lock"
        let silent = try await house.send("DELETE", path + "?reason=", as: stage.admin)
        #expect(silent.status == 422 && silent.text("code") == "states.no_reason")
        let broken = try await house.send("DELETE", path + "?reason=the%20laptop%20died", as: stage.admin)
        #expect(broken.status == 200, "\(broken.json)")
        let late = try await house.post(
            workspace, state(1, "late"), under: lock["id"]?.stringValue, as: token)
        #expect(late.status == 409 && late.text("code") == "states.lock_lost")
        let audit = try await house.send("GET", "/api/v1/audit?action=states.break-lock", as: stage.admin)
        #expect(String(decoding: audit.bytes, as: UTF8.self).contains("the laptop died"))
        try client.write("main.tf", "terraform {\n  backend \"http\" {\n  }\n}\n" + TerraformClient.plain)
        let applied = try await client.run("apply", "-auto-approve")
        #expect(applied.succeeded, "\(applied.output)")
        await house.stop()
    }

    @Test("of two clients at once one waits or fails cleanly, and nothing is lost")
    func two() async throws {
        let stage = try await Stage()
        let (house, token, workspace) = (stage.house, stage.token, stage.workspace)
        let gate = stage.house.scratch.file("gate")
        let first = try TerraformClient(
            stage.state, token: token,
            """
            resource "terraform_data" "first" {
              provisioner "local-exec" {
                command = "until test -e \(gate); do sleep 0.05; done"
              }
            }

            """)
        let second = try TerraformClient(
            stage.state, token: token,
            """
            resource "terraform_data" "first" {}
            resource "terraform_data" "second" {}

            """)
        for client in [first, second] { _ = try await client.run("init") }
        let holding = try await first.start(["apply", "-auto-approve"])
        #expect(try await eventually { holding.said.contains("Provisioning with") })
        let impatient = try await second.run("apply", "-auto-approve")
        #expect(!impatient.succeeded && impatient.output.contains("Error acquiring the state lock"))
        let patient = try await second.start(["apply", "-auto-approve", "-lock-timeout=60s"])
        #expect(FileManager.default.createFile(atPath: gate, contents: nil))
        let (one, two) = await (holding.end(), patient.end())
        #expect(one.succeeded, "\(one.output)")
        #expect(two.succeeded, "\(two.output)")
        let list = try await second.run("state", "list").output
        #expect(list == "terraform_data.first\nterraform_data.second\n")
        #expect(try await house.serials(workspace, as: token).count == 2)
        #expect(try await house.holder(workspace, as: token).isNull)
        await house.stop()
    }

    @Test("fifty workspaces are written at once, four of them by the CLI")
    func fifty() async throws {
        let stage = try await Stage()
        let (house, admin, token) = (stage.house, stage.admin, stage.token)
        var workspaces: [String] = []
        for index in 0..<50 { workspaces.append(try await house.workspace(admin, slug: "w\(index)")) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, workspace) in workspaces.enumerated() {
                group.addTask {
                    if index < 4 {
                        let client = try TerraformClient(house.address + "/state/" + workspace, token: token)
                        for command in [["init"], ["apply", "-auto-approve"]] {
                            let outcome = try await client.start(command).end()
                            #expect(outcome.succeeded, "\(outcome.output)")
                        }
                    } else {
                        try await Self.write(house, workspace, token)
                    }
                }
            }
            try await group.waitForAll()
        }
        for (index, workspace) in workspaces.enumerated() {
            #expect(try await house.serials(workspace, as: token) == (index < 4 ? [1] : [1, 2, 3]))
            #expect(try await house.holder(workspace, as: token).isNull)
        }
        await house.stop()
    }

    private static func write(_ house: TestHouse, _ workspace: String, _ token: String) async throws {
        for serial in 1...3 {
            let id = "\(workspace)-\(serial)"
            #expect(try await house.lock(workspace, id, as: token).status == 200)
            #expect(try await house.lock(workspace, "rival", as: token).status == 423)
            let content = state(serial, id)
            #expect(try await house.post(workspace, content, under: id, as: token).status == 200)
            #expect(try await house.unlock(workspace, id, as: token).status == 200)
            #expect(try await house.send("GET", "/state/" + workspace, as: token).bytes == content)
        }
    }
}
