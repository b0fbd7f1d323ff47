import Schemas

/// What a resource type takes, as its provider's schema says.
@Schema
public struct ResourceShape: Codable, Sendable, Equatable {
    public let attributes: [AttributeShape]
    public let blocks: [BlockShape]
}

@Schema
public struct AttributeShape: Codable, Sendable, Equatable {
    public let name: String
    public let isRequired: Bool
    /// False for what the provider alone decides.
    public let isSettable: Bool
}

/// A nested block.
public struct BlockShape: Codable, Sendable, Equatable, Described {
    public let name: String
    /// At least so many.
    public let least: Int
    /// At most so many; nil without a bound.
    public let most: Int?
    public let shape: ResourceShape

    public init(name: String, least: Int, most: Int?, shape: ResourceShape) {
        self.name = name
        self.least = least
        self.most = most
        self.shape = shape
    }

    public static var schema: Schema { .any }
}

extension ResourceShape {
    public func block(_ name: String) -> BlockShape? { blocks.first { $0.name == name } }
    public func attribute(_ name: String) -> AttributeShape? { attributes.first { $0.name == name } }
}
