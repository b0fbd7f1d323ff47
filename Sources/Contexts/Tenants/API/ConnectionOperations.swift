import Bus
import Faults
import Schemas
import Vocabulary

/// A way into a cloud account. Its credentials are sealed and never read back.
@Schema
public struct Connection: Codable, Sendable, Equatable {
    public enum Provider: String, Codable, Sendable, CaseIterable, Described { case aws, azure, google }

    public let id: ConnectionID
    public let slug: Slug
    public let provider: Provider
    public let region: String
    /// Where the cloud's API answers, when not at its usual addresses.
    public let endpoint: String?
    /// The first characters of the access key, the client or the service account, to tell them apart.
    public let accessKeyHint: String
    /// The ARN of the AWS role that is assumed, for an hour at a time: with the keys, or by web identity.
    public let role: String?
    public let updated: Timestamp
    public let revision: Int
    /// True when nothing secret is kept: each run proves what it is with a token that this server signs.
    public var webIdentity: Bool = false
    /// For whom those tokens are.
    public var audience: String?
}

/// Makes or changes a cloud connection.
@Operation
public struct PutConnection: Operation {
    public typealias Output = Connection
    public static let contract = Contract.command(
        "tenants.put-connection", .put("/api/v1/connections/{slug}"), needs: .permission("tenants:write"))
    public let slug: Slug
    public var provider: Connection.Provider = .aws
    public let region: String
    /// AWS: the access key; Azure: the client's id; not needed for Google.
    public var accessKey: String = ""
    /// AWS: the secret key, but for web identity; Azure: the client's secret; Google: the service account's
    /// key file.
    public var secretKey: String = ""
    public var sessionToken: String?
    /// Azure's directory (tenant) id.
    public var directory: String?
    /// Azure subscriptions or Google projects; where none is given, all that Azure shows to the client, and
    /// the project of Google's key file.
    public var accounts: [String] = []
    public var endpoint: String?
    /// AWS: the ARN of a role that is assumed with the keys, or by web identity; runs and scans then get its
    /// credentials alone.
    public var role: String?
    /// The external id that the role's trust policy asks for, such as your tenant's name.
    public var externalID: String?
    /// AWS: assume the role with a token that this server signs for each run, in place of keys.
    public var webIdentity: Bool = false
    /// For whom that token is; `sts.amazonaws.com` when left out.
    public var audience: String?
}

/// The tenant's cloud connections, without their secrets.
@Operation
public struct ListConnections: Operation {
    public typealias Output = Page<Connection>
    public static let contract = Contract.query(
        "tenants.list-connections", .get("/api/v1/connections"), needs: .permission("tenants:read"))
}

/// Asks the cloud who the connection's credentials belong to.
@Operation
public struct TestConnection: Operation {
    public typealias Output = ConnectionVerdict
    public static let contract = Contract.command(
        "tenants.test-connection", .post("/api/v1/connections/{slug}/test"),
        needs: .permission("tenants:write"))
    public let slug: Slug
}

@Schema
public struct ConnectionVerdict: Codable, Sendable {
    public let works: Bool
    /// The account, or the cloud's reason.
    public let note: String
}

/// Removes a cloud connection that no workspace uses.
@Operation
public struct DeleteConnection: Operation {
    public typealias Output = Nothing
    public static let contract = Contract.command(
        "tenants.delete-connection", .delete("/api/v1/connections/{slug}"),
        needs: .permission("tenants:write"))
    public let slug: Slug
}

/// A connection with its credentials, opened; for other contexts only.
@Operation
public struct OpenConnection: Operation {
    public typealias Output = OpenedConnection
    public static let contract = Contract.command(
        "tenants.open-connection", nil, needs: .contexts, revealsSecret: true)
    public let slug: Slug
    /// What its credentials are for; a cloud that is asked by web identity is told.
    public var phase: RunPhase = .scan
}

@Schema
public struct OpenedConnection: Codable, Sendable {
    public let connection: Connection
    /// As environment variables of the cloud's own tools.
    public let credentials: [String: String]
    /// The subscriptions or projects that it was made for.
    public var accounts: [String] = []
}
