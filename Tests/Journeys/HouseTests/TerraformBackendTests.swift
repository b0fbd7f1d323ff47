import Crypto
import Foundation
import Host
import KernelTesting
import Testing
import Values

/// The state backend under the unmodified CLI.
@Suite("Terraform against the state backend", .enabled(if: terraform != nil, "terraform is not on the PATH"))
struct TerraformBackendTests {
    /// A house with a workspace and a token.
    struct Stage {
        let house: TestHouse
        let admin: String
        let token: String
        let workspace: String

        init(_ topology: Topology = .oneProcess) async throws {
            house = try await TestHouse(topology)
            admin = try await house.setUp()
            token = try await house.token(admin)
            workspace = try await house.workspace(admin)
        }

        var state: String { house.address + "/state/" + workspace }
    }

    @Test(
        "plans, applies, moves, pulls, pushes and outputs, and keeps every version",
        arguments: Topology.allCases)
    func daily(topology: Topology) async throws {
        let stage = try await Stage(topology)
        let (house, token, workspace) = (stage.house, stage.token, stage.workspace)
        let client = try TerraformClient(stage.state, token: token)
        for command in [["init"], ["plan"], ["apply", "-auto-approve"]] {
            let outcome = try await client.start(command).end()
            #expect(outcome.succeeded, "\(command): \(outcome.output)")
        }
        #expect(try await house.serials(workspace, as: token).count == 1)
        #expect(try await client.run("output", "-raw", "said").output == "one")
        #expect(try await client.run("state", "list").output == "terraform_data.a\n")
        let moved = try await client.run("state", "mv", "terraform_data.a", "terraform_data.b")
        #expect(moved.succeeded, "\(moved.output)")
        #expect(try await client.run("state", "list").output == "terraform_data.b\n")
        let removed = try await client.run("state", "rm", "terraform_data.b")
        #expect(removed.succeeded, "\(removed.output)")
        let pulled = try await client.run("state", "pull").output
        let serials = try await house.serials(workspace, as: token)
        #expect(serials.count == 3 && serials == serials.sorted())
        let newest = try #require(serials.last)
        let kept = try await house.content(workspace, newest, as: token)
        #expect(try JSON(parsing: kept) == JSON(parsing: pulled))
        #expect(try await house.holder(workspace, as: token).isNull)
        try client.write(
            "pulled.tfstate", pulled.replacing("\"serial\": \(newest)", with: "\"serial\": \(newest + 4)"))
        let pushed = try await client.run("state", "push", "pulled.tfstate")
        #expect(pushed.succeeded, "\(pushed.output)")
        #expect(try await house.serials(workspace, as: token).count == 4)
        let destroyed = try await client.run("destroy", "-auto-approve")
        #expect(destroyed.succeeded, "\(destroyed.output)")
        await house.stop()
    }

