import Foundation
import Testing

@testable import HTTP

/// What a real browser makes of the server: one connection of HTTP/2 for a page and all that it follows.
@Suite("In a real browser, over HTTP/2", .timeLimit(.minutes(2)))
struct BrowserProtocolTests {
    static let python = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent(".scratch/browser/bin/python3").path
    static let isPrepared = FileManager.default.isExecutableFile(atPath: python)

    private static let script = """
        import sys
        from playwright.sync_api import sync_playwright
        with sync_playwright() as it:
            browser = it.chromium.launch(
                executable_path="/usr/bin/chromium", args=["--no-sandbox", "--ignore-certificate-errors"])
            page = browser.new_context(ignore_https_errors=True).new_page()
            page.goto(sys.argv[1])
            print(page.evaluate("performance.getEntriesByType('navigation')[0].nextHopProtocol"))
            print(page.evaluate('''async () => {
                const followed = await Promise.all([...Array(20)].map(() => new Promise(done => {
                    const events = new EventSource('/events')
                    events.onmessage = message => { events.close(); done(message.data) }
                    events.onerror = () => done('error')
                })))
                return followed.filter(it => it == 'told').length
            }'''))
            print(page.evaluate('''() => new Promise(done => {
                const socket = new WebSocket(location.href.replace('https', 'wss') + 'talk'), heard = []
                socket.onopen = () => { socket.send('gr\u{fc}n'); socket.send(new Uint8Array(70000)) }
                socket.onmessage = it => {
                    heard.push(typeof it.data == 'string' ? it.data : it.data.size)
                    if (heard.length == 2) socket.close(1000)
                }
                socket.onclose = it => done([...heard, it.code, it.wasClean].join())
            })'''))
            print(page.evaluate('''async () => {
                const answer = await fetch('/echo', { method: 'POST', body: 'x'.repeat(300000) })
                return [(await answer.text()).length, answer.headers.get('content-encoding')].join()
            }'''))
            browser.close()
        """

    @Test(
        "follows twenty streams at once, talks, and uploads",
        .enabled(if: isPrepared, "The browser is not prepared: run scripts/prepare --browser."))
    func visit() async throws {
        try await withScratch { path in
            let made = try await run(
                "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=a "
                    + "-keyout \(path)/key.pem -out \(path)/cert.pem")
            try #require(made == 0)
            #expect(write(Array(Self.script.utf8), to: "\(path)/visit.py"))
            let tls = ServerConfiguration.TLS(chain: "\(path)/cert.pem", key: "\(path)/key.pem")
            try await withServer(tls: tls, handler: Self.answer) { port, _ in
                let code = try await run(
                    "\(Self.python) \(path)/visit.py https://127.0.0.1:\(port)/ > \(path)/seen 2>&1")
                let seen = String(decoding: read("\(path)/seen"), as: UTF8.self)
                #expect(code == 0 && seen == "h2\n20\ngr\u{fc}n,70000,1000,true\n300000,br\n", "\(seen)")
            }
        }
    }

    @Sendable private static func answer(_ request: Request) async -> Response {
        switch request.path {
        case "/events":
            let (stream, feed) = AsyncStream.makeStream(of: ServerSentEvent.self)
            feed.yield(ServerSentEvent(data: "told"))
            return .events(stream)
        case "/talk": return .webSocket(request, parrot)
        case "/echo":
            return Response(
                headers: ["Content-Type": "text/plain"],
                body: .stream(length: nil) { writer in
                    for try await chunk in request.body { try await writer.write(chunk) }
                })
        default: return Response(headers: ["Content-Type": "text/html"], body: .bytes(Array("<p>hello".utf8)))
        }
    }
}
