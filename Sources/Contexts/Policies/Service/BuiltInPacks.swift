import CPolicies
import Crypto
import Faults
import Guardrails
import PoliciesAPI
import RegoSyntax
import Values
import Vocabulary

/// The packs that come with Plumb, one for each cloud, carried by the program itself.
struct BuiltInPacks: Sendable {
    /// Packs of tenants can't have names that begin so.
    static let prefix = "plumb-"

    /// In order of their slugs.
    let all: [BuiltInPack]

    init() {
        var files: [(folder: String, file: PackSource.File)] = []
        var next = plumb_policy_list()
        while let entry = next?.pointee, let path = entry.path {
            let name = String(cString: path)
            let bytes = UnsafeBufferPointer(start: entry.bytes, count: entry.size)
            files.append(
                (
                    name.split(separator: "/").first.map(String.init) ?? "",
                    .init(path: name, text: String(decoding: bytes, as: UTF8.self))
                ))
            next = next?.advanced(by: 1)
        }
        let shared = files.filter { $0.folder == "lib" }.map(\.file)
        all = Set(files.map(\.folder)).subtracting(["lib"]).sorted().map { folder in
            let own = files.filter { $0.folder == folder }.map(\.file)
            return BuiltInPack(folder, PackSource(modules: shared + own))
        }
    }

    subscript(slug: Slug) -> BuiltInPack? { all.first { $0.slug == slug } }
}

/// One of them.
struct BuiltInPack: Sendable {
    let slug: Slug
    let title: String
    let source: PackSource
    /// The content as it is stored with decisions.
    let bytes: [UInt8]
    let reference: BlobRef
    let rules: [PolicyRule]

    fileprivate init(_ folder: String, _ source: PackSource) {
        guard let slug = Slug(BuiltInPacks.prefix + folder) else {
            preconditionFailure("\(folder) is no name of a pack")
        }
        self.slug = slug
        title = "Guardrails for " + (Self.titles[folder] ?? folder)
        self.source = source
        do {
            let stored = try JSONCoding.encode(source)
            bytes = stored
            guard let reference = BlobRef(digest: Digest.sha256(stored).hex, size: stored.count) else {
                preconditionFailure("a digest is one")
            }
            self.reference = reference
            rules = try Pack.describe(source).map(PolicyRule.init(_:))
        } catch {
            preconditionFailure("the built-in pack \(slug) can't be read: \(error)")
        }
    }

    private static let titles = ["aws": "AWS", "azure": "Azure", "google": "Google Cloud"]
}
