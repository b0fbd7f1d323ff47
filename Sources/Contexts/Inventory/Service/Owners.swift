import AWSProtocol
import StatesAPI
import Values
import Vocabulary

/// Which workspace records what, by what states tell of their resources.
struct Owners: Sendable {
    struct Owner: Sendable, Equatable {
        let workspace: WorkspaceID
        let address: String
    }

    private struct Recorded: Sendable {
        let owner: Owner
        let arn: String?
    }

    private var byARN: [String: Owner] = [:]
    private var byID: [String: [Recorded]] = [:]

    /// A default network and the like are the same things as others of their kind.
    private static let aliases = [
        "aws_default_vpc": "aws_vpc", "aws_default_subnet": "aws_subnet",
        "aws_default_security_group": "aws_security_group", "aws_default_route_table": "aws_route_table",
        "aws_default_network_acl": "aws_network_acl", "aws_default_vpc_dhcp_options": "aws_vpc_dhcp_options",
        "aws_alb": "aws_lb", "aws_alb_target_group": "aws_lb_target_group",
    ]

    mutating func add(_ resources: [StateResource], of workspace: WorkspaceID) {
        for resource in resources where !resource.isData {
            let type = Self.aliases[resource.type] ?? resource.type
            let owner = Owner(workspace: workspace, address: resource.address)
            let arn = resource.attributes["arn"]?.stringValue
            if let arn { byARN[type + " " + arn] = owner }
            if let id = resource.attributes["id"]?.stringValue {
                byID[type + " " + id, default: []].append(Recorded(owner: owner, arn: arn))
            }
        }
    }

    /// By its ARN; else by an id, where the recorded ARN does not say another account or region.
    func owner(of resource: ListedResource) -> Owner? {
        if let arn = resource.arn, let owner = byARN[resource.type + " " + arn] { return owner }
        for id in [resource.id, resource.importID, resource.arn].compactMap(\.self) {
            let fitting = (byID[resource.type + " " + id] ?? []).first {
                Self.isSamePlace($0.arn, resource.arn)
            }
            if let fitting { return fitting.owner }
        }
        return nil
    }

    private static func isSamePlace(_ left: String?, _ right: String?) -> Bool {
        guard let left, let right else { return true }
        func place(_ arn: String) -> [Substring] {
            let parts = arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
            return parts.count == 6 ? [parts[3], parts[4]] : []
        }
        return place(left) == place(right)
    }
}
