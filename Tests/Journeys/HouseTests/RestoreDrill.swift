import Foundation
import KernelTesting
import Synchronization
import Testing
import Values

/// A server is backed up under load, destroyed and brought back, by the real program.
@Suite("Backups", .serialized, .enabled(if: PlumbProcess.program != nil, "plumb is not built"))
struct RestoreDrill {
    private final class Answers: Sendable {
        private let number = Mutex(0)
        func count() { number.withLock { $0 += 1 } }
        var value: Int { number.withLock { $0 } }
    }

    /// What a restored server must answer as the old one did. A token's last use is not among it.
    private static func same(_ workspace: String, _ run: String?) -> [String] {
        var paths = [
            "projects", "workspaces?limit=200", "blueprints", "users", "roles", "bindings", "connections",
            "workspaces/\(workspace)", "workspaces/\(workspace)/variables", "workspaces/\(workspace)/state",
            "workspaces/\(workspace)/state/versions", "deployments?workspace=\(workspace)",
        ]
        if let run {
            paths += ["deployments/\(run)", "deployments/\(run)/plan", "deployments/\(run)/events"]
        }
        return paths.map { "/api/v1/" + $0 }
    }

    @Test("under write load, destroyed, restored in two attempts: every object is what it was")
    func drill() async throws {
        let server = try PlumbProcess()
        try await server.start()
        let token = try await server.setUp()
        let shell = try PlumbShell(nil)
        let data = server.scratch.file("data")
        func plumb(_ line: String) async throws -> PlumbShell.Outcome { try await shell(line) }
        #expect(try await plumb("backup key backup.key").code == 0)
        let (kept, run) = try await world(server, token)
        let project = try await server.send("GET", "/api/v1/projects", as: token)["items"]?[0]?["id"]
        var writers: [CrashWriter] = []
        for index in 0..<4 {
            let made = try await server.send(
                "POST", "/api/v1/workspaces",
                ["slug": .string("w\(index)"), "project": project ?? .null, "environment": "development"],
                as: token)
            try #require(made.status == 201, "\(made.json)")
            writers.append(CrashWriter(server, made.text("id"), token))
        }

        let answers = Answers()
        let before = Mutex<[[[UInt8]]]>([])
        let paths = Self.same(kept, run)
        let old = Mutex<[String: JSON]>([:])
        let known = writers
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in known { group.addTask { await writer.work { answers.count() } } }
            let isTime = try await eventually(within: .seconds(300)) { answers.value > 60 }
            #expect(isTime, "the load did not get on")
            before.withLock { $0 = known.map { $0.known.acknowledged } }
            let first = try await plumb("backup create backups --key backup.key --data \(data) --json")
            #expect(first.code == 0, "\(first)")
            // What came since is little: a second one moves what is new alone.
            before.withLock { $0 = known.map { $0.known.acknowledged } }
            let second = try await plumb("backup create backups --key backup.key --data \(data) --json")
            #expect(second.code == 0, "\(second)")
            let (parts, all) = (second.json["parts"]?.intValue ?? 0, second.json["allParts"]?.intValue ?? 0)
            #expect(parts > 0 && parts < all, "\(second)")
            for path in paths where !path.hasSuffix("limit=200") {
                let answer = try await server.send("GET", path, as: token)
                old.withLock { $0[path] = Self.told(answer) }
            }
            await server.kill()
            try await group.waitForAll()
        }
        try FileManager.default.removeItem(atPath: data)
        try await damage(plumb, shell, data)
        try await server.start()

