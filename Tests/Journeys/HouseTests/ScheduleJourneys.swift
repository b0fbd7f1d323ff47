import Foundation
import KernelTesting
import Testing
import Values

/// Scans that repeat.
@Suite("Repeating scans", .enabled(if: terraform != nil, "Terraform is not here"))
struct ScheduleJourneys {
    @Test(
        "of everything and of a project begin by themselves, are listed, changed and ended; what can't be is told"
    )
    func schedules() async throws {
        let house = try await TestHouse()
        let ada = try await house.setUp()
        let workspace = try await house.workspace(ada, slug: "kept", RunStage.automatic)
        let configuration = try await house.upload(RunStage.word, as: ada)
        let ticket = try await house.send(
            "POST", "/api/v1/deployments",
            ["workspace": .string(workspace), "configuration": configuration], as: ada)
        _ = try await house.wait(for: ticket.text("id"), "completed", as: ada)
        let project = try await house.send("GET", "/api/v1/workspaces/\(workspace)", as: ada)["project"]
        func put(_ name: String, _ body: JSON) async throws -> TestHouse.Answer {
            try await house.send("PUT", "/api/v1/scan-schedules/\(name)", body, as: ada)
        }
        for (body, field): (JSON, String) in [
            (["every": 10], "/every"), (["at": "25:00"], "/at"), (["at": "02:30", "every": 3600], "/every"),
            (["project": project ?? .null, "discover": true], "/discover"),
        ] {
            let wrong = try await put("wrong", body)
            #expect(wrong.status == 422 && wrong.json.text.contains(field), "\(wrong.json)")
        }
        #expect(try await put("everything", ["every": 300]).status == 200)
        #expect(try await put("project", ["every": 300, "project": project ?? .null]).status == 200)
        #expect(try await put("nightly", ["at": "02:30"]).status == 200)
        @Sendable func listed() async throws -> [JSON] {
            try await house.send("GET", "/api/v1/scan-schedules", as: ada)["items"]?.arrayValue ?? []
        }
        let haveBegun = try await eventually(within: .seconds(300)) {
            try await listed().count { $0["analysis"]?.stringValue != nil } == 2
        }
        let items = try await listed()
        #expect(haveBegun && items.count == 3, "\(items)")
        #expect(items.first { $0["name"] == "nightly" }?["started"]?.stringValue == nil)
        for item in items {
            guard let id = item["analysis"]?.stringValue else { continue }
            let isDone = try await eventually(within: .seconds(300)) {
                try await house.send("GET", "/api/v1/analysis/\(id)", as: ada).text("status") == "completed"
            }
            #expect(isDone)
        }
        for item in items {
            let ended = try await house.send(
                "DELETE", "/api/v1/scan-schedules/\(item["name"]?.stringValue ?? "")", as: ada)
            #expect(ended.status == 200, "\(ended.json)")
        }
        let again = try await house.send("DELETE", "/api/v1/scan-schedules/nightly", as: ada)
        #expect(again.status == 404)
        await house.stop()
    }

    @Test("of one project are its people's; those of everything, or of others, they neither change nor end")
    func authority() async throws {
        let house = try await TestHouse()
        let ada = try await house.setUp()
        var projects: [String] = []
        for slug in ["mine", "theirs"] {
            let made = try await house.send("POST", "/api/v1/projects", ["slug": .string(slug)], as: ada)
            projects.append(made.text("id"))
        }
        let bob = try await house.user(nil, "bob@example.com", by: ada)
        let people = try await house.send("GET", "/api/v1/users", as: ada)["items"]?.arrayValue ?? []
        let id = people.first { $0["email"] == "bob@example.com" }?["id"] ?? .null
        let bound = try await house.send(
            "POST", "/api/v1/bindings",
            ["user": id, "role": "developer", "project": .string(projects[0])], as: ada)
        #expect(bound.status == 201, "\(bound.json)")
        func put(_ name: String, _ project: String?, as who: String) async throws -> Int {
            var body: JSON = ["every": 86_400]
            if let project { body = ["every": 86_400, "project": .string(project)] }
            return try await house.send("PUT", "/api/v1/scan-schedules/\(name)", body, as: who).status
        }
        func end(_ name: String) async throws -> Int {
            try await house.send("DELETE", "/api/v1/scan-schedules/\(name)", as: bob).status
        }
        #expect(try await put("everything", nil, as: ada) == 200)
        #expect(try await put("theirs", projects[1], as: ada) == 200)
        #expect(try await put("mine", projects[0], as: bob) == 200)
        #expect(try await put("another", projects[1], as: bob) == 403)
        #expect(try await put("another", nil, as: bob) == 403)
        #expect(try await put("everything", projects[0], as: bob) == 409)
        #expect(try await put("theirs", projects[0], as: bob) == 409)
        #expect(try await end("everything") == 404)
        #expect(try await end("theirs") == 404)
        #expect(try await end("mine") == 200)
        let left = try await house.send("GET", "/api/v1/scan-schedules", as: ada)["items"]?.arrayValue ?? []
        #expect(Set(left.compactMap { $0["name"]?.stringValue }) == ["everything", "theirs"])
        await house.stop()
    }
}
