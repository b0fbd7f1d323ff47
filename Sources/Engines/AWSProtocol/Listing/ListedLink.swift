import Values

/// That a resource names another one, and what it is to it.
public struct ListedLink: Sendable, Hashable {
    public enum Kind: String, Sendable, CaseIterable {
        case inNetwork, inSubnet, guardedBy, attachedTo, usesRole, encryptedWith, partOf
    }

    public let kind: Kind
    /// The other's id or ARN.
    public let target: String

    public init(_ kind: Kind, _ target: String) { (self.kind, self.target) = (kind, target) }

    /// All that an item names, each once, in order; itself is left out.
    static func all(in item: JSON, of id: String) -> [ListedLink] {
        var seen: Set<ListedLink> = []
        var links: [ListedLink] = []
        collect(item) { link in
            if link.target != id, seen.insert(link).inserted { links.append(link) }
        }
        return links.sorted { ($0.kind.rawValue, $0.target) < ($1.kind.rawValue, $1.target) }
    }

    private static func collect(_ value: JSON, _ found: (ListedLink) -> Void) {
        if let object = value.objectValue {
            for (key, member) in object {
                let isOfTags = ["tagSet", "tags", "Tags", "TagList"].contains(key)
                if let kind = kinds[key.lowercased()] { name(member, kind, found) }
                if !isOfTags { collect(member, found) }
            }
        } else {
            for element in value.arrayValue ?? [] { collect(element, found) }
        }
    }

    /// A text, or a list of them.
    private static func name(_ value: JSON, _ kind: Kind, _ found: (ListedLink) -> Void) {
        if let text = value.stringValue {
            if !text.isEmpty { found(ListedLink(kind, text)) }
        } else {
            for element in value.arrayValue ?? [] { name(element, kind, found) }
            for key in ["item", "member"] { if let inner = value[key] { name(inner, kind, found) } }
        }
    }

    private static let kinds: [String: Kind] = [
        "vpcid": .inNetwork, "subnetid": .inSubnet, "subnetids": .inSubnet, "subnets": .inSubnet,
        "groupid": .guardedBy, "securitygroups": .guardedBy, "securitygroupids": .guardedBy,
        "vpcsecuritygroupid": .guardedBy, "instanceid": .attachedTo, "networkinterfaceid": .attachedTo,
        "loadbalancerarn": .attachedTo, "role": .usesRole, "rolearn": .usesRole,
        "executionrolearn": .usesRole,
        "servicerole": .usesRole, "kmskeyid": .encryptedWith, "kmskeyarn": .encryptedWith,
        "clusterarn": .partOf, "routetableid": .partOf,
    ]
}
