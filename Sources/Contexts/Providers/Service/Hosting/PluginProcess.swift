import Faults
import FoundationEssentials
import GRPC
import Glibc
import Host
import ProviderProtocol
import Synchronization

/// A provider's process with a connection to it. Its end, however it comes, ends every call as unavailable.
final class PluginProcess: Sendable {
    let version: ProtocolVersion
    let channel: GRPCChannel
    private let child: Child
    private let folder: String
    private let said: Tail
    private let state = Mutex(false)
    private let ended = Mutex(false)

    /// The last that a process said on its error output, where Go's panics arrive.
    final class Tail: Sendable {
        private let bytes = Mutex<[UInt8]>([])

        func add(_ more: [UInt8]) {
            bytes.withLock { bytes in
                bytes += more
                if bytes.count > 32 << 10 { bytes.removeFirst(bytes.count - (16 << 10)) }
            }
        }

        var text: String { bytes.withLock { String(decoding: $0, as: UTF8.self) } }
    }

    private init(
        _ version: ProtocolVersion, _ channel: GRPCChannel, _ child: Child, _ folder: String, _ said: Tail
    ) {
        (self.version, self.channel, self.child, self.folder, self.said) = (
            version, channel, child, folder, said
        )
    }

    /// Starts the program and returns once it can be called. `environment` is all that it sees, with what
    /// plugins need besides. Faults: `providers.not_started`, `providers.bad_handshake`.
    static func start(
        _ binary: ProviderBinary, environment: [String: String]
    ) async throws(Fault) -> PluginProcess {
        let folder = try makeFolder()
        var variables = [
            "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": folder, "TMPDIR": folder,
            "TF_PLUGIN_MAGIC_COOKIE": "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2",
            "PLUGIN_PROTOCOL_VERSIONS": "5,6", "PLUGIN_MIN_PORT": "10000", "PLUGIN_MAX_PORT": "25000",
            "PLUGIN_UNIX_SOCKET_DIR": folder,
        ]
        variables.merge(environment) { own, _ in own }
        let command = Child.Command(binary.path, [], environment: variables, directory: folder)
        let said = Tail()
        let line = FirstLine()
        let child: Child
        do throws(Fault) {
            child = try await Child.start(command) { source, bytes in
                source == .output ? line.add(bytes) : said.add(bytes)
            }
        } catch {
            remove(folder)
            throw error
        }
        do throws(Fault) {
            let handshake = try Handshake(try await first(line, of: child, said))
            var limits = GRPCLimits()
            limits.message = 256 << 20
            limits.waiting = 64 << 20
            let channel = try GRPCChannel(.unix(handshake.socket), limits: limits)
            let process = PluginProcess(handshake.version, channel, child, folder, said)
            // For the process's whole life: what it has forked may hold the connection beyond it.
            Task {
                _ = await child.wait()
                process.ended.withLock { $0 = true }
                channel.close()
            }
            await process.readStandardOutput()
            return process
        } catch {
            child.signal(SIGKILL)
            _ = await child.wait()
            remove(folder)
            throw error
        }
    }

    /// False once the process has ended or the connection broke.
    var isAlive: Bool { channel.failure == nil && !state.withLock { $0 } }

    var pid: Int32 { child.pid }
    /// True once the process is no more.
    var hasEnded: Bool { ended.withLock { $0 } }

    /// What it said last on its error output.
    var lastWords: String { String(said.text.suffix(2000)) }

    /// Bytes of memory that the process has resident; 0 when that can't be told.
    var residentBytes: Int {
        guard let content = FileManager.default.contents(atPath: "/proc/\(child.pid)/statm") else { return 0 }
        let parts = String(decoding: content, as: UTF8.self).split(separator: " ")
        return (parts.count > 1 ? Int(parts[1]) ?? 0 : 0) * Int(getpagesize())
    }

