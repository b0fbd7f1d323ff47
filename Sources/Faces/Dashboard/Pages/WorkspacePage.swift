import BlueprintsAPI
import Bus
import DeploymentsAPI
import DriftAPI
import Faults
import HTTP
import StatesAPI
import TenantsAPI
import Vocabulary

extension Visitor {
    func workspace(_ id: WorkspaceID) async throws(Fault) -> Response {
        let workspace = try await scope.call(GetWorkspace(workspace: id))
        async let variables = load(ListVariables(workspace: id))
        async let lock = load(GetLock(workspace: id))
        async let versions = load(ListVersions(workspace: id, limit: 1))
        async let recent = load(ListDeployments(workspace: id, limit: 10))
        async let analyses = load(ListAnalyses(workspace: id, limit: 1))
        async let connections = load(ListConnections())
        async let watches = load(ListWatches(workspace: id))
        async let blueprints = load(ListBlueprints(limit: 200))
        let names = await names([id], known: [workspace])
        let (state, runs) = (await versions, await recent)
        let (lockStatus, latest, watched) = (await lock, await analyses, await watches)
        let (settings, given, offered) = (await connections, await variables, await blueprints)
        let sheet = Sheet(
            workspace.title, in: .workspaces, trail: [("Workspaces", Area.workspaces.link)],
            scripts: [.refresh]
        ) {
            heading(
                workspace.title,
                mark: environmentTag(workspace),
                note: workspace.isArchived
                    ? p(.class("quiet"), text: "Archived: no runs, and no writes to its state.")
                    : .nothing)
            told(WorkspaceMessages.all)
            div(.class("columns")) {
                div {
                    live(every: 15) {
                        recentRuns(runs, names)
                        statePanel(workspace, state, lockStatus)
                    }
                    driftPanel(workspace, latest, watched)
                }
                div {
                    if !workspace.isArchived { deployPanel(workspace, offered) }
                    lockPanel(workspace, lockStatus)
                    settingsPanel(workspace, settings)
                    variablesPanel(workspace, given)
                }
            }
        }
        return await show(sheet)
    }

    private func recentRuns(_ loaded: Loaded<Page<Deployment>>, _ names: Names) -> HTML {
        panel("Recent runs", id: "runs") {
            shown(loaded) { page in
                if page.items.isEmpty {
                    emptyState(
                        "Nothing was run here yet. Deploy a blueprint on this page, or a directory:",
                        try: "plumb deploy ./infra --workspace <workspace>")
                } else {
                    runs(page.items, names, called: "Recent runs", withWorkspace: false)
                }
            }
        }
    }

    private func statePanel(
        _ workspace: Workspace, _ loaded: Loaded<Page<StateVersion>>, _ lock: Loaded<LockStatus>
    ) -> HTML {
        panel(
            "State", id: "state",
            aside: a(.href(workspace.id.link(to: "state")), text: "Versions and resources")
        ) {
            shown(loaded) { page in
                if let version = page.items.first {
                    facts([
                        ("Serial", span(.class("number"), text: String(version.serial))),
                        ("Resources", span(.class("number"), text: String(version.resources))),
                        ("Stored", moment(version.created, now: now)),
                        ("By", words("\(version.author), \(version.originTitle)")),
                        ("Terraform", words(version.terraformVersion ?? "not told")),
                        ("Lock", lock.value?.lock == nil ? words("free") : lockMark),
                    ])
                } else {
                    emptyState("There is no state yet; the first run that applies something makes it.")
                }
            }
        }
    }

    private func driftPanel(
        _ workspace: Workspace, _ loaded: Loaded<Page<Analysis>>, _ watches: Loaded<Page<Watch>>
    ) -> HTML {
        panel("Drift", id: "drift", aside: scanForm(workspace)) {
            shown(loaded) { page in
                if let analysis = page.items.first {
                    p(.class("row")) {
                        a(.class("bare"), .href(analysis.id.link)) { analysis.mark.drawn }
                        span(.class("quiet")) {
                            "scanned "
                            moment(analysis.started, now: now)
                        }
                    }
                } else {
                    emptyState(
                        "Never scanned. A scan compares what the state records with what is there.",
                        try: "plumb drift \(workspace.title)")
                }
            }
            watchLine(workspace, watches)
            p { a(.href(workspace.id.link(to: "topology")), text: "Topology") }
        }
    }

    private func scanForm(_ workspace: Workspace) -> HTML {
        guard may("drift:write", in: workspace), !workspace.isArchived else { return .nothing }
        return posting(workspace.id.link(to: "scan"), "inline") {
            button(.type("submit"), text: "Scan for drift")
        }
    }

    private func settingsPanel(_ workspace: Workspace, _ connections: Loaded<Page<Connection>>) -> HTML {
        let settings = workspace.settings
        let connection = settings.connection.map { id in
            connections.value?.items.first { $0.id == id }.map { words("\($0.slug), \($0.region)") }
                ?? short(id)
        }
        return panel("Settings", id: "settings", aside: changing(workspace)) {
            facts(
                [
                    ("Gates", gates(settings)),
                    ("Connection", connection ?? span(.class("quiet"), text: "none")),
                    ("Applies by itself", words(settings.autoApply ? "yes, where no gate asks" : "no")),
                    ("Planning may take", words(precisely(Int64(settings.planSeconds)))),
                    ("Applying may take", words(precisely(Int64(settings.applySeconds)))),
                    ("Made", moment(workspace.created, now: now)),
                    ("Id", code(.class("wrap"), text: workspace.id.text)),
                ] + settings.labels.sorted { $0.key < $1.key }.map { ($0.key, words($0.value)) })
        }
    }

    private func changing(_ workspace: Workspace, at part: String? = nil) -> HTML {
        guard may("tenants:write", in: workspace) else { return .nothing }
        return a(
            .href(Link(segments: ["workspaces", workspace.id.text, "settings"], fragment: part)),
            text: "Change")
    }

    private func variablesPanel(_ workspace: Workspace, _ loaded: Loaded<Page<Variable>>) -> HTML {
        panel("Variables", id: "variables", aside: changing(workspace, at: "set")) {
            shown(loaded) { page in
                if page.items.isEmpty {
                    emptyState(
                        "No variables are set here.",
                        try:
                            "plumb tenants put-variable --workspace <id> --name region --value eu-west-1"
                    )
                } else {
                    dl(.class("facts variables")) {
                        for variable in page.items {
                            div {
                                dt {
                                    code(text: variable.name)
                                    if variable.kind == .environment {
                                        span(.class("tag"), text: "environment")
                                    }
                                }
                                dd {
                                    if variable.isSensitive {
                                        sensitiveMark
                                    } else {
                                        value(variable.value ?? "")
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

extension WorkspaceID {
    func link(to page: String) -> Link { Link("workspaces", text, page) }
}

extension StateVersion {
    /// How the version came, in words.
    var originTitle: String {
        switch origin {
        case "terraform": "with Terraform"
        case "push": "pushed"
        case "rollback": "rolled back"
        case "run": "by a run"
        default: origin
        }
    }
}

enum WorkspaceMessages {
    static let all = [
        "made": "The workspace is there. Deploy something into it.",
        "unlocked": "The lock was broken. The reason stands in the audit trail.",
        "watched": "Watched from now on. What changes stands in the newest report.",
        "unwatched": "Not watched any more.",
    ]
}

let lockMark = Mark(word: "Locked", glyph: .lock, tone: .waiting).drawn
