import BlueprintsAPI
import Bus
import Crypto
import Faults
import GenerationAPI
import Ledgers
import Store
import Values
import Vocabulary

extension BlueprintsService {
    func registerVersions() {
        ledger.handle(ListBlueprintVersions.self) { [self] (request, scope) async throws(Fault) in
            _ = try await blueprint(request.blueprint, scope)
            let found = try await ledger.read(scope) { query in
                try query.rows(
                    "SELECT * FROM blueprints_versions WHERE tenant = :tenant AND blueprint = :id",
                    ["id": .text(request.blueprint.text)]
                ).map(BlueprintVersion.init(row:))
            }
            return Page(items: found.sorted { $0.version > $1.version }, next: nil)
        }
        ledger.handle(GetBlueprintVersion.self) { [self] (request, scope) async throws(Fault) in
            try await version(request.blueprint, request.version, scope)
        }
        ledger.handle(PublishBlueprint.self) { [self] (request, scope) async throws(Fault) in
            try await publish(request, scope)
        }
    }

    private func publish(_ request: PublishBlueprint, _ scope: Scope) async throws(Fault) -> BlueprintVersion
    {
        let blueprint = try await blueprint(request.blueprint, scope)
        _ = try await slug(of: blueprint.draft, scope)
        _ = try await scope.call(
            GenerateFiles(document: blueprint.draft, target: "terraform", isChecked: true))
        let version = BlueprintVersion(
            blueprint: blueprint.id, version: request.version, document: blueprint.draft,
            notes: request.notes,
            digest: Digest.sha256(blueprint.draft.bytes()).hex, published: now, author: scope.principal.name)
        return try await ledger.write(scope) { entry in
            let key: [String: SQLValue] = [
                "id": .text(blueprint.id.text), "version": .text(version.version.description),
            ]
            let taken = try entry.first(
                "SELECT 1 FROM blueprints_versions WHERE tenant = :tenant AND blueprint = :id AND version = :version",
                key)
            if taken != nil {
                throw Fault(
                    .conflict, "blueprints.published",
                    "Version \(version.version) is published already and never changes. Publish a newer one.")
            }
            try entry.run(
                "INSERT INTO blueprints_versions (blueprint, version, tenant, document, notes, digest, published, author) "
                    + "VALUES (:id, :version, :tenant, :document, :notes, :digest, :published, :author)",
                key.merging([
                    "document": SQLValue(version.document), "notes": SQLValue(version.notes),
                    "digest": .text(version.digest), "published": .integer(version.published.milliseconds),
                    "author": .text(version.author),
                ]) { first, _ in first })
            try entry.audit(
                "blueprint/\(blueprint.id)",
                after: ["version": .string(version.version.description), "digest": .string(version.digest)])
            return version
        }
    }
}
