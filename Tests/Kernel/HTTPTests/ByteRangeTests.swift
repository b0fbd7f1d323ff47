import Testing

@testable import HTTP

@Suite("Ranges", .timeLimit(.minutes(1)))
struct ByteRangeTests {
    private static let content = Array("0123456789".utf8)

    private func get(_ fields: [(String, String)], method: String = "GET") async throws -> RawResponse {
        let headers: Headers = [
            "Content-Type": "text/plain", "ETag": "\"v1\"", "Last-Modified": "Sat, 21 Nov 2026 12:00:00 GMT",
        ]
        return try await withServer(handler: { _ in
            Response(headers: headers, body: .bytes(Self.content))
        }) { port, _ in
            let lines = fields.map { "\($0.0): \($0.1)\r\n" }.joined()
            let socket = try RawSocket(port: port)
            let answer = try await blocking { () -> RawResponse? in
                socket.send("\(method) / HTTP/1.1\r\nHost: a\r\n\(lines)\r\n")
                return try? socket.readResponse(head: method == "HEAD")
            }
            return try #require(answer)
        }
    }

    @Test(
        "sends the part that is asked for",
        arguments: [
            ("bytes=0-0", "0", "0-0"), ("bytes=2-4", "234", "2-4"), ("bytes=7-", "789", "7-9"),
            ("bytes=-3", "789", "7-9"), ("bytes=-99", "0123456789", "0-9"), ("bytes=8-99", "89", "8-9"),
            ("BYTES=9-9", "9", "9-9"), ("bytes= 1-2", "12", "1-2"),
        ])
    func parts(range: String, text: String, told: String) async throws {
        let answer = try await get([("Range", range), ("Accept-Encoding", "gzip")])
        #expect(answer.status == 206 && answer.text == text)
        #expect(
            answer.has("Content-Range: bytes \(told)/10") && answer.has("Content-Length: \(text.utf8.count)"))
        #expect(answer.has("ETag: \"v1\"") && !answer.head.contains("Content-Encoding"))
    }

    @Test(
        "says what there is when nothing of it was asked for",
        arguments: ["bytes=10-", "bytes=99-100", "bytes=-0"])
    func unsatisfiable(range: String) async throws {
        let answer = try await get([("Range", range)])
        #expect(answer.status == 416 && answer.body.isEmpty && answer.has("Content-Range: bytes */10"))
    }

    @Test(
        "sends the whole for what it does not understand or need not",
        arguments: [
            "bytes=0-1,3-4", "bytes=4-2", "bytes=", "bytes=-", "bytes=a-b", "bytes=1-2-3", "lines=0-1",
            "bytes=+1-2",
            "bytes=0-0x5", "bytes 0-1", "bytes=9999999999999999999-",
        ])
    func whole(range: String) async throws {
        let answer = try await get([("Range", range)])
        #expect(answer.status == 200 && answer.body == Self.content && answer.has("Accept-Ranges: bytes"))
    }

    @Test("sends a part only of the version that the client has a part of")
    func condition() async throws {
        for (condition, status) in [
            ("\"v1\"", 206), ("\"v2\"", 200), ("W/\"v1\"", 200), ("\"v1-gzip\"", 200),
            ("Sat, 21 Nov 2026 12:00:00 GMT", 206), ("Sat, 21 Nov 2026 12:00:01 GMT", 200),
        ] {
            let answer = try await get([("Range", "bytes=0-0"), ("If-Range", condition)])
            #expect(answer.status == status, "\(condition)")
        }
    }

    @Test("has ranges for GET alone, and for what has worked")
    func others() async throws {
        #expect(try await get([("Range", "bytes=0-0")], method: "POST").status == 200)
        let head = try await get([("Range", "bytes=0-0")], method: "HEAD")
        #expect(head.status == 200 && head.has("Content-Length: 10"))
        try await withServer(handler: { _ in Response(status: 404, body: .bytes(Self.content)) }) { port, _ in
            let answer = try await say(
                "GET / HTTP/1.1\r\nHost: a\r\nRange: bytes=0-0\r\nConnection: close\r\n\r\n", to: port)
            #expect(answer.hasPrefix("HTTP/1.1 404") && answer.hasSuffix("0123456789"))
        }
    }

    @Test("works over HTTP/2 too")
    func multiplexed() async throws {
        let answer = try await withFrames(handler: { _ in Response(body: .bytes(Self.content)) }) { socket in
            socket.ask(1, asking("GET", "/", [("range", "bytes=-2")]))
            return socket.answer(1)
        }
        #expect(
            answer.status == 206 && answer.text == "89" && answer.headers["content-range"] == "bytes 8-9/10")
    }
}
