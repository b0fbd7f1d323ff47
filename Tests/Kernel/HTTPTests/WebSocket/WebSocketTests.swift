import Faults
import Glibc
import Synchronization
import Testing

@testable import HTTP

@Suite("WebSocket", .timeLimit(.minutes(1)))
struct WebSocketTests {
    @Test("agrees as the standard's example does, and says messages back, those sent at once too")
    func agreement() async throws {
        let (head, one, two, end) = try await withMessages(then: MessageSocket.text("early")) { socket in
            let one = socket.next()
            socket.send(MessageSocket.frame(2, [0, 255]))
            let two = socket.next()
            socket.send(MessageSocket.close(1000))
            return (socket.head, one, two, socket.next())
        }
        #expect(head.hasPrefix("HTTP/1.1 101 Switching Protocols\r\n"))
        #expect(head.contains("\r\nUpgrade: websocket\r\n") && head.contains("\r\nConnection: Upgrade\r\n"))
        #expect(head.contains("\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"))
        #expect(!head.contains("Content-Length") && !head.contains("Transfer-Encoding"))
        #expect(one == .init(opcode: 1, payload: Array("early".utf8)))
        #expect(two == .init(opcode: 2, payload: [0, 255]))
        #expect(end?.opcode == 8 && end?.code == 1000)
    }

    @Test("puts fragments together, with control frames between them")
    func fragments() async throws {
        let answers = try await withMessages { socket in
            let text = Array("gr\u{fc}n".utf8)
            socket.send(MessageSocket.frame(1, text.prefix(3), isFinal: false))
            socket.send(MessageSocket.frame(9, [7]))
            socket.send(MessageSocket.frame(0, [], isFinal: false))
            socket.send(MessageSocket.frame(0, text.dropFirst(3)))
            return [socket.next(), socket.next()]
        }
        #expect(answers[0] == .init(opcode: 10, payload: [7]))
        #expect(answers[1]?.text == "gr\u{fc}n")
    }

    @Test("takes messages of every size, split anywhere", arguments: [0, 125, 126, 65535, 65536, 300_000])
    func sizes(size: Int) async throws {
        let same = try await withMessages { socket in
            let content = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            let frame = MessageSocket.frame(2, content)
            if size < 200 {
                for byte in frame { socket.send([byte]) }
            } else {
                socket.send(frame)
            }
            return socket.next()?.payload == content
        }
        #expect(same)
    }

    private static let violations: [(String, [UInt8], Int)] = [
        ("unmasked", MessageSocket.frame(1, [97], masks: false), 1002),
        ("reserved bit 1", MessageSocket.frame(1, [97], reserved: 4), 1002),
        ("reserved bit 3", MessageSocket.frame(1, [97], reserved: 1), 1002),
        ("reserved opcode", MessageSocket.frame(3, [97]), 1002),
        ("reserved control opcode", MessageSocket.frame(11, []), 1002),
        ("fragmented ping", MessageSocket.frame(9, [], isFinal: false), 1002),
        ("large ping", MessageSocket.frame(9, [UInt8](repeating: 0, count: 126)), 1002),
        ("continuation of nothing", MessageSocket.frame(0, [97]), 1002),
        (
            "text within a message",
            MessageSocket.frame(1, [97], isFinal: false) + MessageSocket.frame(1, [97]), 1002
        ),
        ("a length not in its shortest form", [0x81, 0xFE, 0, 5, 0, 0, 0, 0, 97, 97, 97, 97, 97], 1002),
        ("a negative length", [0x81, 0xFF, 0x80, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0], 1002),
        ("a length beyond memory", [0x82, 0xFF, 0x7F, 255, 255, 255, 255, 255, 255, 255, 0, 0, 0, 0], 1009),
        ("text that is no UTF-8", MessageSocket.frame(1, [0xC3, 0x28]), 1007),
        ("text with a surrogate", MessageSocket.frame(1, [0xED, 0xA0, 0x80]), 1007),
        ("text that is cut", MessageSocket.frame(1, [0xE2, 0x82]), 1007),
        ("close of one byte", MessageSocket.frame(8, [3]), 1002),
        ("close 1005", MessageSocket.close(1005), 1002),
        ("close 999", MessageSocket.close(999), 1002),
        ("close 2000", MessageSocket.close(2000), 1002),
        ("close with no UTF-8", MessageSocket.frame(8, [3, 232, 0xFF]), 1007),
        ("too large", MessageSocket.frame(2, [UInt8](repeating: 0, count: 2000)), 1009),
        (
            "too large in fragments",
            MessageSocket.frame(2, [UInt8](repeating: 0, count: 600), isFinal: false)
                + MessageSocket.frame(0, [UInt8](repeating: 0, count: 600)), 1009
        ),
    ]

    @Test("closes with the code of what the client did wrong, and tells the receiver", arguments: violations)
    func violation(name: String, bytes: [UInt8], code: Int) async throws {
        var limits = WebSocketLimits()
        limits.message = 1000
        let told = Slot<Fault.Code?>()
        let farewell = try await withMessages(limits) { socket in
            do throws(Fault) {
                while try await socket.receive() != nil {}
                told.fill(nil)
            } catch {
                told.fill(error.code)
            }
        } _: { socket in
            socket.send(bytes)
            return socket.farewell()
        }
        #expect(farewell == code, "\(name)")
        #expect(try await told.take() == "http.websocket", "\(name)")
    }

    @Test("answers a close with its code, and an empty one with nothing")
    func closing() async throws {
        for (frame, code) in [
            (MessageSocket.close(4321, "bye"), 4321), (MessageSocket.close(1001), 1001),
            (MessageSocket.frame(8, []), 0),
        ] {
            #expect(try await withMessages { $0.send(frame) ? $0.farewell() : nil } == code)
        }
    }

