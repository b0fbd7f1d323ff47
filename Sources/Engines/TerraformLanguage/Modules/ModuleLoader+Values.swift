import HCL

extension ModuleLoader {
    mutating func variable(_ block: Body.Block) {
        let schema = Body.Schema(
            ["type", "default", "description", "sensitive", "nullable", "ephemeral", "deprecated"],
            blocks: ["validation": 0])
        let (content, problems) = block.body.content(schema)
        diagnostics += problems
        let name = block.labels[0]
        guard Self.isName(name) else {
            return fail("Invalid variable name", Self.nameRule, block.labelRanges[0])
        }
        if ["source", "version", "providers", "count", "for_each", "lifecycle", "depends_on", "locals"]
            .contains(name)
        {
            fail(
                "Invalid variable name",
                "The variable name \"\(name)\" is reserved due to its special meaning inside module blocks.",
                block.labelRanges[0])
        }
        var variable = Module.Variable(name: name, range: block.header)
        if isOverride, let index = module.variables.firstIndex(where: { $0.name == name }) {
            variable = module.variables.remove(at: index)
        } else if !declare(
            "variable.\(name)", block.header, "Duplicate variable declaration",
            {
                "A variable named \"\(name)\" was already declared at \($0). Variable names must be unique within a module."
            })
        {
            return
        }
        variable.description = text(content.attributes["description"]) ?? variable.description
        if let flag = content.attributes["sensitive"] { variable.isSensitive = self.flag(flag) }
        if let flag = content.attributes["ephemeral"] { variable.isEphemeral = self.flag(flag) }
        if let flag = content.attributes["nullable"] {
            variable.isNullable = self.flag(flag, otherwise: true)
        }
        if let deprecated = content.attributes["deprecated"] { checkDeprecated(deprecated) }
        type(content.attributes["type"], &variable)
        fallback(content.attributes["default"], &variable)
        for validation in content.blocks {
            guard let rule = rule(validation, "validation") else { continue }
            if !rule.condition.variables.contains(where: { $0.root == "var" && $0.names.first == name }) {
                fail(
                    "Invalid variable validation condition",
                    "The condition for variable \"\(name)\" must refer to var.\(name) in order to test incoming values.",
                    rule.condition.range)
            }
            variable.validations.append(rule)
        }
        module.variables.append(variable)
    }

    private mutating func checkDeprecated(_ attribute: Body.Attribute) {
        guard text(attribute)?.isEmpty ?? false else { return }
        fail(
            "Invalid `deprecated` attribute",
            "The \"deprecated\" argument must not be empty, and should provide instructions on how to migrate away from "
                + "usage of this deprecated output value.", attribute.expression.range)
    }

    private mutating func type(_ attribute: Body.Attribute?, _ variable: inout Module.Variable) {
        guard let attribute else { return }
        let expression = attribute.expression
        defer { variable.takesText = variable.type.isPrimitive }
        switch expression.named.keyword ?? "" {
        case "list": variable.type = .list(.dynamic)
        case "map": variable.type = .map(.dynamic)
        case "set": variable.type = .set(.dynamic)
        default:
            if !expression.isJSON, let quoted = expression.literal {
                guard ["string", "list", "map"].contains(quoted) else {
                    return fail(
                        "Invalid type constraint", "A type is to be written without quotes.", expression.range
                    )
                }
                variable.type =
                    quoted == "string" ? .string : quoted == "list" ? .list(.string) : .map(.string)
                return warn(
                    "Quoted type constraints are deprecated", "A type is to be written without quotes.",
                    expression.range)
            }
            let read = expression.named.typeConstraint()
            diagnostics += read.diagnostics
            variable.type = read.type
            variable.defaults = read.defaults
        }
        guard let old = variable.fallback else { return }
        // An overridden type must fit the default that stands.
        fit(old, &variable, attribute.expression.range)
    }

    private mutating func fallback(_ attribute: Body.Attribute?, _ variable: inout Module.Variable) {
        guard let attribute, let value = constant(attribute.expression) else { return }
        if case .some(let type) = variable.type as ValueType?,
            attribute.expression.pairs != nil || attribute.expression.items != nil
        {
            ignored(attribute.expression, type)
        }
        fit(value, &variable, attribute.expression.range)
    }

