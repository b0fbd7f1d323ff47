import Schemas

/// Names what an identifier is of, so that one kind is never passed for another.
public protocol IdentifierKind: Sendable {}

/// A typed UUIDv7; plain text on the wire.
public struct Identifier<Kind: IdentifierKind>: Hashable, Sendable, Comparable, Described {
    public let uuid: UUIDv7

    public init(_ uuid: UUIDv7) { self.uuid = uuid }

    /// Nil unless `text` is a canonical UUID.
    public init?(_ text: String) {
        guard let uuid = UUIDv7(text) else { return nil }
        self.uuid = uuid
    }

    public static func next() -> Identifier { Identifier(.next()) }

    public var text: String { uuid.text }

    public static var schema: Schema { .string(format: "uuid") }

    public static func < (a: Identifier, b: Identifier) -> Bool { a.uuid < b.uuid }
}

extension Identifier: CustomStringConvertible {
    public var description: String { text }
}

extension Identifier: Codable {
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let uuid = UUIDv7(text) else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath, debugDescription: "a UUID was expected"))
        }
        self.uuid = uuid
    }

    public func encode(to encoder: any Encoder) throws {
        var box = encoder.singleValueContainer()
        try box.encode(text)
    }
}

public enum TenantKind: IdentifierKind {}
public enum ProjectKind: IdentifierKind {}
public enum WorkspaceKind: IdentifierKind {}
public enum UserKind: IdentifierKind {}
public enum TokenKind: IdentifierKind {}
public enum BlueprintKind: IdentifierKind {}
public enum DeploymentKind: IdentifierKind {}
public enum ConnectionKind: IdentifierKind {}
public enum AnalysisKind: IdentifierKind {}
public enum FindingKind: IdentifierKind {}
public enum RemediationKind: IdentifierKind {}
public enum SuppressionKind: IdentifierKind {}
public enum EventKind: IdentifierKind {}
public enum PolicyBindingKind: IdentifierKind {}
public enum DecisionKind: IdentifierKind {}
public enum WaiverKind: IdentifierKind {}
public enum OverrideKind: IdentifierKind {}
public enum AssetKind: IdentifierKind {}

public typealias TenantID = Identifier<TenantKind>
public typealias ProjectID = Identifier<ProjectKind>
public typealias WorkspaceID = Identifier<WorkspaceKind>
public typealias UserID = Identifier<UserKind>
public typealias TokenID = Identifier<TokenKind>
public typealias BlueprintID = Identifier<BlueprintKind>
public typealias DeploymentID = Identifier<DeploymentKind>
public typealias ConnectionID = Identifier<ConnectionKind>
public typealias AnalysisID = Identifier<AnalysisKind>
public typealias FindingID = Identifier<FindingKind>
public typealias RemediationID = Identifier<RemediationKind>
public typealias SuppressionID = Identifier<SuppressionKind>
public typealias EventID = Identifier<EventKind>
public typealias PolicyBindingID = Identifier<PolicyBindingKind>
public typealias DecisionID = Identifier<DecisionKind>
public typealias WaiverID = Identifier<WaiverKind>
public typealias OverrideID = Identifier<OverrideKind>
public typealias AssetID = Identifier<AssetKind>
