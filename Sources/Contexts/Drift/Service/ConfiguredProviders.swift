import DeploymentsAPI
import HCL
import ProvidersAPI
import TerraformLanguage
import Values

/// How the providers of a configuration are configured, as far as it can be told without Terraform.
enum ConfiguredProviders {
    case known([ProviderArguments])
    /// Why it can't be told.
    case unknown(String)

    /// `wanted` are the providers of a state's resources, as it has them:
    /// `provider["registry.terraform.io/hashicorp/aws"].west`.
    static func of(_ applied: AppliedConfiguration, wanted: [String]) -> ConfiguredProviders {
        let needed = Set(wanted).filter { !$0.contains("[\"terraform.io/builtin/") }
        // Terraform's own resources live in the state alone.
        if needed.isEmpty { return .known([]) }
        if let inner = needed.first(where: { !$0.hasPrefix("provider[") }) {
            return .unknown("\(inner) is configured in a module of its own")
        }
        let configuration = Configuration(applied.files.mapValues { Array($0.utf8) })
        guard let root = configuration.modules[[]] else { return .unknown("it has no root module") }
        var files = applied.files.filter { !$0.key.contains("/") }.mapValues { Array($0.utf8) }
        for (path, text) in applied.values { files[path] = Array(text.utf8) }
        let values = VariableValues(for: root, files: files).values
        var surroundings = Surroundings()
        surroundings.file = { applied.files[$0].map { Array($0.utf8) } }
        let (blocks, _) = ProviderBlock.all(
            in: configuration, variables: values, surroundings: surroundings)
        var known: [ProviderArguments] = []
        for block in blocks {
            let name = "provider[\"\(block.source)\"]" + (block.alias.map { "." + $0 } ?? "")
            guard needed.contains(name) else { continue }
            guard let arguments = block.arguments else {
                return .unknown("an argument of \(name) is only known to Terraform")
            }
            known.append(
                ProviderArguments(
                    source: block.source.description, arguments: arguments, alias: block.alias))
        }
        // A provider without a block is configured by its environment alone.
        for name in needed.sorted() where name.hasSuffix("]") {
            let source = String(name.dropFirst("provider[\"".count).dropLast("\"]".count))
            if !known.contains(where: { $0.source == source && $0.alias == nil }) {
                known.append(ProviderArguments(source: source, arguments: [:]))
            }
        }
        return known.count == needed.count
            ? .known(known) : .unknown("a provider of the state stands in no block of the configuration")
    }
}
