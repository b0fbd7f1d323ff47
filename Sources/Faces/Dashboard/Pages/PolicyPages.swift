import Bus
import Faults
import HTTP
import PoliciesAPI
import TenantsAPI
import Vocabulary

extension DecisionID {
    var link: Link { Link("policies", "decisions", text) }
}

extension Slug {
    /// The page of the pack of that name.
    var packLink: Link { Link("policies", "packs", text) }
}

extension Visitor {
    /// Packs, what was decided lately, and what may be broken for now.
    func policies() async throws(Fault) -> Response {
        async let packs = load(ListPacks(cursor: query["cursor"], limit: 50))
        async let decisions = load(ListDecisions(limit: 10))
        async let waivers = load(ListWaivers(limit: 10))
        let (own, made, granted) = (await packs, await decisions, await waivers)
        let bindings = await bindings(of: own.value?.items ?? [])
        let names = await names(
            (made.value?.items ?? []).compactMap(\.workspace)
                + (granted.value?.items ?? []).compactMap(\.workspace))
        let sheet = Sheet("Policies", in: .policies) {
            heading(
                "Policies",
                note: p(.class("quiet"), text: "What is judged between a run's plan and its approval."))
            panel("Packs", id: "packs") {
                shown(own) { page in
                    packTable(page.items, bindings)
                    pager(page) { cursor in Link("policies", query: [("cursor", cursor)]) }
                }
            }
            panel(
                "Decided lately", id: "decided", aside: a(.href(Link("policies", "decisions")), text: "All")
            ) {
                shown(made) { page in decisionTable(page.items, names) }
            }
            panel(
                "Waivers", id: "waived", aside: a(.href(Link("policies", "waivers")), text: "All, and grant")
            ) {
                shown(granted) { page in waiverTable(page.items, names) }
            }
        }
        return await show(sheet)
    }

    /// Where packs judge; what can't be read is left out.
    private func bindings(of packs: [PolicyPack]) async -> [Slug: [PolicyBinding]] {
        var all: [Slug: [PolicyBinding]] = [:]
        for pack in packs {
            all[pack.slug] = await load(ListPackBindings(pack: pack.slug, limit: 100)).value?.items
        }
        return all
    }

    private func packTable(_ packs: [PolicyPack], _ bindings: [Slug: [PolicyBinding]]) -> HTML {
        guard !packs.isEmpty else {
            return emptyState(
                "There are no packs yet. Take in a folder of Rego:", try: "plumb policy push acme ./policies")
        }
        return tabular("Packs", ["Pack", "Rules", "Version", "From", "Judges"]) {
            for pack in packs {
                tr {
                    cell("Pack", "lead") {
                        a(.href(pack.slug.packLink), text: pack.slug.text)
                        if let title = pack.title { span(.class("quiet"), text: " " + title) }
                    }
                    cell("Rules", "number") { String(pack.rules) }
                    cell("Version", "number") { String(pack.version) }
                    cell("From") {
                        pack.isBuiltIn ? words("comes with Plumb") : moment(pack.created, now: now)
                    }
                    cell("Judges") {
                        let own = bindings[pack.slug] ?? []
                        if own.isEmpty {
                            span(.class("quiet"), text: "nowhere")
                        } else {
                            let strictest = own.map(\.enforcement).max() ?? .advisory
                            span(text: "\(counted(own.count, "place")), up to \(strictest.rawValue)")
                        }
                    }
                }
            }
        }
    }

    // MARK: - A pack

    func pack(_ slug: Slug) async throws(Fault) -> Response {
        await show(try await packSheet(slug, fault: nil))
    }

    func packSheet(_ slug: Slug, fault: Fault?) async throws(Fault) -> Sheet {
        let version = query["version"].flatMap { Int($0) }
        let content = try await scope.call(GetPack(pack: slug, version: version))
        async let versions = load(ListPackVersions(pack: slug, limit: 20))
        async let bindings = load(ListPackBindings(pack: slug, limit: 100))
        async let workspaces = load(ListWorkspaces(limit: 200))
        let (made, bound, places) = (await versions, await bindings, await workspaces.value?.items ?? [])
        let names = await names((bound.value?.items ?? []).compactMap(\.workspace), known: places)
        let pack = content.pack
        return Sheet(slug.text, in: .policies, trail: [("Policies", Area.policies.link)]) {
            heading(
                slug.text,
                note: p(.class("quiet row")) {
                    if let title = pack.title { span(text: title) }
                    span(text: "version \(pack.version)")
                    span(text: counted(pack.rules, "rule"))
                    span(text: pack.isBuiltIn ? "comes with Plumb" : "by \(pack.author)")
                    span {
                        "sha256 "
                        code(.title(pack.digest), text: String(pack.digest.prefix(12)))
                    }
                })
            told(["bound": "It judges there from now on.", "unbound": "It does not judge there any more."])
            for note in pack.notes { p(.class("quiet"), text: note) }
            bindingPanel(slug, bound, names, places, fault)
            rulePanel(content)
            versionPanel(slug, made, shown: pack.version)
        }
    }

    private func versionPanel(_ slug: Slug, _ loaded: Loaded<Page<PolicyPack>>, shown version: Int) -> HTML {
        guard case .ready(let page) = loaded, page.items.count > 1 else { return .nothing }
        return panel("Versions", id: "versions") {
            tabular("Versions", ["Version", "Rules", "By", "Made"]) {
                for one in page.items {
                    tr {
                        cell("Version", "lead") {
                            if one.version == version {
                                strong(text: "\(one.version), shown")
                            } else {
                                a(
                                    .href(
                                        Link(
                                            segments: ["policies", "packs", slug.text],
                                            query: [("version", String(one.version))])),
                                    text: String(one.version))
                            }
                        }
                        cell("Rules", "number") { String(one.rules) }
                        cell("By", "clip") { one.author }
                        cell("Made") { moment(one.created, now: now) }
                    }
                }
            }
        }
    }
}
