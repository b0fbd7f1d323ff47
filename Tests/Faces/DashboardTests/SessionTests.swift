import IdentityAPI
import Testing

@testable import Dashboard

@Suite("Signing in and out")
struct SessionTests {
    let sample = Sample()

    private func signIn(_ fields: [(String, String)], isTLS: Bool = false) async throws -> (
        Int, String?, String?
    ) {
        let response = try await Browser(sample, as: nil).post("/sign-in", fields, isTLS: isTLS)
        return (response.status, response.location, response.headers["Set-Cookie"])
    }

    private let right = [("email", "ada@acme.example"), ("password", "correct horse battery")]

    @Test("sets a cookie that scripts cannot read and other sites do not send")
    func cookie() async throws {
        let (status, location, cookie) = try await signIn(right)
        #expect(status == 303)
        #expect(location == "/")
        #expect(cookie == "plumb_session=plumbs_admin; Path=/; Max-Age=43200; HttpOnly; SameSite=Lax")
        let (_, _, secure) = try await signIn(right, isTLS: true)
        #expect(secure?.hasSuffix("; Secure") == true)
    }

    @Test(
        "goes on to where the visitor wanted to go, within this server only",
        arguments: [
            ("/drift?x=1", "/drift?x=1"), ("//evil.example", "/"), ("https://evil.example/", "/"),
            ("/\\evil", "/"),
        ])
    func next(next: String, expected: String) async throws {
        #expect(try await signIn(right + [("next", next)]).1 == expected)
    }

    @Test("shows what is wrong, keeps the address and never the password")
    func wrong() async throws {
        let response = try await Browser(sample, as: nil)
            .post("/sign-in", [("email", "ada@acme.example"), ("password", "wr0ng-one")])
        #expect(response.status == 401)
        let page = try await response.text
        #expect(page.contains("Address or password is not right."))
        #expect(page.contains("value=\"ada@acme.example\""))
        #expect(!page.contains("wr0ng-one"))
        #expect(response.headers["Set-Cookie"] == nil)
    }

    @Test(
        "sends whoever has no valid session to sign in, and back afterwards", arguments: [nil, "plumbs_gone"])
    func redirect(secret: String?) async throws {
        let browser = Browser(sample, as: secret)
        let page = try await browser.get("/workspaces?archived=1")
        #expect(page.status == 303)
        #expect(page.location == "/sign-in?next=%2Fworkspaces%3Farchived%3D1")
        #expect(try await browser.get("/").location == "/sign-in")
        #expect(
            try await browser.post("/deployments/x/approve").location == "/sign-in?next=%2Fdeployments%2Fx")
        #expect(try await browser.get("/sign-in").status == 200)
    }

    @Test("ends the session on the server and in the browser")
    func signOut() async throws {
        let response = try await Browser(sample).post("/sign-out")
        #expect(response.status == 303)
        #expect(response.headers["Set-Cookie"]?.contains("Max-Age=0") == true)
        #expect(sample.last(SignOut.self)?.secret == Sample.adminSecret)
    }

    @Test("sets the server up with the code, and tells where the code is")
    func setUp() async throws {
        let browser = Browser(sample, as: nil)
        #expect(try await browser.page("/sign-in").contains("href=\"/set-up\""))
        #expect(try await browser.page("/set-up").contains("server&#39;s output of its first start"))
        let fields = [
            ("tenant", "acme"), ("email", "ada@acme.example"), ("password", "correct horse battery"),
        ]
        let refused = try await browser.post("/set-up", fields + [("code", "guess")])
        #expect(refused.status == 403)
        #expect(try await refused.text.contains("This is not the set-up code."))
        let done = try await browser.post("/set-up", fields + [("code", " one-time ")])
        #expect(done.status == 303)
        #expect(done.headers["Set-Cookie"] != nil)
        #expect(
            try await browser.post("/set-up", fields + [("code", "x"), ("tenant", "Not A Slug")]).status
                == 403)
    }

    @Test("refuses forms of other sites, with a session and without", arguments: ["cross-site", "same-site"])
    func forgery(site: String) async throws {
        for path in ["/sign-in", "/set-up"] {
            #expect(try await Browser(sample, as: nil).post(path, right, site: site).status == 403)
        }
        let approve = "/deployments/\(Sample.Run.waiting.id)/approve"
        let response = try await Browser(sample).post(approve, site: site)
        #expect(response.status == 403)
        #expect(try await response.text.contains("http.cross_site"))
        #expect(sample.heard.withLock { $0.isEmpty })
        let bare = await Browser(sample).answer(
            "POST", approve, [("Content-Type", "application/x-www-form-urlencoded")])
        #expect(bare?.status == 403)
        let foreign = await Browser(sample).answer("POST", approve, [("Origin", "http://evil.example")])
        #expect(foreign?.status == 403)
    }
}
