import Synchronization

/// Opens once, and lets everyone pass who waited or comes later.
final class Gate: Sendable {
    private struct State {
        var isOpen = false
        var waiting: [CheckedContinuation<Void, Never>] = []
        /// Those who may give up.
        var patient: [Int: CheckedContinuation<Void, Never>] = [:]
        var next = 0
    }

    private let state = Mutex(State())

    func open() {
        let waiting = state.withLock { state in
            state.isOpen = true
            defer { (state.waiting, state.patient) = ([], [:]) }
            return state.waiting + state.patient.values
        }
        for one in waiting { one.resume() }
    }

    func pass() async {
        await withCheckedContinuation { continuation in
            let isOpen = state.withLock { state in
                if !state.isOpen { state.waiting.append(continuation) }
                return state.isOpen
            }
            if isOpen { continuation.resume() }
        }
    }

    /// Returns when the gate is open, or the task is cancelled.
    func passUnlessCancelled() async {
        let number = state.withLock { state in
            state.next += 1
            return state.next
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let waits = state.withLock { state in
                    // The handler may have run already, and found nobody.
                    let waits = !state.isOpen && !Task.isCancelled
                    if waits { state.patient[number] = continuation }
                    return waits
                }
                if !waits { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.patient.removeValue(forKey: number) }?.resume()
        }
    }
}
