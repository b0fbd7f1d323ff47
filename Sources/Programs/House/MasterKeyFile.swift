import Crypto
import Faults
import FoundationEssentials
import Glibc

/// The file of master keys: `id base64` in each line, the current one last.
struct MasterKeyFile {
    let path: String
    private(set) var keys: [(id: String, key: SymmetricKey)]

    /// Faults: `host.no_master_key`, `host.bad_master_key`.
    init(_ path: String) throws(Fault) {
        self.path = path
        guard let content = FileManager.default.contents(atPath: path) else {
            throw Fault(.precondition, "host.no_master_key", "The master keys at \(path) can't be read.")
        }
        keys = []
        for line in String(decoding: content, as: UTF8.self).split(separator: "\n") {
            let parts = line.split(separator: " ").map(String.init)
            guard parts.count == 2, !keys.contains(where: { $0.id == parts[0] }) else {
                throw Fault(
                    .precondition, "host.bad_master_key",
                    "A line of \(path) is not `id base64` with an id of its own.")
            }
            keys.append((parts[0], try Self.key(parts[1], path)))
        }
        if keys.isEmpty {
            throw Fault(.precondition, "host.bad_master_key", "There is no key in \(path).")
        }
    }

    /// A file with a first key, readable by this user only.
    static func make(_ path: String) throws(Fault) {
        try write([("key1", .random())], to: path)
    }

    var ring: KeyRing {
        get throws(Fault) {
            try KeyRing(
                Dictionary(keys.map { ($0.id, $0.key) }) { _, last in last }, current: keys[keys.count - 1].id
            )
        }
    }

    /// Draws a new current key; the file is durable when this returns. Answers its id.
    mutating func add() throws(Fault) -> String {
        var number = keys.count + 1
        while keys.contains(where: { $0.id == "key\(number)" }) { number += 1 }
        keys.append(("key\(number)", .random()))
        try Self.write(keys, to: path)
        return "key\(number)"
    }

    /// Takes a key out of the file for good.
    mutating func remove(_ id: String) throws(Fault) {
        keys.removeAll { $0.id == id }
        try Self.write(keys, to: path)
    }

    static func key(_ text: String, _ place: String) throws(Fault) -> SymmetricKey {
        guard let bytes = [UInt8](base64: text), bytes.count == 32 else {
            throw Fault(
                .precondition, "host.bad_master_key", "The master key of \(place) is not 32 bytes in base64.")
        }
        return try SymmetricKey(bytes)
    }

    private static func write(_ keys: [(id: String, key: SymmetricKey)], to path: String) throws(Fault) {
        try durably(keys.map { "\($0.id) \($0.key.bytes.base64)\n" }.joined().utf8.map { $0 }, at: path)
    }

    /// Written beside its place, synced and moved there: after a power cut the old or the new is whole.
    static func durably(_ bytes: [UInt8], at path: String) throws(Fault) {
        func failed() -> Fault {
            Fault(
                .unavailable, "host.not_written", "\(path) can't be written: is the disk full?",
                note: "errno \(errno)")
        }
        let beside = path + ".new"
        let file = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw failed() }
        let isWritten = Glibc.write(file, bytes, bytes.count) == bytes.count && fsync(file) == 0
        close(file)
        guard isWritten, rename(beside, path) == 0 else { throw failed() }
        let slash = path.lastIndex(of: "/")
        let folder = open(slash.map { String(path[...$0]) } ?? ".", O_RDONLY | O_CLOEXEC)
        guard folder >= 0 else { throw failed() }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw failed() }
    }
}
