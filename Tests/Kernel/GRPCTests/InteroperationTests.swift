import Foundation
import GRPC
import Testing

/// Both ends against grpcio, gRPC's own library for Python; `scripts/prepare --simulator` installs it.
@Suite(
    "gRPC beside grpcio",
    .enabled(if: Python.isPresent, "grpcio is not installed: scripts/prepare --simulator"),
    .timeLimit(.minutes(2)))
struct InteroperationTests {
    private func certificates(_ folder: Folder) throws {
        try Python.shell(
            """
            cd \(folder.path)
            openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=authority \
              -keyout ca.key -out ca.pem
            for who in server client; do
              openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=$who \
                -keyout $who.key -out $who.csr
              printf 'subjectAltName=DNS:localhost,IP:127.0.0.1\\n' > ext
              openssl x509 -req -in $who.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 \
                -extfile ext -out $who.pem
            done
            """)
    }

    @Test(arguments: [false, true]) func `its client calls our server`(isSecure: Bool) async throws {
        let folder = Folder()
        var security: GRPCSecurity?
        if isSecure {
            try certificates(folder)
            security = GRPCSecurity(
                certificate: folder.file("server.pem"), key: folder.file("server.key"),
                authorities: folder.file("ca.pem"))
        }
        let server = try GRPCServer(.tcp("127.0.0.1", 0), security: security, echoing)
        let port = try #require(server.port)
        let said = try await Python.run(
            "client.py", ["127.0.0.1:\(port)", isSecure ? folder.path : ""], until: nil)
        #expect(said.text == "all is well\n", "\(said.text)")
        server.close()
    }

    @Test(arguments: [false, true]) func `our client calls its server`(isSecure: Bool) async throws {
        let folder = Folder()
        if isSecure { try certificates(folder) }
        let said = try await Python.run("server.py", [isSecure ? folder.path : ""], until: "\n")
        // It inherits the signals that this thread blocks, SIGTERM among them.
        defer { kill(said.process.processIdentifier, SIGKILL) }
        let port = try #require(Int(said.text.trimmingCharacters(in: .whitespacesAndNewlines)))
        let security = GRPCSecurity(
            certificate: folder.file("client.pem"), key: folder.file("client.key"),
            authorities: folder.file("ca.pem"))
        let channel = try GRPCChannel(.tcp("127.0.0.1", port), security: isSecure ? security : nil)
        let message = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0) }
        #expect(try await channel.unary("/test.Echo/Unary", message) == message)
        let failed = await #expect(throws: GRPCStatus.self) { try await channel.unary("/test.Echo/Fail", []) }
        #expect(failed == GRPCStatus(.failedPrecondition, "not so — 100%"))
        let late = await #expect(throws: GRPCStatus.self) {
            try await channel.unary("/test.Echo/Never", [], timeout: .milliseconds(100))
        }
        #expect(late?.code == .deadlineExceeded)
        let call = try channel.call("/test.Echo/Both")
        for index in 0..<20 {
            try await call.send([UInt8(index)])
            #expect(try await call.next() == [UInt8(index)])
        }
        call.finishSending()
        #expect(try await call.next() == nil)
        if isSecure {
            // The server takes no client without a certificate, and we no server of strangers.
            let bare = try GRPCChannel(
                .tcp("127.0.0.1", port), security: GRPCSecurity(authorities: folder.file("ca.pem")))
            await #expect(throws: GRPCStatus.self) { try await bare.unary("/test.Echo/Unary", []) }
            let strange = try GRPCChannel(.tcp("127.0.0.1", port), security: GRPCSecurity())
            await #expect(throws: GRPCStatus.self) { try await strange.unary("/test.Echo/Unary", []) }
        }
    }
}

/// The Python beside which grpcio is installed.
enum Python {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    static let program = folder.deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent(".scratch/grpc/bin/python").path
    static var isPresent: Bool { FileManager.default.isExecutableFile(atPath: program) }

    struct Said: @unchecked Sendable {
        // The process is only terminated, by the test that started it.
        let process: Process
        let text: String
    }

    /// What a script says, until it ends or has said `mark`.
    static func run(_ script: String, _ arguments: [String], until mark: String?) async throws -> Said {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments =
            ["-u", folder.deletingLastPathComponent().appendingPathComponent("grpc/" + script).path]
            + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let handle = pipe.fileHandleForReading
        let text = await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                var text = ""
                while true {
                    let bytes = handle.availableData
                    text += String(decoding: bytes, as: UTF8.self)
                    if bytes.isEmpty || mark.map({ text.contains($0) }) == true { break }
                }
                continuation.resume(returning: text)
            }
        }
        return Said(process: process, text: text)
    }

    static func shell(_ script: String) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-euc", script]
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
    }
}
