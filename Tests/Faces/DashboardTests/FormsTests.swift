import Bus
import DeploymentsAPI
import DriftAPI
import Faults
import IdentityAPI
import PoliciesAPI
import RemediationAPI
import StatesAPI
import Testing
import Values
import Vocabulary

@testable import Dashboard

@Suite("Forms")
struct FormsTests {
    let sample = Sample()
    var browser: Browser { Browser(sample) }

    @Test("approve and reject with a comment, under the form's own key")
    func decide() async throws {
        let run = Sample.Run.waiting.id
        let approved = try await browser.post(
            "/deployments/\(run)/approve", [("comment", " ship it "), ("once", "a-key-of-the-form")])
        #expect(approved.status == 303)
        #expect(approved.location == "/deployments/\(run)?done=approved")
        #expect(sample.last(Approve.self)?.comment == "ship it")
        #expect(sample.keys.withLock { $0.last } == "a-key-of-the-form")
        #expect(
            try await browser.page("/deployments/\(run)?done=approved").contains("Approved. The run goes on.")
        )
        _ = try await browser.post("/deployments/\(run)/reject", [("comment", "")])
        #expect(sample.last(Reject.self)?.deployment == run)
        #expect(sample.last(Reject.self)?.comment == nil)
    }

    @Test("override policies with a reason, and go on")
    func overrides() async throws {
        let run = Sample.Run.stopped.id
        let done = try await browser.post("/deployments/\(run)/override", [("reason", "the moon is full")])
        #expect(done.status == 303 && done.location == "/deployments/\(run)?done=overridden")
        #expect(sample.last(OverridePolicies.self)?.reason == "the moon is full")
        let page = try await browser.page("/deployments/\(run)?done=overridden")
        #expect(page.contains("Overridden. The run goes on.") && page.contains("Stopped by policy"))
    }

    @Test("let a pack judge, and end that")
    func bindings() async throws {
        let done = try await browser.post(
            "/policies/packs/acme/bind",
            [
                ("enforcement", "soft-mandatory"), ("workspace", sample.staging.text), ("environment", ""),
                ("version", "2"), ("once", "a-key-of-the-form"),
            ])
        #expect(done.status == 303 && done.location == "/policies/packs/acme?done=bound")
        let sent = try #require(sample.last(BindPack.self))
        #expect(sent.enforcement == .softMandatory && sent.workspace == sample.staging && sent.version == 2)
        #expect(sent.environment == nil && sample.keys.withLock { $0.last } == "a-key-of-the-form")
        for wrong in [("enforcement", "gently"), ("version", "newest")] {
            let refused = try await browser.post(
                "/policies/packs/acme/bind", [("enforcement", "advisory"), wrong].reversed())
            #expect(refused.status == 422)
            #expect(try await refused.text.contains("role=\"alert\""))
        }
        let ended = try await browser.post(
            "/policies/packs/acme/unbind", [("binding", sample.binding.text)])
        #expect(ended.location == "/policies/packs/acme?done=unbound")
        #expect(sample.last(UnbindPack.self)?.binding == sample.binding)
        #expect(try await browser.post("/policies/packs/acme/unbind", [("binding", "x")]).status == 404)
    }

    @Test("grant a waiver from a finding, keep what was typed when it is refused, and end one")
    func waivers() async throws {
        let decision = try await browser.page("/policies/decisions/\(sample.stoppedDecision)")
        let link = try #require(
            attributes("href", in: decision).first { $0.hasPrefix("/policies/waivers?rule=acme.tags.owner") })
        #expect(
            try await browser.page(String(link.prefix { $0 != "#" })).contains("value=\"acme.tags.owner\""))
        let fields = [
            ("rule", "acme.tags.owner"), ("owner", "ada@acme.example"), ("reason", "it moves in May"),
            ("address", "aws_instance.web[0]"), ("workspace", sample.staging.text),
        ]
        let refused = try await browser.post("/policies/waivers", fields + [("until", "soon")])
        #expect(refused.status == 422)
        let text = try await refused.text
        #expect(text.contains("Say until when") && text.contains("value=\"it moves in May\""))
        let granted = try await browser.post("/policies/waivers", fields + [("until", "2027-03-31")])
        #expect(granted.location == "/policies/waivers?done=granted")
        let sent = try #require(sample.last(GrantWaiver.self))
        #expect(sent.until == Timestamp("2027-03-31T00:00:00Z") && sent.address == "aws_instance.web[0]")
        #expect(sent.workspace == sample.staging && sent.owner == "ada@acme.example")
        let ended = try await browser.post("/policies/waivers/\(sample.waiver)/end")
        #expect(ended.location == "/policies/waivers?done=ended")
        #expect(sample.last(EndWaiver.self)?.waiver == sample.waiver)
    }

    @Test("nobody without the permission is offered to bind or to waive")
    func policiesForViewers() async throws {
        let viewer = Browser(sample, as: Sample.viewerSecret)
        for address in ["/policies", "/policies/packs/acme", "/policies/waivers"] {
            let page = try await viewer.page(address)
            #expect(!page.contains("/bind\"") && !page.contains("/end\"") && !page.contains("id=\"grant\""))
        }
    }

    @Test("cancel and roll back")
    func endAndReturn() async throws {
        #expect(try await browser.post("/deployments/\(Sample.Run.live.id)/cancel").status == 303)
        #expect(sample.last(CancelDeployment.self)?.deployment == Sample.Run.live.id)
        let back = try await browser.post("/deployments/\(Sample.Run.completed.id)/rollback")
        #expect(back.location == "/deployments/\(Sample.Run.rollback.id)")
    }

    @Test("deploy a version with variables of their types, leaving out what was left empty")
    func deploy() async throws {
        let response = try await browser.post(
            "/workspaces/\(sample.staging)/deploy",
            [
                ("blueprint", sample.webShop.text), ("version", "1.0.0"), ("var.name", "O'Hara & <Sons>"),
                ("var.region", ""), ("var.servers", "3"), ("var.is_public", "true"),
                ("var.subnets", "[\"10.1.0.0/16\"]"), ("var.db_password", "s3cret"),
            ])
        #expect(response.status == 303)
        let sent = try #require(sample.last(Deploy.self))
        #expect(sent.version == Version("1.0.0"))
        #expect(sent.planOnly == false)
        let expected: [String: JSON] = [
            "name": "O'Hara & <Sons>", "servers": 3, "subnets": ["10.1.0.0/16"],
            "db_password": "s3cret",
        ]
        #expect(sent.variables == expected)
    }

    @Test("ask for no variable that is fixed or given, and tell which default holds")
    func provision() async throws {
        let page = try await browser.page(
            "/workspaces/\(sample.staging)/deploy?blueprint=\(sample.webShop)&version=1.0.0")
        let asked = attributes("name", in: page).filter { $0.hasPrefix("var.") }
        #expect(asked == ["var.name", "var.region", "var.servers", "var.subnets", "var.db_password"])
        #expect(page.contains("Fixed for this tenant or project"))
        #expect(page.contains("placeholder=\"5\""))
        #expect(page.contains("as the workspace&#39;s variable says"))
        #expect(attributes("id", in: page).contains("field-var.db_password"))
        let fields = page.split(separator: "<input").filter { $0.contains("field-var.") }
        #expect(fields.filter { $0.contains(" required") }.map { $0.contains("var.name") } == [true])
    }

    @Test("show all that is wrong with variables at once, keep what was written but secrets")
    func badVariables() async throws {
        let response = try await browser.post(
            "/workspaces/\(sample.staging)/deploy",
            [
                ("blueprint", sample.webShop.text), ("version", "1.1.0"), ("var.servers", "many"),
                ("var.subnets", "[1"), ("var.db_password", "s3cret"),
            ])
        #expect(response.status == 422)
        let page = try await response.text
        #expect(page.contains("A value is needed."))
        #expect(page.contains("This is not of the type number."))
        #expect(page.contains("This is not of the type list(string)."))
        #expect(page.contains("value=\"many\""))
        #expect(!page.contains("s3cret"))
        #expect(sample.last(Deploy.self) == nil)
    }

    @Test("plan, plan to destroy, and scan")
    func plans() async throws {
        _ = try await browser.post("/workspaces/\(sample.staging)/plan")
        #expect(sample.last(Deploy.self)?.planOnly == true)
        #expect(sample.last(Deploy.self)?.destroy == false)
        _ = try await browser.post("/workspaces/\(sample.staging)/plan-destroy")
        #expect(sample.last(Deploy.self)?.planOnly == true)
        #expect(sample.last(Deploy.self)?.destroy == true)
        let scan = try await browser.post("/workspaces/\(sample.staging)/scan")
        #expect(scan.location == "/drift/\(sample.runningScan)")
    }

    @Test("break a lock only with a reason")
    func breakLock() async throws {
        let path = "/workspaces/\(sample.production)/break-lock"
        #expect(try await browser.post(path, [("reason", "  ")]).status == 422)
        #expect(sample.last(BreakLock.self) == nil)
        let done = try await browser.post(path, [("reason", "the runner is gone")])
        #expect(done.location == "/workspaces/\(sample.production)?done=unlocked")
        #expect(sample.last(BreakLock.self)?.reason == "the runner is gone")
    }

    @Test("revert drift, dry unless it is said otherwise")
    func revert() async throws {
        let path = "/drift/\(sample.driftedScan)/revert"
        _ = try await browser.post(path)
        #expect(sample.last(Remediate.self)?.dryRun == true)
        _ = try await browser.post(path, [("dry", "0")])
        #expect(sample.last(Remediate.self)?.dryRun == false)
    }

    @Test("show a new token's secret once, and what is wrong with one that cannot be made")
    func tokens() async throws {
        let made = try await browser.post(
            "/settings/tokens", [("label", "CI"), ("days", "30"), ("permissions", "states:read, drift:*")])
        #expect(made.status == 200)
        #expect(made.headers["Cache-Control"] == "no-store")
        #expect(try await made.text.contains("plumb_shown-this-once"))
        #expect(
            sample.last(CreateToken.self)?.permissions
                == ["states:read", "drift:*"].map { Allowance(Permission($0)) })
        #expect(try await !browser.page("/settings").contains("plumb_shown-this-once"))
        let refused = try await browser.post("/settings/tokens", [("label", "CI"), ("days", "9999")])
        #expect(refused.status == 422)
        #expect(try await refused.text.contains("1 to 365 days"))
        let revoked = try await browser.post("/settings/tokens/\(TokenID.next())/revoke")
        #expect(revoked.location == "/settings?done=revoked")
    }

    @Test("refuse bodies that are no forms")
    func media() async throws {
        let response = await browser.answer(
            "POST", "/workspaces/\(sample.staging)/scan",
            [("Content-Type", "application/json"), ("Sec-Fetch-Site", "same-origin")], body: "{}")
        #expect(response?.status == 501)
    }
}
