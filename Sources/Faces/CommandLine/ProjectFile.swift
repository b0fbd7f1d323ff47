import Codecs
import Faults
import FoundationEssentials
import Values

/// `plumb.yaml`: which server and workspace a directory belongs to, for it and those within.
struct ProjectFile: Sendable {
    static let name = "plumb.yaml"

    /// Where it stands.
    let directory: String
    let server: String?
    /// PROJECT/NAME.
    let workspace: String?

    /// The one of `directory` or of the nearest directory around it; nil where there is none.
    ///
    /// Faults: `cli.bad_project` for one that can't be read.
    static func find(from directory: String) throws(Fault) -> ProjectFile? {
        var here = directory
        while true {
            let path = here == "/" ? "/" + name : "\(here)/\(name)"
            if let content = FileManager.default.contents(atPath: path) {
                return try ProjectFile(Array(content), in: here, path)
            }
            guard here != "/", let slash = here.lastIndex(of: "/") else { return nil }
            here = slash == here.startIndex ? "/" : String(here[..<slash])
        }
    }

    init(directory: String, server: String?, workspace: String?) {
        (self.directory, self.server, self.workspace) = (directory, server, workspace)
    }

    private init(_ bytes: [UInt8], in directory: String, _ path: String) throws(Fault) {
        let root: JSON
        do throws(Fault) { root = try YAMLDocument(parsing: bytes).json } catch {
            throw Self.wrong(path, error.message)
        }
        guard let members = root.objectValue else {
            throw Self.wrong(path, "names with values were expected")
        }
        for (name, value) in members {
            guard ["server", "workspace"].contains(name) else {
                throw Self.wrong(path, "“\(name)” is not known; server and workspace are")
            }
            guard value.stringValue != nil else { throw Self.wrong(path, "\(name) takes a text") }
        }
        self.init(
            directory: directory, server: members["server"]?.stringValue,
            workspace: members["workspace"]?.stringValue)
    }

    /// As it is written.
    var text: String {
        var members: JSON = [:]
        if let server { members["server"] = .string(server) }
        if let workspace { members["workspace"] = .string(workspace) }
        return "# What `plumb` commands in this directory are about; see `plumb help init`.\n"
            + members.yaml()
    }

    private static func wrong(_ path: String, _ why: String) -> Fault {
        Fault(.invalid, "cli.bad_project", "\(path): \(why).")
    }
}
