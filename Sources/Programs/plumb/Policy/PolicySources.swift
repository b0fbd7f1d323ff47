import Faults
import FoundationEssentials
import Rego
import RegoBuiltIns
import RegoSyntax
import Values

/// Rego modules and data of this machine's files, as `plumb policy` takes them.
struct PolicySources {
    var modules: [Module] = []
    var data = JSON.Object()

    /// Reads files and directories: `*.rego` are modules; of directories, `data.json` files are data at the
    /// path of their folder. All problems of all files are told at once.
    init(_ paths: [String], _ options: ParserOptions) throws(Fault) {
        guard !paths.isEmpty else { throw Self.usage("Say which files or directories.") }
        var problems: [Problem] = []
        for path in paths {
            for file in try Self.files(path) {
                let bytes = try Self.read(file.full)
                if file.full.hasSuffix(".json") {
                    put(try JSON(parsing: bytes), at: file.steps)
                    continue
                }
                do throws(Problems) {
                    modules.append(try Module(parsing: bytes, file: file.full, options: options))
                } catch {
                    problems += error.all
                }
            }
        }
        if !problems.isEmpty { throw Self.refused(problems) }
        guard !modules.isEmpty else { throw Self.usage("There are no .rego files there.") }
    }

    /// Compiled, with every problem that the compiler finds.
    func compile(_ options: CompilerOptions) throws(Fault) -> Policy {
        do throws(Problems) {
            return try Policy(modules, library: .standard, data: .object(data), options: options)
        } catch {
            throw Self.refused(error.all)
        }
    }

    static func refused(_ problems: [Problem]) -> Fault {
        Fault(
            .invalid, "policy.bad_rego",
            "\(problems.count) \(problems.count == 1 ? "error" : "errors") in the policies.",
            problems: problems.map { .init("", $0.text) })
    }

    static func usage(_ message: String) -> Fault { Fault(.invalid, "cli.usage", message) }

    static func read(_ path: String) throws(Fault) -> [UInt8] {
        guard let content = FileManager.default.contents(atPath: path) else {
            throw Fault(.missing, "cli.no_file", "\(path) can't be read.")
        }
        return Array(content)
    }

    private struct File {
        let full: String
        /// The folders below the directory that was named.
        let steps: [String]
    }

    private static func files(_ path: String) throws(Fault) -> [File] {
        var isDirectory = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
            throw Fault(.missing, "cli.no_file", "There is no \(path).")
        }
        guard isDirectory else { return [File(full: path, steps: [])] }
        do {
            return try FileManager.default.subpathsOfDirectory(atPath: path).sorted().filter { inner in
                inner.hasSuffix(".rego") || inner == "data.json" || inner.hasSuffix("/data.json")
            }.map { inner in
                File(full: path + "/" + inner, steps: inner.split(separator: "/").dropLast().map(String.init))
            }
        } catch {
            throw Fault(.unavailable, "cli.no_file", "\(path) can't be read.")
        }
    }

    private mutating func put(_ json: JSON, at steps: [String]) {
        var tree = JSON.object(data)
        Self.put(json, at: steps[...], in: &tree)
        data = tree.objectValue ?? [:]
    }

    private static func put(_ json: JSON, at steps: ArraySlice<String>, in tree: inout JSON) {
        if let step = steps.first {
            var inner = tree[step] ?? .object([:])
            put(json, at: steps.dropFirst(), in: &inner)
            tree[step] = inner
        } else if let members = json.objectValue, tree.objectValue != nil {
            for (key, value) in members { tree[key] = value }
        } else {
            tree = json
        }
    }
}
