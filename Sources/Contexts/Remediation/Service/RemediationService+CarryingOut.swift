import Bus
import DeploymentsAPI
import DriftAPI
import Faults
import Ledgers
import ProvidersAPI
import RemediationAPI
import Rendering
import Sagas
import StatesAPI
import Store
import TerraformLanguage
import Values
import Vocabulary

/// What one remediation is about, once its findings are known.
struct Errand: Sendable {
    let id: RemediationID
    var analysis: AnalysisID?
    /// Nil for what belongs to none.
    let workspace: WorkspaceID?
    var findings: [Finding] = []
    let strategy: Strategy.Kind
    let isDry: Bool
    let reason: String?
    let until: Timestamp?
    /// True when it is about all that drifted, so that a run need not be limited to some resources.
    var isWhole = false
    var isDirect = false
    var objects: [AdoptedObject] = []
    var assets: [AssetID] = []

    /// Where each thing that it is about is told of.
    var addresses: [String] {
        findings.map(\.address) + objects.map { "\($0.type) \($0.id)" } + assets.map { "asset \($0)" }
    }

    /// Faults: `remediation.no_workspace`.
    func place() throws(Fault) -> WorkspaceID {
        guard let workspace else {
            throw Fault(
                .invalid, "remediation.no_workspace", "Say which workspace it is about.",
                problems: [.init("/workspace", "is missing")])
        }
        return workspace
    }
}

/// What a strategy came to.
struct Result: Sendable {
    var steps: [RemediationStep] = []
    var failure: String?
}

extension RemediationService {
    func registerCarryingOut() {
        sagas.handle(Remediate.self) { [self] (request, job, scope) async throws(Fault) in
            // The door looked at the report; what is adopted is written elsewhere.
            if let workspace = request.workspace {
                try await scope.demand(Permission("remediation:write"), on: .workspace(workspace))
            }
            let errand = try await errand(request, RemediationID(job.uuid), scope)
            return try begin(errand, job, scope, rollbackOf: nil)
        } run: { [self] (request, saga, scope) async throws(Fault) in
            let id = RemediationID(saga.job.uuid)
            return try await recording(id, scope) { [self] () async throws(Fault) in
                try await carryOut(try await errand(request, id, scope), saga, scope)
            }
        }
    }

    private func errand(
        _ request: Remediate, _ id: RemediationID, _ scope: Scope
    ) async throws(Fault) -> Errand {
        let analysis = try await scope.call(GetAnalysis(analysis: request.analysis))
        let drifted = analysis.drifted
        let chosen =
            request.findings.isEmpty ? drifted : analysis.findings.filter { request.findings.contains($0.id) }
        if let unknown = request.findings.first(where: { id in !chosen.contains { $0.id == id } }) {
            throw Fault(.missing, "remediation.no_finding", "The report has no finding \(unknown).")
        }
        guard analysis.status == .completed, !chosen.isEmpty else {
            throw Fault(
                .conflict, "remediation.nothing", "The report has no findings; there is nothing to put right."
            )
        }
        if let blind = chosen.first(where: { $0.kind == .notChecked }) {
            throw Fault(
                .conflict, "remediation.not_checked",
                "Nothing is known about \(blind.address); it could not be looked at.")
        }
        try check(request, analysis, chosen)
        var errand = Errand(
            id: id, analysis: analysis.id, workspace: analysis.workspace ?? request.workspace,
            findings: chosen, strategy: request.strategy, isDry: request.dryRun, reason: request.reason,
            until: request.until, isWhole: Set(chosen.map(\.id)) == Set(drifted.map(\.id)),
            isDirect: request.direct)
        if request.strategy == .adopt {
            _ = try errand.place()
            (errand.assets, errand.findings) = (chosen.compactMap(\.asset), [])
        }
        return errand
    }

