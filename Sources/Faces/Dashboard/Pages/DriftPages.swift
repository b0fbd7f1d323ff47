import Bus
import DriftAPI
import Faults
import HTTP
import RemediationAPI
import TenantsAPI
import Vocabulary

extension AnalysisID {
    var link: Link { Link("drift", text) }
}

extension Names {
    /// What a report is about.
    func title(_ analysis: Analysis) -> String {
        if let workspace = analysis.workspace { return title(workspace) }
        return analysis.project == nil ? "All workspaces" : "A project's workspaces"
    }
}

extension Visitor {
    func drift() async throws(Fault) -> Response {
        let workspace = query["workspace"].flatMap { WorkspaceID($0) }
        async let trend = load(GetDriftTrend(workspace: workspace, days: 30))
        async let risks = load(ListRisks(workspace: workspace))
        let page = try await scope.call(
            ListAnalyses(workspace: workspace, cursor: query["cursor"], limit: 50))
        let names = await names(page.items.compactMap(\.workspace))
        let (course, open) = (await trend, await risks)
        let isFirst = query["cursor"] == nil
        // A bar each, as far as a browser can follow.
        var running: [AnalysisID: Progress] = [:]
        for analysis in page.items.filter({ $0.status == .running }).prefix(4) {
            running[analysis.id] = await progress(
                "drift", analysis.id.uuid, "Scan of \(names.title(analysis))")
        }
        let moving = running
        let sheet = Sheet("Drift", in: .drift, scripts: [.refresh]) {
            heading(
                "Drift",
                note: p(
                    .class("quiet"), text: "What is not as the state records it, by scan, newest first."))
            live(every: isFirst ? 15 : nil) {
                if isFirst && !page.items.isEmpty {
                    if let course = course.value { trendPanel(course) }
                    if let open = open.value?.items, !open.isEmpty { riskPanel(open) }
                }
                if page.items.isEmpty {
                    emptyState(
                        "Nothing was scanned yet. Open a workspace and scan it, or:",
                        try: "plumb drift <workspace>")
                } else {
                    analyses(page.items, names, moving)
                    if !moving.isEmpty { lookAgain }
                }
            }
            pager(page) { cursor in
                Link("drift", query: [("workspace", workspace?.text), ("cursor", cursor)])
            }
        }
        return await show(sheet)
    }

    private func analyses(
        _ list: [Analysis], _ names: Names, _ running: [AnalysisID: Progress]
    ) -> HTML {
        tabular("Scans", ["Scan", "Result", "Resources", "State version", "Took"]) {
            for analysis in list {
                tr {
                    cell("Scan", "lead") {
                        a(.href(analysis.id.link)) {
                            names.title(analysis)
                            " "
                            span(.class("quiet")) { moment(analysis.started, now: now) }
                        }
                    }
                    cell("Result") {
                        running[analysis.id]?.drawn ?? analysis.mark.drawn
                    }
                    cell("Resources", "number") { String(analysis.resources) }
                    cell("State version", "number") { analysis.stateSerial.map { String($0) } ?? "—" }
                    cell("Took", "number") {
                        analysis.ended.map { precisely(($0 - analysis.started).milliseconds / 1000) } ?? "—"
                    }
                }
            }
        }
    }

    func analysis(_ id: AnalysisID) async throws(Fault) -> Response {
        let analysis = try await scope.call(GetAnalysis(analysis: id))
        async let history = load(RemediationHistory(workspace: analysis.workspace, limit: 100))
        async let ways = strategies(for: analysis)
        let isUnmanaged = analysis.workspace == nil && analysis.drifted.contains { $0.kind == .unmanaged }
        let places =
            isUnmanaged ? await load(ListWorkspaces(limit: 200)).value?.items ?? [] : []
        let names = await names(
            [analysis.workspace].compactMap { $0 } + analysis.findings.compactMap(\.workspace))
        let (done, strategies) = (
            await history.map { page in page.items.filter { $0.analysis == id } }, await ways
        )
        let running =
            analysis.status == .running
            ? await progress("drift", id.uuid, "Scan of \(names.title(analysis))") : nil
        let isMoving = analysis.status == .running || done.value?.contains { $0.status == .running } == true
        let sheet = Sheet(
            "Drift of \(names.title(analysis))", in: .drift,
            trail: [("Drift", Area.drift.link)],
            scripts: [.refresh]
        ) {
            live(every: isMoving ? 3 : nil) {
                heading(
                    names.title(analysis), mark: analysis.mark.drawn,
                    note: note(analysis, names))
                told(["revert": "Started. What comes of it stands below."])
                if let failure = analysis.failure {
                    div(.class("notice bad")) {
                        Glyph.warning.drawn
                        p(text: failure)
                    }
                }
                if let running {
                    panel("Under way", id: "progress") {
                        running.drawn
                        lookAgain
                    }
                }
                remediations(done)
                findings(analysis)
            }
            if let workspace = analysis.workspace.flatMap({ names[$0] }) {
                remedyPanel(analysis, may("remediation:write", in: workspace), strategies)
            } else {
                remedyPanel(analysis, mayAnywhere("remediation:write"), strategies, into: places)
            }
        }
        return await show(sheet)
    }

    /// A report that is being made, or is clean, needs none.
    private func strategies(for analysis: Analysis) async -> Loaded<[Strategy]>? {
        guard analysis.status == .completed, !analysis.drifted.isEmpty else { return nil }
        // The parts of a report over several workspaces are put right by themselves.
        let isSeveral = analysis.workspace == nil && !analysis.drifted.contains { $0.kind == .unmanaged }
        if isSeveral { return nil }
        return await load(ListStrategies(analysis: analysis.id)).map(\.items)
    }

