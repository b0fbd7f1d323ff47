import CLinux
import Faults
import Glibc
import Synchronization
import Threads

/// A child process in a process group of its own, so that it ends with all that it started.
public final class Child: Sendable {
    public struct Command: Sendable {
        /// Absolute path of the program.
        public let program: String
        public let arguments: [String]
        /// Nothing is inherited but what stands here.
        public let environment: [String: String]
        public let directory: String
        public var input: [UInt8] = []
        public var limits = Limits()

        public init(
            _ program: String, _ arguments: [String], environment: [String: String] = [:], directory: String
        ) {
            self.program = program
            self.arguments = arguments
            self.environment = environment
            self.directory = directory
        }
    }

    /// 0 leaves a limit as the server's own.
    public struct Limits: Sendable {
        /// Bytes of address space.
        public var memory: UInt64 = 0
        /// Seconds of processor time.
        public var cpu: UInt64 = 0
        public var files: UInt64 = 0

        public init() {}
    }

    public enum Source: String, Sendable { case output, error }

    public enum Exit: Sendable, Equatable {
        case code(Int32)
        case signal(Int32)

        public var isSuccess: Bool { self == .code(0) }
    }

    /// Also the id of its process group.
    public let pid: pid_t
    private let exit = Mutex<(exit: Exit?, waiting: [CheckedContinuation<Exit, Never>])>((nil, []))

    private init(pid: pid_t) { self.pid = pid }

    /// A program that was written a moment ago counts as being written for as long as a process that another
    /// thread is just forking still holds the descriptor: it is tried again, ten milliseconds apart.
    private static let busyTries = 200

    /// Starts the command. `onOutput` gets chunks in order on a thread of the child's own; while it runs,
    /// the child's pipe fills and the child waits.
    public static func start(
        _ command: Command, onOutput: @escaping @Sendable (Source, [UInt8]) -> Void
    ) async throws(Fault) -> Child {
        var output: [Int32] = [-1, -1]
        var error: [Int32] = [-1, -1]
        var input: [Int32] = [-1, -1]
        func closeAll() { for fd in output + error + input where fd >= 0 { close(fd) } }
        guard plumb_pipe(&output) == 0, plumb_pipe(&error) == 0,
            command.input.isEmpty || plumb_pipe(&input) == 0
        else {
            closeAll()
            throw Fault(.exhausted, "host.no_descriptors", "Too many files are open; try again later.")
        }
        let ends = (input[0], output[1], error[1])
        var pid = -EINTR
        for _ in 0..<Self.busyTries {
            pid = await ForkThread.shared.fork(command, input: ends.0, output: ends.1, error: ends.2)
            guard pid == -ETXTBSY, (try? await Task.sleep(for: .milliseconds(10))) != nil else { break }
        }
        for fd in [ends.0, ends.1, ends.2] where fd >= 0 { close(fd) }
        guard pid > 0 else {
            for fd in [input[1], output[0], error[0]] where fd >= 0 { close(fd) }
            let reason = String(cString: strerror(-pid))
            throw Fault(
                .unavailable, "host.not_started", "\(command.program) could not be started: \(reason).")
        }
        let child = Child(pid: pid)
        child.feed(command.input, to: input[1])
        child.watch(output: output[0], error: error[0], onOutput)
        return child
    }

    /// Signals the whole process group. Does nothing once the child has been waited for.
    public func signal(_ number: Int32) {
        exit.withLock { if $0.exit == nil { _ = kill(-pid, number) } }
    }

    /// Returns when the child has ended and all its output has been handed over.
    public func wait() async -> Exit {
        await withCheckedContinuation { continuation in
            let known = exit.withLock { state -> Exit? in
                if state.exit == nil { state.waiting.append(continuation) }
                return state.exit
            }
            if let known { continuation.resume(returning: known) }
        }
    }

    /// Interrupts, and kills the group when it has not ended within `grace`.
    public func stop(grace: Duration) async -> Exit {
        signal(SIGINT)
        return await withTaskGroup(of: Void.self) { group in
            group.addTask {
                do {
                    try await Task.sleep(for: grace)
                    self.signal(SIGKILL)
                } catch {
                    // Cancelled because the child ended in time.
                }
            }
            let exit = await self.wait()
            group.cancelAll()
            return exit
        }
    }

    private func feed(_ bytes: [UInt8], to fd: Int32) {
        guard fd >= 0 else { return }
        startDetachedThread(named: "child-input") {
            var sent = 0
            while sent < bytes.count {
                let count = bytes.withUnsafeBytes { write(fd, $0.baseAddress! + sent, bytes.count - sent) }
                if count < 0 && errno == EINTR { continue }
                if count <= 0 { break }
                sent += count
            }
            close(fd)
        }
    }

    private func watch(output: Int32, error: Int32, _ onOutput: @escaping @Sendable (Source, [UInt8]) -> Void)
    {
        startDetachedThread(named: "child-output") { [self] in
            drain(output, error, onOutput)
            var status: Int32 = 0
            while waitpid(pid, &status, 0) < 0 && errno == EINTR {}
            // What the child left running in its group goes with it.
            kill(-pid, SIGKILL)
            let code = status & 0x7f
            let ended: Exit = code == 0 ? .code(status >> 8 & 0xff) : .signal(code)
            let waiting = exit.withLock { state in
                state.exit = ended
                defer { state.waiting = [] }
                return state.waiting
            }
            for continuation in waiting { continuation.resume(returning: ended) }
        }
    }

    /// Reads both pipes until the child has ended and nothing more comes from it. A grandchild that
    /// holds a pipe open does not hold us.
    private func drain(_ output: Int32, _ error: Int32, _ onOutput: (Source, [UInt8]) -> Void) {
        var pipes = [
            pollfd(fd: output, events: Int16(POLLIN), revents: 0),
            pollfd(fd: error, events: Int16(POLLIN), revents: 0),
        ]
        let sources: [Source] = [.output, .error]
        var buffer = [UInt8](repeating: 0, count: 65_536)
        var hasEnded = false
        while pipes.contains(where: { $0.fd >= 0 }) {
            let ready = poll(&pipes, 2, hasEnded ? 0 : 100)
            if ready <= 0 {
                if ready < 0 && errno == EINTR { continue }
                if hasEnded { break }
                var info = siginfo_t()
                hasEnded =
                    waitid(P_PID, id_t(pid), &info, WEXITED | WNOWAIT | WNOHANG) == 0
                    && plumb_siginfo_pid(&info) == pid
                continue
            }
            for index in pipes.indices where pipes[index].fd >= 0 && pipes[index].revents != 0 {
                let count = read(pipes[index].fd, &buffer, buffer.count)
                if count > 0 {
                    onOutput(sources[index], Array(buffer[..<count]))
                } else if count == 0 || errno != EINTR {
                    close(pipes[index].fd)
                    pipes[index].fd = -1
                }
            }
        }
        for pipe in pipes where pipe.fd >= 0 { close(pipe.fd) }
    }
}
