import Bus
import Faults
import Schemas
import Values
import Vocabulary

/// Looks at what a state records, through hosted providers, and compares; for other contexts only.
@Operation
public struct ObserveResources: Operation {
    public typealias Output = ObservedResources
    public static let contract = Contract.query("providers.observe", nil, needs: .contexts)
    public let workspace: WorkspaceID
    public let state: BlobRef
    /// How the providers that the state names are configured; those without an entry are not looked at.
    public let providers: [ProviderArguments]
    /// Only these addresses; all where none is named.
    public var only: [String] = []
    /// True to have the whole of each resource as it is now, secrets among it.
    public var withValues: Bool = false
    public var subject: Subject { .workspace(workspace) }
}

/// One provider as a configuration has it.
@Schema
public struct ProviderArguments: Codable, Sendable, Equatable {
    /// `registry.terraform.io/hashicorp/aws`.
    public let source: String
    /// The arguments of its block.
    public let arguments: JSON
    /// Nil for the configuration without an alias.
    public var alias: String?
    /// The lock file's version, and its checksums.
    public var locked: String?
    public var hashes: [String] = []
    /// What the modules demand of the version.
    public var constraints: [String] = []
}

@Schema
public struct ObservedResources: Codable, Sendable {
    /// Managed resources that were looked at, in the order of the state.
    public let resources: [ObservedResource]
}

/// One resource as it is now, beside its record.
@Schema
public struct ObservedResource: Codable, Sendable, Equatable {
    public enum Outcome: String, Codable, Sendable, CaseIterable, Described {
        case same, changed, gone, notChecked
    }

    public let address: String
    public let type: String
    public let outcome: Outcome
    /// What changed in the world; noise is left out.
    public let differences: [ObservedDifference]
    /// Why it could not be looked at.
    public let reason: String?
    /// The whole of it as it is now, where that was asked for.
    public var current: JSON?
}

/// Values are JSON text; absent where there is nothing or where it must not be shown.
@Schema
public struct ObservedDifference: Codable, Sendable, Equatable {
    public let path: String
    public let recorded: String?
    public let found: String?
    public let isSensitive: Bool
}
