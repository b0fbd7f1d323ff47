/// Where a provider comes from: `registry.terraform.io/hashicorp/aws`.
public struct ProviderSource: Hashable, Sendable, CustomStringConvertible {
    public let host: String
    public let namespace: String
    public let type: String

    public static let defaultHost = "registry.terraform.io"

    /// As `source` has it, with one to three parts.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard (1...3).contains(parts.count), parts.allSatisfy({ !$0.isEmpty }) else { return nil }
        type = parts[parts.count - 1].lowercased()
        namespace = parts.count > 1 ? parts[parts.count - 2].lowercased() : "hashicorp"
        host = parts.count > 2 ? parts[0].lowercased() : Self.defaultHost
    }

    /// What a name stands for that no requirement declares.
    init(implied name: String) {
        // The only one that is part of Terraform itself.
        let isBuiltIn = name == "terraform"
        host = isBuiltIn ? "terraform.io" : Self.defaultHost
        namespace = isBuiltIn ? "builtin" : "hashicorp"
        type = name
    }

    /// Whether the name alone would stand for it.
    public var isDefault: Bool { host == Self.defaultHost && namespace == "hashicorp" }

    /// All three parts, as states and plans have them.
    public var description: String { "\(host)/\(namespace)/\(type)" }

    /// Without the host that everybody means.
    public var shortText: String {
        host == Self.defaultHost ? "\(namespace)/\(type)" : description
    }
}

extension Module {
    /// What a local name of a provider stands for in this module.
    public func source(ofProvider name: String) -> ProviderSource {
        declaredSource(ofProvider: name) ?? ProviderSource(implied: name)
    }

    /// Nil where no requirement has the name.
    func declaredSource(ofProvider name: String) -> ProviderSource? {
        guard let requirement = requirements.first(where: { $0.name == name }) else { return nil }
        return requirement.source.flatMap(ProviderSource.init) ?? ProviderSource(implied: name)
    }
}
