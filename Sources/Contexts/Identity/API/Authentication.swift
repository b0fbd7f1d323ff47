import Bus
import Faults
import Schemas
import Vocabulary

/// Establishes who a credential stands for. Asked by faces only; never routed.
@Operation
public struct Authenticate: Operation {
    public typealias Output = Authenticated
    public static let contract = Contract.query(
        "identity.authenticate", nil, needs: .capability("the credential itself is what is checked"))
    /// A token, a session's secret, or a run's token.
    public let secret: String
}

/// Who it is, and what the credential is.
@Schema
public struct Authenticated: Codable, Sendable {
    public let principal: Principal
    /// When the credential ends.
    public let expires: Timestamp?
    /// For a run's token: the one workspace whose state it opens.
    public let workspace: WorkspaceID?
}

extension Principal: Described {
    public static var schema: Schema { .any }
}

/// Tells whether somebody has been set up; until then the one-time code is awaited.
@Operation
public struct GetSetUpStatus: Operation {
    public typealias Output = SetUpStatus
    public static let contract = Contract.query(
        "identity.set-up-status", .get("/api/v1/setup"),
        needs: .open("the sign-in page asks it before anybody can sign in"))
}

@Schema
public struct SetUpStatus: Codable, Sendable {
    /// True while there is no user at all.
    public let isAwaited: Bool
}

/// Makes the first tenant and its administrator, once, with the code that the server printed at its
/// first start.
@Operation
public struct SetUpFirstTenant: Operation {
    public typealias Output = SetUpResult
    public static let contract = Contract.command(
        "identity.set-up", .post("/api/v1/setup"), needs: .open("guarded by the one-time set-up code"),
        revealsSecret: true, creates: true)
    /// The one-time code from the server's log or its set-up file.
    public let code: String
    /// The tenant's name in addresses.
    public let tenant: Slug
    public let email: String
    /// At least 12 characters.
    public let password: String
    /// How the administrator is shown.
    public var name: String?
}

/// The first tenant and its administrator, signed in.
@Schema
public struct SetUpResult: Codable, Sendable {
    public let tenant: TenantID
    public let user: UserID
    public let session: Session
}

/// Opens a session with an e-mail address and a password.
@Operation
public struct SignIn: Operation {
    public typealias Output = Session
    public static let contract = Contract.command(
        "identity.sign-in", .post("/api/v1/auth/login"), needs: .open("this is where people sign in"),
        revealsSecret: true)
    public let email: String
    public let password: String
    /// Needed only where the same address exists in several tenants.
    public var tenant: Slug?
}

/// An open session. The secret is shown once; it goes into a cookie or an Authorization header.
@Schema
public struct Session: Codable, Sendable {
    public let secret: String
    public let user: UserID
    public let name: String
    public let tenant: TenantID
    public let expires: Timestamp
}

/// Ends the session that the request was made with, at once.
@Operation
public struct SignOut: Operation {
    public typealias Output = Nothing
    public static let contract = Contract.command(
        "identity.sign-out", .post("/api/v1/auth/logout"), needs: .signedIn)
    /// The session's secret, when it is not the request's own credential.
    public var secret: String?
}

/// Exchanges a session for a new one that lasts longer; the old one ends at once.
@Operation
public struct RenewSession: Operation {
    public typealias Output = Session
    public static let contract = Contract.command(
        "identity.renew-session", .post("/api/v1/auth/renew"), needs: .signedIn, revealsSecret: true)
    public let secret: String
}

/// Tells whether a token or session is valid, whose it is and until when, without using it.
@Operation
public struct VerifyToken: Operation {
    public typealias Output = TokenVerdict
    public static let contract = Contract.query(
        "identity.verify-token", .post("/api/v1/auth/verify"), needs: .signedIn)
    public let secret: String
}

@Schema
public struct TokenVerdict: Codable, Sendable {
    public let isValid: Bool
    public let principal: String?
    public let name: String?
    public let expires: Timestamp?
}

/// What the caller may do, and where.
@Operation
public struct MyPermissions: Operation {
    public typealias Output = PermissionList
    public static let contract = Contract.query(
        "identity.my-permissions", .get("/api/v1/auth/permissions"), needs: .signedIn)
}

@Schema
public struct PermissionList: Codable, Sendable {
    public let principal: String
    public let name: String
    public let kind: Principal.Kind
    public let tenant: TenantID?
    public let grants: [GrantView]
    /// What a token may do at most; absent when it is not narrowed.
    public let ceiling: [Allowance]?
}

@Schema
public struct GrantView: Codable, Sendable {
    /// `platform`, `tenant`, `project/…` or `workspace/…`.
    public let place: String
    public let permissions: [Allowance]
}
