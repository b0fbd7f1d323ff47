import Foundation
import Host
import Threads

/// A client of WebSockets on a blocking socket, as little of one as a journey needs.
struct MessageClient: Sendable {
    struct Ending: Sendable {
        let status: Int
        let messages: [String]
        let closeCode: Int?
    }

    let port: Int

    /// Asks for `path`, says `sends`, and reads until the server ends the conversation or `enough` have come.
    func follow(
        _ path: String, _ headers: [(String, String)], sends: String? = nil, enough: Int = .max
    ) async throws -> Ending {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(with: Result { try converse(path, headers, sends, enough) })
            }
        }
    }

    private func converse(
        _ path: String, _ headers: [(String, String)], _ sends: String?, _ enough: Int
    ) throws -> Ending {
        let fd = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(fd) }
        var patience = timeval(tv_sec: 60, tv_usec: 0)
        setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let connected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(fd, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else { throw POSIXError(.ECONNREFUSED) }
        let fields = headers.map { "\($0.0): \($0.1)\r\n" }.joined()
        var request = Array(
            ("GET \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nConnection: Upgrade\r\n"
                + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\(fields)\r\n")
                .utf8)
        if let sends { request += [0x81, 0x80 | UInt8(sends.utf8.count), 0, 0, 0, 0] + Array(sends.utf8) }
        guard send(fd, request, request.count, Int32(MSG_NOSIGNAL)) == request.count else {
            throw POSIXError(.EPIPE)
        }
        var bytes: [UInt8] = []
        func more() -> Bool {
            var part = [UInt8](repeating: 0, count: 65536)
            let count = recv(fd, &part, part.count, 0)
            if count > 0 { bytes += part[..<count] }
            return count > 0
        }
        var end = bytes.count
        while true {
            let text = String(decoding: bytes, as: UTF8.self)
            if let range = text.range(of: "\r\n\r\n") {
                end = text[..<range.upperBound].utf8.count
                break
            }
            guard more() else { throw POSIXError(.ECONNRESET) }
        }
        let status = Int(String(decoding: bytes[9..<12], as: UTF8.self)) ?? 0
        bytes.removeFirst(end)
        var (messages, code): ([String], Int?) = ([], nil)
        while status == 101, messages.count < enough {
            while let (opcode, payload, length) = frame(bytes) {
                bytes.removeFirst(length)
                if opcode == 1 { messages.append(String(decoding: payload, as: UTF8.self)) }
                if opcode == 9 {
                    // A slow machine must not look like a client that has gone.
                    let pong = [0x8A, 0x80 | UInt8(payload.count), 0, 0, 0, 0] + payload
                    _ = send(fd, pong, pong.count, Int32(MSG_NOSIGNAL))
                }
                if opcode == 8 { code = payload.prefix(2).reduce(0) { $0 << 8 | Int($1) } }
            }
            if code != nil || !more() { break }
        }
        return Ending(status: status, messages: messages, closeCode: code)
    }

    private func frame(_ bytes: [UInt8]) -> (UInt8, ArraySlice<UInt8>, Int)? {
        guard bytes.count >= 2 else { return nil }
        let extra = bytes[1] == 126 ? 2 : bytes[1] == 127 ? 8 : 0
        guard bytes.count >= 2 + extra else { return nil }
        let length = extra == 0 ? Int(bytes[1]) : bytes[2..<(2 + extra)].reduce(0) { $0 << 8 | Int($1) }
        guard bytes.count >= 2 + extra + length else { return nil }
        return (bytes[0] & 15, bytes[(2 + extra)..<(2 + extra + length)], 2 + extra + length)
    }
}
