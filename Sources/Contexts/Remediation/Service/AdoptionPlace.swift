import RemediationAPI
import TerraformLanguage
import Values

/// A configuration into which objects are adopted: which names are taken, which provider looks at a region,
/// what is written where.
struct AdoptionPlace {
    static let file = "adopted.tf"
    static let providersFile = "adopted_providers.tf"

    private let files: [String: String]
    let providers: [ConfiguredProviders.Known]
    private var taken: Set<String>

    /// `files` are the configuration's texts by path, `values` those that give its variables their values.
    init(files: [String: String], values: [String: String]) {
        self.files = files
        providers = ConfiguredProviders.all(files, values: values)
        let configuration = Configuration(files.mapValues { Array($0.utf8) })
        taken = Set((configuration.modules[[]]?.resources ?? []).map { "\($0.type).\($0.name)" })
    }

    /// Where nothing was deployed yet, the provider is written down too.
    var isNew: Bool { files.isEmpty }

    /// The configuration of the provider for a type in a region; nil where there is none for the region.
    func provider(of type: String, in region: String?) -> ConfiguredProviders.Known? {
        let source = Self.source(of: type)
        // Google's resources say themselves where they are.
        let region = source.hasSuffix("/hashicorp/google") ? nil : region
        if isNew {
            return Self.arguments(of: source, in: region).map {
                ConfiguredProviders.Known(source: source, alias: nil, arguments: $0)
            }
        }
        let own = providers.filter { $0.source == source }
        let first = own.first { $0.alias == nil }
        guard let region, region != "global" else { return first ?? own.first }
        if first?.arguments["region"] == .string(region) { return first }
        if let other = own.first(where: { $0.arguments["region"] == .string(region) }) { return other }
        // Without a region of its own it has that of the connection.
        return first.flatMap { $0.arguments["region"] == nil ? $0 : nil }
            ?? (own.isEmpty ? ConfiguredProviders.Known(source: source, alias: nil, arguments: [:]) : nil)
    }

    /// How a provider is configured from nothing but a region; nil where that is not enough.
    static func arguments(of source: String, in region: String?) -> JSON? {
        // Each of Google's resources is written with its project.
        if source.hasSuffix("/hashicorp/google") { return [:] }
        guard source.hasSuffix("/hashicorp/aws") else { return nil }
        guard let region, region != "global" else { return [:] }
        return ["region": .string(region)]
    }

    static func source(of type: String) -> String {
        let prefix = String(type.prefix { $0 != "_" })
        // Google's beta provider has the same types; the plain one is what a configuration means.
        return "registry.terraform.io/hashicorp/" + prefix
    }

    /// A name that no resource of the type has yet, after the object's own.
    mutating func name(for type: String, after wish: String) -> String {
        // Of an ARN or an address the last part is the object's own.
        let own =
            wish.hasPrefix("arn:") ? wish.split { ":/".contains($0) }.last.map(String.init) ?? wish : wish
        let plain = Self.identifier(own)
        let kind = type.split(separator: "_").last.map(String.init) ?? "adopted"
        let base = plain.isEmpty ? "adopted" : plain.first?.isLetter == true ? plain : "\(kind)_\(plain)"
        var name = base
        var next = 2
        while !taken.insert("\(type).\(name)").inserted {
            name = "\(base)_\(next)"
            next += 1
        }
        return name
    }

    /// Lower case, words apart by `_`.
    static func identifier(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            let isWord = scalar.isASCII && scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
            if isWord {
                out += scalar.properties.lowercaseMapping
            } else if !out.isEmpty, out.last != "_" {
                out += "_"
            }
        }
        while out.last == "_" { out.removeLast() }
        return String(out.prefix(60))
    }

    /// The files that change, with the blocks behind what they had.
    func files(with blocks: String, provider: ConfiguredProviders.Known?) -> [String: String] {
        var changed: [String: String] = [:]
        let before = files[Self.file].map { $0.hasSuffix("\n") || $0.isEmpty ? $0 : $0 + "\n" } ?? ""
        changed[Self.file] = before + (before.isEmpty ? "" : "\n") + blocks
        if isNew, let provider {
            let short = provider.source.split(separator: "/").suffix(2).joined(separator: "/")
            let name = short.split(separator: "/").last ?? ""
            let region = provider.arguments["region"]?.stringValue.map { "  region = \"\($0)\"\n" } ?? ""
            changed[Self.providersFile] = """
                terraform {
                  required_providers {
                    \(name) = {
                      source = "\(short)"
                    }
                  }
                }

                provider "\(name)" {
                \(region)}

                """
        }
        return changed
    }

    func patch(_ changed: [String: String]) -> [FilePatch] {
        changed.sorted { $0.key < $1.key }.map { path, text in
            FilePatch(path: path, diff: UnifiedDiff.of(path, files[path] ?? "", text))
        }
    }
}
