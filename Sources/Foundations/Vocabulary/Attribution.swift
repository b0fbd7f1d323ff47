import Schemas

/// Who did something in a cloud, as its audit trail tells.
@Schema
public struct Attribution: Codable, Sendable, Equatable {
    /// The ARN, the e-mail address or the name of who called.
    public let who: String
    public let at: Timestamp
    /// The call: `AuthorizeSecurityGroupIngress`.
    public let event: String
    /// The address that the call came from.
    public let address: String?
    /// The program that called.
    public let agent: String?
}