    /// Asks it to break off and to end, and makes it when it does not within two seconds.
    func stop() async {
        guard
            state.withLock({ isStopped in
                defer { isStopped = true }
                return !isStopped
            })
        else { return }
        let stop = ProviderRequest.stop(version)
        // Its answers are often cut off by its own end.
        for (path, message) in [(stop.path, stop.message), ("/plugin.GRPCController/Shutdown", [])] {
            do throws(GRPCStatus) {
                _ = try await channel.unary(path, message, timeout: .seconds(1))
            } catch {
                continue
            }
        }
        _ = await child.stop(grace: .seconds(2))
        channel.close()
        Self.remove(folder)
    }

    /// A plugin may block until its standard output is read this way, once.
    private func readStandardOutput() async {
        let said = said
        do throws(GRPCStatus) {
            let call = try channel.call("/plugin.GRPCStdio/StreamStdio")
            try await call.send([])
            call.finishSending()
            // Ends with the connection.
            Task {
                do throws(GRPCStatus) {
                    while let message = try await call.next() { said.add(message) }
                } catch {
                    return
                }
            }
        } catch {
            // Older plugins do not know it.
            return
        }
    }

    // MARK: - Starting

    /// The first line of the standard output, whenever it comes.
    private final class FirstLine: Sendable {
        private struct State {
            var bytes: [UInt8] = []
            var line: String?
            var isOver = false
            var waiter: CheckedContinuation<String?, Never>?
        }
        private let state = Mutex(State())

        func add(_ more: [UInt8]) {
            let waiter = state.withLock { state -> CheckedContinuation<String?, Never>? in
                guard state.line == nil else { return nil }
                state.bytes += more.prefix(64 << 10)
                guard let end = state.bytes.firstIndex(of: 10) else { return nil }
                state.line = String(decoding: state.bytes[..<end], as: UTF8.self)
                defer { state.waiter = nil }
                return state.waiter
            }
            if let waiter { waiter.resume(returning: state.withLock { $0.line }) }
        }

        /// Nothing more will come.
        func end() {
            let waiter = state.withLock { state in
                state.isOver = true
                defer { state.waiter = nil }
                return state.waiter
            }
            waiter?.resume(returning: nil)
        }

        /// Nil when the process ended without one, or it was given up.
        var value: String? {
            get async {
                await withTaskCancellationHandler {
                    await withCheckedContinuation { continuation in
                        let (isReady, line) = state.withLock { state -> (Bool, String?) in
                            if state.line != nil || state.isOver || Task.isCancelled {
                                return (true, state.line)
                            }
                            state.waiter = continuation
                            return (false, nil)
                        }
                        if isReady { continuation.resume(returning: line) }
                    }
                } onCancel: {
                    let waiter = state.withLock { state in
                        defer { state.waiter = nil }
                        return state.waiter
                    }
                    waiter?.resume(returning: nil)
                }
            }
        }
    }

    private static func first(_ line: FirstLine, of child: Child, _ said: Tail) async throws(Fault) -> String
    {
        // For the process's whole life; ends with it.
        Task {
            _ = await child.wait()
            line.end()
        }
        let found = await withTaskGroup(of: String?.self) { group in
            group.addTask { await line.value }
            group.addTask {
                do { try await Task.sleep(for: .seconds(60)) } catch {
                    // Cancelled because the line came.
                }
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
        guard let found else {
            throw Fault(
                .unavailable, "providers.not_started",
                "The provider ended, or said nothing for a minute, before it could be called.",
                note: String(said.text.suffix(2000)))
        }
        return found
    }

    /// A folder of this user's alone with a short path: a socket's has at most 107 bytes.
    private static func makeFolder() throws(Fault) -> String {
        var template = Array("/tmp/plumb.\(String(repeating: "X", count: 6))".utf8CString)
        guard let made = mkdtemp(&template) else {
            throw Fault(
                .unavailable, "providers.no_folder", "No folder could be made in /tmp.",
                note: "errno \(errno)")
        }
        return String(cString: made)
    }

    private static func remove(_ folder: String) {
        do { try FileManager.default.removeItem(atPath: folder) } catch {
            // The system empties /tmp.
            return
        }
    }
}
