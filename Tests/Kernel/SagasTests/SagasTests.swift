import Bus
import Faults
import KernelTesting
import Ledgers
import Sagas
import Schemas
import Store
import Synchronization
import Telemetry
import Testing
import Vocabulary

/// Bakes bread in steps.
@Operation
struct Bake: Job {
    typealias Output = Bread
    static let contract = Contract.job("baking.bake", nil, needs: .signedIn)
    let loaves: Int
}

@Schema
struct Bread: Codable, Sendable, Equatable { let loaves: Int }

/// A bakery that can be stopped anywhere and opened again over the same file.
final class Bakery: Sendable {
    let scratch: Scratch
    let tenant: TenantID
    let diary: Diary
    let node = Node()
    let sagas: Sagas
    let database: Database

    /// What happened in all lives, and where to stop.
    final class Diary: Sendable {
        private let box = Mutex<(lines: [String], stopAt: String?)>(([], nil))
        func write(_ line: String) { box.withLock { $0.lines.append(line) } }
        func stop(at step: String?) { box.withLock { $0.stopAt = step } }
        func stops(at step: String) -> Bool { box.withLock { $0.stopAt == step } }
        var lines: [String] { box.withLock { $0.lines } }
    }

    static let steps = ["mix", "knead", "bake"]

    init(_ scratch: Scratch, _ tenant: TenantID, _ diary: Diary, repeatable: Bool = true) async throws {
        self.scratch = scratch
        self.tenant = tenant
        self.diary = diary
        database = try await Database.open(scratch.file("plumb.db"))
        let own = [Sagas.migration("baking", version: 2)]
        let room = try await database.room("baking", migrations: Ledger.migrations("baking", own))
        sagas = Sagas(Ledger(context: "baking", room: room, node: node, log: .silent))
        sagas.handle(Bake.self) { (_, _, scope) async throws(Fault) in
            let tenant = try scope.tenant
            return { _ in Location(tenant: tenant) }
        } run: { (bake, saga, _) async throws(Fault) in
            for step in Bakery.steps {
                _ = try await saga.step(step, repeatable: repeatable) { () async throws(Fault) -> Int in
                    diary.write(step)
                    // Stands for the process being killed: nothing after this runs.
                    if diary.stops(at: step) {
                        while !Task.isCancelled { await Task.yield() }; throw Fault(.cancelled, "t.t", "")
                    }
                    return 1
                }
            }
            if bake.loaves == 13 { throw Fault(.invalid, "baking.unlucky", "Not 13.") }
            return Bread(loaves: bake.loaves)
        }
    }

    var scope: Scope {
        node.scope(
            for: Principal(
                kind: .user, id: "u", name: "Ada", tenant: tenant,
                grants: [Grant(at: .tenant, [Permission("*:*")])]))
    }
}

@Suite("Sagas")
struct SagasTests {
    @Test("a job is recorded, carried out and tells its result")
    func plain() async throws {
        let bakery = try await Bakery(Scratch(), .next(), .init())
        let ticket = try await bakery.scope.start(Bake(loaves: 3))
        await bakery.sagas.wait(for: ticket.job)
        let status = try await bakery.scope.call(GetJob(job: ticket.job))
        #expect(
            status.state == .completed && status.result == "{\"loaves\":3}" && status.steps == Bakery.steps)
        let failed = try await bakery.scope.start(Bake(loaves: 13))
        await bakery.sagas.wait(for: failed.job)
        #expect(try await bakery.scope.call(GetJob(job: failed.job)).failure?.code == "baking.unlucky")
    }

    @Test(
        "stopped at any step, a job goes on where it stood, and no finished step is taken again",
        arguments: Bakery.steps)
    func resume(step: String) async throws {
        let (scratch, tenant, diary) = (Scratch(), TenantID.next(), Bakery.Diary())
        diary.stop(at: step)
        let first = try await Bakery(scratch, tenant, diary)
        let ticket = try await first.scope.start(Bake(loaves: 2))
        while diary.lines.last != step { await Task.yield() }
        await first.sagas.stop()
        await first.database.close()

        diary.stop(at: nil)
        let second = try await Bakery(scratch, tenant, diary)
        try await second.sagas.resume()
        await second.sagas.wait(for: ticket.job)
        #expect(try await second.scope.call(GetJob(job: ticket.job)).state == .completed)
        for name in Bakery.steps {
            #expect(diary.lines.filter { $0 == name }.count == (name == step ? 2 : 1))
        }
    }

    @Test("a step that may not be repeated tells that it was interrupted")
    func interrupted() async throws {
        let (scratch, tenant, diary) = (Scratch(), TenantID.next(), Bakery.Diary())
        diary.stop(at: "bake")
        let first = try await Bakery(scratch, tenant, diary, repeatable: false)
        let ticket = try await first.scope.start(Bake(loaves: 2))
        while diary.lines.last != "bake" { await Task.yield() }
        await first.sagas.stop()
        await first.database.close()
        let second = try await Bakery(scratch, tenant, diary, repeatable: false)
        try await second.sagas.resume()
        await second.sagas.wait(for: ticket.job)
        let status = try await second.scope.call(GetJob(job: ticket.job))
        #expect(status.state == .failed && status.failure?.code == "sagas.interrupted")
    }

    @Test("a cancelled job says so, and another tenant's job is not there")
    func cancelling() async throws {
        let bakery = try await Bakery(Scratch(), .next(), .init())
        bakery.diary.stop(at: "knead")
        let ticket = try await bakery.scope.start(Bake(loaves: 2))
        while bakery.diary.lines.last != "knead" { await Task.yield() }
        _ = try await bakery.scope.call(CancelJob(job: ticket.job))
        await bakery.sagas.wait(for: ticket.job)
        #expect(try await bakery.scope.call(GetJob(job: ticket.job)).state == .cancelled)
        let stranger = bakery.node.scope(
            for: Principal(
                kind: .user, id: "x", name: "X", tenant: .next(),
                grants: [Grant(at: .tenant, [Permission("*:*")])]))
        let fault = await #expect(throws: Fault.self) { try await stranger.call(GetJob(job: ticket.job)) }
        #expect(fault?.kind == .missing)
    }
}
