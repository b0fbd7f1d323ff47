import Glibc
import Testing

@testable import HTTP

/// Runs blocking calls on a thread of their own, so that the cooperative pool stays free.
func blocking<T: Sendable>(_ body: @escaping @Sendable () -> T) async throws -> T {
    try await withCheckedThrowingContinuation { continuation in
        do {
            try startThread(name: "test") { continuation.resume(returning: body()) }
        } catch {
            continuation.resume(throwing: error)
        }
    }
}

/// A plain blocking socket, for saying to a server exactly what a test wants said.
final class RawSocket: Sendable {
    let fd: Int32

    init(fd: Int32) {
        self.fd = fd
        var patience = timeval(tv_sec: 20, tv_usec: 0)
        setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    }

    convenience init(port: Int) throws { self.init(fd: try #require(Self.connected(to: port))) }

    /// A connected descriptor; `nil` when nobody listens.
    static func connected(to port: Int) -> Int32? {
        let fd = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(fd, $0, size) }
        }
        if result == 0 { return fd }
        close(fd)
        return nil
    }

    deinit { close(fd) }

    /// `false` when the other side does not take it all.
    @discardableResult
    func send(_ bytes: some Collection<UInt8>) -> Bool {
        let bytes = Array(bytes)
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(fd, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count <= 0 { return false }
            sent += count
        }
        return true
    }

    @discardableResult
    func send(_ text: String) -> Bool { send(text.utf8) }

    /// Nothing more will be sent.
    func finish() { shutdown(fd, Int32(SHUT_WR)) }

    func read(_ most: Int = 65536) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: most) { buffer, count in
            count = max(0, recv(fd, buffer.baseAddress, most, 0))
        }
    }

    /// Everything until the other side ends; `nil` when it does not, or ends with a reset.
    func readToEnd() -> [UInt8]? {
        var all: [UInt8] = []
        while true {
            errno = 0
            let part = read()
            if part.isEmpty { return errno == 0 ? all : nil }
            all += part
        }
    }

    /// Reads until `text` has come; returns what was read by then, or `nil`.
    func read(until text: String) -> String? {
        var all: [UInt8] = []
        while true {
            if let found = String(validating: all, as: UTF8.self), found.contains(text) { return found }
            let part = read()
            if part.isEmpty { return nil }
            all += part
        }
    }

    /// Sends until the other side takes nothing for a while, at most `limit`; returns how much it took.
    func sendUntilStalled(limit: Int) -> Int {
        let piece = [UInt8](repeating: 0x78, count: 64 << 10)
        var sent = 0
        while sent < limit {
            var poller = pollfd(fd: fd, events: Int16(POLLOUT), revents: 0)
            if poll(&poller, 1, 400) == 0 { break }
            let most = min(piece.count, limit - sent)
            let count = piece.withUnsafeBytes {
                Glibc.send(fd, $0.baseAddress, most, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
            }
            if count < 0, errno != EAGAIN { break }
            sent += max(0, count)
        }
        return sent
    }
}

/// One response as it stood on the wire.
struct RawResponse: Sendable {
    let status: Int
    let head: String
    let body: [UInt8]

    var text: String { String(decoding: body, as: UTF8.self) }

    func has(_ field: String) -> Bool { head.lowercased().contains("\r\n" + field.lowercased() + "\r\n") }
}

extension RawSocket {
    /// Reads exactly one response, framed by Content-Length, chunks, or the end of the connection.
    func readResponse(head isHead: Bool = false) throws -> RawResponse {
        var bytes: [UInt8] = []
        func more() throws {
            let part = read()
            try #require(!part.isEmpty, "the connection ended within a response")
            bytes += part
        }
        func line() throws -> String {
            while true {
                if let end = bytes.indices.first(where: { bytes[$0...].starts(with: [13, 10]) }) {
                    let line = String(decoding: bytes[..<end], as: UTF8.self)
                    bytes.removeFirst(end + 2)
                    return line
                }
                try more()
            }
        }
        func take(_ count: Int) throws -> [UInt8] {
            while bytes.count < count { try more() }
            defer { bytes.removeFirst(count) }
            return Array(bytes[..<count])
        }
        let first = try line()
        var head = first + "\r\n"
        var fields: [(String, String)] = []
        while true {
            let next = try line()
            head += next + "\r\n"
            if next.isEmpty { break }
            let halves = next.split(separator: ":", maxSplits: 1)
            fields.append((String(halves[0]), String(halves.last?.drop { $0 == " " } ?? "")))
        }
        let headers = Headers(fields)
        let status = try #require(Int(first.dropFirst(9).prefix(3)))
        var body: [UInt8] = []
        if isHead || status < 200 || status == 204 || status == 304 {
        } else if headers["Transfer-Encoding"] == "chunked" {
            while true {
                let size = try #require(Int(try line(), radix: 16))
                if size > 0 { body += try take(size) }
                try #require(try line() == "")
                if size == 0 { break }
            }
        } else if let length = headers["Content-Length"].flatMap({ Int($0) }) {
            body = try take(length)
        } else {
            body = bytes + (readToEnd() ?? [])
            bytes = []
        }
        pushback(bytes)
        return RawResponse(status: status, head: head, body: body)
    }

    /// A test that pipelines reads all responses at once instead.
    private func pushback(_ bytes: [UInt8]) {
        if !bytes.isEmpty { Issue.record("\(bytes.count) bytes follow the response") }
    }
}
