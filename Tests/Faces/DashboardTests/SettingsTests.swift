import Bus
import Faults
import HTTP
import IdentityAPI
import TenantsAPI
import Testing
import Vocabulary

@testable import Dashboard

@Suite("Settings")
struct SettingsTests {
    let sample = Sample()
    var browser: Browser { Browser(sample) }

    @Test("connect an AWS account with a role and its external id")
    func connectAWS() async throws {
        let done = try await browser.post(
            "/settings/connect",
            [
                ("provider", "aws"), ("slug", "payments"), ("region", "eu-west-1"), ("accessKey", "AKIA"),
                ("secretKey", "s3cret"), ("sessionToken", ""), ("externalID", "acme"),
                ("role", "arn:aws:iam::123456789012:role/plumb"), ("endpoint", ""),
                ("once", "a-key-of-the-form"),
            ])
        #expect(done.status == 303 && done.location == "/settings/connections/payments?done=kept")
        let sent = try #require(sample.last(PutConnection.self))
        #expect(sent.provider == .aws && sent.role == "arn:aws:iam::123456789012:role/plumb")
        #expect(sent.externalID == "acme" && sent.sessionToken == nil && sent.endpoint == nil)
        #expect(sample.keys.withLock { $0.last } == "a-key-of-the-form")
    }