    private func check(_ request: Remediate, _ analysis: Analysis, _ chosen: [Finding]) throws(Fault) {
        let isUnmanaged = chosen.allSatisfy { $0.kind == .unmanaged }
        if analysis.workspace == nil && !isUnmanaged {
            throw Fault(
                .invalid, "remediation.several",
                "The report is about several workspaces. Put the reports of its parts right, one by one or as a batch."
            )
        }
        let fits: Bool =
            switch request.strategy {
            case .ignore: true
            case .adopt, .remove: isUnmanaged
            case .revert, .accept: !chosen.contains { $0.kind == .unmanaged }
            }
        guard fits else {
            throw Fault(
                .conflict, "remediation.wrong_strategy",
                "What is unmanaged is adopted, removed or ignored; everything else is reverted, accepted or ignored."
            )
        }
        let needsReason = request.strategy == .ignore || request.strategy == .remove && !request.dryRun
        if needsReason && (request.reason ?? "").isEmpty {
            throw Fault(
                .invalid, "remediation.no_reason",
                "Say why the findings are to be \(request.strategy == .ignore ? "ignored" : "removed").",
                problems: [.init("/reason", "is missing")])
        }
        // Nobody deletes a whole account by leaving a field out.
        if request.strategy == .remove && request.findings.isEmpty {
            throw Fault(
                .invalid, "remediation.which", "Name the findings whose things are to be removed.",
                problems: [.init("/findings", "is missing")])
        }
        if request.direct && request.strategy != .revert {
            throw Fault(
                .invalid, "remediation.not_direct", "Only a revert can be done directly.",
                problems: [.init("/direct", "only with the strategy revert")])
        }
    }

    func begin(
        _ errand: Errand, _ job: JobID, _ scope: Scope, rollbackOf: RemediationID?
    ) throws(Fault) -> @Sendable (Entry) throws -> Location {
        let (now, tenant) = (ledger.node.clock.now, try scope.tenant)
        let before = errand.findings.flatMap { finding in
            finding.attributes.map {
                RemediatedValue(
                    address: finding.address, path: $0.path, recorded: $0.recorded, found: $0.found)
            }
        }
        let (addresses, values) = (try Self.text(errand.addresses), try Self.text(before))
        return { entry in
            try entry.run(
                "INSERT INTO remediation_records (id, tenant, analysis, workspace, strategy, dry_run, status, author, "
                    + "reason, started, addresses, before, rollback_of) VALUES (:id, :tenant, :analysis, :workspace, "
                    + ":strategy, :dry_run, 'running', :author, :reason, :now, :addresses, :before, :rollback_of)",
                [
                    "id": .text(job.uuid.text), "analysis": SQLValue(errand.analysis?.text),
                    "workspace": SQLValue(errand.workspace?.text),
                    "strategy": .text(errand.strategy.rawValue),
                    "dry_run": SQLValue(errand.isDry), "author": .text(scope.principal.name),
                    "reason": SQLValue(errand.reason), "now": .integer(now.milliseconds),
                    "addresses": addresses, "before": values, "rollback_of": SQLValue(rollbackOf?.text),
                ])
            try entry.audit(
                errand.analysis.map { "analysis/\($0)" } ?? "remediation/\(job.uuid.text)",
                after: [
                    "strategy": .string(errand.strategy.rawValue), "dryRun": .bool(errand.isDry),
                    "reason": errand.reason.map { .string($0) } ?? .null,
                ])
            return Location(tenant: tenant, workspace: errand.workspace)
        }
    }

