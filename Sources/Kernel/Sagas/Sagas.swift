import Bus
import Faults
import Ledgers
import Store
import Synchronization
import Values
import Vocabulary

/// Runs a context's jobs: each is recorded before it starts, and taken up again when the process was
/// stopped before it ended.
public final class Sagas: Sendable {
    typealias Resume = @Sendable (StoredJob) throws(Fault) -> Void

    let ledger: Ledger
    private let state = Mutex(State())

    struct State {
        var resumers: [String: Resume] = [:]
        var tasks: [JobID: Task<Void, Never>] = [:]
        var progress: [JobID: JobProgress] = [:]
        var isStopping = false
    }

    /// What is kept of a job.
    struct StoredJob: Sendable {
        let id: JobID
        let tenant: TenantID
        let action: String
        let request: String
        let principal: Principal
        let trace: String
    }

    public init(_ ledger: Ledger) {
        self.ledger = ledger
        let context = ledger.context
        ledger.node.handle(GetJob.self, as: context + ".jobs.get") {
            [self] (request, scope) async throws(Fault) in
            try await status(request.job, scope)
        }
        ledger.node.handle(stream: FollowJob.self, as: context + ".jobs.follow") {
            [self] (request, scope) async throws(Fault) in
            _ = try await status(request.job, scope)
            let follower = JobFollower(after: request.after) { () async throws(Fault) in
                try await self.status(request.job, scope)
            }
            return AsyncThrowingStream { try await follower.next() }
        }
        ledger.node.handle(CancelJob.self, as: context + ".jobs.cancel") {
            [self] (request, scope) async throws(Fault) in
            cancel(request.job)
            return try await status(request.job, scope)
        }
        ledger.node.locate(context + "-job") { (id, tenant) async throws(Fault) in
            try await ledger.room.read(.of(tenant.text)) { query in
                let row = try query.first(
                    "SELECT project, workspace FROM \(context)_jobs WHERE tenant = :tenant AND id = :id",
                    ["id": .text(id)])
                return try row.map { row in
                    Location(
                        tenant: tenant, project: try row.text(ifPresent: "project").flatMap { ProjectID($0) },
                        workspace: try row.text(ifPresent: "workspace").flatMap { WorkspaceID($0) })
                }
            }
        }
    }

    /// The tables of jobs and steps, as a migration of their context.
    public static func migration(_ context: String, version: Int) -> Migration {
        Migration(version: version, sql: tables.replacing("{context}", with: context))
    }

    private static let tables = """
        CREATE TABLE {context}_jobs (
          id TEXT PRIMARY KEY, tenant TEXT NOT NULL, action TEXT NOT NULL, request TEXT NOT NULL,
          principal TEXT NOT NULL, trace TEXT NOT NULL, project TEXT, workspace TEXT, state TEXT NOT NULL,
          result TEXT, code TEXT, message TEXT, started INTEGER NOT NULL, ended INTEGER) STRICT, WITHOUT ROWID;
        CREATE INDEX {context}_jobs_running ON {context}_jobs (state) WHERE state = 'running';
        CREATE TABLE {context}_steps (
          job TEXT NOT NULL, name TEXT NOT NULL, tenant TEXT NOT NULL, state TEXT NOT NULL, result TEXT,
          at INTEGER NOT NULL, PRIMARY KEY (job, name)) STRICT, WITHOUT ROWID;
        """

