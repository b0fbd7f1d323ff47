import Synchronization
import Testing

@testable import HTTP

/// What costs a server more than it costs the client, and where that ends.
@Suite("HTTP/2, floods", .timeLimit(.minutes(1)))
struct HTTP2FloodTests {
    private static let calm: UInt32 = 11

    private static let idle = [UInt8](repeating: 0, count: 8)

    @Test(
        "ends a connection that floods with frames which ask for nothing",
        arguments: [
            ("PING", Frame(.ping, 0, 0, idle)),
            ("acknowledged PING", Frame(.ping, 1, 0, idle)),
            ("SETTINGS", Frame(.settings)),
            ("PRIORITY", Frame(.priority, 0, 9, number(0) + [16])),
            ("WINDOW_UPDATE", Frame(.window, 0, 0, number(1))),
            ("empty DATA", Frame(.data, 0, 1)),
            ("PRIORITY_UPDATE", Frame(.ping, 0, 0, [])),
        ])
    func idleFrames(name: String, frame: Frame) async throws {
        var limits = Limits()
        limits.idleFrames = (100, 1)
        let gate = Gate()
        let (calm, flood) = try await withFrames(
            limits,
            handler: { _ in
                await gate.pass()
                return Response()
            }
        ) { socket in
            socket.ask(1, asking("PUT"), ends: false)
            var frame = frame
            if name == "PRIORITY_UPDATE" {
                (frame.kind, frame.payload) = (0x10, number(1) + Array("u=1".utf8))
            }
            // What an ordinary client sends is no flood.
            for _ in 0..<50 { socket.send(frame) }
            socket.send(Frame(.ping, 0, 0, [1] + Self.idle.dropFirst()))
            let calm = socket.next { $0.is(.ping) && $0.payload.first == 1 || $0.is(.goAway) }
            for _ in 0..<200 { socket.send(frame) }
            let flood = socket.farewell()
            gate.open()
            return (calm?.is(.ping), flood)
        }
        #expect(calm == true && flood == Self.calm, "\(name)")
    }

    @Test("ends a connection that opens streams and resets them, and starts only a few of their handlers")
    func rapidReset() async throws {
        var limits = Limits()
        limits.resets = (50, 1)
        let started = Mutex(0)
        let farewell = try await withFrames(
            limits,
            handler: { _ in
                started.withLock { $0 += 1 }
                return Response()
            }
        ) { socket in
            for id in stride(from: Int32(1), to: 2000, by: 2) {
                guard
                    socket.send(
                        Frame(.headers, 5, id, literals(asking())), Frame(.reset, 0, id, number(8)))
                else { break }
            }
            return socket.farewell()
        }
        #expect(farewell == Self.calm)
        #expect(started.withLock { $0 } <= 60)
    }

    @Test("counts handlers that outlive their reset streams against the streams of a connection")
    func outlivingHandlers() async throws {
        var limits = Limits()
        limits.concurrentStreams = 4
        let gate = Gate()
        let started = Mutex(0)
        let refused = try await withFrames(
            limits,
            handler: { _ in
                started.withLock { $0 += 1 }
                await gate.pass()
                return Response()
            }
        ) { socket in
            for id in [Int32](arrayLiteral: 1, 3, 5, 7) {
                socket.ask(id, asking())
                socket.send(Frame(.ping, 0, 0, Self.idle))
                _ = socket.next { $0.is(.ping) }
                socket.send(Frame(.reset, 0, id, number(8)))
            }
            socket.ask(9, asking())
            let refused = socket.answer(9).reset
            gate.open()
            return refused
        }
        // REFUSED_STREAM: the client may ask again.
        #expect(refused == 7 && started.withLock { $0 } == 4)
    }

    @Test(
        "refuses streams past those that it announces, and ends who has acknowledged that",
        arguments: [false, true])
    func streams(acknowledges: Bool) async throws {
        var limits = Limits()
        limits.concurrentStreams = 2
        let gate = Gate()
        let (announced, answer) = try await withFrames(
            limits,
            handler: { _ in
                await gate.pass()
                return Response()
            }
        ) { socket in
            let settings = socket.next { $0.is(.settings) && $0.flags == 0 }
            if acknowledges { socket.send(Frame(.settings, 1)) }
            for id in [Int32](arrayLiteral: 1, 3, 5) { socket.ask(id, asking()) }
            let answer = socket.answer(5)
            gate.open()
            return (settings?.payload.prefix(6), answer)
        }
        #expect(announced == [0, 3, 0, 0, 0, 2])
        #expect(acknowledges ? answer.goAway == 1 : answer.reset == 7)
    }

    @Test("ends a header block that goes on and on, in frames or decompressed")
    func headerFloods() async throws {
        let continuations = try await withFrames { socket in
            socket.send(Frame(.headers, 1, 1, literals(asking())))
            for _ in 0..<100 where socket.send(Frame(.continuation, 0, 1, literals([("a", "b")]))) {}
            return socket.farewell()
        }
        #expect(continuations == Self.calm)
        // One field of 4,000 bytes put into the table, and named some ten thousand times by one byte each.
        let bomb = try await withFrames { socket in
            let large = [0x40, 1, 0x62, 0x7F, 0xA1, 0x1E] + [UInt8](repeating: 0x78, count: 4000)
            let block = literals(asking()) + large + [UInt8](repeating: 0xBE, count: 12_000)
            socket.send(Frame(.headers, 1, 1, Array(block.prefix(16384))))
            socket.send(Frame(.continuation, 4, 1, Array(block.dropFirst(16384))))
            return socket.farewell()
        }
        #expect(bomb == Self.calm)
    }

    @Test("ends a head, a body and an answer that drip, and a connection that says nothing")
    func drips() async throws {
        var limits = Limits()
        limits.headDeadline = .milliseconds(200)
        let head = try await withFrames(limits) { socket in
            socket.send(Frame(.headers, 1, 1, literals(asking())))
            return socket.farewell()
        }
        #expect(head == Self.calm)

        limits = Limits()
        limits.bodyDeadline = .milliseconds(200)
        let body = try await withFrames(limits) { socket in
            socket.ask(1, asking("PUT"), ends: false)
            socket.data(1, [1])
            return socket.answer(1)
        }
        #expect(body.status == 504 && body.text == "http.body_deadline")

        limits = Limits()
        limits.writeStall = .milliseconds(200)
        let stalled = try await withFrames(limits, settings: [(4, 0)]) { socket in
            socket.ask(1, asking())
            return socket.next { $0.is(.reset) }?.code
        }
        #expect(stalled == 8)

        limits = Limits()
        limits.idle = .milliseconds(200)
        let idle = try await withFrames(limits) { socket in
            socket.ask(1, asking())
            _ = socket.answer(1)
            return socket.farewell()
        }
        #expect(idle == 0)
    }

    @Test("ends a connection after its share of requests, when those are answered")
    func share() async throws {
        var limits = Limits()
        limits.requestsPerConnection = 2
        let (statuses, away) = try await withFrames(limits) { socket in
            socket.ask(1, asking())
            let first = socket.answer(1).status
            socket.ask(3, asking())
            return (
                [first, socket.answer(3).status],
                socket.seen.last { $0.is(.goAway) }?.code ?? socket.farewell()
            )
        }
        #expect(statuses == [200, 200] && away == 0)
    }
}
