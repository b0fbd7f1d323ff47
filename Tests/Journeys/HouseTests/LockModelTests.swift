import Bus
import Crypto
import Faults
import Foundation
import House
import IdentityAPI
import KernelTesting
@testable import States
import StatesAPI
import Testing
import Values
import Vocabulary

/// A seeded model check: whatever clients, networks and operators do, nothing acknowledged is lost.
/// PLUMB_SOAK_INTERLEAVINGS says how many; PLUMB_SEED where to begin.
@Suite("Locks and versions")
struct LockModelTests {
    static let environment = ProcessInfo.processInfo.environment
    static let count = environment["PLUMB_SOAK_INTERLEAVINGS"].flatMap { Int($0) } ?? 10_000
    static let seed = environment["PLUMB_SEED"].flatMap { UInt64($0) } ?? 1

    /// The bare rules over arrays.
    struct RuleKeeper: StateKeeper {
        private var now = Standing()

        func standing() -> Standing { now }
        func content(_ serial: Int, _ lineage: String, _ word: String) -> String { word }

        mutating func perform(_ wire: Wire) -> Reply {
            switch wire {
            case .lock(let id):
                let verdict = LockRules.lock(held: now.holder, wanted: id)
                if verdict == .accept { now.holder = id }
                return reply(verdict)
            case .unlock(let id):
                let verdict = LockRules.unlock(held: now.holder, given: id)
                if verdict == .accept { now.holder = nil }
                return reply(verdict)
            case .breakLock:
                defer { now.holder = nil }
                return now.holder == nil ? .refused("not locked") : .done
            case .post(let under, let serial, let lineage, let word):
                return store(under, Kept(serial: serial, lineage: lineage, content: word))
            case .push(let serial, let lineage, let word, let force):
                guard force else { return store(nil, Kept(serial: serial, lineage: lineage, content: word)) }
                let newest = now.versions.last
                return store(
                    nil,
                    Kept(
                        serial: newest.map { $0.serial + 1 } ?? serial, lineage: newest?.lineage ?? lineage,
                        content: word))
            case .rollBack(let serial):
                guard let old = now.versions.first(where: { $0.serial == serial }),
                    let newest = now.versions.last,
                    newest.serial != serial
                else { return .refused("no such version") }
                return store(
                    nil, Kept(serial: newest.serial + 1, lineage: old.lineage, content: old.content + "'"))
            }
        }

        private mutating func store(_ lock: String?, _ version: Kept) -> Reply {
            let newest = now.versions.last.map {
                LockRules.Newest(serial: $0.serial, lineage: $0.lineage, md5: $0.content)
            }
            let verdict = LockRules.store(
                held: now.holder, given: lock, newest: newest, serial: version.serial,
                lineage: version.lineage,
                md5: version.content)
            if verdict == .accept { now.versions.append(version) }
            return verdict == .accept || verdict == .repeated ? .kept(version) : .refused("\(verdict)")
        }

        private func reply(_ verdict: LockRules.Verdict) -> Reply {
            verdict == .accept || verdict == .repeated ? .done : .refused("\(verdict)")
        }
    }

    @Test("the rules hold in every interleaving of clients, lost answers, late posts and operators")
    func rules() async throws {
        var kept = 0
        for index in 0..<Self.count {
            var interleaving = Interleaving(seed: Self.seed &+ UInt64(index), RuleKeeper())
            try await interleaving.run(turns: 40)
            kept += interleaving.kept
        }
        #expect(kept > Self.count, "only \(kept) versions came to be")
    }

    /// The whole service over a real store and real objects.
    struct ServiceKeeper: StateKeeper {
        let house: House
        let scope: Scope
        let workspace: WorkspaceID

        func content(_ serial: Int, _ lineage: String, _ word: String) -> String {
            Digest.md5(state(serial, word, lineage: lineage)).hex
        }

        func standing() async throws -> Standing {
            let lock = try await scope.call(GetLock(workspace: workspace)).lock
            let versions = try await scope.call(ListVersions(workspace: workspace, limit: 200)).items
            return Standing(holder: lock?.id, versions: versions.reversed().map(kept))
        }

        mutating func perform(_ wire: Wire) async throws -> Reply {
            do throws(Fault) {
                return try await done(wire)
            } catch {
                guard error.kind != .broken, error.kind != .unavailable else { throw error }
                return .refused(error.code.rawValue)
            }
        }

        private func done(_ wire: Wire) async throws(Fault) -> Reply {
            switch wire {
            case .lock(let id):
                _ = try await scope.call(LockState(workspace: workspace, info: ["ID": .string(id)]))
            case .unlock(let id): _ = try await scope.call(UnlockState(workspace: workspace, id: id))
            case .breakLock:
                _ = try await scope.call(BreakLock(workspace: workspace, reason: "the model says so"))
            case .post(let under, let serial, let lineage, let word):
                let content = try await put(state(serial, word, lineage: lineage))
                return .kept(
                    kept(
                        try await scope.call(
                            StoreState(workspace: workspace, content: content, lock: under))))
            case .push(let serial, let lineage, let word, let force):
                let content = try await put(state(serial, word, lineage: lineage))
                return .kept(
                    kept(
                        try await scope.call(
                            PushState(workspace: workspace, content: content, force: force))))
            case .rollBack(let serial):
                return .kept(kept(try await scope.call(RollBackState(workspace: workspace, serial: serial))))
            }
            return .done
        }

        private func put(_ bytes: [UInt8]) async throws(Fault) -> BlobRef {
            try await house.objects.put(bytes, tenant: try scope.tenant.text)
        }

        private func kept(_ version: StateVersion) -> Kept {
            Kept(serial: version.serial, lineage: version.lineage, content: version.md5)
        }

        /// Every version's content is there and what its digest says.
        func verify() async throws {
            for version in try await scope.call(ListVersions(workspace: workspace, limit: 200)).items {
                let bytes = try await house.objects.get(version.blob, tenant: try scope.tenant.text)
                #expect(Digest.md5(bytes).hex == version.md5)
            }
        }
    }

    @Test("the service keeps the same rules over its real store")
    func service() async throws {
        let house = try await TestHouse()
        let admin = try await house.setUp()
        let anonymous = house.house.faces.scope(for: .anonymous)
        let known = try await anonymous.call(Authenticate(secret: admin))
        let scope = house.house.faces.scope(for: known.principal, tenant: known.principal.tenant)
        let project = try await house.send("POST", "/api/v1/projects", ["slug": "model"], as: admin)
        let count = min(3_000, max(4, Self.count * 3 / 100))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for lane in 0..<4 {
                group.addTask {
                    for index in stride(from: lane, to: count, by: 4) {
                        let made = try await house.send(
                            "POST", "/api/v1/workspaces",
                            [
                                "project": .string(project.text("id")), "slug": .string("w\(index)"),
                            ], as: admin)
                        let workspace = try #require(WorkspaceID(made.text("id")), "\(made.json)")
                        let keeper = ServiceKeeper(house: house.house, scope: scope, workspace: workspace)
                        var interleaving = Interleaving(seed: Self.seed &+ UInt64(index), keeper)
                        try await interleaving.run(turns: 40)
                        try await keeper.verify()
                    }
                }
            }
            try await group.waitForAll()
        }
        await house.stop()
    }
}
