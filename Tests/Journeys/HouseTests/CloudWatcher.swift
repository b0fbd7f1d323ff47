import Foundation
import Testing
import Values

/// Somebody with a workspace over a simulated AWS.
struct CloudWatcher {
    let house: TestHouse
    let ada: String
    let workspace: String
    let simulator: Simulator

    /// `role` is assumed with the connection's keys.
    init(role: String? = nil) async throws {
        simulator = try await Simulator()
        house = try await TestHouse(.oneProcess)
        ada = try await house.setUp()
        var put: JSON = [
            "region": "eu-central-1", "accessKey": "k", "secretKey": "s",
            "endpoint": .string(simulator.address),
        ]
        if let role { put["role"] = .string(role) }
        let connection = try await house.send("PUT", "/api/v1/connections/simulated", put, as: ada)
        workspace = try await house.workspace(
            ada, slug: "world",
            [
                "environment": "staging",
                "settings": ["connection": connection["id"] ?? .null, "gates": [], "autoApply": true],
            ])
    }

    func deploy(_ body: JSON) async throws -> TestHouse.Answer {
        var whole = body
        whole["workspace"] = .string(workspace)
        let ticket = try await house.send("POST", "/api/v1/deployments", whole, as: ada)
        try #require(ticket.status == 202, "\(ticket.json)")
        let done = try await house.wait(for: ticket.text("id"), "completed", as: ada)
        try #require(done.text("status") == "completed", "\(done["failure"]?.text ?? "")")
        return done
    }

    func scan() async throws -> JSON {
        let ticket = try await house.send(
            "POST", "/api/v1/analyze", ["workspace": .string(workspace)], as: ada)
        return try await ended("/api/v1/analysis/\(ticket.text("id"))")
    }

    func remediate(_ body: JSON, at path: String = "/api/v1/remediate") async throws -> JSON {
        let ticket = try await house.send("POST", path, body, as: ada)
        try #require(ticket.status == 202, "\(ticket.json)")
        return try await ended("/api/v1/remediate/\(ticket.text("id"))")
    }

    func ended(_ path: String) async throws -> JSON {
        while true {
            let answer = try await house.send("GET", path, as: ada)
            try #require(answer.status == 200, "\(answer.json)")
            if answer.text("status") != "running" { return answer.json }
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    func stop() async {
        await house.stop()
        await simulator.stop()
    }
}
