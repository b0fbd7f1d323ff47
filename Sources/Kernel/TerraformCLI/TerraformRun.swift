import Faults
import FoundationEssentials
import Host
import Synchronization
import Values
import Vocabulary

/// One working directory in which the Terraform CLI is run, command after command.
///
/// Nothing of the server's own environment reaches it but PATH and the certificates' place.
public final class TerraformRun: Sendable {
    public struct Outcome: Sendable {
        public let exit: Child.Exit
        public let diagnostics: [Diagnostic]
        /// Standard output, when it was asked for instead of being streamed.
        public let output: [UInt8]
        public let timedOut: Bool

        public var succeeded: Bool { exit.isSuccess }
    }

    public let directory: String
    private let toolchain: Toolchain
    private let environment: [String: String]
    private let limits: Child.Limits
    private let current = Mutex<(child: Child?, isStopping: Bool)>((nil, false))

    /// Seconds between the interrupt and the kill: Terraform saves its state in them.
    public static let grace = Duration.seconds(30)

    /// `variables` join the environment of every command: TF_VAR_…, TF_HTTP_…, credentials.
    public init(
        _ toolchain: Toolchain, in directory: String, variables: [String: String],
        limits: Child.Limits = .init()
    ) throws(Fault) {
        self.toolchain = toolchain
        self.directory = directory
        self.limits = limits
        var environment = [
            "TF_IN_AUTOMATION": "1", "TF_INPUT": "0", "CHECKPOINT_DISABLE": "1", "HOME": directory,
            "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8",
        ]
        for name in ["SSL_CERT_FILE", "SSL_CERT_DIR"] {
            if let value = ProcessInfo.processInfo.environment[name] { environment[name] = value }
        }
        if let own = toolchain.configurationFile {
            environment["TF_CLI_CONFIG_FILE"] = own
        } else {
            let file = directory + "/.plumb.tfrc"
            try write(Array(toolchain.mirrors.configuration.utf8), to: file)
            environment["TF_CLI_CONFIG_FILE"] = file
        }
        self.environment = environment.merging(variables) { _, given in given }
    }

    /// Puts a file into the directory, readable by the server's user only; makes the folders above it.
    public func place(_ path: String, _ content: [UInt8]) throws(Fault) {
        try write(content, to: directory + "/" + path)
    }

    /// Runs a command and passes on what it writes, as it comes and cut anywhere; keeps none of it.
    public func stream(
        _ arguments: [String], within span: Duration,
        onOutput: @escaping @Sendable (Child.Source, [UInt8]) -> Void
    ) async throws(Fault) -> Outcome {
        let outcome = try await run(arguments, within: span, onOutput: onOutput)
        return Outcome(exit: outcome.exit, diagnostics: [], output: [], timedOut: outcome.timedOut)
    }

    /// Runs a command and gathers its standard output, up to `ceiling` bytes.
    public func gather(
        _ arguments: [String], input: [UInt8] = [], within span: Duration = .seconds(120),
        ceiling: Int = 256 << 20
    ) async throws(Fault) -> Outcome {
        let output = Gathered()
        let errors = Gathered()
        let outcome = try await run(arguments, input: input, within: span) { source, bytes in
            let box = source == .output ? output : errors
            if box.bytes.count + bytes.count <= ceiling { box.append(bytes) }
        }
        let said = String(decoding: errors.bytes, as: UTF8.self)
        let diagnostics =
            outcome.exit.isSuccess || said.isEmpty
            ? []
            : [
                Diagnostic(
                    severity: .error, summary: "terraform \(arguments.first ?? "") failed", detail: said)
            ]
        return Outcome(
            exit: outcome.exit, diagnostics: diagnostics, output: output.bytes, timedOut: outcome.timedOut)
    }

    /// Terraform's graceful stop: it ends what is in flight, saves its state and unlocks; then the group
    /// is killed. Commands after this are not started.
    public func stop() async {
        let child = current.withLock { state in
            state.isStopping = true
            return state.child
        }
        if let child { _ = await child.stop(grace: TerraformRun.grace) }
    }

    /// The process group of the command that runs now.
    public var processGroup: Int32? { current.withLock { $0.child?.pid } }

    private func run(
        _ arguments: [String], input: [UInt8] = [], within span: Duration,
        onOutput: @escaping @Sendable (Child.Source, [UInt8]) -> Void
    ) async throws(Fault) -> (exit: Child.Exit, timedOut: Bool) {
        guard !current.withLock({ $0.isStopping }) else {
            throw Fault(.cancelled, "terraform.stopped", "The run was stopped.")
        }
        var command = Child.Command(
            toolchain.binary, arguments, environment: environment, directory: directory)
        command.limits = limits
        command.input = input
        let child = try await Child.start(command, onOutput: onOutput)
        let isStopping = current.withLock { state in
            state.child = child
            return state.isStopping
        }
        if isStopping { child.signal(2) }
        defer { current.withLock { $0.child = nil } }
        let timedOut = Flag()
        let exit = await withTaskGroup(of: Void.self) { group in
            group.addTask {
                do {
                    try await Task.sleep(for: span)
                    timedOut.raise()
                    _ = await child.stop(grace: TerraformRun.grace)
                } catch {
                    // The command ended in time.
                }
            }
            let exit = await child.wait()
            group.cancelAll()
            return exit
        }
        return (exit, timedOut.isRaised)
    }
}

/// Raised by one task, read by another.
private final class Flag: Sendable {
    private let state = Atomic<Bool>(false)
    func raise() { state.store(true, ordering: .releasing) }
    var isRaised: Bool { state.load(ordering: .acquiring) }
}

/// Writes a private file, with the folders above it.
private func write(_ content: [UInt8], to path: String) throws(Fault) {
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    do {
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        guard
            FileManager.default.createFile(
                atPath: path, contents: Data(content), attributes: [.posixPermissions: 0o600])
        else {
            throw Fault(
                .unavailable, "terraform.not_written", "The run's directory can't be written to.", note: path)
        }
    } catch {
        throw Fault.from(error, "terraform.not_written")
    }
}
