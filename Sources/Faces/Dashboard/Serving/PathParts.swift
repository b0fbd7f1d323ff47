import Faults
import HTTP
import InventoryAPI
import Vocabulary

/// What stood in the place of a route's stars, decoded.
struct PathParts: Sendable {
    let captured: [String]

    init(_ captured: [String]) { self.captured = captured }

    /// Nil when the path has another shape.
    init?(_ segments: [String], matching pattern: [String]) {
        guard segments.count == pattern.count else { return nil }
        var captured: [String] = []
        for (segment, wanted) in zip(segments, pattern) {
            if wanted == "*" {
                guard let text = PercentCoding.decode(segment) else { return nil }
                captured.append(text)
            } else if segment != wanted {
                return nil
            }
        }
        self.captured = captured
    }

    var workspace: WorkspaceID { get throws(Fault) { try id("workspace") } }
    var deployment: DeploymentID { get throws(Fault) { try id("deployment") } }
    var analysis: AnalysisID { get throws(Fault) { try id("drift report") } }
    var asset: AssetID { get throws(Fault) { try id("asset") } }
    var blueprint: BlueprintID { get throws(Fault) { try id("blueprint") } }
    var token: TokenID { get throws(Fault) { try id("token") } }

    var decision: DecisionID { get throws(Fault) { try id("decision") } }
    var waiver: WaiverID { get throws(Fault) { try id("waiver") } }

    var user: UserID { get throws(Fault) { try id("person") } }
    var project: ProjectID { get throws(Fault) { try id("project") } }
    var pack: Slug { get throws(Fault) { try slug("pack") } }

    func slug(_ what: String) throws(Fault) -> Slug {
        guard let slug = captured.first.flatMap({ Slug($0) }) else {
            throw Fault(.missing, "dashboard.no_such_page", "There is no such \(what).")
        }
        return slug
    }

    private func id<Kind>(_ what: String) throws(Fault) -> Identifier<Kind> {
        guard let text = captured.first, let id = Identifier<Kind>(text) else {
            throw Fault(.missing, "dashboard.no_such_page", "There is no such \(what).")
        }
        return id
    }
}
