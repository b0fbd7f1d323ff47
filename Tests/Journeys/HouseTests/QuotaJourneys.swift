import Foundation
import KernelTesting
import Testing
import Values

/// How much a tenant may have.
@Suite("Quotas")
struct QuotaJourneys {
    @Test(
        "what is one too many is refused with what to do; what is put away leaves room; others are not meant")
    func quotas() async throws {
        let house = try await TestHouse()
        let ada = try await house.setUp()
        let tenant = try await house.send("GET", "/api/v1/tenants", as: ada)["items"]?[0]?["id"]?.stringValue
        let path = "/api/v1/tenants/\(tenant ?? "")/quotas"
        let wrong = try await house.send("PUT", path, ["users": 0, "workspaces": -1], as: ada)
        #expect(wrong.status == 422 && wrong.json.text.contains("/users"), "\(wrong.json)")
        let project = try await house.send("POST", "/api/v1/projects", ["slug": "one"], as: ada).text("id")
        let put = try await house.send(
            "PUT", path, ["projects": 1, "workspaces": 2, "users": 2, "parallelRuns": 1], as: ada)
        #expect(put.status == 200 && put["quotas"]?["workspaces"] == 2, "\(put.json)")

        let second = try await house.send("POST", "/api/v1/projects", ["slug": "two"], as: ada)
        #expect(second.status == 429 && second.text("code") == "tenants.quota", "\(second.json)")
        func workspace(_ slug: String) async throws -> TestHouse.Answer {
            try await house.send(
                "POST", "/api/v1/workspaces",
                ["slug": .string(slug), "project": .string(project), "environment": "development"], as: ada)
        }
        let made = try await workspace("a")
        #expect(made.status == 201)
        #expect(try await workspace("b").status == 201)
        let third = try await workspace("c")
        #expect(third.status == 429 && third.text("detail").contains("may have 2 workspaces"))
        let away = try await house.send(
            "POST", "/api/v1/workspaces/\(made.text("id"))/archive", as: ada)
        #expect(away.status == 200, "\(away.json)")
        #expect(try await workspace("c").status == 201)
        let back = try await house.send(
            "POST", "/api/v1/workspaces/\(made.text("id"))/restore", as: ada)
        #expect(back.status == 429, "\(back.json)")

        func user(_ name: String) async throws -> Int {
            try await house.send(
                "POST", "/api/v1/users",
                [
                    "email": .string(name + "@example.com"), "name": "N", "password": "correct horse battery",
                ], as: ada
            ).status
        }
        #expect(try await user("bob") == 201)
        #expect(try await user("carol") == 429)
        // Without quotas again, as much as one likes.
        #expect(try await house.send("PUT", path, [:], as: ada).status == 200)
        #expect(try await user("carol") == 201)
        await house.stop()
    }

    @Test("a tenant's share of Terraform is one command at a time where it is so")
    func runs() async throws {
        try #require(terraform != nil, "Terraform is not here")
        let house = try await TestHouse()
        let ada = try await house.setUp()
        let tenant = try await house.send("GET", "/api/v1/tenants", as: ada)["items"]?[0]?["id"]?.stringValue
        _ = try await house.send(
            "PUT", "/api/v1/tenants/\(tenant ?? "")/quotas", ["parallelRuns": 1], as: ada)
        var runs: [String] = []
        for slug in ["a", "b", "c"] {
            let workspace = try await house.workspace(
                ada, slug: slug, ["settings": ["gates": [], "autoApply": true]])
            let configuration = try await house.upload(RunStage.word, as: ada)
            let ticket = try await house.send(
                "POST", "/api/v1/deployments",
                ["workspace": .string(workspace), "configuration": configuration], as: ada)
            runs.append(ticket.text("id"))
        }
        for run in runs {
            let done = try await house.wait(for: run, "completed", as: ada)
            #expect(done.text("status") == "completed", "\(done.json)")
        }
        await house.stop()
    }
}
