import Archives
import Bus
import DeploymentsAPI
import Faults
import IdentityAPI
import Ledgers
import Sagas
import StatesAPI
import Store
import TenantsAPI
import Terraform
import TerraformCLI
import Values
import Vocabulary

/// One run's way from the queue to its end.
struct RunJourney: Sendable {
    let service: DeploymentsService
    let id: DeploymentID
    let saga: Saga
    let scope: Scope
    let cancellation: Cancellation
    let log: RunLog
    let directory: RunDirectory

    /// What the steps of a run share once it has its turn.
    struct Equipment: Sendable {
        let terraform: TerraformRun
        let settings: RunSettings
        let material: RunMaterial

        /// As arguments of Terraform.
        var targets: [String] { (material.targets ?? []).map { "-target=" + $0 } }
    }

    var isStopping: Bool { service.sagas.isStopping }

    /// Throws `cancelled` once somebody wished the run to stop, or the server is shutting down.
    func checkpoint() throws(Fault) {
        if cancellation.isCancelled {
            throw Fault(.cancelled, "deployments.cancelled", "The run was stopped.")
        }
    }
}

extension DeploymentsService {
    /// Runs to the end, whatever the end is; the run's row tells it.
    func carryOut(_ saga: Saga, _ scope: Scope) async throws(Fault) -> Deployment {
        let id = DeploymentID(saga.job.uuid)
        let cancellation = Cancellation()
        let journey = RunJourney(
            service: self, id: id, saga: saga, scope: scope, cancellation: cancellation,
            log: RunLog(self, id, scope), directory: RunDirectory(settings, id))
        let outcome: Result<Deployment, Fault> = await withTaskCancellationHandler {
            do throws(Fault) {
                return .success(try await shielded { () async throws(Fault) in try await journey.go() })
            } catch {
                return .failure(error)
            }
        } onCancel: {
            cancellation.cancel()
        }
        return try outcome.get()
    }
}

extension RunJourney {
    func go() async throws(Fault) -> Deployment {
        let row: RunRow
        do throws(Fault) {
            row = try await service.run(id, scope)
        } catch {
            service.giveUpPlace(id)
            throw error
        }
        if row.deployment.status.isFinal { return row.deployment }
        let turnstile = row.deployment.isPlanOnly ? service.plans : service.workspaces
        let workspace = row.deployment.workspace
        // Runs' ids grow with time, so that they are the order of the queue.
        guard await turnstile.enter(workspace, ticket: id.text, cancellation) else {
            return try await end(stopped())
        }
        defer { turnstile.leave(workspace) }
        let writer = Task { [log] in await Self.keepWriting(log) }
        do throws(Fault) {
            let done = try await travel(row)
            await finish(writer)
            return done
        } catch {
            await finish(writer)
            return try await end(error)
        }
    }

    private static func keepWriting(_ log: RunLog) async {
        do throws(Fault) {
            try await log.write()
        } catch {
            // The store is out of reach; the run's own writes will tell.
        }
    }

    private func finish(_ writer: Task<Void, Never>) async {
        log.close()
        await writer.value
        decisionsForgotten()
    }

    private func decisionsForgotten() { service.decisions.forget(id) }

    private func stopped() -> Fault { Fault(.cancelled, "deployments.cancelled", "The run was stopped.") }

    private func travel(_ row: RunRow) async throws(Fault) -> Deployment {
        try checkpoint()
        if saga.isResumed, let ended = try await recover(row) { return ended }
        let equipment = try await equip(row)
        if row.deployment.status != .awaitingApproval, row.deployment.plan == nil || !directory.has("tfplan")
        {
            try await plan(row, equipment)
        }
        let planned = try await service.run(id, scope)
        guard let summary = planned.deployment.plan else {
            throw Fault(.broken, "deployments.no_plan", "The run lost its plan.")
        }
        if planned.deployment.isPlanOnly {
            if !planned.deployment.isRefreshOnly { try await showVerdicts(planned) }
            return try await complete([:])
        }
        if summary.isEmpty && !planned.deployment.isRefreshOnly {
            log.add("No changes. The infrastructure matches the configuration.")
            return try await complete(try await results(equipment))
        }
        try await passGates(planned, equipment)
        try await awaitApproval(planned, equipment)
        return try await apply(planned, equipment)
    }

