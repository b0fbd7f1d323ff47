import Faults
import Testing

@testable import HTTP

@Suite("HTTP/2", .timeLimit(.minutes(1)))
struct HTTP2Tests {
    @Test("answers with the fields that belong to a response, and without those of HTTP/1")
    func plain() async throws {
        let answer = try await withFrames { socket in
            socket.ask(1, asking("GET", "/x?y=1"))
            return socket.answer(1)
        }
        #expect(answer.status == 200 && answer.text == "GET /x ")
        #expect(answer.headers["server"] == "plumb" && answer.headers["date"]?.hasSuffix("GMT") == true)
        #expect(answer.headers["content-length"] == "7")
        #expect(answer.headers["connection"] == nil && answer.headers["transfer-encoding"] == nil)
    }

    @Test("gives a handler the same request as HTTP/1 does")
    func request() async throws {
        let seen = Slot<Request>()
        _ = try await withFrames(handler: { request in
            seen.fill(request)
            return Response()
        }) { socket in
            let more = [("x", "1"), ("cookie", "a=1"), ("x", "2"), ("cookie", "b=2"), ("te", "trailers")]
            socket.ask(1, asking("GET", "/p%2Fq?r=1", more))
            return socket.answer(1).status
        }
        let request = try await seen.take()
        #expect(request.method == "GET" && request.path == "/p%2Fq" && request.query == "r=1")
        #expect(request.headers.all("X") == ["1", "2"] && request.headers["Host"] == "a")
        #expect(request.headers["Cookie"] == "a=1; b=2" && request.remote == "127.0.0.1" && !request.isTLS)
    }

    @Test("works on many streams at a time, and answers them as they are ready")
    func interleaving() async throws {
        let gate = Gate()
        let order = try await withFrames(handler: { request in
            if request.path == "/slow" { await gate.pass() } else { gate.open() }
            return Response(body: .bytes(Array(request.path.utf8)))
        }) { socket in
            socket.ask(1, asking("GET", "/slow"))
            socket.ask(3, asking("GET", "/fast"))
            var order: [Int32] = []
            while order.count < 2, let frame = socket.next() {
                if frame.is(.data), frame.flags & Frame.ends != 0 { order.append(frame.stream) }
            }
            return order
        }
        #expect(order == [3, 1])
    }

    @Test("carries bodies both ways, past every window")
    func bodies() async throws {
        let size = 3 << 20
        let answer = try await withFrames(handler: { request in
            Response(
                body: .stream(length: nil) { writer in
                    for try await chunk in request.body { try await writer.write(chunk) }
                })
        }) { socket in
            socket.ask(1, asking("PUT"), ends: false)
            // What the server gives back is what may be sent.
            var (sent, stream, connection, body) = (0, 65535, 65535, 0)
            while body < size {
                while sent < size, min(stream, connection) > 0 {
                    let count = min(16384, size - sent, stream, connection)
                    socket.data(1, [UInt8](repeating: 7, count: count), ends: sent + count == size)
                    (sent, stream, connection) = (sent + count, stream - count, connection - count)
                }
                guard let frame = socket.next() else { return body }
                if frame.is(.window) {
                    let more = Int(frame.payload.reduce(0) { $0 << 8 | UInt32($1) })
                    if frame.stream == 0 { connection += more } else { stream += more }
                }
                if frame.is(.data) {
                    body += frame.payload.count
                    if !frame.payload.isEmpty {
                        let count = number(UInt32(frame.payload.count))
                        socket.send(Frame(.window, 0, 1, count), Frame(.window, 0, 0, count))
                    }
                }
            }
            return body
        }
        #expect(answer == size)
    }

    @Test("gives no more room for a body that its handler does not read, and lets other streams go on")
    func window() async throws {
        let gate = Gate()
        let (given, other) = try await withFrames(handler: { request in
            guard request.method == "PUT" else { return Response(status: 204) }
            await gate.pass()
            return Response()
        }) { socket in
            for id in stride(from: Int32(1), to: 40, by: 2) {
                socket.ask(id, asking("PUT"), ends: false)
                for _ in 0..<3 { socket.data(id, [UInt8](repeating: 0, count: 16000)) }
            }
            socket.ask(101, asking())
            let other = socket.answer(101).status
            let given = socket.seen.filter { $0.is(.window) && $0.stream != 0 }.count
            gate.open()
            return (given, other)
        }
        #expect(given == 0 && other == 204)
    }

    @Test("sends 100 when the handler reads, and not when it does not")
    func expectation() async throws {
        for reads in [true, false] {
            let interim = try await withFrames(handler: { request in
                if reads { return await echo(request) }
                return Response(status: 403)
            }) { socket in
                socket.ask(1, asking("PUT", "/", [("expect", "100-continue")]), ends: false)
                let first = socket.next { $0.is(.headers) }
                let status = socket.inflate(first?.payload ?? []).first?.1
                if reads { socket.data(1, Array("hi".utf8), ends: true) }
                return status
            }
            #expect(interim == (reads ? "100" : "403"))
        }
    }

    @Test("makes a slow client slow the writer, and tells a writer whose stream was reset")
    func slowClient() async throws {
        let ended = Slot<Int>()
        let handler: @Sendable (Request) async -> Response = { _ in
            Response(
                body: .stream(length: nil) { writer in
                    var written = 0
                    do {
                        while true {
                            try await writer.write([UInt8](repeating: 0, count: 10_000))
                            written += 10_000
                        }
                    } catch {
                        ended.fill(Task.isCancelled ? written : -1)
                        throw error
                    }
                })
        }
        _ = try await withFrames(handler: handler) { socket in
            socket.ask(1, asking())
            var got = 0
            while got < 65535, let frame = socket.next() { if frame.is(.data) { got += frame.payload.count } }
            // Another stream's answer shows that nothing more of the first one can come.
            socket.send(Frame(.ping, 0, 0, [1, 2, 3, 4, 5, 6, 7, 8]))
            _ = socket.next { $0.is(.ping) }
            socket.send(Frame(.reset, 0, 1, number(8)))
            return got
        }
        let written = try await ended.take()
        #expect(written >= 65_000 && written < 65_535 + 2 * HTTP2Stream.highWater)
    }

