import Bus
import DeploymentsAPI
import DriftAPI
import Faults
import HTTP
import TenantsAPI
import Vocabulary

extension Visitor {
    /// What needs attention, what happened lately, and what there is.
    func overview() async throws(Fault) -> Response {
        async let waiting = load(ListDeployments(status: .awaitingApproval, limit: 20))
        async let recent = load(ListDeployments(limit: 50))
        async let analyses = load(ListAnalyses(limit: 50))
        async let workspaces = load(ListWorkspaces(limit: 200))
        let overview = Overview(
            waiting: await waiting.map(\.items), recent: await recent.map(\.items),
            analyses: await analyses.map(\.items), workspaces: await workspaces)
        let names = await names(overview.mentioned, known: overview.workspaces.value?.items ?? [])
        let sheet = Sheet("Overview", in: .overview, scripts: [.refresh]) {
            heading("Overview")
            live(every: 15) {
                attention(overview, names)
                panel(
                    "Recent deployments", id: "recent",
                    aside: a(.href(Area.deployments.link), text: "All deployments")
                ) {
                    shown(overview.recent) { list in
                        if list.isEmpty {
                            emptyState(
                                "Nothing was deployed yet.",
                                try: "plumb deploy <blueprint> --workspace <workspace>")
                        } else {
                            runs(Array(list.prefix(8)), names, called: "Recent deployments")
                        }
                    }
                }
                environments(overview, names)
            }
        }
        return await show(sheet)
    }

    private func attention(_ overview: Overview, _ names: Names) -> HTML {
        panel("Needs attention", id: "attention") {
            for fault in overview.refusals { refusal(fault) }
            if overview.isCalm {
                div(.class("calm")) {
                    Glyph.check.drawn
                    p(
                        text:
                            "Nothing waits for you: no approval, no failed newest run, no known drift."
                    )
                }
            } else {
                ul(.class("attention")) {
                    for run in overview.waiting.value ?? [] { item(run, names, "waits for approval") }
                    for run in overview.failed { item(run, names, "failed") }
                    for analysis in overview.drifted {
                        li {
                            analysis.mark.drawn
                            div {
                                a(.href(analysis.id.link), text: names.title(analysis))
                                span(.class("quiet"), text: " is not as it is recorded")
                            }
                            moment(analysis.started, now: now)
                        }
                    }
                }
            }
        }
    }

    private func item(_ run: Deployment, _ names: Names, _ verb: String) -> HTML {
        li {
            run.status.mark.drawn
            div {
                a(.href(run.id.link), text: "\(run.sourceTitle) in \(names.title(run.workspace))")
                span(.class("quiet"), text: " \(verb), by \(run.author)")
            }
            moment(run.created, now: now)
        }
    }

    private func environments(_ overview: Overview, _ names: Names) -> HTML {
        panel("Workspaces", id: "workspaces", aside: a(.href(Area.workspaces.link), text: "All workspaces")) {
            shown(overview.workspaces) { page in
                if page.items.isEmpty {
                    emptyState(
                        "There is no workspace yet. A workspace is one Terraform state in one environment.",
                        try: "plumb tenants create-workspace --project <project> --slug staging")
                } else {
                    div(.class("environments")) {
                        for (environment, list) in overview.byEnvironment {
                            environmentCard(environment, list, overview)
                        }
                    }
                }
            }
        }
    }

    private func environmentCard(_ environment: String, _ list: [Workspace], _ overview: Overview) -> HTML {
        // The name may be any word; an id may not.
        let id = "environment-" + (list.first?.id.text ?? "")
        return section(.class("card"), .labelled(by: id)) {
            h3(.id(id)) {
                span(text: environment)
                span(.class("quiet number"), text: String(list.count))
            }
            ul(.class("plain")) {
                for workspace in list.prefix(12) {
                    li {
                        a(.href(workspace.id.link), text: workspace.title)
                        if let run = overview.newest[workspace.id] { run.status.mark.drawn }
                    }
                }
            }
            if list.count > 12 { a(.href(Area.workspaces.link), text: "\(list.count - 12) more") }
        }
    }
}

/// What the overview is made of.
struct Overview: Sendable {
    let waiting: Loaded<[Deployment]>
    let recent: Loaded<[Deployment]>
    let analyses: Loaded<[Analysis]>
    let workspaces: Loaded<Page<Workspace>>

    /// The newest run of each workspace that was more than a plan.
    var newest: [WorkspaceID: Deployment] {
        var newest: [WorkspaceID: Deployment] = [:]
        for run in recent.value ?? [] where !run.isPlanOnly && newest[run.workspace] == nil {
            newest[run.workspace] = run
        }
        return newest
    }

    /// Workspaces whose newest run failed.
    var failed: [Deployment] {
        newest.values.filter { $0.status == .failed }.sorted { $0.created > $1.created }
    }

    /// Workspaces whose newest completed scan found something.
    var drifted: [Analysis] {
        var seen: Set<WorkspaceID> = []
        return (analyses.value ?? []).filter { analysis in
            guard analysis.status == .completed, let workspace = analysis.workspace else { return false }
            return seen.insert(workspace).inserted && !analysis.drifted.isEmpty
        }
    }

    var isCalm: Bool {
        refusals.isEmpty && (waiting.value ?? []).isEmpty && failed.isEmpty && drifted.isEmpty
    }

    /// What went wrong; what the visitor may not see is simply not there.
    var refusals: [Fault] {
        var faults: [Fault] = []
        if case .refused(let fault) = waiting { faults.append(fault) }
        if case .refused(let fault) = analyses { faults.append(fault) }
        return faults.filter { $0.kind != .forbidden }
    }

    var mentioned: [WorkspaceID] {
        (waiting.value ?? []).map(\.workspace) + (recent.value ?? []).map(\.workspace)
            + drifted.compactMap(\.workspace)
    }

    /// Production first, then by name.
    var byEnvironment: [(String, [Workspace])] {
        let groups = Dictionary(grouping: workspaces.value?.items ?? [], by: \.environment)
        return groups.map { ($0.key, $0.value) }.sorted { one, other in
            if one.0 == "production" || other.0 == "production" {
                return one.0 == "production" && other.0 != one.0
            }
            return one.0 < other.0
        }
    }
}
