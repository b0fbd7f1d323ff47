import Bus
import DeploymentsAPI
import Faults
import Guardrails
import PoliciesAPI
import TenantsAPI
import Values
import Vocabulary

extension PoliciesService {
    /// The gate between plan and approval. It is shut by whatever can't be judged: a plan that is none, a
    /// rule that fails, takes too long or grows too large.
    func judge(_ request: JudgePlan, _ scope: Scope) async throws(Fault) -> GateVerdict {
        let workspace = try await scope.call(GetWorkspace(workspace: request.workspace))
        let packs = try await self.packs(try await bindings(for: workspace, scope), scope)
        if packs.isEmpty {
            let isRequired = workspace.settings.gates.contains(.policy)
            return GateVerdict(
                isPassed: true,
                reasons: isRequired ? ["no pack of policies is bound to the workspace"] : [])
        }
        let bytes = try await objects.get(request.plan, tenant: try scope.tenant.text)
        let document: JSONDocument
        do throws(Fault) {
            document = try JSONDocument(parsing: bytes)
            _ = try JudgedInput(plan: document.root.json)
        } catch {
            let problems = error.problems.map { "\($0.path): \($0.message)" }
            return GateVerdict(isPassed: false, reasons: [error.message] + problems)
        }
        let loaded = try await load(packs, scope)
        let exceptions = Exceptions(
            waivers: try await waivers(for: workspace.id, at: now, scope),
            overridden: try await overridden(request.deployment, scope))
        let began = ContinuousClock.now
        let ruling = try await rule(loaded, document, exceptions)
        let spent = (ContinuousClock.now - began).milliseconds
        let place = Place(workspace: workspace, deployment: request.deployment)
        let decision = try await record(ruling, packs, .plan, request.plan, place, Int(spent), scope)
        return GateVerdict(
            isPassed: ruling.result == .passed || ruling.result == .advised,
            mayBeOverridden: ruling.result == .overridable, reasons: ruling.reasons,
            findings: ruling.findings.map(GateFinding.init(_:)), decision: decision.id)
    }
}

extension GateFinding {
    init(_ finding: PolicyFinding) {
        self.init(
            rule: finding.rule, title: finding.title, severity: finding.severity, address: finding.address,
            message: finding.message, remediation: finding.remediation,
            enforcement: finding.enforcement.rawValue, standing: finding.standing.rawValue)
    }
}
