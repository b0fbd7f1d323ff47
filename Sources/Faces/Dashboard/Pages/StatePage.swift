import Bus
import Faults
import HTTP
import StatesAPI
import TenantsAPI
import Values
import Vocabulary

extension Visitor {
    func state(_ id: WorkspaceID) async throws(Fault) -> Response {
        let workspace = try await scope.call(GetWorkspace(workspace: id))
        let serial = query["serial"].flatMap { Int($0) }
        let versions = try await scope.call(ListVersions(workspace: id, cursor: query["cursor"], limit: 25))
        let view: Loaded<StateView> =
            versions.items.isEmpty && serial == nil
            ? .ready(StateView(version: nil, resources: [], outputs: []))
            : await load(ReadState(workspace: id, serial: serial))
        let sheet = Sheet(
            "State of \(workspace.title)", in: .workspaces,
            trail: [("Workspaces", Area.workspaces.link), (workspace.title, workspace.id.link)]
        ) {
            heading("State", mark: environmentTag(workspace))
            panel("Versions", id: "versions") {
                if versions.items.isEmpty {
                    emptyState(
                        "There is no state yet. A run makes it, or push the one that you have:",
                        try: "plumb state push --workspace <workspace> terraform.tfstate")
                } else {
                    if versions.items.count > 1 { chooser(id, versions.items) }
                    versionTable(versions.items, id)
                }
            }
            pager(versions) { cursor in
                Link(segments: ["workspaces", id.text, "state"], query: [("cursor", cursor)])
            }
            shown(view) { view in
                resourcesPanel(view)
                outputsPanel(view.outputs)
            }
        }
        return await show(sheet)
    }

    private func chooser(_ id: WorkspaceID, _ versions: [StateVersion]) -> HTML {
        let options = versions.map { (String($0.serial), "\($0.serial) by \($0.author)") }
        return asking(Link("workspaces", id.text, "state", "diff")) {
            Field(name: "from", title: "From", value: options[1].0, isRequired: true).choice(options)
            Field(name: "to", title: "To", value: options[0].0, isRequired: true).choice(options)
            button(.type("submit"), text: "Compare")
        }
    }

    private func versionTable(_ versions: [StateVersion], _ id: WorkspaceID) -> HTML {
        tabular("Versions", ["Serial", "Stored", "By", "How", "Resources", "Terraform", "Changes"]) {
            for version in versions {
                tr {
                    cell("Serial", "lead number") {
                        a(
                            .href(
                                Link(
                                    segments: ["workspaces", id.text, "state"],
                                    query: [("serial", String(version.serial))])),
                            text: String(version.serial))
                    }
                    cell("Stored") { moment(version.created, now: now) }
                    cell("By", "clip") { version.author }
                    cell("How") {
                        if let run = version.run.flatMap({ DeploymentID($0) }) {
                            a(.href(run.link), text: version.originTitle)
                        } else {
                            version.originTitle
                        }
                    }
                    cell("Resources", "number") {
                        if version.isEncrypted { "encrypted" } else { String(version.resources) }
                    }
                    cell("Terraform", "number") { version.terraformVersion ?? "—" }
                    cell("Changes") {
                        if version.serial > (versions.last?.serial ?? 0) {
                            a(
                                .href(
                                    Link(
                                        segments: ["workspaces", id.text, "state", "diff"],
                                        query: [("to", String(version.serial))])),
                                text: "Compare")
                        }
                    }
                }
            }
        }
    }

    private func resourcesPanel(_ view: StateView) -> HTML {
        guard let version = view.version else { return .nothing }
        return panel("Resources in version \(version.serial)", id: "resources") {
            if version.isEncrypted {
                emptyState("This state is encrypted by OpenTofu; Plumb keeps it and can't read it.")
            } else if view.resources.isEmpty {
                emptyState("This version holds no resources.")
            } else {
                div(.class("changes")) {
                    for resource in view.resources { resourceEntry(resource) }
                }
            }
        }
    }

    private func resourceEntry(_ resource: StateResource) -> HTML {
        // Search leads to one of them.
        let isWanted = query["resource"] == resource.address
        return details(
            .class("change"), .when(isWanted, .id("resource")), .when(isWanted, .open)
        ) {
            summary {
                code(.class("address"), text: resource.address)
                if resource.isData { span(.class("tag"), text: "data") }
                if resource.isTainted { Mark(word: "Tainted", glyph: .warning, tone: .bad).drawn }
            }
            dl(.class("attributes")) {
                for (name, held) in resource.attributes.objectValue ?? [:] {
                    div {
                        dt { code(text: name) }
                        dd {
                            if held.stringValue == "(sensitive value)" {
                                sensitiveMark
                            } else {
                                value(valueText(held.text))
                            }
                        }
                    }
                }
            }
        }
    }

    private func outputsPanel(_ outputs: [StateOutput]) -> HTML {
        guard !outputs.isEmpty else { return .nothing }
        return panel("Outputs", id: "outputs") {
            dl(.class("attributes")) {
                for output in outputs {
                    div {
                        dt { code(text: output.name) }
                        dd {
                            if output.isSensitive {
                                sensitiveMark
                            } else {
                                value(valueText(output.value.text))
                            }
                        }
                    }
                }
            }
        }
    }
}