    /// Attributes of an object that its type leaves out.
    private mutating func ignored(_ expression: Expression, _ type: ValueType) {
        switch type {
        case .object(let attributes):
            for pair in expression.pairs ?? [] {
                guard let name = pair.key.keyword ?? pair.key.literal else { continue }
                if let attribute = attributes.first(where: { $0.name == name }) {
                    ignored(pair.value, attribute.type)
                } else {
                    warn(
                        "Object attribute is ignored",
                        "The object type for the variable does not have an attribute named \"\(name)\", so this "
                            + "definition is unused.", pair.key.range)
                }
            }
        case .map(let element): for pair in expression.pairs ?? [] { ignored(pair.value, element) }
        case .list(let element), .set(let element):
            for item in expression.items ?? [] { ignored(item, element) }
        case .tuple(let types): for (item, type) in zip(expression.items ?? [], types) { ignored(item, type) }
        default: break
        }
    }

    private mutating func fit(_ value: Value, _ variable: inout Module.Variable, _ range: SourceRange) {
        do throws(Mismatch) {
            variable.fallback = try (variable.defaults?.applied(to: value) ?? value).converted(
                to: variable.type)
        } catch {
            fail(
                "Invalid default value for variable",
                "This default value is not compatible with the variable's type constraint: \(error.pathAndMessage).",
                range)
        }
    }

    mutating func locals(_ block: Body.Block) {
        let (attributes, problems) = block.body.attributes()
        diagnostics += problems
        for attribute in attributes {
            guard Self.isName(attribute.name) else {
                fail("Invalid local value name", Self.nameRule, attribute.nameRange)
                continue
            }
            let local = Module.Local(
                name: attribute.name, value: attribute.expression, range: attribute.range)
            if isOverride, let index = module.locals.firstIndex(where: { $0.name == attribute.name }) {
                module.locals[index] = local
            } else if declare(
                "local.\(attribute.name)", attribute.range, "Duplicate local value definition",
                {
                    "A local value named \"\(attribute.name)\" was already defined at \($0). Local value names must be unique within a module."
                })
            {
                module.locals.append(local)
            }
        }
    }

    mutating func output(_ block: Body.Block) {
        let schema = Body.Schema(
            ["description", "sensitive", "depends_on", "ephemeral", "deprecated"]
                + (isOverride ? ["value"] : []),
            required: isOverride ? [] : ["value"], blocks: ["precondition": 0, "postcondition": 0])
        let (content, problems) = block.body.content(schema)
        diagnostics += problems
        let name = block.labels[0]
        guard Self.isName(name) else {
            return fail("Invalid output name", Self.nameRule, block.labelRanges[0])
        }
        var output = Module.Output(name: name, range: block.header)
        if isOverride, let index = module.outputs.firstIndex(where: { $0.name == name }) {
            output = module.outputs.remove(at: index)
        } else if !declare(
            "output.\(name)", block.header, "Duplicate output definition",
            {
                "An output named \"\(name)\" was already defined at \($0). Output names must be unique within a module."
            })
        {
            return
        }
        output.value = content.attributes["value"]?.expression ?? output.value
        output.description = text(content.attributes["description"]) ?? output.description
        if let flag = content.attributes["sensitive"] { output.isSensitive = self.flag(flag) }
        if let deprecated = content.attributes["deprecated"] { checkDeprecated(deprecated) }
        output.dependsOn += references(content.attributes["depends_on"])
        for rule in content.blocks {
            guard rule.type == "precondition" else {
                fail(
                    "Postconditions are not allowed",
                    "Output values can only have preconditions, not postconditions.", rule.header)
                continue
            }
            if let rule = self.rule(rule, "precondition") { output.preconditions.append(rule) }
        }
        module.outputs.append(output)
    }
}

extension Mismatch {
    /// `["key"].field: a bool is required`
    package var pathAndMessage: String { path.isEmpty ? message : path.drop { $0 == "." } + ": " + message }
}
