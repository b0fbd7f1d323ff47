import Rego
import Values

/// Checks a query against a schema (October 2021, section 5).
struct GraphQLValidation {
    let schema: GraphQLSchema
    let fragments: [String: JSON]
    private var usedFragments: Set<String> = []
    private var usedVariables: Set<String> = []
    private var variables: [String: JSON] = [:]

    private func fault(_ message: String) -> BuiltInFault { .failed(message) }

    static func check(_ query: JSON, _ schema: GraphQLSchema) throws(BuiltInFault) {
        var names: [String: JSON] = [:]
        for fragment in query["Fragments"]?.arrayValue ?? [] {
            guard names.updateValue(fragment, forKey: fragment.name) == nil else {
                throw .failed("There can be only one fragment named \"\(fragment.name)\".")
            }
        }
        var validation = GraphQLValidation(schema: schema, fragments: names)
        let operations = query["Operations"]?.arrayValue ?? []
        var seen: Set<String> = []
        for operation in operations {
            if operation.name.isEmpty, operations.count > 1 {
                throw .failed("This anonymous operation must be the only defined operation.")
            }
            guard seen.insert(operation.name).inserted else {
                throw .failed("There can be only one operation named \"\(operation.name)\".")
            }
            try validation.check(operation: operation)
        }
        for (name, fragment) in names.sorted(by: { $0.key < $1.key }) {
            guard validation.usedFragments.contains(name) else {
                throw .failed("Fragment \"\(name)\" is never used.")
            }
            try validation.checkCondition(fragment)
        }
    }

    private mutating func check(operation: JSON) throws(BuiltInFault) {
        let kind = operation["Operation"]?.stringValue ?? "query"
        guard let root = schema.roots[kind] else {
            throw fault("Schema does not support operation type \"\(kind)\"")
        }
        variables = [:]
        usedVariables = []
        for variable in operation["VariableDefinitions"]?.arrayValue ?? [] {
            let name = variable["Variable"]?.stringValue ?? ""
            guard variables.updateValue(variable, forKey: name) == nil else {
                throw fault("There can be only one variable named \"$\(name)\".")
            }
            let type = variable["Type"]?.namedType ?? ""
            guard let definition = schema.definitions[type] else { throw fault("Unknown type \"\(type)\".") }
            guard ["SCALAR", "ENUM", "INPUT_OBJECT"].contains(definition.kind) else {
                throw fault(
                    "Variable \"$\(name)\" cannot be non-input type \"\(variable["Type"]?.typeText ?? "")\".")
            }
            if let value = variable["DefaultValue"] { try check(value: value, variable["Type"] ?? .null) }
            try check(directives: variable["Directives"]?.arrayValue ?? [], at: "VARIABLE_DEFINITION")
        }
        try check(directives: operation["Directives"]?.arrayValue ?? [], at: kind.uppercased())
        let selections = operation["SelectionSet"]?.arrayValue ?? []
        if kind == "subscription", selections.count > 1 {
            throw fault("Subscription \"\(operation.name)\" must select only one top level field.")
        }
        try check(selections, on: root, path: [])
        for name in variables.keys.sorted() where !usedVariables.contains(name) {
            throw fault("Variable \"$\(name)\" is never used in operation \"\(operation.name)\".")
        }
    }

    private func checkCondition(_ fragment: JSON) throws(BuiltInFault) {
        let type = fragment["TypeCondition"]?.stringValue ?? ""
        guard let definition = schema.definitions[type] else { throw fault("Unknown type \"\(type)\".") }
        guard ["OBJECT", "INTERFACE", "UNION"].contains(definition.kind) else {
            throw fault("Fragment \"\(fragment.name)\" cannot condition on non composite type \"\(type)\".")
        }
    }

