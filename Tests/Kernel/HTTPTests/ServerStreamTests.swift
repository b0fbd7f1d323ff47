import Faults
import Glibc
import Testing

@testable import HTTP

@Suite("Server, streams", .timeLimit(.minutes(1)))
struct ServerStreamTests {
    @Test("cancels a streaming handler when its client goes, writing or waiting", arguments: [true, false])
    func clientGone(writes: Bool) async throws {
        let ended = Slot<Bool>()
        try await withServer(handler: { _ in
            Response(
                body: .stream(length: nil) { writer in
                    do {
                        try await writer.write([0x61])
                        while writes { try await writer.write([UInt8](repeating: 0x61, count: 1000)) }
                        try await Task.sleep(for: .seconds(3600))
                    } catch {
                        ended.fill(Task.isCancelled && ((error as? Fault)?.kind ?? .cancelled) == .cancelled)
                        throw error
                    }
                })
        }) { port, _ in
            var socket: RawSocket? = try RawSocket(port: port)
            socket?.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            _ = socket?.read()
            socket = nil
            #expect(try await ended.take())
        }
    }

    @Test("makes a slow client slow the writer")
    func slowClient() async throws {
        let size = 64 << 20
        let written = Slot<Int>()
        try await withServer(handler: { _ in
            Response(
                body: .stream(length: size) { writer in
                    let piece = [UInt8](repeating: 0x61, count: 1 << 20)
                    for _ in 0..<64 { try await writer.write(piece) }
                    written.fill(size)
                })
        }) { port, _ in
            let socket = try RawSocket(port: port)
            let before = residentBytes()
            let (taken, during) = try await blocking { () -> (Int, Int) in
                socket.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
                var (taken, during) = (0, 0)
                while taken < size {
                    let part = socket.read(1 << 18)
                    if part.isEmpty { break }
                    taken += part.count
                    during = max(during, residentBytes())
                }
                return (taken, during)
            }
            // Other tests of this process take memory at the same time.
            #expect(taken >= size && during - before < size - 4_000_000)
            #expect(try await written.take() == size)
        }
    }

    @Test("sends events with comments between them")
    func events() async throws {
        let (stream, feed) = AsyncStream.makeStream(of: ServerSentEvent.self)
        let gone = Gate()
        feed.onTermination = { _ in gone.open() }
        try await withServer(handler: { _ in
            Response.events(stream, keepAlive: .milliseconds(20))
        }) { port, _ in
            var socket: RawSocket? = try RawSocket(port: port)
            let reader = try #require(socket)
            feed.yield(ServerSentEvent(id: "7", event: "log", data: "one\ntwo"))
            let text = try await blocking {
                reader.send("GET / HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\n\r\n")
                return reader.read(until: "id: 7\nevent: log\ndata: one\ndata: two\n\n")
            }
            #expect(text?.contains("Content-Type: text/event-stream; charset=utf-8\r\n") == true)
            #expect(text?.contains("Content-Encoding") == false)
            // Comments keep coming without an event.
            for _ in 0..<3 { #expect(try await blocking { reader.read(until: ":\n\n") } != nil) }
            _ = consume reader
            socket = nil
            await gone.pass()
        }
    }

    @Test("encodes every kind of line break in an event's data")
    func eventEncoding() {
        let event = ServerSentEvent(id: "a\nb", event: nil, data: "1\r\n2\r3\n\n4")
        let text = String(decoding: event.encoded, as: UTF8.self)
        #expect(text == "id: ab\ndata: 1\ndata: 2\ndata: 3\ndata: \ndata: 4\n\n")
        #expect(ServerSentEvent(data: "").encoded == Array("data: \n\n".utf8))
    }

    @Test("collects a stream in memory for callers in process")
    func inProcess() async throws {
        let response = Response(
            body: .stream(length: nil) { writer in
                try await writer.write([1])
                try await writer.write([2, 3])
            })
        #expect(try await response.content() == [1, 2, 3])
        await #expect(throws: Fault.self) { try await response.content(upTo: 2) }
    }
}
