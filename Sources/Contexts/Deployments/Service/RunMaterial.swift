import BlueprintsAPI
import Schemas
import Values
import Vocabulary

/// What a run is made of, kept whole so that it can be repeated and rolled back to.
struct RunMaterial: Codable, Sendable, Equatable {
    struct File: Codable, Sendable, Equatable {
        let path: String
        let text: String
    }

    /// Generated files; empty for an uploaded configuration.
    let files: [File]
    /// The tar.gz of an uploaded configuration.
    let archive: BlobRef?
    let variables: [String: JSON]
    /// Names of variables whose values must not be shown.
    let sensitive: [String]
    /// Where it came from.
    let source: Source

    struct Source: Codable, Sendable, Equatable {
        var blueprint: BlueprintID?
        var blueprintName: Slug?
        var version: Version?
        var configuration: BlobRef?
    }
}
