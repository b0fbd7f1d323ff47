import Crypto
import Faults
import FoundationEssentials
import Host
import Identity
import Objects
import Store
import Tenants

/// Turns the master key over, on a data directory that no server uses: a new key, and everything that an
/// older one wrapped wrapped again. Contents stay as they are; 100 bytes of each object change.
public enum KeyRotation {
    /// What was wrapped again.
    public struct Report: Sendable, Equatable {
        public let key: String
        public let objects: Int
        public let secrets: Int
    }

    /// The ids of the keys, oldest first; the last one is current.
    public static func list(_ configuration: Configuration) throws(Fault) -> [String] {
        let data = try directory(configuration)
        return try MasterKeys.file(configuration, data: data).keys.map(\.id)
    }

    /// Adds a key, makes it the current one, and wraps everything with it. The older keys stay in the file,
    /// for backups. Stopped half-way it has lost nothing; `rewrap` goes on.
    public static func rotate(_ configuration: Configuration) async throws(Fault) -> Report {
        try await alone(configuration) { data async throws(Fault) in
            _ = try MasterKeys.load(configuration, data: data)
            var file = try MasterKeys.file(configuration, data: data)
            _ = try file.add()
            return try await wrap(configuration, data)
        }
    }

    /// Wraps what an older key still wraps with the current one.
    public static func rewrap(_ configuration: Configuration) async throws(Fault) -> Report {
        try await alone(configuration) { data async throws(Fault) in try await wrap(configuration, data) }
    }

    /// Takes a key out of the file, once nothing here needs it.
    ///
    /// Faults: `host.current_key`, `host.unknown_key`.
    public static func drop(_ id: String, _ configuration: Configuration) async throws(Fault) -> Report {
        try await alone(configuration) { data async throws(Fault) in
            var file = try MasterKeys.file(configuration, data: data)
            guard file.keys.contains(where: { $0.id == id }) else {
                throw Fault(
                    .missing, "host.unknown_key",
                    "There is no key “\(id)” in \(file.path). It has: \(file.keys.map(\.id).joined(separator: ", "))."
                )
            }
            guard file.keys.last?.id != id else {
                throw Fault(
                    .precondition, "host.current_key",
                    "\(id) is the current key. `plumb keys rotate` makes another one current first.")
            }
            let report = try await wrap(configuration, data)
            try file.remove(id)
            return report
        }
    }

    private static func directory(_ configuration: Configuration) throws(Fault) -> String {
        let data = configuration.text("data")
        guard FileManager.default.fileExists(atPath: data + "/master.check") else {
            throw Fault(
                .missing, "host.no_data", "\(data) is not a data directory of Plumb. Name one with --data.")
        }
        return data
    }

    private static func alone(
        _ configuration: Configuration, _ body: (String) async throws(Fault) -> Report
    ) async throws(Fault) -> Report {
        let data = try directory(configuration)
        let lock = try DirectoryLock(data)
        defer { lock.release() }
        return try await body(data)
    }

    private static func wrap(_ configuration: Configuration, _ data: String) async throws(Fault) -> Report {
        let ring = try MasterKeys.load(configuration, data: data)
        let objects = try FileObjects(data + "/objects", ring: ring)
        let database: Database
        do throws(Fault) { database = try await Database.open(data + "/plumb.db") } catch {
            await objects.close()
            throw error
        }
        do throws(Fault) {
            let room = try await database.room(TenantsService.context, migrations: TenantsService.migrations)
            var secrets = try await TenantsService.rewrapSecrets(room, ring)
            let own = try await database.room(IdentityService.context, migrations: IdentityService.migrations)
            secrets += try await IdentityService.rewrapSecrets(own, ring)
            let changed = try await objects.rewrap()
            await objects.close()
            await database.close()
            return Report(key: ring.current, objects: changed, secrets: secrets)
        } catch {
            await objects.close()
            await database.close()
            throw error
        }
    }
}
