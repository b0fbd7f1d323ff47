import Synchronization
import Vocabulary

/// Wakes runs that wait for somebody's decision; the decision itself stands in the store.
final class Decisions: Sendable {
    private let waiting = Mutex<[DeploymentID: CheckedContinuation<Void, Never>]>([:])
    private let rung = Mutex<Set<DeploymentID>>([])

    func ring(_ run: DeploymentID) {
        let continuation = waiting.withLock { $0.removeValue(forKey: run) }
        if let continuation { continuation.resume() } else { _ = rung.withLock { $0.insert(run) } }
    }

    /// Returns when the run was rung for since the last time, or the wish to stop came.
    func wait(_ run: DeploymentID, _ cancellation: Cancellation) async {
        if rung.withLock({ $0.remove(run) }) != nil { return }
        await withCheckedContinuation { continuation in
            waiting.withLock { $0[run] = continuation }
            cancellation.onCancel { [self] in ring(run) }
            // Rung between the look and the wait.
            if rung.withLock({ $0.remove(run) }) != nil { ring(run) }
        }
        cancellation.onCancel(nil)
    }

    func forget(_ run: DeploymentID) { _ = rung.withLock { $0.remove(run) } }
}
