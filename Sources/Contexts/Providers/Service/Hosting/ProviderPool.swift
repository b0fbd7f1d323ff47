import Crypto
import Faults
import Host
import ProviderProtocol
import Values

/// Hosted providers, kept warm: one process for each tenant, program, configuration and credentials, shared
/// by nobody else. One that is idle for long, or too many, goes.
actor ProviderPool {
    /// How long a provider is kept that nobody asks.
    static let idle = Duration.seconds(600)
    /// Processes at a time; each takes 200 to 300 MB.
    static let ceiling = 6

    private struct Entry {
        let provider: HostedProvider
        var used: ContinuousClock.Instant
        var users: Int
    }

    private let schemas: SchemaStore
    /// Bytes that a process may have resident; one that has more is ended, and started anew by who needs it.
    private let memory: Int
    private var entries: [String: Entry] = [:]
    private var starting: [String: Task<Result<HostedProvider, Fault>, Never>] = [:]
    private var isClosed = false

    init(schemas: SchemaStore, memory: Int) { (self.schemas, self.memory) = (schemas, memory) }

    /// Runs `body` with a provider, started if it is not there, or if it has ended since.
    func use<T: Sendable>(
        tenant: String, _ binary: ProviderBinary, configuration: JSON, environment: [String: String],
        _ body: @Sendable (HostedProvider) async -> T
    ) async throws(Fault) -> T {
        let key = Self.key(tenant, binary, configuration, environment)
        await sweep(keeping: key)
        let provider = try await provider(key, binary, configuration, environment)
        entries[key]?.users += 1
        let result = await guarded(provider, body)
        // The entry may be another's by now, where this provider's process ended meanwhile.
        if entries[key]?.provider === provider {
            entries[key]?.users -= 1
            entries[key]?.used = .now
            if entries[key]?.users == 0, provider.process.residentBytes > memory { await end(key) }
        }
        return result
    }

    /// Looks every second how large the process is while it works; calls of one that is ended are lost, and
    /// told as that.
    private nonisolated func guarded<T: Sendable>(
        _ provider: HostedProvider, _ body: @Sendable (HostedProvider) async -> T
    ) async -> T {
        await withoutActuallyEscaping(body) { body in
            await withTaskGroup(of: T?.self) { group in
                group.addTask { await body(provider) }
                group.addTask { [memory] in
                    while provider.process.residentBytes <= memory {
                        do { try await Task.sleep(for: .seconds(1)) } catch { return nil }
                    }
                    await provider.process.stop()
                    return nil
                }
                while let ended = await group.next() {
                    guard let ended else { continue }
                    group.cancelAll()
                    return ended
                }
                preconditionFailure("The first task gives a result.")
            }
        }
    }

    private func end(_ key: String) async {
        guard let entry = entries.removeValue(forKey: key) else { return }
        await entry.provider.process.stop()
    }

    /// Ends every process.
    func close() async {
        isClosed = true
        let all = entries.values.map(\.provider)
        entries = [:]
        for provider in all { await provider.process.stop() }
    }

    private func provider(
        _ key: String, _ binary: ProviderBinary, _ configuration: JSON, _ environment: [String: String]
    ) async throws(Fault) -> HostedProvider {
        if let entry = entries[key] {
            if entry.provider.process.isAlive { return entry.provider }
            entries[key] = nil
            await entry.provider.process.stop()
        }
        guard !isClosed else { throw Fault(.unavailable, "providers.closed", "The server ends.") }
        if let under = starting[key] { return try await under.value.get() }
        // Owned here, and awaited by everybody who asks for the same provider.
        let start = Task { [schemas] () -> Result<HostedProvider, Fault> in
            do throws(Fault) {
                return .success(
                    try await HostedProvider.start(
                        binary, configuration: configuration, environment: environment, schemas: schemas))
            } catch {
                return .failure(error)
            }
        }
        starting[key] = start
        let result = await start.value
        starting[key] = nil
        let provider = try result.get()
        entries[key] = Entry(provider: provider, used: .now, users: 0)
        // Its schema, which was read whole, is the largest thing that a scan ever holds.
        Memory.giveBack()
        return provider
    }

    /// Ends what is idle for too long, and the longest idle of too many.
    private func sweep(keeping key: String) async {
        let now = ContinuousClock.now
        var gone = entries.filter { $0.key != key && $0.value.users == 0 && $0.value.used + Self.idle < now }
        let rest = entries.filter { $0.key != key && $0.value.users == 0 && gone[$0.key] == nil }
            .sorted { $0.value.used < $1.value.used }
        let excess = entries.count - gone.count + (entries[key] == nil ? 1 : 0) - Self.ceiling
        for (key, entry) in rest.prefix(max(0, excess)) { gone[key] = entry }
        for key in gone.keys { entries[key] = nil }
        for entry in gone.values { await entry.provider.process.stop() }
    }

    /// A digest, so that no secret is kept as a key.
    private static func key(
        _ tenant: String, _ binary: ProviderBinary, _ configuration: JSON, _ environment: [String: String]
    ) -> String {
        let variables = environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        let parts = [tenant, binary.digest, configuration.text] + variables
        return Digest.sha256(JSON.array(parts.map { .string($0) }).text.utf8).hex
    }
}
