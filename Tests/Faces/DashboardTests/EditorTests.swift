import BlueprintsAPI
import Crypto
import DeploymentsAPI
import Foundation
import InventoryAPI
import Objects
import Testing
import Values
import Vocabulary

@testable import Dashboard

@Suite("The blueprint editor and uploads")
struct EditorTests {
    let sample = Sample()
    var browser: Browser { Browser(sample) }
    var edit: String { "/blueprints/\(sample.webShop)/edit" }

    @Test("begins with a draft's text, its verdict and what it comes to, without JavaScript")
    func page() async throws {
        let page = try await browser.page(edit)
        #expect(
            page.contains("name: web-shop") && page.contains("Valid, 1 file") && page.contains("# rendered"))
        #expect(try await browser.page("/blueprints/new").contains("aws_vpc"))
    }

    @Test("checks without keeping, and says where each problem is")
    func check() async throws {
        let page = try await browser.post(edit, [("text", "name: broken"), ("do", "check")]).text
        #expect(page.contains("2 problems") && page.contains("data-line=\"3\""))
        #expect(page.contains("Line 3, column 5") && page.contains("/resources/main"))
        #expect(page.contains("name: broken"))
        #expect(sample.heard.withLock { $0.isEmpty })
    }

    @Test("saves a draft that nobody changed meanwhile, and keeps the text when somebody did")
    func save() async throws {
        let text = "name: web-shop\nresources: {}\n"
        let done = try await browser.post(
            edit, [("text", text), ("do", "save"), ("revision", "2"), ("once", "a-key-of-the-form")])
        #expect(done.status == 303 && done.location == edit + "?done=saved")
        let sent = try #require(sample.last(UpdateBlueprint.self))
        #expect(sent.document["name"] == "web-shop" && sent.ifRevision == 2)
        let late = try await browser.post(edit, [("text", text), ("do", "save"), ("revision", "1")])
        #expect(late.status == 412)
        let page = try await late.text
        #expect(page.contains("The draft was changed meanwhile.") && page.contains("resources: {}"))
    }

    @Test("makes a new blueprint, and refuses what can't be read at all")
    func create() async throws {
        let made = try await browser.post("/blueprints/new", [("text", "name: lake"), ("do", "save")])
        #expect(made.location == "/blueprints/\(sample.draft)/edit?done=saved")
        #expect(sample.last(CreateBlueprint.self)?.document["name"] == "lake")
        let taken = try await browser.post("/blueprints/new", [("text", "name: web-shop"), ("do", "save")])
        #expect(taken.status == 409)
        let torn = try await browser.post("/blueprints/new", [("text", "name: [broken"), ("do", "save")])
        #expect(torn.status == 422)
        #expect(try await torn.text.contains("name: [broken"))
    }

    @Test("opens an uploaded file without keeping it")
    func upload() async throws {
        let page = try await browser.upload(
            "/blueprints/upload", [("once", "k")], file: ("b.yaml", Array("name: uploaded\n".utf8))
        ).text
        #expect(page.contains("name: uploaded") && page.contains("Keep as a draft"))
        #expect(sample.heard.withLock { $0.isEmpty })
        let binary = try await browser.upload("/blueprints/upload", [], file: ("b.zip", [0x50, 0x4b, 0xff]))
        #expect(binary.status == 422)
        let none = try await browser.upload("/blueprints/upload", [], file: ("", []))
        #expect(none.status == 422)
    }

    @Test("publishes a version, and says beside the field why not")
    func publish() async throws {
        let path = "/blueprints/\(sample.webShop)"
        let done = try await browser.post(path + "/publish", [("version", "1.2.0"), ("notes", "")])
        #expect(done.location == path + "?done=published")
        #expect(sample.last(PublishBlueprint.self)?.notes == nil)
        let again = try await browser.post(path + "/publish", [("version", "1.1.0"), ("notes", "kept")])
        #expect(again.status == 409)
        let page = try await again.text
        #expect(page.contains("is published already") && page.contains("value=\"kept\""))
        #expect(try await browser.post(path + "/publish", [("version", "newest")]).status == 422)
    }

    @Test("puts an uploaded directory into the objects and runs it")
    func configuration() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        let ring = try KeyRing(["k": SymmetricKey.random()], current: "k")
        let objects = try FileObjects(folder.path, ring: ring)
        let browser = Browser(sample, objects: objects)
        #expect(try await browser.page("/workspaces/\(sample.staging)").contains("Upload a configuration"))
        let content = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        let done = try await browser.upload(
            "/workspaces/\(sample.staging)/upload", [("once", "a-key"), ("upload-plan-only", "1")],
            file: ("infra.tar.gz", content))
        #expect(done.status == 303)
        let sent = try #require(sample.last(Deploy.self))
        #expect(sent.planOnly && sent.workspace == sample.staging)
        let blob = try #require(sent.configuration)
        #expect(try await objects.get(blob, tenant: sample.tenant.text) == content)
        let viewer = Browser(sample, as: Sample.viewerSecret, objects: objects)
        let refused = try await viewer.upload(
            "/workspaces/\(sample.staging)/upload", [], file: ("x.zip", [1]))
        #expect(refused.status == 403)
        await objects.close()
    }

    @Test("offers no upload where this process takes none")
    func noObjects() async throws {
        #expect(try await !browser.page("/workspaces/\(sample.staging)").contains("Upload a configuration"))
        let refused = try await browser.upload(
            "/workspaces/\(sample.staging)/upload", [], file: ("x.zip", [1]))
        #expect(refused.status == 501)
    }

    @Test("starts a look through an account by its connection's own cloud")
    func look() async throws {
        let done = try await browser.post(
            "/inventory/discover", [("connection", "europe"), ("look-region", "")])
        #expect(done.location == "/inventory?done=looking")
        #expect(sample.last(Discover.self)?.provider == "azure" && sample.last(Discover.self)?.region == nil)
        #expect(try await browser.post("/inventory/discover", [("connection", "none")]).status == 404)
    }

    @Test("work that goes on has a bar with its words, and a way to look again without JavaScript")
    func progress() async throws {
        for address in ["/drift", "/drift/\(sample.runningScan)", "/inventory"] {
            let page = try await browser.page(address)
            #expect(
                page.contains("max=\"40\" value=\"12\"") && page.contains("reading, 12 of 40"), "\(address)")
            #expect(page.contains("Look again"))
        }
        let events = attributes("data-events", in: try await browser.page("/drift/\(sample.runningScan)"))
        #expect(events == ["/api/v1/jobs/drift_\(sample.runningScan)/events"])
    }
}
