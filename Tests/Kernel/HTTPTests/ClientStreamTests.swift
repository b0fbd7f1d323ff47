import Faults
import Glibc
import Testing

@testable import HTTP

@Suite("Client, streams", .timeLimit(.minutes(1)))
struct ClientStreamTests {
    @Test("hands over the head before the body, and then the pieces")
    func pieces() async throws {
        let gate = Gate()
        try await withServer(handler: { _ in
            Response(
                status: 203, headers: ["X": "y"],
                body: .stream(length: nil) { writer in
                    try await writer.write(Array("one".utf8))
                    await gate.pass()
                    try await writer.write(Array("two".utf8))
                })
        }) { port, _ in
            let stream = try await Client().stream(ClientRequest(url: "http://127.0.0.1:\(port)/"))
            #expect(stream.status == 203 && stream.headers["x"] == "y")
            #expect(try await stream.nextChunk() == Array("one".utf8))
            gate.open()
            var rest: [UInt8] = []
            for try await chunk in stream { rest += chunk }
            #expect(rest == Array("two".utf8))
        }
    }

    @Test("stops reading the socket while nobody reads the stream")
    func backpressure() async throws {
        let size = 80_000_000
        let stalled = Slot<Int>()
        try await withPeer { socket in
            _ = socket.read(until: "\r\n\r\n")
            socket.send("HTTP/1.1 200 OK\r\nContent-Length: \(size)\r\n\r\n")
            let sent = socket.sendUntilStalled(limit: size)
            stalled.fill(sent)
            var left = size - sent
            let piece = [UInt8](repeating: 0x78, count: 1 << 20)
            while left > 0, socket.send(piece[..<min(left, piece.count)]) { left -= min(left, piece.count) }
        } _: { port, _ in
            let request = ClientRequest(url: "http://127.0.0.1:\(port)/", maxBody: .max)
            let stream = try await Client().stream(request)
            var total = try await stream.nextChunk()?.count ?? 0
            #expect(try await stalled.take() < 20_000_000)
            while let chunk = try await stream.nextChunk() { total += chunk.count }
            #expect(total == size)
        }
    }

    @Test("ends the transfer when the stream is dropped, or its reader is cancelled")
    func dropped() async throws {
        for cancels in [true, false] {
            let ended = Slot<Bool>()
            try await withPeer { socket in
                _ = socket.read(until: "\r\n\r\n")
                socket.send("HTTP/1.1 200 OK\r\n\r\nabc")
                ended.fill(socket.readToEnd() != nil)
            } _: { port, _ in
                let client = Client()
                let task = Task {
                    let stream = try await client.stream(ClientRequest(url: "http://127.0.0.1:\(port)/"))
                    var count = 0
                    if cancels {
                        while let chunk = try await stream.nextChunk() {
                            count += chunk.count
                            if count == 3 { withUnsafeCurrentTask { $0?.cancel() } }
                        }
                    }
                    return count
                }
                let result = await task.result
                #expect((try? result.get()) == (cancels ? nil : 0))
                let hasEnded = try await ended.take()
                #expect(hasEnded)
                withExtendedLifetime(client) {}
            }
        }
    }

    @Test("faults in the middle when the body breaks off, grows too large, or is late", arguments: [0, 1, 2])
    func breaks(kind: Int) async throws {
        try await withPeer { socket in
            _ = socket.read(until: "\r\n\r\n")
            socket.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc")
            if kind == 1 { socket.send([UInt8](repeating: 0, count: 97)) }
            if kind != 0 { _ = socket.readToEnd() }
        } _: { port, _ in
            var request = ClientRequest(url: "http://127.0.0.1:\(port)/")
            if kind == 1 { request.maxBody = 50 }
            if kind == 2 { request.deadline = .milliseconds(150) }
            let client = Client()
            let fault = await #expect(throws: Fault.self) {
                let stream = try await client.stream(request)
                while try await stream.nextChunk() != nil {}
            }
            #expect(fault?.kind == [.unavailable, .tooLarge, .deadlineExceeded][kind])
        }
    }
}
