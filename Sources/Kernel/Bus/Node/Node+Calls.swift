import Faults
import Synchronization
import Values
import Vocabulary

extension Node {
    func answer<E: Exchange>(_ request: E, in scope: Scope) async throws(Fault) -> E.Answer {
        let contract = E.contract
        let started = clock.now
        let beginning = ContinuousClock.now
        let name = request.destination
        let (local, observer) = table.withLock { ($0.handlers[name] as? Handler<E>, $0.observer) }
        let result: Result<E.Answer, Fault>
        do throws(Fault) {
            try await admit(request, in: scope)
            try scope.checkDeadline()
            if let local {
                result = .success(try await run(request, local.run, in: scope))
            } else {
                result = .success(try await sendOut(request, in: scope))
            }
        } catch {
            result = .failure(error)
        }
        if let observer {
            var fault: Fault?
            if case .failure(let failure) = result { fault = failure }
            observer(
                CallRecord(
                    operation: contract.name, started: started, elapsed: ContinuousClock.now - beginning,
                    fault: fault,
                    trace: scope.trace.child(), parentSpan: scope.trace.spanID, isLocal: local != nil,
                    tenant: scope.tenantIfAny))
        }
        return try result.get()
    }

    /// Runs a handler in its own context and puts the command on the record.
    func run<E: Exchange>(
        _ request: E, _ handler: @Sendable (E, Scope) async throws(Fault) -> E.Answer, in scope: Scope
    ) async throws(Fault) -> E.Answer {
        let contract = E.contract
        let inside = scope.entering(contract.context, action: contract.name, on: self)
        guard contract.effect == .command else { return try await handler(request, inside) }
        do throws(Fault) {
            let answer = try await handler(request, inside)
            if !inside.isAudited { await recordAudit(contract, request, inside, nil) }
            return answer
        } catch {
            await recordAudit(contract, request, inside, error)
            throw error
        }
    }

    private func sendOut<E: Exchange>(_ request: E, in scope: Scope) async throws(Fault) -> E.Answer {
        let reply = try await transport(to: request.destination).send(try seal(request, in: scope))
        return try JSONCoding.decode(E.Answer.self, from: reply)
    }

    func follow<S: StreamOperation>(
        _ request: S, in scope: Scope
    ) async throws(Fault) -> AsyncThrowingStream<Streamed<S.Element>, any Error> {
        try await admit(request, in: scope)
        let stream = try await open(request, in: scope)
        guard scope.caller == nil, case .permission(let needed) = S.contract.access,
            scope.principal.dependsOnAttributes(for: needed)
        else { return stream }
        // What was let in under a condition is let on while the condition holds.
        let source = Iterating(stream)
        return AsyncThrowingStream {
            let next = try await source.next()
            if next != nil { try await self.admit(request, in: scope) }
            return next
        }
    }

    private func open<S: StreamOperation>(
        _ request: S, in scope: Scope
    ) async throws(Fault) -> AsyncThrowingStream<Streamed<S.Element>, any Error> {
        let name = request.destination
        if let local = table.withLock({ $0.streams[name] as? StreamHandler<S> }) {
            return try await local.run(request, scope.entering(S.contract.context, action: name, on: self))
        }
        let source = Iterating(try await transport(to: name).open(try seal(request, in: scope)))
        return AsyncThrowingStream {
            try await source.next().map { try JSONCoding.decode(Streamed<S.Element>.self, from: $0) }
        }
    }

    private func transport(to name: String) throws(Fault) -> any Transport {
        guard let transport = table.withLock({ $0.transport }) else {
            throw Fault(
                .unavailable, "bus.no_route", "Nobody here answers \(name). Start the context that does.")
        }
        return transport
    }

    private func seal<E: Exchange>(_ request: E, in scope: Scope) throws(Fault) -> Envelope {
        let left = scope.deadline.map { ($0 - ContinuousClock.now).milliseconds }
        return Envelope(
            destination: request.destination, principal: scope.principal, tenant: scope.tenantIfAny,
            trace: scope.trace, remote: scope.remote, millisecondsLeft: left,
            idempotencyKey: scope.idempotencyKey, caller: scope.caller,
            payload: String(decoding: try JSONCoding.encode(request), as: UTF8.self))
    }

    // MARK: - From another process

    /// Answers an envelope from another process of the house, which has checked it at its own door.
    public func receive(_ envelope: Envelope) async throws(Fault) -> [UInt8] {
        guard let wire = table.withLock({ $0.wires[envelope.destination] }) else {
            throw Fault(.unavailable, "bus.no_route", "Nobody here answers \(envelope.destination).")
        }
        let scope = unseal(envelope)
        try scope.checkDeadline()
        return try await wire(envelope, scope)
    }

    /// Opens a stream for another process of the house.
    public func receiveStream(
        _ envelope: Envelope
    ) async throws(Fault) -> AsyncThrowingStream<[UInt8], any Error> {
        guard let wire = table.withLock({ $0.wireStreams[envelope.destination] }) else {
            throw Fault(.unavailable, "bus.no_route", "Nobody here streams \(envelope.destination).")
        }
        return try await wire(envelope, unseal(envelope))
    }

    private func unseal(_ envelope: Envelope) -> Scope {
        Scope(
            principal: envelope.principal, tenant: envelope.tenant, trace: envelope.trace,
            remote: envelope.remote,
            deadline: envelope.millisecondsLeft.map { ContinuousClock.now + .milliseconds($0) },
            idempotencyKey: envelope.idempotencyKey, caller: envelope.caller, action: "",
            record: CommandRecord(), node: self)
    }
}

extension Scope {
    /// Throws `deadlineExceeded` or `cancelled` when there is no use in going on.
    public func checkDeadline() throws(Fault) {
        if Task.isCancelled { throw Fault(.cancelled, "bus.cancelled", "The caller went away.") }
        if let deadline, deadline <= ContinuousClock.now {
            throw Fault(.deadlineExceeded, "bus.deadline", "The answer was not ready in time. Try again.")
        }
    }
}
