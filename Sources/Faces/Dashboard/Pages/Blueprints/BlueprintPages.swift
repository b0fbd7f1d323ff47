import BlueprintsAPI
import Bus
import Faults
import HTTP
import Values
import Vocabulary

extension BlueprintID {
    var link: Link { Link("blueprints", text) }
}

extension Visitor {
    func blueprints() async throws(Fault) -> Response {
        let page = try await scope.call(ListBlueprints(cursor: query["cursor"], limit: 50))
        let sheet = Sheet("Blueprints", in: .blueprints) {
            heading(
                "Blueprints",
                actions: mayAnywhere("blueprints:write")
                    ? a(.class("button"), .href(Link("blueprints", "new"))) {
                        Glyph.plus.drawn
                        span(text: "New blueprint")
                    } : .nothing)
            if page.items.isEmpty {
                emptyState(
                    "There is no blueprint yet. It is a template of infrastructure, written as YAML:",
                    try: "plumb blueprint import web-shop.yaml")
            } else {
                tabular("Blueprints", ["Blueprint", "Version", "What it is", "Changed"]) {
                    for blueprint in page.items {
                        tr {
                            cell("Blueprint", "lead") {
                                a(.href(blueprint.id.link), text: blueprint.slug.text)
                            }
                            cell("Version", "number") { published(blueprint) }
                            cell("What it is") { blueprint.description ?? "—" }
                            cell("Changed") { moment(blueprint.updated, now: now) }
                        }
                    }
                }
            }
            pager(page) { cursor in Link("blueprints", query: [("cursor", cursor)]) }
        }
        return await show(sheet)
    }

    private func published(_ blueprint: Blueprint) -> HTML {
        blueprint.latest.map { words("\($0)") } ?? span(.class("tag"), text: "draft")
    }

    func blueprint(_ id: BlueprintID, _ attempt: Attempt = Attempt()) async throws(Fault) -> Response {
        let blueprint = try await scope.call(GetBlueprint(blueprint: id))
        let version = query["version"].flatMap { Version($0) }
        async let versions = load(ListBlueprintVersions(blueprint: id))
        async let text = load(ExportBlueprint(blueprint: id, version: version, format: .yaml))
        async let rendered = load(RenderBlueprint(blueprint: id, version: version))
        let (published, source, files) = (await versions, await text, await rendered)
        let shownVersion = version.map { "version \($0)" } ?? "the draft"
        let sheet = Sheet(
            blueprint.slug.text, in: .blueprints, trail: [("Blueprints", Area.blueprints.link)]
        ) {
            heading(
                blueprint.slug.text, mark: span(.class("tag"), text: version.map { "\($0)" } ?? "draft"),
                note: blueprint.description.map { p(.class("quiet"), text: $0) } ?? .nothing,
                actions: version == nil && mayAnywhere("blueprints:write")
                    ? a(.class("button"), .href(Link("blueprints", id.text, "edit")), text: "Edit the draft")
                    : .nothing)
            told(["published": "Published. It can be deployed now."])
            versionsPanel(blueprint, published, version)
            if version == nil && mayAnywhere("blueprints:publish") { publishing(blueprint, attempt) }
            shown(files) { files in
                variablesPanel(files.variables, shownVersion)
            }
            panel("Source of \(shownVersion)", id: "source") {
                shown(source) { source in
                    pre(.class("listing"), .focusable) { code(text: source.text) }
                }
            }
            if let files = files.value { filesPanel(files.files, shownVersion) }
        }
        return await show(sheet, after: attempt.fault)
    }

    private func publishing(_ blueprint: Blueprint, _ attempt: Attempt) -> HTML {
        panel("Publish the draft", id: "publish") {
            p(
                .class("quiet"),
                text: "A version never changes again. Terraform itself validates it before it is published.")
            attempt.notice
            posting(Link("blueprints", blueprint.id.text, "publish")) {
                div(.class("pair")) {
                    attempt.field(
                        "version", "Version", isRequired: true,
                        placeholder: blueprint.latest.map { "after \($0)" } ?? "1.0.0"
                    ).line
                    attempt.field("notes", "What is new").line
                }
                button(.type("submit"), text: "Publish")
            }
        }
    }

    private func versionsPanel(
        _ blueprint: Blueprint, _ loaded: Loaded<Page<BlueprintVersion>>, _ current: Version?
    ) -> HTML {
        let draft = a(.href(blueprint.id.link), text: "Draft")
        return panel("Versions", id: "versions", aside: current == nil ? .nothing : draft) {
            shown(loaded) { page in
                if page.items.isEmpty {
                    emptyState(
                        "Nothing is published yet. Only published versions can be deployed:",
                        try: "plumb blueprint publish \(blueprint.slug) --version 1.0.0")
                } else {
                    tabular("Versions", ["Version", "Published", "By", "Notes", "Digest"]) {
                        for version in page.items {
                            tr {
                                cell("Version", "lead number") {
                                    a(
                                        .href(
                                            Link(
                                                segments: ["blueprints", blueprint.id.text],
                                                query: [("version", "\(version.version)")])),
                                        .when(version.version == current, Attribute("aria-current", "true")),
                                        text: "\(version.version)")
                                }
                                cell("Published") { moment(version.published, now: now) }
                                cell("By", "clip") { version.author }
                                cell("Notes") { version.notes ?? "—" }
                                cell("Digest") {
                                    code(.title(version.digest), text: String(version.digest.prefix(12)))
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    private func variablesPanel(_ variables: [BlueprintVariable], _ name: String) -> HTML {
        panel("Variables of \(name)", id: "variables") {
            if variables.isEmpty {
                p(.class("quiet"), text: "It takes none.")
            } else {
                tabular("Variables", ["Name", "Type", "By default", "What it is"]) {
                    for variable in variables {
                        tr {
                            cell("Name", "lead") {
                                code(text: variable.name)
                                if variable.isSensitive { sensitiveMark }
                            }
                            cell("Type") { code(text: variable.type) }
                            cell("By default") { byDefault(variable) }
                            cell("What it is") {
                                variable.description ?? "—"
                                if !variable.allowed.isEmpty {
                                    p(
                                        .class("hint"),
                                        text: "one of " + variable.allowed.map(\.text).joined(separator: ", ")
                                    )
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    private func byDefault(_ variable: BlueprintVariable) -> HTML {
        if variable.isRequired { return span(.class("tag"), text: "required") }
        guard let held = variable.byDefault, !variable.isSensitive else { return words("—") }
        return value(valueText(held))
    }

    private func filesPanel(_ files: [RenderedFile], _ name: String) -> HTML {
        panel("Terraform of \(name)", id: "files") {
            for file in files {
                details(.class("file")) {
                    summary { code(text: file.path) }
                    pre(.class("listing"), .focusable) { code(text: file.text) }
                }
            }
        }
    }
}
