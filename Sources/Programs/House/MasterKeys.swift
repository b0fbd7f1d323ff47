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
            let key = try MasterKeyFile.key(text, "PLUMB_MASTER_KEY")
            ring = try KeyRing(["variable": key], current: "variable")
        } else {
            ring = try file(configuration, data: data).ring
        }
        try prove(ring, data + "/master.check")
        return ring
    }

    /// The keys' file, made when this is the first start. Faults: `host.no_master_key` when it was there
    /// before and is not any more; `host.key_in_variable` when a variable holds the key instead.
    static func file(_ configuration: Configuration, data: String) throws(Fault) -> MasterKeyFile {
        if configuration.textIfAny("master-key") != nil {
            throw Fault(
                .precondition, "host.key_in_variable",
                "The master key is in a variable, which has room for one. Put `variable KEY` into a file, give it "
                    + "as PLUMB_MASTER_KEY_FILE instead of PLUMB_MASTER_KEY, and try again.")
        }
        let configured = configuration.textIfAny("master-key-file")
        let path = configured ?? data + "/master.keys"
        if !FileManager.default.fileExists(atPath: path) {
            let isNew = !FileManager.default.fileExists(atPath: data + "/master.check")
            guard configured == nil, isNew else {
                throw Fault(
                    .precondition, "host.no_master_key",
                    "The master keys are not at \(path). Without them nothing that is kept can be read: "
                        + "restore the file.")
            }
            try MasterKeyFile.make(path)
        }
        return try MasterKeyFile(path)
    }

    /// A sealed word beside the data tells whether these are its keys.
    private static func prove(_ ring: KeyRing, _ path: String) throws(Fault) {
        let word = Array("plumb".utf8)
        if let sealed = FileManager.default.contents(atPath: path) {
            do throws(Fault) {
                let envelope = try Envelope(bytes: Array(sealed))
                if try ring.open(envelope, authenticating: word) == word {
                    if let renewed = try ring.rewrap(envelope, authenticating: word) {
                        try MasterKeyFile.durably(renewed.bytes, at: path)
                    }
                    return
                }
            } catch  where error.code != "host.not_written" {
                throw Fault(
                    .precondition, "host.wrong_master_key",
                    "The master key \(ring.current) does not open this data: it was sealed with another one. "
                        + "Give the right key (PLUMB_MASTER_KEY or master-key-file), or restore it from its backup.",
                    note: error.message)
            }
        }
        try MasterKeyFile.durably(try ring.seal(word, authenticating: word).bytes, at: path)
    }
}
