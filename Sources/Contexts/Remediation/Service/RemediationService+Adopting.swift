import Bus
import DeploymentsAPI
import Faults
import InventoryAPI
import Ledgers
import ProvidersAPI
import RemediationAPI
import Sagas
import StatesAPI
import Store
import TerraformLanguage
import Values
import Vocabulary

/// An object that is to be adopted, and the name that it gets.
struct Candidate: Sendable {
    let label: String
    /// Where the inventory has it.
    let asset: AssetID?
    let type: String
    let importID: String
    let region: String?
    let wish: String
}

extension RemediationService {
    private static let mostObjects = 200
    /// How often an adoption is planned: what Terraform would change is ignored, or left out, in the next.
    private static let attempts = 4

    func registerAdoption() {
        sagas.handle(Adopt.self) { [self] (request, job, scope) async throws(Fault) in
            let count = request.assets.count + request.objects.count
            guard (1...Self.mostObjects).contains(count) else {
                throw Fault(
                    .invalid, "remediation.bad_adoption", "Nothing can be adopted as it is asked for.",
                    problems: [
                        .init("/assets", "from 1 to \(Self.mostObjects) assets or objects were expected")
                    ]
                )
            }
            return try begin(
                Self.errand(request, RemediationID(job.uuid)), job, scope, rollbackOf: nil)
        } run: { [self] (request, saga, scope) async throws(Fault) in
            let id = RemediationID(saga.job.uuid)
            return try await recording(id, scope) { [self] () async throws(Fault) in
                try await adopt(Self.errand(request, id), saga, scope)
            }
        }
    }

    private static func errand(_ request: Adopt, _ id: RemediationID) -> Errand {
        Errand(
            id: id, workspace: request.workspace, strategy: .adopt, isDry: request.dryRun,
            reason: request.reason, until: nil, objects: request.objects, assets: request.assets)
    }

    /// Reads each object, writes it down, has Terraform plan it, and imports it where nothing else changes.
    func adopt(_ errand: Errand, _ saga: Saga, _ scope: Scope) async throws(Fault) -> Result {
        let workspace = try errand.place()
        let applied = try await scope.call(OpenConfiguration(workspace: workspace))
        let recorded = try await scope.call(ReadState(workspace: workspace)).resources
        // A run of what is adopted alone would remove everything else that the state records.
        if applied.deployment == nil, recorded.contains(where: { !$0.isData }), !errand.isDry {
            throw Fault(
                .conflict, "remediation.configuration_elsewhere",
                "The state records resources whose configuration is not kept here. Make a dry run, and add its patch to that configuration."
            )
        }
        var place = AdoptionPlace(files: applied.files, values: applied.values)
        var refused: [String: String] = [:]
        let candidates = try await candidates(errand, &refused, scope)
        var (objects, provider, labels) = try await drafts(candidates, &place, &refused, workspace, scope)
        let known = Self.known(recorded)
        var (changed, isClean) = ([String: String](), false)
        for attempt in 1...Self.attempts where !objects.isEmpty && !isClean {
            changed = place.files(with: AdoptionText.text(of: objects, known: known), provider: provider)
            try await keep(errand.id, scope, ["patch": try Self.text(place.patch(changed))])
            let surprises = try await surprises(changed, objects, attempt, errand, saga, scope)
            isClean = surprises.isEmpty
            objects = Self.without(surprises, objects, mayIgnore: attempt < Self.attempts - 1, &refused)
        }
        func steps(_ outcome: RemediationStep.Outcome, _ note: String?) -> [RemediationStep] {
            objects.map {
                RemediationStep(address: $0.address, outcome: outcome, note: note ?? labels[$0.address])
            }
                + refused.sorted { $0.key < $1.key }.map {
                    RemediationStep(address: $0.key, outcome: .notDone, note: $0.value)
                }
        }
        guard !objects.isEmpty, isClean else {
            return Result(steps: steps(.notDone, nil), failure: "None of the objects can be adopted.")
        }
        let partly = refused.isEmpty ? nil : "Some of the objects can't be adopted."
        if errand.isDry {
            return Result(steps: steps(.notDone, "a dry run: the plan imports it and changes nothing"))
        }
        let deploy = Deploy(
            workspace: workspace, autoApply: true, targets: objects.map(\.address), replacing: changed)
        let result = try await deployed(deploy, errand, [:], saga, scope)
        return Result(
            steps: steps(result.failure == nil ? .done : result.steps.first?.outcome ?? .unknown, nil),
            failure: result.failure ?? partly)
    }

    private func candidates(
        _ errand: Errand, _ refused: inout [String: String], _ scope: Scope
    ) async throws(Fault) -> [Candidate] {
        var candidates = errand.objects.map {
            Candidate(
                label: "\($0.type) \($0.id)", asset: nil, type: $0.type, importID: $0.id, region: $0.region,
                wish: $0.name ?? $0.id)
        }
        for asset in try await scope.call(OpenAssets(assets: errand.assets)).items.map(\.asset) {
            let label = "\(asset.type) \(asset.importID)"
            if asset.workspace != nil {
                refused[label] =
                    "it is managed already, as \(asset.address ?? "a resource of another workspace")"
                continue
            }
            candidates.append(
                Candidate(
                    label: label, asset: asset.id, type: asset.type, importID: asset.importID,
                    region: asset.region,
                    wish: asset.name.isEmpty ? asset.resource : asset.name))
        }
        return candidates
    }