    /// Whatever goes wrong is kept in the record.
    func recording(
        _ id: RemediationID, _ scope: Scope, _ body: @Sendable () async throws(Fault) -> Result
    ) async throws(Fault) -> RemediationRecord {
        do throws(Fault) {
            let result = try await body()
            let record = try await shielded { [self] () async throws(Fault) in
                try await end(
                    id, scope, result.failure == nil ? .completed : .failed, result.steps, result.failure)
            }
            if let failure = result.failure {
                throw Fault(.unavailable, "remediation.not_done", failure)
            }
            return record
        } catch {
            if error.kind == .cancelled, sagas.isStopping { throw error }
            let message = error.message
            if error.code != "remediation.not_done" {
                _ = try await shielded { [self] () async throws(Fault) in
                    let addresses = try await record(id, scope).addresses
                    return try await end(
                        id, scope, .failed,
                        addresses.map { RemediationStep(address: $0, outcome: .unknown, note: nil) }, message)
                }
            }
            throw error
        }
    }

    func carryOut(_ errand: Errand, _ saga: Saga, _ scope: Scope) async throws(Fault) -> Result {
        switch errand.strategy {
        case .revert where errand.isDirect: return try await putBack(errand, scope)
        case .adopt: return try await adopt(errand, saga, scope)
        case .remove: return try await remove(errand, saga, scope)
        case .revert:
            let deploy = Deploy(
                workspace: try errand.place(), planOnly: errand.isDry, autoApply: true,
                targets: errand.isWhole ? [] : errand.addresses)
            return try await deployed(deploy, errand, [:], saga, scope)
        case .accept:
            let acceptance = try await acceptance(errand.findings, try errand.place(), scope)
            return try await write(acceptance, errand, saga, scope)
        case .ignore: return try await ignore(errand, saga, scope)
        }
    }

    func write(
        _ acceptance: Acceptance, _ errand: Errand, _ saga: Saga, _ scope: Scope
    ) async throws(Fault) -> Result {
        try await keep(
            errand.id, scope,
            ["patch": try Self.text(acceptance.patch), "originals": try Self.text(acceptance.originals)])
        guard !acceptance.written.isEmpty else {
            return Result(
                steps: errand.addresses.map {
                    RemediationStep(address: $0, outcome: .notDone, note: acceptance.refused[$0])
                }, failure: "None of the findings can be written into the configuration.")
        }
        // Limited to what is written: whatever else drifted is not touched.
        let deploy = Deploy(
            workspace: try errand.place(), planOnly: errand.isDry, autoApply: true,
            targets: acceptance.written, replacing: acceptance.changed)
        return try await deployed(deploy, errand, acceptance.refused, saga, scope)
    }

    /// What of the findings could be written into the workspace's configuration: as the resources are now, or
    /// as the findings have them.
    func acceptance(
        _ findings: [Finding], _ workspace: WorkspaceID, _ scope: Scope, asFound: Bool = false
    ) async throws(Fault) -> Acceptance {
        let files = try await scope.call(OpenConfiguration(workspace: workspace)).files
        let addresses = findings.filter { $0.kind == .changed }.map(\.address)
        var current = try await scope.call(LookAgain(workspace: workspace, addresses: addresses)).current
        if asFound {
            for finding in findings where finding.kind == .changed {
                current[finding.address] = try Self.asFound(finding, current[finding.address])
            }
        }
        var shapes: [String: SettableShape] = [:]
        let types = Dictionary(grouping: Set(findings.map(\.type))) { String($0.prefix { $0 != "_" }) }
        for (provider, types) in types {
            let told = try await scope.call(DescribeTypes(provider: provider, types: types.sorted()))
            for (type, shape) in told.shapes {
                shapes[type] = SettableShape(try JSONCoding.decode(ResourceShape.self, from: shape.bytes()))
            }
        }
        let recorded = try await scope.call(ReadState(workspace: workspace)).resources.map(\.address)
        return Acceptance(findings, files: files, current: current, recorded: recorded, shapes: shapes)
    }

    private static func asFound(_ finding: Finding, _ now: JSON?) throws(Fault) -> JSON? {
        var value = now
        for attribute in finding.attributes where !attribute.isSensitive {
            let found = try attribute.found.map { text throws(Fault) in try JSON(parsing: text) }
            value = value?.with(found, at: attribute.path)
        }
        return value
    }

