import HCL

extension Configuration {
    /// What is wrong between modules: providers that are passed and not declared, declared and not passed, or
    /// of another kind, and blocks that only the root module may have.
    func crossChecks() -> [Diagnostic] {
        var out: [Diagnostic] = []
        visit([], call: nil, forbidden: nil, &out)
        return out
    }

    /// Children first, as what is wrong deepest is the cause of the rest. `forbidden` is the argument for
    /// whose sake no provider may be configured here.
    private func visit(
        _ path: [String], call: Module.Call?, forbidden: SourceRange?, _ out: inout [Diagnostic]
    ) {
        guard let module = modules[path] else { return }
        for call in module.calls where modules[path + [call.name]] != nil {
            let own =
                call.count?.range ?? call.forEach?.range
                ?? (call.hasDependsOn ? call.dependsOn.first?.range ?? call.range : nil)
            visit(path + [call.name], call: call, forbidden: own ?? forbidden, &out)
        }
        let check = PassedProviders(self, path, module, call)
        out += check.outgoing()
        guard let call else { return }
        for block in module.refactorings where block.kind == "import" {
            out.append(
                Diagnostic(
                    .error, "Invalid import configuration",
                    "An import block was detected in \"\(check.name)\". Import blocks are only allowed in the "
                        + "root module.", at: block.range))
        }
        out += check.incoming(call, forbidden: forbidden)
    }
}

/// The providers that a module has, is passed and passes on.
private struct PassedProviders {
    let path: [String]
    let module: Module
    let parent: Module?
    let call: Module.Call?
    /// As messages name the module, and the one that calls it.
    let name: String
    let parentName: String
    private var configured: Set<String> = []
    private var emptied: [String: [Module.Provider]] = [:]

    init(_ configuration: Configuration, _ path: [String], _ module: Module, _ call: Module.Call?) {
        func name(_ path: some Collection<String>) -> String {
            path.isEmpty ? "the root module" : path.map { "module." + $0 }.joined(separator: ".")
        }
        self.path = path
        self.module = module
        self.call = call
        parent = path.isEmpty ? nil : configuration.modules[path.dropLast()]
        self.name = name(path)
        parentName = name(path.dropLast())
        for provider in module.providers {
            if provider.isEmpty {
                emptied[provider.name, default: []].append(provider)
            } else {
                configured.insert(provider.localName)
            }
        }
    }

    private func passes(_ key: String) -> Bool {
        call?.providers.contains { $0.inner.providerName == key } ?? false
    }

    /// Of what the module passes to those that it calls.
    func outgoing() -> [Diagnostic] {
        var out: [Diagnostic] = []
        for call in module.calls {
            for outer in call.providers.map(\.outer) where outer.names.isEmpty {
                let key = outer.root
                let source = ProviderSource(implied: key).shortText
                let isDeclared = module.declaredSource(ofProvider: key) != nil
                if !configured.contains(key), !isDeclared {
                    out.append(
                        Diagnostic(
                            .warning, "Reference to undefined provider",
                            "There is no explicit declaration for local provider name \"\(key)\" in \(name), so "
                                + "Terraform is assuming you mean to pass a configuration for provider "
                                + "\"\(source)\".\n\nDeclare \"\(key)\" in required_providers of \(name).",
                            at: outer.rootRange))
                } else if let own = self.call, !configured.contains(key), !passes(key) {
                    out.append(
                        Diagnostic(
                            .warning, "Missing required provider configuration",
                            "The configuration for \(name) expects to inherit a configuration for provider "
                                + "\(source) with local name \"\(key)\", but \(parentName) doesn't pass a "
                                + "configuration under that name.\n\nAdd \"\(key)\" to the \"providers\" argument "
                                + "of the module \"\(own.name)\" block.", at: own.range))
                }
            }
        }
        return out
    }

