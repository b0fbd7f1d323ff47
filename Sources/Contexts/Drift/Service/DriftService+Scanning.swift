import Bus
import DeploymentsAPI
import DriftAPI
import Faults
import Ledgers
import Sagas
import StatesAPI
import Store
import TenantsAPI
import Values
import Vocabulary

/// What a look at one workspace came to.
struct Look: Sendable {
    let findings: [Finding]
    let resources: Int
    let serial: Int?
    let method: Analysis.Method
}

extension DriftService {
    func registerScans() {
        sagas.handle(ScanDrift.self) { [self] (scan, job, scope) async throws(Fault) in
            guard let workspace = scan.workspace else {
                return begin(job, Location(tenant: try scope.tenant, project: scan.project))
            }
            return begin(job, try await place(of: workspace, scope))
        } run: { [self] (scan, saga, scope) async throws(Fault) in
            guard let workspace = scan.workspace else { return try await scanAll(scan, saga, scope) }
            return try await carryOut(workspace, saga, scope)
        }
        sagas.handle(AnalyzeEnhanced.self) { [self] (request, job, scope) async throws(Fault) in
            begin(job, try await place(of: request.workspace, scope))
        } run: { [self] (request, saga, scope) async throws(Fault) in
            let seen = try await carryOut(request.workspace, saga, scope)
            let (analysis, reason) = try await attribute(seen, of: request.workspace, scope)
            let episodes = try await episodes(scope, workspace: request.workspace, since: nil)
            return EnhancedAnalysis(
                analysis: analysis, risks: Insight.risks(episodes), patterns: Insight.patterns(episodes),
                unattributed: reason)
        }
        ledger.node.handle(stream: FollowAnalysis.self) { [self] (request, scope) async throws(Fault) in
            let follower = AnalysisFollower(service: self, request: request, scope: scope)
            return AsyncThrowingStream { try await follower.next() }
        }
    }

    /// Faults: `drift.no_state` where there is nothing to compare with.
    private func place(of workspace: WorkspaceID, _ scope: Scope) async throws(Fault) -> Location {
        guard try await scope.call(ReadState(workspace: workspace)).version != nil else {
            throw Fault(
                .conflict, "drift.no_state",
                "There is no state to compare with yet. Deploy something first.")
        }
        let project = try await scope.call(GetWorkspace(workspace: workspace)).project
        return Location(tenant: try scope.tenant, project: project, workspace: workspace)
    }

    private func begin(_ job: JobID, _ location: Location) -> @Sendable (Entry) throws -> Location {
        let now = ledger.node.clock.now
        return { entry in
            try entry.begin(AnalysisID(job.uuid), location, now)
            try entry.audit(
                "analysis/\(job.uuid.text)",
                after: [
                    "workspace": location.workspace.map { .string($0.text) } ?? .null,
                    "project": location.project.map { .string($0.text) } ?? .null,
                ])
            return location
        }
    }

    private func carryOut(
        _ workspace: WorkspaceID, _ saga: Saga, _ scope: Scope
    ) async throws(Fault) -> Analysis {
        let id = AnalysisID(saga.job.uuid)
        return try await reporting(id, scope) { [self] () async throws(Fault) in
            let look = try await look(at: workspace, id, saga, scope)
            return try await shielded { [self] () async throws(Fault) in
                try await keep(look, of: workspace, id, scope)
            }
        }
    }

    /// Whatever goes wrong is kept as the report's failure.
    private func reporting(
        _ id: AnalysisID, _ scope: Scope, _ body: @Sendable () async throws(Fault) -> Analysis
    ) async throws(Fault) -> Analysis {
        defer { progress.end(id) }
        do throws(Fault) { return try await body() } catch {
            if error.kind == .cancelled, sagas.isStopping { throw error }
            let message = error.message
            _ = try await shielded { [self] () async throws(Fault) in
                try await end(id, scope, .failed, ["failure": .text(message)]) { _ in }
            }
            throw error
        }
    }

    private func look(
        at workspace: WorkspaceID, _ id: AnalysisID, _ saga: Saga, _ scope: Scope
    ) async throws(Fault) -> Look {
        progress.tell(id, "looking")
        switch try await HostedScan(workspace: workspace, scope: scope).run() {
        case .seen(let look): return look
        case .left(let reason):
            ledger.log.info(
                "Terraform refreshes for a scan",
                ["workspace": workspace.text, "analysis": id.text, "reason": reason])
        }
        progress.tell(id, "refreshing")
        let ticket = try await saga.step("look") { () async throws(Fault) in
            try await scope.start(Deploy(workspace: workspace, planOnly: true, refreshOnly: true))
        }
        guard let run = DeploymentID(ticket.id) else {
            throw Fault(.broken, "drift.no_run", "The scan has no run.")
        }
        let ended = try await wait(for: run, scope)
        guard ended.status == .completed else {
            throw Fault(
                .unavailable, "drift.not_scanned",
                ended.failure?.message ?? "The scan's run ended as \(ended.status.rawValue).")
        }
        let plan = try await scope.call(GetPlan(deployment: run))
        let state = try await scope.call(ReadState(workspace: workspace))
        return Look(
            findings: Comparison.findings(plan.drift), resources: state.resources.count { !$0.isData },
            serial: state.version?.serial, method: .refresh)
    }

