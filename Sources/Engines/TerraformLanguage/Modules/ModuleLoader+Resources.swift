import HCL

extension ModuleLoader {
    static let provisionersRemoved = ["chef", "habitat", "puppet", "salt-masterless"]
    static let reservedBlocks = ["locals", "connection", "provisioner", "lifecycle"]

    mutating func resource(_ block: Body.Block, _ mode: Module.Resource.Mode) {
        var schema = Body.Schema(
            ["count", "for_each", "provider", "depends_on"], blocks: ["lifecycle": 0, "locals": 0, "_": 0])
        if mode == .managed {
            schema.blocks["connection"] = 0
            schema.blocks["provisioner"] = 1
        } else {
            schema.blocks["connection"] = 0
        }
        let (content, problems) = block.body.content(schema, partial: true)
        diagnostics += problems
        let (type, name) = (block.labels[0], block.labels[1])
        let noun = mode == .managed ? "resource" : mode == .data ? "data source" : "ephemeral resource"
        if !Self.isName(type) { fail("Invalid \(noun) name", Self.nameRule, block.labelRanges[0]) }
        if !Self.isName(name) { fail("Invalid \(noun) name", Self.nameRule, block.labelRanges[1]) }
        var resource = Module.Resource(
            mode: mode, type: type, name: name, body: block.body, range: block.header,
            typeRange: block.labelRanges[0])
        if !place(&resource, block, noun) { return }
        let attributes = content.attributes
        resource.count = attributes["count"]?.expression ?? resource.count
        resource.forEach = attributes["for_each"]?.expression ?? resource.forEach
        repetition(attributes, content.blocks, noun)
        resource.dependsOn += references(attributes["depends_on"])
        if let provider = attributes["provider"] {
            resource.provider = providerReference(provider.expression)
        }
        for inner in content.blocks { inside(inner, &resource, content.blocks) }
        if mode == .managed { provisioners(content.blocks) }
        module.resources.append(resource)
    }

    /// Where it overrides another, that one; false where it may not be declared.
    private mutating func place(_ resource: inout Module.Resource, _ block: Body.Block, _ noun: String)
        -> Bool
    {
        let address = resource.address
        if isOverride, let index = module.resources.firstIndex(where: { $0.address == address }) {
            let base = module.resources.remove(at: index)
            resource = base
            resource.body = Body(merging: [block.body, base.body])
            return true
        }
        let (type, name) = (resource.type, resource.name)
        return declare(
            address, block.header,
            resource.mode == .managed
                ? "Duplicate resource \"\(type)\" configuration"
                : "Duplicate \(noun) \"\(type)\" configuration"
        ) { first in
            "A \(type) \(noun) named \"\(name)\" was already declared at \(first). Resource names must be unique per type in each module."
        }
    }

    mutating func repetition(_ attributes: [String: Body.Attribute], _ blocks: [Body.Block], _ noun: String) {
        let enabled = blocks.filter { $0.type == "lifecycle" }.compactMap {
            $0.body.content(Body.Schema(["enabled"]), partial: true).content.attributes["enabled"]
        }.first
        var used: [String] = []
        if attributes["count"] != nil { used.append("count") }
        if enabled != nil { used.append("enabled") }
        if attributes["for_each"] != nil { used.append("for_each") }
        guard used.count > 1 else { return }
        let quoted = used.map { "\"\($0)\"" }
        let list =
            quoted.count == 2
            ? quoted.joined(separator: " and ") : "\(quoted[0]), \(quoted[1]), and \(quoted[2])"
        fail(
            "Invalid combination of \(list)",
            "The \(list) meta-arguments are mutually-exclusive. Only one may be used to be explicit about the number of "
                + "\(noun)s to be created.",
            attributes["for_each"]?.nameRange ?? attributes["count"]?.nameRange)
    }

    private mutating func inside(_ block: Body.Block, _ resource: inout Module.Resource, _ all: [Body.Block])
    {
        switch block.type {
        case "lifecycle": lifecycle(block, &resource)
        case "locals", "_":
            fail(
                "Reserved block type name in resource block",
                "The block type name \"\(block.type)\" is reserved for use by Terraform in a future version.",
                block.typeRange)
        case "connection" where resource.mode != .managed:
            fail(
                "Reserved block type name in \(resource.mode.rawValue) block",
                "The block type name \"connection\" is reserved for use by Terraform in a future version.",
                block.typeRange)
        default: break
        }
    }

    private mutating func lifecycle(_ block: Body.Block, _ resource: inout Module.Resource) {
        let schema = Body.Schema(
            resource.mode == .managed
                ? [
                    "create_before_destroy", "prevent_destroy", "ignore_changes", "replace_triggered_by",
                    "enabled",
                ] : ["enabled"],
            blocks: ["precondition": 0, "postcondition": 0])
        let (content, problems) = block.body.content(schema)
        diagnostics += problems
        if let flag = content.attributes["create_before_destroy"] {
            resource.createsBeforeDestroy = self.flag(flag)
        }
        if let flag = content.attributes["prevent_destroy"] { resource.preventsDestroy = self.flag(flag) }
        if let ignored = content.attributes["ignore_changes"] { ignoreChanges(ignored) }
        if let triggers = content.attributes["replace_triggered_by"] { replaceTriggers(triggers) }
        for inner in content.blocks {
            guard let rule = rule(inner, inner.type, itself: resource.address) else { continue }
            if inner.type == "precondition" {
                resource.preconditions.append(rule)
                for reference in rule.condition.variables + rule.message.variables
                where reference.root == "self" {
                    fail(
                        "Invalid reference in precondition",
                        "The \"self\" object is not available in preconditions.", reference.range)
                }
            } else {
                resource.postconditions.append(rule)
            }
        }
    }

