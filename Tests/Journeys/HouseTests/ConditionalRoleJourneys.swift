import Foundation
import KernelTesting
import Testing
import Values
import Vocabulary

/// Roles whose permissions hold on some workspaces only, over HTTP.
@Suite("Roles with conditions")
struct ConditionalRoleJourneys {
    /// A house with two workspaces, and Bob.
    struct Stage {
        let house: TestHouse
        let ada: String
        let bob: String
        let bobID: String
        let dev: String
        let live: String

        init(_ topology: Topology = .oneProcess) async throws {
            house = try await TestHouse(topology)
            ada = try await house.setUp()
            dev = try await house.workspace(ada, slug: "dev", ["environment": "dev"])
            live = try await house.workspace(ada, slug: "live", ["environment": "production"])
            bob = try await house.user(nil, "bob@example.com", by: ada)
            let people = try await house.send("GET", "/api/v1/users", as: ada)
            bobID = try #require(
                people["items"]?.arrayValue?.first { $0["email"] == "bob@example.com" }?["id"]?.stringValue)
        }

        func role(_ name: String, _ permissions: JSON, by token: String? = nil) async throws
            -> TestHouse.Answer
        {
            try await house.send(
                "PUT", "/api/v1/roles/\(name)", ["permissions": permissions], as: token ?? ada)
        }

        /// Gives Bob a role of this name with these permissions on all of the tenant.
        func give(_ name: String, _ permissions: JSON) async throws {
            let made = try await role(name, permissions)
            try #require(made.status == 200, "\(made.json)")
            let bound = try await house.send(
                "POST", "/api/v1/bindings", ["user": .string(bobID), "role": .string(name)], as: ada)
            try #require(bound.status == 201, "\(bound.json)")
        }

        func set(_ workspace: String, _ change: JSON, as token: String? = nil) async throws
            -> TestHouse.Answer
        {
            try await house.send("PATCH", "/api/v1/workspaces/\(workspace)", change, as: token ?? ada)
        }

        func see(_ workspace: String, as token: String? = nil) async throws -> Int {
            try await house.send("GET", "/api/v1/workspaces/\(workspace)", as: token ?? bob).status
        }

