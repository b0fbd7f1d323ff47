import Faults
import Glibc
import Synchronization

/// The TLS context that new connections get, which can be made anew while the server runs.
final class TLSIdentity: Sendable {
    private struct State: Sendable {
        var context: TLSContext
        var stamps: [Int64]
    }

    private let configuration: ServerConfiguration.TLS
    private let speaksHTTP2: Bool
    private let state: Mutex<State>

    init(_ configuration: ServerConfiguration.TLS, speaksHTTP2: Bool) throws(Fault) {
        self.configuration = configuration
        self.speaksHTTP2 = speaksHTTP2
        // The stamps are older than what is read, so a change meanwhile is seen later.
        let stamps = Self.stamps(configuration)
        state = Mutex(State(context: try TLSContext(configuration, speaksHTTP2: speaksHTTP2), stamps: stamps))
    }

    func session(_ fd: Int32) -> TLSSession? { state.withLock { $0.context }.session(fd) }

    /// Reads the files again; `false` when nothing has changed and that was a condition. A fault leaves all
    /// as it was, and is not repeated until the files change again.
    func reload(ifChanged: Bool) throws(Fault) -> Bool {
        let stamps = Self.stamps(configuration)
        let isChanged = state.withLock { state in
            defer { state.stamps = stamps }
            return state.stamps != stamps
        }
        guard isChanged || !ifChanged else { return false }
        let context = try TLSContext(configuration, speaksHTTP2: speaksHTTP2)
        state.withLock { $0.context = context }
        return true
    }

    /// What changes when a file is written or replaced: its time, its size, its number.
    private static func stamps(_ configuration: ServerConfiguration.TLS) -> [Int64] {
        let files = [configuration.chain, configuration.key, configuration.clients?.authorities]
        return files.compactMap { $0 }.flatMap { file -> [Int64] in
            var status = stat()
            guard stat(file, &status) == 0 else { return [-1] }
            let time = status.st_mtim
            return [Int64(time.tv_sec), Int64(time.tv_nsec), Int64(status.st_size), Int64(status.st_ino)]
        }
    }
}
