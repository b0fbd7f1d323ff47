import Faults
import Synchronization

/// Lets so many through at a time for each key, in the order of their tickets, and those without one in
/// the order of arrival.
final class Turnstile<Key: Hashable & Sendable>: Sendable {
    private struct Place {
        let ticket: String
        let arrival: UInt64
        /// Nil for a place that is held for somebody who has not arrived yet.
        var continuation: CheckedContinuation<Bool, Never>?
    }

    private struct Lane {
        var inside = 0
        var waiting: [Place] = []
        /// Where it is another one than everybody's.
        var width: Int?

        mutating func add(_ place: Place) {
            let index = waiting.firstIndex { ($0.ticket, $0.arrival) > (place.ticket, place.arrival) }
            waiting.insert(place, at: index ?? waiting.count)
        }
    }

    private let width: Int
    private let lanes = Mutex<(next: UInt64, lanes: [Key: Lane])>((0, [:]))

    init(width: Int) { self.width = width }

    /// Holds a place for who will come with this ticket; those behind wait for them. Ends with `leave`
    /// after they came, or with `withdraw`.
    func hold(_ key: Key, _ ticket: String) {
        lanes.withLock { state in
            state.next += 1
            state.lanes[key, default: Lane()].add(Place(ticket: ticket, arrival: state.next))
        }
    }

    /// Waits for a turn; false when the wish to stop came first, and then there is no turn to give back.
    /// `width` is the key's own from now on; nil for everybody's.
    func enter(
        _ key: Key, ticket: String = "", width: Int? = nil, _ cancellation: Cancellation
    ) async -> Bool {
        let arrival = lanes.withLock { state in
            state.next += 1
            return state.next
        }
        let entered = await withCheckedContinuation { continuation in
            lanes.withLock { state in
                var lane = state.lanes[key] ?? Lane()
                lane.width = width
                lane.waiting.removeAll { $0.ticket == ticket && $0.continuation == nil }
                lane.add(Place(ticket: ticket, arrival: arrival, continuation: continuation))
                state.lanes[key] = lane
            }
            cancellation.onCancel { [self] in giveUp(key, arrival) }
            advance(key)
        }
        cancellation.onCancel(nil)
        return entered
    }

    func leave(_ key: Key) {
        lanes.withLock { $0.lanes[key]?.inside -= 1 }
        advance(key)
    }

    /// Lets go of a place that was held, when who it was held for does not come.
    func withdraw(_ key: Key, _ ticket: String) {
        lanes.withLock { $0.lanes[key]?.waiting.removeAll { $0.ticket == ticket && $0.continuation == nil } }
        advance(key)
    }

    /// Lets in who is next, as far as there is room and they have arrived.
    private func advance(_ key: Key) {
        let admitted = lanes.withLock { state -> [CheckedContinuation<Bool, Never>] in
            guard var lane = state.lanes[key] else { return [] }
            var admitted: [CheckedContinuation<Bool, Never>] = []
            while lane.inside < lane.width ?? width, let continuation = lane.waiting.first?.continuation {
                lane.waiting.removeFirst()
                lane.inside += 1
                admitted.append(continuation)
            }
            state.lanes[key] = lane.inside == 0 && lane.waiting.isEmpty ? nil : lane
            return admitted
        }
        for continuation in admitted { continuation.resume(returning: true) }
    }

    private func giveUp(_ key: Key, _ arrival: UInt64) {
        let waiting = lanes.withLock { state -> CheckedContinuation<Bool, Never>? in
            guard let index = state.lanes[key]?.waiting.firstIndex(where: { $0.arrival == arrival }) else {
                return nil
            }
            return state.lanes[key]?.waiting.remove(at: index).continuation
        }
        waiting?.resume(returning: false)
        advance(key)
    }
}
