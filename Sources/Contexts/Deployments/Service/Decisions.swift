import Synchronization
import Vocabulary

/// Wakes runs that wait for somebody's decision; the decision itself stands in the store.
final class Decisions: Sendable {
    private struct State {
        var waiting: [DeploymentID: CheckedContinuation<Void, Never>] = [:]
        /// Rung for while nobody waited.
        var rung: Set<DeploymentID> = []
    }

    // One lock over both, so that no ring falls between a look and a wait.
    private let state = Mutex(State())

    func ring(_ run: DeploymentID) {
        let continuation = state.withLock { state -> CheckedContinuation<Void, Never>? in
            if let waiting = state.waiting.removeValue(forKey: run) { return waiting }
            state.rung.insert(run)
            return nil
        }
        continuation?.resume()
    }

    /// Returns when the run was rung for since the last time, or the wish to stop came.
    func wait(_ run: DeploymentID, _ cancellation: Cancellation) async {
        await withCheckedContinuation { continuation in
            let isRung = state.withLock { state in
                if state.rung.remove(run) != nil { return true }
                state.waiting[run] = continuation
                return false
            }
            if isRung { continuation.resume() } else { cancellation.onCancel { [self] in ring(run) } }
        }
        cancellation.onCancel(nil)
    }

    func forget(_ run: DeploymentID) { _ = state.withLock { $0.rung.remove(run) } }
}
