import Bus
import Crypto
import DriftAPI
import Faults
import Ledgers
import Schemas
import StatesAPI
import Store
import TenantsAPI
import Values
import Vocabulary

extension DriftService {
    /// What only Terraform can look at costs a run each time.
    private static let leastForTerraform = 900
    private static let aDay: Int64 = 86_400_000

    func registerWatches() {
        ledger.handle(PutWatch.self) { [self] (request, scope) async throws(Fault) in
            let kept = try await put(request, scope)
            watch(request.workspace, try scope.tenant)
            return kept
        }
        ledger.handle(ListWatches.self) { [self] (request, scope) async throws(Fault) in
            let tenant = try scope.tenant
            let reach = try await scope.reach(of: Permission("drift:read"))
            let all = try await ledger.read(scope) { query in
                try query.rows(
                    "SELECT * FROM drift_watches WHERE tenant = :tenant "
                        + "AND (:workspace IS NULL OR workspace = :workspace) ORDER BY workspace",
                    ["workspace": SQLValue(request.workspace?.text)]
                ).map { try Watch(row: $0) }
            }
            let seen = all.filter {
                reach.contains(Location(tenant: tenant, workspace: $0.workspace))
            }
            return Page(items: seen, next: nil)
        }
        ledger.handle(EndWatch.self) { [self] (request, scope) async throws(Fault) in
            try await ledger.write(scope) { entry in
                let row = try entry.first(
                    "DELETE FROM drift_watches WHERE tenant = :tenant AND workspace = :workspace RETURNING *",
                    ["workspace": .text(request.workspace.text)])
                guard row != nil else { throw Fault.notWatched }
                try entry.audit("workspace/\(request.workspace)")
            }
            watchers.end(request.workspace)
            return Nothing()
        }
        ledger.handle(NoticeChange.self) { [self] (request, scope) async throws(Fault) in
            guard let watch = try await watch(of: request.workspace, scope) else { throw Fault.notWatched }
            watchers.wake(request.workspace)
            try await ledger.write(scope) { try $0.audit("workspace/\(request.workspace)") }
            return watch
        }
    }

    /// Takes up the watches and schedules of an earlier life of the process.
    public func start() async throws(Fault) {
        let rows = try await ledger.readAcross(reason: "taking up watches after a restart") { query in
            try query.rows("SELECT tenant, workspace FROM drift_watches")
        }
        for row in rows {
            guard let tenant = TenantID(try row.text("tenant")),
                let workspace = WorkspaceID(try row.text("workspace"))
            else { continue }
            watch(workspace, tenant)
        }
        try await startSchedules()
    }

    /// Ends the watchers; watches and schedules stay.
    public func stop() async {
        await watchers.stop()
        await schedules.stop()
    }

    private func put(_ request: PutWatch, _ scope: Scope) async throws(Fault) -> Watch {
        guard (1...604_800).contains(request.every) else {
            throw Fault(
                .invalid, "drift.bad_watch", "The workspace can't be watched like that.",
                problems: [.init("/every", "seconds from 1 to 604800 were expected")])
        }
        let now = ledger.node.clock.now
        return try await ledger.write(scope) { entry in
            let row = try entry.first(
                "INSERT INTO drift_watches (tenant, workspace, every, author, created) "
                    + "VALUES (:tenant, :workspace, :every, :author, :now) "
                    + "ON CONFLICT (tenant, workspace) DO UPDATE SET every = :every, author = :author "
                    + "RETURNING *",
                [
                    "workspace": .text(request.workspace.text), "every": .integer(Int64(request.every)),
                    "author": .text(scope.principal.name), "now": .integer(now.milliseconds),
                ])
            guard let row else { throw Fault.notWatched }
            try entry.audit("workspace/\(request.workspace)", after: ["every": .init(request.every)])
            return try Watch(row: row)
        }
    }

    private func watch(of workspace: WorkspaceID, _ scope: Scope) async throws(Fault) -> Watch? {
        try await ledger.read(scope) { query in
            try query.first(
                "SELECT * FROM drift_watches WHERE tenant = :tenant AND workspace = :workspace",
                ["workspace": .text(workspace.text)]
            ).map { try Watch(row: $0) }
        }
    }

    private func watch(_ workspace: WorkspaceID, _ tenant: TenantID) {
        watchers.start(workspace) { [self] watcher in
            let scope = ledger.node.scope(as: Self.context, tenant: tenant)
            var last = Seen()
            while !watcher.isCancelled {
                let began = ContinuousClock.now
                guard let every = await look(workspace, &last, scope) else { return }
                await watcher.pause(max(.milliseconds(50), every - (ContinuousClock.now - began)))
            }
        }
    }

    /// What the last look of a watch came to.
    private struct Seen {
        var fingerprint: String?
        /// When its report was kept.
        var kept: Int64 = 0
        var failures = 0
        /// When the look itself was last written down.
        var noted: Int64 = 0
    }

    /// Looks once.
    ///
    /// Returns: how long to wait for the next look; nil where the watch has ended.
    private func look(_ workspace: WorkspaceID, _ last: inout Seen, _ scope: Scope) async -> Duration? {
        do throws(Fault) {
            guard let watch = try await watch(of: workspace, scope) else { return nil }
            var pause = Duration.seconds(watch.every)
            do throws(Fault) {
                try await look(watch, &last, scope)
                last.failures = 0
                try await note(nil, on: watch, &last, scope)
            } catch {
                if error.kind == .cancelled { return pause }
                last.failures += 1
                // Whoever turned it away is asked less and less often, each ten minutes at least.
                pause = max(pause, min(.seconds(600), pause * (1 << min(last.failures, 10))))
                try await note(error.message, on: watch, &last, scope)
            }
            return pause
        } catch {
            ledger.log.warning(
                "a watch could not be looked after", ["workspace": workspace.text, "reason": error.message])
            return .seconds(60)
        }
    }

