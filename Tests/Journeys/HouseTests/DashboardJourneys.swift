import Foundation
import HTTP
import KernelTesting
import Testing
import Values

/// What people change on pages, through their forms, in a whole house.
@Suite("The dashboard's forms")
struct DashboardJourneys {
    private struct Person: Sendable {
        let house: TestHouse
        let secret: String

        private var cookie: (String, String) { ("Cookie", "plumb_session=" + secret) }

        func page(_ target: String) async throws -> (status: Int, text: String) {
            let answer = try await house.send("GET", target, headers: [cookie])
            return (answer.status, String(decoding: answer.bytes, as: UTF8.self))
        }

        /// Where the form leads; the page's text where it leads nowhere.
        func post(_ target: String, _ fields: [(String, String)]) async throws -> (
            status: Int, location: String, text: String
        ) {
            let body = fields.map { PercentCoding.encode($0.0) + "=" + PercentCoding.encode($0.1) }
                .joined(separator: "&")
            let answer = try await house.send(
                "POST", target, bytes: Array(body.utf8),
                headers: [
                    cookie, ("Sec-Fetch-Site", "same-origin"),
                    ("Content-Type", "application/x-www-form-urlencoded"),
                ])
            return (
                answer.status, answer.headers["Location"] ?? "", String(decoding: answer.bytes, as: UTF8.self)
            )
        }
    }

    @Test(
        "make a project, a workspace, a connection, a role and a person; search finds them",
        arguments: Topology.allCases)
    func settings(topology: Topology) async throws {
        let house = try await TestHouse(topology)
        let ada = Person(house: house, secret: try await house.setUp())
        let made = try await ada.post("/settings/projects", [("slug", "shop"), ("name", "The shop")])
        #expect(made.status == 303)
        let project = String(made.location.prefix { $0 != "?" })
        let workspace = try await ada.post(
            project + "/workspaces",
            [("slug", "staging"), ("environment", "staging"), ("gate-policy", "1"), ("connection", "")])
        #expect(workspace.location.hasPrefix("/workspaces/"), "\(workspace.text)")
        let wrong = try await ada.post(
            "/settings/connect",
            [("provider", "aws"), ("slug", "main"), ("region", ""), ("role", "nonsense"), ("externalID", "")])
        #expect(wrong.status == 422)
        for field in ["region", "accessKey", "secretKey", "role"] {
            #expect(wrong.text.contains("id=\"field-\(field)-problem\""), "\(field)")
        }
        let connection = try await ada.post(
            "/settings/connect",
            [
                ("provider", "aws"), ("slug", "main"), ("region", "eu-west-1"), ("accessKey", "AKIAEXAMPLE"),
                ("secretKey", "s3cret"), ("endpoint", "http://127.0.0.1:1"),
            ])
        #expect(connection.location == "/settings/connections/main?done=kept", "\(connection.text)")
        let tested = try await ada.post("/settings/connections/main/test", [])
        #expect(tested.status == 200 && tested.text.contains("The cloud does not let it in."))
        #expect(!tested.text.contains("s3cret"))
        let role = try await ada.post(
            "/settings/roles", [("role", "crew"), ("permissions", "tenants:read\nstates:read")])
        #expect(role.status == 303)
        let person = try await ada.post(
            "/settings/people",
            [
                ("email", "grace@example.com"), ("name", "Grace"), ("password", "correct horse battery"),
                ("role", ""),
            ])
        let grace = String(person.location.prefix { $0 != "?" })
        let given = try await ada.post(
            grace + "/bind",
            [("role", "crew"), ("place", "project:" + (project.split(separator: "/").last ?? ""))])
        #expect(given.location == grace + "?done=given", "\(given.text)")
        #expect(try await ada.page(grace).text.contains("project The shop"))
        let found = try await ada.page("/search?q=staging")
        #expect(found.text.contains(workspace.location.prefix { $0 != "?" }))
        #expect(try await ada.post("/settings/connections/main/delete", []).status == 303)
        await house.stop()
    }

