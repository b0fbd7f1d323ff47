import Synchronization

/// A wish to stop, which work looks at where it can stop well. Unlike a task's own cancellation it does
/// not break the writes that record how far the work came.
final class Cancellation: Sendable {
    private let state = Mutex<(isCancelled: Bool, handler: (@Sendable () -> Void)?)>((false, nil))

    var isCancelled: Bool { state.withLock { $0.isCancelled } }

    func cancel() {
        let handler = state.withLock { state in
            state.isCancelled = true
            defer { state.handler = nil }
            return state.handler
        }
        handler?()
    }

    /// Sets what is done at once when the wish comes; at once when it has come already. Nil takes it away.
    func onCancel(_ handler: (@Sendable () -> Void)?) {
        let isCancelled = state.withLock { state in
            if !state.isCancelled { state.handler = handler }
            return state.isCancelled
        }
        if isCancelled { handler?() }
    }
}
