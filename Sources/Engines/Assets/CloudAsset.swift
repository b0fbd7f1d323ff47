public import Values

/// One thing that exists in a cloud, as a listing tells of it.
public struct CloudAsset: Sendable, Equatable {
    public enum Cloud: String, Sendable, Codable, CaseIterable { case aws, azure, google }

    public let cloud: Cloud
    /// The cloud's own name of the type: `Microsoft.Storage/storageAccounts`, `ec2:vpc`,
    /// `compute.googleapis.com/Instance`.
    public let type: String
    /// Whole and unique: an ARM id, an ARN, a full resource name.
    public let id: String
    public let name: String
    /// Region or zone; nil for what is everywhere or where the listing does not say.
    public let location: String?
    /// Subscription, account or project.
    public let account: String?
    public let tags: [String: String]
    /// What the cloud tells besides; null where the listing is only names.
    public let content: JSON
    /// What the listing itself names as the parent; nil where it names none.
    public var owner: String?
}

/// A page of a listing, with what leads to the next one.
public struct AssetPage: Sendable, Equatable {
    public let assets: [CloudAsset]
    /// A link for Azure, a token for the others; nil on the last page.
    public let next: String?

    public init(_ assets: [CloudAsset], next: String?) {
        self.assets = assets
        self.next = next
    }
}
