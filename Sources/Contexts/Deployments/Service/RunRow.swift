import DeploymentsAPI
import Faults
import Store
import Values
import Vocabulary

/// A run as it is stored: what faces see, and what only the run itself needs.
struct RunRow: Sendable {
    let deployment: Deployment
    let project: ProjectID
    let material: BlobRef
    let autoApply: Bool?
    let planView: BlobRef?
    let planRaw: BlobRef?
    let environment: String

    init(row: Row) throws(Fault) {
        guard let id = DeploymentID(try row.text("id")),
            let workspace = WorkspaceID(try row.text("workspace")),
            let project = ProjectID(try row.text("project")),
            let status = Deployment.Status(rawValue: try row.text("status"))
        else { throw Fault(.broken, "store.column", "A stored run is damaged.") }
        let time = { (column: String) throws(Fault) -> Timestamp? in
            try row.int64(ifPresent: column).map { Timestamp(milliseconds: $0) }
        }
        deployment = Deployment(
            id: id, workspace: workspace, status: status,
            source: try Self.decode(row, "source") ?? DeploymentSource(),
            isPlanOnly: try row.bool("plan_only"), isDestroy: try row.bool("destroy"),
            isRefreshOnly: try row.bool("refresh_only"), author: try row.text("author"),
            authorId: try row.text("author_id"), created: Timestamp(milliseconds: try row.int64("created")),
            started: try time("started"), ended: try time("ended"), plan: try Self.decode(row, "summary"),
            gates: try Self.decode(row, "gates") ?? [], approval: try Self.decode(row, "approval"),
            failure: try Self.decode(row, "failure"),
            outputs: try Self.decode(row, "outputs") ?? [:],
            stateSerial: try row.int(ifPresent: "state_serial"),
            revision: try row.int("revision"))
        self.project = project
        guard let material: BlobRef = try Self.decode(row, "material") else {
            throw Fault(.broken, "store.column", "A stored run is damaged.")
        }
        self.material = material
        autoApply = try row.bool(ifPresent: "auto_apply")
        planView = try Self.decode(row, "plan_view")
        planRaw = try Self.decode(row, "plan_raw")
        environment = try row.text("environment")
    }

    private static func decode<T: Decodable>(_ row: Row, _ column: String) throws(Fault) -> T? {
        guard let text = try row.text(ifPresent: column) else { return nil }
        return try JSONCoding.decode(T.self, from: Array(text.utf8))
    }
}
