import Bus
import Synchronization
import TenantsAPI
import Vocabulary

/// Workspaces as they were last read, and the attributes of all of a tenant's. This process alone changes
/// them, and every change forgets them all, so what is known is what is stored.
final class KnownWorkspaces: Sendable {
    private static let ceiling = 5_000

    private struct Table {
        var generation = 0
        var entries: [WorkspaceID: (Workspace, TenantID)] = [:]
        var attributes: [TenantID: [WorkspaceID: Attributes]] = [:]
        var attributesCount = 0
    }

    private let table = Mutex(Table())

    /// Taken before a look-up, so that what was read before a change is not kept after it.
    var generation: Int { table.withLock { $0.generation } }

    func find(_ id: WorkspaceID, _ tenant: TenantID) -> Workspace? {
        table.withLock { table in
            guard let (workspace, owner) = table.entries[id], owner == tenant else { return nil }
            return workspace
        }
    }

    func keep(_ workspace: Workspace, _ tenant: TenantID, generation: Int) {
        table.withLock { table in
            guard table.generation == generation else { return }
            if table.entries.count >= Self.ceiling { table.entries.removeAll() }
            table.entries[workspace.id] = (workspace, tenant)
        }
    }

    /// Of all of the tenant's workspaces.
    func attributes(of tenant: TenantID) -> [WorkspaceID: Attributes]? {
        table.withLock { $0.attributes[tenant] }
    }

    func keep(_ all: [WorkspaceID: Attributes], of tenant: TenantID, generation: Int) {
        table.withLock { table in
            guard table.generation == generation, table.attributes[tenant] == nil, all.count < Self.ceiling
            else { return }
            // A tenant without workspaces takes a place too.
            if table.attributesCount + all.count + 1 > Self.ceiling {
                (table.attributes, table.attributesCount) = ([:], 0)
            }
            table.attributes[tenant] = all
            table.attributesCount += all.count + 1
        }
    }

    func forgetAll() {
        table.withLock { table in
            table.generation += 1
            table.entries.removeAll()
            (table.attributes, table.attributesCount) = ([:], 0)
        }
    }
}
