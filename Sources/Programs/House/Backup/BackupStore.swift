import Faults

/// Where backups are kept: named pieces, written whole or not at all.
protocol BackupStore: Sendable {
    /// Returns when it is durable.
    func put(_ bytes: [UInt8], _ name: String) async throws(Fault)
    /// Nil when there is none.
    func get(_ name: String) async throws(Fault) -> [UInt8]?
    func has(_ name: String) async throws(Fault) -> Bool
    /// Names that begin so, in order.
    func list(_ prefix: String) async throws(Fault) -> [String]
    func remove(_ name: String) async throws(Fault)
}

extension Fault {
    static func backupStore(_ what: String, _ note: String? = nil) -> Fault {
        Fault(.unavailable, "backup.store", what, note: note)
    }
}
