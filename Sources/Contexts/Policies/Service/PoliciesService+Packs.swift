import Archives
import Bus
import Crypto
import Faults
import Guardrails
import Ledgers
import PoliciesAPI
import Schemas
import RegoSyntax
import Store
import Values
import Vocabulary

extension PoliciesService {
    /// A larger pack is several packs.
    private static let sizeCeiling = 16 << 20
    private static let moduleCeiling = 5000

    func registerPacks() {
        registerListing()
        ledger.handle(PutPack.self) { [self] (request, scope) async throws(Fault) in
            let modules = request.modules.map { PackSource.File(path: $0.path, text: $0.text) }
            let data = request.data ?? .object([:])
            guard data.objectValue != nil else {
                throw Fault(
                    .invalid, "policies.bad_pack", "The pack's data are no object.",
                    problems: [.init("/data", "an object was expected")])
            }
            return try await put(
                request.pack, PackSource(modules: modules, data: data), request.title, [], scope)
        }
        ledger.handle(ImportPack.self) { [self] (request, scope) async throws(Fault) in
            guard request.content.size <= Self.sizeCeiling else { throw Self.tooLarge }
            let bytes = try await objects.get(request.content, tenant: try scope.tenant.text)
            let archive = Archive(
                code: "policies.bad_archive", files: Self.moduleCeiling, bytes: Self.sizeCeiling)
            var notes: [String] = []
            let source = try PackSource(bundle: try archive.unpack(bytes), notes: &notes)
            return try await put(request.pack, source, request.title, notes, scope)
        }
        ledger.handle(DeletePack.self) { [self] (request, scope) async throws(Fault) in
            try refuseBuiltIn(request.pack)
            return try await ledger.write(scope) { entry in
                let key: [String: SQLValue] = ["slug": .text(request.pack.text)]
                let bound = try entry.rows(
                    "SELECT id FROM policies_bindings WHERE tenant = :tenant AND pack = :slug", key)
                guard bound.isEmpty else {
                    throw Fault(
                        .conflict, "policies.bound",
                        "The pack is bound in \(bound.count) places. End its bindings first.")
                }
                let gone = try entry.run(
                    "DELETE FROM policies_packs WHERE tenant = :tenant AND slug = :slug", key)
                guard gone == 1 else { throw Fault.noPack }
                try entry.run("DELETE FROM policies_versions WHERE tenant = :tenant AND slug = :slug", key)
                try entry.audit("policy/\(request.pack)")
                return Nothing()
            }
        }
    }

    private func registerListing() {
        ledger.handle(ListPacks.self) { [self] (request, scope) async throws(Fault) in
            let paging = try Paging(request.cursor, request.limit)
            let own = try await ledger.read(scope) { query in
                try query.rows(
                    "SELECT v.* FROM policies_packs p JOIN policies_versions v ON v.tenant = p.tenant "
                        + "AND v.slug = p.slug AND v.version = p.newest WHERE p.tenant = :tenant"
                ).map(PolicyPack.init(row:))
            }
            let all = (own + builtIn.all.map(PolicyPack.init(_:))).sorted { $0.slug < $1.slug }
            let rest = all.filter { $0.slug.text > paging.after ?? "" }
            return paging.page(Array(rest.prefix(paging.limit + 1))) { $0.slug.text }
        }
        ledger.handle(GetPack.self) { [self] (request, scope) async throws(Fault) in
            try await content(request, scope)
        }
        ledger.handle(ListPackVersions.self) { [self] (request, scope) async throws(Fault) in
            if let pack = builtIn[request.pack] { return Page(items: [PolicyPack(pack)], next: nil) }
            let paging = try Paging(request.cursor, request.limit)
            let found = try await ledger.read(scope) { query in
                try query.rows(
                    "SELECT * FROM policies_versions WHERE tenant = :tenant AND slug = :slug "
                        + "AND (:after IS NULL OR version < :after) ORDER BY version DESC LIMIT :ceiling",
                    [
                        "slug": .text(request.pack.text), "after": SQLValue(paging.after.flatMap { Int($0) }),
                        "ceiling": paging.ceiling,
                    ]
                ).map(PolicyPack.init(row:))
            }
            if found.isEmpty && paging.after == nil { throw Fault.noPack }
            return paging.page(found) { String($0.version) }
        }
    }

    private static let tooLarge = Fault(.tooLarge, "policies.too_large", "A pack has at most 16 MiB.")

    private func refuseBuiltIn(_ slug: Slug) throws(Fault) {
        guard !slug.text.hasPrefix(BuiltInPacks.prefix) else {
            throw Fault(
                .forbidden, "policies.built_in",
                "Names that begin with \(BuiltInPacks.prefix) are those of packs that come with Plumb. "
                    + "Choose another.")
        }
    }