    /// Of what the module is passed by the one that calls it.
    func incoming(_ call: Module.Call, forbidden: SourceRange?) -> [Diagnostic] {
        var out: [Diagnostic] = []
        if !configured.isEmpty, let forbidden {
            out.append(
                Diagnostic(
                    .error, "Module is incompatible with count, for_each, and depends_on",
                    "The module at \(name) is a legacy module which contains its own local provider "
                        + "configurations, and so calls to it may not use the count, for_each, or depends_on "
                        + "arguments.\n\nLet the module be passed its providers instead.", at: forbidden))
        }
        for (inner, _) in call.providers where configured.contains(inner.providerName) {
            out.append(
                Diagnostic(
                    .error, "Cannot override provider configuration",
                    "The configuration of \(name) has its own local configuration for \(inner.providerName), "
                        + "and so it cannot accept an overridden configuration provided by \(parentName).",
                    at: inner.rootRange))
        }
        for requirement in module.requirements {
            for alias in requirement.aliases where !configured.contains(alias) && !passes(alias) {
                out.append(
                    Diagnostic(
                        .error, "Missing required provider configuration",
                        "The child module requires an additional configuration for provider "
                            + "\(module.source(ofProvider: requirement.name).shortText), with the local name "
                            + "\"\(alias)\".\n\nAdd \(alias) to the \"providers\" argument of the module block.",
                        at: call.range))
            }
        }
        for (inner, outer) in call.providers { out += mismatch(inner, outer) }
        for name in emptied.keys.sorted() {
            guard let first = emptied[name]?.first else { continue }
            out.append(
                Diagnostic(
                    .warning, "Redundant empty provider block",
                    "Earlier versions of Terraform used empty provider blocks (\"proxy provider "
                        + "configurations\") for child modules to declare their need to be passed a provider "
                        + "configuration by their callers. That approach was ambiguous and is now deprecated."
                        + "\n\nRemove the empty provider \"\(name)\" blocks, and declare \"\(name)\" with its "
                        + "configuration_aliases in required_providers of \(self.name).", at: first.range))
        }
        return out
    }

    private func mismatch(_ inner: Reference, _ outer: Reference) -> [Diagnostic] {
        var out: [Diagnostic] = []
        let key = inner.providerName
        let own = module.source(ofProvider: inner.root)
        let isAlias = module.requirements.contains { $0.aliases.contains(key) }
        let isLocal = inner.names.isEmpty && module.declaredSource(ofProvider: key) != nil
        let isEmptied = emptied[inner.root]?.contains { $0.localName == key } ?? false
        if !isAlias, !isLocal, !isEmptied {
            let detail =
                own.isDefault
                ? "There is no explicit declaration for local provider name \"\(key)\" in \(name), so "
                    + "Terraform is assuming you mean to pass a configuration for \"\(own.shortText)\"."
                : "The child module does not declare any provider requirement with the local name \"\(key)\"."
            out.append(
                Diagnostic(
                    own.isDefault ? .warning : .error, "Reference to undefined provider",
                    detail + "\n\nDeclare \"\(inner.root)\" in required_providers of \(name).",
                    at: inner.rootRange))
        }
        let theirs = parent?.source(ofProvider: outer.root) ?? ProviderSource(implied: outer.root)
        if own != theirs {
            out.append(
                Diagnostic(
                    .error, "Provider type mismatch",
                    "The local name \"\(outer.providerName)\" in \(parentName) represents provider "
                        + "\"\(theirs.shortText)\", but \"\(key)\" in \(name) represents \"\(own.shortText)\"."
                        + "\n\nOnly a configuration for \(own.shortText) can be assigned to \"\(key)\" here.",
                    at: outer.rootRange))
        }
        return out
    }
}

extension Module.Provider {
    /// `aws`, or `aws.west` of one with an alias.
    var localName: String { name + (alias.map { "." + $0 } ?? "") }

    /// Nothing but an alias is in it.
    var isEmpty: Bool {
        let (attributes, blocks) = body.everything()
        return blocks.isEmpty && attributes.allSatisfy { $0.name == "alias" }
    }
}

extension Reference {
    /// As a provider is named: `aws`, `aws.west`.
    var providerName: String { ([root] + names.prefix(1)).joined(separator: ".") }

    /// Where the first name stands.
    var rootRange: SourceRange {
        let length = root.utf8.count
        guard !names.isEmpty, range.start.line == range.end.line,
            range.end.byte - range.start.byte > length
        else { return range }
        let end = SourcePosition(
            line: range.start.line, column: range.start.column + root.count, byte: range.start.byte + length)
        return SourceRange(file: range.file, start: range.start, end: end)
    }
}
