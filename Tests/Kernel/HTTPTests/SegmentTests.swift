import Glibc
import Testing

@testable import HTTP

@Suite("Segments", .timeLimit(.minutes(1)))
struct SegmentTests {
    /// `tcpi_data_segs_in` of linux/tcp.h, which the C library's header does not have.
    private func segments(_ fd: Int32) -> UInt32 {
        var room = [UInt8](repeating: 0, count: 256)
        var size = socklen_t(room.count)
        guard getsockopt(fd, Int32(IPPROTO_TCP), TCP_INFO, &room, &size) == 0, size >= 156 else {
            return .max
        }
        return room.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: 152, as: UInt32.self) }
    }

    @Test("carry a head with its content, and pipelined answers together")
    func together() async throws {
        try await withServer(handler: { _ in
            Response(body: .bytes([UInt8](repeating: 0x61, count: 1000)))
        }) { port, _ in
            let socket = try RawSocket(port: port)
            let counts = try await blocking { () -> [UInt32] in
                var counts: [UInt32] = []
                for requests in [1, 1, 5] {
                    let before = segments(socket.fd)
                    socket.send(String(repeating: "GET / HTTP/1.1\r\nHost: a\r\n\r\n", count: requests))
                    var got = 0
                    while got < requests * 1000 { got += socket.read().filter { $0 == 0x61 }.count }
                    counts.append(segments(socket.fd) - before)
                }
                return counts
            }
            #expect(counts == [1, 1, 1])
        }
    }
}
