import Faults
import Synchronization
import Vocabulary

/// Carries one piece of work from door to door: in whose name, for which tenant, until when.
public struct Scope: Sendable {
    public let principal: Principal
    /// The tenant that is acted in; the principal's own, unless a platform operator chose another.
    public let tenantIfAny: TenantID?
    public let trace: TraceContext
    /// The address that the request came from, when it came from outside.
    public let remote: String?
    public let deadline: ContinuousClock.Instant?
    public let idempotencyKey: String?
    /// The context whose code asks; nil for a face, whose calls are checked at the door.
    public let caller: String?
    /// The operation being answered, for audit; empty outside a handler.
    public let action: String
    let record: CommandRecord
    public let node: Node

    init(
        principal: Principal, tenant: TenantID?, trace: TraceContext, remote: String?,
        deadline: ContinuousClock.Instant?, idempotencyKey: String?, caller: String?, action: String,
        record: CommandRecord, node: Node
    ) {
        self.principal = principal
        self.tenantIfAny = tenant
        self.trace = trace
        self.remote = remote
        self.deadline = deadline
        self.idempotencyKey = idempotencyKey
        self.caller = caller
        self.action = action
        self.record = record
        self.node = node
    }

    /// The tenant; a fault for the few callers that have none.
    public var tenant: TenantID {
        get throws(Fault) {
            guard let tenantIfAny else {
                throw Fault(.unauthenticated, "identity.no_tenant", "Sign in to a tenant first.")
            }
            return tenantIfAny
        }
    }

    /// Asks and waits for the answer; the same whether the handler is in this process or another.
    public func call<O: Operation>(_ operation: O) async throws(Fault) -> O.Output {
        try await node.answer(operation, in: self)
    }

    /// Starts a job and answers as soon as it is recorded.
    public func start<J: Job>(_ job: J) async throws(Fault) -> JobTicket {
        try await node.answer(job, in: self)
    }

    /// Follows a stream from the request's cursor until it ends or the caller stops iterating.
    public func follow<S: StreamOperation>(
        _ stream: S
    ) async throws(Fault) -> AsyncThrowingStream<Streamed<S.Element>, any Error> {
        try await node.follow(stream, in: self)
    }

    /// True when the principal holds `permission` at the place whatever its attributes, or with those that
    /// are told; lists ask a `reach(of:)` instead.
    public func may(
        _ permission: Permission, at location: Location, knowing known: Attributes? = nil
    ) -> Bool {
        principal.kind == .context || principal.may(permission, at: location, knowing: known)
    }

    /// The same work as seen by the handler of `action`, with a span of its own.
    func entering(_ context: String, action: String, on node: Node) -> Scope {
        Scope(
            principal: principal, tenant: tenantIfAny, trace: trace.child(), remote: remote,
            deadline: deadline,
            idempotencyKey: idempotencyKey, caller: context, action: action, record: CommandRecord(),
            node: node)
    }

    /// The same work with another deadline; never later than the present one.
    public func within(_ span: Duration) -> Scope {
        let limit = ContinuousClock.now + span
        return Scope(
            principal: principal, tenant: tenantIfAny, trace: trace, remote: remote,
            deadline: deadline.map { min($0, limit) } ?? limit, idempotencyKey: idempotencyKey,
            caller: caller,
            action: action, record: record, node: node)
    }

    /// Without deadline and idempotency key, for work that outlives the request that started it.
    public func detached() -> Scope {
        Scope(
            principal: principal, tenant: tenantIfAny, trace: trace, remote: remote, deadline: nil,
            idempotencyKey: nil, caller: caller, action: action, record: CommandRecord(), node: node)
    }

    /// True once the command's audit entry stands in a transaction of its context.
    public func markAudited() { record.audited.store(true, ordering: .releasing) }
    var isAudited: Bool { record.audited.load(ordering: .acquiring) }
}

/// Remembers, across the copies of one scope, whether the command is on the record.
final class CommandRecord: Sendable {
    let audited = Atomic<Bool>(false)
}
