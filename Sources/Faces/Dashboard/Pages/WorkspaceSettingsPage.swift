import Bus
import Faults
import HTTP
import IdentityAPI
import TenantsAPI
import Vocabulary

extension Visitor {
    /// How runs of one workspace behave, its variables, and whether it is in use.
    func workspaceSettings(_ id: WorkspaceID) async throws(Fault) -> Response {
        await show(try await workspaceSettingsSheet(id, Attempt()))
    }

    private func workspaceSettingsSheet(_ id: WorkspaceID, _ attempt: Attempt) async throws(Fault) -> Sheet {
        let workspace = try await scope.call(GetWorkspace(workspace: id))
        guard may("tenants:write", in: workspace) else { throw .needs("tenants:write") }
        async let variables = load(ListVariables(workspace: id))
        async let connections = load(ListConnections())
        async let people = load(ListUsers(limit: 200))
        let (given, clouds) = (await variables, await connections.value?.items ?? [])
        let owners = await people.value?.items ?? []
        return Sheet(
            "Settings of \(workspace.title)", in: .workspaces,
            trail: [("Workspaces", Area.workspaces.link), (workspace.title, workspace.id.link)]
        ) {
            heading("Settings", mark: environmentTag(workspace))
            told(WorkspaceSettingsMessages.all)
            attempt.notice
            div(.class("columns")) {
                div {
                    variableTable(workspace, given)
                    setting(workspace, attempt)
                }
                div {
                    behaviour(workspace, attempt, clouds)
                    belonging(workspace, attempt, owners)
                    putAway(workspace)
                }
            }
        }
    }

    // MARK: - Variables

    private func variableTable(_ workspace: Workspace, _ loaded: Loaded<Page<Variable>>) -> HTML {
        panel("Variables", id: "variables") {
            shown(loaded) { page in
                if page.items.isEmpty {
                    emptyState(
                        "None is set. Runs take variables of Terraform and of the environment from here; "
                            + "sensitive ones are sealed and never shown again.")
                } else {
                    tabular("Variables", ["Name", "Value", "Set", "Remove"]) {
                        for variable in page.items { row(variable, of: workspace) }
                    }
                }
            }
        }
    }

    private func row(_ variable: Variable, of workspace: Workspace) -> HTML {
        tr {
            cell("Name", "lead") {
                code(.class("wrap"), text: variable.name)
                if variable.kind == .environment { span(.class("tag"), text: "environment") }
                if variable.isExpression { span(.class("tag"), text: "expression") }
            }
            cell("Value") { variable.isSensitive ? sensitiveMark : value(variable.value ?? "") }
            cell("Set") { moment(variable.updated, now: now) }
            cell("Remove") {
                posting(workspace.id.link(to: "remove-variable"), "inline") {
                    input(.type("hidden"), .name("name"), .value(variable.name))
                    input(.type("hidden"), .name("kind"), .value(variable.kind.rawValue))
                    button(
                        .class("danger small"), .type("submit"), .label("Remove \(variable.name)"),
                        text: "Remove")
                }
            }
        }
    }

    private func setting(_ workspace: Workspace, _ attempt: Attempt) -> HTML {
        panel("Set a variable", id: "set") {
            posting(workspace.id.link(to: "put-variable")) {
                div(.class("pair")) {
                    attempt.field("name", "Name", isRequired: true, placeholder: "region").line
                    attempt.field("kind", "For", isRequired: true).choice([
                        ("terraform", "Terraform's variables"), ("environment", "The environment"),
                    ])
                }
                // What may be a secret does not come back into the page.
                Field(
                    name: "value", title: "Value", hint: "Replaces what the variable has now.",
                    problem: attempt.field("value", "").problem
                ).block
                div {
                    tick(
                        "sensitive", "Sensitive: sealed, and never shown again",
                        isOn: attempt.form["sensitive"] != nil)
                    tick(
                        "expression", "An expression of Terraform's language, such as [\"a\", \"b\"]",
                        isOn: attempt.form["expression"] != nil)
                }
                button(.class("primary"), .type("submit"), text: "Set it")
            }
        }
    }

    func putVariable(_ id: WorkspaceID) async throws(Fault) -> Response {
        let form = try await form()
        return try await tried(id, form, "set") { scope throws(Fault) in
            _ = try await scope.call(
                PutVariable(
                    workspace: id, name: try form.needed("name", "Say which variable."),
                    value: form.lines("value") ?? "",
                    kind: form["kind"].flatMap { Variable.Kind(rawValue: $0) }
                        ?? .terraform,
                    sensitive: form["sensitive"] != nil, expression: form["expression"] != nil))
        }
    }

    func removeVariable(_ id: WorkspaceID) async throws(Fault) -> Response {
        let form = try await form()
        return try await tried(id, form, "removed") { scope throws(Fault) in
            _ = try await scope.call(
                DeleteVariable(
                    workspace: id, name: form["name"] ?? "",
                    kind: form["kind"].flatMap { Variable.Kind(rawValue: $0) } ?? .terraform))
        }
    }

