import Assets
import Bus
import Faults
import InventoryAPI
import Ledgers
import Store
import Vocabulary

extension InventoryService {
    private static let longest = 256 * 1024

    func registerIgnoring() {
        ledger.handle(PutIgnoreRules.self) { [self] (request, scope) async throws(Fault) in
            guard request.text.utf8.count <= Self.longest else {
                throw Fault(
                    .tooLarge, "inventory.ignore_too_large", "Ignore rules may have 256 KB.",
                    problems: [.init("/text", "is too long")])
            }
            let (now, rules) = (ledger.node.clock.now, IgnoreRules(request.text))
            return try await ledger.write(scope) { entry in
                try entry.run(
                    "INSERT INTO inventory_ignore (tenant, text, author, updated) "
                        + "VALUES (:tenant, :text, :author, :now) ON CONFLICT (tenant) DO UPDATE "
                        + "SET text = :text, author = :author, updated = :now",
                    [
                        "text": .text(request.text), "author": .text(scope.principal.name),
                        "now": .integer(now.milliseconds),
                    ])
                let assets = try entry.rows(
                    "SELECT id, type, resource, import_id, ignored FROM inventory_assets WHERE tenant = :tenant"
                )
                for row in assets {
                    let isIgnored = rules.leavesOut(
                        try row.text("type"), try row.text("resource"), try row.text("import_id"))
                    guard try row.bool("ignored") != isIgnored else { continue }
                    try entry.run(
                        "UPDATE inventory_assets SET ignored = :ignored WHERE tenant = :tenant AND id = :id",
                        ["ignored": SQLValue(isIgnored), "id": .text(try row.text("id"))])
                }
                try entry.audit("ignore-rules", after: ["bytes": .init(request.text.utf8.count)])
                return try IgnoreFile { try entry.first($0) }
            }
        }
        ledger.handle(GetIgnoreRules.self) { [self] (_, scope) async throws(Fault) in
            try await ledger.read(scope) { query in try IgnoreFile { try query.first($0) } }
        }
    }
}

extension IgnoreRules {
    /// By the cloud's id or by the one that an import takes.
    func leavesOut(_ type: String, _ resource: String, _ importID: String) -> Bool {
        ignores(type: type, id: resource) || ignores(type: type, id: importID)
    }
}

extension IgnoreRules {
    /// Those of the tenant whose store is asked.
    static func kept(_ first: (String) throws -> Row?) throws -> IgnoreRules {
        IgnoreRules(try first("SELECT text FROM inventory_ignore WHERE tenant = :tenant")?.text("text") ?? "")
    }
}

extension IgnoreFile {
    fileprivate init(_ first: (String) throws -> Row?) throws {
        let row = try first("SELECT * FROM inventory_ignore WHERE tenant = :tenant")
        let count = try first(
            "SELECT count(*) AS n FROM inventory_assets WHERE tenant = :tenant AND gone IS NULL AND ignored = 1"
        )
        self.init(
            text: try row?.text("text") ?? "", author: try row?.text("author"),
            updated: try row.map { Timestamp(milliseconds: try $0.int64("updated")) },
            ignored: try count?.int("n") ?? 0)
    }
}
