import Bus
import Dashboard
import Faults
import FrontDoor
import HTTP
import Testing

/// A browser's view of a dashboard over samples, without a socket.
struct Browser: Sendable {
    let sample: Sample
    let dashboard: Dashboard
    var secret: String? = Sample.adminSecret

    init(_ sample: Sample = Sample(), as secret: String? = Sample.adminSecret) {
        self.sample = sample
        self.secret = secret
        dashboard = Dashboard(entrance: Entrance(node: sample.node), version: "0.0.0-test")
    }

    func answer(
        _ method: String, _ target: String, _ headers: [(String, String)] = [], body: String = "",
        isTLS: Bool = false
    ) async -> Response? {
        var all = Headers([("Host", "plumb.test")] + headers)
        if let secret { all.set("Cookie", "other=1; plumb_session=\(secret)") }
        let request = Request(
            method: method, target: target, headers: all, body: RequestBody(Array(body.utf8)), isTLS: isTLS)
        return await dashboard.respond(request, trace: .start())
    }

    func get(_ target: String) async throws -> Response { try #require(await answer("GET", target)) }

    /// The page as text; only for what answers 200.
    func page(_ target: String, _ location: SourceLocation = #_sourceLocation) async throws -> String {
        let response = try await get(target)
        #expect(response.status == 200, "\(target)", sourceLocation: location)
        return try await response.text
    }

    /// Sends a form as a browser does from the same site.
    func post(
        _ target: String, _ fields: [(String, String)] = [], site: String = "same-origin", isTLS: Bool = false
    ) async throws -> Response {
        let body = fields.map { PercentCoding.encode($0.0) + "=" + PercentCoding.encode($0.1) }
        return try #require(
            await answer(
                "POST", target,
                [("Content-Type", "application/x-www-form-urlencoded"), ("Sec-Fetch-Site", site)],
                body: body.joined(separator: "&"), isTLS: isTLS))
    }
}

extension Response {
    var text: String {
        get async throws { String(decoding: try await content(), as: UTF8.self) }
    }

    var location: String? { headers["Location"] }
}

/// The values of every attribute of that name, unescaped as far as addresses need it.
func attributes(_ name: String, in page: String) -> [String] {
    page.split(separator: " \(name)=\"", omittingEmptySubsequences: false).dropFirst().map { rest in
        String(rest.prefix { $0 != "\"" }).split(separator: "&amp;", omittingEmptySubsequences: false)
            .joined(separator: "&")
    }
}
