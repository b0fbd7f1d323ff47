import Testing

@testable import HTTP

@Suite("Frames of WebSockets under mutation")
struct WebSocketFuzzTests {
    private func events(_ pieces: [ArraySlice<UInt8>]) -> [WebSocketFrames.Event] {
        var frames = WebSocketFrames(limit: 500)
        var events: [WebSocketFrames.Event] = []
        for piece in pieces {
            frames.feed(Array(piece))
            while let event = frames.next() {
                events.append(event)
                if case .violation = event { return events }
            }
        }
        return events
    }

    @Test("mean the same however reads split them, and never crash")
    func splits() {
        var random = SeededGenerator(17)
        for _ in 0..<(3000 * fuzzFactor) {
            var bytes: [UInt8] = []
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let opcode = [0, 1, 2, 8, 9, 10, 3].randomElement(using: &random) ?? 1
                let size = [0, 1, 5, 125, 126, 400, 600].randomElement(using: &random) ?? 0
                let payload = (0..<size).map { _ in UInt8.random(in: 0x20...0xC3, using: &random) }
                bytes += MessageSocket.frame(
                    UInt8(opcode), payload, isFinal: Int.random(in: 0...2, using: &random) > 0)
            }
            if Bool.random(using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(
                    in: 0...255, using: &random)
            }
            let whole = events([bytes[...]])
            var (pieces, at): ([ArraySlice<UInt8>], Int) = ([], 0)
            while at < bytes.count {
                let next = min(bytes.count, at + Int.random(in: 1...40, using: &random))
                pieces.append(bytes[at..<next])
                at = next
            }
            #expect(events(pieces) == whole)
        }
    }
}
