import Bus
import DeploymentsAPI
import Faults
import Glibc
import Ledgers
import Synchronization
import Terraform
import Vocabulary

/// Takes a run's lines as they come, masks them, and writes them in batches.
final class RunLog: Sendable {
    /// The threads that bring lines wait while so many are not written yet.
    private static let ceiling = 20_000
    private static let pause = Duration.milliseconds(80)

    private let service: DeploymentsService
    private let run: DeploymentID
    private let scope: Scope
    private let state: Mutex<State>

    private struct State {
        var masking: Masking
        var secrets: [String] = []
        var lines: [(kind: String, text: String, at: Timestamp)] = []
        var isClosed = false
    }

    init(_ service: DeploymentsService, _ run: DeploymentID, _ scope: Scope) {
        self.service = service
        self.run = run
        self.scope = scope
        state = Mutex(State(masking: Masking()))
    }

    /// What must not be shown from now on.
    func hide(_ secrets: [String]) {
        state.withLock { state in
            state.secrets = secrets
            state.masking = Masking(secrets: secrets)
        }
    }

    /// Beside what is hidden already.
    func hideToo(_ secrets: [String]) { hide(state.withLock { $0.secrets } + secrets) }

    var masking: Masking { state.withLock { $0.masking } }

    /// Called on a child's own thread, which is what waits when lines come faster than they are written.
    func add(_ line: String) {
        let now = service.now
        while true {
            let isTaken = state.withLock { state -> Bool in
                guard state.lines.count < Self.ceiling || state.isClosed else { return false }
                state.lines.append(("log", state.masking.text(line), now))
                return true
            }
            if isTaken { return }
            usleep(5_000)
        }
    }

    /// Writes what has come, again and again, until `close`.
    func write() async throws(Fault) {
        while true {
            let isClosed = state.withLock { $0.isClosed }
            try await flush()
            if isClosed { return }
            do {
                try await Task.sleep(for: Self.pause)
            } catch {
                // Cancelled: the run is over, and what is left is written once more.
                state.withLock { $0.isClosed = true }
            }
        }
    }

    func close() { state.withLock { $0.isClosed = true } }

    func flush() async throws(Fault) {
        let lines = state.withLock { state in
            defer { state.lines = [] }
            return state.lines
        }
        guard !lines.isEmpty else { return }
        let (ledger, scope, run) = (service.ledger, scope, run)
        try await shielded { () async throws(Fault) in
            try await ledger.write(scope) { try DeploymentsService.append(lines, to: run, $0) }
        }
    }
}