    private func look(_ watch: Watch, _ last: inout Seen, _ scope: Scope) async throws(Fault) {
        let workspace = watch.workspace
        let before = try await place(of: workspace, scope)
        // Who holds the lock is changing things: what is seen then is nobody's drift.
        guard before.lock == nil else { return }
        guard let serial = before.serial else {
            throw Fault(.conflict, "drift.no_state", "There is no state to compare with yet.")
        }
        let seen: Look
        switch try await HostedScan(workspace: workspace, scope: scope).run() {
        case .seen(let look): seen = look
        case .left(let reason):
            guard watch.every >= Self.leastForTerraform else {
                throw Fault(
                    .unsupported, "drift.not_hosted",
                    "Only Terraform can look at it (\(reason)); watch it every \(Self.leastForTerraform) seconds or more."
                )
            }
            _ = try await scope.start(ScanDrift(workspace: workspace))
            return
        }
        let after = try await place(of: workspace, scope)
        guard after.lock == nil, after.serial == serial else { return }
        let (fingerprint, now) = (Self.fingerprint(seen), ledger.node.clock.now.milliseconds)
        if last.fingerprint == nil {
            (last.fingerprint, last.kept) = try await newest(workspace, scope)
        }
        guard fingerprint != last.fingerprint || now - last.kept > Self.aDay else { return }
        let id = AnalysisID.next()
        let location = Location(
            tenant: try scope.tenant,
            project: try await scope.call(GetWorkspace(workspace: workspace)).project,
            workspace: workspace)
        try await ledger.write(scope) { try $0.begin(id, location, Timestamp(milliseconds: now)) }
        _ = try await shielded { [self] () async throws(Fault) in
            try await keep(seen, of: workspace, id, scope)
        }
        (last.fingerprint, last.kept) = (fingerprint, now)
        try await ledger.write(scope) { entry in
            try entry.run(
                "UPDATE drift_watches SET analysis = :analysis WHERE tenant = :tenant AND workspace = :workspace",
                ["analysis": .text(id.text), "workspace": .text(workspace.text)])
        }
    }

    private func place(
        of workspace: WorkspaceID, _ scope: Scope
    ) async throws(Fault) -> (lock: StateLock?, serial: Int?) {
        let lock = try await scope.call(GetLock(workspace: workspace)).lock
        return (lock, try await scope.call(ListVersions(workspace: workspace, limit: 1)).items.first?.serial)
    }

    /// When it was looked at is written down when that changes anything, and each half minute.
    private func note(
        _ failure: String?, on watch: Watch, _ last: inout Seen, _ scope: Scope
    ) async throws(Fault) {
        let now = ledger.node.clock.now.milliseconds
        guard failure != watch.failure || now - last.noted > 30_000 else { return }
        last.noted = now
        try await ledger.write(scope) { entry in
            try entry.run(
                "UPDATE drift_watches SET looked = :now, failure = :failure "
                    + "WHERE tenant = :tenant AND workspace = :workspace",
                [
                    "now": .integer(now), "failure": SQLValue(failure),
                    "workspace": .text(watch.workspace.text),
                ])
        }
    }

    /// What the newest report of a workspace found, and when.
    private func newest(
        _ workspace: WorkspaceID, _ scope: Scope
    ) async throws(Fault) -> (String?, Int64) {
        let report = try await ledger.read(scope) { query in
            try query.first(
                "SELECT * FROM drift_analyses WHERE tenant = :tenant AND workspace = :workspace "
                    + "AND status = 'completed' ORDER BY id DESC LIMIT 1",
                ["workspace": .text(workspace.text)]
            ).map(Analysis.init(row:))
        }
        guard let report else { return (nil, 0) }
        return (Self.fingerprint(report.findings, report.stateSerial), report.started.milliseconds)
    }

    private static func fingerprint(_ look: Look) -> String { fingerprint(look.findings, look.serial) }

    /// Equal for equal findings, whatever their ids and judgements.
    private static func fingerprint(_ findings: [Finding], _ serial: Int?) -> String {
        let parts = findings.map { finding -> JSON in
            let attributes = finding.attributes.map { attribute -> JSON in
                [
                    .string(attribute.path), attribute.recorded.map { .string($0) } ?? .null,
                    attribute.found.map { .string($0) } ?? .null,
                ]
            }
            return [
                .string(finding.address), .string(finding.kind.rawValue), .array(attributes),
                finding.reason.map { .string($0) } ?? .null,
            ]
        }
        return Digest.sha256(JSON.array(parts).text.utf8).hex
    }
}

extension Fault {
    fileprivate static let notWatched = Fault(
        .missing, "drift.not_watched", "The workspace is not watched. Watch it first.")
}

extension Watch {
    init(row: Row) throws(Fault) {
        guard let workspace = WorkspaceID(try row.text("workspace")) else {
            throw Fault(.broken, "store.column", "A stored watch is damaged.")
        }
        self.init(
            workspace: workspace, every: try row.int("every"), author: try row.text("author"),
            created: Timestamp(milliseconds: try row.int64("created")),
            looked: try row.int64(ifPresent: "looked").map { Timestamp(milliseconds: $0) },
            analysis: try row.text(ifPresent: "analysis").flatMap { AnalysisID($0) },
            failure: try row.text(ifPresent: "failure"))
    }
}