    // MARK: - Behaviour

    private func behaviour(_ workspace: Workspace, _ attempt: Attempt, _ connections: [Connection]) -> HTML {
        let settings = workspace.settings
        // What was ticked stays ticked when this form comes back.
        let typed = attempt.form["planSeconds"] == nil ? nil : attempt.form
        return panel("How runs behave", id: "behaviour") {
            posting(workspace.id.link(to: "settings")) {
                input(.type("hidden"), .name("revision"), .value(String(workspace.revision)))
                attempt.field("environment", "Environment", value: workspace.environment, isRequired: true)
                    .line
                attempt.field("connection", "Cloud connection", value: settings.connection?.text ?? "")
                    .choice(
                        [("", "None")] + connections.map { ($0.id.text, $0.slug.text) })
                fieldset(.class("ticks")) {
                    legend(text: "Gates that a run must pass")
                    for gate in Gate.allCases {
                        tick(
                            "gate-" + gate.rawValue, gate.title,
                            isOn: typed.map { $0["gate-" + gate.rawValue] != nil }
                                ?? settings.gates.contains(gate))
                    }
                }
                tick(
                    "autoApply", "Apply by itself where no gate asks for approval",
                    isOn: typed.map { $0["autoApply"] != nil } ?? settings.autoApply)
                attempt.field(
                    "planSeconds", "Seconds that planning may take", type: "number",
                    value: String(settings.planSeconds), isRequired: true
                ).line
                attempt.field(
                    "applySeconds", "Seconds that applying may take", type: "number",
                    value: String(settings.applySeconds), isRequired: true
                ).line
                button(.class("primary"), .type("submit"), text: "Keep the settings")
            }
        }
    }

    func changeWorkspace(_ id: WorkspaceID) async throws(Fault) -> Response {
        let form = try await form()
        return try await tried(id, form, "kept") { scope throws(Fault) in
            // Labels, and whatever else the form does not show, stay as they are.
            var settings = try await scope.call(GetWorkspace(workspace: id)).settings
            settings.gates = Gate.allCases.filter { form["gate-" + $0.rawValue] != nil }
            settings.connection = form.text("connection").flatMap { ConnectionID($0) }
            settings.autoApply = form["autoApply"] != nil
            settings.planSeconds = try seconds("planSeconds", form)
            settings.applySeconds = try seconds("applySeconds", form)
            _ = try await scope.call(
                UpdateWorkspace(
                    workspace: id, environment: try form.needed("environment", "Say what it is for."),
                    settings: settings, ifRevision: form["revision"].flatMap { Int($0) }))
        }
    }

    private func seconds(_ name: String, _ form: Form) throws(Fault) -> Int {
        guard let seconds = form.text(name).flatMap({ Int($0) }) else {
            throw Fault(
                .invalid, "dashboard.bad_seconds", "The settings are not right.",
                problems: [.init("/" + name, "a whole number of seconds")])
        }
        return seconds
    }

    // MARK: - In use

    private func putAway(_ workspace: Workspace) -> HTML {
        panel(workspace.isArchived ? "Bring back" : "Archive", id: "archive") {
            p(
                .class("quiet"),
                text: workspace.isArchived
                    ? "Runs and writes to its state go on."
                    : "No runs, and no writes to its state. What it manages stays, and nothing is deleted.")
            posting(workspace.id.link(to: workspace.isArchived ? "restore" : "archive"), "inline") {
                button(
                    .class(workspace.isArchived ? "" : "danger"), .type("submit"),
                    text: workspace.isArchived ? "Bring it back" : "Archive \(workspace.title)")
            }
        }
    }

    func archiveWorkspace(_ id: WorkspaceID, isRestored: Bool) async throws(Fault) -> Response {
        let form = try await form()
        return try await tried(id, form, isRestored ? "restored" : "archived") { scope throws(Fault) in
            if isRestored {
                _ = try await scope.call(RestoreWorkspace(workspace: id))
            } else {
                _ = try await scope.call(ArchiveWorkspace(workspace: id))
            }
        }
    }

    func tried(
        _ id: WorkspaceID, _ form: Form, _ done: String, _ work: (Scope) async throws(Fault) -> Void
    ) async throws(Fault) -> Response {
        do throws(Fault) {
            try await work(scope(once: form.once))
            return .seeOther(
                Link(segments: ["workspaces", id.text, "settings"], query: [("done", done)]))
        } catch {
            let attempt = Attempt(form: form, fault: error)
            return await show(try await workspaceSettingsSheet(id, attempt), after: error)
        }
    }
}

private enum WorkspaceSettingsMessages {
    static let all = [
        "set": "The variable is set. The next run takes it.", "removed": "The variable was removed.",
        "belongs": "Kept; roles go by it at once.",
        "kept": "The settings are kept. The next run goes by them.",
        "archived": "Archived. Nothing was deleted.", "restored": "It is in use again.",
    ]
}
