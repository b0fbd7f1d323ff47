import Bus
import DriftAPI
import Faults
import Ledgers
import Store
import Values
import Vocabulary

extension DriftService {
    func registerSuppressions() {
        ledger.handle(PutSuppression.self) { [self] (request, scope) async throws(Fault) in
            try await put(request, scope)
        }
        ledger.handle(ListSuppressions.self) { [self] (request, scope) async throws(Fault) in
            try await list(request, scope)
        }
        ledger.handle(EndSuppression.self) { [self] (request, scope) async throws(Fault) in
            let now = ledger.node.clock.now
            return try await ledger.write(scope) { entry in
                let row = try entry.first(
                    "UPDATE drift_suppressions SET ended = coalesce(ended, :now) "
                        + "WHERE tenant = :tenant AND id = :id RETURNING *",
                    ["now": .integer(now.milliseconds), "id": .text(request.suppression.text)])
                guard let row else {
                    throw Fault(.missing, "drift.no_suppression", "There is no such suppression.")
                }
                try entry.audit("suppression/\(request.suppression)")
                return try Suppression(row: row)
            }
        }
        ledger.node.locate("suppression") { [self] (id, tenant) async throws(Fault) in
            try await ledger.room.read(.of(tenant.text)) { query in
                try query.first(
                    "SELECT workspace FROM drift_suppressions WHERE tenant = :tenant AND id = :id",
                    ["id": .text(id)]
                ).map { row in
                    Location(
                        tenant: tenant,
                        workspace: try row.text(ifPresent: "workspace").flatMap { WorkspaceID($0) })
                }
            }
        }
    }

    private func put(_ request: PutSuppression, _ scope: Scope) async throws(Fault) -> Suppression {
        let now = ledger.node.clock.now
        var problems: [Fault.Problem] = []
        func need(_ isFine: Bool, _ field: String, _ expected: String) {
            if !isFine { problems.append(.init("/" + field, expected)) }
        }
        need(!request.address.isEmpty, "address", "an address, or a pattern with * was expected")
        need(!request.reason.isEmpty, "reason", "a reason was expected")
        need(!request.owner.isEmpty, "owner", "the name of somebody who can be asked was expected")
        need(request.until > now, "until", "a time in the future was expected")
        guard problems.isEmpty else {
            throw Fault(
                .invalid, "drift.bad_suppression", "The suppression can't be kept as it is.",
                problems: problems)
        }
        let rule = Suppression(
            id: .next(), workspace: request.workspace, address: request.address, path: request.path,
            reason: request.reason, owner: request.owner, author: scope.principal.name, created: now,
            until: request.until, ended: nil)
        return try await ledger.write(scope) { entry in
            try entry.run(
                "INSERT INTO drift_suppressions (id, tenant, workspace, address, path, reason, owner, author, created, "
                    + "until) VALUES (:id, :tenant, :workspace, :address, :path, :reason, :owner, :author, :now, :until)",
                [
                    "id": .text(rule.id.text), "workspace": SQLValue(rule.workspace?.text),
                    "address": .text(rule.address), "path": SQLValue(rule.path), "reason": .text(rule.reason),
                    "owner": .text(rule.owner), "author": .text(rule.author),
                    "now": .integer(now.milliseconds), "until": .integer(rule.until.milliseconds),
                ])
            try entry.audit("suppression/\(rule.id)", after: try JSONCoding.json(of: rule))
            return rule
        }
    }

    private func list(
        _ request: ListSuppressions, _ scope: Scope
    ) async throws(Fault) -> Page<Suppression> {
        let paging = try Paging(request.cursor, request.limit)
        let tenant = try scope.tenant
        let reach = try await scope.reach(of: Permission("drift:read"))
        let found = try await ledger.read(scope) { query in
            try query.rows(
                "SELECT * FROM drift_suppressions WHERE tenant = :tenant "
                    + "AND (:workspace IS NULL OR workspace IS NULL OR workspace = :workspace) "
                    + "AND (:after IS NULL OR id < :after) ORDER BY id DESC LIMIT 1000",
                ["workspace": SQLValue(request.workspace?.text), "after": SQLValue(paging.after)]
            ).map { try Suppression(row: $0) }
        }.filter { rule in
            // What holds everywhere concerns everybody.
            rule.workspace == nil
                || reach.contains(Location(tenant: tenant, workspace: rule.workspace))
        }
        return paging.page(Array(found.prefix(paging.limit + 1))) { $0.id.text }
    }
}

extension Entry {
    func activeSuppressions(at now: Timestamp) throws -> [Suppression] {
        try rows(
            "SELECT * FROM drift_suppressions WHERE tenant = :tenant AND ended IS NULL AND until > :now "
                + "ORDER BY id", ["now": .integer(now.milliseconds)]
        ).map { try Suppression(row: $0) }
    }
}

extension Suppression {
    init(row: Row) throws(Fault) {
        guard let id = SuppressionID(try row.text("id")) else {
            throw Fault(.broken, "store.column", "A stored suppression is damaged.")
        }
        self.init(
            id: id, workspace: try row.text(ifPresent: "workspace").flatMap { WorkspaceID($0) },
            address: try row.text("address"), path: try row.text(ifPresent: "path"),
            reason: try row.text("reason"), owner: try row.text("owner"), author: try row.text("author"),
            created: Timestamp(milliseconds: try row.int64("created")),
            until: Timestamp(milliseconds: try row.int64("until")),
            ended: try row.int64(ifPresent: "ended").map { Timestamp(milliseconds: $0) })
    }
}
