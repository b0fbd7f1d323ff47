import Foundation
import Testing
import Vocabulary

/// The pages' HTML, kept, so that a change of the dashboard is a visible difference. To take new pictures on
/// purpose: `PLUMB_RECORD=1 swift test --filter DashboardTests.SnapshotTests`.
@Suite("Pages as they are")
struct SnapshotTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("snapshots")

    static let pages = [
        ("sign-in", "/sign-in"), ("recover", "/recover"), ("overview", "/"),
        ("workspace", "/workspaces/{staging}"),
        ("run", "/deployments/{waiting}"), ("state", "/workspaces/{staging}/state"),
        ("state-difference", "/workspaces/{staging}/state/diff?from=2&to=4"),
        ("topology", "/workspaces/{staging}/topology"),
        ("drift", "/drift/{driftedScan}"), ("policies", "/policies"), ("pack", "/policies/packs/acme"),
        ("decision", "/policies/decisions/{stoppedDecision}?explain=1"), ("waivers", "/policies/waivers"),
        ("topology", "/workspaces/{staging}/topology"),
        ("drift", "/drift/{driftedScan}"), ("inventory", "/inventory"),
        ("asset", "/inventory/{managedAsset}"),
        ("blueprint", "/blueprints/{webShop}"), ("editor", "/blueprints/{webShop}/edit"),
        ("scanning", "/drift/{runningScan}"), ("search", "/search?q=main"), ("audit", "/audit"),
        ("settings", "/settings"), ("connections", "/settings/connections"),
        ("connection", "/settings/connections/main"), ("connect", "/settings/connect"),
        ("people", "/settings/people"), ("person", "/settings/people/{grace}"),
        ("roles", "/settings/roles"), ("keys", "/settings/keys"), ("projects", "/settings/projects"),
        ("project", "/settings/projects/{shop}"), ("server", "/settings/server"),
        ("workspace-settings", "/workspaces/{staging}/settings"),
    ]

    @Test("have not changed", arguments: pages)
    func page(name: String, pattern: String) async throws {
        let sample = Sample(now: Timestamp(milliseconds: 1_790_000_000_000))
        let page = try await Browser(
            sample, as: ["sign-in", "recover"].contains(name) ? nil : Sample.adminSecret
        )
        .page(sample.address(pattern))
        // One tag a line, so that differences are small; the assets' names carry their digests.
        let text = page.replacingOccurrences(of: "><", with: ">\n<")
            .replacingOccurrences(of: #"\?v=[0-9a-f]{16}"#, with: "?v=<digest>", options: .regularExpression)
            .replacingOccurrences(
                of: #"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"#, with: "<id>",
                options: .regularExpression)
        let file = Self.folder.appendingPathComponent(name + ".html")
        if ProcessInfo.processInfo.environment["PLUMB_RECORD"] != nil {
            try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
            try text.write(to: file, atomically: true, encoding: .utf8)
            return
        }
        let kept = try String(contentsOf: file, encoding: .utf8)
        let difference = text.split(separator: "\n").difference(from: kept.split(separator: "\n"))
        #expect(kept == text, "\(name) changed: \(difference.prefix(6))")
    }
}
