import Faults
import GRPC
import ProviderProtocol
import Values

/// A provider that has been configured and answers: one process for one configuration, shared by nobody else.
final class HostedProvider: Sendable {
    let schema: ProviderSchema
    let process: PluginProcess
    let upgraded = UpgradedRecords()
    private var version: ProtocolVersion { process.version }

    private init(_ process: PluginProcess, _ schema: ProviderSchema) {
        (self.process, self.schema) = (process, schema)
    }

    /// Starts and configures a provider. `configuration` holds the arguments of its block; what it lacks is
    /// null.
    ///
    /// Faults: those of starting; `providers.bad_configuration` with the provider's own words.
    static func start(
        _ binary: ProviderBinary, configuration: JSON, environment: [String: String], schemas: SchemaStore
    ) async throws(Fault) -> HostedProvider {
        let process = try await PluginProcess.start(binary, environment: environment)
        do throws(Fault) {
            let schema = try await schema(of: process, binary, schemas)
            let provider = HostedProvider(process, schema)
            try await provider.configure(configuration)
            return provider
        } catch {
            await process.stop()
            throw error
        }
    }

    /// A kept schema serves where the provider allows calls before it was asked for its schema. Its metadata
    /// is not asked for: providers put together of several then find each of their types twice.
    private static func schema(
        of process: PluginProcess, _ binary: ProviderBinary, _ schemas: SchemaStore
    ) async throws(Fault) -> ProviderSchema {
        if let kept = schemas.find(binary, process.version) { return kept }
        let answer = try await call(process, .schema(process.version), within: .seconds(120))
        let schema = try read { () throws(ProviderMessageError) in try ProviderSchema(answer, process.version)
        }
        guard schema.mayBeKept else { return schema }
        try schemas.keep(answer, binary, process.version)
        return schemas.find(binary, process.version) ?? schema
    }

    private func configure(_ given: JSON) async throws(Fault) {
        var complete = given
        // A list or set of blocks that is not there is empty, not null.
        for block in schema.provider.block.blocks where complete[block.name] == nil {
            if block.nesting == .list || block.nesting == .set { complete[block.name] = [] }
        }
        var configuration = try encode(complete, schema.provider.type)
        let prepared = try await call(.prepareConfiguration(version, configuration), within: .seconds(60))
        if version == .five {
            let answer = try Self.read { () throws(ProviderMessageError) in try ValueAnswer(prepared) }
            try Self.refuse(answer.diagnostics)
            configuration = answer.value ?? configuration
        }
        let done = try await call(
            .configure(version, configuration, terraform: "1.11.4"), within: .seconds(120))
        try Self.refuse(
            try Self.read { () throws(ProviderMessageError) in try DiagnosticsAnswer(done) }.diagnostics)
    }

    private static func refuse(_ diagnostics: [ProviderDiagnostic]) throws(Fault) {
        let errors = diagnostics.filter(\.isError)
        guard !errors.isEmpty else { return }
        throw Fault(
            .precondition, "providers.bad_configuration",
            "The provider refuses its configuration: \(errors.map(\.text).joined(separator: "; "))")
    }

    // MARK: - Calls

    func call(_ request: ProviderRequest, within time: Duration) async throws(Fault) -> [UInt8] {
        try await Self.call(process, request, within: time)
    }

    private static func call(
        _ process: PluginProcess, _ request: ProviderRequest, within time: Duration
    ) async throws(Fault) -> [UInt8] {
        do throws(GRPCStatus) {
            return try await process.channel.unary(request.path, request.message, timeout: time)
        } catch {
            throw .call(error, process)
        }
    }

    func encode(_ json: JSON, _ type: CtyType) throws(Fault) -> [UInt8] {
        let document = try JSONDocument(parsing: json.bytes(), depth: .max)
        do throws(CtyMismatch) { return try CtyValue.messagePack(of: document.root, type: type) } catch {
            throw Fault(
                .invalid, "providers.unfit", "The value does not fit the provider's schema: \(error).")
        }
    }

    static func read<T>(_ body: () throws(ProviderMessageError) -> T) throws(Fault) -> T {
        do throws(ProviderMessageError) { return try body() } catch { throw .message(error) }
    }
}

extension Fault {
    static func message(_ error: ProviderMessageError) -> Fault {
        Fault(
            .unavailable, "providers.garbage",
            "The provider answers what its protocol does not say: \(error).")
    }

    /// A lost call is an error, never a finding.
    static func call(_ status: GRPCStatus, _ process: PluginProcess) -> Fault {
        let note = "\(status) \(process.lastWords)"
        // The connection of a process that has ended is closed on this side.
        let isLost = status.code == .cancelled && process.hasEnded && !Task.isCancelled
        switch isLost ? .unavailable : status.code {
        case .unavailable:
            return Fault(
                .unavailable, "providers.gone", "The provider's process ended in the middle of a call.",
                note: note)
        case .deadlineExceeded:
            return Fault(
                .deadlineExceeded, "providers.hung", "The provider did not answer in time.", note: note)
        case .cancelled: return Fault(.cancelled, "providers.cancelled", "The call was cancelled.")
        case .unimplemented:
            return Fault(
                .unsupported, "providers.no_such_call", "The provider does not know this call.", note: note)
        default:
            return Fault(
                .unavailable, "providers.failed", "The provider failed: \(status.message)", note: note)
        }
    }
}