    private mutating func check(_ selections: [JSON], on type: String, path: [String]) throws(BuiltInFault) {
        var responses: [String: JSON] = [:]
        for selection in selections {
            if selection["Alias"] != nil {
                try check(field: selection, on: type, path: path)
                let key = selection["Alias"]?.stringValue ?? ""
                if let other = responses.updateValue(selection, forKey: key),
                    other["Name"] != selection["Name"] || other["Arguments"] != selection["Arguments"]
                {
                    throw fault("Fields \"\(key)\" conflict because they have differing names or arguments.")
                }
            } else if selection["SelectionSet"] != nil {
                try check(directives: selection["Directives"]?.arrayValue ?? [], at: "INLINE_FRAGMENT")
                var condition = selection["TypeCondition"]?.stringValue ?? ""
                if condition.isEmpty { condition = type } else { try checkCondition(selection) }
                try checkSpread(condition, on: type)
                try check(selection["SelectionSet"]?.arrayValue ?? [], on: condition, path: path)
            } else {
                try check(spread: selection, on: type, path: path)
            }
        }
    }

    private mutating func check(spread: JSON, on type: String, path: [String]) throws(BuiltInFault) {
        try check(directives: spread["Directives"]?.arrayValue ?? [], at: "FRAGMENT_SPREAD")
        guard let fragment = fragments[spread.name] else {
            throw fault("Unknown fragment \"\(spread.name)\".")
        }
        guard !path.contains(spread.name) else {
            throw fault("Cannot spread fragment \"\(spread.name)\" within itself.")
        }
        usedFragments.insert(spread.name)
        try checkCondition(fragment)
        try check(directives: fragment["Directives"]?.arrayValue ?? [], at: "FRAGMENT_DEFINITION")
        let condition = fragment["TypeCondition"]?.stringValue ?? ""
        try checkSpread(condition, on: type)
        try check(fragment["SelectionSet"]?.arrayValue ?? [], on: condition, path: path + [spread.name])
    }

    private func checkSpread(_ condition: String, on type: String) throws(BuiltInFault) {
        guard
            !schema.possible(condition).isDisjoint(with: schema.possible(type))
                || schema.possible(type).isEmpty
        else {
            throw fault(
                "Fragment cannot be spread here as objects of type \"\(type)\" can never be of type \"\(condition)\"."
            )
        }
    }

    private mutating func check(field: JSON, on type: String, path: [String]) throws(BuiltInFault) {
        try check(directives: field["Directives"]?.arrayValue ?? [], at: "FIELD")
        let inner = field["SelectionSet"]?.arrayValue ?? []
        if field.name == "__typename" { return }
        let definition: JSON
        if field.name == "__schema" || field.name == "__type", type == schema.roots["query"] {
            var parser = GraphQLParser("type X { __schema: __Schema! __type(name: String!): __Type }")
            let fields = try parser.schema()["Definitions"]?.arrayValue?.first?["Fields"]?.arrayValue ?? []
            definition = fields.first { $0.name == field.name } ?? .null
        } else {
            guard let found = schema.definitions[type]?.fields.first(where: { $0.name == field.name }),
                schema.definitions[type]?.kind != "UNION"
            else { throw fault("Cannot query field \"\(field.name)\" on type \"\(type)\".") }
            definition = found
        }
        try check(
            arguments: field["Arguments"]?.arrayValue ?? [], definition["Arguments"]?.arrayValue ?? [],
            field.name)
        let result = definition["Type"]?.namedType ?? ""
        let isLeaf = ["SCALAR", "ENUM"].contains(schema.definitions[result]?.kind ?? "")
        if isLeaf, !inner.isEmpty {
            throw fault(
                "Field \"\(field.name)\" must not have a selection since type \"\(result)\" has no subfields."
            )
        }
        if !isLeaf, inner.isEmpty {
            throw fault("Field \"\(field.name)\" of type \"\(result)\" must have a selection of subfields.")
        }
        try check(inner, on: result, path: path)
    }

    private mutating func check(arguments: [JSON], _ definitions: [JSON], _ owner: String)
        throws(BuiltInFault)
    {
        var given: Set<String> = []
        for argument in arguments {
            guard let definition = definitions.first(where: { $0.name == argument.name }) else {
                throw fault("Unknown argument \"\(argument.name)\" on field \"\(owner)\".")
            }
            guard given.insert(argument.name).inserted else {
                throw fault("There can be only one argument named \"\(argument.name)\".")
            }
            let hasDefault = definition["DefaultValue"] != nil
            try check(value: argument["Value"] ?? .null, definition["Type"] ?? .null, hasDefault: hasDefault)
        }
        for definition in definitions
        where definition["Type"]?["NonNull"]?.boolValue == true && definition["DefaultValue"] == nil
            && !given.contains(definition.name)
        {
            throw fault(
                "Field \"\(owner)\" argument \"\(definition.name)\" is required, but it was not provided.")
        }
    }

