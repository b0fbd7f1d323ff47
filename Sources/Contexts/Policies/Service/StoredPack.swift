import Faults
import PoliciesAPI
import Store
import Values
import Vocabulary

/// A pack's version that judges, with where its content lies.
struct StoredPack: Codable, Sendable, Equatable {
    let slug: Slug
    let version: Int
    let content: BlobRef
    var enforcement: Enforcement

    var shown: PackVersion {
        PackVersion(pack: slug, version: version, digest: content.digest, enforcement: enforcement)
    }
}

extension PolicyPack {
    init(row: Row) throws(Fault) {
        let content: BlobRef = try row.decoded("content")
        self.init(
            slug: try row.slug("slug"), title: try row.text(ifPresent: "title"), isBuiltIn: false,
            version: try row.int("version"), digest: content.digest,
            rules: try row.decoded("rules", [PolicyRule].self).count, notes: try row.decoded("notes"),
            created: try row.time("created"), author: try row.text("author"))
    }

    init(_ pack: BuiltInPack) {
        self.init(
            slug: pack.slug, title: pack.title, isBuiltIn: true, version: 1, digest: pack.reference.digest,
            rules: pack.rules.count, notes: [], created: Timestamp(milliseconds: 0), author: "Plumb")
    }
}
