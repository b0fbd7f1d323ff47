import HCL

extension ModuleLoader {
    mutating func call(_ block: Body.Block) {
        let schema = Body.Schema(
            ["version", "count", "for_each", "depends_on", "providers"] + (isOverride ? ["source"] : []),
            required: isOverride ? [] : ["source"],
            blocks: ["lifecycle": 0, "locals": 0, "provider": 1, "_": 0])
        let (content, problems) = block.body.content(schema, partial: true)
        diagnostics += problems
        let name = block.labels[0]
        if !Self.isName(name) {
            fail("Invalid module instance name", Self.nameRule, block.labelRanges[0])
            return
        }
        var call = Module.Call(name: name, range: block.header)
        if isOverride, let index = module.calls.firstIndex(where: { $0.name == name }) {
            call = module.calls.remove(at: index)
        } else if !declare(
            "module.\(name)", block.header, "Duplicate module call",
            {
                "A module call named \"\(name)\" was already defined at \($0). Module calls must have unique names within a module."
            })
        {
            return
        }
        let attributes = content.attributes
        call.count = attributes["count"]?.expression ?? call.count
        call.forEach = attributes["for_each"]?.expression ?? call.forEach
        repetition(attributes, content.blocks, "module")
        call.dependsOn += references(attributes["depends_on"])
        if attributes["depends_on"] != nil { call.hasDependsOn = true }
        source(attributes, &call)
        if let providers = attributes["providers"] { passed(providers, &call) }
        for inner in content.blocks where inner.type != "lifecycle" {
            fail(
                "Reserved block type name in module block",
                "The block type name \"\(inner.type)\" is reserved for use by Terraform in a future version.",
                inner.typeRange)
        }
        let own = Set(schema.attributes.keys)
        for argument in arguments(block.body) where !own.contains(argument.name) {
            call.arguments[argument.name] = argument.expression
        }
        module.calls.append(call)
    }

    private func arguments(_ body: Body) -> [Body.Attribute] { body.attributes().attributes }

    /// What can be told before anything is evaluated: locals and defaults of variables.
    private var early: Scope {
        var scope = Scope(functions: TerraformFunctions.all())
        var locals: [(String, Value)] = []
        for local in module.locals {
            let (value, problems) = local.value.value(in: nil)
            locals.append((local.name, problems.hasErrors ? .dynamicUnknown : value))
        }
        scope.variables["local"] = .object(locals)
        scope.variables["var"] = .object(module.variables.map { ($0.name, $0.fallback ?? .dynamicUnknown) })
        scope.variables["path"] = .object([
            ("module", .string(".")), ("root", .string(".")), ("cwd", .string(".")),
        ])
        return scope
    }

    private mutating func source(_ attributes: [String: Body.Attribute], _ call: inout Module.Call) {
        let sourceValue = early(attributes["source"])
        let versionValue = early(attributes["version"])
        if let source = sourceValue, let attribute = attributes["source"] {
            if source.has(.sensitive) {
                fail(
                    "Sensitive value not allowed", "The module source must not be sensitive.",
                    attribute.expression.range)
            } else {
                call.source = source.stringValue ?? call.source
            }
        }
        guard let version = versionValue, let attribute = attributes["version"], !version.isNull else {
            return
        }
        guard let text = version.stringValue, !version.has(.sensitive), VersionConstraint(text) != nil else {
            return fail(
                "Invalid version constraint", "This string does not use correct version constraint syntax.",
                attribute.expression.range)
        }
        call.version = text
        if let source = call.source, source.hasPrefix("./") || source.hasPrefix("../") {
            fail(
                "Invalid registry module source address",
                "The argument \"version\" is set, so the source must be an address of a module registry and no local path.",
                attributes["source"]?.expression.range)
        }
    }

