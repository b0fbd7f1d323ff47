import CNghttp2

@testable import HTTP

/// A frame of HTTP/2 as it stood on the wire (RFC 9113, 4.1).
struct Frame: Sendable, Equatable {
    enum Kind: UInt8 {
        case data, headers, priority, reset, settings, push, ping, goAway, window, continuation
    }

    static let ends: UInt8 = 1
    static let headersEnd: UInt8 = 4

    var kind: UInt8
    var flags: UInt8 = 0
    var stream: Int32 = 0
    var payload: [UInt8] = []

    init(_ kind: Kind, _ flags: UInt8 = 0, _ stream: Int32 = 0, _ payload: [UInt8] = []) {
        self.kind = kind.rawValue
        self.flags = flags
        self.stream = stream
        self.payload = payload
    }

    func `is`(_ kind: Kind) -> Bool { self.kind == kind.rawValue }

    /// Of a RST_STREAM or, behind the last stream, a GOAWAY.
    var code: UInt32 {
        payload.dropFirst(self.is(.goAway) ? 4 : 0).prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    }

    var encoded: [UInt8] {
        let length = payload.count
        return [UInt8(length >> 16 & 255), UInt8(length >> 8 & 255), UInt8(length & 255), kind, flags]
            + number(UInt32(bitPattern: stream)) + payload
    }
}

/// Four bytes, the high one first.
func number(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(value >> (24 - 8 * $0) & 255) } }

/// Fields as literals that touch no table (RFC 7541, 6.2.2).
func literals(_ fields: [(String, String)]) -> [UInt8] {
    func text(_ text: String) -> [UInt8] {
        let bytes = Array(text.utf8)
        guard bytes.count >= 127 else { return [UInt8(bytes.count)] + bytes }
        var (rest, out): (Int, [UInt8]) = (bytes.count - 127, [127])
        while rest >= 128 {
            out.append(UInt8(rest % 128 + 128))
            rest /= 128
        }
        return out + [UInt8(rest)] + bytes
    }
    return fields.flatMap { [0] + text($0.0) + text($0.1) }
}

/// The fields of an ordinary request.
func asking(
    _ method: String = "GET", _ path: String = "/", _ more: [(String, String)] = []
) -> [(String, String)] {
    [(":method", method), (":scheme", "http"), (":path", path), (":authority", "a")] + more
}

/// One answer, or the way in which it failed.
struct FrameAnswer {
    var status = 0
    var headers: [String: String] = [:]
    var body: [UInt8] = []
    var isWhole = false
    var reset: UInt32?
    /// The connection was ended with this code; or without a word.
    var goAway: UInt32?

    var text: String { String(decoding: body, as: UTF8.self) }
}

/// A client of HTTP/2 that says frame by frame what a test wants said, and blocks.
final class FrameSocket {
    let socket: RawSocket
    private var buffer: [UInt8] = []
    private var inflater: OpaquePointer?
    /// Frames that came while another one was waited for.
    private(set) var seen: [Frame] = []

    /// Says the preface and `settings`.
    init(port: Int, settings: [(UInt16, UInt32)] = [], greets: Bool = true) throws {
        socket = try RawSocket(port: port)
        nghttp2_hd_inflate_new(&inflater)
        guard greets else { return }
        socket.send(HTTP2Session.preface)
        send(
            Frame(
                .settings, 0, 0,
                settings.flatMap { [UInt8($0.0 >> 8), UInt8($0.0 & 255)] + number($0.1) }))
    }

    deinit { nghttp2_hd_inflate_del(inflater) }

    @discardableResult
    func send(_ frames: Frame...) -> Bool { socket.send(frames.flatMap(\.encoded)) }

    func ask(_ id: Int32, _ fields: [(String, String)], ends: Bool = true) {
        send(Frame(.headers, Frame.headersEnd | (ends ? Frame.ends : 0), id, literals(fields)))
    }

    func data(_ id: Int32, _ bytes: [UInt8], ends: Bool = false) {
        send(Frame(.data, ends ? Frame.ends : 0, id, bytes))
    }