    private func wait(for run: DeploymentID, _ scope: Scope) async throws(Fault) -> Deployment {
        // The stream ends with the run.
        let events = try await scope.follow(FollowDeployment(deployment: run))
        try await faulting("drift.wait") { for try await _ in events {} }
        return try await scope.call(GetDeployment(deployment: run))
    }

    /// Findings, episodes and the event in one transaction.
    func keep(
        _ look: Look, of workspace: WorkspaceID, _ id: AnalysisID, _ scope: Scope
    ) async throws(Fault) -> Analysis {
        let now = ledger.node.clock.now
        return try await end(
            id, scope, .completed,
            [
                "state_serial": SQLValue(look.serial), "resources": SQLValue(look.resources),
                "method": .text(look.method.rawValue),
            ]
        ) { entry in
            let rules = try entry.activeSuppressions(at: now)
            var findings = look.findings.map { finding in
                var judged = finding
                judged.workspace = workspace
                judged.suppression = rules.first { $0.covers(finding, in: workspace) }?.id
                return judged
            }
            let step = EpisodeStep(
                open: try entry.openEpisodes(of: workspace), findings: findings, workspace: workspace,
                analysis: id, now: now, cleanBefore: try entry.lastScan(of: workspace))
            try entry.write(step, now: now, project: try entry.project(of: id))
            let causes: [Cause]
            (findings, causes) = Causes.group(step.findings)
            try entry.keep(id, findings, causes)
            let drifted = findings.count(where: \.isDrift)
            if drifted > 0 {
                try entry.emit(DriftDetected(workspace: workspace, analysis: id, findings: drifted))
            }
        }
    }

    @discardableResult
    func end(
        _ id: AnalysisID, _ scope: Scope, _ status: Analysis.Status, _ columns: [String: SQLValue],
        _ more: @escaping @Sendable (Entry) throws -> Void
    ) async throws(Fault) -> Analysis {
        var changes = columns
        changes["status"] = .text(status.rawValue)
        changes["ended"] = .integer(ledger.node.clock.now.milliseconds)
        let (assignments, binds) = (
            changes.keys.sorted().map { "\($0) = :\($0)" }.joined(separator: ", "), changes
        )
        try await ledger.write(scope) { entry in
            try more(entry)
            try entry.run(
                "UPDATE drift_analyses SET \(assignments) WHERE tenant = :tenant AND id = :id",
                binds.merging(["id": .text(id.text)]) { first, _ in first })
        }
        return try await analysis(id, scope)
    }

    // MARK: - Several workspaces

    /// Workspaces that are scanned at a time: a hosted provider takes 200 to 300 MB.
    private static let parallel = 4

    private func scanAll(_ scan: ScanDrift, _ saga: Saga, _ scope: Scope) async throws(Fault) -> Analysis {
        let id = AnalysisID(saga.job.uuid)
        return try await reporting(id, scope) { [self] () async throws(Fault) in
            let workspaces = try await everyPage { cursor throws(Fault) in
                try await scope.call(ListWorkspaces(project: scan.project, cursor: cursor, limit: 200))
            }.map(\.id)
            progress.tell(id, "looking", of: workspaces.count)
            let (parts, unseen) = try await scanEach(workspaces, id, saga, scope)
            let unmanaged = scan.project == nil ? try await unmanaged(scan, id, saga, scope) : []
            let now = ledger.node.clock.now
            return try await shielded { [self] () async throws(Fault) in
                let texts = String(
                    decoding: try JSONCoding.encode(parts.map(\.id)), as: UTF8.self)
                return try await end(
                    id, scope, .completed,
                    ["resources": SQLValue(parts.map(\.resources).reduce(0, +)), "parts": .text(texts)]
                ) { entry in
                    let rules = try entry.activeSuppressions(at: now)
                    let judged = unmanaged.map { finding in
                        var judged = finding
                        judged.suppression = rules.first { $0.covers(finding, in: nil) }?.id
                        return judged
                    }
                    let (findings, causes) = Causes.group(parts.flatMap(\.findings) + unseen + judged)
                    try entry.keep(id, findings, causes)
                }
            }
        }
    }

