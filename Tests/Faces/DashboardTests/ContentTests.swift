import Testing
import Vocabulary

@testable import Dashboard

@Suite("What pages tell")
struct ContentTests {
    let browser = Browser()

    private func page(_ pattern: String) async throws -> String {
        try await browser.page(browser.sample.address(pattern))
    }

    @Test("the overview names what waits, what failed and what drifted")
    func attention() async throws {
        let page = try await page("/")
        #expect(page.contains("web-shop 1.1.0 in shop/staging"))
        #expect(page.contains("waits for approval"))
        #expect(page.contains("2 findings"))
        let calm = try await Browser(Sample(isEmpty: true)).page("/")
        #expect(calm.contains("Nothing waits for you"))
    }

    @Test("a failed run is told until a newer one has followed it, plans aside")
    func failures() {
        let sample = browser.sample
        let told = { (runs: [Sample.Run]) in
            Overview(
                waiting: .ready([]), recent: .ready(runs.map { sample.run($0) }), analyses: .ready([]),
                workspaces: .ready(.init(items: [], next: nil))
            ).failed.map(\.id)
        }
        #expect(told([.planOnly, .failed, .completed]) == [Sample.Run.failed.id])
        #expect(told([.live, .failed]) == [])
    }

    @Test("sensitive variables are never shown")
    func variables() async throws {
        let page = try await page("/workspaces/{staging}")
        #expect(page.contains("db_password"))
        #expect(page.contains("sensitive"))
        #expect(page.contains("eu-west-1"))
    }

    @Test("a lock shows its owner and age, and a form to break it")
    func lock() async throws {
        let page = try await page("/workspaces/{production}")
        #expect(page.contains("grace@acme.example"))
        #expect(page.contains("1 h 30 min"))
        #expect(
            attributes("action", in: page).contains("/workspaces/\(browser.sample.production)/break-lock"))
    }

    @Test("a plan marks replacements, secrets and what is not known yet")
    func plan() async throws {
        let page = try await page("/deployments/{waiting}")
        for words in ["forces replacement", "known after apply", "sensitive", "replace", "destroy", "create"]
        {
            #expect(page.contains(words))
        }
        #expect(page.contains("Approve and apply"))
        #expect(page.contains("3 to add"))
    }

    @Test("a run that policies stopped tells findings, fixes and who may let it go on")
    func stopped() async throws {
        let page = try await page("/deployments/{stopped}")
        for words in [
            "it has no owner", "acme.tags.owner", "aws_instance.web[0]", "Add the tag Owner.", "High",
            "soft-mandatory", "waived", "Override and go on",
        ] {
            #expect(page.contains(words), "\(words)")
        }
        #expect(try await self.page("/deployments/{waiting}").contains("Passed with warnings"))
    }

    @Test("the author of a production run may turn it down and not approve it")
    func productionAuthor() async throws {
        let page = try await page("/deployments/{waitingProduction}")
        #expect(page.contains("somebody else&#39;s approval"))
        #expect(!page.contains("Approve and apply"))
        #expect(page.contains("Reject"))
    }

    @Test("a failure has Terraform's diagnostics and the condition of lock and state")
    func failure() async throws {
        let page = try await page("/deployments/{failed}")
        #expect(page.contains("InvalidAMIID.NotFound"))
        #expect(page.contains("main.tf:12"))
        #expect(page.contains("The lock is released"))
    }

    @Test("a log goes on where the page ends, and only while the run is not over")
    func log() async throws {
        let live = try await page("/deployments/{live}")
        #expect(live.contains("data-events=\"/api/v1/deployments/\(Sample.Run.live.id)/events\""))
        #expect(!attributes("data-cursor", in: live).isEmpty)
        #expect(live.contains("Creating..."))
        let over = try await page("/deployments/{completed}")
        #expect(!over.contains("data-events"))
        #expect(over.contains("class=\"line station\""))
    }

    @Test("a drift report puts recorded and found side by side, and offers a dry run")
    func drift() async throws {
        let page = try await page("/drift/{driftedScan}")
        #expect(page.contains("Recorded: ") && page.contains("Found: "))
        #expect(page.contains("0.0.0.0/0"))
        #expect(page.contains("Dry run"))
        #expect(page.contains("The workspace was locked."))
    }

    @Test("whoever may only read sees no form but filters and the way out")
    func viewer() async throws {
        let viewer = Browser(browser.sample, as: Sample.viewerSecret)
        for pattern in everyPage where !pattern.hasPrefix("/settings") && !pattern.contains("/deploy?") {
            if ["/new", "/edit", "/settings"].contains(where: pattern.hasSuffix) {
                #expect(try await viewer.get(browser.sample.address(pattern)).status == 403)
                continue
            }
            let page = try await viewer.page(browser.sample.address(pattern))
            let targets = page.split(separator: "<form method=\"post\" action=\"").dropFirst()
            #expect(targets.map { $0.prefix { $0 != "\"" } } == ["/sign-out"], "\(pattern)")
        }
    }
}
