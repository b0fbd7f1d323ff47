import Bus
import Faults
import FoundationEssentials
import ProvidersAPI
import Rendering
import Synchronization
import TerraformCLI
import Values

/// The Terraform CLI of this machine and what its providers' schemas say.
public final class ProvidersService: Sendable {
    private let node: Node
    private let tools: ToolchainFinder
    private let schemas: SchemaCatalogue

    /// `directory` is where provider schemas are cached.
    public init(node: Node, tools: ToolchainFinder, directory: String) {
        self.node = node
        self.tools = tools
        schemas = SchemaCatalogue(tools: tools, directory: directory)
    }

    public func register() {
        node.handle(DescribeToolchain.self) { [tools] (_, _) async throws(Fault) in
            let found = try await tools.find()
            return ToolchainReport(
                tool: found.isOpenTofu ? "tofu" : "terraform", version: found.version,
                mirrored: Set(found.mirrors.flatMap(\.providers)).sorted())
        }
        node.handle(DescribeTypes.self) { [schemas] (request, _) async throws(Fault) in
            guard let schema = try await schemas.schema(of: request.provider) else {
                return TypeDescriptions(known: [], shapes: [:])
            }
            var shapes: [String: JSON] = [:]
            for type in Set(request.types) {
                if let shape = schema.shape(of: type) { shapes[type] = try JSONCoding.json(of: shape) }
            }
            return TypeDescriptions(known: schema.types, shapes: shapes)
        }
    }
}
