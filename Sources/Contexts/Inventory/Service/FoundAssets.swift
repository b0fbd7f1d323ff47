import AWSProtocol
import Assets
import GoogleAssets
import InventoryAPI

/// What one listing found, and what is known not to exist if it is not among it.
struct FoundAssets: Sendable {
    enum Covered: Sendable {
        case only(String)
        case all(but: String?)
    }

    let listing: Listing
    let account: String
    let provider: String
    let assets: [FoundAsset]
    let covered: Covered
    /// The types that were asked for; empty for all.
    let types: [String]
    /// Nil where all places were looked through.
    let region: String?
}

/// One thing that was found, of any cloud.
struct FoundAsset: Sendable {
    let type: String
    let id: String
    let name: String
    let arn: String?
    let importID: String
    let region: String
    let tags: [String: String]
    /// What it is to others, and their names.
    let links: [[String]]

    /// One that was kept.
    init(_ asset: Asset) {
        (type, id, name, arn) = (asset.type, asset.resource, asset.name, asset.arn)
        (importID, region, tags, links) = (asset.importID, asset.region, asset.tags, [])
    }

    init(_ resource: ListedResource, in region: String) {
        (type, id, name, arn) = (resource.type, resource.id, resource.name, resource.arn)
        (importID, self.region, tags) = (resource.importID, region, resource.tags)
        links = resource.links.map { [$0.kind.rawValue, $0.target] }
    }

    /// Azure's and Google's whole names are as unique as ARNs.
    init(_ asset: CloudAsset) {
        (type, id, name, arn) = (asset.knownType, asset.id, asset.name, nil)
        (importID, region, tags) = (asset.importID, asset.location ?? "global", asset.tags)
        links = asset.parent.map { [[ListedLink.Kind.partOf.rawValue, $0]] } ?? []
    }
}

extension CloudAsset {
    /// Terraform's type, of Google's rarer ones by the full name too; the cloud's own where none is known.
    var knownType: String {
        let usual = terraformType
        guard cloud == .google, usual == type else { return usual }
        return GoogleResource.type(of: id, type) ?? usual
    }
}
