import Bus
import Faults
import Ledgers
import PoliciesAPI
import Schemas
import Store
import TenantsAPI
import Values
import Vocabulary

extension PoliciesService {
    func registerBindings() {
        ledger.handle(BindPack.self) { [self] (request, scope) async throws(Fault) in
            try await bind(request, scope)
        }
        ledger.handle(ListPackBindings.self) { [self] (request, scope) async throws(Fault) in
            let paging = try Paging(request.cursor, request.limit)
            let found = try await ledger.read(scope) { query in
                try query.rows(
                    "SELECT * FROM policies_bindings WHERE tenant = :tenant AND pack = :pack "
                        + "AND id > :after ORDER BY id LIMIT :ceiling",
                    [
                        "pack": .text(request.pack.text), "after": .text(paging.after ?? ""),
                        "ceiling": paging.ceiling,
                    ]
                ).map(PolicyBinding.init(row:))
            }
            return paging.page(found) { $0.id.text }
        }
        ledger.handle(UnbindPack.self) { [self] (request, scope) async throws(Fault) in
            try await ledger.write(scope) { entry in
                let row = try entry.first(
                    "DELETE FROM policies_bindings WHERE tenant = :tenant AND id = :id AND pack = :pack "
                        + "RETURNING *",
                    ["id": .text(request.binding.text), "pack": .text(request.pack.text)])
                guard let gone = try row.map(PolicyBinding.init(row:)) else {
                    throw Fault(.missing, "policies.no_binding", "There is no such binding.")
                }
                try entry.audit("policy/\(gone.pack)", before: try JSONCoding.json(of: gone))
                return Nothing()
            }
        }
        ledger.handle(WorkspacePolicies.self) { [self] (request, scope) async throws(Fault) in
            let workspace = try await scope.call(GetWorkspace(workspace: request.workspace))
            return Page(items: try await bindings(for: workspace, scope), next: nil)
        }
    }

    private func bind(_ request: BindPack, _ scope: Scope) async throws(Fault) -> PolicyBinding {
        let places = [request.workspace?.text, request.project?.text, request.environment].compactMap { $0 }
        guard places.count <= 1 else {
            throw Fault(
                .invalid, "policies.two_places",
                "Bind a pack to a workspace, a project or an environment, or to none of them for all.")
        }
        if builtIn[request.pack] != nil {
            guard request.version == nil else {
                throw Fault(
                    .invalid, "policies.built_in",
                    "A pack that comes with Plumb has one version: its newest.",
                    problems: [.init("/version", "nothing was expected")])
            }
        } else {
            _ = try await version(request.pack, request.version, scope)
        }
        let project = request.workspace == nil ? request.project : nil
        let binding = PolicyBinding(
            id: .next(), pack: request.pack, version: request.version, enforcement: request.enforcement,
            workspace: request.workspace, project: project, environment: request.environment, created: now,
            author: scope.principal.name)
        return try await ledger.write(scope) { entry in
            try entry.run(
                "INSERT INTO policies_bindings (id, tenant, pack, version, enforcement, workspace, project, "
                    + "environment, created, author) VALUES (:id, :tenant, :pack, :version, :enforcement, "
                    + ":workspace, :project, :environment, :created, :author)",
                [
                    "id": .text(binding.id.text), "pack": .text(binding.pack.text),
                    "version": SQLValue(binding.version), "enforcement": .text(binding.enforcement.rawValue),
                    "workspace": SQLValue(binding.workspace?.text), "project": SQLValue(project?.text),
                    "environment": SQLValue(binding.environment), "created": SQLValue(binding.created),
                    "author": .text(binding.author),
                ])
            try entry.audit("policy/\(binding.pack)", after: try JSONCoding.json(of: binding))
            return binding
        }
    }

    /// The bindings that hold for a workspace, the strictest first.
    func bindings(for workspace: Workspace, _ scope: Scope) async throws(Fault) -> [PolicyBinding] {
        try await ledger.read(scope) { query in
            try query.rows(
                "SELECT * FROM policies_bindings WHERE tenant = :tenant AND (workspace = :workspace "
                    + "OR project = :project OR environment = :environment "
                    + "OR workspace IS NULL AND project IS NULL AND environment IS NULL) ORDER BY id",
                [
                    "workspace": .text(workspace.id.text), "project": .text(workspace.project.text),
                    "environment": .text(workspace.environment),
                ]
            ).map(PolicyBinding.init(row:))
        }.sorted { ($1.enforcement, $0.id) < ($0.enforcement, $1.id) }
    }

    /// The packs that judge by these bindings, each version once and as strictly as any of them says.
    func packs(_ bindings: [PolicyBinding], _ scope: Scope) async throws(Fault) -> [StoredPack] {
        var packs: [StoredPack] = []
        for binding in bindings {
            let pack = try await stored(binding.pack, binding.version, binding.enforcement, scope)
            if let place = packs.firstIndex(where: { $0.slug == pack.slug && $0.version == pack.version }) {
                packs[place].enforcement = max(packs[place].enforcement, pack.enforcement)
            } else {
                packs.append(pack)
            }
        }
        return packs
    }

    /// A pack as it judges, with its content at hand for the tenant.
    func stored(
        _ slug: Slug, _ version: Int?, _ enforcement: Enforcement, _ scope: Scope
    ) async throws(Fault) -> StoredPack {
        if let pack = builtIn[slug] {
            // Kept with the tenant, so that decisions can be judged again when the program has newer ones.
            let tenant = try scope.tenant.text
            if !(try await objects.exists(pack.reference, tenant: tenant)) {
                _ = try await objects.put(pack.bytes, tenant: tenant)
            }
            return StoredPack(slug: slug, version: 1, content: pack.reference, enforcement: enforcement)
        }
        let row = try await self.version(slug, version, scope)
        return StoredPack(
            slug: slug, version: try row.int("version"), content: try row.decoded("content"),
            enforcement: enforcement)
    }
}

extension PolicyBinding {
    init(row: Row) throws(Fault) {
        guard let enforcement = Enforcement(rawValue: try row.text("enforcement")) else { throw .damaged }
        self.init(
            id: try row.id("id"), pack: try row.slug("pack"), version: try row.int(ifPresent: "version"),
            enforcement: enforcement, workspace: try row.text(ifPresent: "workspace").flatMap { .init($0) },
            project: try row.text(ifPresent: "project").flatMap { .init($0) },
            environment: try row.text(ifPresent: "environment"), created: try row.time("created"),
            author: try row.text("author"))
    }
}
