import Bus
import Faults
import HTTP
import PoliciesAPI
import TenantsAPI
import Vocabulary

extension Visitor {
    /// What was decided, newest first, by result and workspace.
    func decisions() async throws(Fault) -> Response {
        let form = Form(query)
        let result = form.text("result").flatMap { PolicyDecision.Result(rawValue: $0) }
        let workspace = form.text("workspace").flatMap { WorkspaceID($0) }
        let page = try await scope.call(
            ListDecisions(workspace: workspace, result: result, cursor: query["cursor"], limit: 50))
        let places = await load(ListWorkspaces(limit: 200)).value?.items ?? []
        let names = await names(page.items.compactMap(\.workspace), known: places)
        let sheet = Sheet("Decisions", in: .policies, trail: [("Policies", Area.policies.link)]) {
            heading(
                "Decisions", note: p(.class("quiet"), text: "What policies said, kept with what they judged.")
            )
            asking(Link("policies", "decisions")) {
                Field(name: "result", title: "Result", value: result?.rawValue ?? "").choice(
                    [("", "Any")] + PolicyDecision.Result.allCases.map { ($0.rawValue, $0.word) })
                Field(name: "workspace", title: "Workspace", value: workspace?.text ?? "").choice(
                    [("", "Any")] + places.map { ($0.id.text, $0.title) })
                button(.type("submit"), text: "Search")
            }
            decisionTable(page.items, names)
            pager(page) { cursor in
                Link(
                    "policies", "decisions",
                    query: [
                        ("result", result?.rawValue), ("workspace", workspace?.text), ("cursor", cursor),
                    ])
            }
        }
        return await show(sheet)
    }

    func decisionTable(_ decisions: [PolicyDecision], _ names: Names) -> HTML {
        guard !decisions.isEmpty else { return emptyState("Nothing was decided yet that fits.") }
        return tabular("Decisions, newest first", ["Decided", "Result", "About", "Findings", "By"]) {
            for decision in decisions {
                tr {
                    cell("Decided", "lead") {
                        a(.href(decision.id.link)) { moment(decision.at, now: now) }
                    }
                    cell("Result") { decision.mark.drawn }
                    cell("About") {
                        if let workspace = decision.workspace {
                            names.link(workspace)
                            span(.class("quiet"), text: " " + decision.kind.rawValue)
                        } else {
                            decision.kind.rawValue
                        }
                    }
                    cell("Findings", "number") { String(decision.findings.count) }
                    cell("By", "clip") { decision.by }
                }
            }
        }
    }

    // MARK: - One

    func decision(_ id: DecisionID) async throws(Fault) -> Response {
        let decision = try await scope.call(GetDecision(decision: id))
        let isAsked = query["explain"] != nil
        let explanations = isAsked ? await load(ExplainDecision(decision: id)) : nil
        let names = await names([decision.workspace].compactMap { $0 })
        let sheet = Sheet(
            "A decision", in: .policies,
            trail: [("Policies", Area.policies.link), ("Decisions", Link("policies", "decisions"))]
        ) {
            heading("A decision", mark: decision.mark.drawn, note: note(decision, names))
            if let failure = decision.failure {
                div(.class("notice bad")) {
                    Glyph.warning.drawn
                    p(text: failure)
                }
            }
            panel(
                "Findings", id: "findings",
                aside: span(.class("quiet"), text: counted(decision.findings.count, "finding"))
            ) {
                if decision.findings.isEmpty {
                    emptyState(decision.failure == nil ? "No rule was broken." : "Nothing could be told.")
                }
                for finding in decision.findings { entry(finding, decision) }
            }
            if !decision.findings.isEmpty { explanation(id, explanations) }
            panel("Judged by", id: "packs") { packsOf(decision) }
        }
        return await show(sheet)
    }

