import BlueprintsAPI
import Bus
import Crypto
import Faults
import GenerationAPI
import Ledgers
import Objects
import Rendering
import Schemas
import Store
import Values
import Vocabulary

/// Blueprints: drafts, published versions that never change, and the values that tenants fix for them.
public final class BlueprintsService: Sendable {
    public static let context = "blueprints"
    public static let calls = ["generation", "tenants"]
    public static let migrations = Ledger.migrations(
        "blueprints",
        [
            Migration(
                version: 2,
                sql: """
                    CREATE TABLE blueprints_blueprints (
                      id TEXT PRIMARY KEY, tenant TEXT NOT NULL, slug TEXT NOT NULL, draft TEXT NOT NULL,
                      created INTEGER NOT NULL, updated INTEGER NOT NULL, revision INTEGER NOT NULL DEFAULT 1,
                      UNIQUE (tenant, slug)) STRICT, WITHOUT ROWID;
                    CREATE TABLE blueprints_versions (
                      blueprint TEXT NOT NULL, version TEXT NOT NULL, tenant TEXT NOT NULL, document TEXT NOT NULL,
                      notes TEXT, digest TEXT NOT NULL, published INTEGER NOT NULL, author TEXT NOT NULL,
                      PRIMARY KEY (blueprint, version)) STRICT, WITHOUT ROWID;
                    CREATE TABLE blueprints_values (
                      blueprint TEXT NOT NULL, project TEXT NOT NULL, tenant TEXT NOT NULL, defaults TEXT NOT NULL,
                      fixed TEXT NOT NULL, revision INTEGER NOT NULL, PRIMARY KEY (blueprint, project)) STRICT, WITHOUT ROWID;
                    """)
        ])

    let ledger: Ledger
    let objects: any ObjectStore

    public init(ledger: Ledger, objects: any ObjectStore) {
        self.ledger = ledger
        self.objects = objects
    }

    var now: Timestamp { ledger.node.clock.now }

    public func register() {
        ledger.node.allow(Self.context, toCall: Self.calls)
        registerDrafts()
        registerVersions()
        registerRendering()
        registerValues()
    }

    // MARK: - Reading

    static let select = """
        SELECT b.*, (SELECT group_concat(v.version) FROM blueprints_versions v WHERE v.blueprint = b.id) AS versions
        FROM blueprints_blueprints b
        """

    func blueprint(_ id: BlueprintID, _ scope: Scope) async throws(Fault) -> Blueprint {
        let found = try await ledger.read(scope) { query in
            try query.first(Self.select + " WHERE b.tenant = :tenant AND b.id = :id", ["id": .text(id.text)])
                .map(Blueprint.init(row:))
        }
        guard let found else { throw .noBlueprint }
        return found
    }

    func version(_ id: BlueprintID, _ version: Version, _ scope: Scope) async throws(Fault)
        -> BlueprintVersion
    {
        let found = try await ledger.read(scope) { query in
            try query.first(
                "SELECT * FROM blueprints_versions WHERE tenant = :tenant AND blueprint = :id AND version = :version",
                ["id": .text(id.text), "version": .text(version.description)]
            ).map(BlueprintVersion.init(row:))
        }
        guard let found else {
            throw Fault(
                .missing, "blueprints.no_version", "There is no version \(version) of this blueprint.")
        }
        return found
    }

    /// The document of a version, or the draft's.
    func document(_ id: BlueprintID, _ version: Version?, _ scope: Scope) async throws(Fault) -> JSON {
        if let version { return try await self.version(id, version, scope).document }
        return try await blueprint(id, scope).draft
    }

    /// Every problem of a document: its own, and what the providers' schemas say.
    func problems(of document: JSON, _ scope: Scope) async throws(Fault) -> [Fault.Problem] {
        try await scope.call(CheckDocument(document: document)).problems.map {
            Fault.Problem($0.path, $0.message)
        }
    }

    /// The slug that a document names. Faults: `blueprints.invalid` with all problems.
    func slug(of document: JSON, _ scope: Scope) async throws(Fault) -> Slug {
        var problems = try await problems(of: document, scope)
        let slug = document["name"]?.stringValue.flatMap { Slug($0) }
        if slug == nil {
            problems.append(
                .init("/name", "1 to 63 lower-case letters, digits and inner dashes were expected"))
        }
        guard problems.isEmpty, let slug else {
            let count = problems.count == 1 ? "one problem" : "\(problems.count) problems"
            throw Fault(
                .invalid, "blueprints.invalid", "The blueprint has \(count). Put right what is listed.",
                problems: problems)
        }
        return slug
    }
}

extension Blueprint {
    init(row: Row) throws(Fault) {
        guard let id = BlueprintID(try row.text("id")), let slug = Slug(try row.text("slug")) else {
            throw Fault(.broken, "store.column", "A stored blueprint is damaged.")
        }
        let draft = try row.json("draft")
        let versions = (try row.text(ifPresent: "versions") ?? "").split(separator: ",").compactMap {
            Version(String($0))
        }
        self.init(
            id: id, slug: slug, description: draft["description"]?.stringValue, latest: versions.max(),
            draft: draft,
            created: Timestamp(milliseconds: try row.int64("created")),
            updated: Timestamp(milliseconds: try row.int64("updated")), revision: try row.int("revision"))
    }
}

extension BlueprintVersion {
    init(row: Row) throws(Fault) {
        guard let id = BlueprintID(try row.text("blueprint")), let version = Version(try row.text("version"))
        else {
            throw Fault(.broken, "store.column", "A stored version is damaged.")
        }
        self.init(
            blueprint: id, version: version, document: try row.json("document"),
            notes: try row.text(ifPresent: "notes"),
            digest: try row.text("digest"), published: Timestamp(milliseconds: try row.int64("published")),
            author: try row.text("author"))
    }
}

extension Fault {
    static let noBlueprint = Fault(.missing, "blueprints.missing", "There is no such blueprint.")
}
