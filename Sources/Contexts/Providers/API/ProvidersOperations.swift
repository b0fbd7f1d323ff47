import Bus
import Faults
import Schemas
import Values
import Vocabulary

/// The Terraform CLI that runs use, and the providers that are at hand without the registry.
@Operation
public struct DescribeToolchain: Operation {
    public typealias Output = ToolchainReport
    public static let contract = Contract.query(
        "providers.toolchain", .get("/api/v1/providers"), needs: .signedIn)
}

@Schema
public struct ToolchainReport: Codable, Sendable {
    /// `terraform` or `tofu`.
    public let tool: String
    public let version: String
    /// Such as `registry.terraform.io/hashicorp/aws`.
    public let mirrored: [String]
}

/// What resource types take, by their provider's schema; for other contexts only.
@Operation
public struct DescribeTypes: Operation {
    public typealias Output = TypeDescriptions
    public static let contract = Contract.query("providers.describe-types", nil, needs: .contexts)
    /// Such as `aws`.
    public let provider: String
    /// Resource types whose shapes are wanted.
    public let types: [String]
}

@Schema
public struct TypeDescriptions: Codable, Sendable {
    /// Every resource type of the provider; empty when its schema can't be had here.
    public let known: [String]
    /// Shapes by type, as `ResourceShape` encodes them.
    public let shapes: [String: JSON]
}

/// Everything that `Providers` can be asked.
public enum ProvidersOperations {
    public static let offered: [Offered] = [
        .operation(DescribeToolchain.self), .operation(DescribeTypes.self),
        .operation(ObserveResources.self), .operation(AdoptObjects.self), .operation(RemoveObject.self),
        .operation(RestoreObject.self),
    ]
}