    private func note(_ decision: PolicyDecision, _ names: Names) -> HTML {
        p(.class("quiet row")) {
            span {
                "made "
                moment(decision.at, now: now)
            }
            span(text: "for \(decision.by)")
            span(text: "over a \(decision.kind.rawValue)")
            span(text: "in \(decision.milliseconds) ms")
            if let workspace = decision.workspace { names.link(workspace) }
            if let run = decision.deployment { a(.href(run.link), text: "The run") }
        }
    }

    private func entry(_ finding: PolicyFinding, _ decision: PolicyDecision) -> HTML {
        let isHard = finding.enforcement == .hardMandatory
        let stands = finding.standing == .stands
        return div(.class(isHard && stands ? "diagnostic error" : "diagnostic")) {
            p {
                severityMark(finding.severity).drawn
                strong(text: " " + finding.message + " ")
                if !stands { span(.class("tag"), text: finding.standing.rawValue) }
            }
            p(.class("quiet")) {
                if let address = finding.address {
                    code(text: address)
                    " · "
                }
                code(text: finding.rule)
                " · "
                a(.href(finding.pack.packLink), text: finding.pack.text)
                " · \(finding.enforcement.rawValue)"
            }
            if let remediation = finding.remediation { p(.class("detail"), text: remediation) }
            if stands && mayAnywhere("policies:waive") {
                p {
                    a(
                        .href(
                            Link(
                                "policies", "waivers",
                                query: [
                                    ("rule", finding.rule), ("workspace", decision.workspace?.text),
                                    ("address", finding.address),
                                ], fragment: "grant")), text: "Waive it for a while")
                }
            }
        }
    }

    private func explanation(_ id: DecisionID, _ loaded: Loaded<Page<PolicyExplanation>>?) -> HTML {
        panel("How it came about", id: "explanation") {
            if let loaded {
                shown(loaded) { page in
                    for one in page.items { steps(one) }
                }
            } else {
                p {
                    a(
                        .class("button"),
                        .href(
                            Link(
                                segments: ["policies", "decisions", id.text], query: [("explain", "1")],
                                fragment: "explanation")),
                        text: "Judge it once more, and show each expression")
                }
            }
        }
    }

    private func steps(_ one: PolicyExplanation) -> HTML {
        details(.open) {
            summary {
                code(text: "\(one.package).\(one.name)")
                span(
                    .class("quiet"),
                    text: " " + counted(one.steps.count, "expression") + (one.isCut ? " and more" : ""))
            }
            ol(.class("steps")) {
                for step in one.steps.prefix(500) {
                    li {
                        (step.held
                            ? Mark(word: "held", glyph: .check, tone: .good)
                            : Mark(word: "failed", glyph: .cross, tone: .calm)).drawn
                        code(.class("wrap"), text: step.source.isEmpty ? step.rule : step.source)
                        span(.class("quiet"), text: " \(step.file):\(step.line)")
                        if !step.values.isEmpty {
                            details {
                                summary(text: counted(step.values.count, "value"))
                                facts(
                                    step.values.sorted { $0.key < $1.key }.map { name, value in
                                        (name, code(.class("wrap"), text: String(value.prefix(2000))))
                                    })
                            }
                        }
                    }
                }
            }
        }
    }

    private func packsOf(_ decision: PolicyDecision) -> HTML {
        tabular("Judged by", ["Pack", "Version", "How strictly", "Digest"]) {
            for pack in decision.packs {
                tr {
                    cell("Pack", "lead") { a(.href(pack.pack.packLink), text: pack.pack.text) }
                    cell("Version", "number") { String(pack.version) }
                    cell("How strictly") { pack.enforcement.mark.drawn }
                    cell("Digest") { code(.title(pack.digest), text: String(pack.digest.prefix(12))) }
                }
            }
        }
    }
}

extension PolicyDecision.Result {
    var word: String {
        switch self {
        case .passed: "Passed"
        case .advised: "Passed with warnings"
        case .overridable: "Stopped, may be overridden"
        case .refused: "Refused"
        case .broken: "Not decided"
        }
    }
}
