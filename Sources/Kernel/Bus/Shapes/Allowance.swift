import Schemas

/// A permission, and what must hold of the workspace that it is used on; on nothing else does a permission
/// with a condition hold. As JSON the permission's text, or an object with it and its condition.
public struct Allowance: Sendable, Hashable {
    public let permission: Permission
    /// Absent where it holds whatever it is used on.
    public let condition: Condition?

    public init(_ permission: Permission, where condition: Condition? = nil) {
        self.permission = permission
        self.condition = condition
    }

    /// True when it covers `wanted` and its condition holds; nothing that has one holds of what is unknown.
    func holds(_ wanted: Permission, _ known: Attributes?, for principal: String) -> Bool {
        permission.covers(wanted) && isMet(by: known, for: principal)
    }

    func isMet(by known: Attributes?, for principal: String) -> Bool {
        guard let condition else { return true }
        guard let known else { return false }
        return condition.holds(of: known, for: principal)
    }
}

extension Allowance: Codable {
    private enum Keys: String, CodingKey { case permission, condition = "where" }

    public init(from decoder: any Decoder) throws {
        if let plain = try? decoder.singleValueContainer(), (try? plain.decode(String.self)) != nil {
            self.init(try plain.decode(Permission.self))
            return
        }
        let box = try decoder.container(keyedBy: Keys.self)
        self.init(
            try box.decode(Permission.self, forKey: .permission),
            where: try box.decodeIfPresent(Condition.self, forKey: .condition))
    }

    public func encode(to encoder: any Encoder) throws {
        guard let condition else { return try permission.encode(to: encoder) }
        var box = encoder.container(keyedBy: Keys.self)
        try box.encode(permission, forKey: .permission)
        try box.encode(condition, forKey: .condition)
    }
}

extension Allowance: Described, CustomStringConvertible {
    public static var schema: Schema {
        .either([
            Permission.schema,
            .object(
                .init("Allowance", help: "A permission that holds on some workspaces only.") {
                    [
                        .init("permission", Permission.schema, help: "Such as `deployments:*`."),
                        .init("where", .optional(Condition.schema), help: "What must hold of the workspace."),
                    ]
                }),
        ])
    }

    /// Such as `deployments:approve where environment dev`.
    public var description: String {
        guard let condition else { return permission.description }
        return "\(permission) where \(condition)"
    }
}
