import Bus
import DeploymentsAPI
import Faults
import Ledgers
import PoliciesAPI
import Store
import TenantsAPI
import Values
import Vocabulary

extension PoliciesService {
    func registerWaivers() {
        ledger.handle(GrantWaiver.self) { [self] (request, scope) async throws(Fault) in
            try await grant(request, scope)
        }
        ledger.handle(ListWaivers.self) { [self] (request, scope) async throws(Fault) in
            let paging = try Paging(request.cursor, request.limit)
            let (tenant, now) = (try scope.tenant, now)
            let reach = try await scope.reach(of: Permission("policies:read"))
            let found = try await ledger.read(scope) { query in
                try query.rows(
                    "SELECT * FROM policies_waivers WHERE tenant = :tenant "
                        + "AND (:workspace IS NULL OR workspace = :workspace OR workspace IS NULL) "
                        + "AND (:rule IS NULL OR rule = :rule) "
                        + "AND (:past OR ended IS NULL AND until > :now) "
                        + "AND (:after IS NULL OR id < :after) ORDER BY id DESC LIMIT 1000",
                    [
                        "workspace": SQLValue(request.workspace?.text), "rule": SQLValue(request.rule),
                        "past": SQLValue(request.past), "now": SQLValue(now), "after": SQLValue(paging.after),
                    ]
                ).map { row in
                    (
                        try PolicyWaiver(row: row, at: now),
                        try row.text(ifPresent: "project").flatMap { ProjectID($0) }
                    )
                }
            }.filter { waiver, project in
                // Whoever may read a workspace may know what is waived for all.
                waiver.workspace == nil
                    || reach.contains(
                        Location(tenant: tenant, project: project, workspace: waiver.workspace))
            }
            return paging.page(Array(found.map(\.0).prefix(paging.limit + 1))) { $0.id.text }
        }
        ledger.handle(EndWaiver.self) { [self] (request, scope) async throws(Fault) in
            let now = now
            return try await ledger.write(scope) { entry in
                let row = try entry.first(
                    "UPDATE policies_waivers SET ended = :now, ended_by = :author "
                        + "WHERE tenant = :tenant AND id = :id AND ended IS NULL AND until > :now RETURNING *",
                    [
                        "id": .text(request.waiver.text), "now": SQLValue(now),
                        "author": .text(scope.principal.name),
                    ])
                guard let waiver = try row.map({ try PolicyWaiver(row: $0, at: now) }) else {
                    throw Fault(.conflict, "policies.waiver_ended", "The waiver has ended already.")
                }
                try entry.audit("waiver/\(waiver.id)", after: ["rule": .string(waiver.rule)])
                return waiver
            }
        }
    }

    private func grant(_ request: GrantWaiver, _ scope: Scope) async throws(Fault) -> PolicyWaiver {
        let now = now
        var problems: [Fault.Problem] = []
        for (field, text) in [("rule", request.rule), ("owner", request.owner), ("reason", request.reason)]
        where text.allSatisfy(\.isWhitespace) {
            problems.append(.init("/\(field)", "is empty"))
        }
        if request.until <= now { problems.append(.init("/until", "a time to come was expected")) }
        guard problems.isEmpty else {
            throw Fault(
                .invalid, "policies.bad_waiver",
                "A waiver has a rule, an owner, a reason and an end to come.",
                problems: problems)
        }
        var project: ProjectID?
        if let workspace = request.workspace {
            project = try await scope.call(GetWorkspace(workspace: workspace)).project
        }
        let place = project
        return try await ledger.write(scope) { entry in
            let row = try entry.first(
                "INSERT INTO policies_waivers (id, tenant, rule, address, project, workspace, owner, reason, until, "
                    + "created, author) VALUES (:id, :tenant, :rule, :address, :project, :workspace, :owner, "
                    + ":reason, :until, :created, :author) RETURNING *",
                [
                    "id": .text(WaiverID.next().text), "rule": .text(request.rule),
                    "address": SQLValue(request.address), "project": SQLValue(place?.text),
                    "workspace": SQLValue(request.workspace?.text), "owner": .text(request.owner),
                    "reason": .text(request.reason), "until": SQLValue(request.until),
                    "created": SQLValue(now), "author": .text(scope.principal.name),
                ])
            guard let waiver = try row.map({ try PolicyWaiver(row: $0, at: now) }) else {
                throw Fault.damaged
            }
            try entry.audit("waiver/\(waiver.id)", after: try JSONCoding.json(of: waiver))
            try self.wake(waiver, entry)
            return waiver
        }
    }

    /// Runs that such findings have stopped lately are judged once more.
    private func wake(_ waiver: PolicyWaiver, _ entry: Entry) throws(Fault) {
        let rows = try entry.rows(
            "SELECT DISTINCT deployment FROM policies_decisions WHERE tenant = :tenant "
                + "AND result = 'overridable' AND deployment IS NOT NULL "
                + "AND (:workspace IS NULL OR workspace = :workspace) ORDER BY id DESC LIMIT 100",
            ["workspace": SQLValue(waiver.workspace?.text)])
        for row in rows {
            try entry.emit(GateChanged(gate: "policy", deployment: try row.id("deployment")))
        }
    }

    /// The waivers that counted for a workspace at a time.
    func waivers(
        for workspace: WorkspaceID?, at time: Timestamp, _ scope: Scope
    ) async throws(Fault) -> [PolicyWaiver] {
        try await ledger.read(scope) { query in
            try query.rows(
                "SELECT * FROM policies_waivers WHERE tenant = :tenant "
                    + "AND (workspace IS NULL OR workspace = :workspace) AND created <= :at AND until > :at "
                    + "AND (ended IS NULL OR ended > :at)",
                ["workspace": SQLValue(workspace?.text), "at": SQLValue(time)]
            ).map { try PolicyWaiver(row: $0, at: time) }
        }
    }
}

extension PolicyWaiver {
    init(row: Row, at now: Timestamp) throws(Fault) {
        let (until, ended) = (try row.time("until"), try row.time(ifPresent: "ended"))
        self.init(
            id: try row.id("id"), rule: try row.text("rule"), address: try row.text(ifPresent: "address"),
            workspace: try row.text(ifPresent: "workspace").flatMap { .init($0) },
            owner: try row.text("owner"), reason: try row.text("reason"), until: until,
            created: try row.time("created"), author: try row.text("author"), ended: ended,
            endedBy: try row.text(ifPresent: "ended_by"), isInForce: ended == nil && until > now)
    }
}
