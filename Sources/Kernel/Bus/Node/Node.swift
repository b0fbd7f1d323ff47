import Faults
import Synchronization
import Values
import Vocabulary

/// What one process can answer by itself, and the way to the rest.
public final class Node: Sendable {
    typealias WireHandler = @Sendable (Envelope, Scope) async throws(Fault) -> [UInt8]
    typealias WireStream =
        @Sendable (Envelope, Scope) async throws(Fault) -> AsyncThrowingStream<[UInt8], any Error>
    /// Takes audit entries that no transaction of a context carries: refusals, and failures.
    public typealias Auditor = @Sendable (AuditEntry, Node) async throws(Fault) -> Void
    /// Hears of entries that the auditor did not take.
    public typealias LostAudit = @Sendable (AuditEntry, Fault) -> Void

    struct Table {
        var handlers: [String: any Sendable] = [:]
        var wires: [String: WireHandler] = [:]
        var streams: [String: any Sendable] = [:]
        var wireStreams: [String: WireStream] = [:]
        var subscribers: [String: [Subscriber]] = [:]
        var edges: [String: Set<String>] = [:]
        var transport: (any Transport)?
        var auditor: (take: Auditor, lost: LostAudit)?
        var observer: CallObserver?
    }

    struct Subscriber: Sendable {
        let context: String
        let deliver: @Sendable (EventEnvelope, Scope) async throws(Fault) -> Void
    }

    let table = Mutex(Table())
    let places = KnownPlaces()
    public let clock: WallClock

    public init(clock: WallClock = .system) { self.clock = clock }

    // MARK: - Setting up

    /// Where requests go that nobody here answers.
    public func connect(_ transport: any Transport) { table.withLock { $0.transport = transport } }

    public func audit(with auditor: @escaping Auditor, lost: @escaping LostAudit) {
        table.withLock { $0.auditor = (auditor, lost) }
    }

    public func observe(with observer: @escaping CallObserver) { table.withLock { $0.observer = observer } }

    /// The contexts that `context` may ask; a call along any other edge is a programming error.
    public func allow(_ context: String, toCall contexts: [String]) {
        table.withLock { $0.edges[context, default: []].formUnion(contexts) }
    }

    /// Answers an operation, or takes in a job, in the name of its context.
    public func handle<E: Exchange>(
        _: E.Type, as destination: String? = nil,
        with handler: @escaping @Sendable (E, Scope) async throws(Fault) -> E.Answer
    ) {
        let name = destination ?? E.contract.name
        let wire: WireHandler = { (envelope, scope) async throws(Fault) in
            let request = try JSONCoding.decode(E.self, from: Array(envelope.payload.utf8))
            return try JSONCoding.encode(try await self.run(request, handler, in: scope))
        }
        table.withLock {
            precondition($0.handlers[name] == nil, "\(name) is answered twice")
            $0.handlers[name] = Handler(run: handler)
            $0.wires[name] = wire
        }
    }

    /// Answers a stream in the name of its context.
    public func handle<S: StreamOperation>(
        stream: S.Type, as destination: String? = nil,
        with handler: @escaping StreamHandler<S>.Run
    ) {
        let name = destination ?? S.contract.name
        let wire: WireStream = { (envelope, scope) async throws(Fault) in
            let request = try JSONCoding.decode(S.self, from: Array(envelope.payload.utf8))
            let source = Iterating(
                try await handler(request, scope.entering(S.contract.context, action: name, on: self)))
            return AsyncThrowingStream { try await source.next().map { try JSONCoding.encode($0) } }
        }
        table.withLock {
            precondition($0.streams[name] == nil, "\(name) is answered twice")
            $0.streams[name] = StreamHandler<S>(run: handler)
            $0.wireStreams[name] = wire
        }
    }

    /// Tells where things of `kind` live; nil for what does not exist or belongs to another tenant.
    public func locate(
        _ kind: String, with locator: @escaping @Sendable (String, TenantID) async throws(Fault) -> Location?
    ) {
        handle(LocateSubject.self, as: "locate." + kind) { (request, scope) async throws(Fault) in
            LocateSubject.Place(location: try await locator(request.id, try scope.tenant))
        }
    }

    // MARK: - Coming in

    /// A scope for a face's request; every call made with it is checked at the door.
    public func scope(
        for principal: Principal, tenant: TenantID? = nil, trace: TraceContext = .start(),
        remote: String? = nil,
        deadline: ContinuousClock.Instant? = nil, idempotencyKey: String? = nil
    ) -> Scope {
        Scope(
            principal: principal, tenant: tenant ?? principal.tenant, trace: trace, remote: remote,
            deadline: deadline, idempotencyKey: idempotencyKey, caller: nil, action: "",
            record: CommandRecord(),
            node: self)
    }

    /// A scope for a context at work by itself: a relay, a schedule, a saga that resumes.
    public func scope(
        as context: String, onBehalfOf principal: Principal? = nil, tenant: TenantID?,
        trace: TraceContext = .start()
    ) -> Scope {
        Scope(
            principal: principal ?? .context(context, tenant: tenant), tenant: tenant, trace: trace,
            remote: nil,
            deadline: nil, idempotencyKey: nil, caller: context, action: "", record: CommandRecord(),
            node: self)
    }

    /// True when this process itself answers the operation.
    public func answers(_ name: String) -> Bool {
        table.withLock { $0.handlers[name] != nil || $0.streams[name] != nil }
    }
}

/// Tells metrics and traces about one finished call.
public typealias CallObserver = @Sendable (CallRecord) -> Void

public struct CallRecord: Sendable {
    public let operation: String
    public let started: Timestamp
    public let elapsed: Duration
    public let fault: Fault?
    public let trace: TraceContext
    public let parentSpan: String
    public let isLocal: Bool
    public let tenant: TenantID?
}

struct Handler<E: Exchange>: Sendable {
    let run: @Sendable (E, Scope) async throws(Fault) -> E.Answer
}

public struct StreamHandler<S: StreamOperation>: Sendable {
    public typealias Run =
        @Sendable (S, Scope) async throws(Fault) -> AsyncThrowingStream<Streamed<S.Element>, any Error>
    let run: Run
}

/// Lets a stream's only consumer pull from inside another stream's `unfolding` closure.
final class Iterating<Element: Sendable>: @unchecked Sendable {
    // The unfolding closure of one AsyncThrowingStream is never entered twice at once.
    private var iterator: AsyncThrowingStream<Element, any Error>.AsyncIterator

    init(_ stream: AsyncThrowingStream<Element, any Error>) { iterator = stream.makeAsyncIterator() }

    func next() async throws -> Element? { try await iterator.next() }
}
