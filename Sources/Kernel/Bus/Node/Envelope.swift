import Faults
import Vocabulary

/// A request on the wire between two processes of the house.
public struct Envelope: Codable, Sendable {
    public let destination: String
    public let principal: Principal
    public let tenant: TenantID?
    public let trace: TraceContext
    public let remote: String?
    /// What was left of the deadline when the envelope was sealed.
    public let millisecondsLeft: Int64?
    public let idempotencyKey: String?
    public let caller: String?
    /// The request as JSON text.
    public let payload: String

    public init(
        destination: String, principal: Principal, tenant: TenantID?, trace: TraceContext, remote: String?,
        millisecondsLeft: Int64?, idempotencyKey: String?, caller: String?, payload: String
    ) {
        self.destination = destination
        self.principal = principal
        self.tenant = tenant
        self.trace = trace
        self.remote = remote
        self.millisecondsLeft = millisecondsLeft
        self.idempotencyKey = idempotencyKey
        self.caller = caller
        self.payload = payload
    }
}

/// Carries envelopes to the process that answers. Faults cross whole.
public protocol Transport: Sendable {
    /// The answer as JSON bytes. A lost connection is `unavailable` with code `bus.outcome_unknown` when
    /// the request may have been carried out.
    func send(_ envelope: Envelope) async throws(Fault) -> [UInt8]
    /// Elements as JSON bytes, each a `Streamed`.
    func open(_ envelope: Envelope) async throws(Fault) -> AsyncThrowingStream<[UInt8], any Error>
    /// Hands an event to every process that subscribes to it; returns when all have taken it.
    func publish(_ event: EventEnvelope) async throws(Fault)
}
