import HCL

/// Which version of a provider a configuration takes, as `terraform init` goes by: the one of its lock
/// file, or the newest that every module allows.
public struct ProviderVersions: Sendable, Equatable {
    /// The dependency lock file's name, in the root module's folder.
    public static let lockFile = ".terraform.lock.hcl"

    public var locked: String?
    /// The lock file's checksums: `h1:…`, `zh:…`.
    public var hashes: [String]
    /// Those of all modules, as they are written.
    public var constraints: [String]

    public init(locked: String? = nil, hashes: [String] = [], constraints: [String] = []) {
        (self.locked, self.hashes, self.constraints) = (locked, hashes, constraints)
    }

    /// The one of `available`, which are in their order, oldest first; nil when none will do. A pre-release
    /// is taken only where a constraint names it.
    public func selected(from available: [String]) -> String? {
        if let locked { return available.contains(locked) ? locked : nil }
        let wanted = constraints.map { VersionConstraint($0) }
        guard !wanted.contains(nil) else { return nil }
        return available.last { version in
            if version.contains("-") {
                return constraints.contains { $0.drop { "= v".contains($0) } == version }
            }
            let numbers = version.split(separator: ".").map { Int($0) ?? 0 }
            return wanted.allSatisfy { $0?.allows(numbers) == true }
        }
    }
}

extension Configuration {
    /// What the modules and the lock file, where there is one, say about `source`.
    public func versions(of source: ProviderSource, lock: [UInt8]?) -> ProviderVersions {
        var versions = lock.flatMap { Self.locked(source, in: $0) } ?? ProviderVersions()
        for (_, module) in modules {
            for requirement in module.requirements where module.source(ofProvider: requirement.name) == source
            {
                if let text = requirement.version, !versions.constraints.contains(text) {
                    versions.constraints.append(text)
                }
            }
        }
        versions.constraints.sort()
        return versions
    }

    /// Source: Terraform, Dependency Lock File.
    private static func locked(_ source: ProviderSource, in bytes: [UInt8]) -> ProviderVersions? {
        let (tree, problems) = SyntaxTree.parse(bytes, name: ProviderVersions.lockFile)
        guard !problems.hasErrors else { return nil }
        let blocks = Body(tree).content(Body.Schema(blocks: ["provider": 1]), partial: true).content.blocks
        guard let block = blocks.first(where: { ProviderSource($0.labels[0]) == source }) else { return nil }
        let content = block.body.content(Body.Schema(["version", "hashes"]), partial: true).content
        return ProviderVersions(
            locked: content.attributes["version"]?.expression.literal,
            hashes: content.attributes["hashes"]?.expression.items?.compactMap(\.literal) ?? [])
    }
}
