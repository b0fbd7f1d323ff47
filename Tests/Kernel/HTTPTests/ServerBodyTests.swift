import Faults
import Glibc
import Testing

@testable import HTTP

@Suite("Server, bodies", .timeLimit(.minutes(1)))
struct ServerBodyTests {
    @Test("asks for the body only when the handler reads it")
    func expectContinue() async throws {
        try await withServer(handler: { request in
            request.path == "/read" ? await echo(request) : Response(status: 403)
        }) { port, _ in
            let fields = "Host: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n"
            let refused = try await say("PUT /no HTTP/1.1\r\n\(fields)", to: port)
            #expect(refused.hasPrefix("HTTP/1.1 403") && refused.contains("Connection: close"))
            let socket = try RawSocket(port: port)
            let (asked, answer) = try await blocking { () -> (String?, RawResponse?) in
                socket.send("PUT /read HTTP/1.1\r\n\(fields)")
                let asked = socket.read(until: "\r\n\r\n")
                socket.send("hi")
                return (asked, try? socket.readResponse())
            }
            #expect(asked == "HTTP/1.1 100 Continue\r\n\r\n")
            #expect(answer?.text == "PUT /read hi")
        }
    }

    @Test("throws a small unread rest away and keeps the connection; a large rest ends it")
    func unread() async throws {
        try await withServer(handler: { _ in Response(status: 202) }) { port, _ in
            let socket = try RawSocket(port: port)
            let statuses = try await blocking { () -> [Int] in
                socket.send("PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 50000\r\n\r\n")
                let first = try? socket.readResponse()
                socket.send([UInt8](repeating: 0, count: 50_000))
                socket.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
                let second = try? socket.readResponse()
                return [first?.status ?? 0, second?.status ?? 0]
            }
            #expect(statuses == [202, 202])
            let large = "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 5000000\r\n\r\n"
            let answer = try await say(large + String(repeating: "x", count: 300_000), to: port)
            #expect(answer.hasPrefix("HTTP/1.1 202") && answer.contains("Connection: close"))
        }
    }

    @Test("tells the reader of a body that grows too large, breaks, or is left by its client")
    func faults() async throws {
        var limits = Limits()
        limits.body = 1000
        let head = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
        for (rest, code) in [
            ("3e9\r\n", "http.body_too_large"), ("2\r\nabc\r\n", "http.bad_framing"),
        ] {
            try await withServer(limits, handler: echo) { port, _ in
                let socket = try RawSocket(port: port)
                let answer = try await blocking { () -> RawResponse? in
                    socket.send(head + "1\r\nx\r\n")
                    socket.send(rest)
                    return try? socket.readResponse()
                }
                // Broken within the first read it is refused outright, later the handler tells it.
                let told = try #require(answer)
                #expect(told.has("Connection: close"))
                #expect(told.text == code || told.text.contains(#""status":4"#))
            }
        }
        let fault = Slot<Fault?>()
        try await withServer(handler: { request in
            do {
                _ = try await request.body.collect(upTo: 100)
                fault.fill(nil)
            } catch {
                fault.fill(Fault.from(error, "test"))
            }
            return Response()
        }) { port, _ in
            var socket: RawSocket? = try RawSocket(port: port)
            socket?.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab")
            socket = nil
            let told = try await fault.take()
            #expect(told?.code == "http.client_gone")
        }
    }

    @Test("lets a slow reader slow its client, and keeps memory flat over 100 MB")
    func backpressure() async throws {
        let size = 100_000_000
        var limits = Limits()
        limits.body = size
        let gate = Gate()
        let firstRead = Gate()
        let peak = Slot<Int>()
        try await withServer(
            limits,
            handler: { request in
                var total = 0
                var largest = 0
                do {
                    while let chunk = try await request.body.nextChunk() {
                        total += chunk.count
                        largest = max(largest, chunk.count)
                        firstRead.open()
                        await gate.pass()
                    }
                } catch {
                    return Response(status: 500)
                }
                peak.fill(largest)
                return Response(body: .bytes(Array("\(total)".utf8)))
            }
        ) { port, _ in
            let socket = try RawSocket(port: port)
            let before = residentBytes()
            let stalledAt = try await blocking {
                socket.send("PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: \(size)\r\n\r\n")
                return socket.sendUntilStalled(limit: size)
            }
            await firstRead.pass()
            // What the kernel holds for both sockets, and a little: the server itself stopped reading.
            #expect(stalledAt < 20_000_000)
            gate.open()
            let (answer, during) = try await blocking { () -> (RawResponse?, Int) in
                var left = size - stalledAt
                var during = 0
                let piece = [UInt8](repeating: 0x78, count: 1 << 20)
                while left > 0, socket.send(piece[..<min(left, piece.count)]) {
                    left -= min(left, piece.count)
                    during = max(during, residentBytes())
                }
                return (try? socket.readResponse(), during)
            }
            #expect(answer?.text == "\(size)")
            // Other tests of this process take memory at the same time; the body alone would be all of this.
            #expect(during - before < size - 10_000_000)
            let largest = try await peak.take()
            #expect(largest <= 64 << 10)
        }
    }

    @Test("keeps connections apart when one handler reads what another's client sends")
    func crossing() async throws {
        let uploaded = Slot<Request>()
        let gate = Gate()
        try await withServer(handler: { request in
            switch request.path {
            case "/upload":
                uploaded.fill(request)
                await gate.pass()
                return Response()
            case "/take":
                let taken = try? await uploaded.take().body.nextChunk()
                return Response(body: .bytes(taken.flatMap { $0 } ?? []))
            default: return await echo(request)
            }
        }) { port, _ in
            let (upload, taker) = (try RawSocket(port: port), try RawSocket(port: port))
            upload.send("PUT /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 500\r\n\r\n")
            _ = try await uploaded.take()
            upload.send([UInt8](repeating: 0x7A, count: 500))
            let answer = try await blocking { () -> [UInt8]? in
                let fields = "HTTP/1.1\r\nHost: a\r\n"
                taker.send("GET /take \(fields)\r\nGET /after \(fields)Connection: close\r\n\r\n")
                return taker.readToEnd()
            }
            let text = String(decoding: answer ?? [], as: UTF8.self)
            #expect(text.contains(String(repeating: "z", count: 500)) && text.hasSuffix("GET /after "))
            gate.open()
            #expect(try upload.readResponse().status == 200)
        }
    }

    @Test("gives an empty body to a request without one")
    func none() async throws {
        #expect(try await RequestBody.empty.collect(upTo: 0) == [])
        #expect(try await RequestBody([1, 2, 3]).collect(upTo: 3) == [1, 2, 3])
        let fault = await #expect(throws: Fault.self) { try await RequestBody([1, 2, 3]).collect(upTo: 2) }
        #expect(fault?.kind == .tooLarge && fault?.code == "http.body_too_large")
    }
}

/// What this process holds in memory.
func residentBytes() -> Int {
    guard let file = fopen("/proc/self/statm", "r") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    guard fgets(&line, 256, file) != nil else { return 0 }
    let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return (Int(text.split(separator: " ")[1]) ?? 0) * 4096
}
