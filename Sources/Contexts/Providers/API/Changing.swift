import Bus
import Faults
import Schemas
import Values
import Vocabulary

/// Reads objects by their import ids, with the workspace's credentials, and says what a configuration must
/// hold so that a plan changes nothing about them; for other contexts only.
@Operation
public struct AdoptObjects: Operation {
    public typealias Output = AdoptableObjects
    public static let contract = Contract.query("providers.adopt", nil, needs: .contexts)
    public let workspace: WorkspaceID
    public let provider: ProviderArguments
    public let objects: [ObjectName]
    public var subject: Subject { .workspace(workspace) }
}

/// An object as Terraform's `import` names it.
@Schema
public struct ObjectName: Codable, Sendable, Equatable {
    public let type: String
    public let id: String
}

@Schema
public struct AdoptableObjects: Codable, Sendable {
    /// In the order in which they were asked for.
    public let objects: [AdoptableObject]
}

@Schema
public struct AdoptableObject: Codable, Sendable {
    public let name: ObjectName
    /// `{"arguments": {…}, "blocks": [{"name", "label"?, "body"}]}`; nil where none could be written.
    public let body: JSON?
    /// Arguments whose differences are to be ignored: only a configuration knows them.
    public let ignored: [String]
    /// Texts by which other objects name this one: its id, its ARN …, by attribute.
    public let handles: [String: String]
    /// Why there is no body.
    public let reason: String?
}

/// Deletes an object that no state records; for other contexts only. Faults: those of reading it, and
/// `providers.not_removed` in the provider's words.
@Operation
public struct RemoveObject: Operation {
    public typealias Output = Nothing
    public static let contract = Contract.command("providers.remove", nil, needs: .contexts)
    /// Whose credentials are used.
    public let connection: Slug
    /// `registry.terraform.io/hashicorp/aws`.
    public let source: String
    /// The arguments of the provider's block.
    public let arguments: JSON
    public let object: ObjectName
    /// Reads it, and deletes nothing.
    public var dryRun: Bool = false
}

/// Puts recorded values of one resource back through its provider, without a run; for other contexts only.
/// Faults: `providers.not_restored` where that would change more than these attributes, or needs a new
/// resource.
@Operation
public struct RestoreObject: Operation {
    public typealias Output = ObservedResource
    public static let contract = Contract.command("providers.restore", nil, needs: .contexts)
    public let workspace: WorkspaceID
    public let state: BlobRef
    public let provider: ProviderArguments
    public let address: String
    /// Top-level attributes.
    public let attributes: [String]
    /// Plans it, and changes nothing.
    public var dryRun: Bool = false
    public var subject: Subject { .workspace(workspace) }
}
