import Faults
import FoundationEssentials
import Glibc

/// A directory, on another disk for preference.
struct DirectoryBackupStore: BackupStore {
    let root: String

    func put(_ bytes: [UInt8], _ name: String) async throws(Fault) {
        let path = root + "/" + name
        let folder = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw .backupStore("\(folder) can't be made.", String(describing: error))
        }
        do throws(Fault) { try MasterKeyFile.durably(bytes, at: path) } catch {
            throw .backupStore(error.message, error.note)
        }
    }

    func get(_ name: String) async throws(Fault) -> [UInt8]? {
        let path = root + "/" + name
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        guard let content = FileManager.default.contents(atPath: path) else {
            throw .backupStore("\(path) can't be read.")
        }
        return Array(content)
    }

    func has(_ name: String) async throws(Fault) -> Bool {
        FileManager.default.fileExists(atPath: root + "/" + name)
    }

    func list(_ prefix: String) async throws(Fault) -> [String] {
        let slash = prefix.lastIndex(of: "/")
        let folder = slash.map { String(prefix[..<$0]) } ?? ""
        guard FileManager.default.fileExists(atPath: root + "/" + folder) else { return [] }
        do {
            let all = try FileManager.default.subpathsOfDirectory(atPath: root + "/" + folder)
            return all.map { folder.isEmpty ? $0 : folder + "/" + $0 }.filter { name in
                var isFolder = false
                let exists = FileManager.default.fileExists(atPath: root + "/" + name, isDirectory: &isFolder)
                return exists && !isFolder && name.hasPrefix(prefix) && !name.hasSuffix(".new")
            }.sorted()
        } catch {
            throw .backupStore("\(root)/\(folder) can't be read.", String(describing: error))
        }
    }

    func remove(_ name: String) async throws(Fault) {
        guard unlink(root + "/" + name) == 0 || errno == ENOENT else {
            throw .backupStore("\(root)/\(name) can't be removed.", "errno \(errno)")
        }
    }
}
