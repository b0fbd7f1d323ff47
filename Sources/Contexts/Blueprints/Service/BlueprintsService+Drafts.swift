import BlueprintsAPI
import Bus
import Codecs
import Faults
import Ledgers
import Schemas
import Store
import Values
import Vocabulary

extension BlueprintsService {
    /// A larger blueprint is several blueprints.
    static let textCeiling = 2 << 20

    func registerDrafts() {
        ledger.handle(CreateBlueprint.self) { [self] (request, scope) async throws(Fault) in
            try await create(request.document, try await slug(of: request.document, scope), scope)
        }
        ledger.handle(ListBlueprints.self) { [self] (request, scope) async throws(Fault) in
            let paging = try Paging(request.cursor, request.limit)
            let found = try await ledger.read(scope) { query in
                try query.rows(
                    Self.select + " WHERE b.tenant = :tenant AND b.slug > :after "
                        + "AND (:slug IS NULL OR b.slug = :slug) ORDER BY b.slug LIMIT :ceiling",
                    [
                        "after": .text(paging.after ?? ""), "slug": SQLValue(request.slug?.text),
                        "ceiling": paging.ceiling,
                    ]
                ).map(Blueprint.init(row:))
            }
            return paging.page(found) { $0.slug.text }
        }
        ledger.handle(GetBlueprint.self) { [self] (request, scope) async throws(Fault) in
            try await blueprint(request.blueprint, scope)
        }
        ledger.handle(UpdateBlueprint.self) { [self] (request, scope) async throws(Fault) in
            _ = try await blueprint(request.blueprint, scope)
            let slug = try await slug(of: request.document, scope)
            return try await update(request.blueprint, request.document, slug, request.ifRevision, scope)
        }
        ledger.handle(DeleteBlueprint.self) { [self] (request, scope) async throws(Fault) in
            try await ledger.write(scope) { entry in
                let key: [String: SQLValue] = ["id": .text(request.blueprint.text)]
                let count = try entry.run(
                    "DELETE FROM blueprints_blueprints WHERE tenant = :tenant AND id = :id", key)
                guard count == 1 else { throw Fault.noBlueprint }
                try entry.run(
                    "DELETE FROM blueprints_versions WHERE tenant = :tenant AND blueprint = :id", key)
                try entry.run("DELETE FROM blueprints_values WHERE tenant = :tenant AND blueprint = :id", key)
                try entry.audit("blueprint/\(request.blueprint)")
                return Nothing()
            }
        }
        ledger.handle(CloneBlueprint.self) { [self] (request, scope) async throws(Fault) in
            var copy = try await document(request.blueprint, request.version, scope)
            copy["name"] = .string(request.slug.text)
            return try await create(copy, request.slug, scope)
        }
        ledger.handle(ImportBlueprint.self) { [self] (request, scope) async throws(Fault) in
            guard request.content.size <= Self.textCeiling else {
                throw Fault(.tooLarge, "blueprints.too_large", "A blueprint has at most 2 MiB.")
            }
            let bytes = try await objects.get(request.content, tenant: try scope.tenant.text)
            let document = try YAMLDocument(parsing: bytes).json
            let slug = try await slug(of: document, scope)
            let known = try await ledger.read(scope) { query in
                try query.first(
                    "SELECT id FROM blueprints_blueprints WHERE tenant = :tenant AND slug = :slug",
                    ["slug": .text(slug.text)])?.text("id")
            }
            guard let id = known.flatMap({ BlueprintID($0) }) else {
                return try await create(document, slug, scope)
            }
            return try await update(id, document, slug, nil, scope)
        }
    }

    private func create(_ document: JSON, _ slug: Slug, _ scope: Scope) async throws(Fault) -> Blueprint {
        let now = now
        let blueprint = Blueprint(
            id: .next(), slug: slug, description: document["description"]?.stringValue, latest: nil,
            draft: document,
            created: now, updated: now, revision: 1)
        return try await ledger.write(scope) { entry in
            let taken = try entry.first(
                "SELECT 1 FROM blueprints_blueprints WHERE tenant = :tenant AND slug = :slug",
                ["slug": .text(slug.text)])
            if taken != nil {
                throw Fault(.conflict, "blueprints.taken", "There is a blueprint named \(slug) already.")
            }
            try entry.run(
                "INSERT INTO blueprints_blueprints (id, tenant, slug, draft, created, updated) "
                    + "VALUES (:id, :tenant, :slug, :draft, :now, :now)",
                [
                    "id": .text(blueprint.id.text), "slug": .text(slug.text), "draft": SQLValue(document),
                    "now": .integer(now.milliseconds),
                ])
            try entry.audit("blueprint/\(blueprint.id)", after: ["slug": .string(slug.text)])
            return blueprint
        }
    }

    private func update(
        _ id: BlueprintID, _ document: JSON, _ slug: Slug, _ ifRevision: Int?, _ scope: Scope
    ) async throws(Fault) -> Blueprint {
        let now = now
        return try await ledger.write(scope) { entry in
            let key: [String: SQLValue] = ["id": .text(id.text)]
            let select = Self.select + " WHERE b.tenant = :tenant AND b.id = :id"
            guard let row = try entry.first(select, key) else { throw Fault.noBlueprint }
            let before = try Blueprint(row: row)
            if let ifRevision, before.revision != ifRevision {
                throw Fault(
                    .precondition, "blueprints.changed", "The draft was changed meanwhile. Read it again.")
            }
            guard before.slug == slug else {
                throw Fault(
                    .invalid, "blueprints.renamed",
                    "The document is named \(slug), the blueprint \(before.slug).",
                    problems: [.init("/document/name", "\(before.slug) was expected")])
            }
            try entry.run(
                "UPDATE blueprints_blueprints SET draft = :draft, updated = :now, revision = revision + 1 "
                    + "WHERE tenant = :tenant AND id = :id",
                key.merging(["draft": SQLValue(document), "now": .integer(now.milliseconds)]) { first, _ in
                    first
                })
            try entry.audit("blueprint/\(id)", before: before.draft, after: document)
            guard let changed = try entry.first(select, key) else { throw Fault.noBlueprint }
            return try Blueprint(row: changed)
        }
    }
}
