import Testing

@testable import HTTP

@Suite("HTTP/2 under mutation", .timeLimit(.minutes(2)))
struct HTTP2FuzzTests {
    /// What an ordinary client says in one visit, frame by frame.
    private static let visit: [Frame] = [
        Frame(.settings, 0, 0, [0, 4, 0, 1, 0, 0]), Frame(.window, 0, 0, number(65536)),
        Frame(.headers, 4, 1, literals(asking("PUT", "/a"))), Frame(.data, 0, 1, Array("hello".utf8)),
        Frame(.headers, 5, 3, literals(asking("GET", "/b", [("accept-encoding", "br")]))),
        Frame(.data, 8, 1, [2, 33, 33, 0, 0]), Frame(.ping, 0, 0, [1, 2, 3, 4, 5, 6, 7, 8]),
        Frame(.headers, 1, 5, Array(literals(asking()).prefix(20))),
        Frame(.continuation, 4, 5, Array(literals(asking()).dropFirst(20))),
        Frame(.reset, 0, 5, number(8)), Frame(.priority, 0, 7, number(3) + [9]), Frame(.settings, 1),
        Frame(.headers, 5, 1, literals([("trailer", "x")])), Frame(.goAway, 0, 0, number(0) + number(0)),
    ]

    private static func mutated(_ random: inout some RandomNumberGenerator) -> [UInt8] {
        var frames = visit
        for _ in 0..<Int.random(in: 0...4, using: &random) {
            let index = Int.random(in: 0..<frames.count, using: &random)
            switch Int.random(in: 0...6, using: &random) {
            case 0: frames.remove(at: index)
            case 1: frames.swapAt(index, Int.random(in: 0..<frames.count, using: &random))
            case 2: frames[index].flags = UInt8.random(in: 0...255, using: &random)
            case 3: frames[index].stream = Int32.random(in: 0...9, using: &random)
            case 4: frames[index].kind = UInt8.random(in: 0...17, using: &random)
            case 5 where !frames[index].payload.isEmpty:
                let at = frames[index].payload.indices.randomElement(using: &random) ?? 0
                frames[index].payload[at] = UInt8.random(in: 0...255, using: &random)
            default: frames[index].payload = Array(frames[index].payload.dropLast(1))
            }
            if frames.isEmpty { return [] }
        }
        var bytes = HTTP2Session.preface + frames.flatMap(\.encoded)
        if Int.random(in: 0...3, using: &random) == 0 {
            bytes[Int.random(in: 0..<bytes.count, using: &random)] ^= UInt8.random(
                in: 1...255, using: &random)
        }
        return bytes
    }

    @Test("goes on serving whatever a client says, and ends what it began for it")
    func frames() async throws {
        var limits = Limits()
        limits.headDeadline = .seconds(2)
        limits.idle = .seconds(2)
        limits.bodyDeadline = .seconds(2)
        try await withServer(limits, plainHTTP2: true, handler: echo) { port, _ in
            let answers = try await blocking {
                Result {
                    var random = SeededGenerator(91)
                    var answers = 0
                    for round in 0..<(400 * fuzzFactor) {
                        let socket = try RawSocket(port: port)
                        let bytes = Self.mutated(&random)
                        let cut = Int.random(in: 0...bytes.count, using: &random)
                        socket.send(bytes[..<cut])
                        socket.send(bytes[cut...])
                        socket.finish()
                        _ = socket.read()
                        guard round % 20 == 0 else { continue }
                        let other = try FrameSocket(port: port)
                        other.ask(1, asking("GET", "/after"))
                        if other.answer(1).text == "GET /after " { answers += 1 }
                    }
                    return answers
                }
            }.get()
            #expect(answers == 20 * fuzzFactor)
        }
    }
}
