import HCL

extension ModuleLoader {
    mutating func settings(_ block: Body.Block) {
        let schema = Body.Schema(
            ["required_version", "experiments"],
            blocks: ["required_providers": 0, "backend": 1, "cloud": 0, "provider_meta": 1, "encryption": 0])
        let (content, problems) = block.body.content(schema)
        diagnostics += problems
        if let attribute = content.attributes["required_version"], let text = text(attribute) {
            module.requiredVersions.append(text)
            guard let constraint = VersionConstraint(text) else {
                fail(
                    "Invalid version constraint",
                    "This string does not use correct version constraint syntax.", attribute.expression.range)
                return
            }
            if isTofuFile, !constraint.allows([1, 11, 0]) {
                fail(
                    "Incompatible module", "This module requires another version: \(text).",
                    attribute.expression.range)
            }
        }
        for inner in content.blocks {
            switch inner.type {
            case "required_providers": requirements(inner)
            case "backend", "cloud": backend(inner)
            case "provider_meta": providerMeta(inner)
            default: break
            }
        }
    }

    private mutating func backend(_ block: Body.Block) {
        let name = block.labels.first ?? "cloud"
        if isOverride {
            module.backend = name
            return
        }
        guard
            declare(
                "terraform.backend", block.header, "Duplicate backend configuration",
                {
                    "A module may have only one backend or cloud configuration. One was previously configured at \($0)."
                })
        else { return }
        module.backend = name
    }

    private mutating func providerMeta(_ block: Body.Block) {
        guard isProviderName(block.labels[0]) else {
            return fail(
                "Invalid provider local name", "\(block.labels[0]) is an invalid provider local name.",
                block.labelRanges[0])
        }
        for attribute in block.body.attributes().attributes { _ = constant(attribute.expression) }
    }

    // MARK: Required providers

    private mutating func requirements(_ block: Body.Block) {
        if let first = hasRequirements, !isOverride {
            return fail(
                "Duplicate required providers configuration",
                "A module may have only one required providers configuration. The required providers were previously "
                    + "configured at \(first).", block.header)
        }
        if !isOverride { hasRequirements = block.header }
        let (attributes, problems) = block.body.attributes()
        diagnostics += problems
        for attribute in attributes {
            guard isProviderName(attribute.name) else {
                fail(
                    "Invalid provider name",
                    "Provider names must be normalized: lower-case letters, digits and dashes only.",
                    attribute.nameRange)
                continue
            }
            var requirement = Module.Requirement(name: attribute.name, range: attribute.range)
            if let pairs = attribute.expression.pairs {
                for pair in pairs { self.requirement(pair, &requirement) }
            } else if let version = text(attribute) {
                requirement.version = version
                version_(version, attribute.expression.range)
            }
            module.requirements.removeAll { $0.name == requirement.name }
            module.requirements.append(requirement)
        }
    }

    private mutating func version_(_ text: String, _ range: SourceRange) {
        if VersionConstraint(text) == nil {
            fail(
                "Invalid version constraint", "This string does not use correct version constraint syntax.",
                range)
        }
    }

    private mutating func requirement(
        _ pair: (key: Expression, value: Expression), _ requirement: inout Module.Requirement
    ) {
        switch pair.key.keyword ?? pair.key.literal ?? "" {
        case "version":
            requirement.version = constant(pair.value)?.stringValue
            if let version = requirement.version { version_(version, pair.value.range) }
        case "source":
            guard let source = constant(pair.value)?.stringValue else {
                return fail("Invalid source", "Source must be specified as a string.", pair.value.range)
            }
            requirement.source = source
            providerSource(source, pair.value.range)
        case "configuration_aliases":
            for item in pair.value.items ?? [] {
                guard let reference = item.named.reference, let alias = reference.names.first else {
                    fail(
                        "Invalid configuration_aliases value", "A provider's name and an alias are required.",
                        item.range)
                    continue
                }
                requirement.aliases.append(reference.root + "." + alias)
            }
        default:
            fail(
                "Invalid required_providers object",
                "required_providers objects can only contain \"version\", \"source\" and \"configuration_aliases\" attributes.",
                pair.key.range)
        }
    }