    /// Runs a deployment to its end and tells what came of each address.
    func deployed(
        _ deploy: Deploy, _ errand: Errand, _ refused: [String: String], _ saga: Saga, _ scope: Scope
    ) async throws(Fault) -> Result {
        let ticket = try await saga.step("deploy") { () async throws(Fault) in try await scope.start(deploy) }
        guard let run = DeploymentID(ticket.id) else {
            throw Fault(.broken, "remediation.no_run", "There is no run.")
        }
        try await keep(errand.id, scope, ["deployment": .text(run.text)])
        let events = try await scope.follow(FollowDeployment(deployment: run))
        try await faulting("remediation.wait") { for try await _ in events {} }
        let ended = try await scope.call(GetDeployment(deployment: run))
        func step(_ address: String, _ outcome: RemediationStep.Outcome, _ note: String?) -> RemediationStep {
            if let why = refused[address] {
                return RemediationStep(address: address, outcome: .notDone, note: why)
            }
            return RemediationStep(address: address, outcome: outcome, note: note)
        }
        if ended.status == .completed {
            let note = errand.isDry ? "a dry run: the plan shows what would be done" : nil
            return Result(
                steps: errand.addresses.map { step($0, errand.isDry ? .notDone : .done, note) },
                failure: refused.isEmpty || errand.isDry ? nil : "Some findings could not be put right.")
        }
        let failure = ended.failure?.message ?? "The run ended as \(ended.status.rawValue)."
        // Nothing was touched before applying began: then the state has no newer version.
        guard ended.plan != nil, ended.approval?.isApproved != false, ended.status == .failed else {
            return Result(steps: errand.addresses.map { step($0, .notDone, nil) }, failure: failure)
        }
        let outcomes = await lookAfter(errand, scope)
        return Result(
            steps: errand.addresses.map { step($0, outcomes[$0] ?? .unknown, nil) }, failure: failure)
    }

    /// After a run that failed half-way: what is as recorded is done, what is not is not.
    private func lookAfter(_ errand: Errand, _ scope: Scope) async -> [String: RemediationStep.Outcome] {
        do throws(Fault) {
            let seen = try await scope.call(
                LookAgain(workspace: try errand.place(), addresses: errand.addresses))
            var outcomes: [String: RemediationStep.Outcome] = [:]
            for address in errand.addresses {
                let finding = seen.findings.first { $0.address == address }
                outcomes[address] =
                    finding == nil ? .done : finding?.kind == .notChecked ? .unknown : .notDone
            }
            return outcomes
        } catch {
            ledger.log.warning(
                "what a failed remediation did can't be told",
                ["workspace": errand.workspace?.text ?? "", "fault": error.message])
            return [:]
        }
    }

    /// How long a finding is ignored when nobody says.
    private static let ignored: Int64 = 30 * 86_400_000

    private func ignore(_ errand: Errand, _ saga: Saga, _ scope: Scope) async throws(Fault) -> Result {
        if errand.isDry {
            return Result(
                steps: errand.addresses.map {
                    RemediationStep(address: $0, outcome: .notDone, note: "a dry run: a rule would be made")
                })
        }
        let until =
            errand.until
            ?? Timestamp(milliseconds: ledger.node.clock.now.milliseconds + Self.ignored)
        var made: [SuppressionID] = []
        for finding in errand.findings {
            let rule = try await saga.step("ignore \(finding.address)") { () async throws(Fault) in
                try await scope.call(
                    PutSuppression(
                        workspace: errand.workspace, address: finding.address, reason: errand.reason ?? "",
                        owner: scope.principal.name, until: until))
            }
            made.append(rule.id)
            try await keep(errand.id, scope, ["suppressions": try Self.text(made)])
        }
        return Result(
            steps: errand.addresses.map { RemediationStep(address: $0, outcome: .done, note: nil) })
    }
}
