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

extension Visitor {
    func drift() async throws(Fault) -> Response {
        let workspace = query["workspace"].flatMap { WorkspaceID($0) }
        let page = try await scope.call(
            ListAnalyses(workspace: workspace, cursor: query["cursor"], limit: 50))
        let names = await names(page.items.map(\.workspace))
        let sheet = Sheet("Drift", in: .drift, scripts: [.refresh]) {
            heading(
                "Drift",
                note: p(
                    .class("quiet"), text: "What is not as the state records it, by scan, newest first."))
            div(.id("live"), Attribute("data-refresh", query["cursor"] == nil ? "15" : "")) {
                if page.items.isEmpty {
                    emptyState(
                        "Nothing was scanned yet. Open a workspace and scan it, or:",
                        try: "plumb drift <workspace>")
                } else {
                    analyses(page.items, names)
                }
            }
            pager(page) { cursor in
                Link("drift", query: [("workspace", workspace?.text), ("cursor", cursor)])
            }
        }
        return await show(sheet)
    }

    private func analyses(_ list: [Analysis], _ names: Names) -> HTML {
        tabular("Scans", ["Scan", "Result", "Resources", "State version", "Took"]) {
            for analysis in list {
                tr {
                    cell("Scan", "lead") {
                        a(.href(analysis.id.link)) {
                            names.title(analysis.workspace)
                            " "
                            span(.class("quiet")) { moment(analysis.started, now: now) }
                        }
                    }
                    cell("Result") { analysis.mark.drawn }
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
        let names = await names([analysis.workspace])
        let done = await history.map { page in page.items.filter { $0.analysis == id } }
        let isMoving = analysis.status == .running || done.value?.contains { $0.status == .running } == true
        let sheet = Sheet(
            "Drift of \(names.title(analysis.workspace))", in: .drift,
            trail: [("Drift", Area.drift.link)],
            scripts: [.refresh]
        ) {
            div(.id("live"), Attribute("data-refresh", isMoving ? "3" : "")) {
                heading(
                    names.title(analysis.workspace), mark: analysis.mark.drawn,
                    note: note(analysis, names))
                told(["revert": "Started. What comes of it stands below."])
                if let failure = analysis.failure {
                    div(.class("notice bad")) {
                        Glyph.warning.drawn
                        p(text: failure)
                    }
                }
                remediations(done)
                findings(analysis)
            }
            if let workspace = names[analysis.workspace] { revertPanel(analysis, workspace) }
        }
        return await show(sheet)
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
            a(.href(analysis.workspace.link), text: "To the workspace")
        }
    }

    private func findings(_ analysis: Analysis) -> HTML {
        panel("Findings", id: "findings") {
            if analysis.findings.isEmpty {
                switch analysis.status {
                case .running: p(.class("quiet"), text: "The scan is at work; this page loads itself again.")
                case .failed: p(.class("quiet"), text: "The scan ended before it could tell.")
                case .completed:
                    div(.class("calm")) {
                        Glyph.check.drawn
                        p(text: "Everything is as the state records it.")
                    }
                }
            } else {
                div(.class("changes")) {
                    for finding in analysis.findings { entry(finding) }
                }
            }
        }
    }

    private func entry(_ finding: Finding) -> HTML {
        let isMissing = finding.kind == .missing
        return details(.class(isMissing ? "change delete" : "change update"), .open) {
            summary {
                span(.class("action")) {
                    (isMissing ? Glyph.minus : .wave).drawn
                    span(text: isMissing ? "gone" : "changed")
                }
                code(.class("address"), text: finding.address)
            }
            if isMissing {
                p(.class("quiet"), text: "It is recorded, and it is not there any more.")
            } else {
                Comparison(
                    before: "Recorded", after: "Found", isDrift: true,
                    rows: finding.attributes.map { attribute in
                        Comparison.Row(
                            path: attribute.path, before: attribute.recorded, after: attribute.found,
                            isSensitive: attribute.isSensitive)
                    }
                ).drawn
            }
        }
    }

    private func remediations(_ loaded: Loaded<[RemediationRecord]>) -> HTML {
        guard let list = loaded.value, !list.isEmpty else { return .nothing }
        return panel("What was done about it", id: "done") {
            tabular("What was done about it", ["What", "Status", "By", "Run", "Started"]) {
                for record in list {
                    tr {
                        cell("What", "lead") { record.isDryRun ? "Dry run of revert" : "Revert" }
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

    private func revertPanel(_ analysis: Analysis, _ workspace: Workspace) -> HTML {
        guard analysis.status == .completed, !analysis.findings.isEmpty else { return .nothing }
        return panel("Put it right", id: "revert") {
            p {
                "Reverting deploys the recorded configuration again, so that what is there becomes"
                " what is recorded."
                " A dry run shows the plan and does nothing."
            }
            if may("remediation:write", in: workspace) {
                posting(Link("drift", analysis.id.text, "revert")) {
                    div(.class("buttons")) {
                        button(.type("submit"), .name("dry"), .value("1"), text: "Dry run")
                        button(.class("primary"), .type("submit"), .name("dry"), .value("0"), text: "Revert")
                    }
                }
            } else {
                p(.class("quiet"), text: "Reverting needs the permission remediation:write.")
            }
        }
    }

    func revert(_ id: AnalysisID) async throws(Fault) -> Response {
        let form = try await form()
        _ = try await scope(once: form.once)
            .start(Remediate(analysis: id, strategy: .revert, dryRun: form["dry"] != "0"))
        return .seeOther(Link(segments: ["drift", id.text], query: [("done", "revert")]))
    }
}
