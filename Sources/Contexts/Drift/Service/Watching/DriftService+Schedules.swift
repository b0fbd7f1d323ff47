import Bus
import DriftAPI
import Faults
import Ledgers
import Schemas
import Store
import Values
import Vocabulary

/// Whose schedule it is, and its name.
struct ScheduleKey: Hashable, Sendable {
    let tenant: TenantID
    let name: Slug
}

extension DriftService {
    private static let ceiling = 100
    private static let writing = Permission("drift:write")
    /// How long nothing is looked at, whatever the clock does.
    private static let longest = Duration.seconds(3600)

    func registerSchedules() {
        ledger.handle(PutScanSchedule.self) { [self] (request, scope) async throws(Fault) in
            let kept = try await put(request, scope)
            keepTo(ScheduleKey(tenant: try scope.tenant, name: request.name))
            return kept
        }
        ledger.handle(ListScanSchedules.self) { [self] (_, scope) async throws(Fault) in
            let tenant = try scope.tenant
            let all = try await ledger.read(scope) { query in
                try query.rows("SELECT * FROM drift_schedules WHERE tenant = :tenant ORDER BY name")
                    .map { try ScanSchedule(row: $0) }
            }
            let seen = all.filter {
                scope.may(Permission("drift:read"), at: Location(tenant: tenant, project: $0.project))
            }
            return Page(items: seen, next: nil)
        }
        ledger.handle(EndScanSchedule.self) { [self] (request, scope) async throws(Fault) in
            let tenant = try scope.tenant
            try await ledger.write(scope) { entry in
                let row = try entry.first(
                    "DELETE FROM drift_schedules WHERE tenant = :tenant AND name = :name RETURNING *",
                    ["name": .text(request.name.text)])
                guard let row else { throw Fault.noSchedule }
                let ended = try ScanSchedule(row: row)
                let place = Location(tenant: tenant, project: ended.project)
                guard scope.may(Self.writing, at: place) else { throw Fault.noSchedule }
                try entry.audit("schedule/\(request.name)", before: try JSONCoding.json(of: ended))
            }
            schedules.end(ScheduleKey(tenant: tenant, name: request.name))
            return Nothing()
        }
    }

    /// Takes up the schedules of an earlier life of the process.
    func startSchedules() async throws(Fault) {
        let rows = try await ledger.readAcross(reason: "taking up repeating scans after a restart") { query in
            try query.rows("SELECT tenant, name FROM drift_schedules")
        }
        for row in rows {
            guard let tenant = TenantID(try row.text("tenant")), let name = Slug(try row.text("name")) else {
                continue
            }
            keepTo(ScheduleKey(tenant: tenant, name: name))
        }
    }

    private func put(_ request: PutScanSchedule, _ scope: Scope) async throws(Fault) -> ScanSchedule {
        var (_, problems) = ScanTimes.read(every: request.every, at: request.at)
        if request.discover, request.project != nil {
            problems.append(("/discover", "is for everything, and a project is named"))
        }
        guard problems.isEmpty else {
            throw Fault(
                .invalid, "drift.bad_schedule", "The scan can't be repeated like that.",
                problems: problems.map { .init($0.field, $0.why) })
        }
        let now = ledger.node.clock.now
        let tenant = try scope.tenant
        return try await ledger.write(scope) { entry in
            // A name that is taken for a place where the caller may not scan is not the caller's to change.
            let taken = try entry.first(
                "SELECT * FROM drift_schedules WHERE tenant = :tenant AND name = :name",
                ["name": .text(request.name.text)]
            ).map { try ScanSchedule(row: $0) }
            if let taken, !scope.may(Self.writing, at: Location(tenant: tenant, project: taken.project)) {
                throw Fault(
                    .conflict, "drift.schedule_taken", "There is a repeating scan of this name already.")
            }
            let count =
                try entry.first(
                    "SELECT count(*) AS n FROM drift_schedules WHERE tenant = :tenant AND name != :name",
                    ["name": .text(request.name.text)])?.int("n") ?? 0
            guard count < Self.ceiling else {
                throw Fault(
                    .exhausted, "drift.schedules", "A tenant has at most \(Self.ceiling) repeating scans.")
            }
            let row = try entry.first(
                "INSERT INTO drift_schedules (tenant, name, project, discover, every, at, author, created) "
                    + "VALUES (:tenant, :name, :project, :discover, :every, :at, :author, :now) "
                    + "ON CONFLICT (tenant, name) DO UPDATE SET project = :project, discover = :discover, "
                    + "every = :every, at = :at, author = :author, created = :now, started = NULL, "
                    + "analysis = NULL, failure = NULL RETURNING *",
                [
                    "name": .text(request.name.text), "project": SQLValue(request.project?.text),
                    "discover": SQLValue(request.discover), "every": .integer(Int64(request.every)),
                    "at": SQLValue(request.at), "author": .text(scope.principal.name),
                    "now": .integer(now.milliseconds),
                ])
            guard let row else { throw Fault.noSchedule }
            let schedule = try ScanSchedule(row: row)
            try entry.audit("schedule/\(request.name)", after: try JSONCoding.json(of: schedule))
            return schedule
        }
    }

