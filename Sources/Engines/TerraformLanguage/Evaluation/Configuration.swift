public import HCL

/// A root module with the modules that it calls by local paths.
public struct Configuration: Sendable {
    /// By the call names on the way from the root, `[]` being the root itself.
    public private(set) var modules: [[String]: Module] = [:]
    /// The folder of each.
    public private(set) var folders: [[String]: String] = [:]
    public private(set) var diagnostics: [Diagnostic] = []

    /// How deep modules may call modules.
    public static let depthBound = 20

    /// Files by their paths, of which those in `folder` are the root module's. Modules from elsewhere than
    /// the files are left out: what they give is unknown.
    public init(_ files: [String: [UInt8]], folder: String = "") {
        self.init(files, folder: folder, sourcesFromRoot: false)
    }

    /// `sourcesFromRoot` takes every module's sources as paths from the root module, as fixtures write them.
    package init(_ files: [String: [UInt8]], folder: String = "", sourcesFromRoot: Bool) {
        var byFolder: [String: [String: [UInt8]]] = [:]
        for (path, bytes) in files {
            let clean = cleaned(path)
            let parts = clean.split(separator: "/")
            byFolder[parts.dropLast().joined(separator: "/"), default: [:]][String(parts.last ?? "")] = bytes
        }
        let root = folder == "." ? "" : folder
        load([], root, byFolder, range: nil, base: sourcesFromRoot ? root : nil)
        guard let main = modules[[]] else { return }
        diagnostics += crossChecks()
        for (name, bytes) in (byFolder[root] ?? [:]).sorted(by: { $0.key < $1.key })
        where TestFile.isTestFile(name) {
            let (file, problems) = TestFile.parse(bytes, name: root.isEmpty ? name : root + "/" + name)
            diagnostics += problems
            diagnostics += Self.testChecks(file, main) { source in
                let own = byFolder[Self.folder(of: source, from: root)] ?? [:]
                return own.isEmpty ? nil : ModuleLoader.load(own).module
            }
        }
    }

    private static func folder(of source: String, from folder: String) -> String {
        let inner = cleaned(folder.isEmpty ? source : folder + "/" + source)
        return inner == "." ? "" : inner
    }

    private mutating func load(
        _ path: [String], _ folder: String, _ files: [String: [String: [UInt8]]], range: SourceRange?,
        base: String?
    ) {
        guard path.count <= Self.depthBound else {
            diagnostics.append(
                Diagnostic(
                    .error, "Modules are nested too deep",
                    "Modules may call modules \(Self.depthBound) deep.", at: range))
            return
        }
        guard let own = files[folder] else {
            if !path.isEmpty {
                diagnostics.append(
                    Diagnostic(
                        .error, "Unreadable module directory", "There is no folder \(folder).", at: range))
            }
            modules[path] = Module()
            folders[path] = folder
            return
        }
        let (module, problems) = ModuleLoader.load(own, in: folder)
        diagnostics += problems
        modules[path] = module
        folders[path] = folder
        for call in module.calls {
            guard let source = call.source, source.hasPrefix("./") || source.hasPrefix("../") else {
                continue
            }
            load(
                path + [call.name], Self.folder(of: source, from: base ?? folder), files, range: call.range,
                base: base)
        }
    }
}
