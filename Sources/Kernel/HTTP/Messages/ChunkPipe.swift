import Faults
import Synchronization

/// A bounded queue of byte pieces between a socket and the task that reads it.
///
/// The producer asks `wantsMore` before it reads, and is called through `demand` when that turns true
/// again; so at most `high` bytes and one read wait here.
final class ChunkPipe: Sendable {
    fileprivate typealias Outcome = Result<[UInt8]?, Fault>
    fileprivate static let high = 128 << 10

    fileprivate struct State {
        var chunks: [[UInt8]] = []
        var first = 0
        var buffered = 0
        var end: Outcome?
        var isWanted = false
        var isPaused = true
        var waiter: CheckedContinuation<Outcome, Never>?
    }

    private let state = Mutex(State())
    private let demand: @Sendable () -> Void

    init(demand: @escaping @Sendable () -> Void = {}) { self.demand = demand }

    // MARK: - The reader

    func next() async throws(Fault) -> [UInt8]? {
        let (ready, wake) = state.withLock { $0.take() }
        if wake { demand() }
        if let ready { return try ready.get() }
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { wait($0) }
        } onCancel: {
            let waiter = state.withLock { state in
                defer { state.waiter = nil }
                return state.waiter
            }
            waiter?.resume(returning: .failure(.readCancelled))
        }
        return try outcome.get()
    }

    private func wait(_ continuation: CheckedContinuation<Outcome, Never>) {
        let isCancelled = Task.isCancelled
        let (ready, wake): (Outcome?, Bool) = state.withLock { state in
            let (ready, wake) = state.take()
            if ready == nil, !isCancelled {
                precondition(state.waiter == nil, "A body has one reader at a time.")
                state.waiter = continuation
            }
            return (ready ?? (isCancelled ? .failure(.readCancelled) : nil), wake)
        }
        if let ready { continuation.resume(returning: ready) }
        if wake { demand() }
    }

    // MARK: - The producer

    /// Whether the next read of the socket is due; a `false` is followed by a call of `demand`.
    func wantsMore() -> Bool {
        state.withLock { state in
            let wants = state.isWanted && state.end == nil && state.buffered < Self.high
            state.isPaused = !wants
            return wants
        }
    }

    func push(_ bytes: [UInt8]) {
        guard !bytes.isEmpty else { return }
        let waiter = state.withLock { state -> CheckedContinuation<Outcome, Never>? in
            guard state.end == nil else { return nil }
            if let waiter = state.waiter {
                state.waiter = nil
                return waiter
            }
            state.chunks.append(bytes)
            state.buffered += bytes.count
            return nil
        }
        waiter?.resume(returning: .success(bytes))
    }

    func finish() { end(.success(nil), discarding: false) }

    /// What is buffered is dropped: the reader learns of the fault at once.
    func fail(_ fault: Fault) { end(.failure(fault), discarding: true) }

    private func end(_ outcome: Outcome, discarding: Bool) {
        let waiter = state.withLock { state -> CheckedContinuation<Outcome, Never>? in
            guard state.end == nil else { return nil }
            state.end = outcome
            if discarding {
                state.chunks = []
                state.first = 0
                state.buffered = 0
            }
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume(returning: outcome)
    }
}

extension ChunkPipe.State {
    /// What can be returned at once, and whether the producer has to be woken.
    fileprivate mutating func take() -> (ready: Result<[UInt8]?, Fault>?, wake: Bool) {
        isWanted = true
        var ready = end
        if first < chunks.count {
            let chunk = chunks[first]
            chunks[first] = []
            first += 1
            buffered -= chunk.count
            if first == chunks.count {
                chunks.removeAll(keepingCapacity: true)
                first = 0
            }
            ready = .success(chunk)
        }
        let wake = isPaused && end == nil && buffered < ChunkPipe.high / 2
        if wake { isPaused = false }
        return (ready, wake)
    }
}

extension Fault {
    static let readCancelled = Fault(.cancelled, "http.read_cancelled", "The reader was cancelled.")
}
