import Foundation
import Glibc
import Synchronization
import Threads

/// Stands between a client and the server and loses the answer to the first request of some methods:
/// the server has done what was asked, and the client never hears of it.
final class LosingProxy: Sendable {
    let port: Int
    private let server: Int
    private let listener: Int32
    private let losing: Mutex<Set<String>>
    private let seen = Mutex<[String]>([])

    init(to server: Int, losing methods: Set<String>) throws {
        self.server = server
        losing = Mutex(methods)
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        self.listener = listener
        var address = LosingProxy.local(0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw in
                bind(listener, raw, length) == 0 && listen(listener, 16) == 0
                    && getsockname(listener, raw, &length) == 0
            }
        }
        precondition(bound, "no port for the proxy")
        port = Int(UInt16(bigEndian: address.sin_port))
        startDetachedThread(named: "proxy") { [self] in accepting() }
    }

    /// The methods of all requests, in order of their arrival.
    var methods: [String] { seen.withLock { $0 } }
    /// Those whose answers are still to be lost.
    var left: Set<String> { losing.withLock { $0 } }

    func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

    private func accepting() {
        while true {
            let client = accept(listener, nil, nil)
            guard client >= 0 else { break }
            startDetachedThread(named: "proxied") { [self] in
                pass(client)
                close(client)
            }
        }
        close(listener)
    }

    /// One request and its answer; then the connection ends.
    private func pass(_ client: Int32) {
        guard let request = readRequest(client) else { return }
        let head = String(decoding: request.prefix(200), as: UTF8.self)
        let method = String(head.prefix { $0 != " " })
        seen.withLock { $0.append(method) }
        let upstream = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(upstream) }
        var address = LosingProxy.local(server)
        let isConnected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(upstream, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard isConnected, send(request, to: upstream) else { return }
        let answer = readAll(upstream)
        let isLost = losing.withLock { $0.remove(method) != nil }
        if !isLost { _ = send(answer, to: client) }
    }

    /// A whole request, told to close its connection.
    private func readRequest(_ fd: Int32) -> [UInt8]? {
        var bytes: [UInt8] = []
        let blank = Array("\r\n\r\n".utf8)
        var end: Int?
        var expected: Int?
        while true {
            if end == nil, let found = bytes.firstRange(of: blank) {
                end = found.upperBound
                let head = String(decoding: bytes[..<found.upperBound], as: UTF8.self).lowercased()
                expected = head.contains("transfer-encoding: chunked") ? nil : LosingProxy.length(head)
            }
            if let end {
                let body = bytes.count - end
                let isWhole =
                    expected.map { body >= $0 } ?? bytes.suffix(5).elementsEqual(Array("0\r\n\r\n".utf8))
                if isWhole {
                    return Array(bytes[..<(end - 2)]) + Array("Connection: close\r\n\r\n".utf8)
                        + bytes[end...]
                }
            }
            guard let more = readSome(fd) else { return nil }
            bytes += more
        }
    }

    private static func length(_ head: String) -> Int {
        for line in head.split(separator: "\r\n") where line.hasPrefix("content-length:") {
            return Int(line.dropFirst(15).filter { $0 != " " }) ?? 0
        }
        return 0
    }

    private func readAll(_ fd: Int32) -> [UInt8] {
        var bytes: [UInt8] = []
        while let more = readSome(fd) { bytes += more }
        return bytes
    }

    private func readSome(_ fd: Int32) -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = read(fd, &buffer, buffer.count)
        return count > 0 ? Array(buffer[..<count]) : nil
    }

    private func send(_ bytes: [UInt8], to fd: Int32) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.send(fd, $0.baseAddress! + sent, bytes.count - sent, Int32(MSG_NOSIGNAL))
            }
            if count <= 0 { return false }
            sent += count
        }
        return true
    }

    static func local(_ port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        return address
    }
}
