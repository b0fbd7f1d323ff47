import Faults
import Synchronization

/// Lets so many through at a time for each key, in the order of arrival.
final class Turnstile<Key: Hashable & Sendable>: Sendable {
    private struct Lane {
        var inside = 0
        var waiting: [(id: UInt64, continuation: CheckedContinuation<Bool, Never>)] = []
    }

    private let width: Int
    private let lanes = Mutex<(next: UInt64, lanes: [Key: Lane])>((0, [:]))

    init(width: Int) { self.width = width }

    /// Waits for a turn; false when the wish to stop came first, and then there is no turn to give back.
    func enter(_ key: Key, _ cancellation: Cancellation) async -> Bool {
        let id = lanes.withLock { state in
            state.next += 1
            return state.next
        }
        let entered = await withCheckedContinuation { continuation in
            let isFree = lanes.withLock { state -> Bool in
                var lane = state.lanes[key] ?? Lane()
                defer { state.lanes[key] = lane }
                if lane.inside < width {
                    lane.inside += 1
                    return true
                }
                lane.waiting.append((id, continuation))
                return false
            }
            if isFree {
                continuation.resume(returning: true)
            } else {
                cancellation.onCancel { [self] in giveUp(key, id) }
            }
        }
        cancellation.onCancel(nil)
        return entered
    }

    func leave(_ key: Key) {
        let next = lanes.withLock { state -> CheckedContinuation<Bool, Never>? in
            guard var lane = state.lanes[key] else { return nil }
            defer { state.lanes[key] = lane.inside == 0 ? nil : lane }
            if lane.waiting.isEmpty {
                lane.inside -= 1
                return nil
            }
            return lane.waiting.removeFirst().continuation
        }
        next?.resume(returning: true)
    }

    private func giveUp(_ key: Key, _ id: UInt64) {
        let waiting = lanes.withLock { state -> CheckedContinuation<Bool, Never>? in
            guard let index = state.lanes[key]?.waiting.firstIndex(where: { $0.id == id }) else { return nil }
            return state.lanes[key]?.waiting.remove(at: index).continuation
        }
        waiting?.resume(returning: false)
    }
}