    @Test("closes with 1000 when the handler is done, and with 1011 when it fails")
    func handlerEnds() async throws {
        let done = try await withMessages { socket in
            try await socket.send(.text("last"))
        } _: { socket in
            (socket.next()?.text, socket.next()?.code)
        }
        #expect(done.0 == "last" && done.1 == 1000)
        let failed = try await withMessages { _ in
            throw CancellationError()
        } _: {
            $0.next()?.code
        }
        #expect(failed == 1011)
    }

    @Test("cancels the handler when the client goes, with or without a word")
    func gone() async throws {
        for says in [true, false] {
            let cancelled = Slot<Bool>()
            _ = try await withMessages { _ in
                do { try await Task.sleep(for: .seconds(3600)) } catch { cancelled.fill(Task.isCancelled) }
            } _: { socket in
                if says { socket.send(MessageSocket.close(1000)) }
            }
            #expect(try await cancelled.take())
        }
    }

    @Test("pings a silent client, and gives up on one that does not answer")
    func silence() async throws {
        var limits = WebSocketLimits()
        limits.pingEvery = .milliseconds(50)
        limits.pongWithin = .milliseconds(100)
        let (pings, farewell) = try await withMessages(limits) { socket in
            var pings = 0
            while pings < 3, let answer = socket.next() {
                guard answer.opcode == 9 else { continue }
                pings += 1
                socket.send(MessageSocket.frame(10, answer.payload))
            }
            return (pings, socket.farewell())
        }
        #expect(pings == 3 && farewell == 1008)
    }

    @Test("ends a flood of pings and of empty frames", arguments: [9, 10, 0])
    func floods(opcode: UInt8) async throws {
        var limits = WebSocketLimits()
        limits.idleFrames = (20, 1)
        limits.pingEvery = .seconds(3600)
        let farewell = try await withMessages(limits) { socket in
            if opcode == 0 { socket.send(MessageSocket.frame(1, [97], isFinal: false)) }
            for _ in 0..<100 where socket.send(MessageSocket.frame(opcode, [], isFinal: opcode != 0)) {}
            return socket.farewell()
        }
        #expect(farewell == 1008)
    }

    @Test("is read no faster than it is received from, and written to no faster than the client reads")
    func backpressure() async throws {
        let gate = Gate()
        let written = Mutex(0)
        let (taken, before) = try await withMessages { socket in
            let sender = Task { @Sendable in
                while true {
                    try await socket.send(.bytes([UInt8](repeating: 0, count: 50_000)))
                    written.withLock { $0 += 50_000 }
                }
            }
            await gate.pass()
            sender.cancel()
            while try await socket.receive() != nil {}
        } _: { socket in
            let piece = MessageSocket.frame(2, [UInt8](repeating: 0, count: 60_000))
            var sent = 0
            while sent < 500 {
                var poller = pollfd(fd: socket.socket.fd, events: Int16(POLLOUT), revents: 0)
                if poll(&poller, 1, 400) == 0 { break }
                let count = piece.withUnsafeBytes {
                    Glibc.send(
                        socket.socket.fd, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
                }
                if count < piece.count { break }
                sent += 1
            }
            let before = written.withLock { $0 }
            gate.open()
            return (sent, before)
        }
        #expect(taken < 300 && before < 20_000_000)
    }

    @Test(
        "refuses to go over when it was asked wrongly",
        arguments: [
            ("Upgrade: websocket\r\n", "", 400),
            ("Sec-WebSocket-Version: 13\r\n", "Sec-WebSocket-Version: 8\r\n", 426),
            ("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n", "Sec-WebSocket-Key: short\r\n", 400),
            ("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n", "", 400), ("GET /ws", "POST /ws", 400),
            ("Connection: keep-alive, Upgrade\r\n", "Connection: close\r\n", 400),
            ("\r\n\r\n", "\r\nContent-Length: 1\r\n\r\nx", 400), ("HTTP/1.1", "HTTP/1.0", 400),
        ])
    func refusals(part: String, other: String, status: Int) async throws {
        try await withServer(handler: { .webSocket($0, parrot) }) { port, _ in
            let request = MessageSocket.request.replacing("Upgrade: WebSocket", with: "Upgrade: websocket")
                .replacing(part, with: other, maxReplacements: 1)
            let socket = try RawSocket(port: port)
            let answer = try await blocking { () -> RawResponse? in
                socket.send(request)
                return try? socket.readResponse()
            }
            #expect(answer?.status == status)
            #expect((answer?.has("Sec-WebSocket-Version: 13") == true) == (status == 426))
        }
    }

    @Test("is spoken on a stream of HTTP/2 beside others")
    func multiplexed() async throws {
        let (status, text, code, other) = try await withFrames(handler: { request in
            request.asksForWebSocket ? .webSocket(request, parrot) : Response(status: 204)
        }) { socket in
            let fields = [
                (":method", "CONNECT"), (":protocol", "websocket"), (":scheme", "http"), (":path", "/ws"),
                (":authority", "a"), ("sec-websocket-version", "13"),
            ]
            socket.ask(1, fields, ends: false)
            socket.data(1, MessageSocket.text("hello"))
            let status = socket.inflate(socket.next { $0.is(.headers) }?.payload ?? []).first?.1
            let text = socket.next { $0.is(.data) }?.payload
            socket.ask(3, asking())
            let other = socket.answer(3).status
            socket.data(1, MessageSocket.close(1000))
            let close = socket.next { $0.is(.data) && $0.stream == 1 }?.payload
            return (status, text, close, other)
        }
        #expect(status == "200" && text == [0x81, 5] + Array("hello".utf8) && other == 204)
        #expect(code == [0x88, 2, 3, 232])
    }
}
