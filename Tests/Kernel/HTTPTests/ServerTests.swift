import Faults
import Glibc
import Testing

@testable import HTTP

@Suite("Server", .timeLimit(.minutes(1)))
struct ServerTests {
    @Test("answers with the framing, the date and the name that belong to a response")
    func plain() async throws {
        try await withServer(handler: echo) { port, _ in
            let answer = try await say("GET /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", to: port)
            #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\nServer: plumb\r\nDate: "))
            #expect(answer.contains("GMT\r\nContent-Type: application/octet-stream\r\nContent-Length: 7\r\n"))
            #expect(answer.hasSuffix("Connection: close\r\n\r\nGET /a "))
        }
    }

    @Test(
        "answers every refusal with its status and ends the connection",
        arguments: [
            ("GET / HTTP/1.1\nHost: a\n\n", 400), ("GET / HTTP/1.1\r\n\r\n", 400),
            ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\nX", 400),
            ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +1\r\n\r\nX", 400),
            (
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n",
                400
            ),
            ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", 400),
            ("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
            ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5x\r\nhello\r\n0\r\n\r\n", 400),
            ("GET / HTTP/1.1\r\nHost : a\r\n\r\n", 400),
            ("GET / HTTP/1.1\r\nHost: a\r\nX: a\r\n b\r\n\r\n", 400),
            ("GET / HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n", 400),
            ("GET / HTTP/1.1\r\nHost: a\rb\r\n\r\n", 400),
            ("GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", 400), ("GET  / HTTP/1.1\r\n", 400),
            ("GET / HTTP/3.0\r\nHost: a\r\n\r\n", 505), ("CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n", 501),
            ("GET / HTTP/1.1\r\nHost: a\r\nX: \(String(repeating: "a", count: 70_000))\r\n\r\n", 431),
            ("GET / HTTP/1.1\r\n\(String(repeating: "A: b\r\n", count: 101))\r\n", 431),
            ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999\r\n\r\n", 413),
            ("POST / HTTP/1.1\r\nHost: a\r\nExpect: gold\r\nContent-Length: 1\r\n\r\n", 417),
        ])
    func refusals(text: String, status: Int) async throws {
        try await withServer(handler: echo) { port, _ in
            // A second request must never be answered after an ambiguous first.
            let answer = try await say(text + "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n", to: port)
            #expect(answer.hasPrefix("HTTP/1.1 \(status) "), "\(text.debugDescription)")
            #expect(!answer.contains("smuggled") && answer.contains("Connection: close"))
        }
    }

    @Test("answers HEAD with the length and without the content")
    func head() async throws {
        let bytes = [UInt8](repeating: 0x61, count: 5000)
        try await withServer { _ in
            Response(body: .bytes(bytes))
        } _: { port, _ in
            let answer = try await say("HEAD / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", to: port)
            #expect(answer.contains("Content-Length: 5000\r\n") && answer.hasSuffix("\r\n\r\n"))
        }
        try await withServer { _ in
            Response(body: .stream(length: 7) { _ in Issue.record("a stream was run for HEAD") })
        } _: { port, _ in
            let answer = try await say("HEAD / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", to: port)
            #expect(answer.contains("Content-Length: 7\r\n") && answer.hasSuffix("\r\n\r\n"))
        }
    }

    @Test("sends neither content nor length with 204 and 304", arguments: [204, 304])
    func bare(status: Int) async throws {
        try await withServer { _ in
            Response(status: status, body: .bytes([1, 2]))
        } _: { port, _ in
            let answer = try await say("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", to: port)
            #expect(answer.hasSuffix("\r\n\r\n") && !answer.contains("Content-Length"))
        }
    }

    @Test("keeps a connection for the next request, and answers pipelined ones in order")
    func pipelining() async throws {
        try await withServer(handler: { request in
            if request.path == "/1" { await Task.yield() }
            return await echo(request)
        }) { port, _ in
            let socket = try RawSocket(port: port)
            let first = try await blocking { () -> RawResponse? in
                socket.send("GET /0 HTTP/1.1\r\nHost: a\r\n\r\n")
                return try? socket.readResponse()
            }
            #expect(first?.text == "GET /0 ")
            let many = (1...300).map { "POST /\($0) HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx" }
                .joined()
            let rest = try await blocking { () -> String? in
                socket.send(many + "GET /end HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                return socket.readToEnd().map { String(decoding: $0, as: UTF8.self) }
            }
            let bodies = try #require(rest).split(separator: "\r\n\r\n").dropFirst()
                .map { $0.split(separator: "HTTP/1.1").first.map(String.init) ?? "" }
            #expect(bodies == (1...300).map { "POST /\($0) x" } + ["GET /end "])
        }
    }

    @Test("keeps an HTTP/1.0 connection only when asked to")
    func oldVersion() async throws {
        try await withServer(handler: echo) { port, _ in
            let once = try await say("GET / HTTP/1.0\r\n\r\n", to: port)
            #expect(once.hasPrefix("HTTP/1.0 200") && once.contains("Connection: close"))
            let socket = try RawSocket(port: port)
            let kept = try await blocking { () -> RawResponse? in
                socket.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
                return try? socket.readResponse()
            }
            #expect(kept?.has("Connection: keep-alive") == true)
        }
    }

    @Test("reads chunks and writes chunks")
    func chunks() async throws {
        try await withServer(handler: { request in
            Response(
                body: .stream(length: nil) { writer in
                    for try await chunk in request.body { try await writer.write(chunk) }
                })
        }) { port, _ in
            let socket = try RawSocket(port: port)
            let (first, rest) = try await blocking { () -> (String?, [UInt8]?) in
                socket.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n")
                // The answer to the first chunk comes before the second is sent.
                let first = socket.read(until: "5\r\nhello\r\n")
                socket.send("6;x=y\r\n world\r\n0\r\nTrailer: dropped\r\n\r\n")
                socket.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                return (first, socket.readToEnd())
            }
            #expect(first?.contains("\r\nTransfer-Encoding: chunked\r\n") == true)
            let text = String(decoding: rest ?? [], as: UTF8.self)
            #expect(
                text.hasPrefix("6\r\n world\r\n0\r\n\r\nHTTP/1.1 200 OK")
                    && text.hasSuffix("\r\n\r\n0\r\n\r\n"))
        }
    }

    @Test("cuts a stream that fails or that keeps not to its length", arguments: [0, 1, 2])
    func brokenStreams(kind: Int) async throws {
        try await withServer(handler: { _ in
            switch kind {
            case 0:
                Response(
                    body: .stream(length: nil) { writer in
                        try await writer.write([0x61])
                        throw CancellationError()
                    })
            case 1: Response(body: .stream(length: 3) { try await $0.write([0x61]) })
            default: Response(body: .stream(length: 1) { try await $0.write([0x61, 0x61, 0x61]) })
            }
        }) { port, _ in
            let answer = try await say("GET / HTTP/1.1\r\nHost: a\r\n\r\n", to: port)
            #expect(!answer.hasSuffix("0\r\n\r\n") && !answer.hasSuffix("aaa"))
        }
    }

    @Test(
        "answers 500 rather than write a field that would split the response",
        arguments: [
            ("X", "a\r\nSet-Cookie: b"), ("X", "a\0"), ("X", "a\nb"), ("X y", "a"), ("", "a"),
        ])
    func unsafeFields(name: String, value: String) async throws {
        try await withServer { _ in
            Response(headers: [name: value], body: .bytes(Array("secret".utf8)))
        } _: { port, _ in
            let answer = try await say("GET / HTTP/1.1\r\nHost: a\r\n\r\n", to: port)
            #expect(answer.hasPrefix("HTTP/1.1 500") && !answer.contains("Set-Cookie"))
            #expect(!answer.contains("secret"))
        }
    }

    @Test("tells the peer's address and both ends of a target")
    func request() async throws {
        let seen = Slot<Request>()
        try await withServer(handler: { request in
            seen.fill(request)
            return Response()
        }) { port, _ in
            let text =
                "GET http://b/x%2Fy?q=1&r HTTP/1.1\r\nHost: a\r\nX: 1\r\nx: 2\r\nConnection: close\r\n\r\n"
            _ = try await say(text, to: port)
        }
        let request = try await seen.take()
        #expect(request.path == "/x%2Fy" && request.query == "q=1&r" && request.remote == "127.0.0.1")
        #expect(request.headers["HOST"] == "b" && request.headers.all("X") == ["1", "2"] && !request.isTLS)
    }

    @Test("serves every connection from several loops on one port")
    func severalLoops() async throws {
        try await withServer(loops: 2, handler: echo) { port, _ in
            try await withThrowingTaskGroup(of: String.self) { group in
                for number in 0..<40 {
                    let text = "GET /\(number) HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
                    group.addTask { try await say(text, to: port) }
                }
                for try await answer in group { #expect(answer.hasPrefix("HTTP/1.1 200 OK")) }
            }
        }
    }

    @Test("refuses a port that another server has, and a host that is not here", arguments: [1, 2])
    func cannotListen(loops: Int) async throws {
        try await withServer(loops: 2, handler: echo) { port, _ in
            let second = Server(ServerConfiguration(port: port, loops: loops), handler: echo)
            let fault = #expect(throws: Fault.self) { try second.start() }
            #expect(fault?.code == "http.cannot_listen" && fault?.kind == .unavailable)
        }
        let nowhere = Server(ServerConfiguration(host: "192.0.2.1"), handler: echo)
        let fault = #expect(throws: Fault.self) { try nowhere.start() }
        #expect(fault?.code == "http.cannot_listen" && fault?.kind == .unavailable)
    }
}
