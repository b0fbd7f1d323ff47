import DeploymentsAPI
import Vocabulary

extension DeploymentID {
    var link: Link { Link("deployments", text) }
}

extension Deployment {
    /// What the run is of, in words.
    var sourceTitle: String {
        if let name = source.blueprintName { return source.version.map { "\(name) \($0)" } ?? "\(name)" }
        if source.rollbackOf != nil { return "Earlier configuration" }
        return source.configuration == nil ? "Newest configuration" : "Uploaded configuration"
    }

    /// What the run is for, where it is not to deploy.
    var purpose: String? {
        if isRefreshOnly { return isPlanOnly ? "drift check" : "refresh" }
        if isDestroy { return isPlanOnly ? "plan to destroy" : "destroy" }
        if source.rollbackOf != nil { return "rollback" }
        return isPlanOnly ? "plan only" : nil
    }

    var isWaiting: Bool { status == .awaitingApproval }
}

extension PlanSummary {
    /// `+3 ~1 −2`, each with its word for readers that do not see the colour.
    var drawn: HTML {
        guard !isEmpty else { return span(.class("quiet"), text: "no changes") }
        return span(.class("counts")) {
            if add > 0 { count("+", add, "to add", "add") }
            if change > 0 { count("~", change, "to change", "alter") }
            if destroy > 0 { count("−", destroy, "to destroy", "destroy") }
            if imported > 0 { count("↓", imported, "to import", "alter") }
            if recorded > 0 { span(text: "\(recorded) to record") }
            if add + change + destroy + imported + recorded == 0 { span(text: counted(outputs, "output")) }
        }
    }

    private func count(_ sign: String, _ count: Int, _ words: String, _ style: String) -> HTML {
        span(.class(style), .title("\(count) \(words)")) {
            span(.hidden, text: "\(sign)\(count)")
            span(.class("heard"), text: "\(count) \(words)")
        }
    }
}

extension Visitor {
    /// Runs as a table; within one workspace the narrow one.
    func runs(_ list: [Deployment], _ names: Names, called name: String, withWorkspace: Bool = true) -> HTML {
        let columns =
            withWorkspace
            ? ["Run", "Workspace", "Status", "Plan", "By", "Started"] : ["Run", "Status", "Plan"]
        return tabular(name, columns) {
            for run in list {
                tr {
                    cell("Run", "lead") {
                        a(.href(run.id.link), text: run.sourceTitle)
                        if let purpose = run.purpose { span(.class("tag"), text: purpose) }
                        if !withWorkspace {
                            span(.class("sub")) {
                                "\(run.author), "
                                moment(run.created, now: now)
                            }
                        }
                    }
                    if withWorkspace { cell("Workspace") { names.link(run.workspace) } }
                    cell("Status") { run.status.mark.drawn }
                    cell("Plan", "number") { run.plan.map(\.drawn) ?? span(.class("quiet"), text: "—") }
                    if withWorkspace {
                        cell("By", "clip") { span(.title(run.author), text: run.author) }
                        cell("Started") { moment(run.created, now: now) }
                    }
                }
            }
        }
    }
}
