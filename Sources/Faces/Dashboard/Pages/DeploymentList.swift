import Bus
import DeploymentsAPI
import Faults
import HTTP
import Vocabulary

extension Visitor {
    func deployments() async throws(Fault) -> Response {
        let status = query["status"].flatMap { Deployment.Status(rawValue: $0) }
        let page = try await scope.call(ListDeployments(status: status, cursor: query["cursor"], limit: 50))
        let names = await names(page.items.map(\.workspace))
        let sheet = Sheet("Deployments", in: .deployments, scripts: [.refresh]) {
            heading("Deployments")
            asking(Area.deployments.link) {
                Field(name: "status", title: "Status", value: status?.rawValue ?? "").choice(
                    [("", "Any")] + Deployment.Status.allCases.map { ($0.rawValue, $0.mark.word) })
                button(.type("submit"), text: "Show")
            }
            live(every: query["cursor"] == nil ? 15 : nil) {
                if page.items.isEmpty {
                    emptyState(
                        status == nil
                            ? "Nothing was deployed yet. Choose a workspace and deploy a blueprint, or:"
                            : "No run has this status.",
                        try: status == nil ? "plumb deploy ./infra --workspace <workspace>" : nil)
                } else {
                    runs(page.items, names, called: "Deployments")
                    if query["cursor"] == nil && page.items.contains(where: { !$0.status.isFinal }) {
                        lookAgain
                    }
                }
            }
            pager(page) { cursor in
                Link("deployments", query: [("status", status?.rawValue), ("cursor", cursor)])
            }
        }
        return await show(sheet)
    }
}
