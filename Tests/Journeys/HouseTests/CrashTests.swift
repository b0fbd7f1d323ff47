import Foundation
import Glibc
import KernelTesting
import Synchronization
import Testing
import Values

/// Kills the real server at seeded random moments under a load of writers and a run, and looks after each
/// restart whether anything was lost. PLUMB_SOAK_KILLS says how often, PLUMB_SEED where to begin.
@Suite("Killed servers", .enabled(if: PlumbProcess.program != nil, "plumb is not built"))
struct CrashTests {
    static let environment = ProcessInfo.processInfo.environment
    static let kills = environment["PLUMB_SOAK_KILLS"].flatMap { Int($0) } ?? 20
    static let seed = environment["PLUMB_SEED"].flatMap { UInt64($0) } ?? 1

    /// A run that takes a while to apply.
    static let slow = """
        resource "terraform_data" "slow" {
          triggers_replace = timestamp()
          provisioner "local-exec" {
            command = "sleep 2"
          }
        }

        """

    private final class Counter: Sendable {
        private let number = Mutex(0)
        func count() { number.withLock { $0 += 1 } }
        var value: Int { number.withLock { $0 } }
    }

    @Test("what was acknowledged survives every kill, locks are free or held, and no run is left in limbo")
    func kills() async throws {
        let server = try PlumbProcess()
        try await server.start()
        let token = try await server.setUp()
        let project = try await server.send("POST", "/api/v1/projects", ["slug": "crash"], as: token).text(
            "id")
        var writers: [CrashWriter] = []
        for index in 0..<6 {
            writers.append(
                CrashWriter(server, try await workspace("w\(index)", project, server, token), token))
        }
        let runs = try await workspace("runs", project, server, token)
        let uploaded = try await server.send(
            "POST", "/api/v1/configurations", as: token, bytes: tar(["main.tf": Self.slow]))
        var dice = Dice(Self.seed)
        var met: Set<String> = []
        for kill in 0..<Self.kills {
            let answers = 5 + dice.below(120)
            let moment = ["validating", "planning", "applying"][dice.below(3)]
            let pause = Duration.microseconds(dice.below(4_000))
            var run: String?
            if kill % 4 == 3, terraform != nil {
                run = try await deploy(uploaded["configuration"] ?? .null, runs, server, token)
            }
            let begun = run
            let counter = Counter()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for writer in writers { group.addTask { await writer.work { counter.count() } } }
                let isTime = try await eventually(within: .seconds(300)) {
                    guard counter.value >= answers else { return false }
                    guard let begun else { return true }
                    return try await Self.hasReached(moment, begun, server, token)
                }
                #expect(isTime, "the load did not get on")
                try await Task.sleep(for: pause)
                await server.kill()
                try await group.waitForAll()
            }
            try await server.start()
            for writer in writers { try await writer.verify() }
            if let run { met.insert(try await settled(run, runs, server, token)) }
        }
        let versions = writers.reduce(0) { $0 + $1.known.acknowledged.count }
        #expect(versions > Self.kills, "only \(versions) versions were written")
        #expect(terraform == nil || Self.kills < 4 || !met.isEmpty)
        let audit = try await server.send("GET", "/api/v1/audit/verify", as: token)
        #expect(audit.status == 200 && audit["isIntact"] != false, "\(audit.json)")
        await server.kill()
    }

    private func workspace(
        _ slug: String, _ project: String, _ server: PlumbProcess, _ token: String
    ) async throws -> String {
        let made = try await server.send(
            "POST", "/api/v1/workspaces",
            [
                "project": .string(project), "slug": .string(slug),
                "settings": ["gates": [], "autoApply": true],
            ], as: token)
        try #require(made.status == 201, "\(made.json)")
        return made.text("id")
    }

    private func deploy(
        _ configuration: JSON, _ workspace: String, _ server: PlumbProcess, _ token: String
    ) async throws -> String {
        let ticket = try await server.send(
            "POST", "/api/v1/deployments",
            [
                "workspace": .string(workspace), "configuration": configuration,
            ], as: token)
        try #require(ticket.status == 202, "\(ticket.json)")
        return ticket.text("id")
    }

    private static func hasReached(
        _ moment: String, _ run: String, _ server: PlumbProcess, _ token: String
    ) async throws -> Bool {
        let order = [
            "queued", "validating", "planning", "awaitingApproval", "applying", "completed", "failed",
        ]
        let status = try await server.send("GET", "/api/v1/deployments/\(run)", as: token).text("status")
        return (order.firstIndex(of: status) ?? 0) >= (order.firstIndex(of: moment) ?? 0)
    }

    /// The status in which a run ended after the restart; no other end than these, and no lock of its.
    private func settled(
        _ run: String, _ workspace: String, _ server: PlumbProcess, _ token: String
    ) async throws -> String {
        let path = "/api/v1/deployments/\(run)"
        let isOver = try await eventually(within: .seconds(90)) {
            let status = try await server.send("GET", path, as: token).text("status")
            return ["completed", "failed", "cancelled"].contains(status)
        }
        let answer = try await server.send("GET", path, as: token)
        #expect(isOver, "the run is in limbo: \(answer.json)")
        let status = answer.text("status")
        let condition = answer["failure"]?["condition"]?.stringValue ?? ""
        #expect(status == "completed" || status == "failed" && !condition.isEmpty, "\(answer.json)")
        let lock = try await server.send("GET", "/api/v1/workspaces/\(workspace)/state/lock", as: token)
        #expect(lock["lock"]?.isNull != false, "the run left its lock: \(lock.json)")
        return status
    }
}