    /// The next frame; `nil` at the end of the connection.
    func next() -> Frame? {
        while true {
            if buffer.count >= 9 {
                let length = Int(buffer[0]) << 16 | Int(buffer[1]) << 8 | Int(buffer[2])
                if buffer.count >= 9 + length {
                    var frame = Frame(.data)
                    frame.kind = buffer[3]
                    frame.flags = buffer[4]
                    frame.stream = buffer[5..<9].reduce(0) { $0 << 8 | Int32($1) }
                    frame.payload = Array(buffer[9..<(9 + length)])
                    buffer.removeFirst(9 + length)
                    seen.append(frame)
                    return frame
                }
            }
            let part = socket.read()
            if part.isEmpty { return nil }
            buffer += part
        }
    }

    /// Reads until a frame fits.
    func next(where fits: (Frame) -> Bool) -> Frame? {
        while let frame = next() { if fits(frame) { return frame } }
        return nil
    }

    /// Reads until the stream has ended, or the connection has.
    func answer(_ id: Int32) -> FrameAnswer {
        var answer = FrameAnswer()
        while let frame = next() {
            if frame.is(.goAway), frame.code != 0 { answer.goAway = frame.code }
            if frame.is(.headers) {
                let fields = inflate(frame.payload)
                guard frame.stream == id else { continue }
                for (name, value) in fields { answer.headers[name] = value }
                answer.status = Int(answer.headers[":status"] ?? "") ?? 0
            }
            guard frame.stream == id else { continue }
            if frame.is(.data) {
                answer.body += frame.payload
                if !frame.payload.isEmpty {
                    // Room for what follows, here and on the connection.
                    let count = number(UInt32(frame.payload.count))
                    send(Frame(.window, 0, id, count), Frame(.window, 0, 0, count))
                }
            }
            if frame.is(.reset) {
                answer.reset = frame.code
                return answer
            }
            let isInterim = frame.is(.headers) && answer.status < 200
            if !isInterim, frame.flags & Frame.ends != 0, frame.is(.data) || frame.is(.headers) {
                answer.isWhole = true
                return answer
            }
        }
        if answer.goAway == nil, !answer.isWhole { answer.goAway = .max }
        return answer
    }

    /// The code of the GOAWAY that ends the connection; `nil` when there is none.
    func farewell() -> UInt32? {
        var code: UInt32?
        while let frame = next() { if frame.is(.goAway) { code = frame.code } }
        return code
    }

    func inflate(_ block: [UInt8]) -> [(String, String)] {
        var (fields, at): ([(String, String)], Int) = ([], 0)
        var block = block
        while true {
            var (field, flags) = (nghttp2_nv(), Int32(0))
            let count = block.withUnsafeMutableBufferPointer { bytes in
                nghttp2_hd_inflate_hd2(
                    inflater, &field, &flags, bytes.baseAddress.map { $0 + at }, bytes.count - at, 1)
            }
            if count < 0 { return fields }
            at += Int(count)
            if flags & Int32(NGHTTP2_HD_INFLATE_EMIT.rawValue) != 0 {
                func text(_ start: UnsafeMutablePointer<UInt8>?, _ count: Int) -> String {
                    String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
                }
                fields.append((text(field.name, field.namelen), text(field.value, field.valuelen)))
            }
            if flags & Int32(NGHTTP2_HD_INFLATE_FINAL.rawValue) != 0 { break }
        }
        nghttp2_hd_inflate_end_headers(inflater)
        return fields
    }
}

/// Starts a server that takes HTTP/2 in the clear, and runs `body` as its client on a thread that may block.
func withFrames<T: Sendable>(
    _ limits: Limits = Limits(), settings: [(UInt16, UInt32)] = [],
    handler: @escaping @Sendable (Request) async -> Response = echo,
    _ body: @escaping @Sendable (FrameSocket) -> T
) async throws -> T {
    try await withServer(limits, plainHTTP2: true, handler: handler) { port, _ in
        let outcome = try await blocking { Result { body(try FrameSocket(port: port, settings: settings)) } }
        return try outcome.get()
    }
}
