import Bus
import Faults
import Schemas
import Vocabulary

/// Makes an API token of the caller's. Its secret is shown once and kept only as a hash.
@Operation
public struct CreateToken: Operation {
    public typealias Output = NewToken
    public static let contract = Contract.command(
        "identity.create-token", .post("/api/v1/tokens"), needs: .signedIn, revealsSecret: true, creates: true
    )
    /// What the token is for.
    public let label: String
    /// What it may do at most, be it on some workspaces only; everything its owner may when left out.
    public var permissions: [Allowance]?
    /// A role: the token may do no more than it gives, whatever it comes to give later.
    public var role: String?
    /// Days until it ends, 1 to 365.
    public var days: Int = 90
}

@Schema
public struct NewToken: Codable, Sendable {
    public let token: Token
    /// Starts with `plumb_`; shown this once.
    public let secret: String
}

/// An API token without its secret.
@Schema
public struct Token: Codable, Sendable, Equatable {
    public let id: TokenID
    public let label: String
    public let owner: UserID
    public let permissions: [Allowance]?
    public let created: Timestamp
    public let expires: Timestamp
    /// To the minute.
    public let lastUsed: Timestamp?
    public let isRevoked: Bool
    /// The role that narrows it.
    public var role: String?
}

/// The caller's tokens, newest first; for holders of identity:read everybody's.
@Operation
public struct ListTokens: Operation {
    public typealias Output = Page<Token>
    public static let contract = Contract.query(
        "identity.list-tokens", .get("/api/v1/tokens"), needs: .signedIn)
    /// Everybody's tokens; needs identity:read.
    public var everybody: Bool = false
    public var cursor: String?
    public var limit: Int = 50
}

/// Ends a token at once.
@Operation
public struct RevokeToken: Operation {
    public typealias Output = Nothing
    public static let contract = Contract.command(
        "identity.revoke-token", .delete("/api/v1/tokens/{token}"), needs: .signedIn)
    public let token: TokenID
}

/// Makes a short-lived token that opens one workspace's state for one run. For other contexts only.
@Operation
public struct IssueRunToken: Operation {
    public typealias Output = RunToken
    public static let contract = Contract.command(
        "identity.issue-run-token", nil, needs: .contexts, revealsSecret: true)
    public let workspace: WorkspaceID
    /// The run: a deployment's or an analysis's id.
    public let run: String
    /// True when the run only reads the state.
    public let isReadOnly: Bool
    /// Seconds until it ends by itself.
    public let seconds: Int
}

@Schema
public struct RunToken: Codable, Sendable {
    public let secret: String
    public let expires: Timestamp
}

/// Ends every token of a run. For other contexts only.
@Operation
public struct EndRunTokens: Operation {
    public typealias Output = Nothing
    public static let contract = Contract.command(
        "identity.end-run-tokens", nil, needs: .contexts)
    public let run: String
}
