import Faults
import FoundationEssentials
import Rendering
import Synchronization
import TerraformCLI
import Values

/// Providers' schemas, asked of Terraform once for each provider and version and then kept on disk.
///
/// Only providers of a mirror are asked: for others the registry would have to be reached, and then
/// documents are left to Terraform's own validation.
actor SchemaCatalogue {
    private let tools: ToolchainFinder
    private let directory: String
    private var loaded: [String: SchemaDocument] = [:]
    private var loading: [String: Task<Result<SchemaDocument?, Fault>, Never>] = [:]

    init(tools: ToolchainFinder, directory: String) {
        self.tools = tools
        self.directory = directory
    }

    /// Nil for a provider that no mirror has.
    func schema(of provider: String) async throws(Fault) -> SchemaDocument? {
        if let known = loaded[provider] { return known }
        if let under = loading[provider] { return try await under.value.get() }
        // One load at a time for each provider; owned here and awaited by everybody who asks.
        let load = Task { [tools, directory] () -> Result<SchemaDocument?, Fault> in
            do throws(Fault) {
                return .success(try await Self.load(provider, try await tools.find(), directory))
            } catch {
                return .failure(error)
            }
        }
        loading[provider] = load
        defer { loading[provider] = nil }
        let schema = try await load.value.get()
        loaded[provider] = schema
        return schema
    }

    private static func load(
        _ provider: String, _ toolchain: Toolchain, _ directory: String
    ) async throws(Fault) -> SchemaDocument? {
        let sources = toolchain.mirrors.flatMap { mirror in
            mirror.providers.filter { $0.hasSuffix("/" + provider) }.map { (mirror.path, $0) }
        }
        guard let (path, source) = sources.first else { return nil }
        let versions = versions(at: path + "/" + source)
        let key = source.map { $0 == "/" ? "_" : $0 } + Array("-" + versions)
        let cache = directory + "/schemas/" + String(key) + ".json"
        if let kept = FileManager.default.contents(atPath: cache) {
            return try SchemaDocument(parsing: Array(kept), source: source)
        }
        let work = directory + "/schemas/work-" + provider
        try remake(work)
        defer { remove(work) }
        let run = try TerraformRun(toolchain, in: work, variables: [:])
        let configuration =
            "terraform {\n  required_providers {\n    \(provider) = {\n      source = \"\(source)\"\n    }\n  }\n}\n"
        try run.place("main.tf", Array(configuration.utf8))
        let ready = try await run.gather(
            ["init", "-backend=false", "-input=false", "-no-color"], within: .seconds(120))
        guard ready.succeeded else { throw failed(ready) }
        let answer = try await run.gather(["providers", "schema", "-json"], within: .seconds(120))
        guard answer.succeeded else { throw failed(answer) }
        let schema = try SchemaDocument(parsing: answer.output, source: source)
        guard FileManager.default.createFile(atPath: cache, contents: Data(answer.output)) else {
            throw Fault(
                .unavailable, "providers.not_cached", "The schema cache can't be written to.", note: cache)
        }
        return schema
    }

    private static func failed(_ outcome: TerraformRun.Outcome) -> Fault {
        Fault(
            .unavailable, "providers.no_schema", "Terraform could not tell the provider's schema.",
            note: outcome.diagnostics.map(\.detail).joined(separator: " "))
    }

    private static func versions(at path: String) -> String {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: path).sorted().joined(separator: "+")
        } catch {
            // Nothing to tell versions apart by: one cache for all.
            return "any"
        }
    }

    private static func remake(_ path: String) throws(Fault) {
        remove(path)
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw Fault.from(error, "providers.no_directory")
        }
    }

    private static func remove(_ path: String) {
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            // It was not there, or the next load removes it.
        }
    }
}
