import Crypto
import Faults
import FoundationEssentials

/// The key of backups: 32 bytes in base64, in a file of its own or PLUMB_BACKUP_KEY. It is not among what is
/// backed up, and without it a backup can't be read.
public struct BackupKey: Sendable {
    let sealing: SymmetricKey
    private let naming: [UInt8]
    /// Tells one key from another, and nothing about it.
    let mark: String

    /// Faults: `backup.no_key`, `backup.bad_key`.
    public init(file: String?, environment: [String: String]) throws(Fault) {
        let text: String
        if let file {
            guard let content = FileManager.default.contents(atPath: file) else {
                throw Fault(
                    .missing, "backup.no_key",
                    "The backup key at \(file) can't be read. `plumb backup key \(file)` makes one.")
            }
            text = String(decoding: content, as: UTF8.self)
        } else if let given = environment["PLUMB_BACKUP_KEY"], !given.isEmpty {
            text = given
        } else {
            throw Fault(
                .missing, "backup.no_key",
                "A backup needs a key: --key FILE, or PLUMB_BACKUP_KEY. `plumb backup key FILE` makes one.")
        }
        let line = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        guard let bytes = [UInt8](base64: line), bytes.count == 32 else {
            throw Fault(.invalid, "backup.bad_key", "The backup key is not 32 bytes in base64.")
        }
        try self.init(bytes)
    }

    init(_ bytes: [UInt8]) throws(Fault) {
        func derived(_ purpose: String) -> [UInt8] {
            MessageCode.hmacSHA256(Array("plumb backup \(purpose)".utf8), key: bytes)
        }
        sealing = try SymmetricKey(derived("seal"))
        naming = derived("name")
        mark = derived("mark").prefix(8).hex
    }

    /// Makes a key in a new file for this user alone.
    ///
    /// Faults: `backup.key_there`; `host.not_written`.
    public static func make(_ path: String) throws(Fault) {
        guard !FileManager.default.fileExists(atPath: path) else {
            throw Fault(.conflict, "backup.key_there", "\(path) is there already.")
        }
        try MasterKeyFile.durably(Array((SymmetricKey.random().bytes.base64 + "\n").utf8), at: path)
    }

    /// The name of a part: the same bytes have the same one, which tells nobody without the key what they
    /// are.
    func name(_ bytes: [UInt8]) -> String { MessageCode.hmacSHA256(bytes, key: naming).hex }

    func seal(_ bytes: [UInt8], as name: String) throws(Fault) -> [UInt8] {
        try SealedBox.seal(bytes, key: sealing, id: mark, authenticating: Array(name.utf8)).bytes
    }

    /// Faults: `backup.damaged`, `backup.other_key`.
    func open(_ bytes: [UInt8], as name: String) throws(Fault) -> [UInt8] {
        do throws(Fault) {
            let box = try SealedBox(bytes: bytes)
            guard box.keyID == mark else {
                throw Fault(
                    .precondition, "backup.other_key",
                    "This backup was made with another key (\(box.keyID)); this one is \(mark).")
            }
            return try box.open(key: sealing, authenticating: Array(name.utf8))
        } catch {
            if error.code == "backup.other_key" { throw error }
            throw Fault(.broken, "backup.damaged", "\(name) of the backup is damaged.", note: error.message)
        }
    }
}
