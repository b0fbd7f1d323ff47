import ProvidersAPI
import TerraformLanguage

extension ProviderArguments {
    /// As a configuration has it.
    init(_ known: ConfiguredProviders.Known) {
        self.init(
            source: known.source, arguments: known.arguments, alias: known.alias,
            locked: known.versions.locked,
            hashes: known.versions.hashes, constraints: known.versions.constraints)
    }
}