    /// Directory, files, variables, credentials and the token that opens the workspace's state.
    private func equip(_ row: RunRow) async throws(Fault) -> Equipment {
        let toolchain = try await service.tools.find()
        let workspace = row.deployment.workspace
        let settings = try await scope.call(
            OpenRunSettings(workspace: workspace, run: id.text, takesFile: true))
        let material: RunMaterial = try await service.load(row.material, scope)
        let seconds =
            settings.workspace.settings.planSeconds + settings.workspace.settings.applySeconds + 86_400 * 7
        let token = try await scope.call(
            IssueRunToken(
                workspace: workspace, run: id.text, isReadOnly: row.deployment.isPlanOnly, seconds: seconds))
        let hidden = material.variables.filter { material.sensitive.contains($0.key) }.values.map { value in
            value.stringValue ?? value.text
        }
        log.hide(settings.secrets + hidden + [token.secret])
        try directory.make()
        let address = service.settings.address() + "/state/\(workspace)"
        var variables = settings.credentials
        for variable in settings.variables where variable.kind == .environment {
            variables[variable.name] = variable.value
        }
        variables.merge([
            "TF_HTTP_ADDRESS": address, "TF_HTTP_LOCK_ADDRESS": address, "TF_HTTP_UNLOCK_ADDRESS": address,
            "TF_HTTP_LOCK_METHOD": "LOCK", "TF_HTTP_UNLOCK_METHOD": "UNLOCK", "TF_HTTP_USERNAME": "run",
            "TF_HTTP_PASSWORD": token.secret,
        ]) { _, own in own }
        // Written before each command that needs it, and gone after it.
        if let name = settings.tokenFile { variables[name] = directory.path + "/" + Self.tokenFile }
        if let certificates = service.settings.certificates() {
            variables["TF_HTTP_CLIENT_CA_CERTIFICATE_PEM"] = certificates
        }
        let terraform = try TerraformRun(toolchain, in: directory.path, variables: variables)
        try await lay(material, settings, terraform)
        return Equipment(terraform: terraform, settings: settings, material: material)
    }

    private func lay(
        _ material: RunMaterial, _ settings: RunSettings, _ terraform: TerraformRun
    ) async throws(Fault) {
        for file in material.files { try terraform.place(file.path, Array(file.text.utf8)) }
        if let archive = material.archive {
            let bytes = try await service.objects.get(archive, tenant: try scope.tenant.text)
            for file in try Archive.configuration.unpack(bytes) {
                try terraform.place(file.path, file.content)
            }
        }
        for file in material.overlay ?? [] { try terraform.place(file.path, Array(file.text.utf8)) }
        // An override file's backend replaces whatever the configuration names.
        try terraform.place("plumb_override.tf", Array("terraform {\n  backend \"http\" {\n  }\n}\n".utf8))
        for (path, text) in material.valueFiles(settings) { try terraform.place(path, Array(text.utf8)) }
    }

    // MARK: - Ends

    func complete(_ columns: [String: SQLValue]) async throws(Fault) -> Deployment {
        try await cleanUp()
        try await log.flush()
        return try await service.update(id, scope, status: .completed, columns)
    }

    /// Ends the run as failed or cancelled; left as it stands when the server is only shutting down.
    private func end(_ fault: Fault) async throws(Fault) -> Deployment {
        let now = try await service.run(id, scope).deployment
        if fault.kind == .cancelled, isStopping, now.status != .applying { throw fault }
        let failure = try DeploymentFailure(
            code: fault.code.rawValue, message: fault.message, diagnostics: diagnostics(of: fault),
            condition: try await condition(now))
        let text = String(decoding: try JSONCoding.encode(failure), as: UTF8.self)
        try await cleanUp()
        try await log.flush()
        let isStopped = fault.kind == .cancelled || cancellation.isCancelled && now.status != .applying
        return try await service.update(
            id, scope, status: isStopped ? .cancelled : .failed, ["failure": .text(text)])
    }

    private func diagnostics(of fault: Fault) throws(Fault) -> [Diagnostic] {
        guard fault.code == "deployments.terraform", let details = fault.details else { return [] }
        return try JSONCoding.decode([Diagnostic].self, from: Array(details.utf8))
    }

    private func cleanUp() async throws(Fault) {
        _ = try await scope.call(EndRunTokens(run: id.text))
        directory.remove()
    }
}
