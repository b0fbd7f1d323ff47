import Faults
import Testing

@testable import HTTP

/// What a client may say wrong, and how the server takes it (RFC 9113, 4 to 6, and 8).
@Suite("HTTP/2, malformed frames", .timeLimit(.minutes(1)))
struct HTTP2FrameTests {
    private static let protocolError: UInt32 = 1
    private static let flowControl: UInt32 = 3
    private static let closed: UInt32 = 5
    private static let frameSize: UInt32 = 6
    private static let compression: UInt32 = 9

    private static let fatal: [(String, Frame, UInt32)] = [
        ("DATA on an idle stream", Frame(.data, 1, 1, [1]), protocolError),
        ("DATA on stream 0", Frame(.data, 1, 0, [1]), protocolError),
        ("HEADERS on stream 0", Frame(.headers, 5, 0, literals(asking())), protocolError),
        ("HEADERS on an even stream", Frame(.headers, 5, 2, literals(asking())), protocolError),
        ("RST_STREAM on an idle stream", Frame(.reset, 0, 1, number(8)), protocolError),
        ("RST_STREAM on stream 0", Frame(.reset, 0, 0, number(8)), protocolError),
        ("RST_STREAM of three bytes", Frame(.reset, 0, 1, [0, 0, 8]), frameSize),
        ("WINDOW_UPDATE on an idle stream", Frame(.window, 0, 1, number(1)), protocolError),
        ("WINDOW_UPDATE of nothing", Frame(.window, 0, 0, number(0)), protocolError),
        ("WINDOW_UPDATE past the greatest window", Frame(.window, 0, 0, number(0x7FFF_FFFF)), flowControl),
        ("WINDOW_UPDATE of five bytes", Frame(.window, 0, 0, [0, 0, 0, 1, 0]), frameSize),
        ("SETTINGS on a stream", Frame(.settings, 0, 1), protocolError),
        ("SETTINGS of five bytes", Frame(.settings, 0, 0, [0, 0, 0, 0, 0]), frameSize),
        ("SETTINGS acknowledged with content", Frame(.settings, 1, 0, [0, 1, 0, 0, 0, 0]), frameSize),
        ("SETTINGS with push of 2", Frame(.settings, 0, 0, [0, 2, 0, 0, 0, 2]), protocolError),
        (
            "SETTINGS with a window past the greatest", Frame(.settings, 0, 0, [0, 4, 255, 255, 255, 255]),
            flowControl
        ),
        ("SETTINGS with frames too small", Frame(.settings, 0, 0, [0, 5, 0, 0, 0, 1]), protocolError),
        ("PING on a stream", Frame(.ping, 0, 1, [UInt8](repeating: 0, count: 8)), protocolError),
        ("PING of seven bytes", Frame(.ping, 0, 0, [UInt8](repeating: 0, count: 7)), frameSize),
        ("GOAWAY on a stream", Frame(.goAway, 0, 1, number(0) + number(0)), protocolError),
        ("PUSH_PROMISE of a client", Frame(.push, 4, 1, number(2) + literals(asking())), protocolError),
        ("CONTINUATION out of nothing", Frame(.continuation, 4, 1, literals(asking())), protocolError),
        ("a frame over the size", Frame(.data, 0, 1, [UInt8](repeating: 0, count: 16385)), frameSize),
        (
            "a block that is no HPACK", Frame(.headers, 5, 1, [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]),
            compression
        ),
        ("a field of an empty table", Frame(.headers, 5, 1, [0xBE]), compression),
        ("padding past the frame", Frame(.headers, 0x0D, 1, [200] + literals(asking())), protocolError),
    ]

    @Test(
        "ends the connection on frames that break it",
        arguments: fatal)
    func connection(name: String, frame: Frame, code: UInt32) async throws {
        let farewell = try await withFrames(handler: { _ in
            Issue.record("a handler was asked")
            return Response()
        }) { socket in
            socket.send(frame)
            socket.ask(5, asking())
            return socket.farewell()
        }
        #expect(farewell == code, "\(name)")
    }

