import Testing

@testable import HTTP

/// A client of WebSockets that says frame by frame what a test wants said, and blocks.
final class MessageSocket {
    struct Answer: Equatable {
        var opcode: UInt8
        var payload: [UInt8]

        var text: String { String(decoding: payload, as: UTF8.self) }
        /// Of a close.
        var code: Int { payload.prefix(2).reduce(0) { $0 << 8 | Int($1) } }
    }

    static let request =
        "GET /ws HTTP/1.1\r\nHost: a\r\nConnection: keep-alive, Upgrade\r\nUpgrade: WebSocket\r\n"
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"

    let socket: RawSocket
    private var buffer: [UInt8] = []
    private(set) var head = ""

    init(port: Int, then: [UInt8] = []) throws {
        socket = try RawSocket(port: port)
        // What follows at once must not be lost.
        socket.send(Array(Self.request.utf8) + then)
        while !buffer.contains(subsequence: [13, 10, 13, 10]) {
            let part = socket.read()
            try #require(!part.isEmpty, "no answer to the request for a WebSocket")
            buffer += part
        }
        let end = try #require(buffer.firstRange(of: [13, 10, 13, 10])?.upperBound)
        head = String(decoding: buffer[..<end], as: UTF8.self)
        buffer.removeFirst(end)
    }

    static func frame(
        _ opcode: UInt8, _ payload: some Collection<UInt8>, isFinal: Bool = true, masks: Bool = true,
        reserved: UInt8 = 0
    ) -> [UInt8] {
        var frame = [(isFinal ? 0x80 : 0) | reserved << 4 | opcode]
        let bit: UInt8 = masks ? 0x80 : 0
        let count = payload.count
        if count < 126 {
            frame.append(bit | UInt8(count))
        } else if count < 65536 {
            frame += [bit | 126, UInt8(count >> 8), UInt8(count & 255)]
        } else {
            frame.append(bit | 127)
            for shift in stride(from: 56, through: 0, by: -8) { frame.append(UInt8(count >> shift & 255)) }
        }
        let mask: [UInt8] = [0x12, 0x34, 0x56, 0x78]
        if masks { frame += mask }
        for (index, byte) in payload.enumerated() { frame.append(masks ? byte ^ mask[index & 3] : byte) }
        return frame
    }

    static func text(_ text: String) -> [UInt8] { frame(1, Array(text.utf8)) }

    static func close(_ code: Int, _ reason: String = "") -> [UInt8] {
        frame(8, [UInt8(code >> 8), UInt8(code & 255)] + Array(reason.utf8))
    }

    @discardableResult
    func send(_ bytes: [UInt8]) -> Bool { socket.send(bytes) }

    /// The next frame of the server; `nil` at the end.
    func next() -> Answer? {
        while true {
            if buffer.count >= 2 {
                let short = Int(buffer[1])
                let extra = short == 126 ? 2 : short == 127 ? 8 : 0
                if buffer.count >= 2 + extra {
                    let length = extra == 0 ? short : buffer[2..<(2 + extra)].reduce(0) { $0 << 8 | Int($1) }
                    if buffer.count >= 2 + extra + length {
                        let start = 2 + extra
                        let answer = Answer(
                            opcode: buffer[0] & 15, payload: Array(buffer[start..<(start + length)]))
                        buffer.removeFirst(start + length)
                        return answer
                    }
                }
            }
            let part = socket.read()
            if part.isEmpty { return nil }
            buffer += part
        }
    }

    /// The code that the server closes with, before it ends the connection; `nil` for none.
    func farewell() -> Int? {
        var code: Int?
        while let answer = next() { if answer.opcode == 8 { code = answer.code } }
        return code
    }
}

extension [UInt8] {
    func firstRange(of part: [UInt8]) -> Range<Int>? {
        guard count >= part.count else { return nil }
        for start in 0...(count - part.count) where self[start..<(start + part.count)].elementsEqual(part) {
            return start..<(start + part.count)
        }
        return nil
    }

    func contains(subsequence part: [UInt8]) -> Bool { firstRange(of: part) != nil }
}

/// Says back what it hears, until the client closes.
@Sendable func parrot(_ socket: WebSocket) async throws {
    while let message = try await socket.receive() { try await socket.send(message) }
}

/// Starts a server with `converse` behind every request for a WebSocket, and runs `body` as its client.
func withMessages<T: Sendable>(
    _ limits: WebSocketLimits = WebSocketLimits(), then: [UInt8] = [],
    _ converse: @escaping @Sendable (WebSocket) async throws -> Void = parrot,
    _ body: @escaping @Sendable (MessageSocket) -> T
) async throws -> T {
    try await withServer(handler: { .webSocket($0, limits: limits, converse) }) { port, _ in
        try await blocking { Result { body(try MessageSocket(port: port, then: then)) } }.get()
    }
}
