import Faults
import Schemas
import Vocabulary

/// Asks the context that keeps workspaces for their attributes. Never routed by a face.
@Operation
struct TellAttributes: Operation {
    /// By the workspaces' ids; what the tenant has not is not there.
    struct Known: Codable, Sendable, Described {
        let attributes: [String: Attributes]
        static var schema: Schema { .any }
    }
    typealias Output = Known
    static let contract = Contract.query("bus.attributes", nil, needs: .open("asked by the door only"))
    static let home = "attributes.workspace"

    /// One of them; all of the tenant's when left out.
    let workspace: WorkspaceID?

    var destination: String { Self.home }
}

extension Node {
    /// Tells the attributes of one workspace or of all of a tenant's, as they are now. Nothing that is told
    /// is kept: the teller may remember, for it knows when they change.
    public func tellAttributes(
        with teller:
            @escaping @Sendable (WorkspaceID?, TenantID) async throws(Fault) -> [WorkspaceID: Attributes]
    ) {
        handle(TellAttributes.self, as: TellAttributes.home) { (request, scope) async throws(Fault) in
            let known = try await teller(request.workspace, try scope.tenant)
            return TellAttributes.Known(
                attributes: Dictionary(uniqueKeysWithValues: known.map { ($0.key.text, $0.value) }))
        }
    }

    func attributes(_ workspace: WorkspaceID?, _ scope: Scope) async throws(Fault) -> [String: Attributes] {
        let asked = Scope(
            principal: scope.principal, tenant: scope.tenantIfAny, trace: scope.trace, remote: nil,
            deadline: scope.deadline, idempotencyKey: nil, caller: "bus", action: "", record: CommandRecord(),
            node: self)
        return try await answer(TellAttributes(workspace: workspace), in: asked).attributes
    }

    /// Attributes are only asked for where a condition can decide.
    func holds(
        _ permission: Permission, at location: Location, _ scope: Scope
    ) async throws(Fault) -> Bool {
        let principal = scope.principal
        if principal.may(permission, at: location) { return true }
        guard let workspace = location.workspace, principal.dependsOnAttributes(for: permission) else {
            return false
        }
        let known = try await attributes(workspace, scope)[workspace.text]
        return principal.may(permission, at: location, knowing: known)
    }
}
