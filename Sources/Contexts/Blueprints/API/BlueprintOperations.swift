import Bus
import Faults
import Schemas
import Values
import Vocabulary

/// A template of infrastructure: a draft that is worked on, and its published versions.
@Schema
public struct Blueprint: Codable, Sendable, Equatable {
    public let id: BlueprintID
    public let slug: Slug
    public let description: String?
    /// The newest published version, where there is one.
    public let latest: Version?
    /// The draft as it was written.
    public let draft: JSON
    public let created: Timestamp
    public let updated: Timestamp
    public let revision: Int
}

/// A published version; it never changes again.
@Schema
public struct BlueprintVersion: Codable, Sendable, Equatable {
    public let blueprint: BlueprintID
    public let version: Version
    public let document: JSON
    public let notes: String?
    /// SHA-256 of the document's canonical text.
    public let digest: String
    public let published: Timestamp
    public let author: String
}

/// Makes a blueprint from a document.
@Operation
public struct CreateBlueprint: Operation {
    public typealias Output = Blueprint
    public static let contract = Contract.command(
        "blueprints.create", .post("/api/v1/blueprints"), needs: .permission("blueprints:write"),
        creates: true)
    /// `name` in it becomes the blueprint's slug.
    public let document: JSON
}

/// The tenant's blueprints, in order of their slugs.
@Operation
public struct ListBlueprints: Operation {
    public typealias Output = Page<Blueprint>
    public static let contract = Contract.query(
        "blueprints.list", .get("/api/v1/blueprints"), needs: .permission("blueprints:read"))
    public var slug: Slug?
    public var cursor: String?
    public var limit: Int = 50
}

/// One blueprint.
@Operation
public struct GetBlueprint: Operation {
    public typealias Output = Blueprint
    public static let contract = Contract.query(
        "blueprints.get", .get("/api/v1/blueprints/{blueprint}"), needs: .permission("blueprints:read"))
    public let blueprint: BlueprintID
}

/// Replaces the draft.
@Operation
public struct UpdateBlueprint: Operation {
    public typealias Output = Blueprint
    public static let contract = Contract.command(
        "blueprints.update", .put("/api/v1/blueprints/{blueprint}"), needs: .permission("blueprints:write"))
    public let blueprint: BlueprintID
    public let document: JSON
    public var ifRevision: Int?
}

/// Removes a blueprint and its versions; deployments made from it keep their configuration.
@Operation
public struct DeleteBlueprint: Operation {
    public typealias Output = Nothing
    public static let contract = Contract.command(
        "blueprints.delete", .delete("/api/v1/blueprints/{blueprint}"), needs: .permission("blueprints:write")
    )
    public let blueprint: BlueprintID
}

/// Makes a new blueprint from a version, or the draft, of another.
@Operation
public struct CloneBlueprint: Operation {
    public typealias Output = Blueprint
    public static let contract = Contract.command(
        "blueprints.clone", .post("/api/v1/blueprints/{blueprint}/clone"),
        needs: .permission("blueprints:write"), creates: true)
    public let blueprint: BlueprintID
    public let slug: Slug
    public var version: Version?
}

/// The published versions, newest first.
@Operation
public struct ListBlueprintVersions: Operation {
    public typealias Output = Page<BlueprintVersion>
    public static let contract = Contract.query(
        "blueprints.list-versions", .get("/api/v1/blueprints/{blueprint}/versions"),
        needs: .permission("blueprints:read"))
    public let blueprint: BlueprintID
}

/// One published version.
@Operation
public struct GetBlueprintVersion: Operation {
    public typealias Output = BlueprintVersion
    public static let contract = Contract.query(
        "blueprints.get-version", .get("/api/v1/blueprints/{blueprint}/versions/{version}"),
        needs: .permission("blueprints:read"))
    public let blueprint: BlueprintID
    public let version: Version
}

/// Publishes the draft as a version, after it has been rendered, formatted and validated by Terraform.
@Operation
public struct PublishBlueprint: Operation {
    public typealias Output = BlueprintVersion
    public static let contract = Contract.command(
        "blueprints.publish", .post("/api/v1/blueprints/{blueprint}/versions"),
        needs: .permission("blueprints:publish"), creates: true)
    public let blueprint: BlueprintID
    public let version: Version
    public var notes: String?
}

/// Makes a blueprint from YAML or JSON text, or replaces the draft of the one with its name.
@Operation
public struct ImportBlueprint: Operation {
    public typealias Output = Blueprint
    public static let contract = Contract.command(
        "blueprints.import", .post("/api/v1/blueprints/import"), needs: .permission("blueprints:write"),
        bytes: .taken(field: "content"))
    public let content: BlobRef
}