    @Test("connect Azure with a directory and subscriptions, and Google with a key file")
    func connectOthers() async throws {
        _ = try await browser.post(
            "/settings/connect",
            [
                ("provider", "azure"), ("slug", "west"), ("region", "westeurope"), ("directory", "d"),
                ("accessKey", "client"), ("secretKey", "s3cret"), ("accounts", "one, two\nthree"),
            ])
        let azure = try #require(sample.last(PutConnection.self))
        #expect(
            azure.provider == .azure && azure.directory == "d" && azure.accounts == ["one", "two", "three"])
        _ = try await browser.post(
            "/settings/connect",
            [
                ("provider", "google"), ("slug", "search"), ("region", "europe-west1"),
                ("secretKey", "{\"type\": \"service_account\"}"),
            ])
        let google = try #require(sample.last(PutConnection.self))
        #expect(google.provider == .google && google.secretKey == "{\"type\": \"service_account\"}")
        #expect(google.accounts.isEmpty && google.accessKey.isEmpty)
    }

    @Test("what is wrong stands beside its field, what was typed stays, and secrets don't")
    func refusedConnection() async throws {
        let fields = [
            ("provider", "aws"), ("slug", "other"), ("region", ""), ("accessKey", "AKIA-typed"),
            ("secretKey", "s3cret"),
        ]
        let refused = try await browser.post("/settings/connect", fields)
        #expect(refused.status == 422)
        let page = try await refused.text
        #expect(page.contains("id=\"field-region-problem\" class=\"problem\">is missing"))
        #expect(page.contains("value=\"AKIA-typed\"") && !page.contains("s3cret"))
        #expect(attributes("aria-describedby", in: page).contains { $0.contains("field-region-problem") })
        for name in ["", "Not A Slug", "main"] {
            let again = try await browser.post(
                "/settings/connect", [("provider", "aws"), ("slug", name), ("region", "eu-west-1")])
            #expect(again.status == (name == "main" ? 409 : 422))
            #expect(try await again.text.contains("id=\"field-slug-problem\""))
        }
        #expect(sample.heard.withLock { $0.count { $0 is PutConnection } } == 1)
    }

    @Test("a key file that is refused does not come back into the page")
    func keyFile() async throws {
        let refused = try await browser.post(
            "/settings/connect",
            [
                ("provider", "google"), ("slug", "x"), ("region", ""),
                ("secretKey", "{\"private_key\": \"s3cret\"}"),
            ])
        #expect(refused.status == 422)
        #expect(try await !refused.text.contains("s3cret"))
    }

    @Test("test a connection and tell the cloud's verdict, change it, and delete it")
    func connection() async throws {
        let good = try await browser.post("/settings/connections/main/test")
        #expect(try await good.text.contains("account 123456789012"))
        let bad = try await browser.post("/settings/connections/europe/test")
        #expect(try await bad.text.contains("The cloud does not let it in."))
        let changed = try await browser.post(
            "/settings/connections/europe", [("region", "northeurope"), ("secretKey", "x")])
        #expect(changed.location == "/settings/connections/europe?done=kept")
        #expect(sample.last(PutConnection.self)?.provider == .azure)
        let gone = try await browser.post("/settings/connections/main/delete")
        #expect(gone.location == "/settings/connections?done=deleted")
        #expect(sample.last(DeleteConnection.self)?.slug.text == "main")
        #expect(try await browser.post("/settings/connections/nothing/test").status == 404)
    }

    @Test("add a person, and keep what was typed when the password is too short")
    func people() async throws {
        let fields = [("email", "new@acme.example"), ("name", "New"), ("role", "viewer")]
        let refused = try await browser.post("/settings/people", fields + [("password", "short")])
        #expect(refused.status == 422)
        let page = try await refused.text
        #expect(page.contains("value=\"new@acme.example\"") && !page.contains("value=\"short\""))
        #expect(page.contains("12 to 200 characters were expected"))
        let added = try await browser.post(
            "/settings/people", fields + [("password", "correct horse battery")])
        #expect(added.location?.hasSuffix("?done=added") == true)
        #expect(sample.last(CreateUser.self)?.role == "viewer")
    }

    @Test("give a role on the tenant, a project or a workspace, and on nothing that was not chosen")
    func roles() async throws {
        let path = "/settings/people/\(sample.grace)"
        _ = try await browser.post(path + "/bind", [("role", "viewer"), ("place", "project:\(sample.shop)")])
        #expect(sample.last(Bind.self)?.project == sample.shop)
        _ = try await browser.post(
            path + "/bind", [("role", "viewer"), ("place", "workspace:\(sample.staging)")])
        #expect(sample.last(Bind.self)?.workspace == sample.staging)
        let wide = try await browser.post(path + "/bind", [("role", "admin"), ("place", "tenant")])
        #expect(wide.location == path + "?done=given")
        #expect(sample.last(Bind.self)?.project == nil && sample.last(Bind.self)?.role == "admin")
        for place in ["", "project:x", "workspace", "else"] {
            let refused = try await browser.post(path + "/bind", [("role", "admin"), ("place", place)])
            #expect(refused.status == 422, "\(place)")
        }
        #expect(sample.heard.withLock { $0.count { $0 is Bind } } == 3)
        let kept = try await browser.post(path + "/unbind", [("binding", "1")])
        #expect(kept.status == 409)
        #expect(try await kept.text.contains("The last administrator keeps the role."))
    }

    @Test("change a person's name without a password, and shut somebody out")
    func person() async throws {
        let path = "/settings/people/\(sample.grace)"
        _ = try await browser.post(path, [("name", "Grace"), ("password", ""), ("revision", "1")])
        let sent = try #require(sample.last(UpdateUser.self))
        #expect(sent.name == "Grace" && sent.password == nil && sent.ifRevision == 1)
        #expect(try await browser.post(path + "/disable").location == path + "?done=shut")
        #expect(try await browser.page(path).contains("Shut Grace Hopper out"))
        #expect(try await !browser.page("/settings/people/\(sample.user)").contains("id=\"disable\""))
    }

    @Test("keep a role of the tenant's own, and not one that may nothing")
    func ownRole() async throws {
        let done = try await browser.post(
            "/settings/roles", [("role", "crew"), ("permissions", "states:read\r\ndrift:*")])
        #expect(done.location == "/settings/roles?done=kept")
        #expect(
            sample.last(PutRole.self)?.permissions
                == ["states:read", "drift:*"].map { Allowance(Permission($0)) })
        let empty = try await browser.post("/settings/roles", [("role", "crew"), ("permissions", " ")])
        #expect(empty.status == 422)
        #expect(try await browser.post("/settings/roles/crew/delete").status == 409)
    }

    @Test("keep a role's groups as conditions, and say which field is wrong")
    func conditions() async throws {
        func post(_ fields: [(String, String)]) async throws -> Response {
            try await browser.post("/settings/roles", [("role", "crew")] + fields)
        }
        let done = try await post([
            ("permissions", "states:read"), ("group-0-may", "deployments:* drift:write"),
            ("group-0-environments", "dev, staging"), ("group-0-tags", "team=payments\r\ntier=1"),
            ("group-0-owner", "self"), ("group-1-may", ""), ("group-1-environments", " "),
            ("group-1-tags", ""), ("group-1-owner", ""), ("group-7-may", "drift:read"),
            ("group-7-owner", sample.grace.text),
        ])
        #expect(done.location == "/settings/roles?done=kept")
        let both = Condition(
            environment: ["staging", "dev"], tags: ["team": "payments", "tier": "1"], owner: .asking)
        #expect(
            sample.last(PutRole.self)?.permissions == [
                Allowance(Permission("states:read")), Allowance(Permission("deployments:*"), where: both),
                Allowance(Permission("drift:write"), where: both),
                Allowance(Permission("drift:read"), where: Condition(owner: .user(sample.grace))),
            ])
        for (fields, field) in [
            ([("group-0-may", "drift:read")], "group-0-environments"),
            ([("group-0-environments", "dev")], "group-0-may"),
            ([("group-0-may", "drift"), ("group-0-environments", "dev")], "group-0-may"),
            ([("group-0-may", "drift:read"), ("group-0-tags", "team")], "group-0-tags"),
            ([("permissions", "Drift:read")], "permissions"),
        ] {
            let refused = try await post(fields)
            #expect(refused.status == 422, "\(fields)")
            #expect(try await refused.text.contains("id=\"field-\(field)-problem\""), "\(fields)")
        }
        #expect(sample.heard.withLock { $0.count { $0 is PutRole } } == 1)
        let page = try await browser.page("/settings/roles?role=release-crew")
        #expect(page.contains("drift:write"))
        #expect(page.contains("name=\"group-3-may\""), "there is room for more")
    }

    @Test("rotate the signing keys, and say why that is too early")
    func keys() async throws {
        let early = try await browser.post("/settings/keys/rotate")
        #expect(early.status == 409)
        #expect(try await early.text.contains("published for a moment only"))
        let done = try await browser.post("/settings/keys/rotate", [("compromised", "1")])
        #expect(done.location == "/settings/keys?done=withdrawn")
        #expect(sample.last(RotateKeys.self)?.compromised == true)
    }

    @Test("make a code for a lost password, shown once, and let somebody in again")
    func recovery() async throws {
        let path = "/settings/people/\(sample.grace)"
        let made = try await browser.post(path + "/recovery")
        #expect(made.status == 200)
        #expect(try await made.text.contains("once-and-for-a-day"))
        #expect(try await !browser.page(path).contains("once-and-for-a-day"))
        #expect(sample.last(BeginRecovery.self)?.user == sample.grace)
        let left = "/settings/people/\(sample.left)"
        let page = try await browser.page(left)
        #expect(page.contains("id=\"enable\"") && !page.contains("id=\"recovery\""))
        #expect(try await browser.post(left + "/enable").location == left + "?done=enabled")
        #expect(sample.last(EnableUser.self)?.user == sample.left)
    }

    @Test("choose a new password without being signed in, and nothing of it comes back into the page")
    func recovering() async throws {
        let stranger = Browser(sample, as: nil)
        let form = [
            ("code", "once-and-for-a-day"), ("password", "a new long one"), ("again", "a new long one"),
        ]
        let done = try await stranger.post("/recover", form)
        #expect(done.location == "/sign-in?done=recovered")
        #expect(sample.last(Recover.self)?.password == "a new long one")
        let wrong = try await stranger.post("/recover", [("code", "guessed")] + form.dropFirst())
        #expect(wrong.status == 403)
        let differs = try await stranger.post(
            "/recover", [form[0], form[1], ("again", "another long one")])
        let text = try await differs.text
        #expect(differs.status == 422 && text.contains("id=\"field-again-problem\""))
        #expect(!text.contains("a new long one") && !text.contains("once-and-for-a-day"))
        #expect(try await stranger.page("/sign-in?done=recovered").contains("Your new password is set."))
    }

    @Test("give a workspace labels and an owner, and leave its other settings")
    func belonging() async throws {
        let path = "/workspaces/\(sample.staging)"
        let done = try await browser.post(
            path + "/belonging",
            [
                ("labels", "team=payments\r\n tier=1=2\r\n\r\n"), ("owner", sample.grace.text),
                ("revision", "3"),
            ])
        #expect(done.location == path + "/settings?done=belongs")
        let sent = try #require(sample.last(UpdateWorkspace.self))
        #expect(sent.labels == ["team": "payments", "tier": "1=2"] && sent.owner == sample.grace)
        #expect(sent.settings == nil && sent.environment == nil && sent.ifRevision == 3)
        #expect(try await browser.post(path + "/belonging", [("labels", "team")]).status == 422)
    }

    @Test("make a project and a workspace in it, and say why one can't be put away")
    func projects() async throws {
        let made = try await browser.post("/settings/projects", [("slug", "lake"), ("name", "")])
        #expect(made.location?.hasSuffix("?done=made") == true)
        #expect(sample.last(CreateProject.self)?.name == nil)
        let taken = try await browser.post("/settings/projects", [("slug", "shop"), ("name", "Mine")])
        #expect(taken.status == 409)
        #expect(try await taken.text.contains("value=\"Mine\""))
        let path = "/settings/projects/\(sample.shop)"
        _ = try await browser.post(
            path + "/workspaces",
            [
                ("slug", "qa"), ("environment", "qa"), ("gate-policy", "1"), ("connection", ""),
            ])
        let sent = try #require(sample.last(CreateWorkspace.self))
        #expect(sent.settings.gates == [.policy] && sent.settings.connection == nil)
        let refused = try await browser.post(path + "/archive")
        #expect(refused.status == 409)
        #expect(try await refused.text.contains("Archive them first."))
    }

    @Test("set and remove a workspace's variables, and give no refused value back")
    func variables() async throws {
        let path = "/workspaces/\(sample.staging)"
        let done = try await browser.post(
            path + "/put-variable",
            [("name", "db"), ("kind", "environment"), ("value", " a\r\nb "), ("sensitive", "1")])
        #expect(done.location == path + "/settings?done=set")
        let sent = try #require(sample.last(PutVariable.self))
        #expect(sent.value == " a\nb " && sent.sensitive && !sent.expression && sent.kind == .environment)
        let refused = try await browser.post(
            path + "/put-variable", [("name", "TF_VAR_x"), ("kind", "environment"), ("value", "s3cret")])
        #expect(refused.status == 422)
        let page = try await refused.text
        #expect(page.contains("id=\"field-name-problem\"") && !page.contains("s3cret"))
        _ = try await browser.post(path + "/remove-variable", [("name", "db"), ("kind", "environment")])
        #expect(sample.last(DeleteVariable.self)?.kind == .environment)
    }

    @Test("change how runs of a workspace behave, and keep its labels")
    func behaviour() async throws {
        let path = "/workspaces/\(sample.staging)/settings"
        let fields = [
            ("environment", "staging"), ("connection", ""), ("gate-cost", "1"), ("applySeconds", "7200"),
            ("autoApply", "1"), ("revision", "3"),
        ]
        let done = try await browser.post(path, fields + [("planSeconds", "60")])
        #expect(done.location == path + "?done=kept")
        let sent = try #require(sample.last(UpdateWorkspace.self))
        #expect(sent.settings?.gates == [.cost] && sent.settings?.planSeconds == 60 && sent.ifRevision == 3)
        #expect(sent.settings?.labels == ["team": "payments"] && sent.settings?.connection == nil)
        for wrong in ["1", "soon", ""] {
            let refused = try await browser.post(path, fields + [("planSeconds", wrong)])
            #expect(refused.status == 422)
            let page = try await refused.text
            #expect(page.contains("id=\"field-planSeconds-problem\""))
            let ticked = page.split(separator: "<input").filter { $0.contains(" checked") }
            #expect(
                ticked.count == 2
                    && ticked.allSatisfy { $0.contains("gate-cost") || $0.contains("autoApply") })
        }
        let away = try await browser.post("/workspaces/\(sample.staging)/archive")
        #expect(away.location == path + "?done=archived")
        #expect(sample.last(ArchiveWorkspace.self)?.workspace == sample.staging)
    }

    @Test("nobody without the permission is offered a form")
    func viewers() async throws {
        let viewer = Browser(sample, as: Sample.viewerSecret)
        for address in ["connections", "connections/main", "people", "roles", "projects"] {
            let page = try await viewer.page("/settings/" + address)
            let posts = attributes("action", in: page).filter { $0 != "/sign-out" && $0 != "/search" }
            #expect(posts.isEmpty, "\(address): \(posts)")
        }
        #expect(try await viewer.get("/settings/connect").status == 403)
        let stranger = Browser(sample, as: Sample.strangerSecret)
        #expect(try await !stranger.page("/settings").contains("/settings/people"))
        #expect(try await stranger.get("/settings/people").status == 403)
    }
}
