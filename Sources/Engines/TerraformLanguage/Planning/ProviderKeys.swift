import HCL

/// The provider configurations of all modules, each under a key, and which of them a resource uses.
struct ProviderKeys: Sendable {
    struct Entry: Sendable {
        let key: String
        let name: String
        var alias: String?
        let path: [String]
        let source: ProviderSource
        var versions: String?
        var body: Body?
        /// Of the configuration that is used in its place.
        var parent: String?
    }

    private var entries: [String: Entry] = [:]
    private var order: [String] = []

    static func address(_ path: [String]) -> String { path.map { "module." + $0 }.joined(separator: ".") }

    private static func key(_ name: String, _ path: [String]) -> String {
        path.isEmpty ? name : address(path) + ":" + name
    }

    init(_ configuration: Configuration) { visit([], configuration) }

    /// Those that stand for themselves.
    var own: [Entry] { order.compactMap { entries[$0] }.filter { $0.parent == nil } }

    func key(of resource: Module.Resource, at path: [String]) -> String {
        let name = resource.provider?.providerName ?? Module.impliedProvider(resource.type)
        let key = Self.key(name, path)
        return entries[key]?.parent ?? key
    }

    private mutating func add(_ entry: Entry) {
        guard entries[entry.key] == nil else { return }
        entries[entry.key] = entry
        order.append(entry.key)
    }

    /// The one that a key leads to through modules that pass it on, as long as it is of the same provider.
    private func origin(_ start: String, _ source: ProviderSource) -> String? {
        var found: String?
        var key: String? = start
        while let at = key, let entry = entries[at], entry.source == source {
            found = at
            key = entry.parent
        }
        return found
    }

    private mutating func visit(_ path: [String], _ configuration: Configuration) {
        guard let module = configuration.modules[path] else { return }
        func entry(_ name: String, _ alias: String? = nil) -> Entry {
            let local = name + (alias.map { "." + $0 } ?? "")
            let versions =
                ([module.requirements.first { $0.name == name }?.version]
                + module.providers.filter { $0.name == name }.map(\.versionText)).compactMap { $0 }
            return Entry(
                key: Self.key(local, path), name: name, alias: alias, path: path,
                source: module.source(ofProvider: name),
                versions: versions.isEmpty ? nil : versions.joined(separator: ", "))
        }
        for provider in module.providers {
            var own = entry(provider.name, provider.alias)
            own.body = provider.body
            // What a caller passes stands in the place of an empty block.
            if provider.isEmpty, entries[own.key] != nil { continue }
            entries[own.key] = nil
            add(own)
        }
        for requirement in module.requirements {
            for alias in requirement.aliases {
                var own = entry(requirement.name)
                own = Entry(
                    key: Self.key(alias, path), name: own.name, path: path, source: own.source,
                    versions: own.versions)
                add(own)
            }
        }
        let implied = module.resources.map {
            $0.provider?.root ?? Module.impliedProvider($0.type)
        }
        for name in module.requirements.map(\.name) + implied {
            var own = entry(name)
            if !path.isEmpty { own.parent = origin(Self.key(name, path.dropLast()), own.source) }
            add(own)
        }
        for call in module.calls {
            let inner = path + [call.name]
            guard let child = configuration.modules[inner] else { continue }
            for (passed, outer) in call.providers {
                let source = child.source(ofProvider: passed.root)
                add(
                    Entry(
                        key: Self.key(passed.providerName, inner), name: passed.root,
                        path: inner, source: source,
                        parent: origin(Self.key(outer.providerName, path), source)))
            }
        }
        for call in module.calls { visit(path + [call.name], configuration) }
    }
}

extension Module.Provider {
    /// The deprecated argument `version`.
    fileprivate var versionText: String? {
        body.everything().attributes.first { $0.name == "version" }?.expression.literal
    }
}