    @Test("a lost password is replaced without being signed in, by the rules, with a code from a page")
    func recovery() async throws {
        let house = try await TestHouse()
        let ada = Person(house: house, secret: try await house.setUp())
        let made = try await ada.post(
            "/settings/people",
            [
                ("email", "grace@example.com"), ("name", "Grace"), ("password", "correct horse battery"),
                ("role", "viewer"),
            ])
        let grace = String(made.location.prefix { $0 != "?" })
        let page = try await ada.post(grace + "/recovery", [])
        let code = try #require(
            page.text.firstMatch(of: /<code>([A-Za-z0-9_-]{20})<\/code>/)?.1, "\(page.text)")
        let stranger = Person(house: house, secret: "")
        #expect(try await stranger.page("/recover").status == 200)
        func recover(_ password: String) async throws -> (status: Int, location: String, text: String) {
            try await stranger.post(
                "/recover", [("code", String(code)), ("password", password), ("again", password)])
        }
        let weak = try await recover("grace hopper 1906")
        #expect(weak.status == 422 && weak.text.contains("known of you"), "\(weak.text)")
        #expect(try await recover("a new and long one").location == "/sign-in?done=recovered")
        #expect(try await recover("another new and long").status == 403, "a code works once")
        let inside = try await stranger.post(
            "/sign-in", [("email", "grace@example.com"), ("password", "a new and long one")])
        #expect(inside.status == 303 && inside.location == "/", "\(inside.text)")
        #expect(try await ada.post(grace + "/disable", []).location == grace + "?done=shut")
        #expect(try await ada.page(grace).text.contains("Let Grace in again"))
        #expect(try await ada.post(grace + "/enable", []).location == grace + "?done=enabled")
        await house.stop()
    }

    @Test("a role with conditions is made on its page, and lets in where they hold")
    func conditions() async throws {
        let house = try await TestHouse()
        let admin = try await house.setUp()
        let ada = Person(house: house, secret: admin)
        let dev = try await house.workspace(admin, slug: "dev", ["environment": "dev"])
        let live = try await house.workspace(admin, slug: "live", ["environment": "production"])
        let kept = try await ada.post(
            "/settings/roles",
            [
                ("role", "crew"), ("permissions", ""), ("group-0-may", "*:read"),
                ("group-0-environments", "dev"), ("group-0-tags", ""), ("group-0-owner", ""),
                ("group-1-may", "tenants:read"), ("group-1-tags", "open=yes"),
            ])
        #expect(kept.location == "/settings/roles?done=kept", "\(kept.text)")
        let shown = try await ada.page("/settings/roles?role=crew").text
        #expect(shown.contains("value=\"dev\"") && shown.contains("open=yes"))
        let grace = Person(house: house, secret: try await house.user("crew", "grace@example.com", by: admin))
        #expect(try await grace.page("/workspaces/\(dev)").status == 200)
        #expect(try await grace.page("/workspaces/\(live)").status == 403)
        let list = try await grace.page("/workspaces").text
        #expect(list.contains(dev) && !list.contains(live))
        #expect(try await grace.page("/settings/roles").status == 403)
        #expect(try await !grace.page("/settings").text.contains("/settings/keys"))
        let labelled = try await ada.post(
            "/workspaces/\(live)/belonging", [("labels", "open=yes"), ("owner", "")])
        #expect(labelled.location.hasSuffix("?done=belongs"), "\(labelled.text)")
        #expect(try await grace.page("/workspaces/\(live)").status == 200)
        await house.stop()
    }

    @Test("nobody finds what they may not see")
    func permissions() async throws {
        let house = try await TestHouse()
        let admin = try await house.setUp()
        _ = try await house.workspace(admin, slug: "hidden")
        let stranger = Person(house: house, secret: try await house.user(nil, "sam@example.com", by: admin))
        let found = try await stranger.page("/search?q=hidden")
        #expect(found.status == 200 && found.text.contains("0 hits"))
        #expect(try await stranger.page("/settings/people").status == 403)
        #expect(try await stranger.post("/settings/projects", [("slug", "mine")]).status == 403)
        await house.stop()
    }

    @Test("write a blueprint in the editor, see what it comes to, and keep it", arguments: Topology.allCases)
    func editor(topology: Topology) async throws {
        let house = try await TestHouse(topology)
        let ada = Person(house: house, secret: try await house.setUp())
        let first = try await ada.page("/blueprints/new")
        #expect(first.text.contains("resource &quot;aws_vpc&quot; &quot;network&quot;"))
        let text = "name: lake\nresources:\n  store:\n    type: aws_s3_bucket\n"
        let torn = try await ada.post("/blueprints/new", [("text", text + "nonsense: 1\n"), ("do", "check")])
        #expect(torn.text.contains("data-line=\"5\""))
        let kept = try await ada.post("/blueprints/new", [("text", text), ("do", "save")])
        #expect(kept.location.hasSuffix("/edit?done=saved"), "\(kept.text)")
        let again = try await ada.page(kept.location)
        #expect(again.text.contains("resource &quot;aws_s3_bucket&quot; &quot;store&quot;"))
        let verdict = try await house.send(
            "POST", "/api/v1/blueprints/validate", ["text": .string(text), "render": true], as: ada.secret)
        #expect(verdict["isValid"] == true && verdict["files"]?.arrayValue?.isEmpty == false)
        let plain = try await house.send(
            "POST", "/api/v1/blueprints/validate", ["text": .string(text)], as: ada.secret)
        #expect(plain["files"]?.arrayValue?.isEmpty == true)
        await house.stop()
    }

    @Test(
        "upload a directory as a form does, and run it",
        .enabled(if: terraform != nil, "terraform is not on the PATH"))
    func upload() async throws {
        let house = try await TestHouse()
        let admin = try await house.setUp()
        let workspace = try await house.workspace(admin)
        let boundary = "----WebKitFormBoundaryabc"
        var body = Array(
            ("--\(boundary)\r\nContent-Disposition: form-data; name=\"upload-plan-only\"\r\n\r\n1\r\n"
                + "--\(boundary)\r\nContent-Disposition: form-data; name=\"archive\"; filename=\"i.tar\"\r\n\r\n")
                .utf8)
        body += tar(["main.tf": "output \"x\" {\n  value = 1\n}\n"])
        body += Array("\r\n--\(boundary)--\r\n".utf8)
        let answer = try await house.send(
            "POST", "/workspaces/\(workspace)/upload", bytes: body,
            headers: [
                ("Cookie", "plumb_session=" + admin), ("Sec-Fetch-Site", "same-origin"),
                ("Content-Type", "multipart/form-data; boundary=\(boundary)"),
            ])
        let run = try #require(answer.headers["Location"]?.split(separator: "/").last.map(String.init))
        let ended = try await house.wait(for: run, "completed", as: admin)
        #expect(ended.text("status") == "completed", "\(ended.json)")
        #expect(ended["isPlanOnly"] == true)
        await house.stop()
    }
}
