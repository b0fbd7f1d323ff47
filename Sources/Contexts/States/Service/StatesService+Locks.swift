import Bus
import Faults
import Ledgers
import Schemas
import StatesAPI
import Store
import TenantsAPI
import Values
import Vocabulary

extension StatesService {
    func registerLocks() {
        ledger.handle(GetLock.self) { [self] (request, scope) async throws(Fault) in
            LockStatus(lock: try await lock(request.workspace, scope))
        }
        ledger.handle(BreakLock.self) { [self] (request, scope) async throws(Fault) in
            guard (1...500).contains(request.reason.utf8.count) else {
                throw Fault(
                    .invalid, "states.no_reason", "Say why the lock is broken.",
                    problems: [.init("/reason", "1 to 500 characters were expected")])
            }
            guard let lock = try await lock(request.workspace, scope) else {
                throw Fault(.missing, "states.not_locked", "The state is not locked.")
            }
            try await ledger.write(scope) { entry in
                try entry.run(
                    "DELETE FROM states_locks WHERE tenant = :tenant AND workspace = :workspace AND id = :id",
                    ["workspace": .text(request.workspace.text), "id": .text(lock.id)])
                try entry.audit(
                    .workspace(request.workspace), before: try JSONCoding.json(of: lock),
                    after: ["reason": .string(request.reason)])
            }
            return LockStatus(lock: nil)
        }
        ledger.handle(LockState.self) { [self] (request, scope) async throws(Fault) in
            try await take(request, scope)
        }
        ledger.handle(UnlockState.self) { [self] (request, scope) async throws(Fault) in
            let now = now
            try await ledger.write(scope) { entry in
                let key: [String: SQLValue] = ["workspace": .text(request.workspace.text)]
                let row = try entry.first(
                    "SELECT * FROM states_locks WHERE tenant = :tenant AND workspace = :workspace", key)
                let lock = try row.map { try StateLock(row: $0, now: now) }
                switch LockRules.unlock(held: lock?.id, given: request.id) {
                case .accept:
                    try entry.run(
                        "DELETE FROM states_locks WHERE tenant = :tenant AND workspace = :workspace", key)
                    try entry.audit(.workspace(request.workspace), before: lock.map { $0.info })
                case .repeated: break
                default:
                    if let lock { throw Fault.held(by: lock) }
                }
            }
            return Nothing()
        }
    }

    func lock(_ workspace: WorkspaceID, _ scope: Scope) async throws(Fault) -> StateLock? {
        let now = now
        return try await ledger.read(scope) { query in
            try query.first(
                "SELECT * FROM states_locks WHERE tenant = :tenant AND workspace = :workspace",
                ["workspace": .text(workspace.text)]
            ).map { try StateLock(row: $0, now: now) }
        }
    }

    private func take(_ request: LockState, _ scope: Scope) async throws(Fault) -> StateLock {
        guard let id = request.info["ID"]?.stringValue, (1...200).contains(id.utf8.count) else {
            throw Fault(
                .invalid, "states.bad_lock", "The lock has no ID.",
                problems: [.init("/ID", "a text was expected")])
        }
        try await refuseArchived(request.workspace, scope)
        let now = now
        let run = scope.principal.kind == .run ? scope.principal.id : nil
        return try await ledger.write(scope) { entry in
            let key: [String: SQLValue] = ["workspace": .text(request.workspace.text)]
            let row = try entry.first(
                "SELECT * FROM states_locks WHERE tenant = :tenant AND workspace = :workspace", key)
            let held = try row.map { try StateLock(row: $0, now: now) }
            switch LockRules.lock(held: held?.id, wanted: id) {
            case .repeated:
                if let held { return held }
            case .held:
                if let held { throw Fault.held(by: held) }
            default: break
            }
            let text = { (name: String) in request.info[name]?.stringValue ?? "" }
            try entry.run(
                "INSERT INTO states_locks (workspace, tenant, id, operation, who, owner, run, created, info) "
                    + "VALUES (:workspace, :tenant, :id, :operation, :who, :owner, :run, :now, :info)",
                key.merging([
                    "id": .text(id), "operation": .text(text("Operation")), "who": .text(text("Who")),
                    "owner": .text(scope.principal.name), "run": SQLValue(run),
                    "now": .integer(now.milliseconds),
                    "info": .text(request.info.text),
                ]) { first, _ in first })
            try entry.audit(.workspace(request.workspace), after: request.info)
            return StateLock(
                id: id, operation: text("Operation"), who: text("Who"), owner: scope.principal.name, run: run,
                created: now,
                ageSeconds: 0, info: request.info)
        }
    }

    /// An archived workspace takes neither locks nor states.
    func refuseArchived(_ workspace: WorkspaceID, _ scope: Scope) async throws(Fault) {
        if try await scope.call(GetWorkspace(workspace: workspace)).isArchived {
            throw Fault(.conflict, "states.archived", "The workspace is archived. Restore it first.")
        }
    }
}

extension StateLock {
    init(row: Row, now: Timestamp) throws(Fault) {
        let created = Timestamp(milliseconds: try row.int64("created"))
        self.init(
            id: try row.text("id"), operation: try row.text("operation"), who: try row.text("who"),
            owner: try row.text("owner"), run: try row.text(ifPresent: "run"), created: created,
            ageSeconds: max(0, Int((now - created).milliseconds / 1000)), info: try row.json("info"))
    }
}
