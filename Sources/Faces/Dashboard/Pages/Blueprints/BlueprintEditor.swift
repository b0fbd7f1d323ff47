import BlueprintsAPI
import Bus
import Codecs
import Faults
import HTTP
import Vocabulary

/// What stands in the editor: the text, whose draft it is, and what the checks said of it.
private struct Editing: Sendable {
    var text: String
    /// Nil for a blueprint that is not kept yet.
    var blueprint: Blueprint?
    var verdict: Loaded<BlueprintVerdict>?
    var fault: Fault?

    var action: Link { blueprint.map { Link("blueprints", $0.id.text, "edit") } ?? Link("blueprints", "new") }
}

extension Visitor {
    /// Bytes that the editor's form may have; percent-encoding makes a text three times as long.
    private static let formCeiling = 6 << 20
    private static let fileCeiling = 2 << 20

    private static let starter = """
        name: my-blueprint
        description: A network to begin with

        providers:
          aws:
            version: "~> 5.0"

        variables:
          cidr:
            description: The network's address range
            default: 10.20.0.0/16

        resources:
          network:
            type: aws_vpc
            properties:
              cidr_block: "${var.cidr}"

        """

    func newBlueprint() async throws(Fault) -> Response {
        guard mayAnywhere("blueprints:write") else { throw .needs("blueprints:write") }
        return await show(editorSheet(await checked(Editing(text: Self.starter))))
    }

    func editBlueprint(_ id: BlueprintID) async throws(Fault) -> Response {
        guard mayAnywhere("blueprints:write") else { throw .needs("blueprints:write") }
        let blueprint = try await scope.call(GetBlueprint(blueprint: id))
        let source = try await scope.call(ExportBlueprint(blueprint: id))
        return await show(
            editorSheet(await checked(Editing(text: source.text, blueprint: blueprint))))
    }

    /// Checks, or keeps; whichever of the form's buttons was pressed.
    func workOnBlueprint(_ id: BlueprintID?) async throws(Fault) -> Response {
        let form = try await form(upTo: Self.formCeiling)
        var editing = Editing(text: form.lines("text") ?? "")
        if let id { editing.blueprint = try await scope.call(GetBlueprint(blueprint: id)) }
        guard form["do"] == "save" else { return await show(editorSheet(await checked(editing))) }
        do throws(Fault) {
            let document = try YAMLDocument(parsing: editing.text).json
            let kept: Blueprint
            if let id {
                kept = try await scope(once: form.once).call(
                    UpdateBlueprint(
                        blueprint: id, document: document, ifRevision: form["revision"].flatMap { Int($0) }))
            } else {
                kept = try await scope(once: form.once).call(CreateBlueprint(document: document))
            }
            return .seeOther(
                Link(segments: ["blueprints", kept.id.text, "edit"], query: [("done", "saved")]))
        } catch {
            editing.fault = error
            return await show(editorSheet(await checked(editing)), after: error)
        }
    }

