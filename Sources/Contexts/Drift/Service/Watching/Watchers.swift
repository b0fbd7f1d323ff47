import Synchronization
import Vocabulary

/// The tasks that watch, one for each key.
final class Watchers<Key: Hashable & Sendable>: Sendable {
    private struct State {
        var watchers: [Key: Watcher] = [:]
        var isStopping = false
    }

    private let state = Mutex(State())

    /// Starts a watcher in the place of the key's present one.
    func start(_ key: Key, _ body: @escaping @Sendable (Watcher) async -> Void) {
        let watcher = Watcher()
        let old = state.withLock { state -> Watcher? in
            guard !state.isStopping else { return nil }
            defer { state.watchers[key] = watcher }
            return state.watchers[key]
        }
        old?.cancel()
        watcher.begin(body)
    }

    func end(_ key: Key) {
        state.withLock { $0.watchers.removeValue(forKey: key) }?.cancel()
    }

    /// Has a watcher look now; does nothing where there is none.
    func wake(_ key: Key) { state.withLock { $0.watchers[key] }?.wake() }

    /// Ends all of them, and waits.
    func stop() async {
        let all = state.withLock { state in
            state.isStopping = true
            defer { state.watchers = [:] }
            return Array(state.watchers.values)
        }
        for watcher in all { watcher.cancel() }
        for watcher in all { await watcher.ended() }
    }
}

/// One task with a pause that can be cut short.
final class Watcher: Sendable {
    private struct State {
        var task: Task<Void, Never>?
        var pause: Task<Void, Never>?
        var isAwake = false
        var isCancelled = false
    }

    private let state = Mutex(State())

    func begin(_ body: @escaping @Sendable (Watcher) async -> Void) {
        state.withLock { state in
            guard !state.isCancelled else { return }
            // Owned by `Watchers`, which cancels and awaits it.
            state.task = Task { await body(self) }
        }
    }

    /// Waits for so long, or until it is woken or cancelled. A call to wake while it does not wait makes the
    /// next pause none.
    func pause(_ duration: Duration) async {
        let pause = state.withLock { state -> Task<Void, Never>? in
            if state.isAwake || state.isCancelled {
                state.isAwake = false
                return nil
            }
            // Ends by itself, or when it is woken.
            let pause = Task { () -> Void in
                do { try await Task.sleep(for: duration) } catch {
                    // Woken.
                    return
                }
            }
            state.pause = pause
            return pause
        }
        await pause?.value
        state.withLock { $0.pause = nil }
    }

    func wake() {
        state.withLock { state in
            if let pause = state.pause { pause.cancel() } else { state.isAwake = true }
        }
    }

    func cancel() {
        state.withLock { state in
            state.isCancelled = true
            state.task?.cancel()
            state.pause?.cancel()
        }
    }

    func ended() async { await state.withLock { $0.task }?.value }

    var isCancelled: Bool { state.withLock { $0.isCancelled } }
}
