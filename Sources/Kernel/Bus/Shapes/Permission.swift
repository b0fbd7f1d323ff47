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

    public static var schema: Schema { .string(pattern: #"^([a-z]+|\*):([a-z-]+|\*)$"#) }

    public static func < (a: Permission, b: Permission) -> Bool { a.description < b.description }
}

extension Permission: Codable {
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        let permission = Permission(text)
        let allowed = { (part: String) in
            part == "*" || !part.isEmpty && part.utf8.allSatisfy { (0x61...0x7a).contains($0) || $0 == 0x2d }
        }
        guard text.contains(":"), allowed(permission.context), allowed(permission.verb) else {
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
