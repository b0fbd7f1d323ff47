import Codecs
import Faults
import Foundation
import GRPC
import Host
import Synchronization
import Values

@testable import Providers

/// A provider that does as it is told: a gRPC server of the test's own behind a program that only says where
/// it listens. Each resource type is an occasion to behave in one way.
final class StandIn: Sendable {
    /// What is done when a resource of some type is read.
    enum Reading: Sendable {
        case same, changed, gone, hang, garbage, unfit, deferred, end
        case refuse(String)
        /// Throttles so many times, and then tells that nothing changed.
        case throttle(Int)
    }

    let binary: ProviderBinary
    /// How often it was asked to upgrade a record.
    var upgrades: Int { closing.upgrades.withLock { $0 } }
    private let closing: Closing
    private let server: GRPCServer
    private let folder: String

    init(_ readings: [String: Reading], refusesUpgradeOf old: String = "") throws {
        // A socket's path has at most 107 bytes.
        let folder = "/tmp/pp.\(UInt32.random(in: 0...(.max)))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        self.folder = folder
        let socket = folder + "/s"
        let program = folder + "/terraform-provider-test"
        try "#!/bin/sh\necho '1|5|unix|\(socket)|grpc|'\nexec sleep 600\n".write(
            toFile: program, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
        binary = ProviderBinary(
            source: "example.com/test/test", version: "1.0.0", path: program, digest: folder)
        let closing = Closing()
        self.closing = closing
        func answers(_ body: @escaping @Sendable (String) async throws(GRPCStatus) -> [UInt8])
            -> GRPCServer.Handler
        {
            { (call) async throws(GRPCStatus) in
                var reader = ProtobufReader(try await call.next() ?? [])
                var type = ""
                while let field = try? reader.next() {
                    if field.number == 1 { type = reader.string(field) }
                }
                try await call.send(try await body(type))
            }
        }
        server = try GRPCServer(
            .unix(socket),
            [
                "/tfplugin5.Provider/GetSchema": answers { _ in Self.schema(readings.keys.sorted()) },
                "/tfplugin5.Provider/PrepareProviderConfig": answers { _ in Self.value(Self.empty) },
                "/tfplugin5.Provider/Configure": answers { _ in [] },
                "/tfplugin5.Provider/UpgradeResourceState": answers { type in
                    closing.upgrades.withLock { $0 += 1 }
                    return type == old
                        ? Self.diagnostic(2, "written by a newer version") : Self.value(Self.recorded)
                },
                "/tfplugin5.Provider/ReadResource": answers { (type) async throws(GRPCStatus) in
                    try await Self.read(readings[type] ?? .same, closing)
                },
            ])
        closing.server = server
    }

    func stop() {
        server.close()
        do { try FileManager.default.removeItem(atPath: folder) } catch {
            // It lies in /tmp.
            return
        }
    }

    /// Held weakly by the handlers of the very server that it closes.
    private final class Closing: @unchecked Sendable {
        // Set once, before the first call.
        weak var server: GRPCServer?
        let asked = Mutex(0)
        let upgrades = Mutex(0)
    }

    private static func read(_ reading: Reading, _ closing: Closing) async throws(GRPCStatus) -> [UInt8] {
        switch reading {
        case .same: return value(recorded)
        case .changed: return value(changed)
        case .gone: return value([0xc0])
        case .garbage: return [0x0a, 0xff, 0xff, 0xff]
        case .unfit: return value([0x81, 0xa2, 0x69, 0x64, 0xc3])
        case .deferred:
            return value(recorded) + message { $0.message(4) { $0.integer(1, 1) } }
        case .refuse(let why): return diagnostic(2, why)
        case .throttle(let times):
            let count = closing.asked.withLock { count in
                count += 1
                return count
            }
            return count > times ? value(recorded) : diagnostic(2, "ThrottlingException: Rate exceeded")
        case .hang:
            do { try await Task.sleep(for: .seconds(60)) } catch {
                // The caller has gone.
            }
            return value(recorded)
        case .end:
            closing.server?.close()
            return value(recorded)
        }
    }

    private static func message(_ body: (inout ProtobufWriter) -> Void) -> [UInt8] {
        var writer = ProtobufWriter()
        body(&writer)
        return writer.bytes
    }

    private static func value(_ bytes: [UInt8]) -> [UInt8] { message { $0.message(1) { $0.data(1, bytes) } } }

    private static func diagnostic(_ field: Int, _ text: String) -> [UInt8] {
        message {
            $0.message(field) {
                $0.integer(1, 1)
                $0.string(2, text)
            }
        }
    }

    /// `{}`, and `{id: "1", value: "a"}` with `b` for what has changed.
    private static let empty: [UInt8] = [0x80]
    private static let recorded: [UInt8] = [
        0x82, 0xa2, 0x69, 0x64, 0xa1, 0x31, 0xa5, 0x76, 0x61, 0x6c, 0x75, 0x65, 0xa1, 0x61,
    ]
    private static var changed: [UInt8] { recorded.dropLast() + [0x62] }

    private static func schema(_ types: [String]) -> [UInt8] {
        func block(_ writer: inout ProtobufWriter, _ names: [String]) {
            writer.message(2) { block in
                for name in names {
                    block.message(2) {
                        $0.string(1, name)
                        $0.data(2, Array("\"string\"".utf8))
                        $0.flag(5, true)
                    }
                }
            }
        }
        return message { writer in
            writer.message(1) { block(&$0, []) }
            for type in types {
                writer.message(2) { entry in
                    entry.string(1, type)
                    entry.message(2) { block(&$0, ["id", "value"]) }
                }
            }
        }
    }
}
