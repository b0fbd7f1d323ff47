import HCL
public import Values

/// How the providers of a configuration are configured, as far as it can be told without Terraform.
public enum ConfiguredProviders: Sendable {
    case known([Known])
    /// Why it can't be told.
    case unknown(String)

    public struct Known: Sendable, Equatable {
        public let source: String
        /// Nil for the configuration without one.
        public let alias: String?
        public let arguments: JSON
        public let versions: ProviderVersions

        public init(
            source: String, alias: String?, arguments: JSON, versions: ProviderVersions = ProviderVersions()
        ) {
            (self.source, self.alias, self.arguments) = (source, alias, arguments)
            self.versions = versions
        }
    }

    /// Those whose arguments can be told, in the configuration's order.
    public static func all(_ files: [String: String], values: [String: String]) -> [Known] {
        let configuration = Configuration(files.mapValues { Array($0.utf8) })
        return blocks(configuration, files, values)?.compactMap { block in
            block.arguments.map {
                Known(
                    source: block.source.description, alias: block.alias, arguments: $0,
                    versions: configuration.versions(of: block.source, lock: lock(files)))
            }
        } ?? []
    }

    private static func lock(_ files: [String: String]) -> [UInt8]? {
        files[ProviderVersions.lockFile].map { Array($0.utf8) }
    }

    /// Nil without a root module.
    private static func blocks(
        _ configuration: Configuration, _ files: [String: String], _ values: [String: String]
    ) -> [ProviderBlock]? {
        guard let root = configuration.modules[[]] else { return nil }
        var given = files.filter { !$0.key.contains("/") }.mapValues { Array($0.utf8) }
        for (path, text) in values { given[path] = Array(text.utf8) }
        let values = VariableValues(for: root, files: given).values
        var surroundings = Surroundings()
        surroundings.file = { files[$0].map { Array($0.utf8) } }
        return ProviderBlock.all(in: configuration, variables: values, surroundings: surroundings).blocks
    }

    /// `files` are a configuration's texts by path, `values` those of the files that give its root module's
    /// variables their values. `wanted` are the providers of a state's resources, as it has them:
    /// `provider["registry.terraform.io/hashicorp/aws"].west`.
    public static func of(
        _ files: [String: String], values: [String: String], wanted: [String]
    ) -> ConfiguredProviders {
        let needed = Set(wanted).filter { !$0.contains("[\"terraform.io/builtin/") }
        // Terraform's own resources live in the state alone.
        if needed.isEmpty { return .known([]) }
        if let inner = needed.first(where: { !$0.hasPrefix("provider[") }) {
            return .unknown("\(inner) is configured in a module of its own")
        }
        let configuration = Configuration(files.mapValues { Array($0.utf8) })
        guard let blocks = blocks(configuration, files, values) else {
            return .unknown("it has no root module")
        }
        var known: [Known] = []
        for block in blocks {
            let name = "provider[\"\(block.source)\"]" + (block.alias.map { "." + $0 } ?? "")
            guard needed.contains(name) else { continue }
            guard let arguments = block.arguments else {
                return .unknown("an argument of \(name) is only known to Terraform")
            }
            known.append(
                Known(
                    source: block.source.description, alias: block.alias, arguments: arguments,
                    versions: configuration.versions(of: block.source, lock: lock(files))))
        }
        // A provider without a block is configured by its environment alone.
        for name in needed.sorted() where name.hasSuffix("]") {
            let source = String(name.dropFirst("provider[\"".count).dropLast("\"]".count))
            if !known.contains(where: { $0.source == source && $0.alias == nil }) {
                let versions = ProviderSource(source).map {
                    configuration.versions(of: $0, lock: lock(files))
                }
                known.append(
                    Known(
                        source: source, alias: nil, arguments: [:], versions: versions ?? ProviderVersions()))
            }
        }
        return known.count == needed.count
            ? .known(known) : .unknown("a provider of the state stands in no block of the configuration")
    }
}