    /// Answers a job of this context. `keeping` takes out of the request what must not be kept in the
    /// store, such as secrets that stand elsewhere, sealed; `run` gets it so after a restart. `begin`
    /// writes what the job makes, in the transaction that records the job, and tells where it lives;
    /// `run` carries it out, now or after a restart.
    public func handle<J: Job>(
        _: J.Type,
        keeping: @escaping @Sendable (J) -> J = { $0 },
        begin:
            @escaping @Sendable (J, JobID, Scope) async throws(Fault) -> @Sendable (Entry) throws -> Location,
        run: @escaping @Sendable (J, Saga, Scope) async throws(Fault) -> J.Output
    ) {
        let action = J.contract.name
        let resume: Resume = { [self] (stored) throws(Fault) in
            let request = try JSONCoding.decode(J.self, from: Array(stored.request.utf8))
            spawn(stored, isResumed: true) { (saga, scope) async throws(Fault) in
                try JSONCoding.encode(try await run(request, saga, scope))
            }
        }
        state.withLock { $0.resumers[action] = resume }
        ledger.handle(J.self) { [self] (request, scope) async throws(Fault) in
            let id = JobID(context: ledger.context, uuid: .next())
            let write = try await begin(request, id, scope)
            let stored = StoredJob(
                id: id, tenant: try scope.tenant, action: action,
                request: String(decoding: try JSONCoding.encode(keeping(request)), as: UTF8.self),
                principal: scope.principal, trace: scope.trace.traceID)
            try await record(stored, scope, write)
            spawn(stored, isResumed: false) { (saga, scope) async throws(Fault) in
                try JSONCoding.encode(try await run(request, saga, scope))
            }
            return JobTicket(job: id, id: id.uuid.text)
        }
    }

    private func record(
        _ job: StoredJob, _ scope: Scope, _ write: @escaping @Sendable (Entry) throws -> Location
    ) async throws(Fault) {
        let context = ledger.context
        let now = ledger.node.clock.now
        let principal = String(decoding: try JSONCoding.encode(job.principal), as: UTF8.self)
        try await ledger.write(scope) { entry in
            let location = try write(entry)
            try entry.run(
                "INSERT INTO \(context)_jobs (id, tenant, action, request, principal, trace, project, workspace, "
                    + "state, started) VALUES (:id, :tenant, :action, :request, :principal, :trace, :project, "
                    + ":workspace, 'running', :now)",
                [
                    "id": .text(job.id.description), "action": .text(job.action),
                    "request": .text(job.request),
                    "principal": .text(principal), "trace": .text(job.trace),
                    "project": SQLValue(location.project?.text),
                    "workspace": SQLValue(location.workspace?.text),
                    "now": .integer(now.milliseconds),
                ])
        }
    }

    /// Takes up every job that an earlier life of the process left running. Called once, at the start.
    public func resume() async throws(Fault) {
        let context = ledger.context
        let rows = try await ledger.readAcross(reason: "taking up jobs after a restart") { query in
            try query.rows(
                "SELECT id, tenant, action, request, principal, trace FROM \(context)_jobs "
                    + "WHERE state = 'running' ORDER BY id")
        }
        for row in rows {
            guard let id = JobID(try row.text("id")), let tenant = TenantID(try row.text("tenant")) else {
                continue
            }
            let stored = StoredJob(
                id: id, tenant: tenant, action: try row.text("action"), request: try row.text("request"),
                principal: try JSONCoding.decode(Principal.self, from: Array(try row.text("principal").utf8)),
                trace: try row.text("trace"))
            guard let resumer = state.withLock({ $0.resumers[stored.action] }) else {
                ledger.log.error("a job of an unknown kind is left alone", ["job": stored.id.description])
                continue
            }
            try resumer(stored)
        }
    }

    /// Cancels a job's task; the job itself decides how it ends.
    public func cancel(_ job: JobID) { state.withLock { $0.tasks[job] }?.cancel() }

    /// Waits until a job has ended in this process; for tests and for contexts that need the result.
    public func wait(for job: JobID) async { await state.withLock { $0.tasks[job] }?.value }

    /// Lets go of all jobs: their tasks are cancelled, and those that had not ended are taken up by the
    /// next life of the process.
    public func stop() async {
        let tasks = state.withLock { state in
            state.isStopping = true
            return Array(state.tasks.values)
        }
        for task in tasks { task.cancel() }
        for task in tasks { await task.value }
    }

    /// True once `stop` was called: a job that is cancelled now is to be left as it stands.
    public var isStopping: Bool { state.withLock { $0.isStopping } }

