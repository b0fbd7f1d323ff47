import Faults
import FoundationEssentials
import Values

/// What `plumb login` keeps: the server's address and a token, readable by the user only.
struct Credentials {
    let path: String

    init(_ environment: [String: String]) {
        let home = environment["HOME"] ?? "."
        let folder = environment["XDG_CONFIG_HOME"] ?? home + "/.config"
        path = environment["PLUMB_CREDENTIALS"] ?? folder + "/plumb/credentials.json"
    }

    func read() -> (url: String, token: String)? {
        guard let content = FileManager.default.contents(atPath: path),
            let kept = try? JSON(parsing: Array(content)), let url = kept["url"]?.stringValue,
            let token = kept["token"]?.stringValue
        else { return nil }
        return (url, token)
    }

    func write(url: String, token: String) throws(Fault) {
        let kept: JSON = ["url": .string(url), "token": .string(token)]
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw Fault(
                .unavailable, "cli.not_kept", "\(folder) can't be made.", note: String(describing: error))
        }
        let isWritten = FileManager.default.createFile(
            atPath: path, contents: Data((kept.pretty() + "\n").utf8), attributes: [.posixPermissions: 0o600])
        guard isWritten else { throw Fault(.unavailable, "cli.not_kept", "\(path) can't be written.") }
    }

    func forget() {
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            // There was nothing to forget.
        }
    }
}
