import Archives
import BlueprintsAPI
import Bus
import DeploymentsAPI
import Faults
import Ledgers
import Objects
import Sagas
import Store
import Synchronization
import TenantsAPI
import Values
import Vocabulary

extension DeploymentsService {
    func registerStarting() {
        sagas.handle(
            Deploy.self,
            // Variables may be secrets: they are kept in the run's material, which is encrypted.
            keeping: { it in
                Deploy(
                    workspace: it.workspace, blueprint: it.blueprint, version: it.version,
                    configuration: it.configuration, planOnly: it.planOnly, destroy: it.destroy,
                    refreshOnly: it.refreshOnly, autoApply: it.autoApply)
            }
        ) { [self] (request, job, scope) async throws(Fault) in
            let workspace = try await workspace(request.workspace, scope)
            for path in request.replacing.keys { _ = try Archive.configuration.safe(path) }
            var material = try await material(for: request, workspace, scope).replacing(request.replacing)
            material.targets = request.targets.isEmpty ? nil : request.targets
            return try await begin(request, job, workspace, material, rollbackOf: nil, scope)
        } run: { [self] (_, saga, scope) async throws(Fault) in
            try await carryOut(saga, scope)
        }
        sagas.handle(RollBackDeployment.self) { [self] (request, job, scope) async throws(Fault) in
            let earlier = try await run(request.deployment, scope)
            guard earlier.deployment.status == .completed, !earlier.deployment.isPlanOnly else {
                throw Fault(
                    .conflict, "deployments.not_applied", "Only a run that was applied can be rolled back to."
                )
            }
            let workspace = try await workspace(earlier.deployment.workspace, scope)
            var material: RunMaterial = try await load(earlier.material, scope)
            material.targets = nil
            let deploy = Deploy(workspace: workspace.id, autoApply: request.autoApply)
            return try await begin(deploy, job, workspace, material, rollbackOf: request.deployment, scope)
        } run: { [self] (_, saga, scope) async throws(Fault) in
            try await carryOut(saga, scope)
        }
        ledger.handle(UploadConfiguration.self) { [self] (request, scope) async throws(Fault) in
            let bytes = try await objects.get(request.content, tenant: try scope.tenant.text)
            let files = try Archive.configuration.list(bytes)
            guard
                files.contains(where: {
                    !$0.contains("/") && ($0.hasSuffix(".tf") || $0.hasSuffix(".tf.json"))
                })
            else {
                throw Fault(
                    .invalid, "deployments.no_configuration",
                    "There is no .tf file at the top of the archive. Pack the directory's content, not the directory."
                )
            }
            return UploadedConfiguration(configuration: request.content, files: files)
        }
    }

    private func workspace(_ id: WorkspaceID, _ scope: Scope) async throws(Fault) -> Workspace {
        let workspace = try await scope.call(GetWorkspace(workspace: id))
        if workspace.isArchived {
            throw Fault(.conflict, "deployments.archived", "The workspace is archived. Restore it first.")
        }
        return workspace
    }

    /// What the run is made of: a blueprint's version, an uploaded configuration, or what was applied last.
    private func material(
        for request: Deploy, _ workspace: Workspace, _ scope: Scope
    ) async throws(Fault) -> RunMaterial {
        if request.blueprint != nil && request.configuration != nil {
            throw Fault(.invalid, "deployments.two_sources", "Give a blueprint or a configuration, not both.")
        }
        if let blueprint = request.blueprint {
            return try await instantiate(blueprint, request, workspace, scope)
        }
        if let configuration = request.configuration {
            guard try await objects.exists(configuration, tenant: try scope.tenant.text) else {
                throw Fault(
                    .missing, "deployments.no_configuration",
                    "There is no such configuration. Upload it first.")
            }
            return RunMaterial(
                files: [], archive: configuration, variables: request.variables, sensitive: [],
                source: .init(configuration: configuration))
        }
        let last = try await lastApplied(in: workspace.id, scope)
        guard let last else {
            // A first configuration may consist of the given texts alone.
            if request.replacing.keys.contains(where: { !$0.contains("/") && $0.hasSuffix(".tf") }) {
                return RunMaterial(
                    files: [], archive: nil, variables: request.variables, sensitive: [], source: .init())
            }
            throw Fault(
                .invalid, "deployments.nothing",
                "Nothing was applied in this workspace yet. Say which blueprint or configuration is deployed.",
                problems: [.init("/blueprint", "is missing")])
        }
        let material: RunMaterial = try await load(last.material, scope)
        return RunMaterial(
            files: material.files, archive: material.archive,
            variables: material.variables.merging(request.variables) { _, given in given },
            sensitive: material.sensitive, source: material.source, overlay: material.overlay)
    }

    private func lastApplied(
        in workspace: WorkspaceID, _ scope: Scope
    ) async throws(Fault) -> RunRow? {
        try await ledger.read(scope) { query in
            try query.first(
                "SELECT * FROM deployments_runs WHERE tenant = :tenant AND workspace = :workspace "
                    + "AND status = 'completed' AND plan_only = 0 AND destroy = 0 AND refresh_only = 0 "
                    + "ORDER BY id DESC LIMIT 1", ["workspace": .text(workspace.text)]
            ).map(RunRow.init(row:))
        }
    }

