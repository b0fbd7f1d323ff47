import Foundation
import GRPC
import Synchronization
import Testing

/// A folder for one test, short enough for sockets' paths.
final class Folder: Sendable {
    let path: String

    init() {
        path = "/tmp/plumb-grpc-\(UInt32.random(in: 0...(.max)))"
        try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    func file(_ name: String) -> String { path + "/" + name }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// What the tests call: an echo in every shape of call, and ways to go wrong.
let echoing: [String: GRPCServer.Handler] = [
    "/test.Echo/Unary": GRPCServer.unary { (message, _) async throws(GRPCStatus) in message },
    "/test.Echo/Fail": GRPCServer.unary { (_, _) async throws(GRPCStatus) in
        throw GRPCStatus(.failedPrecondition, "not so — 100%")
    },
    "/test.Echo/Metadata": GRPCServer.unary { (_, call) async throws(GRPCStatus) in
        Array((call.metadata["x-name"] ?? "").utf8)
    },
    "/test.Echo/Never": { (call) async throws(GRPCStatus) in
        do { try await Task.sleep(for: .seconds(60)) } catch {
            cancelled.withLock { $0 += 1 }
        }
        throw GRPCStatus(.internal, "it slept out")
    },
    "/test.Echo/Both": { (call) async throws(GRPCStatus) in
        while let message = try await call.next() { try await call.send(message) }
    },
    // As many messages as the first byte says, of a thousand times the second's size.
    "/test.Echo/Many": { (call) async throws(GRPCStatus) in
        guard let asked = try await call.next() else { return }
        for index in 0..<Int(asked[0]) {
            try await call.send([UInt8](repeating: UInt8(index), count: Int(asked[1]) * 1000))
        }
    },
]

/// How many calls of `Never` noticed that nobody waits.
let cancelled = Mutex(0)

func eventually(_ holds: @Sendable () async throws -> Bool) async throws -> Bool {
    let end = ContinuousClock.now + .seconds(20)
    while ContinuousClock.now < end {
        if try await holds() { return true }
        try await Task.sleep(for: .milliseconds(5))
    }
    return false
}
