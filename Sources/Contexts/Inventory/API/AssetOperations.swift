import Bus
import Faults
import Schemas
public import Values
import Vocabulary

/// Something that exists in a cloud account, as the newest look found it.
@Schema
public struct Asset: Codable, Sendable, Equatable {
    public let id: AssetID
    public let provider: String
    public let account: String
    /// `global` for what has no region.
    public let region: String
    /// Terraform's type.
    public let type: String
    /// The cloud's own id.
    public let resource: String
    public let name: String
    public let arn: String?
    /// What Terraform's `import` wants.
    public let importID: String
    public let tags: [String: String]
    public let firstSeen: Timestamp
    public let lastSeen: Timestamp
    /// The workspace whose state recorded it at the last look; nil for what nobody manages.
    public let workspace: WorkspaceID?
    /// Its address in that state.
    public let address: String?
    /// True when the ignore rules leave it out, and for what a cloud makes in every account for itself.
    public var isIgnored: Bool = false
}

/// Assets of one type, managed or not.
@Operation
public struct ListResources: Operation {
    public typealias Output = Page<Asset>
    public static let contract = Contract.query(
        "inventory.list-resources", .get("/api/v1/resources/{provider}/{type}"),
        needs: .permission("inventory:read"))
    public let provider: String
    public let type: String
    public var region: String?
    public var cursor: String?
    public var limit: Int = 50
}

/// Assets of all types, oldest first.
@Operation
public struct ListAssets: Operation {
    public typealias Output = Page<Asset>
    public static let contract = Contract.query(
        "inventory.list-assets", .get("/api/v1/assets"), needs: .permission("inventory:read"))
    public var provider: String?
    public var type: String?
    public var region: String?
    public var workspace: WorkspaceID?
    /// Only what is managed, or only what is not.
    public var managed: Bool?
    /// Only what the ignore rules leave out, or only what they don't.
    public var ignored: Bool?
    /// Only assets for which this JMESPath expression is true: `tags.team == 'web' && region != 'global'`.
    public var filter: String?
    public var cursor: String?
    public var limit: Int = 50
}

/// One asset, as the newest look through its account found it.
@Operation
public struct GetAsset: Operation {
    public typealias Output = Asset
    public static let contract = Contract.query(
        "inventory.get-asset", .get("/api/v1/assets/{asset}"), needs: .permission("inventory:read"))
    public let asset: AssetID
    public var subject: Subject { .thing(kind: "asset", id: asset.text) }
}

/// Assets with the connections through which they were seen, and with who manages them by the states of this
/// moment, whatever the newest look had found; for other contexts only.
@Operation
public struct OpenAssets: Operation {
    public typealias Output = Page<OpenedAsset>
    public static let contract = Contract.command("inventory.open-assets", nil, needs: .contexts)
    public let assets: [AssetID]
}

@Schema
public struct OpenedAsset: Codable, Sendable {
    public let asset: Asset
    public let connection: Slug
}

/// What Google's clouds tell of assets at this moment, whatever the newest look had found; for other contexts
/// only. Assets of other clouds, and those that are gone, are left out.
@Operation
public struct ReadContents: Operation {
    public typealias Output = Page<AssetContent>
    public static let contract = Contract.query("inventory.read-contents", nil, needs: .contexts)
    public let assets: [AssetID]
}

@Schema
public struct AssetContent: Codable, Sendable {
    public let asset: AssetID
    /// The whole name that the cloud has for it.
    public let name: String
    /// The cloud's own name of the type.
    public let type: String
    /// As the cloud's API has it.
    public let content: JSON
}

/// What an asset names, and what names it.
@Operation
public struct ListRelationships: Operation {
    public typealias Output = Page<Relationship>
    public static let contract = Contract.query(
        "inventory.relationships", .get("/api/v1/assets/{asset}/relationships"),
        needs: .permission("inventory:read"))
    public let asset: AssetID
    public var subject: Subject { .thing(kind: "asset", id: asset.text) }
}

@Schema
public struct Relationship: Codable, Sendable, Equatable {
    /// `inNetwork`, `inSubnet`, `guardedBy`, `attachedTo`, `usesRole`, `encryptedWith` or `partOf`: what
    /// `from` is to `to`.
    public let kind: String
    public let from: AssetID
    /// Nil where the other is not among the assets.
    public let to: AssetID?
    /// The other's id or ARN as the cloud tells it.
    public let target: String
}

/// How much of what exists is in code.
@Operation
public struct GetCoverage: Operation {
    public typealias Output = AssetCoverage
    public static let contract = Contract.query(
        "inventory.coverage", .get("/api/v1/coverage"), needs: .permission("inventory:read"))
    public var provider: String?
    public var region: String?
}

@Schema
public struct AssetCoverage: Codable, Sendable, Equatable {
    public let assets: Int
    public let managed: Int
    /// Rounded down; 0 of nothing.
    public let percent: Int
    /// By type.
    public let types: [OfType]

    @Schema
    public struct OfType: Codable, Sendable, Equatable {
        public let type: String
        public let assets: Int
        public let managed: Int
        public let percent: Int
    }
}