    private mutating func ignoreChanges(_ attribute: Body.Attribute) {
        let expression = attribute.expression
        if expression.named.keyword == "all" { return }
        guard let items = expression.items else {
            return fail("Invalid expression", "A static list expression is required.", expression.range)
        }
        for item in items {
            if item.literal == "*" {
                guard items.count == 1 else {
                    fail(
                        "Invalid ignore_changes wildcard",
                        "The special string \"*\" must be the only element of the list.", item.range)
                    continue
                }
                warn(
                    "Deprecated ignore_changes wildcard",
                    "The \"*\" wildcard is to be replaced by the keyword all.", item.range)
            } else if item.named.reference == nil,
                item.literal.map({ Expression.parse($0).expression.reference == nil }) ?? true
            {
                fail("Invalid expression", "A single static attribute reference is required.", item.range)
            } else if !item.isJSON, item.literal != nil {
                warn(
                    "Quoted references are deprecated", "A reference is to be written without quotes.",
                    item.range)
            }
        }
    }

    private mutating func replaceTriggers(_ attribute: Body.Attribute) {
        guard let items = attribute.expression.items else {
            return fail(
                "Invalid expression", "A static list expression is required.", attribute.expression.range)
        }
        for item in items {
            let read = item.named.variables
            guard let first = read.first,
                first.names.count >= 1 || first.root == "module" || first.root == "data"
            else {
                fail(
                    "Invalid replace_triggered_by expression",
                    "Only resources, their instances and attributes can be used in replace_triggered_by.",
                    item.range)
                continue
            }
            for index in read.dropFirst() {
                let isKnown =
                    index.root == "count" && index.names == ["index"]
                    || index.root == "each" && (index.names == ["key"] || index.names == ["value"])
                if !isKnown {
                    fail(
                        "Invalid reference in replace_triggered_by expression",
                        "Only count.index, each.key and each.value can be used as an index here.", index.range
                    )
                }
            }
            if ["var", "local", "path", "terraform", "each", "count", "self"].contains(first.root) {
                fail(
                    "Invalid reference in replace_triggered_by expression",
                    "Only resources can be used here.", first.range)
            }
        }
    }

    // MARK: Provisioners

    private mutating func provisioners(_ blocks: [Body.Block]) {
        let all = blocks.filter { $0.type == "provisioner" }
        var hasDestroy = false
        for block in all {
            let schema = Body.Schema(
                ["when", "on_failure"],
                blocks: ["connection": 0, "lifecycle": 0, "locals": 0, "provisioner": 0])
            let (content, problems) = block.body.content(schema, partial: true)
            diagnostics += problems
            if Self.provisionersRemoved.contains(block.labels[0]) {
                fail(
                    "The \"\(block.labels[0])\" provisioner has been removed",
                    "The provisioner was deprecated for long and is no longer available.", block.typeRange)
                continue
            }
            let when = keyword(content.attributes["when"], "when", ["create", "destroy"])
            _ = keyword(content.attributes["on_failure"], "on_failure", ["continue", "fail"])
            for inner in content.blocks where inner.type != "connection" {
                fail(
                    "Reserved block type name in provisioner block",
                    "The block type name \"\(inner.type)\" is reserved for use by Terraform in a future version.",
                    inner.typeRange)
            }
            if when == "destroy" {
                hasDestroy = true
                destroyReferences(block.body)
            }
        }
        guard hasDestroy else { return }
        for block in blocks where block.type == "connection" { destroyReferences(block.body) }
    }

    private mutating func keyword(_ attribute: Body.Attribute?, _ name: String, _ known: [String]) -> String?
    {
        guard let attribute else { return nil }
        let expression = attribute.expression
        if !expression.isJSON, let quoted = expression.literal, known.contains(quoted) {
            warn(
                "Quoted keywords are deprecated", "A keyword is to be written without quotes.",
                expression.range)
            return quoted
        }
        guard let word = expression.named.keyword, known.contains(word) else {
            fail(
                "Invalid \"\(name)\" keyword",
                "The \"\(name)\" argument requires one of: \(known.joined(separator: ", ")).",
                expression.range)
            return nil
        }
        return word
    }

    private mutating func destroyReferences(_ body: Body) {
        for reference in body.references
        where !["self", "count", "each", "path", "terraform", "when", "on_failure"].contains(reference.root) {
            if ["create", "destroy", "continue", "fail"].contains(reference.root), reference.parts.isEmpty {
                continue
            }
            fail(
                "Invalid reference from destroy provisioner",
                "Destroy-time provisioners and their connection configurations may only reference attributes of the "
                    + "related resource, via 'self', 'count.index', or 'each.key'.\n\nReferences to other resources during "
                    + "the destroy phase can cause dependency cycles and interact poorly with create_before_destroy.",
                reference.range)
        }
    }
}