    private func spawn(
        _ job: StoredJob, isResumed: Bool,
        _ run: @escaping @Sendable (Saga, Scope) async throws(Fault) -> [UInt8]
    ) {
        state.withLock { state in
            guard !state.isStopping else { return }
            // Owned here: kept until it ends, cancelled and awaited by `stop`.
            state.tasks[job.id] = Task { [self] in
                await carryOut(job, isResumed: isResumed, run)
                forget(job.id)
            }
        }
    }

    private func forget(_ id: JobID) {
        state.withLock { state in
            state.tasks[id] = nil
            state.progress[id] = nil
        }
    }

    private func carryOut(
        _ job: StoredJob, isResumed: Bool,
        _ run: @Sendable (Saga, Scope) async throws(Fault) -> [UInt8]
    ) async {
        let trace = TraceContext(traceID: job.trace, spanID: TraceContext.start().spanID, isSampled: true)
        let scope = ledger.node.scope(
            as: ledger.context, onBehalfOf: job.principal, tenant: job.tenant, trace: trace)
        let saga = Saga(job: job.id, isResumed: isResumed, ledger: ledger, tenant: job.tenant) {
            [self] now in state.withLock { $0.progress[job.id] = now }
        }
        do throws(Fault) {
            let result = try await run(saga, scope)
            try await settle(job, .completed, result: String(decoding: result, as: UTF8.self), nil)
        } catch {
            if isStopping && error.kind == .cancelled { return }
            do throws(Fault) {
                try await settle(job, error.kind == .cancelled ? .cancelled : .failed, result: nil, error)
            } catch let unsettled {
                ledger.log.error(
                    unsettled.note ?? unsettled.message, ["job": job.id.description])
            }
        }
    }

    private func settle(
        _ job: StoredJob, _ state: JobStatus.State, result: String?, _ fault: Fault?
    ) async throws(Fault) {
        let context = ledger.context
        let (now, room) = (ledger.node.clock.now.milliseconds, ledger.room)
        try await shielded { () async throws(Fault) in
            try await room.write(.of(job.tenant.text)) { transaction in
                _ = try transaction.run(
                    "UPDATE \(context)_jobs SET state = :state, result = :result, code = :code, message = :message, "
                        + "ended = :now WHERE tenant = :tenant AND id = :id",
                    [
                        "state": .text(state.rawValue), "result": SQLValue(result),
                        "code": SQLValue(fault?.code.rawValue),
                        "message": SQLValue(fault?.message), "now": .integer(now),
                        "id": .text(job.id.description),
                    ])
            }
        }
    }

    private func status(_ job: JobID, _ scope: Scope) async throws(Fault) -> JobStatus {
        let context = ledger.context
        let progress = state.withLock { $0.progress[job] }
        return try await ledger.read(scope) { query in
            let binds: [String: SQLValue] = ["id": .text(job.description)]
            guard
                let row = try query.first(
                    "SELECT * FROM \(context)_jobs WHERE tenant = :tenant AND id = :id", binds)
            else {
                throw Fault(.missing, "jobs.missing", "There is no such job.")
            }
            let steps = try query.rows(
                "SELECT name FROM \(context)_steps WHERE tenant = :tenant AND job = :id ORDER BY at", binds
            ).map { try $0.text("name") }
            let code = try row.text(ifPresent: "code")
            let message = try row.text(ifPresent: "message")
            return JobStatus(
                job: job, action: try row.text("action"),
                state: JobStatus.State(rawValue: try row.text("state")) ?? .failed, id: job.uuid.text,
                steps: steps,
                result: try row.text(ifPresent: "result"),
                failure: code.map { JobFailure(code: $0, message: message ?? "") },
                started: Timestamp(milliseconds: try row.int64("started")),
                ended: try row.int64(ifPresent: "ended").map { Timestamp(milliseconds: $0) },
                progress: progress)
        }
    }
}