    /// Begins its scans when they are due, until it is ended.
    private func keepTo(_ key: ScheduleKey) {
        schedules.start(key) { [self] watcher in
            let scope = ledger.node.scope(as: Self.context, tenant: key.tenant)
            while !watcher.isCancelled {
                let wait: Duration
                do throws(Fault) {
                    guard let schedule = try await schedule(key, scope) else { return }
                    let left = schedule.next.milliseconds - ledger.node.clock.now.milliseconds
                    if left <= 0 { try await begin(schedule, key, scope) }
                    wait = .milliseconds(max(0, left))
                } catch {
                    if error.kind == .cancelled { return }
                    ledger.log.warning(
                        "a repeating scan could not be looked after",
                        ["schedule": key.name.text, "reason": error.message])
                    wait = .seconds(60)
                }
                await watcher.pause(min(wait, Self.longest))
            }
        }
    }

    private func schedule(_ key: ScheduleKey, _ scope: Scope) async throws(Fault) -> ScanSchedule? {
        try await ledger.read(scope) { query in
            try query.first(
                "SELECT * FROM drift_schedules WHERE tenant = :tenant AND name = :name",
                ["name": .text(key.name.text)]
            ).map { try ScanSchedule(row: $0) }
        }
    }

    /// Written down before the scan begins, so that no failure makes it come again at once.
    private func begin(_ schedule: ScanSchedule, _ key: ScheduleKey, _ scope: Scope) async throws(Fault) {
        try await keep(["started": .integer(ledger.node.clock.now.milliseconds)], key, scope)
        do throws(Fault) {
            let ticket = try await scope.start(
                ScanDrift(project: schedule.project, discover: schedule.discover))
            try await keep(["analysis": .text(ticket.id), "failure": nil], key, scope)
        } catch {
            if error.kind == .cancelled { throw error }
            try await keep(["failure": .text(error.message)], key, scope)
        }
    }

    private func keep(_ changes: [String: SQLValue], _ key: ScheduleKey, _ scope: Scope) async throws(Fault) {
        let names = changes.keys.sorted()
        try await ledger.write(scope) { entry in
            try entry.run(
                "UPDATE drift_schedules SET " + names.map { "\($0) = :\($0)" }.joined(separator: ", ")
                    + " WHERE tenant = :tenant AND name = :name",
                changes.merging(["name": .text(key.name.text)]) { $1 })
        }
    }
}

extension Fault {
    fileprivate static let noSchedule = Fault(
        .missing, "drift.no_schedule", "There is no such repeating scan, or it is not yours to see.")
}

extension ScanSchedule {
    init(row: Row) throws(Fault) {
        let (every, at) = (try row.int("every"), try row.text(ifPresent: "at"))
        guard let name = Slug(try row.text("name")), let times = ScanTimes.read(every: every, at: at).times
        else {
            throw Fault(.broken, "store.column", "A stored schedule is damaged.")
        }
        let created = Timestamp(milliseconds: try row.int64("created"))
        let started = try row.int64(ifPresent: "started").map { Timestamp(milliseconds: $0) }
        self.init(
            name: name, project: try row.text(ifPresent: "project").flatMap { ProjectID($0) },
            discover: try row.bool("discover"), every: every, at: at, author: try row.text("author"),
            created: created, next: times.next(created: created, last: started), started: started,
            analysis: try row.text(ifPresent: "analysis").flatMap { AnalysisID($0) },
            failure: try row.text(ifPresent: "failure"))
    }
}
