import AWSProtocol
import Bus
import Faults
import InventoryAPI
import Ledgers
import TenantsAPI
import Vocabulary

extension InventoryService {
    /// The trail answers two calls a second for an account: more than so many resources are not looked up.
    private static let mostLookedUp = 25

    func registerTrail() {
        ledger.node.handle(LookUpChanges.self) { [self] (request, scope) async throws(Fault) in
            let own = ledger.node.scope(as: Self.context, tenant: try scope.tenant)
            let id = try await own.call(GetWorkspace(workspace: request.workspace)).settings.connection
            let connections = try await own.call(ListConnections()).items
            guard let connection = connections.first(where: { $0.id == id }) else {
                return FoundChanges(changes: [:], reason: "the workspace has no cloud connection")
            }
            guard connection.provider == .aws else {
                return FoundChanges(
                    changes: [:],
                    reason: "only AWS's trail is read, and the connection is for \(connection.provider)")
            }
            let opened = try await own.call(OpenConnection(slug: connection.slug))
            let trail = Trail(
                caller: CloudCaller(client: client, clock: ledger.node.clock, opened: opened),
                region: connection.region, since: request.since, until: request.until)
            var changes: [String: Attribution] = [:]
            for resource in request.resources.prefix(Self.mostLookedUp) {
                do {
                    changes[resource.address] = try await trail.newest(resource)
                } catch let refusal as CloudCaller.Refusal {
                    return FoundChanges(changes: changes, reason: refusal.reason)
                } catch {
                    throw Fault.from(error, "inventory.trail")
                }
            }
            return FoundChanges(changes: changes, reason: nil)
        }
    }
}

/// An account's audit trail between two moments.
private struct Trail: Sendable {
    let caller: CloudCaller
    let region: String
    let since: Timestamp
    let until: Timestamp

    /// The newest call that changed the resource.
    func newest(_ resource: ChangedResource) async throws -> Attribution? {
        for name in resource.names {
            let lookup = TrailLookup(
                resource: name, since: since.milliseconds / 1000, until: until.milliseconds / 1000 + 1)
            let events = try await caller.events(lookup, in: home(of: resource.type))
            let changes = events.filter { !$0.isRead && !$0.isRefused }
            if let last = changes.max(by: { $0.time < $1.time }) {
                return Attribution(
                    who: last.who, at: Timestamp(milliseconds: last.time * 1000), event: last.name,
                    address: last.address, agent: last.agent)
            }
        }
        return nil
    }

    /// Services without regions write into the trail of the one that stands for their partition.
    private func home(of type: String) -> String {
        let isGlobal = ["aws_iam_", "aws_route53_", "aws_cloudfront_"].contains { type.hasPrefix($0) }
        return isGlobal ? AWSPartition(of: region).home : region
    }
}