    private func drafts(
        _ candidates: [Candidate], _ place: inout AdoptionPlace, _ refused: inout [String: String],
        _ workspace: WorkspaceID, _ scope: Scope
    ) async throws(Fault) -> ([AdoptionText.Object], ConfiguredProviders.Known?, labels: [String: String]) {
        var groups: [(provider: ConfiguredProviders.Known, members: [Candidate])] = []
        // What has no region goes with what has one, where a configuration is begun.
        let home = candidates.lazy.compactMap(\.region).first { $0 != "global" }
        for candidate in candidates {
            let isGlobal = candidate.region == nil || candidate.region == "global"
            guard
                let provider = place.provider(
                    of: candidate.type, in: isGlobal && place.isNew ? home : candidate.region)
            else {
                refused[candidate.label] =
                    place.isNew
                    ? "its provider must be configured first: deploy a configuration with it"
                    : "no provider of the configuration is for the region \(candidate.region ?? "")"
                continue
            }
            if let at = groups.firstIndex(where: { $0.provider == provider }) {
                groups[at].members.append(candidate)
            } else {
                groups.append((provider, [candidate]))
            }
        }
        if place.isNew && groups.count > 1 {
            for group in groups.dropFirst() {
                for one in group.members {
                    refused[one.label] =
                        "a new configuration is begun with one region; adopt it after the others"
                }
            }
            groups = [groups[0]]
        }
        var (objects, labels) = ([AdoptionText.Object](), [String: String]())
        for (provider, members) in groups {
            let drafts = try await drafts(of: members, provider, workspace, scope)
            for (candidate, draft) in zip(members, drafts) {
                guard let body = draft.body else {
                    refused[candidate.label] = draft.reason ?? "it could not be read"
                    continue
                }
                let object = AdoptionText.Object(
                    type: candidate.type, name: place.name(for: candidate.type, after: candidate.wish),
                    importID: candidate.importID, body: body, ignored: draft.ignored, handles: draft.handles,
                    alias: provider.alias)
                labels[object.address] = candidate.importID
                objects.append(object)
            }
        }
        return (objects, groups.first?.provider, labels)
    }

    /// References to what the workspace's own state records, by id and ARN.
    private static func known(_ resources: [StateResource]) -> [String: String] {
        var (known, several) = ([String: String](), Set<String>())
        for resource in resources where !resource.isData && !resource.address.hasPrefix("module.") {
            for name in ["arn", "id"] {
                guard let text = resource.attributes[name]?.stringValue, text.utf8.count >= 8,
                    text.contains(where: { "-:/".contains($0) })
                else { continue }
                let reference = "\(resource.address).\(name)"
                if let other = known[text], !other.hasPrefix(resource.address + ".") { several.insert(text) }
                known[text] = reference
            }
        }
        for text in several { known[text] = nil }
        return known
    }

    /// What a plan would do beside importing the objects.
    private func surprises(
        _ changed: [String: String], _ objects: [AdoptionText.Object], _ attempt: Int, _ errand: Errand,
        _ saga: Saga, _ scope: Scope
    ) async throws(Fault) -> [PlannedChange] {
        let ticket = try await saga.step("plan \(attempt)") { () async throws(Fault) in
            try await scope.start(
                Deploy(
                    workspace: try errand.place(), planOnly: true, targets: objects.map(\.address),
                    replacing: changed))
        }
        guard let run = DeploymentID(ticket.id) else {
            throw Fault(.broken, "remediation.no_run", "There is no run.")
        }
        try await keep(errand.id, scope, ["deployment": .text(run.text)])
        let events = try await scope.follow(FollowDeployment(deployment: run))
        try await faulting("remediation.wait") { for try await _ in events {} }
        let ended = try await scope.call(GetDeployment(deployment: run))
        guard ended.status == .completed else {
            throw Fault(
                .unavailable, "remediation.not_planned",
                ended.failure?.message ?? "The plan ended as \(ended.status.rawValue).")
        }
        let plan = try await scope.call(GetPlan(deployment: run))
        return plan.changes.filter { !["imported", "read", "moved"].contains($0.action) }
    }

    /// The objects for another try: a difference in an argument is ignored, an object with more than that is
    /// left out.
    private static func without(
        _ surprises: [PlannedChange], _ objects: [AdoptionText.Object], mayIgnore: Bool,
        _ refused: inout [String: String]
    ) -> [AdoptionText.Object] {
        var next = objects
        for change in surprises {
            let paths = change.attributes.map(\.path)
            let names = Set(paths.map { String($0.prefix { $0 != "." && $0 != "[" }) })
            guard let at = next.firstIndex(where: { $0.address == change.address }) else {
                // Not one of them: it is what all of them need.
                for one in next {
                    refused["\(one.type) \(one.importID)"] =
                        "Terraform would \(change.action) \(change.address)"
                }
                return []
            }
            let one = next[at]
            if change.action == "update", mayIgnore, !names.isSubset(of: one.ignored) {
                next[at].ignored = Set(one.ignored).union(names).sorted()
            } else {
                let what = paths.isEmpty ? "" : " (\(paths.prefix(5).joined(separator: ", ")))"
                refused["\(one.type) \(one.importID)"] = "Terraform would \(change.action) it\(what)"
                next.remove(at: at)
            }
        }
        return next
    }
}
