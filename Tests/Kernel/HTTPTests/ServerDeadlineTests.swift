import Faults
import Glibc
import Testing

@testable import HTTP

@Suite("Server, deadlines and limits", .timeLimit(.minutes(1)))
struct ServerDeadlineTests {
    /// Sends one byte every 20 ms until the server ends the connection; what it said.
    private func drip(_ start: String, to port: Int) async throws -> String {
        let socket = try RawSocket(port: port)
        return try await blocking {
            socket.send(start)
            var poller = pollfd(fd: socket.fd, events: Int16(POLLIN), revents: 0)
            var drops = 0
            while drops < 1000, poll(&poller, 1, 20) == 0 {
                socket.send("a")
                drops += 1
            }
            return drops == 1000 ? "still open" : String(decoding: socket.readToEnd() ?? [], as: UTF8.self)
        }
    }

    @Test("ends a head that drips, however steadily")
    func slowHead() async throws {
        var limits = Limits()
        limits.headDeadline = .milliseconds(300)
        try await withServer(limits, handler: echo) { port, _ in
            #expect(try await drip("GET / HTTP/1.1\r\nX: ", to: port).hasPrefix("HTTP/1.1 408"))
            // The second head of a connection has no more time than the first.
            let answer = try await drip("GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nX: ", to: port)
            #expect(answer.hasPrefix("HTTP/1.1 200") && answer != "still open")
        }
    }

    @Test("ends a body that drips, and tells its reader")
    func slowBody() async throws {
        var limits = Limits()
        limits.bodyDeadline = .milliseconds(300)
        try await withServer(limits, handler: echo) { port, _ in
            let answer = try await drip(
                "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n", to: port)
            #expect(answer.hasPrefix("HTTP/1.1 504") && answer.hasSuffix("http.body_deadline"))
        }
    }

    @Test("ends a body that comes too slowly while its handler waits for it, and not otherwise")
    func slowBodyRate() async throws {
        var limits = Limits()
        limits.bodyStall = .milliseconds(200)
        limits.bodyRate = 10_000
        try await withServer(limits, handler: echo) { port, _ in
            let answer = try await drip(
                "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n", to: port)
            #expect(answer.hasPrefix("HTTP/1.1 504") && answer.hasSuffix("http.body_deadline"))
        }
        let slow = try await withFrames(limits) { socket in
            socket.ask(1, asking("PUT"), ends: false)
            socket.data(1, [1])
            return socket.answer(1)
        }
        #expect(slow.status == 504)
        // A handler that takes its time is not the client's fault.
        try await withServer(
            limits,
            handler: { request in
                try? await Task.sleep(for: .milliseconds(600))
                return await echo(request)
            }
        ) { port, _ in
            let socket = try RawSocket(port: port)
            let answer = try await blocking { () -> RawResponse? in
                socket.send("PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello")
                return try? socket.readResponse()
            }
            #expect(answer?.status == 200 && answer?.text == "PUT / hello")
        }
    }

    @Test("ends an answer that is taken by drips")
    func slowReader() async throws {
        var limits = Limits()
        limits.writeStall = .milliseconds(300)
        limits.writeRate = 10 << 20
        let ended = Slot<Bool>()
        let handler: @Sendable (Request) async -> Response = { _ in
            Response(
                body: .stream(length: nil) { writer in
                    do {
                        while true { try await writer.write([UInt8](repeating: 0, count: 1 << 16)) }
                    } catch {
                        ended.fill(true)
                        throw error
                    }
                })
        }
        try await withServer(limits, handler: handler) { port, _ in
            let socket = try RawSocket(port: port)
            try await blocking {
                socket.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
                var poller = pollfd(fd: socket.fd, events: 0, revents: 0)
                // Steadily, and far too little.
                for _ in 0..<60 where poll(&poller, 1, 20) == 0 { _ = socket.read(1000) }
            }
            #expect(try await ended.take())
        }
        let reset = try await withFrames(limits, settings: [(4, 1000)], handler: handler) { socket in
            socket.ask(1, asking())
            while let frame = socket.next() {
                if frame.is(.reset) { return frame.code }
                if frame.is(.data) { socket.send(Frame(.window, 0, 1, number(10))) }
            }
            return 0
        }
        #expect(reset == 8)
    }

    @Test("closes connections that stay silent, new or used")
    func idle() async throws {
        var limits = Limits()
        limits.idle = .milliseconds(200)
        limits.headDeadline = .milliseconds(200)
        try await withServer(limits, handler: echo) { port, _ in
            #expect(try await say("", to: port) == "")
            let answer = try await say("GET / HTTP/1.1\r\nHost: a\r\n\r\n", to: port)
            #expect(answer.hasPrefix("HTTP/1.1 200") && !answer.contains("Connection: close"))
        }
    }

    @Test("gives up on a peer that takes nothing of its response, and holds little for it till then")
    func stalledWrite() async throws {
        var limits = Limits()
        limits.writeStall = .milliseconds(300)
        let ended = Slot<(kind: Fault.Kind?, written: Int)>()
        try await withServer(
            limits,
            handler: { _ in
                Response(
                    body: .stream(length: nil) { writer in
                        let piece = [UInt8](repeating: 0, count: 1 << 20)
                        var written = 0
                        do {
                            while true {
                                try await writer.write(piece)
                                written += piece.count
                            }
                        } catch {
                            ended.fill(((error as? Fault)?.kind, written))
                            throw error
                        }
                    })
            }
        ) { port, _ in
            let socket = try RawSocket(port: port)
            socket.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            let (kind, written) = try await ended.take()
            #expect(kind == .cancelled && written < 20_000_000)
            withExtendedLifetime(socket) {}
        }
    }

    @Test("says 503 beyond its connections, in all and for one address")
    func connections() async throws {
        var (few, fewEach) = (Limits(), Limits())
        few.connections = 2
        fewEach.connectionsPerAddress = 2
        for limits in [few, fewEach] {
            try await withServer(limits, handler: echo) { port, _ in
                let sockets = try (0..<2).map { _ in try RawSocket(port: port) }
                for socket in sockets {
                    socket.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
                    _ = try await blocking { socket.read(until: "GET / ") }
                }
                #expect(try await say("", to: port).hasPrefix("HTTP/1.1 503"))
            }
        }
    }

    @Test("ends a connection after its share of requests")
    func share() async throws {
        var limits = Limits()
        limits.requestsPerConnection = 2
        try await withServer(limits, handler: echo) { port, _ in
            let three = (0..<3).map { "GET /\($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined()
            let answer = try await say(three, to: port)
            #expect(answer.contains("GET /1 ") && answer.contains("Connection: close"))
            #expect(!answer.contains("GET /2 "))
        }
    }

    @Test("rests instead of spinning while descriptors have run out, and then goes on")
    func descriptors() async throws {
        let loop = try EventLoop()
        let home = ServerLoop(loop, Service(ServerConfiguration(), nil, echo))
        let (listener, _) = try openListener(host: "127.0.0.1", port: 0)
        let errors = [EMFILE, ENFILE, EAGAIN]
        var calls = 0
        let acceptor = Acceptor(listener, home) { _, _, _ in
            errno = errors[calls]
            calls += 1
            return -1
        }
        acceptor.open()
        acceptor.ready(0)
        #expect(calls == 1 && acceptor.resumesAt != nil)
        acceptor.ready(0)
        #expect(calls == 1)
        acceptor.resume()
        acceptor.ready(0)
        #expect(calls == 2 && acceptor.resumesAt != nil)
        acceptor.resume()
        acceptor.ready(0)
        #expect(calls == 3 && acceptor.resumesAt == nil)
    }
}
