import Crypto
import Faults
import FoundationEssentials
import Objects
import Synchronization
import Values
import Vocabulary

/// Backups of a whole data directory: the database as it is at one moment, every object, and the master keys.
///
/// Files are cut into parts, and each part is kept once under a name made of its content and the backup's
/// key, compressed and sealed. So a backup only writes what the earlier ones have not, and one that was
/// interrupted goes on where it was. What makes it one, the sealed list of files, is written last.
public struct Backup: Sendable {
    /// What was done.
    public struct Report: Sendable, Equatable {
        /// The backup's name.
        public var id: String
        public var files = 0
        /// Bytes of the files.
        public var bytes = 0
        /// Parts that were written or read, of those that the files are made of.
        public var parts = 0
        public var allParts = 0
        /// What to know besides.
        public var notes: [String] = []
    }

    static let partSize = 4 << 20
    /// Parts on their way at a time.
    static let parallel = 8
    static let marker = "plumb-backup.json"
    /// A backup that was begun longer ago is taken for dead.
    static let longest: Int64 = 24 * 3600 * 1000

    let store: any BackupStore
    let key: BackupKey
    /// Hears how far it is.
    let tell: @Sendable (String) -> Void

    /// `place` is a directory, or `s3://BUCKET/PREFIX`.
    ///
    /// Faults: `backup.no_credentials`, `backup.bad_place`.
    public init(
        _ place: String, _ key: BackupKey, environment: [String: String],
        telling tell: @escaping @Sendable (String) -> Void = { _ in }
    ) throws(Fault) {
        if place.hasPrefix("s3://") {
            store = try BucketBackupStore(String(place.dropFirst(5)), environment: environment)
        } else if place.contains("://") {
            throw Fault(
                .invalid, "backup.bad_place", "\(place) is neither a directory nor s3://BUCKET/PREFIX.")
        } else {
            store = DirectoryBackupStore(root: place)
        }
        self.key = key
        self.tell = tell
    }

    // MARK: - The place

    /// Makes sure that the place is one of backups made with this key; a new place becomes one.
    func enter(making: Bool) async throws(Fault) {
        if let content = try await store.get(Self.marker) {
            let marked = try? JSON(parsing: content)
            guard marked?["format"]?.intValue == BackupManifest.format else {
                throw Fault(
                    .unsupported, "backup.format",
                    "These backups were made by another version of Plumb, in a way that this one can't read.")
            }
            guard marked?["key"]?.stringValue == key.mark else {
                throw Fault(
                    .precondition, "backup.other_key",
                    "The backups here were made with another key (\(marked?["key"]?.stringValue ?? "unknown"))."
                )
            }
            return
        }
        guard making else {
            throw Fault(.missing, "backup.none", "There are no backups here.")
        }
        let mark: JSON = ["format": JSON(BackupManifest.format), "key": .string(key.mark)]
        try await store.put(mark.bytes(), Self.marker)
    }

    /// The backups that are complete, oldest first.
    public func list() async throws(Fault) -> [String] {
        try await enter(making: false)
        return try await names()
    }

    func names() async throws(Fault) -> [String] {
        try await store.list("snapshots/").map { String($0.dropFirst("snapshots/".count)) }
    }

    /// The named one, or the newest.
    func manifest(_ id: String?) async throws(Fault) -> (id: String, manifest: BackupManifest) {
        try await enter(making: false)
        var found = id
        if found == nil { found = try await names().last }
        guard let found, let sealed = try await store.get("snapshots/" + found) else {
            throw Fault(
                .missing, "backup.none",
                id.map { "There is no backup \($0) here." } ?? "There is no complete backup here.")
        }
        let bytes = try CompressedBlock.decompress(
            try key.open(sealed, as: "snapshots/" + found), limit: 1 << 30)
        return (found, try JSONCoding.decode(BackupManifest.self, from: bytes))
    }

    static func partName(_ name: String) -> String { "parts/\(name.prefix(2))/\(name)" }

    /// A part's bytes, which are those that were put in: faults with `backup.damaged` otherwise.
    func part(_ name: String) async throws(Fault) -> [UInt8] {
        guard let sealed = try await store.get(Self.partName(name)) else {
            throw Fault(.broken, "backup.damaged", "The part \(name) is missing from the backup.")
        }
        let bytes: [UInt8]
        do throws(Fault) {
            bytes = try CompressedBlock.decompress(try key.open(sealed, as: name), limit: Self.partSize)
        } catch {
            guard error.code.rawValue.hasPrefix("objects.") else { throw error }
            throw Fault(.broken, "backup.damaged", "The part \(name) is damaged.", note: error.message)
        }
        guard key.name(bytes) == name else {
            throw Fault(.broken, "backup.damaged", "The part \(name) is another one's.")
        }
        return bytes
    }
}
