import Synchronization
import TenantsAPI
import Vocabulary

/// Workspaces as they were last read. This process alone changes them, and every change forgets them all,
/// so what is known is what is stored.
final class KnownWorkspaces: Sendable {
    private static let ceiling = 5_000

    private let table = Mutex<(generation: Int, entries: [WorkspaceID: (Workspace, TenantID)])>((0, [:]))

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

    func forgetAll() {
        table.withLock { table in
            table.generation += 1
            table.entries.removeAll()
        }
    }
}
