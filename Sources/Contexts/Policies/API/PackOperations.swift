import Bus
import Schemas
import Values
import Vocabulary

/// A pack of policies in one of its versions.
@Schema
public struct PolicyPack: Codable, Sendable, Equatable {
    public let slug: Slug
    public let title: String?
    /// True for a pack that comes with Plumb; it is the same for every tenant and can't be changed.
    public let isBuiltIn: Bool
    /// Counts from 1; a version never changes.
    public let version: Int
    /// SHA-256 of the modules and data.
    public let digest: String
    /// Number of rules that deny, warn or find a violation.
    public let rules: Int
    /// What was noticed while it was taken in, such as signatures that were not checked.
    public let notes: [String]
    public let created: Timestamp
    public let author: String
}

/// What a pack says of one of its rules, from the annotations above it.
@Schema
public struct PolicyRule: Codable, Sendable, Equatable {
    /// `custom.id` of the annotations, or the rule's package and name.
    public let id: String
    public let title: String?
    public let description: String?
    /// `low`, `medium`, `high` or `critical`.
    public let severity: String?
    public let remediation: String?
    /// Controls that want it, by framework.
    public let frameworks: [String: [String]]
    public let package: String
    /// `deny`, `warn` or `violation`.
    public let name: String
    public let file: String
    public let line: Int
}

/// A Rego module of a pack.
@Schema
public struct PolicyModule: Codable, Sendable, Equatable {
    public let path: String
    public let text: String
}

/// A pack's version with its rules, and on request its sources.
@Schema
public struct PolicyPackContent: Codable, Sendable, Equatable {
    public let pack: PolicyPack
    public let rules: [PolicyRule]
    public let modules: [PolicyModule]
    public let data: JSON?
}

/// Makes a pack, or a new version of one; the same content again is the same version. A pack with errors is
/// refused with all of them.
@Operation
public struct PutPack: Operation {
    public typealias Output = PolicyPack
    public static let contract = Contract.command(
        "policies.put-pack", .put("/api/v1/policies/{pack}"), needs: .permission("policies:write"))
    public let pack: Slug
    public let modules: [PolicyModule]
    /// What rules read as `data`.
    public var data: JSON?
    public var title: String?
}

/// Takes in a bundle as OPA makes them, or a plain archive of Rego files, as a pack's newest version.
@Operation
public struct ImportPack: Operation {
    public typealias Output = PolicyPack
    public static let contract = Contract.command(
        "policies.import-pack", .post("/api/v1/policies/{pack}/import"), needs: .permission("policies:write"),
        bytes: .taken(field: "content"))
    public let pack: Slug
    /// tar.gz.
    public let content: BlobRef
    public var title: String?
}

/// The packs that the tenant has, the built-in ones too, each in its newest version, in order of their slugs.
@Operation
public struct ListPacks: Operation {
    public typealias Output = Page<PolicyPack>
    public static let contract = Contract.query(
        "policies.list-packs", .get("/api/v1/policies"), needs: .permission("policies:read"))
    public var cursor: String?
    public var limit: Int = 50
}

/// A pack with what its rules say of themselves.
@Operation
public struct GetPack: Operation {
    public typealias Output = PolicyPackContent
    public static let contract = Contract.query(
        "policies.get-pack", .get("/api/v1/policies/{pack}"), needs: .permission("policies:read"))
    public let pack: Slug
    /// The newest one without.
    public var version: Int?
    /// True to have modules and data too.
    public var sources: Bool = false
}

/// A pack's versions, newest first.
@Operation
public struct ListPackVersions: Operation {
    public typealias Output = Page<PolicyPack>
    public static let contract = Contract.query(
        "policies.list-versions", .get("/api/v1/policies/{pack}/versions"),
        needs: .permission("policies:read"))
    public let pack: Slug
    public var cursor: String?
    public var limit: Int = 50
}

/// Removes a pack that is bound nowhere; decisions that were made by it keep its content.
@Operation
public struct DeletePack: Operation {
    public typealias Output = Nothing
    public static let contract = Contract.command(
        "policies.delete-pack", .delete("/api/v1/policies/{pack}"), needs: .permission("policies:write"))
    public let pack: Slug
}
