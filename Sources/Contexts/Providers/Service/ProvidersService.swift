import Bus
import Faults
import FoundationEssentials
import Objects
import ProvidersAPI
import Rendering
import Synchronization
import Threads
import TerraformCLI
import Values

/// The Terraform CLI of this machine and what its providers' schemas say.
public final class ProvidersService: Sendable {
    public static let context = "providers"
    public static let calls = ["tenants"]

    let node: Node
    let tools: ToolchainFinder
    let objects: any ObjectStore
    let pool: ProviderPool
    /// Programs by source, version and the checksums that they were held against; digests cost reading
    /// hundreds of megabytes.
    let binaries = Mutex<[String: ProviderBinary]>([:])
    let workers = Workers(
        name: "providers", threads: 1, capacity: 16,
        busy: Fault(.exhausted, "providers.busy", "Too many scans begin at once; try again.", retryAfter: 5))
    private let schemas: SchemaCatalogue

    /// `directory` is where provider schemas are cached; `memory` the bytes that a hosted provider may take.
    public init(
        node: Node, tools: ToolchainFinder, objects: any ObjectStore, directory: String, memory: Int = 2 << 30
    ) {
        self.node = node
        self.tools = tools
        self.objects = objects
        pool = ProviderPool(schemas: SchemaStore(directory + "/hosted"), memory: memory)
        schemas = SchemaCatalogue(tools: tools, directory: directory)
    }

    /// Ends the hosted providers.
    public func stop() async {
        await pool.close()
        await workers.close()
    }

    public func register() {
        node.allow(Self.context, toCall: Self.calls)
        node.handle(ObserveResources.self) { [self] (request, scope) async throws(Fault) in
            try await observe(request, scope)
        }
        registerChanges()
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
