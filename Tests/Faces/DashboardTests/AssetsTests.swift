import Codecs
import HTTP
import Testing
import Values

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

    /// A page with everything that a browser fetches for it: the bytes as they are, and with gzip.
    private func weight(_ browser: Browser, _ target: String) async throws -> (plain: Int, packed: Int) {
        let page = try await browser.get(target)
        let text = try await page.text
        var parts = [Array(text.utf8)]
        for address in Set(attributes("href", in: text) + attributes("src", in: text))
        where address.hasPrefix("/assets/") && !address.contains("icon-192") {
            parts.append(try await browser.get(address).content())
        }
        return (
            parts.reduce(0) { $0 + $1.count }, parts.reduce(0) { $0 + GzipWriter.packed($1).count }
        )
    }

    @Test(
        "are light: a first page with all that belongs to it has at most 100 KB, before it is compressed",
        arguments: [
            "/", "/workspaces", "/deployments", "/drift", "/inventory", "/blueprints/new", "/settings",
        ])
    func budget(target: String) async throws {
        let weight = try await weight(Browser(), target)
        #expect(weight.plain <= 100_000, "\(target) has \(weight.plain) bytes")
        #expect(weight.packed <= 25_000, "\(target) has \(weight.packed) bytes with gzip")
    }

    @Test("stay light before anybody has signed in, and with two hundred workspaces")
    func widestBudget() async throws {
        let door = try await weight(browser, "/sign-in")
        #expect(door.plain <= 60_000, "\(door.plain) bytes")
        let many = try await weight(Browser(Sample(many: 1000)), "/workspaces")
        #expect(many.plain <= 100_000, "\(many.plain) bytes")
    }

    @Test(
        "have icons in pixels that a reader of PNG accepts, opaque where the system cuts",
        arguments: [192, 512])
    func pictures(size: Int) async throws {
        let names = size == 192 ? ["icon-192.png"] : ["icon-512.png", "icon-maskable.png"]
        for name in names {
            let response = try await browser.get("/assets/" + name)
            #expect(response.headers["Content-Type"] == "image/png")
            let bytes = try await response.content()
            #expect(bytes.prefix(8) == [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
            #expect(
                bytes[16..<24].elementsEqual(
                    [0, 0, UInt8(size >> 8), UInt8(size & 255), 0, 0]
                        + [UInt8(size >> 8), UInt8(size & 255)]))
            #expect(bytes.count < 12_000, "\(name) has \(bytes.count) bytes")
        }
    }

    @Test("draw what covers a pixel in part as a mixture, and nothing outside")
    func drawing() {
        var drawing = Drawing(size: 4)
        drawing.fill((255, 0, 0), x: 0...24, y: 0...16) { x, y in x < 24 && y < 16 }
        let alphas = (0..<4).map { drawing.pixels[$0 * 4 + 3] }
        #expect(alphas == [255, 127, 0, 0])
        #expect(drawing.pixels[16 + 3] == 0)
        drawing.fill((0, 0, 255), x: 0...8, y: 0...16) { x, y in x < 8 && y < 16 }
        #expect(drawing.pixels[0] == 128 && drawing.pixels[2] == 127 && drawing.pixels[3] == 255)
    }

    @Test("make the dashboard installable")
    func manifest() async throws {
        let response = try await browser.get("/manifest.webmanifest")
        #expect(response.headers["Content-Type"] == "application/manifest+json")
        let manifest = try JSON(parsing: try await response.text)
        #expect(manifest["start_url"] == "/" && manifest["display"] == "standalone")
        let icons = manifest["icons"]?.arrayValue ?? []
        #expect(icons.count == 4)
        for icon in icons {
            let source = try #require(icon["src"]?.stringValue)
            #expect(try await browser.get(source).headers["Content-Type"] == icon["type"]?.stringValue)
        }
        #expect(try await browser.get("/favicon.ico").headers["Content-Type"] == "image/svg+xml")
        #expect(try await browser.get("/assets/nothing.js").status == 404)
    }
}
