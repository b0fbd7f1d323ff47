import Bus
import Faults
import HTTP
import PoliciesAPI
import TenantsAPI
import Vocabulary

extension Visitor {
    /// Where a pack judges, with the ways to end that and to let it judge elsewhere.
    func bindingPanel(
        _ slug: Slug, _ loaded: Loaded<Page<PolicyBinding>>, _ names: Names, _ workspaces: [Workspace],
        _ fault: Fault?
    ) -> HTML {
        panel("Where it judges", id: "bindings") {
            shown(loaded) { page in
                if page.items.isEmpty {
                    emptyState("It judges nothing yet.")
                } else {
                    bindingTable(slug, page.items, names)
                }
            }
            if mayAnywhere("policies:bind") {
                details(.when(fault != nil, .open)) {
                    summary(text: "Let it judge")
                    complaint(fault)
                    bindingForm(slug, workspaces)
                }
            }
        }
    }

    private func bindingTable(_ slug: Slug, _ bindings: [PolicyBinding], _ names: Names) -> HTML {
        tabular("Where it judges", ["Where", "How strictly", "Version", "By", "End"]) {
            for binding in bindings {
                tr {
                    cell("Where", "lead") { place(binding, names) }
                    cell("How strictly") { binding.enforcement.mark.drawn }
                    cell("Version") { binding.version.map { String($0) } ?? "the newest" }
                    cell("By", "clip") {
                        span(text: binding.author + " ")
                        moment(binding.created, now: now)
                    }
                    cell("End") {
                        if mayAnywhere("policies:bind") {
                            posting(Link("policies", "packs", slug.text, "unbind"), "inline") {
                                input(.type("hidden"), .name("binding"), .value(binding.id.text))
                                button(
                                    .class("danger small"), .type("submit"),
                                    .label("End judging \(placeText(binding, names))"), text: "End")
                            }
                        }
                    }
                }
            }
        }
    }

    private func place(_ binding: PolicyBinding, _ names: Names) -> HTML {
        binding.workspace.map { names.link($0) } ?? words(placeText(binding, names))
    }

    private func placeText(_ binding: PolicyBinding, _ names: Names) -> String {
        if let workspace = binding.workspace { return names.title(workspace) }
        let environment = binding.environment.map { "of \($0)" }
        if binding.project != nil {
            return ["A project's workspaces", environment].compactMap { $0 }.joined(separator: " ")
        }
        return ["All workspaces", environment].compactMap { $0 }.joined(separator: " ")
    }

    private func bindingForm(_ slug: Slug, _ workspaces: [Workspace]) -> HTML {
        posting(Link("policies", "packs", slug.text, "bind")) {
            Field(
                name: "enforcement", title: "How strictly",
                hint: "Advisory tells; soft-mandatory waits for an override; hard-mandatory fails the run.",
                isRequired: true
            ).choice(Enforcement.allCases.map { ($0.rawValue, $0.mark.word) })
            Field(name: "workspace", title: "Workspace").choice(
                [("", "All")] + workspaces.map { ($0.id.text, $0.title) })
            Field(
                name: "environment", title: "Environment", hint: "Only workspaces of this environment.",
                placeholder: "production"
            ).line
            Field(name: "version", title: "Version", hint: "The newest when left empty.").line
            button(.class("primary"), .type("submit"), text: "Let it judge")
        }
    }

    func bind(_ slug: Slug) async throws(Fault) -> Response {
        let form = try await form()
        do throws(Fault) {
            guard let enforcement = form.text("enforcement").flatMap({ Enforcement(rawValue: $0) }) else {
                throw Fault(.invalid, "dashboard.no_enforcement", "Say how strictly the pack judges.")
            }
            var version: Int?
            if let text = form.text("version") {
                guard let number = Int(text), number > 0 else {
                    throw Fault(
                        .invalid, "dashboard.bad_version", "A pack's versions are whole numbers from 1.")
                }
                version = number
            }
            _ = try await scope(once: form.once).call(
                BindPack(
                    pack: slug, enforcement: enforcement, version: version,
                    workspace: form.text("workspace").flatMap { WorkspaceID($0) },
                    environment: form.text("environment")))
        } catch {
            var response = await show(try await packSheet(slug, fault: error))
            response.status = error.kind.httpStatus
            return response
        }
        return back(slug, "bound")
    }

    func unbind(_ slug: Slug) async throws(Fault) -> Response {
        let form = try await form()
        guard let binding = form["binding"].flatMap({ PolicyBindingID($0) }) else {
            throw Fault(.missing, "dashboard.no_such_page", "There is no such binding.")
        }
        _ = try await scope(once: form.once).call(UnbindPack(pack: slug, binding: binding))
        return back(slug, "unbound")
    }

    private func back(_ slug: Slug, _ done: String) -> Response {
        .seeOther(Link(segments: ["policies", "packs", slug.text], query: [("done", done)]))
    }
}

extension Enforcement {
    var mark: Mark {
        switch self {
        case .advisory: Mark(word: "Advisory", glyph: .eye, tone: .calm)
        case .softMandatory: Mark(word: "Soft-mandatory", glyph: .diamond, tone: .waiting)
        case .hardMandatory: Mark(word: "Hard-mandatory", glyph: .lock, tone: .bad)
        }
    }
}
