import Faults

/// Keeps an engine running while a client or a stream of it lives.
final class Lifeline: Sendable {
    let engine: TransferEngine

    init(_ engine: TransferEngine) { self.engine = engine }

    deinit { engine.stop() }

    /// Runs the transfer until its response, or for a stream its head, is there.
    func run(_ transfer: Transfer) async throws(Fault) -> ClientResponse {
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { engine.begin(transfer, $0) }
        } onCancel: {
            engine.cancel(transfer)
        }
        return try outcome.get()
    }
}