    /// Keeps a pack that compiles as its newest version; what is the newest already stays it.
    private func put(
        _ slug: Slug, _ source: PackSource, _ title: String?, _ notes: [String], _ scope: Scope
    ) async throws(Fault) -> PolicyPack {
        try refuseBuiltIn(slug)
        guard !source.modules.isEmpty else {
            throw Fault(
                .invalid, "policies.bad_pack", "A pack has at least one module.",
                problems: [.init("/modules", "is empty")])
        }
        let bytes = try JSONCoding.encode(source)
        guard bytes.count <= Self.sizeCeiling, source.modules.count <= Self.moduleCeiling else {
            throw Self.tooLarge
        }
        let pack = try await compile(source, Digest.sha256(bytes).hex)
        var notes = notes
        if pack.targets.isEmpty {
            notes.append(
                "No package under `terraform` has a rule named deny, warn or violation: it judges nothing.")
        }
        let content = try await objects.put(bytes, tenant: try scope.tenant.text)
        let columns: [String: SQLValue] = [
            "slug": .text(slug.text), "content": try SQLValue(json: content), "title": SQLValue(title),
            "rules": try SQLValue(json: pack.rules.map(PolicyRule.init(_:))),
            "notes": try SQLValue(json: notes),
            "created": SQLValue(now), "author": .text(scope.principal.name),
        ]
        return try await ledger.write(scope) { entry in
            let newest = try entry.first(
                "SELECT v.* FROM policies_packs p JOIN policies_versions v ON v.tenant = p.tenant "
                    + "AND v.slug = p.slug AND v.version = p.newest "
                    + "WHERE p.tenant = :tenant AND p.slug = :slug", ["slug": .text(slug.text)]
            ).map(PolicyPack.init(row:))
            if let newest, newest.digest == content.digest, title == nil || title == newest.title {
                return newest
            }
            let version = SQLValue((newest?.version ?? 0) + 1)
            let row = try entry.first(
                "INSERT INTO policies_versions (tenant, slug, version, content, title, rules, notes, created, author) "
                    + "VALUES (:tenant, :slug, :version, :content, :title, :rules, :notes, :created, :author) "
                    + "RETURNING *", columns.merging(["version": version]) { first, _ in first })
            try entry.run(
                "INSERT INTO policies_packs (tenant, slug, newest) VALUES (:tenant, :slug, :version) "
                    + "ON CONFLICT (tenant, slug) DO UPDATE SET newest = :version",
                ["slug": .text(slug.text), "version": version])
            guard let made = try row.map(PolicyPack.init(row:)) else { throw Fault.damaged }
            try entry.audit(
                "policy/\(slug)", before: newest.map { ["version": JSON($0.version)] },
                after: ["version": JSON(made.version), "digest": .string(made.digest)])
            return made
        }
    }

    /// Faults: `policies.bad_pack` with every problem and its place.
    func compile(_ source: PackSource, _ digest: String, isTraced: Bool = false) async throws(Fault) -> Pack {
        let compiled = compiled
        let result = try await workers.run("policies.compile") { () -> Result<Pack, Problems> in
            do throws(Problems) {
                return .success(
                    try compiled.pack(digest, isTraced: isTraced) { () throws(Problems) in
                        try Pack(source, isTraced: isTraced)
                    })
            } catch {
                return .failure(error)
            }
        }
        do throws(Problems) {
            return try result.get()
        } catch {
            let count = error.all.count
            throw Fault(
                .invalid, "policies.bad_pack",
                "The pack has \(count == 1 ? "one error" : "\(count) errors"). Put right what is listed.",
                problems: error.all.prefix(500).map { problem in
                    .init(
                        "\(problem.file):\(problem.location.row)", "\(problem.code): \(problem.message)")
                })
        }
    }

    private func content(_ request: GetPack, _ scope: Scope) async throws(Fault) -> PolicyPackContent {
        let shown = { (source: PackSource) in
            source.modules.map { PolicyModule(path: $0.path, text: $0.text) }
        }
        if let pack = builtIn[request.pack] {
            guard request.version ?? 1 == 1 else { throw Fault.noPack }
            return PolicyPackContent(
                pack: PolicyPack(pack), rules: pack.rules,
                modules: request.sources ? shown(pack.source) : [],
                data: request.sources ? pack.source.data : nil)
        }
        let row = try await version(request.pack, request.version, scope)
        let source: PackSource? =
            request.sources ? try await source(try row.decoded("content"), scope) : nil
        return PolicyPackContent(
            pack: try PolicyPack(row: row), rules: try row.decoded("rules"),
            modules: source.map(shown) ?? [], data: source?.data)
    }

    /// A stored version, the newest one where none is named.
    func version(_ slug: Slug, _ version: Int?, _ scope: Scope) async throws(Fault) -> Row {
        let found = try await ledger.read(scope) { query in
            try query.first(
                "SELECT v.* FROM policies_packs p JOIN policies_versions v ON v.tenant = p.tenant "
                    + "AND v.slug = p.slug AND v.version = coalesce(:version, p.newest) "
                    + "WHERE p.tenant = :tenant AND p.slug = :slug",
                ["slug": .text(slug.text), "version": SQLValue(version)])
        }
        guard let found else { throw .noPack }
        return found
    }

    func source(_ content: BlobRef, _ scope: Scope) async throws(Fault) -> PackSource {
        try JSONCoding.decode(from: try await objects.get(content, tenant: try scope.tenant.text))
    }
}

extension PolicyRule {
    init(_ rule: RuleDescription) {
        self.init(
            id: rule.id, title: rule.title, description: rule.description, severity: rule.severity,
            remediation: rule.remediation, frameworks: rule.frameworks, package: rule.package,
            name: rule.name, file: rule.file, line: rule.row)
    }
}
