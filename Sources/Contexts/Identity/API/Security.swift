import Bus
import Faults
import Schemas
import Vocabulary

/// Somebody's open session, without its secret.
@Schema
public struct OpenSession: Codable, Sendable, Equatable {
    public let id: String
    public let user: UserID
    public let email: String
    /// Where it was opened from.
    public let address: String?
    public let created: Timestamp
    public let expires: Timestamp
}

/// The caller's open sessions, newest first; for holders of identity:write everybody's.
@Operation
public struct ListSessions: Operation {
    public typealias Output = Page<OpenSession>
    public static let contract = Contract.query(
        "identity.list-sessions", .get("/api/v1/sessions"), needs: .signedIn)
    /// Everybody's sessions; needs identity:write.
    public var everybody: Bool = false
}

/// Ends a session at once: one's own, or for holders of identity:write anybody's.
@Operation
public struct EndSession: Operation {
    public typealias Output = Nothing
    public static let contract = Contract.command(
        "identity.end-session", .delete("/api/v1/sessions/{session}"), needs: .signedIn)
    public let session: String
}

/// Gives a code by which a user who has lost the password chooses a new one; the code is shown once, works
/// once and for a day, and an earlier one ends.
@Operation
public struct BeginRecovery: Operation {
    public typealias Output = RecoveryCode
    public static let contract = Contract.command(
        "identity.begin-recovery", .post("/api/v1/users/{user}/recovery"),
        needs: .permission("identity:write"), revealsSecret: true)
    public let user: UserID
}

/// Handed to the user by another way than this server.
@Schema
public struct RecoveryCode: Codable, Sendable {
    public let code: String
    public let expires: Timestamp
}

/// Chooses a new password with a code from an administrator. Every session of the user ends; tokens stay.
@Operation
public struct Recover: Operation {
    public typealias Output = Nothing
    public static let contract = Contract.command(
        "identity.recover", .post("/api/v1/auth/recover"),
        needs: .open("who comes here has lost the password"))
    public let code: String
    public let password: String
}

/// From where the tenant's people and tokens may come.
@Schema
public struct AccessRules: Codable, Sendable, Equatable {
    /// Addresses and networks such as `192.0.2.0/24`; from anywhere where there are none.
    public let networks: [String]
}

/// The tenant's list of allowed networks.
@Operation
public struct GetAccessRules: Operation {
    public typealias Output = AccessRules
    public static let contract = Contract.query(
        "identity.get-access-rules", .get("/api/v1/access-rules"), needs: .permission("identity:read"))
}

/// Lets the tenant's people and tokens come from these networks only; runs of the server itself are not
/// asked. What would shut the caller out is refused.
@Operation
public struct PutAccessRules: Operation {
    public typealias Output = AccessRules
    public static let contract = Contract.command(
        "identity.put-access-rules", .put("/api/v1/access-rules"), needs: .permission("identity:write"))
    public let networks: [String]
}