    private func scanEach(
        _ workspaces: [WorkspaceID], _ id: AnalysisID, _ saga: Saga, _ scope: Scope
    ) async throws(Fault) -> (parts: [Analysis], unseen: [Finding]) {
        try await faulting("drift.scan_all") { [self] in
            try await withThrowingTaskGroup(of: Part.self) { group in
                var waiting = workspaces[...]
                var done: [Part] = []
                for _ in 0..<Self.parallel {
                    guard let next = waiting.popFirst() else { break }
                    group.addTask { try await self.part(next, saga, scope) }
                }
                while let part = try await group.next() {
                    done.append(part)
                    progress.tell(
                        id, "looking", looked: done.count, of: workspaces.count,
                        found: done.compactMap(\.analysis).map(\.drifted.count).reduce(0, +))
                    if let next = waiting.popFirst() {
                        group.addTask { try await self.part(next, saga, scope) }
                    }
                }
                return (
                    done.compactMap(\.analysis).sorted { $0.id.text < $1.id.text }, done.compactMap(\.unseen)
                )
            }
        }
    }

    private struct Part: Sendable {
        var analysis: Analysis?
        var unseen: Finding?
    }

    /// One workspace's own report, or why there is none. A workspace without a state has nothing to tell.
    private func part(
        _ workspace: WorkspaceID, _ saga: Saga, _ scope: Scope
    ) async throws(Fault) -> Part {
        func unseen(_ reason: String) -> Part {
            Part(unseen: .unseen("workspace", in: workspace, reason))
        }
        do throws(Fault) {
            let ticket = try await saga.step("scan \(workspace)") { () async throws(Fault) in
                try await scope.start(ScanDrift(workspace: workspace))
            }
            guard let part = AnalysisID(ticket.id) else { return unseen("its scan did not start") }
            await sagas.wait(for: ticket.job)
            var report = try await analysis(part, scope)
            while report.status == .running {
                try await faulting("drift.wait") { try await Task.sleep(for: .milliseconds(100)) }
                report = try await analysis(part, scope)
            }
            if report.status == .failed { return unseen(report.failure ?? "its scan failed") }
            return Part(analysis: report)
        } catch {
            if error.kind == .cancelled { throw error }
            if error.code == "drift.no_state" { return Part() }
            return unseen(error.message)
        }
    }
}

extension Entry {
    func begin(_ id: AnalysisID, _ location: Location, _ now: Timestamp) throws {
        try run(
            "INSERT INTO drift_analyses (id, tenant, project, workspace, status, started) "
                + "VALUES (:id, :tenant, :project, :workspace, 'running', :now)",
            [
                "id": .text(id.text), "project": SQLValue(location.project?.text),
                "workspace": SQLValue(location.workspace?.text), "now": .integer(now.milliseconds),
            ])
    }
}

/// All items of a paged operation.
func everyPage<T>(
    _ page: (String?) async throws(Fault) -> Page<T>
) async throws(Fault) -> [T] {
    var (items, cursor) = ([T](), String?.none)
    repeat {
        let next = try await page(cursor)
        items += next.items
        cursor = next.next
    } while cursor != nil
    return items
}

/// Tells a scan's progress whenever it changes, to its end.
private final class AnalysisFollower: Sendable {
    private static let pause = Duration.milliseconds(100)

    private let service: DriftService
    private let request: FollowAnalysis
    private let scope: Scope
    private let told = Told()

    /// The one consumer of the stream takes one after the other.
    private final class Told: @unchecked Sendable {
        var last: AnalysisProgress?
        var count = 0
        var isOver = false
    }

    init(service: DriftService, request: FollowAnalysis, scope: Scope) {
        (self.service, self.request, self.scope) = (service, request, scope)
        told.count = request.after.flatMap { Int($0) } ?? 0
    }

    func next() async throws -> Streamed<AnalysisProgress>? {
        while !told.isOver {
            let now = try await progress()
            told.isOver = now.status != .running
            if now != told.last {
                told.last = now
                told.count += 1
                return Streamed(cursor: String(told.count), element: now)
            }
            try await Task.sleep(for: Self.pause)
        }
        return nil
    }

    private func progress() async throws(Fault) -> AnalysisProgress {
        if let now = service.progress.now(request.analysis) { return now }
        let report = try await service.analysis(request.analysis, scope)
        return AnalysisProgress(
            status: report.status, stage: report.status == .running ? "reading" : "ended",
            looked: report.resources, resources: report.resources, findings: report.drifted.count)
    }
}
