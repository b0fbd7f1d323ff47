import Schemas
import Vocabulary

/// What must hold of the workspace that is acted on: every part that is said. There is always one.
public struct Condition: Sendable, Hashable {
    /// Any of these; absent where the environment does not matter.
    public let environment: Set<String>?
    /// All of these, with just these values.
    public let tags: [String: String]
    public let owner: Owner?

    public enum Owner: Sendable, Hashable {
        /// Whoever asks.
        case asking
        case user(UserID)
    }

    /// Nil where nothing is said, or an environment is asked for and none is named.
    public init?(environment: Set<String>? = nil, tags: [String: String] = [:], owner: Owner? = nil) {
        let says = environment != nil || !tags.isEmpty || owner != nil
        guard says, environment?.isEmpty != true else { return nil }
        self.environment = environment
        self.tags = tags
        self.owner = owner
    }

    /// True when all of it holds of a workspace for who has this id.
    public func holds(of known: Attributes, for principal: String) -> Bool {
        if let environment, !environment.contains(known.environment) { return false }
        for (name, value) in tags where known.tags[name] != value { return false }
        switch owner {
        case nil: return true
        case .asking: return known.owner?.text == principal
        case .user(let id): return known.owner == id
        }
    }

    /// The same with the person's id in place of “whoever asks”.
    func said(of person: String?) -> Condition {
        guard owner == .asking, let id = person.flatMap({ UserID($0) }) else { return self }
        return Condition(environment: environment, tags: tags, owner: .user(id)) ?? self
    }

    /// True when `other` holds wherever this does. Conditions on whoever asks are told of different people
    /// by `said(of:)` first: left as they are, they imply nothing about the owner.
    func implies(_ other: Condition?) -> Bool {
        guard let other else { return true }
        if let theirs = other.environment {
            guard let environment, environment.isSubset(of: theirs) else { return false }
        }
        for (name, value) in other.tags where tags[name] != value { return false }
        return other.owner == nil || owner == other.owner && owner != .asking
    }

    /// One for each environment: it holds where one of them does.
    var singly: [Condition] {
        guard let environment, environment.count > 1 else { return [self] }
        return environment.sorted().compactMap { Condition(environment: [$0], tags: tags, owner: owner) }
    }
}

extension Condition: Codable {
    private enum Keys: String, CodingKey { case environment, tags, owner }

    public init(from decoder: any Decoder) throws {
        func wrong(_ why: String, _ keys: [Keys]) -> DecodingError {
            .dataCorrupted(.init(codingPath: decoder.codingPath + keys, debugDescription: why))
        }
        let box = try decoder.container(keyedBy: Keys.self)
        let environments = try box.decodeIfPresent([String].self, forKey: .environment)
        if environments?.isEmpty == true || environments?.contains("") == true {
            throw wrong("at least one environment was expected, and none without a name", [.environment])
        }
        let tags = try box.decodeIfPresent([String: String].self, forKey: .tags) ?? [:]
        if tags.keys.contains("") { throw wrong("a tag has a name", [.tags]) }
        let owner = try box.decodeIfPresent(String.self, forKey: .owner).map { text throws -> Owner in
            if text == "self" { return .asking }
            guard let id = UserID(text) else { throw wrong("self or a person's id was expected", [.owner]) }
            return .user(id)
        }
        let made = Condition(environment: environments.map { Set($0) }, tags: tags, owner: owner)
        guard let made else { throw wrong("environment, tags or owner was expected", []) }
        self = made
    }

    public func encode(to encoder: any Encoder) throws {
        var box = encoder.container(keyedBy: Keys.self)
        try box.encodeIfPresent(environment?.sorted(), forKey: .environment)
        if !tags.isEmpty { try box.encode(tags, forKey: .tags) }
        try box.encodeIfPresent(owner?.text, forKey: .owner)
    }
}

extension Condition.Owner {
    /// `self` or the person's id.
    public var text: String {
        switch self {
        case .asking: "self"
        case .user(let id): id.text
        }
    }
}

extension Condition: Described, CustomStringConvertible {
    public static var schema: Schema {
        .object(
            .init("Condition", help: "What must hold of the workspace that is acted on: all that is said.") {
                [
                    .init("environment", .optional(.array(.string())), help: "Any of these."),
                    .init("tags", .optional(.map(.string())), help: "All of these labels of the workspace."),
                    .init(
                        "owner",
                        .optional(.string(pattern: "^(self|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$")),
                        help: "`self` or a person's id."),
                ]
            })
    }

    /// Such as `environment dev or staging, team=payments, owner self`.
    public var description: String {
        var parts: [String] = []
        if let environment { parts.append("environment " + environment.sorted().joined(separator: " or ")) }
        parts += tags.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        if let owner { parts.append("owner \(owner.text)") }
        return parts.joined(separator: ", ")
    }
}
