import Bus
import Faults
import Schemas
import Vocabulary

public enum DiscoveryKind: IdentifierKind {}
public typealias DiscoveryID = Identifier<DiscoveryKind>

/// Looks through a cloud account for what exists there, managed or not, and keeps what it finds.
@Operation
public struct Discover: Job {
    public typealias Output = Discovery
    public static let contract = Contract.job(
        "inventory.discover", .post("/api/v1/discoveries"), needs: .permission("inventory:write"))
    /// The cloud connection whose account is looked through.
    public let connection: Slug
    public var provider: String = "aws"
    /// The connection's own where none is given; `all` for every one that the account may use.
    public var region: String?
    /// Terraform types, such as `aws_vpc`; all that are known where none is given.
    public var types: [String] = []
}

/// The newest look through a region, or `all`; one is started where there is none.
@Operation
public struct DiscoverRegion: Operation {
    public typealias Output = Discovery
    public static let contract = Contract.command(
        "inventory.discover-region", .get("/api/v1/discover/{provider}/{region}"),
        needs: .permission("inventory:write"))
    public let provider: String
    public let region: String
    /// Needed where the tenant has several.
    public var connection: Slug?
    /// Starts another look, whatever there is; one that is running is answered still.
    public var again: Bool = false
}

/// One look through a cloud account.
@Operation
public struct GetDiscovery: Operation {
    public typealias Output = Discovery
    public static let contract = Contract.query(
        "inventory.get-discovery", .get("/api/v1/discoveries/{discovery}"),
        needs: .permission("inventory:read"))
    public let discovery: DiscoveryID
    public var subject: Subject { .thing(kind: "discovery", id: discovery.text) }
}

/// Looks through cloud accounts, newest first.
@Operation
public struct ListDiscoveries: Operation {
    public typealias Output = Page<Discovery>
    public static let contract = Contract.query(
        "inventory.list-discoveries", .get("/api/v1/discoveries"), needs: .permission("inventory:read"))
    public var cursor: String?
    public var limit: Int = 50
}

@Schema
public struct Discovery: Codable, Sendable, Equatable {
    public enum Status: String, Codable, Sendable, CaseIterable, Described { case running, completed, failed }

    public let id: DiscoveryID
    public let provider: String
    public let connection: Slug
    public let region: String
    /// Known once the cloud has said whose credentials they are.
    public let account: String?
    public let status: Status
    public let started: Timestamp
    public let ended: Timestamp?
    public let found: Int
    /// How it went for each type and region.
    public let listings: [Listing]
    /// Why it failed.
    public let failure: String?
}

/// How the listing of one type in one region went.
@Schema
public struct Listing: Codable, Sendable, Equatable {
    /// Only after `listed` is it known that what was not found does not exist.
    public enum Outcome: String, Codable, Sendable, CaseIterable, Described {
        case listed, denied, throttled, unreachable, refused
    }

    public let type: String
    public let region: String
    public let outcome: Outcome
    public let found: Int
    /// How often the cloud asked to slow down.
    public let throttled: Int
    /// What the cloud said where it was not listed.
    public let reason: String?
}
