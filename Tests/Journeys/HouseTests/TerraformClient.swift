import Foundation
import Host
import KernelTesting
import Synchronization
import Testing

/// The unmodified CLI in a directory of its own, as somebody's laptop has it.
final class TerraformClient: Sendable {
    struct Outcome: Sendable {
        let exit: Child.Exit
        let output: String
        var succeeded: Bool { exit.isSuccess }
    }

    let scratch = Scratch()
    private let environment: [String: String]
    private let program: String

    /// `address` is the state's, such as `http://127.0.0.1:1/state/<workspace>`.
    init(
        _ address: String, token: String, _ configuration: String = TerraformClient.plain,
        environment more: [String: String] = [:]
    ) throws {
        program = try #require(terraform)
        let backend = "terraform {\n  backend \"http\" {\n  }\n}\n"
        try (backend + configuration).write(
            toFile: scratch.file("main.tf"), atomically: true, encoding: .utf8)
        let own = [
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": scratch.path,
            "TF_IN_AUTOMATION": "1", "TF_INPUT": "0", "CHECKPOINT_DISABLE": "1", "NO_COLOR": "1",
            "TF_CLI_ARGS": "-no-color", "TF_HTTP_ADDRESS": address, "TF_HTTP_LOCK_ADDRESS": address,
            "TF_HTTP_UNLOCK_ADDRESS": address, "TF_HTTP_LOCK_METHOD": "LOCK",
            "TF_HTTP_UNLOCK_METHOD": "UNLOCK",
            "TF_HTTP_USERNAME": "anything", "TF_HTTP_PASSWORD": token, "TF_HTTP_RETRY_WAIT_MIN": "1",
        ]
        environment = own.merging(more) { _, given in given }
    }

    static let plain = """
        resource "terraform_data" "a" {
          input = "one"
        }
        output "said" {
          value = terraform_data.a.output
        }

        """

    func write(_ name: String, _ text: String) throws {
        try text.write(toFile: scratch.file(name), atomically: true, encoding: .utf8)
    }

    /// Starts a command; its output is gathered until it ends.
    func start(_ arguments: [String]) async throws -> Running {
        let gathered = Gathering()
        let command = Child.Command(program, arguments, environment: environment, directory: scratch.path)
        let child = try await Child.start(command) { _, bytes in gathered.add(bytes) }
        return Running(child: child, gathered: gathered)
    }

    func run(_ arguments: String...) async throws -> Outcome { try await start(arguments).end() }

    /// A command that is under way.
    struct Running: Sendable {
        let child: Child
        fileprivate let gathered: Gathering
        var said: String { gathered.text }

        func end() async -> Outcome {
            let exit = await child.wait()
            return Outcome(exit: exit, output: gathered.text)
        }
    }

    fileprivate final class Gathering: Sendable {
        private let bytes = Mutex<[UInt8]>([])
        func add(_ more: [UInt8]) { bytes.withLock { $0 += more } }
        var text: String { String(decoding: bytes.withLock { $0 }, as: UTF8.self) }
    }
}

/// Asks again until `condition` holds; false when it did not within `span`.
func eventually(
    within span: Duration = .seconds(30), _ condition: @Sendable () async throws -> Bool
) async throws -> Bool {
    let end = ContinuousClock.now + span
    while ContinuousClock.now < end {
        if try await condition() { return true }
        try await Task.sleep(for: .milliseconds(20))
    }
    return false
}