        func seen(_ path: String, as token: String? = nil) async throws -> [String] {
            let answer = try await house.send("GET", path, as: token ?? bob)
            try #require(answer.status == 200, "\(path) \(answer.json)")
            return (answer["items"]?.arrayValue ?? []).compactMap {
                ($0["workspace"] ?? $0["id"])?.stringValue
            }.sorted()
        }
    }

    private static func on(_ permission: String, _ condition: JSON) -> JSON {
        ["permission": .string(permission), "where": condition]
    }

    @Test(
        "by environment: what is elsewhere is shut, and a move counts at once", arguments: Topology.allCases)
    func environment(topology: Topology) async throws {
        let stage = try await Stage(topology)
        try await stage.give(
            "devs", [Self.on("*:read", ["environment": ["dev", "staging"]])])
        #expect(try await stage.see(stage.dev) == 200)
        #expect(try await stage.see(stage.live) == 403)
        #expect(try await stage.seen("/api/v1/workspaces") == [stage.dev])
        let projects = try await stage.house.send("GET", "/api/v1/projects", as: stage.bob)
        #expect(projects["items"]?.arrayValue?.count == 1, "its name is seen, to find the workspace")
        let project = projects["items"]?[0]?["id"]?.stringValue ?? ""
        for shut in ["/api/v1/projects/\(project)", "/api/v1/users", "/api/v1/audit", "/api/v1/connections"] {
            let answer = try await stage.house.send("GET", shut, as: stage.bob)
            #expect(answer.status == 403, "\(shut) \(answer.status)")
        }
        // Asked again and again, it may be remembered; a change is seen by the next request.
        for environment in ["production", "staging", "qa", "dev"] {
            let moved = try await stage.set(stage.dev, ["environment": .string(environment)])
            try #require(moved.status == 200, "\(moved.json)")
            let isOpen = ["dev", "staging"].contains(environment)
            #expect(try await stage.see(stage.dev) == (isOpen ? 200 : 403), "\(environment)")
            #expect(try await stage.seen("/api/v1/workspaces") == (isOpen ? [stage.dev] : []))
        }
        // A role of the same person without a condition opens the rest.
        try await stage.give("readers", ["tenants:read"])
        #expect(try await stage.see(stage.live) == 200)
        let mine = try await stage.house.send("GET", "/api/v1/auth/permissions", as: stage.bob)
        #expect(mine.json.text.contains(#""where":{"environment":["dev","staging"]}"#), "\(mine.json)")
        await stage.house.stop()
    }

    @Test("by label and by owner, each followed at once", arguments: Topology.allCases)
    func labelAndOwner(topology: Topology) async throws {
        let stage = try await Stage(topology)
        try await stage.give("payments", [Self.on("tenants:read", ["tags": ["team": "payments"]])])
        #expect(try await stage.see(stage.live) == 403)
        let labelled = try await stage.set(stage.live, ["labels": ["team": "payments", "tier": "1"]])
        #expect(labelled["settings"]?["labels"]?["tier"] == "1", "\(labelled.json)")
        #expect(try await stage.see(stage.live) == 200)
        #expect(try await stage.seen("/api/v1/workspaces") == [stage.live])
        _ = try await stage.set(stage.live, ["labels": ["team": "search"]])
        #expect(try await stage.see(stage.live) == 403)

        try await stage.give("owners", [Self.on("tenants:read", ["owner": "self"])])
        #expect(try await stage.see(stage.dev) == 403, "Ada made it, so that it is hers")
        let nobody = try await stage.set(stage.dev, ["owner": .string(UUIDv7.next().text)])
        #expect(nobody.status == 422, "\(nobody.json)")
        let given = try await stage.set(stage.dev, ["owner": .string(stage.bobID)])
        #expect(given.text("owner") == stage.bobID, "\(given.json)")
        #expect(try await stage.see(stage.dev) == 200)
        #expect(try await stage.seen("/api/v1/workspaces") == [stage.dev])
        try await stage.give("bobs", [Self.on("deployments:read", ["owner": .string(stage.bobID)])])
        let runs = try await stage.house.send(
            "GET", "/api/v1/deployments?workspace=\(stage.dev)", as: stage.bob)
        #expect(runs.status == 200, "\(runs.json)")
        await stage.house.stop()
    }

    @Test("reports and lists show what may be seen, and tenant-wide questions stay shut")
    func lists() async throws {
        let stage = try await Stage()
        for workspace in [stage.dev, stage.live] {
            for (path, body) in [
                (
                    "/api/v1/waivers",
                    ["rule": "x", "owner": "ada", "reason": "r", "until": "2099-01-01T00:00:00Z"] as JSON
                ),
                (
                    "/api/v1/suppressions",
                    ["address": "*", "owner": "ada", "reason": "r", "until": "2099-01-01T00:00:00Z"]
                ),
            ] {
                var body = body
                body["workspace"] = .string(workspace)
                let made = try await stage.house.send("POST", path, body, as: stage.ada)
                try #require(made.status == 201, "\(path) \(made.json)")
            }
        }
        try await stage.give("devs", [Self.on("*:*", ["environment": ["dev"]])])
        for list in ["/api/v1/waivers", "/api/v1/suppressions"] {
            #expect(try await stage.seen(list) == [stage.dev], "\(list)")
            #expect(try await stage.seen(list, as: stage.ada).count == 2)
            let narrowed = try await stage.house.send(
                "GET", "\(list)?workspace=\(stage.live)", as: stage.bob)
            #expect(narrowed.status == 403, "\(list) \(narrowed.json)")
        }
        // What was just listed is remembered, and no longer than it is so: changed workspaces, and new ones.
        #expect(try await stage.set(stage.live, ["environment": "dev"]).status == 200)
        #expect(try await stage.seen("/api/v1/waivers").count == 2)
        #expect(try await stage.set(stage.live, ["environment": "production"]).status == 200)
        #expect(try await stage.seen("/api/v1/waivers") == [stage.dev])
        let fresh = try await stage.house.workspace(stage.ada, slug: "fresh", ["environment": "dev"])
        let waived = try await stage.house.send(
            "POST", "/api/v1/waivers",
            [
                "rule": "x", "owner": "ada", "reason": "r", "until": "2099-01-01T00:00:00Z",
                "workspace": .string(fresh),
            ], as: stage.ada)
        try #require(waived.status == 201, "\(waived.json)")
        #expect(try await stage.seen("/api/v1/waivers") == [stage.dev, fresh].sorted())
        // A waiver or a suppression of everything is not for who has a condition.
        for path in ["/api/v1/waivers", "/api/v1/suppressions"] {
            var body: JSON = ["owner": "bob", "reason": "r", "until": "2099-01-01T00:00:00Z"]
            body[path.hasSuffix("waivers") ? "rule" : "address"] = "*"
            let wide = try await stage.house.send("POST", path, body, as: stage.bob)
            #expect(wide.status == 403, "\(path) \(wide.json)")
        }
        let scan = try await stage.house.send("POST", "/api/v1/analyze", ["discover": true], as: stage.bob)
        #expect(scan.status == 403, "\(scan.json)")
        await stage.house.stop()
    }

    @Test("jobs, their streams and batches are shut where the workspace is", arguments: Topology.allCases)
    func jobs(topology: Topology) async throws {
        let stage = try await Stage(topology)
        var reports: [String: (analysis: String, job: String)] = [:]
        for workspace in [stage.dev, stage.live] {
            let empty =
                #"{"version":4,"terraform_version":"1.11.4","serial":1,"lineage":"\#(workspace)","#
                + #""outputs":{},"resources":[]}"#
            let pushed = try await stage.house.send(
                "POST", "/api/v1/workspaces/\(workspace)/state/versions", as: stage.ada,
                bytes: Array(empty.utf8))
            try #require(pushed.status == 201 || pushed.status == 200, "\(pushed.json)")
            let ticket = try await stage.house.send(
                "POST", "/api/v1/analyze", ["workspace": .string(workspace)], as: stage.ada)
            try #require(ticket.status == 202, "\(ticket.json)")
            reports[workspace] = (ticket.text("id"), ticket.text("job"))
            while try await stage.house.send(
                "GET", "/api/v1/analysis/\(ticket.text("id"))", as: stage.ada
            ).text("status") == "running" {
                try await Task.sleep(for: .milliseconds(20))
            }
        }
        try await stage.give("devs", [Self.on("*:*", ["environment": ["dev"]])])
        let (own, foreign) = (try #require(reports[stage.dev]), try #require(reports[stage.live]))
        #expect(try await stage.seen("/api/v1/analysis") == [stage.dev])
        for (report, status) in [(own, 200), (foreign, 403)] {
            for path in [
                "/api/v1/analysis/\(report.analysis)", "/api/v1/analysis/\(report.analysis)/events",
                "/api/v1/jobs/\(report.job)", "/api/v1/jobs/\(report.job)/events",
                "/api/v1/strategies?analysis=\(report.analysis)",
            ] {
                let answer = try await stage.house.send("GET", path, as: stage.bob)
                #expect(answer.status == status, "\(path) \(answer.status)")
            }
        }
        func batch(_ reports: [String], as token: String) async throws -> TestHouse.Answer {
            let items = JSON.array(reports.map { ["analysis": .string($0)] })
            return try await stage.house.send(
                "POST", "/api/v1/remediate/batch", ["items": items, "dryRun": true], as: token)
        }
        // Nor is anything written into a workspace that the request names beside its report.
        let adopted = try await stage.house.send(
            "POST", "/api/v1/remediate",
            [
                "analysis": .string(own.analysis), "strategy": "adopt", "workspace": .string(stage.live),
                "dryRun": true,
            ], as: stage.bob)
        #expect(adopted.status == 403, "\(adopted.json)")
        #expect(try await batch([own.analysis, foreign.analysis], as: stage.bob).status == 403)
        #expect(try await batch([own.analysis], as: stage.bob).status == 202)
        // Nor does a role on one workspace reach another by way of a batch.
        let eve = try await stage.house.user(nil, "eve@example.com", by: stage.ada)
        let people = try await stage.house.send("GET", "/api/v1/users", as: stage.ada)
        let id = people["items"]?.arrayValue?.first { $0["email"] == "eve@example.com" }?["id"] ?? .null
        let bound = try await stage.house.send(
            "POST", "/api/v1/bindings",
            ["user": id, "role": "developer", "workspace": .string(stage.dev)], as: stage.ada)
        try #require(bound.status == 201, "\(bound.json)")
        #expect(try await batch([foreign.analysis], as: eve).status == 403)
        #expect(try await batch([foreign.analysis], as: stage.ada).status == 202)
        await stage.house.stop()
    }

    @Test("nobody is raised by a change of attributes, nor changes what could not be changed back")
    func raising() async throws {
        let stage = try await Stage()
        try await stage.give("devs", [Self.on("tenants:*", ["environment": ["dev"]])])
        let away = try await stage.set(stage.dev, ["environment": "production"], as: stage.bob)
        #expect(away.status == 403 && away.text("code") == "identity.forbidden", "\(away.json)")
        let owned = try await stage.set(
            stage.dev, ["labels": ["team": "payments"], "owner": .string(stage.bobID)], as: stage.bob)
        #expect(owned.status == 200, "what the condition does not ask for is changed: \(owned.json)")
        // Who may change everything, and approve what has a label, does not put the label on.
        try await stage.give(
            "labellers",
            ["tenants:write", "tenants:read", Self.on("deployments:approve", ["tags": ["calm": "yes"]])])
        let raised = try await stage.set(stage.live, ["labels": ["calm": "yes"]], as: stage.bob)
        #expect(raised.status == 403 && raised.text("code") == "identity.beyond", "\(raised.json)")
        #expect(raised.json.text.contains("deployments:approve"))
        let whole = try await stage.set(
            stage.live, ["settings": ["labels": ["calm": "yes"]]], as: stage.bob)
        #expect(whole.status == 403, "the same in other words: \(whole.json)")
        let harmless = try await stage.set(stage.live, ["labels": ["team": "x"]], as: stage.bob)
        #expect(harmless.status == 200, "\(harmless.json)")
        await stage.house.stop()
    }

    @Test("nobody gives what they have under a condition only, nor takes a greater one's password")
    func giving() async throws {
        let stage = try await Stage()
        try await stage.give(
            "lead", ["identity:*", Self.on("deployments:approve", ["environment": ["dev", "staging"]])])
        let bob = stage.bob
        let narrower = try await stage.role(
            "a", [Self.on("deployments:approve", ["environment": ["dev"], "tags": ["team": "x"]])], by: bob)
        #expect(narrower.status == 200, "\(narrower.json)")
        for wider: JSON in [
            ["deployments:approve"],
            [Self.on("deployments:approve", ["environment": ["dev", "production"]])],
            [Self.on("deployments:approve", ["tags": ["team": "x"]])],
            [Self.on("deployments:*", ["environment": ["dev"]])],
        ] {
            let refused = try await stage.role("b", wider, by: bob)
            #expect(refused.status == 403 && refused.text("code") == "identity.beyond", "\(refused.json)")
        }
        #expect(try await stage.role("wide", ["deployments:approve"]).status == 200)
        let bound = try await stage.house.send(
            "POST", "/api/v1/bindings", ["user": .string(stage.bobID), "role": "wide"], as: bob)
        #expect(bound.status == 403, "\(bound.json)")
        let people = try await stage.house.send("GET", "/api/v1/users", as: stage.ada)
        let ada = people["items"]?.arrayValue?.first { $0["email"] == "ada@example.com" }?["id"]?.stringValue
        let code = try await stage.house.send("POST", "/api/v1/users/\(ada ?? "")/recovery", as: bob)
        #expect(code.status == 403 && code.text("code") == "identity.beyond", "\(code.json)")
        let taken = try await stage.house.send(
            "PATCH", "/api/v1/users/\(ada ?? "")", ["password": "a password of bob's"], as: bob)
        #expect(taken.status == 403, "\(taken.json)")
        for wrong: JSON in [
            [Self.on("deployments:approve", [:])], [["permission": "x", "where": ["owner": "self"]]],
            [Self.on("deployments:approve", ["environment": []])],
            [Self.on("deployments:approve", ["region": ["eu"]])],
        ] {
            let answer = try await stage.role("c", wrong)
            #expect(answer.status == 422, "\(answer.json)")
        }
        await stage.house.stop()
    }

    @Test("a token is narrowed to some workspaces, or by a role that changes later")
    func tokens() async throws {
        let stage = try await Stage()
        func token(_ body: JSON, as asker: String) async throws -> TestHouse.Answer {
            var body = body
            body["label"] = "t"
            return try await stage.house.send("POST", "/api/v1/tokens", body, as: asker)
        }
        let narrow = try await token(
            ["permissions": [Self.on("tenants:read", ["environment": ["dev"]])]], as: stage.ada
        ).text("secret")
        #expect(try await stage.see(stage.dev, as: narrow) == 200)
        #expect(try await stage.see(stage.live, as: narrow) == 403)
        #expect(try await stage.seen("/api/v1/workspaces", as: narrow) == [stage.dev])
        let wider = try await token(["permissions": ["tenants:read"]], as: narrow)
        #expect(wider.status == 403 && wider.text("code") == "identity.beyond_ceiling", "\(wider.json)")
        let same = try await token([:], as: narrow).text("secret")
        #expect(try await stage.see(stage.live, as: same) == 403)

        #expect(try await stage.role("crew", [Self.on("*:read", ["environment": ["dev"]])]).status == 200)
        let crew = try await token(["role": "crew"], as: stage.ada)
        #expect(crew["token"]?["role"] == "crew", "\(crew.json)")
        let secret = crew.text("secret")
        #expect(try await stage.see(stage.live, as: secret) == 403)
        #expect(try await stage.see(stage.dev, as: secret) == 200)
        #expect(
            try await stage.role("crew", [Self.on("*:read", ["environment": ["production"]])]).status == 200)
        #expect(try await stage.see(stage.live, as: secret) == 200, "the role's change counts at once")
        #expect(try await stage.see(stage.dev, as: secret) == 403)
        #expect(try await token(["role": "crew"], as: secret).status == 403)
        #expect(try await token(["role": "nowhere"], as: stage.ada).status == 422)
        let gone = try await stage.house.send("DELETE", "/api/v1/roles/crew", as: stage.ada)
        #expect(gone.status == 200, "\(gone.json)")
        #expect(try await stage.see(stage.live, as: secret) == 403, "of a role that is gone, nothing")
        await stage.house.stop()
    }

    @Test("another tenant's roles reach nothing here, whatever the labels say", arguments: Topology.allCases)
    func isolation(topology: Topology) async throws {
        let stage = try await Stage(topology)
        let made = try await stage.house.send("POST", "/api/v1/tenants", ["slug": "other"], as: stage.ada)
        let tenant = made.text("id")
        let eve = try await stage.house.user("admin", "eve@example.com", by: stage.ada, tenant: tenant)
        let roled = try await stage.role(
            "all", [Self.on("*:*", ["environment": ["dev", "production"]])], by: eve)
        #expect(roled.status == 200, "\(roled.json)")
        let mallory = try await stage.house.user("all", "mallory@example.com", by: eve)
        for token in [eve, mallory] {
            #expect(try await stage.see(stage.dev, as: token) == 404)
            #expect(try await stage.seen("/api/v1/workspaces", as: token) == [])
            #expect(try await stage.set(stage.dev, ["owner": .string(stage.bobID)], as: token).status == 404)
        }
        // Nor is somebody of another tenant made an owner.
        let people = try await stage.house.send("GET", "/api/v1/users", as: eve)
        let foreign = people["items"]?[0]?["id"] ?? .null
        #expect(try await stage.set(stage.dev, ["owner": foreign]).status == 422)
        await stage.house.stop()
    }

    @Test("who was shut out is let in again, as before, and not beyond the tenant's quota")
    func enabling() async throws {
        let stage = try await Stage()
        let path = "/api/v1/users/\(stage.bobID)"
        #expect(try await stage.house.send("POST", path + "/enable", as: stage.ada).status == 409)
        #expect(try await stage.house.send("POST", path + "/disable", as: stage.ada).status == 200)
        #expect(try await stage.see(stage.dev) == 401)
        let back = try await stage.house.send("POST", path + "/enable", as: stage.ada)
        #expect(back.status == 200 && back["isDisabled"] == false, "\(back.json)")
        #expect(try await stage.see(stage.dev) == 401, "ended sessions stay ended")
        // Whoever may shut people out does not leave the tenant without an administrator.
        let grace = try await stage.house.user(nil, "grace@example.com", by: stage.ada)
        let people = try await stage.house.send("GET", "/api/v1/users", as: stage.ada)
        func id(_ email: String) -> String {
            people["items"]?.arrayValue?.first { $0["email"]?.stringValue == email }?["id"]?.stringValue ?? ""
        }
        #expect(try await stage.role("keepers", ["identity:*"]).status == 200)
        let bound = try await stage.house.send(
            "POST", "/api/v1/bindings", ["user": .string(id("grace@example.com")), "role": "keepers"],
            as: stage.ada)
        #expect(bound.status == 201, "\(bound.json)")
        let last = try await stage.house.send(
            "POST", "/api/v1/users/\(id("ada@example.com"))/disable", as: grace)
        #expect(last.status == 409 && last.text("code") == "identity.last_admin", "\(last.json)")
        let session = try await stage.house.send(
            "POST", "/api/v1/auth/login", ["email": "bob@example.com", "password": "correct horse battery"])
        #expect(session.status == 200, "\(session.json)")
        await stage.house.stop()
    }
}