    private func note(_ analysis: Analysis, _ names: Names) -> HTML {
        p(.class("quiet row")) {
            span {
                "scanned "
                moment(analysis.started, now: now)
            }
            span(text: counted(analysis.resources, "resource"))
            if let serial = analysis.stateSerial { span(text: "state version \(serial)") }
            if let method = analysis.method {
                span(text: method == .hosted ? "asked the providers directly" : "by Terraform's own refresh")
            }
            if !analysis.parts.isEmpty { span(text: counted(analysis.parts.count, "workspace")) }
            if let workspace = analysis.workspace { a(.href(workspace.link), text: "To the workspace") }
        }
    }

    private func remediations(_ loaded: Loaded<[RemediationRecord]>) -> HTML {
        guard let list = loaded.value, !list.isEmpty else { return .nothing }
        return panel("What was done about it", id: "done") {
            tabular("What was done about it", ["What", "Status", "By", "Run", "Started"]) {
                for record in list {
                    tr {
                        cell("What", "lead") {
                            record.isDryRun ? "Dry run of \(record.strategy)" : record.title
                        }
                        cell("Status") {
                            record.mark.drawn
                            if let failure = record.failure { p(.class("problem"), text: failure) }
                        }
                        cell("By", "clip") { record.author }
                        cell("Run") {
                            if let run = record.deployment {
                                a(.href(run.link), text: record.isDryRun ? "The plan" : "The run")
                            } else {
                                "—"
                            }
                        }
                        cell("Started") { moment(record.started, now: now) }
                    }
                }
            }
        }
    }

    /// Every strategy with what it would do, a dry run and the real thing.
    private func remedyPanel(
        _ analysis: Analysis, _ isAllowed: Bool, _ loaded: Loaded<[Strategy]>?,
        into places: [Workspace] = []
    ) -> HTML {
        guard let loaded else { return .nothing }
        return panel("Put it right", id: "revert") {
            if !isAllowed {
                p(.class("quiet"), text: "Putting it right needs the permission remediation:write.")
            }
            shown(loaded) { strategies in
                for strategy in strategies {
                    remedy(strategy, analysis, isAllowed: isAllowed, into: places)
                }
            }
        }
    }

    private func remedy(
        _ strategy: Strategy, _ analysis: Analysis, isAllowed: Bool, into places: [Workspace]
    ) -> HTML {
        section(.class("remedy")) {
            h3(text: strategy.kind.title)
            p(text: strategy.summary)
            p(.class("quiet"), text: strategy.risk)
            if !strategy.steps.isEmpty && strategy.kind != .ignore {
                details {
                    summary(text: "What is done")
                    for step in strategy.steps { pre(.focusable, text: step) }
                }
            }
            for (address, why) in strategy.refused.sorted(by: { $0.key < $1.key }) {
                p(.class("quiet")) {
                    code(text: address)
                    " can't be: \(why)."
                }
            }
            if strategy.kind == .remove {
                p(.class("quiet")) {
                    "Name what is to go: "
                    code(text: "plumb fix \(analysis.id) --strategy remove --finding ID --reason TEXT")
                }
            } else if isAllowed && !strategy.addresses.isEmpty {
                posting(Link("drift", analysis.id.text, "revert")) {
                    input(.type("hidden"), .name("strategy"), .value(strategy.kind.rawValue))
                    if strategy.kind == .ignore {
                        Field(name: "reason", title: "Why it may stay so", isRequired: true).line
                    }
                    if analysis.workspace == nil { onlyUnmanaged(analysis) }
                    if strategy.kind == .adopt {
                        Field(name: "workspace", title: "Into the workspace", isRequired: true)
                            .choice(places.map { ($0.id.text, $0.title) })
                    }
                    div(.class("buttons")) {
                        if strategy.kind != .ignore {
                            button(.type("submit"), .name("dry"), .value("1"), text: "Dry run")
                        }
                        button(
                            .class("primary"), .type("submit"), .name("dry"), .value("0"),
                            text: strategy.kind.title)
                    }
                }
            }
        }
    }

    /// A report over everything holds other findings too.
    private func onlyUnmanaged(_ analysis: Analysis) -> HTML {
        let ids = analysis.drifted.filter { $0.kind == .unmanaged }.map(\.id.text)
        return input(.type("hidden"), .name("findings"), .value(ids.joined(separator: " ")))
    }

    func revert(_ id: AnalysisID) async throws(Fault) -> Response {
        let form = try await form()
        let strategy = form["strategy"].flatMap { Strategy.Kind(rawValue: $0) } ?? .revert
        _ = try await scope(once: form.once)
            .start(
                Remediate(
                    analysis: id,
                    findings: (form["findings"] ?? "").split(separator: " ").compactMap {
                        FindingID(String($0))
                    }, strategy: strategy, dryRun: form["dry"] != "0",
                    workspace: form["workspace"].flatMap { WorkspaceID($0) }, reason: form["reason"]))
        return .seeOther(Link(segments: ["drift", id.text], query: [("done", "revert")]))
    }
}

extension Strategy.Kind {
    var title: String {
        switch self {
        case .revert: "Revert"
        case .accept: "Accept"
        case .ignore: "Ignore"
        case .adopt: "Adopt"
        case .remove: "Remove"
        }
    }
}

extension RemediationRecord {
    var title: String { rollbackOf == nil ? strategy.title : "\(strategy.title) taken back" }
}
