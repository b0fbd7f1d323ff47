import Bus
import Dashboard
import DeploymentsAPI
import Faults
import Foundation
import FrontDoor
import HTTP
import Testing
import Values
import Vocabulary

@Suite("In a real browser")
struct BrowserTests {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    static let python = root.appendingPathComponent(".scratch/browser/bin/python3")
    static let isPrepared = FileManager.default.isExecutableFile(atPath: python.path)

    @Test(
        "every page passes axe, light and dark, on a desk and on a phone",
        .enabled(if: isPrepared, "The browser is not prepared: run scripts/prepare --browser."))
    func visit() async throws {
        let sample = Sample()
        let entrance = Entrance(node: sample.node, addressRate: 0, credentialRate: 0)
        let dashboard = Dashboard(entrance: entrance, version: "0.0.0-test")
        let hardening = Hardening(isTLS: false)
        let server = Server { request in
            let trace = TraceContext.start()
            let response = await BrowserTests.answer(request, dashboard, entrance, trace)
            return hardening.apply(to: response, of: request, trace: trace.traceID)
        }
        let port = try server.start()
        let status = try await visit(port)
        await server.drain(within: .zero)
        #expect(status == 0, "The runner's output has the list.")
    }

    private static func answer(
        _ request: Request, _ dashboard: Dashboard, _ entrance: Entrance, _ trace: TraceContext
    ) async -> Response {
        if let page = await dashboard.respond(request, trace: trace) { return page }
        if request.path == "/docs" {
            return Response(headers: ["Content-Type": "text/html"], body: .bytes(docs))
        }
        let parts = request.path.split(separator: "/").map(String.init)
        guard parts.count == 5, parts[4] == "events" else { return Response(status: 404) }
        do {
            let scope = try await entrance.admit(request, trace: trace).scope.detached()
            let after = try request.parameters()["after"] ?? request.headers["Last-Event-ID"]
            switch parts[2] {
            case "deployments":
                guard let id = DeploymentID(parts[3]) else { return Response(status: 404) }
                return told(try await scope.follow(FollowDeployment(deployment: id, after: after)))
            case "jobs":
                guard let id = JobID(parts[3]) else { return Response(status: 404) }
                return told(try await scope.follow(FollowJob(job: id, after: after)))
            default: return Response(status: 404)
            }
        } catch {
            return .problem(Fault.from(error, "test.events"))
        }
    }

    private static func told<Element: Codable & Sendable>(
        _ events: AsyncThrowingStream<Streamed<Element>, any Error>
    ) -> Response {
        .events(
            events.map { event in
                ServerSentEvent(
                    id: event.cursor,
                    data: String(decoding: try JSONCoding.encode(event.element), as: UTF8.self))
            })
    }

    /// The page of operations in small: the stylesheet serves it too.
    private static let docs = Array(
        """
        <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Plumb API</title>
        <meta name="viewport" content="width=device-width,initial-scale=1">
        <link rel="stylesheet" href="/assets/plumb.css"></head><body class="docs">
        <a class="skip" href="#content">To the operations</a>
        <header><a href="/">Plumb</a> <span>API</span></header>
        <nav aria-label="Contexts"><ul><li><a href="#audit">audit</a></li></ul></nav>
        <main id="content"><h1>What Plumb can be asked</h1><p>Send <code>Authorization: Bearer …</code>.</p>
        <section aria-labelledby="audit"><h2 id="audit">audit</h2><article><h3 id="audit.search">
        <code>GET /api/v1/audit</code></h3><p>The tenant's audit trail, newest first.</p>
        <p class="quiet">audit.search, operation; audit:read</p><table><thead><tr><th>Field</th><th>Type</th>
        <th>Meaning</th></tr></thead><tbody><tr><td><code>action</code></td><td>text, optional</td>
        <td>The operation's name.</td></tr></tbody></table></article></section></main></body></html>
        """.utf8)

    private func visit(_ port: Int) async throws -> Int32 {
        let child = Process()
        child.executableURL = BrowserTests.python
        child.arguments = [BrowserTests.root.appendingPathComponent("Tests/Browser/visit.py").path]
        child.environment = ProcessInfo.processInfo.environment.merging([
            "PLUMB_URL": "http://127.0.0.1:\(port)", "PLUMB_EMAIL": "ada@acme.example",
            "PLUMB_PASSWORD": "correct horse battery", "PLUMB_LIVE": "/deployments/\(Sample.Run.live.id)",
            "PLUMB_SHOTS": BrowserTests.root.appendingPathComponent(".scratch/shots").path,
        ]) { _, own in own }
        return try await withCheckedThrowingContinuation { done in
            child.terminationHandler = { done.resume(returning: $0.terminationStatus) }
            do { try child.run() } catch { done.resume(throwing: error) }
        }
    }
}