    @Test("ends a connection whose header block is interrupted, or that does not begin as HTTP/2 does")
    func interruption() async throws {
        let interrupted = try await withFrames { socket in
            socket.send(
                Frame(.headers, 1, 1, literals(asking())), Frame(.ping, 0, 0, [UInt8](repeating: 0, count: 8))
            )
            return socket.farewell()
        }
        #expect(interrupted == Self.protocolError)
        let other = try await withFrames { socket in
            socket.send(Frame(.headers, 1, 1, literals(asking())), Frame(.continuation, 4, 3, []))
            return socket.farewell()
        }
        #expect(other == Self.protocolError)
        let first = try await withServer(plainHTTP2: true, handler: echo) { port, _ in
            try await blocking {
                Result {
                    let socket = try FrameSocket(port: port, greets: false)
                    socket.socket.send(HTTP2Session.preface)
                    socket.ask(1, asking())
                    return socket.farewell()
                }
            }.get()
        }
        #expect(first == Self.protocolError)
    }

    private static let malformed: [(String, [(String, String)])] = [
        ("a name in capitals", asking("GET", "/", [("Accept", "*/*")])),
        ("Connection", asking("GET", "/", [("connection", "close")])),
        ("Transfer-Encoding", asking("POST", "/", [("transfer-encoding", "chunked")])),
        ("Keep-Alive", asking("GET", "/", [("keep-alive", "1")])),
        ("Upgrade", asking("GET", "/", [("upgrade", "websocket")])),
        ("Proxy-Connection", asking("GET", "/", [("proxy-connection", "close")])),
        ("TE of more than trailers", asking("GET", "/", [("te", "gzip")])),
        ("no :method", Array(asking().dropFirst())),
        ("no :scheme", [(":method", "GET"), (":path", "/"), (":authority", "a")]),
        ("no :path", [(":method", "GET"), (":scheme", "http"), (":authority", "a")]),
        ("an empty :path", asking("GET", "")),
        ("a repeated :path", asking("GET", "/", []) + [(":path", "/b")]),
        ("a late pseudo-field", asking("GET", "/", [("a", "b"), (":path", "/b")])),
        ("an unknown pseudo-field", asking() + [(":host", "a")]),
        (":status in a request", asking() + [(":status", "200")]),
        ("a line break in a value", asking("GET", "/", [("a", "b\r\nc: d")])),
        ("a zero in a value", asking("GET", "/", [("a", "b\0c")])),
        ("a colon in a name", asking("GET", "/", [("a:b", "c")])),
        ("a space in a name", asking("GET", "/", [("a b", "c")])),
        ("two lengths", asking("POST", "/", [("content-length", "1"), ("content-length", "1")])),
        ("a length that is none", asking("POST", "/", [("content-length", "+1")])),
        ("a length without content", asking("POST", "/", [("content-length", "5")])),
        ("two Hosts", asking("GET", "/", [("host", "a"), ("host", "a")])),
        (
            "a Host that is none",
            [(":method", "GET"), (":scheme", "http"), (":path", "/"), ("host", "a b")]
        ),
        ("no Host at all", [(":method", "GET"), (":scheme", "http"), (":path", "/")]),
        (":protocol without CONNECT", asking("GET", "/") + [(":protocol", "websocket")]),
    ]

    @Test(
        "resets a stream whose request is malformed, and keeps the connection",
        arguments: malformed)
    func stream(name: String, fields: [(String, String)]) async throws {
        let (first, second) = try await withFrames { socket in
            socket.ask(1, fields)
            let first = socket.answer(1)
            socket.ask(3, asking())
            return (first, socket.answer(3))
        }
        #expect(first.reset == Self.protocolError && first.status == 0, "\(name)")
        #expect(second.status == 200, "\(name)")
    }

    private static let refused: [(String, [(String, String)], Int)] = [
        ("a Host that :authority contradicts", asking("GET", "/", [("host", "b")]), 400),
        ("a fragment in the path", asking("GET", "/a#b"), 400),
        ("a path beyond ASCII", asking("GET", "/\u{e4}"), 400),
        ("CONNECT", [(":method", "CONNECT"), (":authority", "a:1")], 501),
        ("CONNECT to what is not spoken", asking("CONNECT", "/") + [(":protocol", "connect-udp")], 501),
        ("an expectation", asking("PUT", "/", [("expect", "gold")]), 417),
        (
            "fields past the size",
            asking("GET", "/", (0..<2).map { ("a\($0)", String(repeating: "x", count: 33_000)) }), 431
        ),
        ("too many fields", asking("GET", "/", (0...100).map { ("a\($0)", "b") }), 431),
        ("a length past the limit", asking("PUT", "/", [("content-length", "99999999999")]), 413),
    ]

