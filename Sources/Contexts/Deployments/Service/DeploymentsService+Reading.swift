import Bus
import DeploymentsAPI
import Faults
import Ledgers
import Store
import Terraform
import Values
import Vocabulary

extension DeploymentsService {
    func registerReading() {
        ledger.handle(GetDeployment.self) { [self] (request, scope) async throws(Fault) in
            try await run(request.deployment, scope).deployment
        }
        ledger.handle(ListDeployments.self) { [self] (request, scope) async throws(Fault) in
            try await list(request, scope)
        }
        ledger.handle(OpenConfiguration.self) { [self] (request, scope) async throws(Fault) in
            try await applied(in: request.workspace, scope)
        }
        ledger.handle(GetPlan.self) { [self] (request, scope) async throws(Fault) in
            let row = try await run(request.deployment, scope)
            guard let blob = row.planView, let summary = row.deployment.plan else {
                throw Fault(.missing, "deployments.no_plan", "The run has no plan (yet).")
            }
            let view: PlanView = try await load(blob, scope)
            let raw: JSON? =
                if request.raw, let blob = row.planRaw { try await load(blob, scope) } else { nil }
            return DeploymentPlan(
                summary: summary, changes: view.changes.map(PlannedChange.init(_:)),
                drift: view.drift.map(PlannedChange.init(_:)),
                outputs: view.outputs.map(PlannedAttribute.init(_:)),
                raw: raw)
        }
        ledger.node.handle(stream: FollowDeployment.self) { [self] (request, scope) async throws(Fault) in
            let follower = Follower(service: self, request: request, scope: scope)
            return AsyncThrowingStream { try await follower.next() }
        }
    }

    private func list(_ request: ListDeployments, _ scope: Scope) async throws(Fault) -> Page<Deployment> {
        let paging = try Paging(request.cursor, request.limit)
        let tenant = try scope.tenant
        let reach = try await scope.reach(of: Permission("deployments:read"))
        let ceiling = request.workspace == nil ? SQLValue(1000) : paging.ceiling
        let found = try await ledger.read(scope) { query in
            try query.rows(
                "SELECT * FROM deployments_runs WHERE tenant = :tenant AND (:workspace IS NULL OR workspace = :workspace) "
                    + "AND (:status IS NULL OR status = :status) AND (:after IS NULL OR id < :after) "
                    + "ORDER BY id DESC LIMIT :ceiling",
                [
                    "workspace": SQLValue(request.workspace?.text),
                    "status": SQLValue(request.status?.rawValue),
                    "after": SQLValue(paging.after), "ceiling": ceiling,
                ]
            ).map(RunRow.init(row:))
        }.filter { row in
            reach.contains(
                Location(tenant: tenant, project: row.project, workspace: row.deployment.workspace))
        }
        return paging.page(Array(found.map(\.deployment).prefix(paging.limit + 1))) { $0.id.text }
    }
}

/// Reads a run's log from a cursor to the run's end.
private final class Follower: Sendable {
    /// How often the store is looked into while nothing comes.
    private static let pause = Duration.milliseconds(150)
    private static let batch = 500

    private let service: DeploymentsService
    private let request: FollowDeployment
    private let scope: Scope
    private let lines: Lines

    /// The one consumer of the stream takes one after the other.
    private final class Lines: @unchecked Sendable {
        var waiting: [Streamed<DeploymentEvent>] = []
        var last: Int
        var isOver = false
        init(last: Int) { self.last = last }
    }

    init(service: DeploymentsService, request: FollowDeployment, scope: Scope) {
        self.service = service
        self.request = request
        self.scope = scope
        lines = Lines(last: request.after.flatMap { Int($0) } ?? 0)
    }

    func next() async throws -> Streamed<DeploymentEvent>? {
        while lines.waiting.isEmpty {
            if lines.isOver { return nil }
            // The status is read first: what was written before the end is then in the batch.
            let isFinal = try await service.run(request.deployment, scope).deployment.status.isFinal
            lines.waiting = try await read()
            if lines.waiting.isEmpty {
                if isFinal {
                    lines.isOver = true
                    return nil
                }
                try await Task.sleep(for: Self.pause)
            }
        }
        return lines.waiting.removeFirst()
    }

    private func read() async throws(Fault) -> [Streamed<DeploymentEvent>] {
        let (run, last) = (request.deployment.text, lines.last)
        let found = try await service.ledger.read(scope) { query in
            try query.rows(
                "SELECT * FROM deployments_log WHERE tenant = :tenant AND run = :run AND seq > :last "
                    + "ORDER BY seq LIMIT :batch",
                ["run": .text(run), "last": SQLValue(last), "batch": SQLValue(Self.batch)]
            ).map { row in
                Streamed(
                    cursor: String(try row.int("seq")),
                    element: DeploymentEvent(
                        kind: DeploymentEvent.Kind(rawValue: try row.text("kind")) ?? .log,
                        at: Timestamp(milliseconds: try row.int64("at")), text: try row.text("text")))
            }
        }
        if let seq = found.last.flatMap({ Int($0.cursor) }) { lines.last = seq }
        return found
    }
}

extension PlannedChange {
    init(_ change: ResourceChange) {
        self.init(
            address: change.address, type: change.type, action: change.action.rawValue, reason: change.reason,
            previousAddress: change.previousAddress,
            attributes: change.attributes.map(PlannedAttribute.init(_:)))
    }
}

extension PlannedAttribute {
    init(_ change: AttributeChange) {
        self.init(
            path: change.path, before: change.before, after: change.after, isUnknown: change.isUnknown,
            isSensitive: change.isSensitive, forcesReplacement: change.forcesReplacement)
    }
}
