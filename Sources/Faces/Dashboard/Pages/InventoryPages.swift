import Bus
import Faults
import HTTP
import InventoryAPI
import TenantsAPI
import Vocabulary

extension AssetID {
    var link: Link { Link("inventory", text) }
}

/// What the list of assets is narrowed to.
struct AssetFilter: Sendable {
    let provider, type, region: String?
    let workspace: WorkspaceID?
    let managed: Bool?

    init(_ query: Parameters) {
        let form = Form(query)
        (provider, type, region) = (form.text("provider"), form.text("type"), form.text("region"))
        workspace = form.text("workspace").flatMap { WorkspaceID($0) }
        managed = form.text("managed").flatMap { ["yes": true, "no": false][$0] }
    }

    var isEmpty: Bool {
        provider == nil && type == nil && region == nil && workspace == nil && managed == nil
    }

    var query: [(String, String?)] {
        [
            ("provider", provider), ("type", type), ("region", region), ("workspace", workspace?.text),
            ("managed", managed.map { $0 ? "yes" : "no" }),
        ]
    }

    func list(_ cursor: String?) -> ListAssets {
        var list = ListAssets(limit: 50)
        (list.provider, list.type, list.region) = (provider, type, region)
        (list.workspace, list.managed, list.cursor) = (workspace, managed, cursor)
        return list
    }
}

extension Visitor {
    private static let clouds = [("aws", "AWS"), ("azure", "Azure"), ("google", "Google")]

    /// How much of what exists is in code, and all of it.
    func inventory() async throws(Fault) -> Response {
        let wanted = AssetFilter(query)
        async let coverages = coverages()
        async let looks = load(ListDiscoveries(limit: 5))
        let page = try await scope.call(wanted.list(query["cursor"]))
        let names = await names(page.items.compactMap(\.workspace))
        let (shares, newest) = (await coverages, await looks)
        let isFirst = query["cursor"] == nil && wanted.isEmpty
        var running: [DiscoveryID: Progress] = [:]
        for look in newest.value?.items.filter({ $0.status == .running }).prefix(4) ?? [] {
            running[look.id] = await progress("inventory", look.id.uuid, "Look through \(look.connection)")
        }
        let moving = running
        let connections =
            isFirst && mayAnywhere("inventory:write") ? await load(ListConnections()).value?.items : nil
        let sheet = Sheet("Inventory", in: .inventory, scripts: [.refresh]) {
            heading(
                "Inventory",
                note: p(
                    .class("quiet"),
                    text: "What exists in the cloud accounts, managed or not, as the newest looks found it."))
            told(["looking": "Looking through the account. What is found is listed as it comes."])
            if isFirst {
                for share in shares { coverage(share) }
                live(every: 30) { looksPanel(newest, moving) }
                if let connections, !connections.isEmpty { lookForm(connections) }
            }
            filters(wanted)
            if page.items.isEmpty {
                emptyState(
                    wanted.isEmpty
                        ? "Nothing was looked through yet. Connect a cloud account, and look:"
                        : "No asset fits these filters.",
                    try: wanted.isEmpty ? "plumb inventory discover <connection>" : nil)
            } else {
                assets(page.items, names)
            }
            pager(page) { cursor in Link("inventory", query: wanted.query + [("cursor", cursor)]) }
        }
        return await show(sheet)
    }

    private func coverages() async -> [(name: String, provider: String, coverage: Loaded<AssetCoverage>)] {
        var out: [(name: String, provider: String, coverage: Loaded<AssetCoverage>)] = []
        for (provider, name) in Self.clouds {
            let coverage = await load(GetCoverage(provider: provider))
            if let found = coverage.value, found.assets == 0 { continue }
            out.append((name, provider, coverage))
        }
        return out
    }

    private func coverage(
        _ share: (name: String, provider: String, coverage: Loaded<AssetCoverage>)
    ) -> HTML {
        let title = "\(share.name) in code"
        return panel(title, id: "coverage-" + share.provider) {
            shown(share.coverage) { coverage in
                p(.class("row")) {
                    strong(text: "\(coverage.percent)% of what exists is in code")
                    span(
                        .class("quiet"), text: "\(coverage.managed) of \(counted(coverage.assets, "asset"))")
                }
                bar(coverage.percent, "\(coverage.percent)% of \(share.name) is in code")
                // The types that most is missing of, first.
                let types = coverage.types.sorted {
                    ($1.assets - $1.managed, $0.type) < ($0.assets - $0.managed, $1.type)
                }
                tabular(title, ["Type", "In code", "Assets", "Share"]) {
                    for one in types.prefix(12) {
                        tr {
                            cell("Type", "lead") {
                                a(
                                    .href(
                                        Link(
                                            "inventory",
                                            query: [("provider", share.provider), ("type", one.type)]))
                                ) { code(text: one.type) }
                            }
                            cell("In code", "number") { "\(one.managed)" }
                            cell("Assets", "number") { "\(one.assets)" }
                            cell("Share") { bar(one.percent, "\(one.percent)% of \(one.type)") }
                        }
                    }
                }
                if types.count > 12 {
                    p(.class("quiet"), text: "And \(counted(types.count - 12, "type")) more.")
                }
            }
        }
    }

    private func bar(_ percent: Int, _ label: String) -> HTML {
        svg(
            .class("share"), Attribute("viewBox", "0 0 100 6"), Attribute("preserveAspectRatio", "none"),
            Attribute("role", "img"), Attribute("aria-label", label)
        ) {
            rect(.class("all"), Attribute("width", "100"), Attribute("height", "6")) {}
            rect(.class("part"), Attribute("width", String(percent)), Attribute("height", "6")) {}
        }
    }

