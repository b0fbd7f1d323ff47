import Testing

@testable import Dashboard

@Suite("Assets")
struct AssetsTests {
    let browser = Browser(as: nil)

    @Test("are kept for a year under the address of their content, and checked under their plain one")
    func caching() async throws {
        let page = try await browser.page("/sign-in")
        let addresses =
            attributes("href", in: page).filter { $0.hasPrefix("/assets/") }
            + attributes("src", in: page)
        #expect(addresses.count == 4)
        for address in addresses {
            let response = try await browser.get(address)
            #expect(response.headers["Cache-Control"] == "public, max-age=31536000, immutable")
            let tag = try #require(response.headers["ETag"])
            let plain = String(address.prefix { $0 != "?" })
            #expect(try await browser.get(plain).headers["Cache-Control"] == "no-cache")
            let again = await browser.answer("GET", plain, [("If-None-Match", tag)])
            #expect(again?.status == 304)
        }
    }

    @Test("make the dashboard installable")
    func manifest() async throws {
        let response = try await browser.get("/manifest.webmanifest")
        #expect(response.headers["Content-Type"] == "application/manifest+json")
        #expect(try await response.text.contains("\"start_url\": \"/\""))
        #expect(try await browser.get("/favicon.ico").headers["Content-Type"] == "image/svg+xml")
        #expect(try await browser.get("/assets/nothing.js").status == 404)
    }
}
