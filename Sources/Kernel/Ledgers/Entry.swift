import Bus
import Faults
import Store
import Values
import Vocabulary

/// One transaction of a context with what it tells: used only within the `write` that made it.
public final class Entry {
    private let transaction: Transaction
    private let scope: Scope
    private let context: String
    private let isAcross: Bool
    private(set) var hasAudited = false
    private(set) var hasTold = false

    init(_ transaction: Transaction, _ scope: Scope, _ context: String, isAcross: Bool) {
        self.isAcross = isAcross
        self.transaction = transaction
        self.scope = scope
        self.context = context
    }

    /// As `Transaction.rows`.
    public func rows(_ sql: String, _ binds: [String: SQLValue] = [:]) throws(Fault) -> [Row] {
        try transaction.rows(sql, binds)
    }

    /// As `Transaction.first`.
    public func first(_ sql: String, _ binds: [String: SQLValue] = [:]) throws(Fault) -> Row? {
        try transaction.first(sql, binds)
    }

    /// As `Transaction.run`.
    @discardableResult
    public func run(_ sql: String, _ binds: [String: SQLValue] = [:]) throws(Fault) -> Int {
        try transaction.run(sql, binds)
    }

    /// Tells an event, if and only if this transaction becomes durable.
    public func emit<E: Event>(_ event: E) throws(Fault) {
        let now = scope.node.clock.now
        let envelope = EventEnvelope(
            eventId: .next(), eventType: E.type, aggregate: event.aggregate, occurredAt: now,
            userId: scope.principal.id, tenantId: try scope.tenant,
            data: String(decoding: try JSONCoding.encode(event), as: UTF8.self),
            metadata: .init(correlationId: scope.trace.traceID, causationId: nil))
        try put("event", envelope.eventId.text, try JSONCoding.encode(envelope), now)
    }

    /// Puts the running command on the record as done, with what was there before and after: JSON without
    /// secrets.
    public func audit(_ subject: Subject, before: JSON? = nil, after: JSON? = nil) throws(Fault) {
        try audit(subject.description, before: before, after: after)
    }

    /// As above, for a subject that is written as `kind/id`.
    public func audit(_ subject: String, before: JSON? = nil, after: JSON? = nil) throws(Fault) {
        let entry = scope.auditEntry(
            action: scope.action.isEmpty ? context : scope.action, subject: subject, outcome: .done,
            before: before?.text, after: after?.text)
        try put("audit", entry.id.text, try JSONCoding.encode(entry), entry.at)
        hasAudited = true
    }

    private func put(_ kind: String, _ id: String, _ body: [UInt8], _ now: Timestamp) throws(Fault) {
        var binds: [String: SQLValue] = [
            "kind": .text(kind), "id": .text(id), "body": .text(String(decoding: body, as: UTF8.self)),
            "now": .integer(now.milliseconds),
        ]
        // On a tenant's behalf the room binds the tenant itself.
        if isAcross { binds["tenant"] = SQLValue(scope.tenantIfAny?.text) }
        try transaction.run(
            "INSERT INTO \(context)_outbox (tenant, kind, id, body, created) "
                + "VALUES (:tenant, :kind, :id, :body, :now)", binds)
        hasTold = true
    }
}