        for (writer, versions) in zip(writers, before.withLock { $0 }) {
            #expect(!versions.isEmpty)
            for (index, content) in versions.enumerated() {
                let path = "/api/v1/workspaces/\(writer.workspace)/state/versions/\(index + 1)/content"
                let answer = try await server.send("GET", path, as: token)
                #expect(answer.status == 200 && answer.bytes == content, "version \(index + 1)")
            }
        }
        for (path, wanted) in old.withLock({ $0 }) {
            let now = Self.told(try await server.send("GET", path, as: token))
            #expect(now == wanted, "\(path): \(now.text) and not \(wanted.text)")
        }
        let audit = try await server.send("GET", "/api/v1/audit/verify", as: token)
        #expect(audit["isIntact"] == true, "\(audit.json)")
        // It goes on as a server does.
        let more = try await server.send("POST", "/api/v1/projects", ["slug": "after"], as: token)
        #expect(more.status == 201, "\(more.json)")
        await server.kill()
    }

    /// Of a stream what it tells: the comments between its elements are the moment's.
    private static func told(_ answer: TestHouse.Answer) -> JSON {
        guard answer.json.isNull else { return answer.json }
        let lines = String(decoding: answer.bytes, as: UTF8.self).split(separator: "\n")
        return .array(lines.filter { $0.hasPrefix("data:") }.map { .string(String($0)) })
    }

    /// A workspace with variables, one of them secret, a connection, and a run where Terraform is here.
    private func world(_ server: PlumbProcess, _ token: String) async throws -> (String, String?) {
        func send(_ method: String, _ path: String, _ body: JSON) async throws -> TestHouse.Answer {
            let answer = try await server.send(method, "/api/v1/" + path, body, as: token)
            try #require((200..<300).contains(answer.status), "\(path): \(answer.json)")
            return answer
        }
        let project = try await send("POST", "projects", ["slug": "kept"]).text("id")
        let connection = try await send(
            "PUT", "connections/main", ["region": "eu-central-1", "accessKey": "k", "secretKey": "s3cr3t"])
        let workspace = try await send(
            "POST", "workspaces",
            [
                "slug": "kept", "project": .string(project), "environment": "staging",
                "settings": ["gates": [], "autoApply": true, "connection": connection["id"] ?? .null],
            ]
        ).text("id")
        _ = try await send(
            "PUT", "workspaces/\(workspace)/variables/word", ["value": "hush", "sensitive": true])
        _ = try await send(
            "POST", "users", ["email": "b@example.com", "name": "B", "password": "correct horse battery"])
        guard terraform != nil else { return (workspace, nil) }
        let uploaded = try await server.send(
            "POST", "/api/v1/configurations", as: token, bytes: tar(RunStage.word))
        let ticket = try await send(
            "POST", "deployments",
            ["workspace": .string(workspace), "configuration": uploaded["configuration"] ?? .null])
        let isDone = try await eventually(within: .seconds(120)) {
            try await server.send("GET", "/api/v1/deployments/" + ticket.text("id"), as: token).text("status")
                == "completed"
        }
        #expect(isDone)
        return (workspace, ticket.text("id"))
    }

    /// What is damaged is told, and what is brought back goes on where it was.
    private func damage(
        _ plumb: (String) async throws -> PlumbShell.Outcome, _ shell: PlumbShell, _ data: String
    ) async throws {
        let place = shell.home.file("backups")
        let parts = try FileManager.default.subpathsOfDirectory(atPath: place + "/parts").sorted()
            .filter { $0.count > 60 }
        let one = place + "/parts/" + (try #require(parts.last))
        let bytes = try Data(contentsOf: URL(fileURLWithPath: one))
        #expect(try await plumb("backup verify backups --key backup.key").code == 0)
        var broken = bytes
        broken[broken.count / 2] ^= 1
        try broken.write(to: URL(fileURLWithPath: one))
        let told = try await plumb("backup verify backups --key backup.key")
        #expect(told.code == 10 && told.error.contains("damaged"), "\(told)")
        let half = try await plumb("backup restore backups --key backup.key --data \(data)")
        #expect(half.code == 10, "\(half)")
        let early = try await plumb("serve --data \(data) --port 0")
        #expect(early.code != 0 && early.error.contains("has not ended"), "\(early)")
        try bytes.write(to: URL(fileURLWithPath: one))
        let whole = try await plumb("backup restore backups --key backup.key --data \(data) --json")
        #expect(whole.code == 0, "\(whole)")
        #expect((whole.json["parts"]?.intValue ?? 0) <= parts.count)
        let again = try await plumb("backup restore backups --key backup.key --data \(data)")
        #expect(again.code == 7 && again.error.contains("not empty"), "\(again)")

        #expect(try await plumb("backup key other.key").code == 0)
        let other = try await plumb("backup list backups --key other.key")
        #expect(other.code != 0 && other.error.contains("another key"), "\(other)")
        let none = try await plumb("backup list backups")
        #expect(none.code == 6 && none.error.contains("plumb backup key"), "\(none)")
        let gone = try await plumb("backup prune backups --keep 1 --key backup.key --json")
        #expect(gone.json["backups"] == 1, "\(gone)")
        #expect(try await plumb("backup verify backups --key backup.key").code == 0)
    }

    @Test(
        "in a bucket too, by the protocol of S3",
        .enabled(if: Simulator.isPresent, "the simulator is not on this machine"))
    func bucket() async throws {
        let simulator = try await Simulator()
        try await simulator.python("boto3.client('s3', region_name='us-east-1').create_bucket(Bucket='safe')")
        let server = try PlumbProcess()
        try await server.start()
        let token = try await server.setUp()
        let (workspace, _) = try await world(server, token)
        let shell = try PlumbShell(nil)
        let variables = [
            "AWS_ACCESS_KEY_ID": "k", "AWS_SECRET_ACCESS_KEY": "s", "AWS_REGION": "us-east-1",
            "AWS_ENDPOINT_URL": simulator.address,
        ]
        func plumb(_ line: String) async throws -> PlumbShell.Outcome {
            try await shell.run(line.split(separator: " ").map(String.init), environment: variables)
        }
        let (data, place) = (server.scratch.file("data"), "s3://safe/plumb --key backup.key")
        #expect(try await plumb("backup key backup.key").code == 0)
        let made = try await plumb("backup create \(place) --data \(data)")
        #expect(made.code == 0 && made.output.contains("is complete"), "\(made)")
        #expect(try await plumb("backup verify \(place)").code == 0)
        await server.kill()
        try FileManager.default.removeItem(atPath: data)
        let back = try await plumb("backup restore \(place) --data \(data)")
        #expect(back.code == 0, "\(back)")
        try await server.start()
        let variable = try await server.send("GET", "/api/v1/workspaces/\(workspace)/variables", as: token)
        #expect(variable["items"]?[0]?["name"] == "word", "\(variable.json)")
        await server.kill()
        await simulator.stop()
    }
}