    @Test("a stale or foreign state is refused with a sentence, forced or not")
    func foreign() async throws {
        let stage = try await Stage()
        let (house, token, workspace) = (stage.house, stage.token, stage.workspace)
        let client = try TerraformClient(stage.state, token: token)
        _ = try await client.run("init")
        let applied = try await client.run("apply", "-auto-approve")
        #expect(applied.succeeded, "\(applied.output)")
        let serials = try await house.serials(workspace, as: token)
        let pulled = try await client.run("state", "pull").output
        try client.write("foreign.tfstate", String(decoding: state(9, "foreign"), as: UTF8.self))
        let foreign = try await client.run("state", "push", "foreign.tfstate")
        #expect(!foreign.succeeded && foreign.output.contains("lineage"), "\(foreign.output)")
        let forced = try await client.run("state", "push", "-force", "foreign.tfstate")
        #expect(!forced.succeeded, "\(forced.output)")
        try client.write(
            "stale.tfstate",
            pulled.replacing("\"serial\": \(serials[0])", with: "\"serial\": 0")
                .replacing("\"one\"", with: "\"other\""))
        let stale = try await client.run("state", "push", "stale.tfstate")
        #expect(!stale.succeeded && stale.output.contains("serial"), "\(stale.output)")
        let lineage = try #require(try JSON(parsing: pulled)["lineage"]?.stringValue)
        let raw = try await house.post(workspace, state(0, "stale", lineage: lineage), under: nil, as: token)
        #expect(
            raw.status == 409 && raw.text("code") == "states.stale"
                && raw.text("detail").contains("roll back"))
        let other = try await house.post(
            workspace, state(serials[0], "other", lineage: lineage), under: nil, as: token)
        #expect(other.status == 409 && other.text("code") == "states.serial_taken")
        let strange = try await house.post(workspace, state(9, "x"), under: nil, as: token)
        #expect(strange.status == 409 && strange.text("code") == "states.other_lineage")
        #expect(try await house.serials(workspace, as: token) == serials)
        #expect(try await house.holder(workspace, as: token).isNull)
        await house.stop()
    }

    @Test("who finds the state locked is told the holder; force-unlock frees it")
    func locked() async throws {
        let stage = try await Stage()
        let (house, token, workspace) = (stage.house, stage.token, stage.workspace)
        let client = try TerraformClient(stage.state, token: token)
        _ = try await client.run("init")
        #expect(try await house.lock(workspace, "stuck-1", as: token, who: "bob@laptop").status == 200)
        let refused = try await client.run("apply", "-auto-approve")
        #expect(!refused.succeeded)
        // Of the holder Terraform's HTTP backend shows the id only; the answer itself has all of it.
        #expect(refused.output.contains("already locked: ID=stuck-1"), "\(refused.output)")
        let raw = try await house.lock(workspace, "other", as: token)
        #expect(raw.status == 423 && raw.text("ID") == "stuck-1" && raw.text("Who") == "bob@laptop")
        let wrong = try await house.unlock(workspace, "other", as: token)
        #expect(wrong.status == 423)
        let freed = try await client.run("force-unlock", "-force", "stuck-1")
        #expect(freed.succeeded, "\(freed.output)")
        #expect(try await house.holder(workspace, as: token).isNull)
        let applied = try await client.run("apply", "-auto-approve")
        #expect(applied.succeeded, "\(applied.output)")
        await house.stop()
    }

    @Test("a wrong token is not let in, and another tenant's workspace is not there")
    func strangers() async throws {
        let stage = try await Stage()
        let house = stage.house
        let client = try TerraformClient(stage.state, token: "plumb_wrong")
        let refused = try await client.run("init")
        #expect(!refused.succeeded && refused.output.contains("401") || refused.output.contains("auth"))
        for method in ["GET", "POST", "LOCK", "UNLOCK"] {
            let answer = try await house.send(
                method, "/state/\(stage.workspace)", as: "plumb_wrong", bytes: [])
            #expect(answer.status == 401, "\(method) \(answer.status)")
            #expect(!String(decoding: answer.bytes, as: UTF8.self).contains("plumb_wrong"))
            let nobody = try await house.send(method, "/state/\(stage.workspace)", bytes: [])
            #expect(nobody.status == 401, "\(method) \(nobody.status)")
        }
        let other = try await house.send("POST", "/api/v1/tenants", ["slug": "globex"], as: stage.admin)
        let eve = try await house.user("admin", "eve@globex.com", by: stage.admin, tenant: other.text("id"))
        #expect(try await house.send("GET", stage.path, as: eve).status == 404)
        #expect(try await house.lock(stage.workspace, "x", as: eve).status == 404)
        #expect(try await house.post(stage.workspace, state(1, "x"), under: nil, as: eve).status == 404)
        #expect(try await house.unlock(stage.workspace, "x", as: eve).status == 404)
        #expect(try await house.send("UNLOCK", stage.path, as: eve, bytes: []).status == 404)
        await house.stop()
    }

    @Test("an encrypted state of OpenTofu's is given back to the byte")
    func encrypted() async throws {
        let stage = try await Stage()
        let (house, token, workspace) = (stage.house, stage.token, stage.workspace)
        let wrapper =
            Array(
                #"{"serial":3,"lineage":"abc","meta":{"key_provider.pbkdf2.a":"eyJ9"},"encrypted_data":"AAEC/w==","#
                    .utf8)
            + Array(#" "encryption_version":"v0"}"#.utf8)
        #expect(try await house.lock(workspace, "tofu", as: token).status == 200)
        #expect(try await house.post(workspace, wrapper, under: "tofu", as: token).status == 200)
        #expect(try await house.unlock(workspace, "tofu", as: token).status == 200)
        let back = try await house.send("GET", stage.path, as: token)
        #expect(back.status == 200 && back.bytes == wrapper)
        #expect(back.headers["Content-MD5"] == Digest.md5(wrapper).base64)
        #expect(try await house.content(workspace, 3, as: token) == wrapper)
        await house.stop()
    }

    @Test(
        "DELETE empties a state as one more version, under the lock's rules, and the client goes on from it")
    func deleted() async throws {
        let stage = try await Stage()
        let (house, token, workspace) = (stage.house, stage.token, stage.workspace)
        #expect(try await house.send("DELETE", stage.path, as: token).status == 200)
        #expect(try await house.serials(workspace, as: token).isEmpty)
        let client = try TerraformClient(stage.state, token: token)
        _ = try await client.run("init")
        #expect(try await client.run("apply", "-auto-approve").succeeded)
        #expect(try await house.lock(workspace, "other", as: token).status == 200)
        #expect(try await house.send("DELETE", stage.path, as: token).status == 423)
        #expect(try await house.send("DELETE", stage.path + "?ID=other", as: token).status == 200)
        #expect(try await house.unlock(workspace, "other", as: token).status == 200)
        let before = try await house.serials(workspace, as: token)
        #expect(before.count == 2, "\(before)")
        let list = try await client.run("state", "list")
        #expect(list.succeeded && !list.output.contains("terraform_data"), "\(list.output)")
        let again = try await client.run("apply", "-auto-approve")
        #expect(again.succeeded && again.output.contains("1 added"), "\(again.output)")
        await house.stop()
    }

    @Test("a body that is not what its Content-MD5 says is refused")
    func damaged() async throws {
        let stage = try await Stage()
        let (house, token, workspace) = (stage.house, stage.token, stage.workspace)
        let wrong = Digest.md5(state(1, "other")).base64
        let answer = try await house.post(workspace, state(1, "one"), under: nil, as: token, md5: wrong)
        #expect(answer.status == 422 && answer.text("code") == "states.bad_md5")
        #expect(try await house.serials(workspace, as: token).isEmpty)
        #expect(try await house.send("GET", stage.path, as: token).status == 204)
        await house.stop()
    }
}

extension TerraformBackendTests.Stage {
    var path: String { "/state/" + workspace }
    var port: Int { Int(house.address.split(separator: ":").last ?? "") ?? 0 }
}
