import Faults
import Vocabulary

/// Where a principal holds a permission, as things are now: made once for a list, asked of each of its
/// items.
public struct Reach: Sendable {
    private let principal: Principal
    private let permission: Permission
    private let known: [String: Attributes]

    init(_ principal: Principal, _ permission: Permission, _ known: [String: Attributes]) {
        self.principal = principal
        self.permission = permission
        self.known = known
    }

    public func contains(_ location: Location) -> Bool {
        principal.kind == .context
            || principal.may(
                permission, at: location, knowing: location.workspace.flatMap { known[$0.text] })
    }
}

extension Scope {
    /// Where the principal holds `permission`; for handlers of `.anywhere` subjects. Who has no condition on
    /// it costs no question.
    public func reach(of permission: Permission) async throws(Fault) -> Reach {
        guard principal.kind != .context, principal.dependsOnAttributes(for: permission) else {
            return Reach(principal, permission, [:])
        }
        return Reach(principal, permission, try await node.attributes(nil, self))
    }
}
