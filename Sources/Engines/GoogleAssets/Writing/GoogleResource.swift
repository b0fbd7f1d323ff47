public import Values

/// A resource block for a thing of Google's that exists, as a configuration would have it.
public struct GoogleResource: Sendable {
    public let type: String
    /// What the block may be called: the thing's own name.
    public let name: String
    /// What `import` wants.
    public let importID: String
    /// `{"arguments": {…}, "blocks": [{"name", "body"}]}`.
    public private(set) var body: JSON
    /// Arguments that the API never tells, so that what is written of them stands for nothing.
    public let untold: [String]

    /// What an asset is in a configuration: itself, and who may do what with it. `content` is the asset's
    /// `resource.data`, `policy` its `iam_policy`; null where the listing does not tell them. Empty for what
    /// Terraform has no type of, or the table none. `isOpen` writes down what no row is about too, for one
    /// who knows what the type takes: some of it is only ever told.
    public static func all(
        name: String, type: String, content: JSON, policy: JSON = .null, isOpen: Bool = false
    ) -> [GoogleResource] {
        [resource(name, type, content, isOpen: isOpen), access(name, type, policy)].compactMap(\.self)
    }

    /// Terraform's type of a thing that a listing has under this full name; nil where the table has none.
    public static func type(of name: String, _ type: String) -> String? {
        rows(of: type).first { $0.part == nil && $0.needed == nil && $0.name.values(in: name) != nil }?
            .resource
    }

    /// Of several assets at once: what a resource has of another asset, as a project its billing account, is
    /// written into it.
    public static func all(_ assets: [(name: String, type: String, content: JSON, policy: JSON)])
        -> [GoogleResource]
    {
        var out = assets.flatMap { all(name: $0.name, type: $0.type, content: $0.content, policy: $0.policy) }
        for asset in assets {
            guard let more = resource(asset.name, asset.type, asset.content, isExtra: true),
                let at = out.firstIndex(where: {
                    $0.type == more.type && more.path.hasPrefix($0.path + "/")
                })
            else { continue }
            for (name, value) in more.body["arguments"]?.objectValue ?? [:]
            where out[at].body["arguments"]?[name] == nil {
                out[at].body["arguments"]?[name] = value
            }
        }
        return out
    }

    private let path: String

    private static func resource(
        _ name: String, _ type: String, _ content: JSON, isOpen: Bool = false, isExtra: Bool = false
    ) -> GoogleResource? {
        guard content.objectValue != nil else { return nil }
        for row in rows(of: type) where row.part == nil && (row.needed != nil) == isExtra {
            guard let named = row.name.values(in: name), agrees(row.shape, content) else { continue }
            var writing = Writing(named: row.name.arguments(named), reads: row, isOpen: isOpen)
            let body = writing.body(content)
            return GoogleResource(
                type: row.resource, name: own(name), importID: importID(row, name), body: body,
                untold: writing.untold, path: path(name))
        }
        return nil
    }

    /// Where a type has global and regional things, listings tell them apart or do not.
    private static func rows(of type: String) -> [Row] {
        guard let slash = type.firstIndex(of: "/") else { return [] }
        let (service, kind) = (type[..<slash], type[type.index(after: slash)...])
        let plain =
            ["Global", "Region"].first { kind.hasPrefix($0) }.map { kind.dropFirst($0.count) } ?? kind
        var kinds = [kind]
        for other in [plain, "Global" + plain, "Region" + plain] where !kinds.contains(other) {
            kinds.append(other)
        }
        return kinds.flatMap { Rows.of(asset: "\(service)/\($0)") }
    }

    /// Whether the content is of this row: what is always the same there is the same here.
    private static func agrees(_ shape: Shape, _ content: JSON) -> Bool {
        shape.fields.allSatisfy { field in
            switch field.source {
            case .constant(let value, nil, _) where !value.isVoid: content.at(field.path) == value
            case .template(let template):
                content.at(field.path)?.stringValue.map { template.values(in: $0) != nil } ?? true
            default: true
            }
        }
    }

    private static func access(_ name: String, _ type: String, _ policy: JSON) -> GoogleResource? {
        guard let bindings = policy["bindings"], bindings.arrayValue?.isEmpty == false else { return nil }
        let fitting = Rows.access.filter { $0.value.asset == type }.sorted { $0.key < $1.key }
        for (kind, row) in fitting {
            guard let named = row.name.values(in: name) else { continue }
            var arguments = row.name.arguments(named)
            let document: JSON = ["bindings": bindings]
            arguments["policy_data"] = .string(document.text)
            return GoogleResource(
                type: kind + "_policy", name: own(name) + "_iam_policy", importID: path(name),
                body: ["arguments": .object(.init(arguments.sorted()))], untold: [], path: path(name))
        }
        return nil
    }

    /// The last step of a full name.
    private static func own(_ name: String) -> String {
        name.split(separator: "/").last.map(String.init) ?? name
    }

    /// A full name without its service.
    private static func path(_ name: String) -> String {
        name.split(separator: "/").dropFirst().joined(separator: "/")
    }

    private static func importID(_ row: Row, _ name: String) -> String {
        switch row.resource {
        case "google_project", "google_storage_bucket": own(name)
        default: path(name)
        }
    }
}

extension NameTemplate {
    /// Names that a provider only reads.
    private static let read: Set<String> = ["number", "unique_id", "uid", "key_id", "folder_id", "job_id"]

    /// The arguments that a name tells.
    func arguments(_ named: [String: String], reading known: Set<String> = []) -> JSON.Object {
        var out = JSON.Object()
        let read = Self.read.subtracting(known)
        for case .attribute(let names, _, _, _) in parts {
            guard let first = names.first(where: { !read.contains($0) }), let text = named[first] else {
                continue
            }
            let name = first.hasPrefix("@") ? String(first.dropFirst()) : first
            out[name] = .string(text)
        }
        return out
    }
}

extension JSON {
    func at(_ path: [String]) -> JSON? {
        var here: JSON? = self
        for step in path { here = here?[step] }
        return here
    }
}
