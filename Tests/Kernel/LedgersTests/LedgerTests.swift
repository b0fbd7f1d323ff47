import Bus
import Crypto
import Faults
import KernelTesting
import Ledgers
import Schemas
import Store
import Synchronization
import Telemetry
import Testing
import Values
import Vocabulary

/// Adds one to a number.
@Operation
struct AddOne: Operation {
    typealias Output = Total
    static let contract = Contract.command("counting.add", nil, needs: .signedIn)
    let step: Int
    var subject: Subject { .tenant }
}

@Schema
struct Total: Codable, Sendable, Equatable { let total: Int }

struct Added: Event, Equatable {
    static let type = "counting.added"
    let step: Int
    var aggregate: Aggregate { Aggregate("count", "1") }
}

struct Counting {
    let scratch = Scratch()
    let node = Node()
    let ledger: Ledger
    let heard = Heard()
    let tenant = TenantID.next()

    final class Heard: Sendable {
        private let box = Mutex<(steps: [Int], audits: [AuditEntry], failures: Int)>(([], [], 0))
        func add(_ step: Int) { box.withLock { $0.steps.append(step) } }
        func add(_ entry: AuditEntry) { box.withLock { $0.audits.append(entry) } }
        func failTimes(_ count: Int) { box.withLock { $0.failures = count } }
        func shouldFail() -> Bool {
            box.withLock {
                $0.failures -= 1; return $0.failures >= 0
            }
        }
        var steps: [Int] { box.withLock { $0.steps } }
        var audits: [AuditEntry] { box.withLock { $0.audits } }
    }

    init() async throws {
        let database = try await Database.open(scratch.file("plumb.db"))
        let own = [
            Migration(
                version: 2,
                sql: "CREATE TABLE counting_total (tenant TEXT PRIMARY KEY, n INTEGER NOT NULL) STRICT")
        ]
        let room = try await database.room("counting", migrations: Ledger.migrations("counting", own))
        ledger = Ledger(context: "counting", room: room, node: node, log: .silent)
        let heard = heard
        node.audit { (entry, _) async throws(Fault) in
            heard.add(entry)
        } lost: { _, _ in
        }
        ledger.handle(AddOne.self) { [ledger] (add, scope) async throws(Fault) in
            let total = try await ledger.write(scope) { entry in
                let total = try entry.first(
                    "INSERT INTO counting_total (tenant, n) VALUES (:tenant, :step) "
                        + "ON CONFLICT (tenant) DO UPDATE SET n = n + :step RETURNING n",
                    ["step": SQLValue(add.step)])
                guard add.step != 13 else { throw Fault(.invalid, "counting.unlucky", "Not 13.") }
                try entry.emit(Added(step: add.step))
                try entry.audit(.tenant, after: ["step": JSON(add.step)])
                return try total?.int("n") ?? 0
            }
            return Total(total: total)
        }
        ledger.subscribe(Added.self, named: "echo") { (event, _, _) async throws(Fault) in
            if heard.shouldFail() { throw Fault(.unavailable, "x.y", "Not now.") }
            heard.add(event.step)
        }
    }

    func scope(key: String? = nil) -> Scope {
        node.scope(
            for: Principal(kind: .user, id: "u", name: "Ada", tenant: tenant, grants: []), idempotencyKey: key
        )
    }
}

@Suite("Ledger")
struct LedgerTests {
    @Test("a change, its event and its audit entry are written together or not at all")
    func together() async throws {
        let world = try await Counting()
        #expect(try await world.scope().call(AddOne(step: 2)).total == 2)
        await #expect(throws: Fault.self) { try await world.scope().call(AddOne(step: 13)) }
        #expect(try await world.scope().call(AddOne(step: 3)).total == 5)
        try await world.ledger.deliverWaiting()
        #expect(world.heard.steps == [2, 3])
        #expect(
            world.heard.audits.map(\.outcome).sorted { $0.rawValue < $1.rawValue } == [
                .done, .done, .refused,
            ])
        try await world.ledger.deliverWaiting()
        #expect(world.heard.steps == [2, 3] && world.heard.audits.count == 3)
    }

    @Test("an idempotency key carries a command out once, also when it is asked for again at once")
    func idempotency() async throws {
        let world = try await Counting()
        #expect(try await world.scope(key: "a").call(AddOne(step: 2)).total == 2)
        #expect(try await world.scope(key: "a").call(AddOne(step: 2)).total == 2)
        #expect(try await world.scope(key: "b").call(AddOne(step: 2)).total == 4)
        let fault = await #expect(throws: Fault.self) {
            try await world.scope(key: "a").call(AddOne(step: 3))
        }
        #expect(fault?.code == "bus.idempotency_mismatch")
        await #expect(throws: Fault.self) { try await world.scope(key: "c").call(AddOne(step: 13)) }
        #expect(try await world.scope(key: "c").call(AddOne(step: 1)).total == 5)
    }

    @Test(
        "a command whose process ended is not carried out again under its key, and says that it may have been"
    )
    func outcomeUnknown() async throws {
        let world = try await Counting()
        _ = try await world.scope(key: "a").call(AddOne(step: 2))
        // As a process leaves it that ended between the change and the answer.
        try await world.ledger.room.write(.across(reason: "test")) { transaction in
            try transaction.run("UPDATE counting_idempotency SET answer = NULL")
        }
        let fault = await #expect(throws: Fault.self) {
            try await world.scope(key: "a").call(AddOne(step: 2))
        }
        #expect(fault?.code == "bus.outcome_unknown")
        #expect(try await world.scope().call(AddOne(step: 1)).total == 3)
    }

    @Test("a handler that failed hears the event again, one that did not hears it once")
    func redelivery() async throws {
        let world = try await Counting()
        world.heard.failTimes(1)
        _ = try await world.scope().call(AddOne(step: 7))
        try await world.ledger.deliverWaiting()
        #expect(world.heard.steps.isEmpty)
        let event = EventEnvelope(
            eventId: .next(), eventType: Added.type, aggregate: Aggregate("count", "1"), occurredAt: .now,
            userId: "u", tenantId: world.tenant, data: "{\"step\":9}",
            metadata: .init(correlationId: TraceContext.start().traceID, causationId: nil))
        try await world.node.publish(event)
        try await world.node.publish(event)
        #expect(world.heard.steps == [9])
    }

    @Test("a lease has one holder, and its token grows when it changes hands")
    func leases() async throws {
        let world = try await Counting()
        let other = Ledger(context: "counting", room: world.ledger.room, node: world.node, log: .silent)
        #expect(try await world.ledger.acquire("relay", for: .seconds(60)) == 1)
        #expect(try await world.ledger.acquire("relay", for: .seconds(60)) == 1)
        #expect(try await other.acquire("relay", for: .seconds(60)) == nil)
        try await world.ledger.release("relay")
        #expect(try await other.acquire("relay", for: .seconds(60)) == 2)
        #expect(try await world.ledger.acquire("relay", for: .seconds(60)) == nil)
    }
}