    private mutating func early(_ attribute: Body.Attribute?) -> Value? {
        guard let attribute else { return nil }
        for reference in attribute.expression.variables where reference.root == "var" {
            guard let name = reference.names.first, !module.variables.contains(where: { $0.name == name })
            else { continue }
            fail("Undefined variable", "Undefined variable var.\(name)", reference.range)
            return nil
        }
        let (value, problems) = attribute.expression.value(in: early)
        // Locals further down and in other files are not known yet.
        let isLater = attribute.expression.variables.contains { $0.root == "local" }
        if !isLater { diagnostics += problems }
        return problems.hasErrors ? nil : value
    }

    mutating func passed(_ attribute: Body.Attribute, _ call: inout Module.Call) {
        guard let pairs = attribute.expression.pairs else {
            return fail(
                "Invalid expression", "A map of provider configurations is required.",
                attribute.expression.range)
        }
        for pair in pairs {
            guard
                let inner = pair.key.named.reference
                    ?? pair.key.literal.flatMap({ Expression.parse($0).expression.reference }),
                let outer = providerReference(pair.value)
            else {
                fail(
                    "Invalid provider configuration reference",
                    "A provider's name is required, with an alias where it has one.", pair.value.range)
                continue
            }
            call.providers.append((inner, outer))
        }
    }

    // MARK: Moves, imports, removals, checks

    mutating func refactoring(_ block: Body.Block) {
        let schema: Body.Schema
        switch block.type {
        case "moved": schema = Body.Schema(required: ["from", "to"])
        case "import": schema = Body.Schema(["id", "identity", "provider", "for_each"], required: ["to"])
        default:
            schema = Body.Schema(
                required: ["from"], blocks: ["lifecycle": 0, "provisioner": 1, "connection": 0])
        }
        let (content, problems) = block.body.content(schema)
        diagnostics += problems
        func address(_ name: String) -> Reference? {
            content.attributes[name]?.expression.named.variables.first
        }
        for name in ["from", "to"] {
            guard let attribute = content.attributes[name] else { continue }
            guard let reference = address(name), !reference.names.isEmpty else {
                fail("Invalid expression", "A resource address is required here.", attribute.expression.range)
                continue
            }
        }
        if block.type == "import", content.attributes["id"] == nil, content.attributes["identity"] == nil {
            fail("Invalid import block", "Either \"id\" or \"identity\" is required.", block.header)
        }
        if block.type == "import", let to = address("to"), content.attributes["for_each"] == nil {
            let key = content.attributes["to"]?.expression.text ?? to.root
            _ = declare("import.\(key)", block.header, "Duplicate import configuration for \"\(key)\"") {
                "An import block for the resource \"\(key)\" was already declared at \($0). A resource can have only one import block."
            }
        }
        if let provider = content.attributes["provider"] { _ = providerReference(provider.expression) }
        module.refactorings.append(
            Module.Refactoring(
                kind: block.type, from: address("from"), to: address("to"), range: block.header))
    }

    mutating func check(_ block: Body.Block) {
        let (content, problems) = block.body.content(Body.Schema(blocks: ["assert": 0, "data": 2]))
        diagnostics += problems
        let name = block.labels[0]
        guard
            declare(
                "check.\(name)", block.header, "Duplicate check \"\(name)\" configuration",
                {
                    "A check block named \"\(name)\" was already declared at \($0). Check blocks must be unique within each module."
                })
        else { return }
        let asserts = content.blocks.filter { $0.type == "assert" }
        let rules = asserts.compactMap { rule($0, "check assertion") }
        let sources = content.blocks.filter { $0.type == "data" }
        for source in sources.prefix(1) { resource(source, .data) }
        for extra in sources.dropFirst() {
            fail(
                "Multiple data resource blocks",
                "A check block may have one data block; the first is at \(sources[0].header).", extra.header)
        }
        if asserts.isEmpty {
            fail("Zero assert blocks", "Check blocks must have at least one assert block.", block.header)
        }
        module.checks.append(Module.Check(name: name, rules: rules, range: block.header))
    }
}
