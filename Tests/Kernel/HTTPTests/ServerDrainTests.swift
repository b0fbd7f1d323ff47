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

    @Test("answers what had reached it before the drain")
    func arrived() async throws {
        let (begun, gate) = (Gate(), Gate())
        let server = Server(ServerConfiguration(loops: 1)) { request in
            begun.open()
            await gate.pass()
            return Response(body: .bytes(Array(request.path.utf8)))
        }
        let port = try server.start()
        let sockets = try (0..<3).map { _ in try RawSocket(port: port) }
        for socket in sockets { socket.send("GET /in-time HTTP/1.1\r\nHost: a\r\n\r\n") }
        await begun.pass()
        async let drained: Void = server.drain(within: .seconds(30))
        gate.open()
        for socket in sockets {
            let answer = try await blocking { socket.readToEnd() } ?? []
            #expect(String(decoding: answer, as: UTF8.self).hasSuffix("/in-time"))
        }
        await drained
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
