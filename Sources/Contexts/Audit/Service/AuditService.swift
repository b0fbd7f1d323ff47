import AuditAPI
import Bus
import Crypto
import Faults
import Ledgers
import Schemas
import Store
import Values
import Vocabulary

/// The record of every command: a chain of hashes for each tenant, appended to and never changed.
public final class AuditService: Sendable {
    public static let context = "audit"
    public static let migrations = Ledger.migrations(
        "audit",
        [
            Migration(
                version: 2,
                sql: """
                    CREATE TABLE audit_records (
                      tenant TEXT NOT NULL, sequence INTEGER NOT NULL, id TEXT NOT NULL UNIQUE, at INTEGER NOT NULL,
                      principal TEXT NOT NULL, principal_name TEXT NOT NULL, action TEXT NOT NULL, subject TEXT NOT NULL,
                      outcome TEXT NOT NULL, entry TEXT NOT NULL, hash TEXT NOT NULL,
                      PRIMARY KEY (tenant, sequence)) STRICT, WITHOUT ROWID;
                    CREATE INDEX audit_records_action ON audit_records (tenant, action, sequence);
                    """)
        ])

    /// The chain of what happened outside any tenant: a set-up, a refused sign-in.
    static let platform = "platform"
    /// What the first record's hash is made over.
    static let origin = String(repeating: "0", count: 64)

    private let ledger: Ledger

    public init(ledger: Ledger) { self.ledger = ledger }

    public func register() {
        ledger.handle(AppendAudit.self) { [self] (request, _) async throws(Fault) in
            try await append(request.entry)
            return Nothing()
        }
        ledger.handle(SearchAudit.self) { [self] (request, scope) async throws(Fault) in
            try await search(request, scope)
        }
        ledger.handle(VerifyAudit.self) { [self] (_, scope) async throws(Fault) in try await verify(scope) }
    }

    private func append(_ entry: AuditEntry) async throws(Fault) {
        let text = String(decoding: try JSONCoding.encode(entry), as: UTF8.self)
        let chain = entry.tenant?.text ?? Self.platform
        try await ledger.room.write(.of(chain)) { transaction in
            let known = try transaction.first(
                "SELECT 1 FROM audit_records WHERE tenant = :tenant AND id = :id",
                ["id": .text(entry.id.text)])
            if known != nil { return }
            let last = try transaction.first(
                "SELECT sequence, hash FROM audit_records WHERE tenant = :tenant ORDER BY sequence DESC LIMIT 1"
            )
            let previous = try last?.text("hash") ?? Self.origin
            _ = try transaction.run(
                "INSERT INTO audit_records (tenant, sequence, id, at, principal, principal_name, action, subject, "
                    + "outcome, entry, hash) VALUES (:tenant, :sequence, :id, :at, :principal, :name, :action, "
                    + ":subject, :outcome, :entry, :hash)",
                [
                    "sequence": SQLValue((try last?.int("sequence") ?? 0) + 1), "id": .text(entry.id.text),
                    "at": .integer(entry.at.milliseconds), "principal": .text(entry.principal),
                    "name": .text(entry.principalName), "action": .text(entry.action),
                    "subject": .text(entry.subject),
                    "outcome": .text(entry.outcome.rawValue), "entry": .text(text),
                    "hash": .text(Self.hash(previous, text)),
                ])
        }
    }

    static func hash(_ previous: String, _ entry: String) -> String {
        Digest.sha256(Array((previous + "\n" + entry).utf8)).hex
    }

    private func search(_ request: SearchAudit, _ scope: Scope) async throws(Fault) -> Page<AuditRecord> {
        let paging = try Paging(request.cursor, request.limit)
        let before = paging.after.flatMap { Int($0) } ?? Int.max
        let found = try await ledger.read(scope) { query in
            try query.rows(
                "SELECT sequence, entry, hash FROM audit_records WHERE tenant = :tenant AND sequence < :before "
                    + "AND (:action IS NULL OR substr(action, 1, length(:action)) = :action) "
                    + "AND (:principal IS NULL OR principal = :principal OR principal_name = :principal) "
                    + "AND (:about IS NULL OR substr(subject, 1, length(:about)) = :about) "
                    + "AND (:outcome IS NULL OR outcome = :outcome) AND (:since IS NULL OR at >= :since) "
                    + "AND (:until IS NULL OR at < :until) ORDER BY sequence DESC LIMIT :ceiling",
                [
                    "before": SQLValue(before), "action": SQLValue(request.action),
                    "principal": SQLValue(request.principal), "about": SQLValue(request.about),
                    "outcome": SQLValue(request.outcome?.rawValue),
                    "since": SQLValue(request.since?.milliseconds),
                    "until": SQLValue(request.until?.milliseconds), "ceiling": paging.ceiling,
                ]
            ).map { row in
                AuditRecord(
                    sequence: try row.int("sequence"),
                    entry: try JSONCoding.decode(AuditEntry.self, from: Array(try row.text("entry").utf8)),
                    hash: try row.text("hash"))
            }
        }
        return paging.page(found) { String($0.sequence) }
    }

    private func verify(_ scope: Scope) async throws(Fault) -> AuditVerdict {
        try await ledger.read(scope) { query in
            var (count, head, broken) = (0, Self.origin, Int?.none)
            try query.each(
                "SELECT sequence, entry, hash FROM audit_records WHERE tenant = :tenant ORDER BY sequence"
            ) { row in
                count += 1
                let sequence = try row.int("sequence")
                let hash = try row.text("hash")
                guard sequence == count, hash == Self.hash(head, try row.text("entry")) else {
                    broken = sequence
                    return false
                }
                head = hash
                return true
            }
            return AuditVerdict(isIntact: broken == nil, records: count, head: head, firstBroken: broken)
        }
    }
}
