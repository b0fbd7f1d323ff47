import Bus
import Faults
import Ledgers
import RemediationAPI
import Store
import Values
import Vocabulary

extension RemediationService {
    func end(
        _ id: RemediationID, _ scope: Scope, _ status: RemediationRecord.Status, _ steps: [RemediationStep],
        _ failure: String?
    ) async throws(Fault) -> RemediationRecord {
        try await keep(
            id, scope,
            [
                "status": .text(status.rawValue), "failure": SQLValue(failure), "steps": try Self.text(steps),
                "ended": .integer(ledger.node.clock.now.milliseconds),
            ])
    }

    @discardableResult
    func keep(
        _ id: RemediationID, _ scope: Scope, _ columns: [String: SQLValue]
    ) async throws(Fault) -> RemediationRecord {
        let assignments = columns.keys.sorted().map { "\($0) = :\($0)" }.joined(separator: ", ")
        return try await ledger.write(scope) { entry in
            let row = try entry.first(
                "UPDATE remediation_records SET \(assignments) WHERE tenant = :tenant AND id = :id RETURNING *",
                columns.merging(["id": .text(id.text)]) { first, _ in first })
            guard let row else {
                throw Fault(.missing, "remediation.missing", "There is no such remediation.")
            }
            return try RemediationRecord(row: row)
        }
    }

    static func text(_ value: some Encodable) throws(Fault) -> SQLValue {
        .text(String(decoding: try JSONCoding.encode(value), as: UTF8.self))
    }

    func record(_ id: RemediationID, _ scope: Scope) async throws(Fault) -> RemediationRecord {
        let found = try await ledger.read(scope) { query in
            try query.first(
                "SELECT * FROM remediation_records WHERE tenant = :tenant AND id = :id",
                ["id": .text(id.text)]
            ).map(RemediationRecord.init(row:))
        }
        guard let found else { throw Fault(.missing, "remediation.missing", "There is no such remediation.") }
        return found
    }

    /// The files that an acceptance changed, as they were.
    func originals(of id: RemediationID, _ scope: Scope) async throws(Fault) -> [String: String] {
        let text = try await ledger.read(scope) { query in
            try query.first(
                "SELECT originals FROM remediation_records WHERE tenant = :tenant AND id = :id",
                ["id": .text(id.text)])?.text("originals")
        }
        return try JSONCoding.decode([String: String].self, from: Array((text ?? "{}").utf8))
    }

    func history(_ request: RemediationHistory, _ scope: Scope) async throws(Fault) -> Page<
        RemediationRecord
    > {
        let paging = try Paging(request.cursor, request.limit)
        let tenant = try scope.tenant
        let reach = try await scope.reach(of: Permission("remediation:read"))
        let ceiling = request.workspace == nil ? SQLValue(1000) : paging.ceiling
        let found = try await ledger.read(scope) { query in
            try query.rows(
                "SELECT * FROM remediation_records WHERE tenant = :tenant "
                    + "AND (:workspace IS NULL OR workspace = :workspace) AND (:after IS NULL OR id < :after) "
                    + "ORDER BY id DESC LIMIT :ceiling",
                [
                    "workspace": SQLValue(request.workspace?.text), "after": SQLValue(paging.after),
                    "ceiling": ceiling,
                ]
            ).map(RemediationRecord.init(row:))
        }.filter {
            reach.contains(Location(tenant: tenant, workspace: $0.workspace))
        }
        return paging.page(Array(found.prefix(paging.limit + 1))) { $0.id.text }
    }
}

extension RemediationRecord {
    init(row: Row) throws(Fault) {
        guard let id = RemediationID(try row.text("id")),
            let status = Status(rawValue: try row.text("status")),
            let strategy = Strategy.Kind(rawValue: try row.text("strategy"))
        else { throw Fault(.broken, "store.column", "A stored remediation is damaged.") }
        self.init(
            id: id, analysis: try row.text(ifPresent: "analysis").flatMap { AnalysisID($0) },
            workspace: try row.text(ifPresent: "workspace").flatMap { WorkspaceID($0) }, strategy: strategy,
            isDryRun: try row.bool("dry_run"), status: status, author: try row.text("author"),
            reason: try row.text(ifPresent: "reason"),
            started: Timestamp(milliseconds: try row.int64("started")),
            ended: try row.int64(ifPresent: "ended").map { Timestamp(milliseconds: $0) },
            deployment: try row.text(ifPresent: "deployment").flatMap { DeploymentID($0) },
            addresses: try Self.decode(row, "addresses"), failure: try row.text(ifPresent: "failure"),
            steps: try Self.decode(row, "steps"), before: try Self.decode(row, "before"),
            patch: try Self.decode(row, "patch"), suppressions: try Self.decode(row, "suppressions"),
            rollbackOf: try row.text(ifPresent: "rollback_of").flatMap { RemediationID($0) })
    }

    private static func decode<T: Decodable>(_ row: Row, _ column: String) throws(Fault) -> T {
        try JSONCoding.decode(T.self, from: Array(try row.text(column).utf8))
    }
}
