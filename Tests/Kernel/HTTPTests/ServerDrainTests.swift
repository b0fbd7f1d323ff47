import Faults
import Glibc
import Testing

@testable import HTTP

@Suite("Server, drain", .timeLimit(.minutes(1)))
struct ServerDrainTests {
    @Test("lets a request in flight end, closes idle connections, and accepts no more")
    func graceful() async throws {
        let (begun, gate) = (Gate(), Gate())
        let server = Server(handler: { request in
            if request.path == "/slow" {
                begun.open()
                await gate.pass()
            }
            return Response()
        })
        let port = try server.start()
        #expect(try server.start() == port)
        let (idle, busy) = (try RawSocket(port: port), try RawSocket(port: port))
        idle.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        _ = try await blocking { try? idle.readResponse() }
        busy.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n")
        await begun.pass()
        async let drained: Void = server.drain(within: .seconds(30))
        #expect(try await blocking { idle.readToEnd() } == [])
        #expect(RawSocket.connected(to: port) == nil)
        gate.open()
        let answer = try await blocking { busy.readToEnd() }
        #expect(String(decoding: answer ?? [], as: UTF8.self).contains("Connection: close\r\n"))
        await drained
    }

    @Test("answers what had reached it before the drain, accepted or not")
    func arrived() async throws {
        let begun = Gate()
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        let (output, input) = (ends[0], ends[1])
        let server = Server(ServerConfiguration(loops: 1)) { request in
            if request.path == "/hold" {
                // Holds the loop's thread, so that all else waits in the sockets.
                begun.open()
                var byte: UInt8 = 0
                _ = Glibc.read(output, &byte, 1)
            }
            return Response(body: .bytes(Array(request.path.utf8)))
        }
        let port = try server.start()
        let (idle, holder) = (try RawSocket(port: port), try RawSocket(port: port))
        idle.send("GET /before HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(try await blocking { try? idle.readResponse() }?.text == "/before")
        holder.send("GET /hold HTTP/1.1\r\nHost: a\r\n\r\n")
        await begun.pass()
        let fresh = try RawSocket(port: port)
        for socket in [idle, fresh] { socket.send("GET /in-time HTTP/1.1\r\nHost: a\r\n\r\n") }
        let drained = Task.immediate { await server.drain(within: .seconds(30)) }
        #expect(Glibc.write(input, "x", 1) == 1)
        for socket in [idle, fresh] {
            let answer = try await blocking { socket.readToEnd() } ?? []
            #expect(String(decoding: answer, as: UTF8.self).hasSuffix("/in-time"))
        }
        await drained.value
        close(output)
        close(input)
    }

    @Test("closes what outlasts the time, and cancels its handler")
    func forced() async throws {
        let (begun, ended) = (Gate(), Slot<Bool>())
        let server = Server(handler: { _ in
            begun.open()
            do {
                try await Task.sleep(for: .seconds(3600))
            } catch {
                ended.fill(Task.isCancelled)
            }
            return Response()
        })
        let socket = try RawSocket(port: try server.start())
        socket.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        await begun.pass()
        await server.drain(within: .milliseconds(50))
        #expect(try await blocking { socket.readToEnd() } == [])
        #expect(try await ended.take())
    }

    @Test("ends streams of events whole, and WebSockets as going away, long before its time is out")
    func streams() async throws {
        let server = Server(handler: { request in
            if request.asksForWebSocket { return .webSocket(request, parrot) }
            return .events(AsyncStream<ServerSentEvent> { $0.yield(ServerSentEvent(id: "1", data: "one")) })
        })
        let port = try server.start()
        let follower = try RawSocket(port: port)
        follower.send("GET /events HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(try await blocking { follower.read(until: "data: one") } != nil)
        let talks = Gate()
        async let talk = blocking {
            Result {
                let talker = try MessageSocket(port: port)
                talker.send(MessageSocket.text("hello"))
                let echo = talker.next()?.text
                talks.open()
                let code = talker.next()?.code
                talker.send(MessageSocket.close(1001))
                return (echo, code)
            }
        }
        await talks.pass()
        async let drained: Void = server.drain(within: .seconds(50))
        let rest = try #require(try await blocking { follower.readToEnd() })
        #expect(String(decoding: rest, as: UTF8.self).hasSuffix("0\r\n\r\n"), "it was cut off")
        let (echo, code) = try await talk.get()
        #expect(echo == "hello" && code == 1001)
        await drained
    }

    @Test("ends with its last reference")
    func released() async throws {
        var server: Server? = Server(handler: echo)
        let port = try #require(try server?.start())
        let socket = try RawSocket(port: port)
        server = nil
        #expect(try await blocking { socket.readToEnd() } == [])
    }

    @Test("may be drained before it was started, and twice")
    func repeated() async throws {
        let server = Server(handler: echo)
        await server.drain(within: .zero)
        try server.start()
        await server.drain(within: .zero)
        await server.drain(within: .zero)
    }
}
