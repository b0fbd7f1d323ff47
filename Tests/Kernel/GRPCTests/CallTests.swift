import Foundation
import GRPC
import Glibc
import Testing

@Suite("gRPC calls") struct CallTests {
    private func pair(_ limits: GRPCLimits = GRPCLimits()) throws -> (Folder, GRPCServer, GRPCChannel) {
        let folder = Folder()
        let server = try GRPCServer(.unix(folder.file("s")), limits: limits, echoing)
        return (folder, server, try GRPCChannel(.unix(folder.file("s")), limits: limits))
    }

    @Test func `carry messages of every size there and back`() async throws {
        let (folder, server, channel) = try pair()
        for size in [0, 1, 16_384, 70_000, 9 << 20] {
            let message = (0..<size).map { UInt8(truncatingIfNeeded: $0) }
            #expect(try await channel.unary("/test.Echo/Unary", message) == message)
        }
        server.close()
        withExtendedLifetime(folder) {}
    }

    @Test func `go on side by side`() async throws {
        let (folder, server, channel) = try pair()
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for index in 0..<200 {
                group.addTask {
                    let message = [UInt8](repeating: UInt8(index), count: index * 50)
                    return try await channel.unary("/test.Echo/Unary", message) == message
                }
            }
            for try await isSame in group { #expect(isSame) }
        }
        server.close()
        withExtendedLifetime(folder) {}
    }

    @Test func `end with the server's status and its words`() async throws {
        let (folder, server, channel) = try pair()
        let failed = await #expect(throws: GRPCStatus.self) { try await channel.unary("/test.Echo/Fail", []) }
        #expect(failed == GRPCStatus(.failedPrecondition, "not so — 100%"))
        let unknown = await #expect(throws: GRPCStatus.self) {
            try await channel.unary("/test.Echo/Nothing", [])
        }
        #expect(unknown?.code == .unimplemented)
        let named = try await channel.unary("/test.Echo/Metadata", [], metadata: ["x-name": "ada"])
        #expect(named == Array("ada".utf8))
        server.close()
        withExtendedLifetime(folder) {}
    }

    @Test func `end at their deadline, and the server's task with them`() async throws {
        let (folder, server, channel) = try pair()
        let before = cancelled.withLock { $0 }
        let status = await #expect(throws: GRPCStatus.self) {
            try await channel.unary("/test.Echo/Never", [], timeout: .milliseconds(100))
        }
        #expect(status?.code == .deadlineExceeded)
        #expect(try await eventually { cancelled.withLock { $0 } > before })
        server.close()
        withExtendedLifetime(folder) {}
    }

    @Test func `end when their task is cancelled`() async throws {
        let (folder, server, channel) = try pair()
        let task = Task { try await channel.unary("/test.Echo/Never", []) }
        #expect(try await channel.unary("/test.Echo/Unary", [1]) == [1])
        task.cancel()
        let status = await #expect(throws: GRPCStatus.self) { try await task.value }
        #expect(status?.code == .cancelled)
        server.close()
        withExtendedLifetime(folder) {}
    }

    @Test func `stream both ways until each side has finished`() async throws {
        let (folder, server, channel) = try pair()
        let call = try channel.call("/test.Echo/Both")
        for index in 0..<50 {
            try await call.send([UInt8(index)])
            #expect(try await call.next() == [UInt8(index)])
        }
        call.finishSending()
        #expect(try await call.next() == nil)
        server.close()
        withExtendedLifetime(folder) {}
    }

    @Test func `hold a fast sender back while nobody reads, and lose nothing`() async throws {
        var limits = GRPCLimits()
        limits.waiting = 100_000
        limits.outgoing = 50_000
        let (folder, server, channel) = try pair(limits)
        let call = try channel.call("/test.Echo/Many")
        // 250 messages of 200 kB: 50 MB, of which the reader holds little before it reads.
        try await call.send([250, 200])
        call.finishSending()
        #expect(try await channel.unary("/test.Echo/Unary", [7]) == [7])
        var count = 0
        while let message = try await call.next() {
            #expect(message.count == 200_000 && message[0] == UInt8(count))
            count += 1
        }
        #expect(count == 250)
        server.close()
        withExtendedLifetime(folder) {}
    }

    @Test func `refuse a message over the limit, from either side`() async throws {
        var limits = GRPCLimits()
        limits.message = 1000
        let (folder, server, channel) = try pair(limits)
        let own = await #expect(throws: GRPCStatus.self) {
            try await channel.unary("/test.Echo/Unary", [UInt8](repeating: 0, count: 1001))
        }
        #expect(own?.code == .resourceExhausted)
        let generous = try GRPCChannel(.unix(folder.file("s")))
        let theirs = await #expect(throws: GRPCStatus.self) {
            try await generous.unary("/test.Echo/Unary", [UInt8](repeating: 0, count: 1001))
        }
        #expect(theirs?.code == .resourceExhausted)
        #expect(try await channel.unary("/test.Echo/Unary", [1]) == [1])
        server.close()
    }

    @Test func `end as unavailable when the peer goes away, and so do later ones`() async throws {
        let (folder, server, channel) = try pair()
        let task = Task { try await channel.unary("/test.Echo/Never", []) }
        #expect(try await channel.unary("/test.Echo/Unary", [1]) == [1])
        server.close()
        let status = await #expect(throws: GRPCStatus.self) { try await task.value }
        #expect(status?.code == .unavailable)
        let later = await #expect(throws: GRPCStatus.self) { try await channel.unary("/test.Echo/Unary", []) }
        #expect(later?.code == .unavailable)
        #expect(channel.failure?.code == .unavailable)
        withExtendedLifetime(folder) {}
    }

    @Test func `end when a peer that is alive no longer answers pings`() async throws {
        let folder = Folder()
        let deaf = try Deaf(folder.file("s"))
        var limits = GRPCLimits()
        limits.keepalive = .milliseconds(50)
        limits.keepaliveTimeout = .milliseconds(100)
        let channel = try GRPCChannel(.unix(folder.file("s")), limits: limits)
        let status = await #expect(throws: GRPCStatus.self) { try await channel.unary("/a/b", []) }
        #expect(status?.code == .unavailable && status?.message.contains("no longer answers") == true)
        deaf.close()
    }

    @Test func `end when the peer speaks something else`() async throws {
        let folder = Folder()
        let deaf = try Deaf(
            folder.file("s"), says: "SSH-2.0-OpenSSH\r\n this is no HTTP/2 at all, not a frame of it")
        let channel = try GRPCChannel(.unix(folder.file("s")))
        let status = await #expect(throws: GRPCStatus.self) { try await channel.unary("/a/b", []) }
        #expect(status?.code == .unavailable)
        deaf.close()
    }
}

/// Accepts one connection and never answers, or answers nonsense.
private final class Deaf: Sendable {
    private let listener: Int32

    init(_ path: String, says: String = "") throws {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        let bound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
        try #require(bound && listen(listener, 1) == 0)
        self.listener = listener
        Thread.detachNewThread {
            let peer = accept(listener, nil, nil)
            let bytes = Array(says.utf8)
            if !bytes.isEmpty { _ = Glibc.write(peer, bytes, bytes.count) }
            var buffer = [UInt8](repeating: 0, count: 4096)
            while read(peer, &buffer, buffer.count) > 0 {}
            Glibc.close(peer)
        }
    }

    func close() { Glibc.close(listener) }
}