public enum BlueprintFormat: String, Codable, Sendable, CaseIterable, Described { case yaml, json }

/// A version, or the draft, as text.
@Operation
public struct ExportBlueprint: Operation {
    public typealias Output = BlueprintText
    public static let contract = Contract.query(
        "blueprints.export", .get("/api/v1/blueprints/{blueprint}/export"),
        needs: .permission("blueprints:read"))
    public let blueprint: BlueprintID
    public var version: Version?
    public var format: BlueprintFormat = .yaml
}

@Schema
public struct BlueprintText: Codable, Sendable {
    public let format: BlueprintFormat
    public let text: String
}

/// Checks a document, or YAML or JSON text, without keeping it: all problems at once, with their places.
@Operation
public struct ValidateBlueprint: Operation {
    public typealias Output = BlueprintVerdict
    public static let contract = Contract.query(
        "blueprints.validate", .post("/api/v1/blueprints/validate"), needs: .permission("blueprints:read"))
    public var document: JSON?
    public var text: String?
    /// True to have the files too that a valid one comes to, as `blueprints.render` would give them.
    public var render: Bool = false
}

@Schema
public struct BlueprintVerdict: Codable, Sendable, Equatable {
    public let isValid: Bool
    public let problems: [BlueprintProblem]
    /// What it comes to, where that was asked for and nothing is wrong.
    public var files: [RenderedFile] = []
}

@Schema
public struct BlueprintProblem: Codable, Sendable, Equatable {
    /// A JSON pointer into the document.
    public let path: String
    public let message: String
    /// In the text, counted from 1, when text was checked.
    public let line: Int?
    public let column: Int?
}

/// The files that a version, or the draft, comes to for a target.
@Operation
public struct RenderBlueprint: Operation {
    public typealias Output = RenderedBlueprint
    public static let contract = Contract.query(
        "blueprints.render", .post("/api/v1/blueprints/{blueprint}/render"),
        needs: .permission("blueprints:read"))
    public let blueprint: BlueprintID
    public var version: Version?
    /// `terraform`.
    public var target: String = "terraform"
}

@Schema
public struct RenderedBlueprint: Codable, Sendable, Equatable {
    public let files: [RenderedFile]
    /// The variables that it takes, so that a form can ask for them.
    public let variables: [BlueprintVariable]
}

@Schema
public struct RenderedFile: Codable, Sendable, Equatable {
    public let path: String
    public let text: String
}

@Schema
public struct BlueprintVariable: Codable, Sendable, Equatable {
    public let name: String
    public let type: String
    public let description: String?
    public let byDefault: JSON?
    public let isRequired: Bool
    public let isSensitive: Bool
    public let allowed: [JSON]
}

/// Values that the tenant or a project fixes or defaults for a blueprint's variables.
@Schema
public struct BlueprintValues: Codable, Sendable, Equatable {
    /// Used where a deployment gives none.
    public let defaults: [String: JSON]
    /// Used whatever a deployment gives.
    public let fixed: [String: JSON]
    public let revision: Int
}

/// Fixes or defaults a blueprint's variables for the tenant, or for one project.
@Operation
public struct PutValues: Operation {
    public typealias Output = BlueprintValues
    public static let contract = Contract.command(
        "blueprints.put-values", .put("/api/v1/blueprints/{blueprint}/values"),
        needs: .permission("blueprints:write"))
    public let blueprint: BlueprintID
    public var project: ProjectID?
    public var defaults: [String: JSON] = [:]
    public var fixed: [String: JSON] = [:]
}

/// The values of the tenant, or of one project.
@Operation
public struct GetValues: Operation {
    public typealias Output = BlueprintValues
    public static let contract = Contract.query(
        "blueprints.get-values", .get("/api/v1/blueprints/{blueprint}/values"),
        needs: .permission("blueprints:read"))
    public let blueprint: BlueprintID
    public var project: ProjectID?
}

/// The files and variables of a version for a run: values fixed and defaulted for tenant and project are
/// applied, and what is missing or not allowed is told. For other contexts only.
@Operation
public struct InstantiateBlueprint: Operation {
    public typealias Output = BlueprintInstance
    public static let contract = Contract.query("blueprints.instantiate", nil, needs: .contexts)
    public let blueprint: BlueprintID
    public let version: Version
    public let project: ProjectID
    public let variables: [String: JSON]
    /// Variables that the workspace gives besides.
    public let elsewhere: [String]
}

@Schema
public struct BlueprintInstance: Codable, Sendable {
    public let slug: Slug
    public let files: [RenderedFile]
    public let variables: [String: JSON]
    /// Names of sensitive variables.
    public let sensitive: [String]
}