    @Test("sends server-sent events as they come, on many streams of one connection")
    func events() async throws {
        let (stream, feed) = AsyncStream.makeStream(of: ServerSentEvent.self)
        feed.yield(ServerSentEvent(id: "1", data: "one"))
        let texts = try await withFrames(handler: { request in
            guard request.path == "/first" else {
                feed.yield(ServerSentEvent(id: "2", data: "two"))
                return Response()
            }
            return .events(stream)
        }) { socket in
            socket.ask(1, asking("GET", "/first"))
            var text = ""
            func read(until end: String) {
                while !text.contains(end), let frame = socket.next() {
                    if frame.is(.data), frame.stream == 1 {
                        text += String(decoding: frame.payload, as: UTF8.self)
                    }
                }
            }
            read(until: "data: one\n\n")
            socket.ask(3, asking("GET", "/second"))
            read(until: "data: two\n\n")
            return text
        }
        #expect(texts.contains("id: 1\ndata: one\n\n") && texts.contains("id: 2\ndata: two\n\n"))
    }

    @Test("breaks a stream off that fails or keeps not to its length", arguments: [0, 1, 2])
    func brokenStreams(kind: Int) async throws {
        let answer = try await withFrames(handler: { _ in
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
        }) { socket in
            socket.ask(1, asking())
            return socket.answer(1)
        }
        #expect(answer.reset == 2 && !answer.isWhole)
    }

    @Test("answers 500 rather than write a field that would split the response")
    func unsafeFields() async throws {
        let answer = try await withFrames(handler: { _ in
            Response(headers: ["X": "a\r\nSet-Cookie: b"], body: .bytes(Array("secret".utf8)))
        }) { socket in
            socket.ask(1, asking())
            return socket.answer(1)
        }
        #expect(answer.status == 500 && answer.headers["set-cookie"] == nil)
        #expect(!answer.text.contains("secret") && answer.text.contains("http.broken"))
    }

    @Test("answers HEAD, 204 and 304 without content")
    func bare() async throws {
        for (method, status) in [("HEAD", 200), ("GET", 204), ("GET", 304)] {
            let answer = try await withFrames(handler: { _ in
                Response(status: status, body: .bytes([1, 2, 3]))
            }) { socket in
                socket.ask(1, asking(method))
                return socket.answer(1)
            }
            #expect(answer.status == status && answer.body.isEmpty && answer.isWhole)
            #expect(answer.headers["content-length"] == (method == "HEAD" ? "3" : nil))
        }
    }

    @Test("compresses text for those who accept it")
    func compression() async throws {
        let text = Array(String(repeating: "a line\n", count: 1000).utf8)
        let answer = try await withFrames(handler: { _ in
            Response(headers: ["Content-Type": "text/plain"], body: .bytes(text))
        }) { socket in
            socket.ask(1, asking("GET", "/", [("accept-encoding", "gzip")]))
            return socket.answer(1)
        }
        #expect(answer.headers["content-encoding"] == "gzip" && answer.body.count < text.count / 10)
    }

    @Test("ends an upload that its answer does not wait for, without an error")
    func unread() async throws {
        let answer = try await withFrames(handler: { _ in Response(status: 403) }) { socket in
            socket.ask(1, asking("PUT"), ends: false)
            let first = socket.answer(1)
            let reset = socket.next { $0.is(.reset) }
            return (first.status, reset?.code)
        }
        #expect(answer.0 == 403 && answer.1 == 0)
    }

    @Test("lets streams end at a drain, says that no further one is taken, and closes")
    func drain() async throws {
        let (begun, gate) = (Gate(), Gate())
        var configuration = ServerConfiguration(loops: 1)
        configuration.speaksPlainHTTP2 = true
        let server = Server(configuration) { _ in
            begun.open()
            await gate.pass()
            return Response()
        }
        let port = try server.start()
        let client = Task {
            try await blocking {
                Result {
                    let socket = try FrameSocket(port: port)
                    socket.ask(1, asking())
                    let away = socket.next { $0.is(.goAway) }
                    gate.open()
                    let answer = socket.answer(1)
                    return (away?.code, away?.payload.prefix(4), answer.status, socket.next() == nil)
                }
            }.get()
        }
        await begun.pass()
        await server.drain(within: .seconds(30))
        let (code, last, status, isClosed) = try await client.value
        #expect(code == 0 && last == [0, 0, 0, 1] && status == 200 && isClosed)
    }

    @Test("is spoken over TLS, and in the clear only where that is allowed")
    func clear() async throws {
        try await withServer(handler: echo) { port, _ in
            let answer = try await say(String(decoding: HTTP2Session.preface, as: UTF8.self), to: port)
            #expect(answer.hasPrefix("HTTP/1.1 505"))
        }
        // Who may begin with HTTP/2 may begin with HTTP/1 too, whatever its first letters.
        try await withServer(plainHTTP2: true, handler: echo) { port, _ in
            for method in ["PRI", "PUT", "GET"] {
                let answer = try await say(
                    "\(method) /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", to: port)
                #expect(answer.hasSuffix("\(method) /a "))
            }
        }
    }
}
