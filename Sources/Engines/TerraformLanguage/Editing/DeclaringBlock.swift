import HCL

/// The block that declares a resource, and whom what is written into it concerns.
struct DeclaringBlock {
    /// The file, by its path in the configuration.
    let file: String
    let path: Edit.Path
    /// True for the one of several instances for which alone a value is meant; nil where there is only one.
    let condition: String?

    /// `recorded` are the addresses of all instances there are: only they tell whom a block concerns.
    init(
        of address: String, recorded: [String], in configuration: Configuration, _ files: [String: String]
    ) throws(AcceptedValues.Refusal) {
        guard let wanted = InstanceAddress(address), !wanted.isData else {
            throw .init("it is not the address of a managed resource")
        }
        guard let folder = configuration.folders[Self.names(wanted.modules)] else {
            throw .init("its module's source is not among the files of the configuration")
        }
        let siblings = recorded.compactMap { InstanceAddress($0) }.filter { other in
            other != wanted && other.resource == wanted.resource
                && configuration.folders[Self.names(other.modules)] == folder
        }
        guard siblings.allSatisfy({ $0.modules == wanted.modules }) else {
            throw .init("its module is called several times, and the others would change too")
        }
        condition = siblings.isEmpty ? nil : Self.condition(wanted.key)
        path = [["resource", wanted.type, wanted.name]]
        for (name, text) in files.sorted(by: { $0.key < $1.key })
        where name.hasSuffix(".tf") && Self.folder(of: name) == folder {
            if let edit = try? Edit(Array(text.utf8), name: name), edit.count("", in: path) != nil {
                file = name
                return
            }
        }
        throw .init("no file of \(folder.isEmpty ? "the root module" : folder) declares it")
    }

    /// The calls on the way, without the keys of their instances.
    private static func names(_ modules: [String]) -> [String] {
        modules.map { String($0.dropFirst("module.".count).prefix { $0 != "[" }) }
    }

    private static func folder(of file: String) -> String {
        file.split(separator: "/").dropLast().filter { $0 != "." }.joined(separator: "/")
    }

    /// `["a"]` or `[0]`.
    private static func condition(_ key: String) -> String {
        let inner = key.dropFirst().dropLast()
        return (inner.hasPrefix("\"") ? "each.key" : "count.index") + " == \(inner)"
    }
}
