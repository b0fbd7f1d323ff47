import Archives
import Bus
import DeploymentsAPI
import Faults
import Guardrails
import Ledgers
import PoliciesAPI
import StatesAPI
import TenantsAPI
import Values
import Vocabulary

extension PoliciesService {
    func registerEvaluating() {
        ledger.handle(EvaluatePolicies.self) { [self] (request, scope) async throws(Fault) in
            try await evaluate(request, scope)
        }
    }

    private func evaluate(
        _ request: EvaluatePolicies, _ scope: Scope
    ) async throws(Fault) -> PolicyEvaluation {
        var workspace: Workspace?
        if let id = request.workspace { workspace = try await scope.call(GetWorkspace(workspace: id)) }
        var packs: [StoredPack] = []
        if request.packs.isEmpty {
            guard let workspace else {
                throw Fault(
                    .invalid, "policies.no_packs", "Say which packs judge, or which workspace's.",
                    problems: [.init("/packs", "is missing")])
            }
            packs = try await self.packs(try await bindings(for: workspace, scope), scope)
        } else {
            for slug in request.packs { packs.append(try await stored(slug, nil, .hardMandatory, scope)) }
        }
        let input = try await input(request, workspace, scope)
        let bytes = input.json.bytes()
        let document = try JSONDocument(parsing: bytes)
        let loaded = try await load(packs, scope)
        let exceptions = Exceptions(waivers: try await waivers(for: workspace?.id, at: now, scope))
        let began = ContinuousClock.now
        let ruling = try await rule(loaded, document, exceptions)
        let spent = (ContinuousClock.now - began).milliseconds
        let kind = PolicyDecision.Kind(rawValue: input.kind.rawValue) ?? .plan
        let place = workspace.map { Place(workspace: $0, deployment: nil) }
        let blob = try await objects.put(bytes, tenant: try scope.tenant.text)
        let decision = try await record(ruling, packs, kind, blob, place, Int(spent), scope)
        let explanations =
            request.explain && ruling.failure == nil
            ? try await explain(loaded, document, ruling.findings) : []
        return PolicyEvaluation(decision: decision, explanations: explanations)
    }

    private func input(
        _ request: EvaluatePolicies, _ workspace: Workspace?, _ scope: Scope
    ) async throws(Fault) -> JudgedInput {
        let given = [request.plan != nil, request.state != nil, request.configuration != nil]
        guard given.count(where: { $0 }) <= 1 else {
            throw Fault(
                .invalid, "policies.two_inputs", "Give a plan, a state or a configuration, not several.")
        }
        if let plan = request.plan { return try JudgedInput(plan: plan) }
        if let state = request.state { return try JudgedInput(state: state) }
        if let configuration = request.configuration {
            let bytes = try await objects.get(configuration, tenant: try scope.tenant.text)
            var files: [String: [UInt8]] = [:]
            for file in try Archive(code: "policies.bad_archive").unpack(bytes) {
                files[file.path] = file.content
            }
            return try JudgedInput(configuration: files, variables: request.variables)
        }
        guard let workspace else {
            throw Fault(
                .invalid, "policies.no_input", "Give a plan, a state, a configuration or a workspace.",
                problems: [.init("/plan", "is missing")])
        }
        return try await state(of: workspace, scope)
    }

    /// The workspace's newest state, masked.
    private func state(of workspace: Workspace, _ scope: Scope) async throws(Fault) -> JudgedInput {
        let view = try await scope.call(ReadState(workspace: workspace.id))
        guard let version = view.version else {
            throw Fault(.missing, "policies.no_state", "The workspace has no state yet.")
        }
        let resources = view.resources.map { resource -> JSON in
            [
                "address": .string(resource.address), "mode": resource.isData ? "data" : "managed",
                "type": .string(resource.type), "provider_name": .string(resource.provider),
                "values": resource.attributes,
            ]
        }
        return try JudgedInput(state: [
            "format_version": "1.0", "serial": JSON(version.serial),
            "values": ["root_module": ["resources": .array(resources)]],
        ])
    }
}
