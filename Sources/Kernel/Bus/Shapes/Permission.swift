import Schemas

/// `context:verb`. As a pattern in a role, either side may be `*`.
public struct Permission: Hashable, Sendable, Comparable, Described, CustomStringConvertible {
    public let context: String
    public let verb: String

    /// What has no colon stands for every verb of that context.
    public init(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        context = parts.first ?? ""
        verb = parts.count == 2 ? parts[1] : "*"
    }

    public var description: String { "\(context):\(verb)" }

    /// True when this pattern covers `wanted`.
    public func covers(_ wanted: Permission) -> Bool {
        (context == "*" || context == wanted.context) && (verb == "*" || verb == wanted.verb)
    }

    /// What both patterns cover; nil for nothing.
    func common(with other: Permission) -> Permission? {
        func part(_ a: String, _ b: String) -> String? { a == "*" || a == b ? b : b == "*" ? a : nil }
        guard let context = part(context, other.context), let verb = part(verb, other.verb) else {
            return nil
        }
        return Permission("\(context):\(verb)")
    }

    public static var schema: Schema { .string(pattern: #"^([a-z]+|\*):([a-z-]+|\*)$"#) }

    public static func < (a: Permission, b: Permission) -> Bool { a.description < b.description }
}

extension Permission {
    /// Nil for what is no permission, such as one without a colon.
    public init?(checking text: String) {
        let permission = Permission(text)
        let allowed = { (part: String) in
            part == "*" || !part.isEmpty && part.utf8.allSatisfy { (0x61...0x7a).contains($0) || $0 == 0x2d }
        }
        guard text.contains(":"), allowed(permission.context), allowed(permission.verb) else { return nil }
        self = permission
    }
}

extension Permission: Codable {
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let permission = Permission(checking: text) else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "a permission such as states:read or blueprints:* was expected"))
        }
        self = permission
    }

    public func encode(to encoder: any Encoder) throws {
        var box = encoder.singleValueContainer()
        try box.encode(description)
    }
}
