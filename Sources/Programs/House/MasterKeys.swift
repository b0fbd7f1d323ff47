import Crypto
import Faults
import FoundationEssentials
import Host

/// Finds the master keys, or makes the first one, and makes sure that they are the ones that this data
/// was sealed with.
enum MasterKeys {
    /// Faults: `host.bad_master_key`, `host.wrong_master_key`; both before anything is opened.
    static func load(_ configuration: Configuration, data: String) throws(Fault) -> KeyRing {
        let ring: KeyRing
        if let text = configuration.textIfAny("master-key") {
            ring = try KeyRing(["variable": try key(text, "PLUMB_MASTER_KEY")], current: "variable")
        } else {
            let path = configuration.textIfAny("master-key-file") ?? data + "/master.keys"
            ring = try read(path, mayMake: configuration.textIfAny("master-key-file") == nil, data)
        }
        try prove(ring, data + "/master.check")
        return ring
    }

    private static func read(_ path: String, mayMake: Bool, _ data: String) throws(Fault) -> KeyRing {
        if FileManager.default.contents(atPath: path) == nil {
            let isNew = !FileManager.default.fileExists(atPath: data + "/master.check")
            guard mayMake, isNew else {
                throw Fault(
                    .precondition, "host.no_master_key",
                    "The master keys are not at \(path). Without them nothing that is kept can be read: restore the file."
                )
            }
            let line = "key1 \(SymmetricKey.random().bytes.base64)\n"
            try write(line, to: path)
        }
        guard let content = FileManager.default.contents(atPath: path) else {
            throw Fault(.precondition, "host.no_master_key", "The master keys at \(path) can't be read.")
        }
        var keys: [String: SymmetricKey] = [:]
        var last: String?
        for line in String(decoding: content, as: UTF8.self).split(separator: "\n") {
            let parts = line.split(separator: " ").map(String.init)
            guard parts.count == 2 else {
                throw Fault(.precondition, "host.bad_master_key", "A line of \(path) is not `id base64`.")
            }
            keys[parts[0]] = try key(parts[1], path)
            last = parts[0]
        }
        guard let last else {
            throw Fault(.precondition, "host.bad_master_key", "There is no key in \(path).")
        }
        return try KeyRing(keys, current: last)
    }

    private static func key(_ text: String, _ place: String) throws(Fault) -> SymmetricKey {
        guard let bytes = [UInt8](base64: text), bytes.count == 32 else {
            throw Fault(
                .precondition, "host.bad_master_key", "The master key of \(place) is not 32 bytes in base64.")
        }
        return try SymmetricKey(bytes)
    }

    /// A sealed word beside the data tells whether these are its keys.
    private static func prove(_ ring: KeyRing, _ path: String) throws(Fault) {
        let word = Array("plumb".utf8)
        if let sealed = FileManager.default.contents(atPath: path) {
            do throws(Fault) {
                let envelope = try Envelope(bytes: Array(sealed))
                if try ring.open(envelope, authenticating: word) == word {
                    if let renewed = try ring.rewrap(envelope, authenticating: word) {
                        try write(bytes: renewed.bytes, to: path)
                    }
                    return
                }
            } catch {
                throw Fault(
                    .precondition, "host.wrong_master_key",
                    "The master key \(ring.current) does not open this data: it was sealed with another one. "
                        + "Give the right key (PLUMB_MASTER_KEY or master-key-file), or restore it from its backup.",
                    note: error.message)
            }
        }
        try write(bytes: try ring.seal(word, authenticating: word).bytes, to: path)
    }

    private static func write(_ text: String, to path: String) throws(Fault) {
        try write(bytes: Array(text.utf8), to: path)
    }

    private static func write(bytes: [UInt8], to path: String) throws(Fault) {
        let isWritten = FileManager.default.createFile(
            atPath: path, contents: Data(bytes), attributes: [.posixPermissions: 0o600])
        guard isWritten else {
            throw Fault(.unavailable, "host.not_written", "\(path) can't be written.")
        }
    }
}
