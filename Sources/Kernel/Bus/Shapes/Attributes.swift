import Vocabulary

/// What is known of a workspace that conditions of roles ask about. It changes, so it is never kept with a
/// place.
public struct Attributes: Codable, Sendable, Equatable {
    public let environment: String
    public let tags: [String: String]
    public let owner: UserID?

    public init(environment: String, tags: [String: String] = [:], owner: UserID? = nil) {
        self.environment = environment
        self.tags = tags
        self.owner = owner
    }
}
