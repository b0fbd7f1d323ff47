import Codecs
public import Faults
import RegoSyntax
import Values

extension PackSource {
    /// A bundle as OPA makes them, or a plain folder of policies: `*.rego` are modules, `data.json` and
    /// `data.yaml` are data at the path of their folder, and `.manifest` says which roots all of it stays
    /// below. Signatures are not checked, which the notes tell.
    ///
    /// Faults: `policies.bad_bundle` with everything that is wrong, by file.
    public init(
        bundle files: [(path: String, content: [UInt8])], notes: inout [String]
    ) throws(Fault) {
        var reader = BundleReader()
        for file in files.sorted(by: { $0.path < $1.path }) { reader.take(file.path, file.content) }
        let source = reader.source()
        guard reader.problems.isEmpty else {
            throw Fault(
                .invalid, "policies.bad_bundle", "The bundle can't be used. Put right what is listed.",
                problems: reader.problems)
        }
        notes += reader.notes
        self = source
    }
}

/// Gathers a bundle's files.
private struct BundleReader {
    var problems: [Fault.Problem] = []
    var notes: [String] = []
    private var data: JSON = .object([:])
    private var modules: [(path: String, text: [UInt8])] = []
    private var manifest: JSON?

    mutating func take(_ path: String, _ content: [UInt8]) {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let folder = path.split(separator: "/").dropLast().map(String.init)
        switch name {
        case ".manifest" where folder.isEmpty:
            read(path) { () throws(Fault) in try JSON(parsing: content) }.map { manifest = $0 }
        case ".signatures.json" where folder.isEmpty:
            notes.append("The bundle's signatures were not checked.")
        case "data.json":
            read(path) { () throws(Fault) in try JSON(parsing: content) }.map { put($0, folder, path) }
        case "data.yaml", "data.yml":
            read(path) { () throws(Fault) in try YAMLDocument(parsing: content).json }
                .map { put($0, folder, path) }
        default:
            if name.hasSuffix(".rego") {
                modules.append((path, content))
            } else if name.hasSuffix(".wasm") {
                notes.append("\(path) was passed over: only Rego is evaluated.")
            }
        }
    }

    private mutating func read(_ path: String, _ body: () throws(Fault) -> JSON) -> JSON? {
        do throws(Fault) {
            return try body()
        } catch {
            problems.append(.init(path, error.message))
            return nil
        }
    }

    private mutating func put(_ json: JSON, _ folder: [String], _ path: String) {
        guard folder.isEmpty ? json.objectValue != nil : true else {
            return problems.append(.init(path, "an object was expected at the top"))
        }
        if !Self.merge(json, at: folder[...], into: &data) {
            problems.append(.init(path, "what it sets is set by another file too"))
        }
    }

    private static func merge(_ json: JSON, at path: ArraySlice<String>, into tree: inout JSON) -> Bool {
        guard let step = path.first else {
            guard let members = json.objectValue, tree.objectValue != nil else { return false }
            for (key, value) in members {
                guard var known = tree[key] else {
                    tree[key] = value
                    continue
                }
                guard merge(value, at: [], into: &known) else { return false }
                tree[key] = known
            }
            return true
        }
        guard tree.objectValue != nil else { return false }
        guard var inner = tree[step] else {
            tree[step] = path.dropFirst().reversed().reduce(json) { .object([$1: $0]) }
            return true
        }
        guard merge(json, at: path.dropFirst(), into: &inner) else { return false }
        tree[step] = inner
        return true
    }

    mutating func source() -> PackSource {
        let roots = self.roots()
        let version = manifest?["rego_version"]?.intValue
        let versions = manifest?["file_rego_versions"]?.objectValue ?? [:]
        var files: [PackSource.File] = []
        for (path, text) in modules {
            let own = versions.first { Self.matches($0.key, path) }?.value.intValue
            let isVersion1 = (own ?? version ?? 1) != 0
            files.append(
                .init(path: path, text: String(decoding: text, as: UTF8.self), isVersion1: isVersion1))
            check(files[files.count - 1], roots)
        }
        for leaf in Self.leaves(data) where !Self.isWithin(leaf, roots) {
            problems.append(
                .init(".manifest", "the data at \(leaf.joined(separator: "/")) are outside of the roots"))
        }
        if modules.isEmpty { problems.append(.init("", "there are no .rego files in it")) }
        return PackSource(modules: files, data: data)
    }

    /// What a module's own errors are is told when the pack is compiled.
    private mutating func check(_ file: PackSource.File, _ roots: [[String]]) {
        guard let modules = try? PackSource(modules: [file]).parsed(), let module = modules.first else {
            return
        }
        let package = module.package.path.dropFirst().compactMap(\.string)
        if !Self.isWithin(package, roots) {
            problems.append(
                .init(file.path, "the package \(package.joined(separator: ".")) is outside of the roots"))
        }
    }

    private mutating func roots() -> [[String]] {
        guard let texts = manifest?["roots"]?.arrayValue?.compactMap(\.stringValue) else { return [[]] }
        let roots = texts.map { $0.split(separator: "/").map(String.init) }
        for (index, root) in roots.enumerated() {
            if roots[..<index].contains(where: { root.starts(with: $0) || $0.starts(with: root) }) {
                problems.append(.init(".manifest", "the root \(texts[index]) overlaps with another"))
            }
        }
        return roots
    }

    private static func isWithin(_ path: [String], _ roots: [[String]]) -> Bool {
        roots.contains { path.starts(with: $0) }
    }

    /// The paths of values that are no objects, or empty ones.
    private static func leaves(_ data: JSON) -> [[String]] {
        var leaves: [[String]] = []
        func visit(_ json: JSON, _ path: [String]) {
            guard let members = json.objectValue, !members.isEmpty || path.isEmpty else {
                return leaves.append(path)
            }
            for (key, value) in members { visit(value, path + [key]) }
        }
        visit(data, [])
        return leaves
    }

    /// `*` stands for anything but a slash, `**` for anything.
    private static func matches(_ pattern: String, _ path: String) -> Bool {
        let wanted = Array((pattern.hasPrefix("/") ? String(pattern.dropFirst()) : pattern).utf8)
        let given = Array(path.utf8)
        // Places of the pattern that can be reached with what was read so far.
        var reached: Set<Int> = [0]
        func settle(_ places: Set<Int>) -> Set<Int> {
            var all = places
            var open = Array(places)
            while let place = open.popLast() {
                guard place < wanted.count, wanted[place] == UInt8(ascii: "*") else { continue }
                if all.insert(place + 1).inserted { open.append(place + 1) }
            }
            return all
        }
        reached = settle(reached)
        for byte in given {
            var next: Set<Int> = []
            for place in reached where place < wanted.count {
                if wanted[place] == UInt8(ascii: "*") {
                    let isDouble =
                        place + 1 < wanted.count && wanted[place + 1] == UInt8(ascii: "*")
                        || place > 0 && wanted[place - 1] == UInt8(ascii: "*")
                    if byte != UInt8(ascii: "/") || isDouble { next.insert(place) }
                } else if wanted[place] == byte || wanted[place] == UInt8(ascii: "?") {
                    next.insert(place + 1)
                }
            }
            reached = settle(next)
        }
        return reached.contains(wanted.count)
    }
}
