import Bus
import Dashboard
import Faults
import FrontDoor
import HTTP
import Objects
import Testing

/// A browser's view of a dashboard over samples, without a socket.
struct Browser: Sendable {
    let sample: Sample
    let dashboard: Dashboard
    var secret: String? = Sample.adminSecret

    init(
        _ sample: Sample = Sample(), as secret: String? = Sample.adminSecret,
        objects: (any ObjectStore)? = nil
    ) {
        self.sample = sample
        self.secret = secret
        dashboard = Dashboard(entrance: Entrance(node: sample.node), version: "0.0.0-test", objects: objects)
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

extension Browser {
    /// Sends a form with a file as its last field, as a browser does, in one piece.
    func upload(
        _ target: String, _ fields: [(String, String)], file: (name: String, bytes: [UInt8]),
        boundary: String = "----WebKitFormBoundaryx9"
    ) async throws -> Response {
        var body = ""
        for (name, value) in fields {
            body += "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n"
        }
        body +=
            "--\(boundary)\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(file.name)\"\r\n"
        body += "Content-Type: application/octet-stream\r\n\r\n"
        let bytes = Array(body.utf8) + file.bytes + Array("\r\n--\(boundary)--\r\n".utf8)
        var headers: Headers = [
            "Host": "plumb.test", "Content-Type": "multipart/form-data; boundary=\(boundary)",
            "Sec-Fetch-Site": "same-origin",
        ]
        if let secret { headers.set("Cookie", "plumb_session=\(secret)") }
        let request = Request(method: "POST", target: target, headers: headers, body: RequestBody(bytes))
        return try #require(await dashboard.respond(request, trace: .start()))
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