    /// A file is put into the editor, not kept: what is wrong with it is seen first.
    func uploadBlueprint() async throws(Fault) -> Response {
        let upload = try await Multipart(request)
        guard let file = upload.file else {
            throw Fault(.invalid, "dashboard.no_file", "Choose a file with a blueprint as YAML or JSON.")
        }
        let bytes = try await file.collect(upTo: Self.fileCeiling)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Fault(.invalid, "dashboard.not_text", "\(file.name) is not text in UTF-8.")
        }
        return await show(editorSheet(await checked(Editing(text: text))))
    }

    func publishBlueprint(_ id: BlueprintID) async throws(Fault) -> Response {
        let form = try await form()
        do throws(Fault) {
            guard let version = form.text("version").flatMap({ Version($0) }) else {
                throw Fault(
                    .invalid, "dashboard.bad_version", "Nothing was published.",
                    problems: [.init("/version", "a version such as 1.2.0")])
            }
            _ = try await scope(once: form.once).call(
                PublishBlueprint(blueprint: id, version: version, notes: form.text("notes")))
            return .seeOther(Link(segments: ["blueprints", id.text], query: [("done", "published")]))
        } catch {
            return try await blueprint(id, Attempt(form: form, fault: error))
        }
    }

    private func checked(_ editing: Editing) async -> Editing {
        var editing = editing
        editing.verdict = await load(ValidateBlueprint(text: editing.text, render: true))
        return editing
    }

    // MARK: - The page

    private func editorSheet(_ editing: Editing) -> Sheet {
        let title = editing.blueprint.map { "Edit \($0.slug)" } ?? "New blueprint"
        let above = editing.blueprint.map { [($0.slug.text, $0.id.link)] } ?? []
        return Sheet(
            title, in: .blueprints, trail: [("Blueprints", Area.blueprints.link)] + above,
            scripts: [.editor]
        ) {
            heading(
                title,
                note: p(
                    .class("quiet"),
                    text: "What is kept is the document; comments in its text are not."))
            told(["saved": "The draft is kept. Publish it as a version to deploy it."])
            complaint(editing.fault)
            div(.class("editor")) {
                form(editing)
                div {
                    div(.id("verdict")) { verdict(editing.verdict) }
                    if editing.blueprint == nil { upload }
                }
            }
        }
    }

    private func form(_ editing: Editing) -> HTML {
        posting(editing.action, "form panel") {
            if let blueprint = editing.blueprint {
                input(.type("hidden"), .name("revision"), .value(String(blueprint.revision)))
            }
            div(.class("field")) {
                label(.for("text"), text: "Blueprint, as YAML or JSON")
                div(.class("sheet")) {
                    textarea(
                        .id("text"), .name("text"), Attribute("rows", "30"), Attribute("spellcheck", "false"),
                        Attribute("wrap", "off"), Attribute("autocapitalize", "off"),
                        .described(by: "verdict"), text: editing.text)
                }
            }
            div(.class("buttons")) {
                button(
                    .class("primary"), .type("submit"), .name("do"), .value("save"),
                    text: editing.blueprint == nil ? "Keep as a draft" : "Save the draft")
                button(.type("submit"), .name("do"), .value("check"), text: "Check and preview")
                if let blueprint = editing.blueprint {
                    a(.class("button"), .href(blueprint.id.link), text: "Back")
                }
            }
        }
    }

    private func verdict(_ loaded: Loaded<BlueprintVerdict>?) -> HTML {
        guard let loaded else { return .nothing }
        return panel("What it comes to", id: "preview") {
            shown(loaded) { verdict in
                p(.role("status")) {
                    verdict.isValid
                        ? Mark(
                            word: "Valid, \(counted(verdict.files.count, "file"))", glyph: .check, tone: .good
                        ).drawn
                        : Mark(word: counted(verdict.problems.count, "problem"), glyph: .cross, tone: .bad)
                            .drawn
                }
                if !verdict.isValid {
                    ol(.class("plain entries problems")) {
                        for problem in verdict.problems { item(problem) }
                    }
                }
                for file in verdict.files {
                    details(.class("file"), .when(file.path == "main.tf", .open)) {
                        summary { code(text: file.path) }
                        pre(.class("listing"), .focusable) { code(text: file.text) }
                    }
                }
            }
        }
    }

    private func item(_ problem: BlueprintProblem) -> HTML {
        li {
            p(.class("row")) {
                if let line = problem.line {
                    a(
                        .href(.here("text")), Attribute("data-line", String(line)),
                        text: "Line \(line)" + (problem.column.map { ", column \($0)" } ?? ""))
                }
                if !problem.path.isEmpty { code(.class("quiet wrap"), text: problem.path) }
            }
            p(text: problem.message)
        }
    }

    private var upload: HTML {
        panel("From a file", id: "upload") {
            uploading(Link("blueprints", "upload")) {
                FileField(
                    name: "file", title: "Blueprint's file", hint: "YAML or JSON, at most 2 MiB.",
                    accepts: ".yaml,.yml,.json"
                ).drawn
                button(.type("submit"), text: "Open in the editor")
            }
        }
    }
}
