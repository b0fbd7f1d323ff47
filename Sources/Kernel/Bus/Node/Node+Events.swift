import Faults
import Synchronization
import Values

extension Node {
    /// Hears every event of a type, at least once; the handler deduplicates by `eventId`.
    public func subscribe<E: Event>(
        _: E.Type, as context: String,
        with handler: @escaping @Sendable (E, EventEnvelope, Scope) async throws(Fault) -> Void
    ) {
        let deliver: @Sendable (EventEnvelope, Scope) async throws(Fault) -> Void = {
            (envelope, scope) async throws(Fault) in
            try await handler(
                try JSONCoding.decode(E.self, from: Array(envelope.data.utf8)), envelope, scope)
        }
        table.withLock {
            $0.subscribers[E.type, default: []].append(Subscriber(context: context, deliver: deliver))
        }
    }

    /// Delivers to the subscribers of this process and hands the event on to the others. Throws when
    /// any of them failed, so that the relay tries again.
    public func publish(_ event: EventEnvelope) async throws(Fault) {
        try await deliver(event)
        if let transport = table.withLock({ $0.transport }) { try await transport.publish(event) }
    }

    /// Delivers to the subscribers of this process only.
    public func deliver(_ event: EventEnvelope) async throws(Fault) {
        let subscribers = table.withLock { $0.subscribers[event.eventType] ?? [] }
        var first: Fault?
        for subscriber in subscribers {
            let trace = TraceContext.start()
            let scope = scope(
                as: subscriber.context, tenant: event.tenantId,
                trace: TraceContext(
                    traceID: event.metadata.correlationId, spanID: trace.spanID, isSampled: true))
            do throws(Fault) {
                try await subscriber.deliver(event, scope)
            } catch {
                if first == nil { first = error }
            }
        }
        if let first { throw first }
    }
}
