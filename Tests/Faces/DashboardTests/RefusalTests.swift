import Testing
import Vocabulary

@testable import Dashboard

@Suite("Refusals")
struct RefusalTests {
    let browser = Browser()

    @Test(
        "what does not exist is a page with code and trace",
        arguments: [
            "/workspaces/not-an-id", "/workspaces/01980000-0000-7000-8000-0000000000ff",
            "/deployments/01980000-0000-7000-8000-0000000000ff", "/drift/x", "/blueprints/x",
            "/settings/nothing",
        ])
    func missing(path: String) async throws {
        let response = try await browser.get(path)
        #expect(response.status == 404)
        let page = try await response.text
        #expect(page.contains("Not found"))
        #expect(page.contains("Trace"))
        #expect(page.contains("aria-label=\"Main\""))
    }

    @Test("what is not allowed says which permission is needed")
    func forbidden() async throws {
        let stranger = Browser(browser.sample, as: Sample.strangerSecret)
        let response = try await stranger.get("/audit")
        #expect(response.status == 403)
        #expect(try await response.text.contains("audit:read"))
        let viewer = Browser(browser.sample, as: Sample.viewerSecret)
        let refused = try await viewer.post("/deployments/\(Sample.Run.waiting.id)/approve")
        #expect(refused.status == 403)
        #expect(try await refused.text.contains("deployments:approve"))
    }

    @Test("a part that is refused does not take the page with it")
    func parts() async throws {
        let page = try await Browser(browser.sample, as: Sample.strangerSecret).page("/")
        #expect(page.contains("Needs attention"))
        #expect(page.contains("You may not do this"))
    }

    @Test("another method is told which ones there are")
    func methods() async throws {
        let response = try #require(await browser.answer("DELETE", "/workspaces/\(browser.sample.staging)"))
        #expect(response.status == 405)
        #expect(response.headers["Allow"] == "GET")
    }

    @Test(
        "paths of other faces are left alone",
        arguments: ["/api/v1/workspaces", "/docs", "/healthz", "/nonsense"])
    func others(path: String) async throws {
        #expect(await browser.answer("GET", path) == nil)
    }
}
