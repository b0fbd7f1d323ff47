import Testing
import Vocabulary

@testable import Dashboard

/// The addresses of every kind of page, without the ones for signing in.
let everyPage = [
    "/", "/workspaces", "/workspaces?archived=1", "/workspaces/{staging}", "/workspaces/{production}",
    "/workspaces/{fresh}", "/workspaces/{staging}/topology", "/workspaces/{staging}/topology?zoom=50",
    "/workspaces/{fresh}/topology", "/workspaces/{staging}/deploy?blueprint={webShop}",
    "/workspaces/{staging}/deploy?blueprint={webShop}&version=1.0.0", "/workspaces/{staging}/state",
    "/workspaces/{staging}/state?serial=2", "/workspaces/{fresh}/state",
    "/workspaces/{staging}/state/diff?from=2&to=4", "/deployments", "/deployments?status=failed",
    "/deployments/{waiting}", "/deployments/{live}", "/deployments/{completed}", "/deployments/{failed}",
    "/deployments/{cancelled}", "/deployments/{planOnly}", "/deployments/{queued}",
    "/deployments/{waitingProduction}", "/deployments/{stopped}", "/drift", "/drift/{driftedScan}",
    "/drift/{cleanScan}", "/drift/{runningScan}",
    "/drift/{failedScan}", "/inventory", "/inventory?managed=yes",
    "/inventory/{managedAsset}", "/inventory/{unmanagedAsset}", "/blueprints", "/blueprints/{webShop}",
    "/blueprints/{webShop}?version=1.0.0",
    "/blueprints/{draft}", "/blueprints/new", "/blueprints/{webShop}/edit", "/audit",
    "/audit?outcome=refused", "/settings",
    "/search", "/search?q=main", "/search?q=web&in=deployments", "/workspaces/{staging}/state?resource=x",
    "/settings/connections", "/settings/connect", "/settings/connect?provider=azure",
    "/settings/connect?provider=google", "/settings/connections/main", "/settings/people",
    "/settings/people/{grace}", "/settings/people/{left}", "/settings/roles",
    "/settings/roles?role=release-crew", "/settings/projects",
    "/settings/projects/{shop}", "/settings/keys", "/settings/server", "/workspaces/{staging}/settings",
    "/workspaces/{fresh}/settings",
    "/policies", "/policies/packs/acme", "/policies/packs/acme?about=owner&severity=high&version=1",
    "/policies/decisions", "/policies/decisions?result=overridable", "/policies/decisions/{stoppedDecision}",
    "/policies/decisions/{stoppedDecision}?explain=1", "/policies/decisions/{brokenDecision}",
    "/policies/waivers", "/policies/waivers?past=1",
]

extension Sample {
    /// The address with its names in braces replaced by identifiers.
    func address(_ pattern: String) -> String {
        let names: [(String, String)] =
            [
                ("staging", staging.text), ("production", production.text), ("fresh", fresh.text),
                ("shop", shop.text), ("grace", grace.text), ("left", left.text),
                ("webShop", webShop.text), ("draft", draft.text), ("unmanagedAsset", unmanagedAsset.text),
                ("managedAsset", managedAsset.text), ("driftedScan", driftedScan.text),
                ("runningScan", runningScan.text), ("cleanScan", cleanScan.text),
                ("failedScan", failedScan.text),
                ("stoppedDecision", stoppedDecision.text), ("brokenDecision", brokenDecision.text),
            ] + Run.allCases.map { ("\($0)", $0.id.text) }
        var text = pattern
        for (name, id) in names {
            text = text.split(separator: "{\(name)}", omittingEmptySubsequences: false).joined(separator: id)
        }
        return text
    }
}

@Suite("Every page")
struct PagesTests {
    private let hostile = "<script>alert('x')</script>\"><img src=x onerror=alert(1)>"

    @Test("escapes whatever people have written", arguments: everyPage)
    func escaping(pattern: String) async throws {
        let browser = Browser(Sample(spice: hostile))
        let page = try await browser.page(browser.sample.address(pattern))
        #expect(!page.contains("<script>"))
        #expect(!page.contains("<img"))
        #expect(page.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"))
    }

