import AWSProtocol
import Assets
import GoogleAssets
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
    /// By the whole names of Azure's and Google's things, in small letters.
    private var byName: [String: Owner] = [:]
    private var byID: [String: [Recorded]] = [:]
    /// What exists because another thing is recorded, by type and id.
    private var brought: [String: [Recorded]] = [:]

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
            addBrought(by: resource, owner)
            if type.hasPrefix("azurerm_") || type.hasPrefix("google_") {
                for name in Self.names(resource) { byName[name] = owner }
                continue
            }
            let arn = resource.attributes["arn"]?.stringValue
            if let arn { byARN[type + " " + arn] = owner }
            if let id = resource.attributes["id"]?.stringValue {
                byID[type + " " + id, default: []].append(Recorded(owner: owner, arn: arn))
            }
        }
    }

    /// A disk that its instance made has no address, and is its instance's.
    private mutating func addBrought(by resource: StateResource, _ owner: Owner) {
        let id = resource.attributes["id"]?.stringValue ?? ""
        for part in RecordedResource(resource.type, id, resource.attributes).brought {
            let key = part.type + " " + part.id
            brought[part.type.hasPrefix("azurerm_") ? key.lowercased() : key, default: []].append(
                Recorded(owner: owner, arn: resource.attributes["arn"]?.stringValue))
        }
    }

    /// Of Azure's the id; of Google's the full names that its attributes tell, and the path within the
    /// service, which is the id, the name or the end of the link to itself; where the id is a bare name, it
    /// and its type.
    private static func names(_ resource: StateResource) -> [String] {
        let id = resource.attributes["id"]?.stringValue?.lowercased()
        guard resource.type.hasPrefix("google_") else { return [id].compactMap(\.self) }
        var out = [id.map { $0.contains("/") ? $0 : resource.type + " " + $0 }].compactMap(\.self)
        if let link = resource.attributes["self_link"]?.stringValue?.lowercased(),
            let range = link.firstRange(of: "projects/")
        {
            out.append(String(link[range.lowerBound...]))
        }
        // Some services have the project's number in names, and not its id.
        if let name = resource.attributes["name"]?.stringValue?.lowercased(), name.hasPrefix("projects/") {
            out.append(name)
        }
        return out + GoogleAsset.names(of: resource.type, resource.attributes).map { $0.lowercased() }
    }

    /// By its ARN; else by an id, where the recorded ARN does not say another account or region.
    func owner(of resource: FoundAsset) -> Owner? {
        for name in [resource.importID, resource.type + " " + resource.importID, resource.id] {
            if let owner = byName[name.lowercased()] { return owner }
        }
        if let arn = resource.arn, let owner = byARN[resource.type + " " + arn] { return owner }
        for id in [resource.id, resource.importID, resource.arn].compactMap(\.self) {
            let fitting = (byID[resource.type + " " + id] ?? []).first {
                Self.isSamePlace($0.arn, resource.arn)
            }
            if let fitting { return fitting.owner }
        }
        return bringer(of: resource)
    }

    private func bringer(of resource: FoundAsset) -> Owner? {
        let isAzure = resource.type.hasPrefix("azurerm_")
        for id in [resource.id, resource.importID] {
            let key = resource.type + " " + id
            let fitting = brought[isAzure ? key.lowercased() : key]?.first {
                isAzure || Self.isSamePlace($0.arn, resource.arn)
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
