import BlueprintsAPI
import Bus
import DeploymentsAPI
import Faults
import HTTP
import TenantsAPI
import Values
import Vocabulary

extension Visitor {
    /// The form for one version of a blueprint, made from its variables.
    func deployForm(_ id: WorkspaceID) async throws(Fault) -> Response {
        let choice = try await choice(id, query["blueprint"], query["version"])
        return await show(deploySheet(choice, fault: nil, form: nil, problems: [:]))
    }

    func deploy(_ id: WorkspaceID) async throws(Fault) -> Response {
        let form = try await form()
        let choice = try await choice(id, form["blueprint"], form["version"])
        var reader = VariableReader(form)
        let variables = reader.read(choice.variables)
        var fault: Fault?
        if reader.problems.isEmpty {
            do throws(Fault) {
                let ticket = try await scope(once: form.once).start(
                    Deploy(
                        workspace: id, blueprint: choice.blueprint.id, version: choice.version,
                        variables: variables,
                        planOnly: form["plan-only"] != nil))
                return .seeOther(Link("deployments", ticket.id))
            } catch {
                fault = error
            }
        } else {
            fault = Fault(
                .invalid, "dashboard.variables",
                "Some variables are not right: \(reader.problems.keys.sorted().joined(separator: ", ")).")
        }
        let sheet = deploySheet(choice, fault: fault, form: form, problems: reader.problems)
        var response = await show(sheet)
        response.status = fault?.kind.httpStatus ?? 422
        return response
    }

    struct Choice: Sendable {
        let workspace: Workspace
        let blueprint: Blueprint
        let version: Version
        let versions: [Version]
        let provision: Provision

        var variables: [BlueprintVariable] { provision.asked }
    }

    private func choice(_ id: WorkspaceID, _ blueprint: String?, _ version: String?) async throws(Fault)
        -> Choice
    {
        guard let blueprintID = blueprint.flatMap({ BlueprintID($0) }) else {
            throw Fault(
                .invalid, "dashboard.no_blueprint", "Choose a blueprint on the workspace's page first.")
        }
        let workspace = try await scope.call(GetWorkspace(workspace: id))
        let blueprint = try await scope.call(GetBlueprint(blueprint: blueprintID))
        let versions = try await scope.call(ListBlueprintVersions(blueprint: blueprintID)).items.map(
            \.version)
        guard let chosen = version.flatMap({ Version($0) }) ?? blueprint.latest else {
            throw Fault(
                .conflict, "dashboard.not_published",
                "The blueprint has no published version. Publish one first: plumb blueprint publish.")
        }
        return Choice(
            workspace: workspace, blueprint: blueprint, version: chosen, versions: versions,
            provision: try await provision(blueprintID, chosen, for: workspace))
    }

    private func deploySheet(_ choice: Choice, fault: Fault?, form: Form?, problems: [String: String])
        -> Sheet
    {
        let workspace = choice.workspace
        return Sheet(
            "Deploy \(choice.blueprint.slug)", in: .workspaces,
            trail: [("Workspaces", Area.workspaces.link), (workspace.title, workspace.id.link)]
        ) {
            heading("Deploy \(choice.blueprint.slug)", mark: environmentTag(workspace))
            complaint(fault)
            div(.class("narrow")) {
                versionChooser(choice)
                posting(workspace.id.link(to: "deploy")) {
                    input(.type("hidden"), .name("blueprint"), .value(choice.blueprint.id.text))
                    input(.type("hidden"), .name("version"), .value("\(choice.version)"))
                    if choice.variables.isEmpty && choice.provision.fixed.isEmpty {
                        p(.class("quiet"), text: "This version takes no variables.")
                    } else if !choice.variables.isEmpty {
                        fieldset {
                            legend(text: "Variables of \(choice.version)")
                            for variable in choice.variables {
                                VariableField(
                                    variable, form, problems[variable.name],
                                    isGiven: choice.provision.byWorkspace.contains(variable.name)
                                ).drawn
                            }
                        }
                    }
                    fixed(choice.provision)
                    tick("plan-only", "Only plan; apply nothing", isOn: form?["plan-only"] != nil)
                    div(.class("buttons")) {
                        button(.class("primary"), .type("submit"), text: "Start the run")
                        a(.class("button"), .href(workspace.id.link), text: "Back")
                    }
                    p(.class("hint"), text: nextStep(workspace))
                }
            }
        }
    }

    private func fixed(_ provision: Provision) -> HTML {
        guard !provision.fixed.isEmpty else { return .nothing }
        return panel("Fixed for this tenant or project", id: "fixed") {
            facts(
                provision.fixed.map { name, held in
                    (name, held.map { value(valueText($0)) } ?? sensitiveMark)
                })
        }
    }

    private func nextStep(_ workspace: Workspace) -> String {
        if workspace.isProduction {
            return "The run plans first, and then waits for somebody else's approval."
        }
        return workspace.settings.gates.contains(.approval)
            ? "The run plans first, and then waits for approval."
            : "The run plans first; no approval gate stands in this workspace."
    }

    private func versionChooser(_ choice: Choice) -> HTML {
        asking(choice.workspace.id.link(to: "deploy"), "form row") {
            input(.type("hidden"), .name("blueprint"), .value(choice.blueprint.id.text))
            Field(name: "version", title: "Version", value: "\(choice.version)", isRequired: true)
                .choice(choice.versions.map { ("\($0)", "\($0)") })
            button(.type("submit"), text: "Show its variables")
        }
    }
}