    private mutating func check(directives used: [JSON], at location: String) throws(BuiltInFault) {
        try schema.check(directives: used, at: location)
        var seen: Set<String> = []
        for one in used {
            let definition = schema.directives[one.name] ?? .null
            if !seen.insert(one.name).inserted, definition["IsRepeatable"]?.boolValue != true {
                throw fault("The directive \"@\(one.name)\" can only be used once at this location.")
            }
            try check(
                arguments: one["Arguments"]?.arrayValue ?? [], definition["Arguments"]?.arrayValue ?? [],
                "@" + one.name)
        }
    }

    // MARK: Values

    private mutating func check(value: JSON, _ type: JSON, hasDefault: Bool = false) throws(BuiltInFault) {
        let kind = value["Kind"]?.intValue ?? 6
        let raw = value["Raw"]?.stringValue ?? ""
        let mismatch = fault("Expected value of type \"\(type.typeText)\", found \(raw).")
        if kind == 0 { return try check(variable: raw, type, hasDefault: hasDefault) }
        if kind == 6 {
            guard type["NonNull"]?.boolValue != true else { throw mismatch }
            return
        }
        if let element = type["Elem"] {
            guard kind == 8 else { return try check(value: value, element) }
            for child in value["Children"]?.arrayValue ?? [] {
                try check(value: child["Value"] ?? .null, element)
            }
            return
        }
        let name = type["NamedType"]?.stringValue ?? ""
        guard let definition = schema.definitions[name] else { throw fault("Unknown type \"\(name)\".") }
        switch definition.kind {
        case "ENUM":
            guard kind == 7, definition.values.contains(where: { $0.name == raw }) else { throw mismatch }
        case "INPUT_OBJECT":
            guard kind == 9 else { throw mismatch }
            let children = value["Children"]?.arrayValue ?? []
            for child in children {
                guard let field = definition.fields.first(where: { $0.name == child.name }) else {
                    throw fault("Field \"\(child.name)\" is not defined by type \"\(name)\".")
                }
                try check(
                    value: child["Value"] ?? .null, field["Type"] ?? .null,
                    hasDefault: field["DefaultValue"] != nil)
            }
            for field in definition.fields
            where field["Type"]?["NonNull"]?.boolValue == true && field["DefaultValue"] == nil
                && !children.contains(where: { $0.name == field.name })
            {
                throw fault(
                    "Field \"\(name).\(field.name)\" of required type \"\(field["Type"]?.typeText ?? "")\" was not provided."
                )
            }
        default:
            let allowed: [String: [Int]] = [
                "Int": [1], "Float": [1, 2], "String": [3, 4], "Boolean": [5], "ID": [1, 3, 4],
            ]
            if let kinds = allowed[name], !kinds.contains(kind) { throw mismatch }
        }
    }

    private mutating func check(variable name: String, _ type: JSON, hasDefault: Bool) throws(BuiltInFault) {
        usedVariables.insert(name)
        guard let variable = variables[name] else { throw fault("Variable \"$\(name)\" is not defined.") }
        let own = variable["Type"] ?? .null
        var wanted = type
        let default_ = variable["DefaultValue"]
        let isFilled = default_ != nil && default_?["Kind"]?.intValue != 6 || hasDefault
        if wanted["NonNull"]?.boolValue == true, own["NonNull"]?.boolValue != true, isFilled,
            case .object(var members) = wanted
        {
            members["NonNull"] = false
            wanted = .object(members)
        }
        guard Self.fits(own, wanted) else {
            throw fault(
                "Variable \"$\(name)\" of type \"\(own.typeText)\" used in position expecting type \"\(type.typeText)\"."
            )
        }
    }

    private static func fits(_ type: JSON, _ wanted: JSON) -> Bool {
        if wanted["NonNull"]?.boolValue == true, type["NonNull"]?.boolValue != true { return false }
        switch (type["Elem"], wanted["Elem"]) {
        case (let one?, let other?): return fits(one, other)
        case (nil, nil): return type["NamedType"] == wanted["NamedType"]
        default: return false
        }
    }
}
