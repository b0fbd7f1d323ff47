import Foundation
import KernelTesting
import Testing
import Values

/// The master key: turned over on real data, guarded against a wrong one, and data held by one process.
@Suite("Master keys", .enabled(if: PlumbProcess.program != nil, "plumb is not built"))
struct MasterKeyTests {
    private let content =
        #"{"version": 4, "terraform_version": "1.11.4", "serial": 1, "lineage": "l", "#
        + #""outputs": {}, "resources": [], "check_results": null}"#

    @Test("a rotation wraps states, variables and connections again, and the old key can go")
    func rotation() async throws {
        let server = try PlumbProcess()
        try await server.start()
        let token = try await server.setUp()
        let data = server.scratch.file("data")
        let shell = try PlumbShell(server.address)
        let project = try await server.send("POST", "/api/v1/projects", ["slug": "shop"], as: token)
        let workspace = try await server.send(
            "POST", "/api/v1/workspaces", ["project": .string(project.text("id")), "slug": "dev"], as: token
        ).text("id")
        let state = "/api/v1/workspaces/\(workspace)/state/versions"
        let kept = try await server.send("POST", state, as: token, bytes: Array(content.utf8))
        try #require(kept.status == 201, "\(kept.json)")
        let variable = try await server.send(
            "PUT", "/api/v1/workspaces/\(workspace)/variables/secret",
            ["kind": "terraform", "value": "hush", "sensitive": true], as: token)
        try #require(variable.status / 100 == 2, "\(variable.json)")
        let connection = try await server.send(
            "PUT", "/api/v1/connections/main",
            [
                "region": "eu-central-1", "accessKey": "AKIA", "secretKey": "shh",
                "endpoint": "http://127.0.0.1:1",
            ], as: token)
        try #require(connection.status / 100 == 2, "\(connection.json)")

        let busy = try await shell.run(["keys", "rotate", "--data", data])
        #expect(busy.code == 7 && busy.error.contains("Stop it first"), "\(busy)")
        let second = try await shell.run(["serve", "--data", data, "--port", "0"])
        #expect(second.code == 7 && second.error.contains(data), "\(second)")

        await server.kill()
        let rotated = try await shell.run(["keys", "rotate", "--data", data, "--json"])
        #expect(rotated.code == 0, "\(rotated)")
        #expect(rotated.json == ["key": "key2", "objects": 1, "secrets": 2], "\(rotated)")
        let again = try await shell.run(["keys", "rewrap", "--data", data, "--json"])
        #expect(again.json == ["key": "key2", "objects": 0, "secrets": 0], "\(again)")
        let list = try await shell.run(["keys", "list", "--data", data])
        #expect(list.output == "key1\nkey2  current\n")
        #expect(try await shell.run(["keys", "drop", "key2", "--data", data]).code == 7)
        #expect(try await shell.run(["keys", "drop", "key9", "--data", data]).code == 6)
        let dropped = try await shell.run(["keys", "drop", "key1", "--data", data])
        #expect(dropped.code == 0, "\(dropped)")

        try await server.start()
        let read = try await server.send("GET", state + "/1/content", as: token)
        #expect(try JSON(parsing: read.bytes) == JSON(parsing: content))
        let tested = try await server.send("POST", "/api/v1/connections/main/test", [:], as: token)
        #expect(tested.status == 200 && tested["works"] == false, "\(tested.json)")
        await server.kill()
    }

    @Test("a wrong master key, a missing one and a broken file refuse to start, and say which")
    func wrong() async throws {
        let server = try PlumbProcess()
        try await server.start()
        await server.kill()
        let data = server.scratch.file("data")
        let shell = try PlumbShell(nil)
        let other = Data((0..<32).map { UInt8($0) }).base64EncodedString()
        let wrong = try await shell.run(
            ["serve", "--data", data, "--port", "0"], environment: ["PLUMB_MASTER_KEY": other])
        #expect(wrong.code != 0 && wrong.error.contains("does not open this data"), "\(wrong)")
        #expect(!wrong.error.contains(other))
        let file = data + "/master.keys"
        let right = try String(contentsOfFile: file, encoding: .utf8)
        try "key1 short\n".write(toFile: file, atomically: true, encoding: .utf8)
        let broken = try await shell.run(["serve", "--data", data, "--port", "0"])
        #expect(broken.code != 0 && broken.error.contains("not 32 bytes"), "\(broken)")
        try FileManager.default.removeItem(atPath: file)
        let missing = try await shell.run(["serve", "--data", data, "--port", "0"])
        #expect(missing.code != 0 && missing.error.contains("restore the file"), "\(missing)")
        #expect(!FileManager.default.fileExists(atPath: file), "no new key may take the place of a lost one")
        try right.write(toFile: file, atomically: true, encoding: .utf8)
        try await server.start()
        await server.kill()
    }
}
