public import HCL
public import Values

/// A `provider` block of a root module, with what its arguments come to.
public struct ProviderBlock: Sendable {
    /// `registry.terraform.io/hashicorp/aws`.
    public let source: ProviderSource
    public let alias: String?
    /// Blocks are lists of objects. Nil where not all is known before anything was applied.
    public let arguments: JSON?

    /// Those of the root module in their order. Values that need a resource or a data source are not known.
    /// Problems come beside them: an argument that could not be evaluated is not known either.
    public static func all(
        in configuration: Configuration, variables: [String: Value] = [:], workspace: String = "default",
        surroundings: Surroundings = Surroundings()
    ) -> (blocks: [ProviderBlock], diagnostics: [Diagnostic]) {
        guard let module = configuration.modules[[]] else { return ([], configuration.diagnostics) }
        let run = Run(configuration, workspace, surroundings, ProviderSchemas(), Evaluation.Limits())
        let root = Place(path: [], steps: [])
        run.inputs[root] = variables
        let blocks = module.providers.map { provider -> ProviderBlock in
            let value = Work.$current.withValue(run.work) {
                run.body(provider.body, root, [:], isTop: true)
            }
            var members = value.namedValues ?? []
            // Terraform's own, not the provider's.
            members.removeAll { $0.name == "alias" || $0.name == "version" }
            return ProviderBlock(
                source: module.source(ofProvider: provider.name), alias: provider.alias,
                arguments: json(.object(members.map { ($0.name, $0.value) })))
        }
        return (blocks, run.diagnostics)
    }

    private static func json(_ value: Value) -> JSON? {
        guard value.isWhollyKnown else { return nil }
        do { return try JSON(parsing: try Encoding.json(value)) } catch {
            // A number without end, or a value that is too large: not known here.
            return nil
        }
    }
}
