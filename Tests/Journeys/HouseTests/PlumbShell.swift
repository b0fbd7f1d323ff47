import Foundation
import Host
import KernelTesting
import Synchronization
import Testing
import Values

/// Somebody's terminal: the real `plumb` with a home of its own.
final class PlumbShell: Sendable {
    struct Outcome: Sendable {
        let code: Int32
        let output: String
        let error: String

        var json: JSON { (try? JSON(parsing: output)) ?? .null }
    }

    let home = Scratch()
    private let address: String?
    private let program: String

    init(_ address: String?) throws {
        self.address = address
        program = try #require(PlumbProcess.program, "plumb is not beside the tests")
    }

    func run(_ arguments: [String], environment more: [String: String] = [:]) async throws -> Outcome {
        try await run(program, arguments, environment: more)
    }

    /// What a script for bash, kept at `name`, prints; `plumb` is on its path.
    func bash(_ name: String) async throws -> String {
        try await run("/bin/bash", ["--norc", name], environment: path).output
    }

    func python(_ name: String) async throws -> Outcome {
        try await run("/usr/bin/env", ["python3", name], environment: path)
    }

    private var path: [String: String] {
        let folder = URL(fileURLWithPath: program).deletingLastPathComponent().path
        return ["PATH": folder + ":/usr/bin:/bin"]
    }

    func read(_ name: String) throws -> String {
        try String(contentsOf: URL(fileURLWithPath: home.file(name)), encoding: .utf8)
    }

    private func run(
        _ program: String, _ arguments: [String], environment more: [String: String]
    ) async throws -> Outcome {
        var environment = [
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": home.path,
        ]
        environment["PLUMB_URL"] = address
        environment.merge(more) { _, given in given }
        let said = Mutex<(output: [UInt8], error: [UInt8])>(([], []))
        let child = try await Child.start(
            .init(program, arguments, environment: environment, directory: home.path)
        ) { source, bytes in
            said.withLock { source == .output ? ($0.output += bytes) : ($0.error += bytes) }
        }
        let exit = await child.wait()
        guard case .code(let code) = exit else {
            Issue.record("plumb \(arguments) ended with \(exit)")
            return Outcome(code: -1, output: "", error: "")
        }
        return said.withLock {
            Outcome(
                code: code, output: String(decoding: $0.output, as: UTF8.self),
                error: String(decoding: $0.error, as: UTF8.self))
        }
    }

    /// The words of a command line, separated by spaces.
    func callAsFunction(_ line: String) async throws -> Outcome {
        try await run(line.split(separator: " ").map(String.init))
    }

    func write(_ name: String, _ text: String) throws {
        let file = URL(fileURLWithPath: home.file(name))
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try text.write(to: file, atomically: true, encoding: .utf8)
    }
}

/// What differs from one run to the next, made the same: ids, times, ages and addresses.
func settled(_ text: String) -> String {
    let rules = [
        (#"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"#, "<id>"),
        (#"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z"#, "<time>"), (#"http://127\.0\.0\.1:\d+"#, "<server>"),
        (#"\(\d+\.\d+s\)"#, "<took>"), (#" after \d+s"#, " after <took>"),
        (#"records   \d+"#, "records   <count>"), (#"[0-9a-f]{64}"#, "<digest>"),
        (#"(Terraform|OpenTofu) \d+\.\d+\.\d+"#, "Terraform <version>"),
    ]
    return rules.reduce(text) { text, rule in
        text.replacingOccurrences(of: rule.0, with: rule.1, options: .regularExpression)
    }
}