    /// What was applied last, with every value that Terraform is given for a variable.
    func applied(in workspace: WorkspaceID, _ scope: Scope) async throws(Fault) -> AppliedConfiguration {
        guard let last = try await lastApplied(in: workspace, scope) else {
            return AppliedConfiguration(deployment: nil, files: [:], values: [:])
        }
        let material: RunMaterial = try await load(last.material, scope)
        var files: [String: String] = [:]
        if let archive = material.archive {
            let bytes = try await objects.get(archive, tenant: try scope.tenant.text)
            for file in try Archive.configuration.unpack(bytes) {
                files[file.path] = String(validating: file.content, as: UTF8.self)
            }
        }
        for file in material.files + (material.overlay ?? []) { files[file.path] = file.text }
        let settings = try await scope.call(OpenRunSettings(workspace: workspace, takesFile: true))
        return AppliedConfiguration(
            deployment: last.deployment.id, files: files, values: material.valueFiles(settings))
    }

    private func instantiate(
        _ blueprint: BlueprintID, _ request: Deploy, _ workspace: Workspace, _ scope: Scope
    ) async throws(Fault) -> RunMaterial {
        var version = request.version
        if version == nil { version = try await scope.call(GetBlueprint(blueprint: blueprint)).latest }
        guard let version else {
            throw Fault(
                .conflict, "deployments.not_published",
                "The blueprint has no published version. Publish one first.")
        }
        let own = try await scope.call(ListVariables(workspace: workspace.id)).items
        let elsewhere =
            own.filter { $0.kind == .terraform }.map(\.name)
            + own.filter { $0.kind == .environment && $0.name.hasPrefix("TF_VAR_") }.map {
                String($0.name.dropFirst(7))
            }
        let instance = try await scope.call(
            InstantiateBlueprint(
                blueprint: blueprint, version: version, project: workspace.project,
                variables: request.variables,
                elsewhere: elsewhere))
        return RunMaterial(
            files: instance.files.map { .init(path: $0.path, text: $0.text) }, archive: nil,
            variables: instance.variables, sensitive: instance.sensitive,
            source: .init(blueprint: blueprint, blueprintName: instance.slug, version: version))
    }

    private func begin(
        _ request: Deploy, _ job: JobID, _ workspace: Workspace, _ material: RunMaterial,
        rollbackOf: DeploymentID?, _ scope: Scope
    ) async throws(Fault) -> @Sendable (Entry) throws -> Location {
        let id = DeploymentID(job.uuid)
        let now = now
        let tenant = try scope.tenant
        let stored = try await objects.put(try JSONCoding.encode(material), tenant: tenant.text)
        var source = DeploymentSource(
            blueprint: material.source.blueprint, blueprintName: material.source.blueprintName,
            version: material.source.version, configuration: material.source.configuration)
        source.rollbackOf = rollbackOf
        let texts = (
            source: String(decoding: try JSONCoding.encode(source), as: UTF8.self),
            material: String(decoding: try JSONCoding.encode(stored), as: UTF8.self)
        )
        return { entry in
            try entry.run(
                "INSERT INTO deployments_runs (id, tenant, project, workspace, environment, status, source, material, "
                    + "plan_only, destroy, refresh_only, auto_apply, author, author_id, created) VALUES (:id, :tenant, "
                    + ":project, :workspace, :environment, 'queued', :source, :material, :plan_only, :destroy, "
                    + ":refresh_only, :auto_apply, :author, :author_id, :created)",
                [
                    "id": .text(id.text), "project": .text(workspace.project.text),
                    "workspace": .text(workspace.id.text),
                    "environment": .text(workspace.environment), "source": .text(texts.source),
                    "material": .text(texts.material), "plan_only": SQLValue(request.planOnly),
                    "destroy": SQLValue(request.destroy), "refresh_only": SQLValue(request.refreshOnly),
                    "auto_apply": SQLValue(request.autoApply), "author": .text(scope.principal.name),
                    "author_id": .text(scope.principal.id), "created": .integer(now.milliseconds),
                ])
            try Self.append([("status", Deployment.Status.queued.rawValue, now)], to: id, entry)
            try entry.emit(DeploymentChanged(deployment: id, workspace: workspace.id, status: .queued))
            try entry.audit(
                "deployment/\(id)",
                after: ["workspace": .string(workspace.id.text), "source": try JSON(parsing: texts.source)])
            return Location(tenant: tenant, project: workspace.project, workspace: workspace.id)
        }
    }

    func load<T: Decodable>(_ blob: BlobRef, _ scope: Scope) async throws(Fault) -> T {
        try JSONCoding.decode(T.self, from: try await objects.get(blob, tenant: try scope.tenant.text))
    }

    /// Holds the places of runs that an earlier life of the server left, in their order; called before they
    /// are taken up. Without this, a run that waited could overtake the one that holds the workspace.
    public func holdPlaces() async throws(Fault) {
        let rows = try await ledger.readAcross(reason: "holding the places of runs after a restart") {
            query in
            try query.rows(
                "SELECT r.id, r.workspace FROM deployments_runs r JOIN deployments_jobs j ON j.id = 'deployments_' || r.id "
                    + "WHERE j.state = 'running' AND r.plan_only = 0 "
                    + "AND r.status NOT IN ('completed', 'failed', 'cancelled') ORDER BY r.id")
        }
        for row in rows {
            guard let id = DeploymentID(try row.text("id")),
                let workspace = WorkspaceID(try row.text("workspace"))
            else { continue }
            held.withLock { $0[id] = workspace }
            workspaces.hold(workspace, id.text)
        }
    }

    /// For a run that can't come to take its place.
    func giveUpPlace(_ id: DeploymentID) {
        if let workspace = held.withLock({ $0.removeValue(forKey: id) }) {
            workspaces.withdraw(workspace, id.text)
        }
    }
}
