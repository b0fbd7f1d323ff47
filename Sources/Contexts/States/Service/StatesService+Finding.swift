import Bus
import Faults
import Ledgers
import StatesAPI
import Store
import Terraform
import Values
import Vocabulary

extension StatesService {
    /// Lines that one request looks at, at most.
    private static let looked = 5000, chunk = 500
    private static let reading = Permission("states:read")

    func registerFinding() {
        ledger.handle(FindResources.self) { [self] (request, scope) async throws(Fault) in
            try await find(request, scope)
        }
        ledger.subscribe(StateStored.self, named: "search") { [self] (event, _, scope) async throws(Fault) in
            try await index(event.workspace, scope)
        }
    }

    /// Takes up the states that were kept while nobody indexed. One that can't be read is told to the log,
    /// and taken up by the next start or its next version; the others go on.
    public func catchUp() async {
        do throws(Fault) {
            for (workspace, tenant) in try await waiting() {
                do throws(Fault) {
                    try await index(workspace, ledger.node.scope(as: Self.context, tenant: tenant))
                } catch {
                    if error.kind == .cancelled { return }
                    tell(error, workspace.text)
                }
            }
        } catch {
            if error.kind != .cancelled { tell(error, "any") }
        }
    }

    private func tell(_ fault: Fault, _ workspace: String) {
        ledger.log.warning(
            "a state could not be indexed for the search",
            ["workspace": workspace, "reason": fault.note ?? fault.message])
    }

    private func waiting() async throws(Fault) -> [(WorkspaceID, TenantID)] {
        try await ledger.readAcross(reason: "states that the search does not know") { query in
            try query.rows(
                "SELECT v.tenant, v.workspace FROM (SELECT tenant, workspace, max(serial) AS serial "
                    + "FROM states_versions GROUP BY tenant, workspace) v LEFT JOIN states_indexed i "
                    + "ON i.workspace = v.workspace WHERE i.serial IS NULL OR i.serial != v.serial"
            ).compactMap { row in
                guard let tenant = TenantID(try row.text("tenant")),
                    let workspace = WorkspaceID(try row.text("workspace"))
                else { return nil }
                return (workspace, tenant)
            }
        }
    }

    /// By the newest version, whichever event told of it: events may come twice, and late.
    private func index(_ workspace: WorkspaceID, _ scope: Scope) async throws(Fault) {
        guard let newest = try await version(workspace, nil, scope) else { return }
        let lines = ResourceIndex.lines(of: try await document(newest, scope))
        try await ledger.write(scope) { entry in
            let known = try entry.first(
                "SELECT serial FROM states_indexed WHERE tenant = :tenant AND workspace = :workspace",
                ["workspace": .text(workspace.text)])
            // Another one may have been quicker, with a newer state.
            if let known, try known.int("serial") >= newest.serial { return }
            try ResourceIndex.renew(workspace, newest.serial, lines, entry)
        }
    }

    private func find(_ request: FindResources, _ scope: Scope) async throws(Fault) -> Page<FoundResource> {
        let words = ResourceIndex.lowered(request.words).split { $0.isWhitespace }.prefix(8)
        guard !words.isEmpty else {
            throw Fault(
                .invalid, "states.no_words", "There is nothing to look for.",
                problems: [.init("/words", "at least one word was expected")])
        }
        let limit = try Paging(nil, request.limit).limit
        var after = try Place(request.cursor)
        var binds: [String: SQLValue] = ["chunk": SQLValue(Self.chunk)]
        for (number, word) in words.enumerated() {
            binds["w\(number)"] = .text(ResourceIndex.pattern(word))
        }
        let holds = words.indices.map { "AND words LIKE :w\($0) ESCAPE '\\' " }.joined()
        var (found, readable, seen): ([FoundResource], [WorkspaceID: Bool], Int) = ([], [:], 0)
        repeat {
            let (place, bound) = (after, binds)
            let lines = try await ledger.read(scope) { query in
                try query.rows(
                    "SELECT * FROM states_resources WHERE tenant = :tenant \(holds)"
                        + "AND (workspace > :workspace OR (workspace = :workspace AND address > :address)) "
                        + "ORDER BY workspace, address LIMIT :chunk",
                    bound.merging([
                        "workspace": .text(place.workspace), "address": .text(place.address),
                    ]) { $1 }
                ).map(FoundResource.init(row:))
            }
            for line in lines {
                if readable[line.workspace] == nil {
                    readable[line.workspace] = try await mayRead(line.workspace, scope)
                }
                if readable[line.workspace] == true {
                    // There is one more: the page ends before it.
                    if found.count == limit { return Page(items: found, next: after.cursor) }
                    found.append(line)
                }
                after = Place(workspace: line.workspace.text, address: line.address)
            }
            seen += lines.count
            if lines.count < Self.chunk { return Page(items: found, next: nil) }
        } while seen < Self.looked
        return Page(items: found, next: after.cursor)
    }

    /// As the door decides of a request that names the workspace.
    private func mayRead(_ workspace: WorkspaceID, _ scope: Scope) async throws(Fault) -> Bool {
        do {
            try await scope.demand(Self.reading, on: .workspace(workspace))
            return true
        } catch {
            if [.forbidden, .missing].contains(error.kind) { return false }
            throw error
        }
    }
}

/// Where a search stands: behind this line.
private struct Place: Sendable {
    var workspace = ""
    var address = ""

    init(workspace: String = "", address: String = "") {
        (self.workspace, self.address) = (workspace, address)
    }

    /// A workspace's id has no space, an address may.
    init(_ cursor: String?) throws(Fault) {
        guard let text = try Paging(cursor, 1).after else { return }
        let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
        (workspace, address) = (parts.first ?? "", parts.count == 2 ? parts[1] : "")
    }

    var cursor: String { Array("\(workspace) \(address)".utf8).base64URL }
}

extension FoundResource {
    fileprivate init(row: Row) throws(Fault) {
        guard let workspace = WorkspaceID(try row.text("workspace")) else {
            throw Fault(.broken, "store.column", "A stored id is damaged.")
        }
        let line = try ResourceIndex.line(row)
        self.init(workspace: workspace, address: try row.text("address"), type: line.type, names: line.names)
    }
}
