import AuditAPI
import Bus
import Faults
import TenantsAPI
import Testing
import Vocabulary

@testable import Dashboard

@Suite("Search")
struct SearchTests {
    let browser = Browser()

    @Test(
        "finds each kind of thing, and leads to it",
        arguments: [
            ("staging", "/workspaces/{staging}"), ("PAYMENTS", "/workspaces/{production}"),
            ("the shop", "/settings/projects/{shop}"), ("data-lake", "/blueprints/{draft}"),
            ("cancelled", "/deployments/{cancelled}"), ("by-hand", "/inventory/{unmanagedAsset}"),
            ("aws_vpc vpc-1", "/inventory/{managedAsset}"),
            ("deployments.approve", "/audit?action=deployments.approve"),
        ])
    func kinds(words: String, pattern: String) async throws {
        let page = try await browser.page(Link("search", query: [("q", words)]).text)
        let links = attributes("href", in: page)
        let wanted = browser.sample.address(pattern)
        #expect(links.contains { $0.hasPrefix(wanted) }, "\(words)")
    }

    @Test("finds a resource in a state by its address, and opens it there")
    func resources() async throws {
        let page = try await browser.page("/search?q=aws_vpc.main&in=resources")
        let link = try #require(attributes("href", in: page).first { $0.contains("/state?resource=") })
        #expect(link.hasSuffix("#resource"))
        let state = try await browser.page(String(link.prefix { $0 != "#" }))
        #expect(state.contains("<details class=\"change\" id=\"resource\" open>"))
    }

    @Test("finds an id as it stands in an address of the browser")
    func ids() async throws {
        let page = try await browser.page("/search?q=\(browser.sample.staging)")
        #expect(attributes("href", in: page).contains("/workspaces/\(browser.sample.staging)"))
    }

    @Test("wants every word, and says so when there is none")
    func words() async throws {
        #expect(try await browser.page("/search?q=staging+nowhere").contains("0 hits"))
        #expect(try await browser.page("/search?q=++").contains("Type a name"))
    }

    @Test("shows nothing of what the visitor may not see")
    func permissions() async throws {
        let stranger = Browser(browser.sample, as: Sample.strangerSecret)
        let page = try await stranger.page("/search?q=staging")
        #expect(page.contains("0 hits") && !page.contains("/workspaces/\(browser.sample.staging)"))
    }

    @Test("looks through a thousand workspaces in pages, stops there, says so, and goes on")
    func bounds() async throws {
        let browser = Browser(Sample(many: 1100))
        let first = try await browser.page("/search?q=w1099&in=workspaces")
        #expect(first.contains("Workspaces: 1000 were looked at."))
        let on = try #require(attributes("href", in: first).first { $0.contains("in=workspaces&cursor=") })
        let second = try await browser.page(on)
        #expect(second.contains("1 hit") && !second.contains("Not looked through to the end"))
    }

    @Test("marks what was found, whole characters only, without regard to case")
    func marks() throws {
        let needle = try #require(Needle(" Über  vpc "))
        #expect(needle.isFound(in: ["die VPC", "Überall"]))
        #expect(!needle.isFound(in: ["die VPC"]))
        #expect(
            needle.marked(in: "ÜBer Öber Vpc<").rendered == "<mark>ÜBer</mark> Öber <mark>Vpc</mark>&lt;")
        #expect(Needle(" \t ") == nil)
        let nested = try #require(Needle("a abc"))
        #expect(nested.marked(in: "xabca").rendered == "x<mark>abc</mark><mark>a</mark>")
    }

    @Test("has a field on every page, with what was looked for in it on its own")
    func field() async throws {
        for address in ["/", "/settings"] {
            #expect(try await browser.page(address).contains("role=\"search\""))
        }
        #expect(try await browser.page("/search?q=a%22b").contains("value=\"a&quot;b\""))
    }
}
