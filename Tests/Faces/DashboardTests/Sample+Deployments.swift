import Bus
import DeploymentsAPI
import Faults
import PoliciesAPI
import Values
import Vocabulary

extension Sample {
    enum Run: UInt64, CaseIterable {
        case waiting = 0x61, live, completed, failed, cancelled, planOnly, rollback, queued, waitingProduction
        case stopped

        var id: DeploymentID { fixed(rawValue) }
    }

    func run(_ run: Run) -> Deployment {
        var source = DeploymentSource(
            blueprint: webShop, blueprintName: Slug("web-shop")!, version: Version("1.1.0"))
        if run == .failed || run == .planOnly {
            source = DeploymentSource(
                configuration: BlobRef(digest: String(repeating: "0f", count: 32), size: 900))
        }
        if run == .rollback { source.rollbackOf = Run.completed.id }
        let age = Int64(run.rawValue - 0x60) * 1700
        let status = status(run)
        return Deployment(
            id: run.id, workspace: workspace(of: run), status: status, source: source,
            isPlanOnly: run == .planOnly,
            isDestroy: run == .planOnly, isRefreshOnly: false, author: text("ada@acme.example"),
            authorId: user.text, created: ago(age), started: ago(age - 4),
            ended: status.isFinal ? ago(age - 190) : nil,
            plan: run == .queued
                ? nil
                : PlanSummary(add: 3, change: 1, destroy: run == .planOnly ? 14 : 1, imported: 0, outputs: 1),
            gates: gates(run),
            approval: status == .completed && run != .planOnly
                ? Approval(
                    isApproved: true, by: "grace@acme.example", at: ago(age - 100), comment: text("ship it"))
                : nil,
            failure: failure(run),
            outputs: status == .completed ? ["url": .string(text("https://shop.example"))] : [:],
            stateSerial: run == .completed ? 4 : nil, revision: 5)
    }

    private func workspace(of run: Run) -> WorkspaceID {
        switch run {
        case .waitingProduction, .queued: production
        case .failed, .live: development
        default: staging
        }
    }

    private func status(_ run: Run) -> Deployment.Status {
        if ended.withLock({ $0.contains(run.id) }) { return .completed }
        return switch run {
        case .waiting, .waitingProduction: .awaitingApproval
        case .stopped: .awaitingOverride
        case .live: .applying
        case .completed, .planOnly, .rollback: .completed
        case .failed: .failed
        case .cancelled: .cancelled
        case .queued: .queued
        }
    }

    private func gates(_ run: Run) -> [GateReport] {
        guard run == .stopped || run == .waiting else { return [] }
        let enforcement = run == .stopped ? "soft-mandatory" : "advisory"
        let verdict = GateVerdict(
            isPassed: run == .waiting, mayBeOverridden: run == .stopped, reasons: [text("no owner")],
            findings: [
                GateFinding(
                    rule: "acme.tags.owner", title: text("Owned"), severity: "high",
                    address: "aws_instance.web[0]", message: text("it has no owner"),
                    remediation: text("Add the tag Owner."), enforcement: enforcement, standing: "stands"),
                GateFinding(
                    rule: "acme.tags.cost", title: nil, severity: nil, address: nil,
                    message: "no cost centre",
                    remediation: nil, enforcement: "hard-mandatory", standing: "waived"),
            ], decision: fixed(0x71))
        return [GateReport(gate: "policy", at: ago(90), verdict: verdict)]
    }

    private func failure(_ run: Run) -> DeploymentFailure? {
        switch run {
        case .failed:
            DeploymentFailure(
                code: "deployments.apply_failed", message: text("Terraform stopped while applying."),
                diagnostics: [
                    Diagnostic(
                        severity: .error, summary: text("creating EC2 Instance: InvalidAMIID.NotFound"),
                        detail:
                            "The image id '[ami-0abcdef]' does not exist.\n\n  with aws_instance.web[0]",
                        address: "aws_instance.web[0]", file: "main.tf", line: 12, column: 3,
                        snippet: "resource \"aws_instance\" \"web\" {"),
                    Diagnostic(severity: .warning, summary: "Deprecated attribute", detail: "Use another."),
                ],
                condition:
                    "The lock is released; the state holds what was made before the failure (version 3).")
        case .cancelled:
            DeploymentFailure(
                code: "deployments.cancelled", message: "Cancelled by ada@acme.example.", diagnostics: [],
                condition: nil)
        default: nil
        }
    }

    func answerDeployments() {
        query(ListDeployments.self) { [self] (request) throws(Fault) in
            guard !isEmpty, request.workspace != fresh else { return Page(items: [], next: nil) }
            let all = Run.allCases.map { run($0) }.filter {
                (request.workspace == nil || $0.workspace == request.workspace)
                    && (request.status == nil || $0.status == request.status)
            }
            if request.cursor != nil { return Page(items: Array(all.suffix(2)), next: nil) }
            return Page(items: all, next: request.workspace == nil && request.status == nil ? "p/2&x" : nil)
        }
        query(GetDeployment.self) { [self] (request) throws(Fault) in run(try find(request.deployment)) }
        query(GetPlan.self) { [self] (request) throws(Fault) in
            guard request.deployment != Run.queued.id else { throw .unknown("plan") }
            return plan
        }
        command(Approve.self) { [self] (request) throws(Fault) in run(try find(request.deployment)) }
        command(Reject.self) { [self] (request) throws(Fault) in run(try find(request.deployment)) }
        command(CancelDeployment.self) { [self] (request) throws(Fault) in run(try find(request.deployment)) }
        command(OverridePolicies.self) { [self] (request) throws(Fault) in
            PolicyOverride(
                id: fixed(0x72), deployment: request.deployment, workspace: staging, decision: fixed(0x71),
                reason: request.reason, by: "ada@acme.example", at: ago(1))
        }
        command(Deploy.self) { (_) throws(Fault) in Sample.ticket("deployments", Run.waiting.id.text) }
        command(RollBackDeployment.self) { (_) throws(Fault) in
            Sample.ticket("deployments", Run.rollback.id.text)
        }
        command(UploadConfiguration.self) { (request) throws(Fault) in
            UploadedConfiguration(configuration: request.content, files: ["main.tf"])
        }
        node.handle(stream: FollowDeployment.self) { [self] (request, _) async throws(Fault) in
            story(try find(request.deployment), after: request.after.flatMap { Int($0) })
        }
    }

    static func ticket(_ context: String, _ id: String) -> JobTicket {
        JobTicket(job: JobID(context: context, uuid: .next()), id: id)
    }

    private func find(_ id: DeploymentID) throws(Fault) -> Run {
        guard let run = Run.allCases.first(where: { $0.id == id }) else { throw .unknown("deployment") }
        return run
    }
}
