import Faults
import Synchronization
import Values
import Vocabulary

extension Node {
    /// The single door. A face's request is checked against the contract's subject here and nowhere
    /// else; a context's request only runs along the edges that were declared for it.
    func admit<E: Exchange>(_ request: E, in scope: Scope) async throws(Fault) {
        let contract = E.contract
        if let caller = scope.caller {
            let known =
                contract.context == caller || contract.context == "bus"
                || table.withLock { $0.edges[caller]?.contains(contract.context) ?? false }
            guard known else {
                throw Fault(
                    .broken, "bus.undeclared_edge", "Something went wrong inside Plumb.",
                    note: "\(caller) calls \(contract.name) but declares no edge to \(contract.context)")
            }
            return
        }
        do throws(Fault) {
            try await check(request, contract, scope)
        } catch {
            if contract.effect == .command { await recordAudit(contract, request, scope, error) }
            throw error
        }
    }

    private func check<E: Exchange>(_ request: E, _ contract: Contract, _ scope: Scope) async throws(Fault) {
        let permission: Permission
        switch contract.access {
        case .open, .capability: return
        case .contexts:
            throw Fault(.missing, "bus.missing", "There is no such operation.")
        case .signedIn:
            guard scope.principal.kind != .anonymous else { throw .notSignedIn }
            return
        case .permission(let needed): permission = needed
        }
        try await demand(permission, on: request.subject, scope)
    }

    func demand(_ permission: Permission, on subject: Subject, _ scope: Scope) async throws(Fault) {
        let principal = scope.principal
        guard principal.kind != .anonymous else { throw .notSignedIn }
        let tenant = try scope.tenant
        let allowed: Bool
        switch subject {
        case .platform: allowed = principal.mayOnPlatform(permission)
        case .tenant: allowed = principal.may(permission, at: Location(tenant: tenant))
        case .anywhere: allowed = principal.mayAnywhere(permission)
        case .project(let project):
            allowed = try await holds(permission, at: locate("project", project.text, scope), scope)
        case .workspace(let workspace):
            allowed = try await holds(permission, at: locate("workspace", workspace.text, scope), scope)
        case .thing(let kind, let id):
            allowed = try await holds(permission, at: locate(kind, id, scope), scope)
        }
        guard allowed else {
            throw Fault(
                .forbidden, "identity.forbidden",
                "You may not do this: it needs the permission \(permission). Ask an administrator for a role with it."
            )
        }
    }

    private func locate(_ kind: String, _ id: String, _ scope: Scope) async throws(Fault) -> Location {
        // Where a thing lives never changes once it is made, so what was found once holds.
        if let known = places.find(kind, id), known.tenant == scope.tenantIfAny { return known }
        let asked = Scope(
            principal: scope.principal, tenant: scope.tenantIfAny, trace: scope.trace, remote: nil,
            deadline: scope.deadline, idempotencyKey: nil, caller: "bus", action: "", record: CommandRecord(),
            node: self)
        let place = try await answer(LocateSubject(kind: kind, id: id), in: asked)
        guard let location = place.location, location.tenant == scope.tenantIfAny else {
            throw Fault(.missing, "bus.missing", "There is no such \(kind), or it is not yours to see.")
        }
        places.keep(location, kind, id)
        return location
    }

    func recordAudit<E: Exchange>(
        _ contract: Contract, _ request: E, _ scope: Scope, _ fault: Fault?
    ) async {
        guard let auditor = table.withLock({ $0.auditor }) else { return }
        let refused: Set<Fault.Kind> = [.unauthenticated, .forbidden, .missing, .invalid, .exhausted]
        let outcome: AuditEntry.Outcome =
            fault.map { refused.contains($0.kind) ? .refused : .failed } ?? .done
        let entry = scope.auditEntry(
            action: contract.name, subject: request.subject.description, outcome: outcome,
            code: fault?.code.rawValue)
        do throws(Fault) {
            try await auditor.take(entry, self)
        } catch {
            auditor.lost(entry, error)
        }
    }

    /// Puts an entry of a context's outbox on the record; throws so that the relay tries again.
    public func put(onRecord entry: AuditEntry) async throws(Fault) {
        guard let auditor = table.withLock({ $0.auditor }) else { return }
        try await auditor.take(entry, self)
    }
}

extension Scope {
    /// Checks as the door does: for handlers whose request names more things than its subject.
    public func demand(_ permission: Permission, on subject: Subject) async throws(Fault) {
        if principal.kind != .context { try await node.demand(permission, on: subject, self) }
    }

    /// The entry for this scope's command; `before` and `after` are JSON text without secrets.
    public func auditEntry(
        action: String, subject: String, outcome: AuditEntry.Outcome, code: String? = nil,
        before: String? = nil, after: String? = nil
    ) -> AuditEntry {
        AuditEntry(
            id: .next(), at: node.clock.now, tenant: tenantIfAny, principal: principal.id,
            principalName: principal.name, principalKind: principal.kind, remote: remote, action: action,
            subject: subject, outcome: outcome, code: code, before: before, after: after, trace: trace.traceID
        )
    }
}

extension Subject: CustomStringConvertible {
    /// As audit writes it: `workspace/0190…`.
    public var description: String {
        switch self {
        case .platform: "platform"
        case .tenant, .anywhere: "tenant"
        case .project(let id): "project/\(id)"
        case .workspace(let id): "workspace/\(id)"
        case .thing(let kind, let id): "\(kind)/\(id)"
        }
    }
}

extension Fault {
    /// For a request without a valid credential.
    public static let notSignedIn = Fault(
        .unauthenticated, "identity.not_signed_in",
        "Sign in first, or send a token: `Authorization: Bearer …`.")
}