    @Test("has no inline script and no inline style", arguments: everyPage)
    func strictContent(pattern: String) async throws {
        let browser = Browser()
        let page = try await browser.page(browser.sample.address(pattern))
        #expect(!page.contains(" style=\""))
        #expect(!page.contains("<style"))
        for tag in page.split(separator: "<").filter({ $0.hasPrefix("script") }) {
            #expect(tag.contains("src=\"/assets/") && tag.hasSuffix(">"))
        }
        #expect(!page.contains(" onclick=") && !page.contains("javascript:"))
    }

    @Test("links and posts only to addresses that exist", arguments: everyPage)
    func links(pattern: String) async throws {
        let browser = Browser()
        let page = try await browser.page(browser.sample.address(pattern))
        let ids = Set(attributes("id", in: page))
        for link in Set(attributes("href", in: page)) {
            if link.hasPrefix("#") {
                #expect(ids.contains(String(link.dropFirst())), "\(link)")
            } else if link != "/docs", link != "/openapi.json" {
                // The part behind # stays with the browser, and names a place on that page.
                let parts = link.split(separator: "#", maxSplits: 1).map(String.init)
                let target = try await browser.get(parts[0])
                #expect(target.status == 200, "\(link)")
                guard parts.count == 2 else { continue }
                #expect(attributes("id", in: try await target.text).contains(parts[1]), "\(link)")
            }
        }
        for target in attributes("action", in: page) + attributes("formaction", in: page) {
            let path = String(target.prefix { $0 != "?" })
            let isKnown = ["GET", "POST"].contains { method in
                switch Routes.match(method: method, path: path) {
                case .found, .open: true
                default: false
                }
            }
            #expect(isKnown, "\(target)")
        }
    }

    @Test("names its ids once, and has one main heading", arguments: everyPage)
    func structure(pattern: String) async throws {
        let browser = Browser()
        let page = try await browser.page(browser.sample.address(pattern))
        let ids = attributes("id", in: page)
        #expect(Set(ids).count == ids.count)
        #expect(page.split(separator: "<h1").count == 2)
        #expect(page.contains("class=\"skip\" href=\"#content\""))
        #expect(page.contains("<main id=\"content\""))
    }

    @Test(
        "teaches the next step where there is nothing yet",
        arguments: [
            ("/", "plumb deploy"), ("/workspaces", "plumb tenants create-workspace"),
            ("/deployments", "plumb deploy"),
            ("/drift", "plumb drift"), ("/inventory", "plumb inventory discover"),
            ("/blueprints", "plumb blueprint import"),
            ("/audit", "Nothing is on record"), ("/search?q=x", "Fewer or shorter words find more"),
            ("/settings", "plumb login"), ("/settings/connections", "plumb tenants put-connection"),
            ("/settings/projects", "plumb tenants create-project"),
            ("/workspaces/{fresh}/state", "plumb state push"),
        ])
    func emptiness(pattern: String, words: String) async throws {
        let browser = Browser(Sample(isEmpty: true))
        #expect(try await browser.page(browser.sample.address(pattern)).contains(words))
    }

    @Test(
        "pages through lists, cursors encoded",
        arguments: ["/deployments", "/audit", "/workspaces/{staging}/state"])
    func paging(pattern: String) async throws {
        let browser = Browser()
        let page = try await browser.page(browser.sample.address(pattern))
        let next = try #require(attributes("href", in: page).first { $0.contains("cursor=") })
        let second = try await browser.page(next)
        #expect(second.contains("Newest"))
        #expect(!attributes("href", in: second).contains { $0.contains("cursor=") })
    }

    @Test("keeps filters while paging")
    func filters() async throws {
        let page = try await Browser().page("/audit?outcome=done&action=deployments.")
        #expect(attributes("href", in: page).contains("/audit?action=deployments.&outcome=done&cursor=125"))
    }
}