    @Test(
        "answers a request that HTTP/1 would be refused with the same status",
        arguments: refused)
    func refusal(name: String, fields: [(String, String)], status: Int) async throws {
        let (first, second) = try await withFrames(handler: { request in
            if request.headers["x-second"] == nil { Issue.record("a handler was asked") }
            return Response()
        }) { socket in
            // In pieces, as a block past the size of a frame has to come.
            let block = literals(fields)
            let ends = status == 413 ? 0 : Frame.ends
            let pieces = stride(from: 0, to: block.count, by: 16384).map { Array(block[$0...].prefix(16384)) }
            for (index, piece) in pieces.enumerated() {
                let last = index == pieces.count - 1 ? Frame.headersEnd : 0
                socket.send(
                    Frame(index == 0 ? .headers : .continuation, (index == 0 ? ends : 0) | last, 1, piece))
            }
            let first = socket.answer(1)
            socket.ask(3, asking("GET", "/", [("x-second", "1")]))
            return (first, socket.answer(3))
        }
        #expect(first.status == status && first.text.contains("http."), "\(name)")
        #expect(second.status == 200, "\(name)")
    }

    @Test("resets a stream whose content and length disagree, and tells its reader")
    func lengths() async throws {
        for (told, sent) in [(3, 5), (5, 3)] {
            let seen = Slot<Bool>()
            let answer = try await withFrames(handler: { request in
                do throws(Fault) {
                    _ = try await request.body.collect(upTo: 100)
                    seen.fill(false)
                } catch {
                    seen.fill(error.kind == .cancelled)
                }
                return Response()
            }) { socket in
                socket.ask(1, asking("PUT", "/", [("content-length", "\(told)")]), ends: false)
                socket.data(1, [UInt8](repeating: 0, count: sent), ends: true)
                return socket.answer(1)
            }
            #expect(answer.reset == Self.protocolError && !answer.isWhole)
            #expect(try await seen.take())
        }
    }

    @Test("ends what sends past its window")
    func overflow() async throws {
        let gate = Gate()
        let farewell = try await withFrames(handler: { _ in
            await gate.pass()
            return Response()
        }) { socket in
            socket.ask(1, asking("PUT"), ends: false)
            for _ in 0..<5 { socket.data(1, [UInt8](repeating: 0, count: 16384)) }
            let end = socket.next { $0.is(.goAway) || $0.is(.reset) }
            gate.open()
            return end?.code
        }
        #expect(farewell == Self.flowControl)
    }

    @Test("fails a body beyond the limit at its reader, and bounds it without a length too")
    func bodyLimit() async throws {
        var limits = Limits()
        limits.body = 1000
        let answer = try await withFrames(limits) { socket in
            socket.ask(1, asking("PUT"), ends: false)
            socket.data(1, [UInt8](repeating: 0, count: 900))
            socket.data(1, [UInt8](repeating: 0, count: 900), ends: true)
            return socket.answer(1)
        }
        #expect(answer.status == 413 && answer.text == "http.body_too_large")
    }

    @Test("takes padding, unknown frames and settings, priorities, and trailers")
    func harmless() async throws {
        let answer = try await withFrames(settings: [(0x99, 1), (3, 0), (4, 1 << 20)]) { socket in
            socket.send(Frame(.priority, 0, 9, number(0) + [16]))
            var strange = Frame(.ping, 0xFF, 7, [1, 2, 3])
            strange.kind = 0xAB
            socket.send(strange)
            socket.send(
                Frame(.headers, 0x08 | Frame.headersEnd, 1, [3] + literals(asking("PUT")) + [0, 0, 0]))
            socket.send(Frame(.data, 0x08, 1, [2] + Array("padded".utf8) + [0, 0]))
            socket.send(Frame(.headers, 5, 1, literals([("a-trailer", "dropped")])))
            return socket.answer(1)
        }
        #expect(answer.text == "PUT / padded")
    }

    @Test("acknowledges settings, and obeys a window of nothing")
    func smallWindow() async throws {
        let (parts, text) = try await withFrames(settings: [(4, 0)]) { socket in
            socket.ask(1, asking())
            _ = socket.next { $0.is(.headers) }
            var (parts, text) = (0, "")
            for _ in 0..<6 {
                socket.send(Frame(.window, 0, 1, number(1)))
                guard let frame = socket.next(where: { $0.is(.data) }) else { break }
                parts += frame.payload.count == 1 ? 1 : 0
                text += String(decoding: frame.payload, as: UTF8.self)
            }
            return (parts, text)
        }
        #expect(parts == 6 && text == "GET / ")
    }
}