    private func filters(_ wanted: AssetFilter) -> HTML {
        asking(Area.inventory.link) {
            Field(name: "provider", title: "Cloud", value: wanted.provider ?? "").choice(
                [("", "Any")] + Self.clouds)
            Field(name: "type", title: "Type", value: wanted.type ?? "", placeholder: "aws_vpc").line
            Field(name: "region", title: "Region", value: wanted.region ?? "").line
            Field(name: "workspace", title: "Workspace", value: wanted.workspace?.text ?? "").line
            Field(
                name: "managed", title: "In code",
                value: wanted.managed.map { $0 ? "yes" : "no" } ?? ""
            ).choice([("", "Any"), ("yes", "Yes"), ("no", "No")])
            button(.type("submit"), text: "Search")
        }
    }

    private func assets(_ list: [Asset], _ names: Names) -> HTML {
        tabular("Assets", ["Asset", "Type", "Region", "In code", "Last seen"]) {
            for asset in list {
                tr {
                    cell("Asset", "lead") {
                        a(.href(asset.id.link), text: asset.name.isEmpty ? asset.resource : asset.name)
                    }
                    cell("Type") { code(text: asset.type) }
                    cell("Region") { asset.region }
                    cell("In code") { owner(asset, names) }
                    cell("Last seen") { moment(asset.lastSeen, now: now) }
                }
            }
        }
    }

    private func owner(_ asset: Asset, _ names: Names) -> HTML {
        guard let workspace = asset.workspace else {
            return Mark(word: "Unmanaged", glyph: .unequal, tone: .waiting).drawn
        }
        return a(.href(workspace.link), text: names.title(workspace))
    }

    // MARK: - One

    func asset(_ id: AssetID) async throws(Fault) -> Response {
        let asset = try await scope.call(GetAsset(asset: id))
        let related = await load(ListRelationships(asset: id))
        let names = await names([asset.workspace].compactMap(\.self))
        let others = await others(related, of: id)
        let title = asset.name.isEmpty ? asset.resource : asset.name
        var rows: [(String, HTML)] = [
            ("Type", code(text: asset.type)), ("In code", owner(asset, names)),
        ]
        if let address = asset.address { rows.append(("Address", code(.class("wrap"), text: address))) }
        rows += [
            ("Cloud", words(asset.provider)), ("Account", code(.class("wrap"), text: asset.account)),
            ("Region", words(asset.region)), ("Id", code(.class("wrap"), text: asset.resource)),
        ]
        if let arn = asset.arn { rows.append(("ARN", code(.class("wrap"), text: arn))) }
        rows += [
            ("First seen", moment(asset.firstSeen, now: now)),
            ("Last seen", moment(asset.lastSeen, now: now)),
        ]
        let shown = rows
        let sheet = Sheet(title, in: .inventory) {
            heading(title)
            panel("About it", id: "about") { facts(shown) }
            if asset.workspace == nil {
                panel("Take it into code", id: "import") {
                    p(text: "No state records it. Terraform takes it in with:")
                    pre(.class("command"), .focusable) {
                        code(text: "terraform import \(asset.type).<name> '\(asset.importID)'")
                    }
                }
            }
            if !asset.tags.isEmpty {
                panel("Tags", id: "tags") {
                    facts(asset.tags.sorted { $0.key < $1.key }.map { ($0.key, words($0.value)) })
                }
            }
            relations(related, of: id, others)
        }
        return await show(sheet)
    }

    /// Those that name it are told by name too, as far as a page has room for them.
    private func others(_ related: Loaded<Page<Relationship>>, of id: AssetID) async -> [AssetID: String] {
        var names: [AssetID: String] = [:]
        for one in related.value?.items ?? [] where one.from != id && names.count < 50 {
            if let other = await load(GetAsset(asset: one.from)).value {
                names[one.from] = "\(other.type) \(other.name.isEmpty ? other.resource : other.name)"
            }
        }
        return names
    }

    private func relations(
        _ loaded: Loaded<Page<Relationship>>, of id: AssetID, _ names: [AssetID: String]
    ) -> HTML {
        panel("Relationships", id: "relationships") {
            shown(loaded) { page in
                if page.items.isEmpty {
                    p(.class("quiet"), text: "It names nothing else that was found, and nothing names it.")
                } else {
                    tabular("Relationships", ["What", "Of what"]) {
                        for one in page.items {
                            let other = one.from == id ? one.to : one.from
                            tr {
                                cell("What") { one.words(from: id) }
                                cell("Of what", "clip") {
                                    if let other, other != id {
                                        a(.href(other.link), text: names[other] ?? one.target)
                                    } else {
                                        code(text: one.target)
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

extension Relationship {
    fileprivate func words(from id: AssetID) -> String {
        let isOwn = from == id
        switch kind {
        case "inNetwork": return isOwn ? "is in the network" : "is the network of"
        case "inSubnet": return isOwn ? "is in the subnet" : "is the subnet of"
        case "guardedBy": return isOwn ? "is guarded by" : "guards"
        case "attachedTo": return isOwn ? "is attached to" : "has attached"
        case "usesRole": return isOwn ? "uses the role" : "is the role of"
        case "encryptedWith": return isOwn ? "is encrypted with" : "encrypts"
        case "partOf": return isOwn ? "is a part of" : "has as a part"
        default: return kind
        }
    }
}
