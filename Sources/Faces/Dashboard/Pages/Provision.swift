import BlueprintsAPI
import Faults
import TenantsAPI
import Values
import Vocabulary

/// What is given for a blueprint's variables before anybody fills in a form: by the blueprint, the tenant,
/// the project and the workspace.
struct Provision: Sendable {
    /// Variables that the form asks for, with the defaults that really hold.
    let asked: [BlueprintVariable]
    /// Variables that are the same whatever a form says.
    let fixed: [(name: String, value: JSON?)]
    /// Names of variables that the workspace gives besides.
    let byWorkspace: Set<String>

    /// The project's defaults count before the tenant's, and what the tenant fixes before what the project
    /// does; what the workspace sets needs no answer.
    init(
        _ variables: [BlueprintVariable], tenant: BlueprintValues?, project: BlueprintValues?,
        workspace: [Variable]
    ) {
        let defaults = (tenant?.defaults ?? [:]).merging(project?.defaults ?? [:]) { _, nearer in nearer }
        let fixed = (project?.fixed ?? [:]).merging(tenant?.fixed ?? [:]) { _, wider in wider }
        let names = Set(workspace.filter { $0.kind == .terraform }.map(\.name))
        asked = variables.filter { fixed[$0.name] == nil }.map { variable in
            let value = defaults[variable.name] ?? variable.byDefault
            return BlueprintVariable(
                name: variable.name, type: variable.type, description: variable.description, byDefault: value,
                isRequired: variable.isRequired && defaults[variable.name] == nil
                    && !names.contains(variable.name),
                isSensitive: variable.isSensitive, allowed: variable.allowed)
        }
        self.fixed = variables.compactMap { variable in
            fixed[variable.name].map { (variable.name, variable.isSensitive ? nil : $0) }
        }
        byWorkspace = names
    }
}

extension Visitor {
    func provision(
        _ blueprint: BlueprintID, _ version: Version, for workspace: Workspace
    ) async throws(Fault) -> Provision {
        let rendered = try await scope.call(RenderBlueprint(blueprint: blueprint, version: version))
        async let ofTenant = load(GetValues(blueprint: blueprint))
        async let ofProject = load(GetValues(blueprint: blueprint, project: workspace.project))
        async let ofWorkspace = load(ListVariables(workspace: workspace.id))
        return Provision(
            rendered.variables, tenant: await ofTenant.value, project: await ofProject.value,
            workspace: await ofWorkspace.value?.items ?? [])
    }
}
