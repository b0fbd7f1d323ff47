import Bus
import DeploymentsAPI
import Faults
import HTTP
import Vocabulary

extension Visitor {
    func decide(_ id: DeploymentID, isApproval: Bool) async throws(Fault) -> Response {
        let form = try await form()
        let comment = form.text("comment")
        if isApproval {
            _ = try await scope(once: form.once).call(Approve(deployment: id, comment: comment))
        } else {
            _ = try await scope(once: form.once).call(Reject(deployment: id, comment: comment))
        }
        return back(id, isApproval ? "approved" : "rejected")
    }

    func cancel(_ id: DeploymentID) async throws(Fault) -> Response {
        let form = try await form()
        _ = try await scope(once: form.once).call(CancelDeployment(deployment: id))
        return back(id, "cancelled")
    }

    func rollBack(_ id: DeploymentID) async throws(Fault) -> Response {
        let form = try await form()
        let ticket = try await scope(once: form.once).start(RollBackDeployment(deployment: id))
        return .seeOther(Link("deployments", ticket.id))
    }

    private func back(_ id: DeploymentID, _ done: String) -> Response {
        .seeOther(Link(segments: ["deployments", id.text], query: [("done", done)]))
    }
}