    private mutating func providerSource(_ source: String, _ range: SourceRange) {
        let parts = source.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard (1...3).contains(parts.count), parts.allSatisfy({ !$0.isEmpty }) else {
            return fail(
                "Invalid provider source string",
                "The \"source\" attribute must be in the format \"[hostname/][namespace/]name\".", range)
        }
        let type = parts[parts.count - 1]
        if type.hasPrefix("terraform-provider-") || type.hasPrefix("terraform-") {
            fail(
                "Invalid provider type",
                "Provider source \"\(source)\" has a type with the prefix \"terraform-\", which isn't valid.",
                range)
        } else if !isProviderName(type.lowercased()) {
            fail("Invalid provider type", "Invalid provider type \"\(type)\" in source \"\(source)\".", range)
        }
    }

    /// Letters and digits in lower case, with single dashes within.
    func isProviderName(_ name: String) -> Bool {
        !name.isEmpty && name == name.lowercased() && name.first != "-" && name.last != "-"
            && !name.contains("--")
            && name.unicodeScalars.allSatisfy {
                $0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "-"
            }
    }

    mutating func providerReference(_ expression: Expression) -> Reference? {
        var target = expression.named
        if !expression.isJSON, let quoted = expression.literal {
            warn(
                "Quoted references are deprecated", "A reference is to be written without quotes.",
                expression.range)
            target = Expression.parse(quoted).expression
        }
        guard let reference = target.reference ?? target.variables.first else {
            fail(
                "Invalid provider configuration reference",
                "A provider's name is required, with an alias where it has one.", expression.range)
            return nil
        }
        guard isProviderName(reference.root) else {
            fail(
                "Invalid provider local name", "\(reference.root) is an invalid provider local name.",
                expression.range)
            return nil
        }
        return reference
    }

    // MARK: Providers

    mutating func provider(_ block: Body.Block) {
        let (content, problems) = block.body.content(
            Body.Schema(["alias", "version", "for_each"], blocks: ["lifecycle": 0, "locals": 0, "_": 0]),
            partial: true)
        diagnostics += problems
        let name = block.labels[0]
        guard isProviderName(name) else {
            return fail(
                "Invalid provider local name",
                "\(name) is an invalid provider local name: it may have letters, digits, and dashes within.",
                block.header)
        }
        let alias = text(content.attributes["alias"])
        if let alias, !Self.isName(alias) {
            fail(
                "Invalid provider configuration alias", "An alias must be a valid name. \(Self.nameRule)",
                content.attributes["alias"]?.range)
        }
        for inner in content.blocks {
            fail(
                "Reserved block type name in provider block",
                "The block type name \"\(inner.type)\" is reserved for use by Terraform in a future version.",
                inner.typeRange)
        }
        let provider = Module.Provider(name: name, alias: alias, body: block.body, range: block.header)
        if isOverride,
            let index = module.providers.firstIndex(where: { $0.name == name && $0.alias == alias })
        {
            module.providers[index].body = Body(merging: [block.body, module.providers[index].body])
            return
        }
        let key = name + (alias.map { "." + $0 } ?? "")
        guard
            declare(
                "provider.\(key)", block.header, "Duplicate provider configuration",
                {
                    "A \(alias == nil ? "default (non-aliased) " : "")provider configuration for \"\(key)\" was already given at \($0). If multiple configurations are required, set the \"alias\" argument for alternative configurations."
                })
        else { return }
        module.providers.append(provider)
    }

    // MARK: What another program's files may have

    mutating func language(_ block: Body.Block) {
        let (content, problems) = block.body.content(
            Body.Schema(["edition", "experiments"], blocks: ["compatible_with": 0]))
        diagnostics += problems
        if let edition = content.attributes["edition"],
            edition.expression.named.keyword != "tofu2024" || edition.expression.literal != nil
        {
            fail(
                "Invalid language edition", "The edition is a keyword, and tofu2024 is the only one.",
                edition.expression.range)
        }
        for item in content.attributes["experiments"]?.expression.items ?? [] {
            fail("Unknown experiment keyword", "There is no experiment of this name.", item.range)
        }
        for inner in content.blocks {
            let wanted = inner.body.content(Body.Schema(["opentofu"]), partial: true).content.attributes[
                "opentofu"]
            guard let wanted, let text = text(wanted) else { continue }
            guard let constraint = VersionConstraint(text) else {
                fail(
                    "Invalid version constraint",
                    "This string does not use correct version constraint syntax.", wanted.expression.range)
                continue
            }
            if !constraint.allows([1, 12, 0]) {
                fail(
                    "Incompatible module",
                    "This module is not compatible with this version: it wants \(text).",
                    wanted.expression.range)
            } else if constraint.allows([1, 11, 0]) {
                warn(
                    "Ineffective version constraint", "No version before 1.12 knows of constraints here.",
                    wanted.expression.range)
            }
        }
    }
}
