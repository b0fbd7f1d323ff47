import BlueprintsAPI
import Bus
import Faults
import GenerationAPI
import Ledgers
import Rendering
import Store
import Values
import Vocabulary

extension BlueprintsService {
    func registerValues() {
        ledger.handle(PutValues.self) { [self] (request, scope) async throws(Fault) in
            let draft = try await blueprint(request.blueprint, scope).draft
            let names = Set(draft["variables"]?.objectValue?.keys ?? [])
            var problems: [Fault.Problem] = []
            for (field, values) in [("defaults", request.defaults), ("fixed", request.fixed)] {
                for name in values.keys.sorted() where !names.contains(name) {
                    problems.append(.init("/\(field)/\(name)", "the blueprint has no such variable"))
                }
            }
            guard problems.isEmpty else {
                throw Fault(
                    .invalid, "blueprints.bad_values", "Some values are not right.", problems: problems)
            }
            let defaults = try JSONCoding.json(of: request.defaults)
            let fixed = try JSONCoding.json(of: request.fixed)
            return try await ledger.write(scope) { entry in
                let row = try entry.first(
                    "INSERT INTO blueprints_values (blueprint, project, tenant, defaults, fixed, revision) "
                        + "VALUES (:id, :project, :tenant, :defaults, :fixed, 1) ON CONFLICT (blueprint, project) "
                        + "DO UPDATE SET defaults = :defaults, fixed = :fixed, revision = revision + 1 RETURNING *",
                    [
                        "id": .text(request.blueprint.text), "project": .text(request.project?.text ?? ""),
                        "defaults": SQLValue(defaults), "fixed": SQLValue(fixed),
                    ])
                try entry.audit(
                    "blueprint/\(request.blueprint)", after: ["defaults": defaults, "fixed": fixed])
                return try row.map(BlueprintValues.init(row:)) ?? .none
            }
        }
        ledger.handle(GetValues.self) { [self] (request, scope) async throws(Fault) in
            _ = try await blueprint(request.blueprint, scope)
            return try await values(request.blueprint, request.project, scope)
        }
        ledger.handle(InstantiateBlueprint.self) { [self] (request, scope) async throws(Fault) in
            try await instantiate(request, scope)
        }
    }

    private func values(
        _ id: BlueprintID, _ project: ProjectID?, _ scope: Scope
    ) async throws(Fault) -> BlueprintValues {
        try await ledger.read(scope) { query in
            try query.first(
                "SELECT * FROM blueprints_values WHERE tenant = :tenant AND blueprint = :id AND project = :project",
                ["id": .text(id.text), "project": .text(project?.text ?? "")]
            ).map(BlueprintValues.init(row:)) ?? .none
        }
    }

    private func instantiate(
        _ request: InstantiateBlueprint, _ scope: Scope
    ) async throws(Fault) -> BlueprintInstance {
        let blueprint = try await blueprint(request.blueprint, scope)
        let source = try await version(request.blueprint, request.version, scope).document
        let document = try BlueprintDocument(source)
        let tenant = try await values(request.blueprint, nil, scope)
        let project = try await values(request.blueprint, request.project, scope)
        var values = tenant.defaults.merging(project.defaults) { _, nearer in nearer }
        values.merge(request.variables) { _, given in given }
        values.merge(project.fixed) { _, fixed in fixed }
        values.merge(tenant.fixed) { _, fixed in fixed }
        let problems = VariableCheck(document).problems(
            values, given: request.variables, elsewhere: request.elsewhere)
        guard problems.isEmpty else {
            throw Fault(
                .invalid, "blueprints.bad_variables", "Some variables are missing or not right.",
                problems: problems)
        }
        let generated = try await scope.call(
            GenerateFiles(document: source, target: "terraform", isChecked: false))
        return BlueprintInstance(
            slug: blueprint.slug, files: generated.files.map { RenderedFile(path: $0.path, text: $0.text) },
            variables: values, sensitive: document.variables.filter(\.isSensitive).map(\.name))
    }
}

extension BlueprintValues {
    static let none = BlueprintValues(defaults: [:], fixed: [:], revision: 0)

    init(row: Row) throws(Fault) {
        self.init(
            defaults: try JSONCoding.decode(from: try row.json("defaults")),
            fixed: try JSONCoding.decode(from: try row.json("fixed")), revision: try row.int("revision"))
    }
}
