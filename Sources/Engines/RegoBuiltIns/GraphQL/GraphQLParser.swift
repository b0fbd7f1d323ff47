import Rego
import Values

/// Reads GraphQL into the tree that the functions give out: absent parts are left out.
struct GraphQLParser {
    static let depthLimit = 200

    private var lexer: GraphQLLexer
    private(set) var token: GraphQLLexer.Token
    private var depth = 0

    init(_ text: String) {
        lexer = GraphQLLexer(text)
        token = lexer.next()
    }

    // MARK: Tokens

    private func fault(_ message: String) -> BuiltInFault {
        .failed("\(message) in GraphQL string at location \(token.line):\(token.column)")
    }

    var unexpected: BuiltInFault { fault("Unexpected " + token.description) }

    private mutating func advance() { token = lexer.next() }

    private func isMark(_ text: String) -> Bool { token.kind == .mark(text) }

    private mutating func take(_ mark: String) -> Bool {
        guard isMark(mark) else { return false }
        advance()
        return true
    }

    private mutating func expect(_ mark: String) throws(BuiltInFault) {
        guard take(mark) else { throw fault("Expected \(mark), found \(token.description)") }
    }

    private mutating func name() throws(BuiltInFault) -> String {
        guard token.kind == .name else { throw fault("Expected Name, found \(token.description)") }
        defer { advance() }
        return token.text
    }

    private mutating func takeWord(_ word: String) -> Bool {
        guard token.kind == .name, token.text == word else { return false }
        advance()
        return true
    }

    private mutating func nested<T>(_ body: (inout GraphQLParser) throws(BuiltInFault) -> T)
        throws(BuiltInFault) -> T
    {
        depth += 1
        defer { depth -= 1 }
        guard depth < Self.depthLimit else { throw fault("nested too deeply") }
        return try body(&self)
    }

    /// Members in between two marks, one at least.
    private mutating func some(
        _ open: String, _ close: String, _ item: (inout GraphQLParser) throws(BuiltInFault) -> JSON
    ) throws(BuiltInFault) -> [JSON] {
        guard take(open) else { return [] }
        if isMark(close) { throw fault("expected at least one definition, found \(token.description)") }
        var all: [JSON] = []
        while !take(close) {
            guard token.kind != .end else { throw fault("Expected \(close), found <EOF>") }
            all.append(try nested { p throws(BuiltInFault) in try item(&p) })
        }
        return all
    }

    private func object(_ members: [(String, JSON)]) -> JSON {
        .object(
            JSON.Object(
                members.filter { if case .array(let all) = $0.1 { !all.isEmpty } else { !$0.1.isNull } }
                    .map { (key: $0.0, value: $0.1) }))
    }

    // MARK: Queries

    mutating func query() throws(BuiltInFault) -> JSON {
        var operations: [JSON] = []
        var fragments: [JSON] = []
        while token.kind != .end {
            if isMark("{") {
                operations.append(
                    object([("Operation", "query"), ("Name", ""), ("SelectionSet", .array(try selections()))])
                )
            } else if token.kind == .name, ["query", "mutation", "subscription"].contains(token.text) {
                operations.append(try operation())
            } else if token.kind == .name, token.text == "fragment" {
                fragments.append(try fragment())
            } else {
                throw unexpected
            }
        }
        return object([("Operations", .array(operations)), ("Fragments", .array(fragments))])
    }

    private mutating func operation() throws(BuiltInFault) -> JSON {
        let kind = try name()
        let title = token.kind == .name ? try name() : ""
        let variables = try self.variables()
        let directives = try self.directives(isConstant: false)
        return object([
            ("Operation", JSON(kind)), ("Name", JSON(title)), ("VariableDefinitions", .array(variables)),
            ("Directives", .array(directives)), ("SelectionSet", .array(try requiredSelections())),
        ])
    }

    private mutating func variables() throws(BuiltInFault) -> [JSON] {
        try some("(", ")") { p throws(BuiltInFault) in
            try p.expect("$")
            let name = try p.name()
            try p.expect(":")
            let type = try p.type()
            let value = p.take("=") ? try p.value(isConstant: true) : .null
            return p.object([
                ("Variable", JSON(name)), ("Type", type), ("DefaultValue", value),
                ("Directives", .array(try p.directives(isConstant: false))), ("Used", false),
            ])
        }
    }

    private mutating func fragment() throws(BuiltInFault) -> JSON {
        advance()
        if token.kind == .name, token.text == "on" { throw unexpected }
        let title = try name()
        let variables = try self.variables()
        guard takeWord("on") else { throw fault("Expected \"on\", found \(token.description)") }
        let condition = try name()
        let directives = try self.directives(isConstant: false)
        return object([
            ("Name", JSON(title)), ("VariableDefinition", .array(variables)),
            ("TypeCondition", JSON(condition)),
            ("Directives", .array(directives)), ("SelectionSet", .array(try requiredSelections())),
        ])
    }

    private mutating func requiredSelections() throws(BuiltInFault) -> [JSON] {
        guard isMark("{") else { throw fault("Expected {, found \(token.description)") }
        return try selections()
    }

    private mutating func selections() throws(BuiltInFault) -> [JSON] {
        try some("{", "}") { p throws(BuiltInFault) in p.isMark("...") ? try p.spread() : try p.field() }
    }

    private mutating func field() throws(BuiltInFault) -> JSON {
        var alias = try name()
        var title = alias
        if take(":") { title = try name() } else { alias = title }
        let arguments = try self.arguments(isConstant: false)
        let directives = try self.directives(isConstant: false)
        let inner = isMark("{") ? try selections() : []
        return object([
            ("Alias", JSON(alias)), ("Name", JSON(title)), ("Arguments", .array(arguments)),
            ("Directives", .array(directives)), ("SelectionSet", .array(inner)),
        ])
    }

    private mutating func spread() throws(BuiltInFault) -> JSON {
        advance()
        if token.kind == .name, token.text != "on" {
            let title = try name()
            return object([("Name", JSON(title)), ("Directives", .array(try directives(isConstant: false)))])
        }
        var condition = JSON.null
        if takeWord("on") { condition = JSON(try name()) }
        let directives = try self.directives(isConstant: false)
        return object([
            ("TypeCondition", condition.isNull ? "" : condition), ("Directives", .array(directives)),
            ("SelectionSet", .array(try requiredSelections())),
        ])
    }

    private mutating func arguments(isConstant: Bool) throws(BuiltInFault) -> [JSON] {
        try some("(", ")") { p throws(BuiltInFault) in
            let name = try p.name()
            try p.expect(":")
            return p.object([("Name", JSON(name)), ("Value", try p.value(isConstant: isConstant))])
        }
    }

    private mutating func directives(isConstant: Bool) throws(BuiltInFault) -> [JSON] {
        var all: [JSON] = []
        while take("@") {
            let name = try name()
            let arguments = try self.arguments(isConstant: isConstant)
            all.append(object([("Name", JSON(name)), ("Arguments", .array(arguments)), ("Location", "")]))
        }
        return all
    }

    mutating func type() throws(BuiltInFault) -> JSON {
        var members: [(String, JSON)] = [("NamedType", "")]
        if take("[") {
            members.append(("Elem", try nested { p throws(BuiltInFault) in try p.type() }))
            try expect("]")
        } else {
            members[0].1 = JSON(try name())
        }
        members.append(("NonNull", JSON(take("!"))))
        return object(members)
    }

    private mutating func value(isConstant: Bool) throws(BuiltInFault) -> JSON {
        try nested { p throws(BuiltInFault) in try p.plainValue(isConstant) }
    }

    private mutating func plainValue(_ isConstant: Bool) throws(BuiltInFault) -> JSON {
        var children: [JSON] = []
        var raw = token.text
        let kind: Int
        switch token.kind {
        case .mark("["):
            advance()
            while !take("]") {
                guard token.kind != .end else { throw unexpected }
                children.append(object([("Name", ""), ("Value", try value(isConstant: isConstant))]))
            }
            return object([
                ("Raw", ""), ("Children", .array(children)), ("Kind", 8), ("ExpectedTypeHasDefault", false),
            ])
        case .mark("{"):
            advance()
            while !take("}") {
                let name = try name()
                try expect(":")
                children.append(object([("Name", JSON(name)), ("Value", try value(isConstant: isConstant))]))
            }
            return object([
                ("Raw", ""), ("Children", .array(children)), ("Kind", 9), ("ExpectedTypeHasDefault", false),
            ])
        case .mark("$") where !isConstant:
            advance()
            raw = try name()
            return object([("Raw", JSON(raw)), ("Kind", 0), ("ExpectedTypeHasDefault", false)])
        case .int: kind = 1
        case .float: kind = 2
        case .string: kind = 3
        case .block: kind = 4
        case .name: kind = raw == "true" || raw == "false" ? 5 : raw == "null" ? 6 : 7
        default: throw unexpected
        }
        advance()
        return object([("Raw", JSON(raw)), ("Kind", JSON(kind)), ("ExpectedTypeHasDefault", false)])
    }

    // MARK: Schemas

    mutating func schema() throws(BuiltInFault) -> JSON {
        var parts: [String: [JSON]] = [:]
        while token.kind != .end {
            let start = token
            let text = description()
            let (name, isExtension): (String, Bool)
            if token.kind == .name, token.text == "extend" {
                if start.kind != .name {
                    token = start
                    throw unexpected
                }
                advance()
                (name, isExtension) = (token.text, true)
            } else {
                (name, isExtension) = (token.text, false)
            }
            guard token.kind == .name else { throw unexpected }
            switch name {
            case "schema":
                parts[isExtension ? "SchemaExtension" : "Schema", default: []].append(
                    try schemaDefinition(text, isExtension))
            case "directive" where !isExtension:
                parts["Directives", default: []].append(try directiveDefinition(text))
            case "scalar", "type", "interface", "union", "enum", "input":
                parts[isExtension ? "Extensions" : "Definitions", default: []].append(
                    try definition(name, text, isExtension))
            default: throw unexpected
            }
        }
        return object(
            ["Schema", "SchemaExtension", "Directives", "Definitions", "Extensions"].map {
                ($0, .array(parts[$0] ?? []))
            })
    }

    private mutating func description() -> String {
        guard token.kind == .string || token.kind == .block else { return "" }
        defer { advance() }
        return token.text
    }

    private mutating func schemaDefinition(_ text: String, _ isExtension: Bool) throws(BuiltInFault) -> JSON {
        advance()
        let directives = try self.directives(isConstant: true)
        let types = try some("{", "}") { p throws(BuiltInFault) in
            let operation = try p.name()
            guard ["query", "mutation", "subscription"].contains(operation) else { throw p.unexpected }
            try p.expect(":")
            return p.object([("Operation", JSON(operation)), ("Type", JSON(try p.name()))])
        }
        if types.isEmpty, !isExtension || directives.isEmpty { throw unexpected }
        return object([
            ("Description", JSON(text)), ("Directives", .array(directives)),
            ("OperationTypes", .array(types)),
        ])
    }

    static let locations: Set<String> = [
        "QUERY", "MUTATION", "SUBSCRIPTION", "FIELD", "FRAGMENT_DEFINITION", "FRAGMENT_SPREAD",
        "INLINE_FRAGMENT",
        "VARIABLE_DEFINITION", "SCHEMA", "SCALAR", "OBJECT", "FIELD_DEFINITION", "ARGUMENT_DEFINITION",
        "INTERFACE",
        "UNION", "ENUM", "ENUM_VALUE", "INPUT_OBJECT", "INPUT_FIELD_DEFINITION",
    ]

    private mutating func directiveDefinition(_ text: String) throws(BuiltInFault) -> JSON {
        advance()
        try expect("@")
        let title = try name()
        let arguments = try argumentDefinitions("(", ")")
        let repeats = takeWord("repeatable")
        guard takeWord("on") else { throw fault("Expected \"on\", found \(token.description)") }
        _ = take("|")
        var locations: [JSON] = []
        repeat {
            guard token.kind == .name, Self.locations.contains(token.text) else { throw unexpected }
            locations.append(JSON(try name()))
        } while take("|")
        return object([
            ("Description", JSON(text)), ("Name", JSON(title)), ("Arguments", .array(arguments)),
            ("Locations", .array(locations)), ("IsRepeatable", JSON(repeats)),
        ])
    }

    private mutating func argumentDefinitions(_ open: String, _ close: String) throws(BuiltInFault) -> [JSON]
    {
        try some(open, close) { p throws(BuiltInFault) in
            let text = p.description()
            let name = try p.name()
            try p.expect(":")
            let type = try p.type()
            let value = p.take("=") ? try p.value(isConstant: true) : .null
            return p.object([
                ("Description", JSON(text)), ("Name", JSON(name)), ("DefaultValue", value), ("Type", type),
                ("Directives", .array(try p.directives(isConstant: true))),
            ])
        }
    }

    private mutating func definition(_ word: String, _ text: String, _ isExtension: Bool) throws(BuiltInFault)
        -> JSON
    {
        advance()
        let kinds = [
            "scalar": "SCALAR", "type": "OBJECT", "interface": "INTERFACE", "union": "UNION", "enum": "ENUM",
            "input": "INPUT_OBJECT",
        ]
        let title = try name()
        var interfaces: [JSON] = []
        if word == "type" || word == "interface", takeWord("implements") {
            _ = take("&")
            repeat { interfaces.append(JSON(try name())) } while take("&")
        }
        let directives = try self.directives(isConstant: true)
        var content: (String, [JSON]) = ("Fields", [])
        switch word {
        case "type", "interface": content.1 = try fieldDefinitions()
        case "input": content.1 = try argumentDefinitions("{", "}")
        case "enum":
            content = (
                "EnumValues",
                try some("{", "}") { p throws(BuiltInFault) in
                    let text = p.description()
                    let name = try p.name()
                    return p.object([
                        ("Description", JSON(text)), ("Name", JSON(name)),
                        ("Directives", .array(try p.directives(isConstant: true))),
                    ])
                }
            )
        case "union":
            content.0 = "Types"
            if take("=") {
                _ = take("|")
                repeat { content.1.append(JSON(try name())) } while take("|")
            }
        default: break
        }
        if isExtension, interfaces.isEmpty, directives.isEmpty, content.1.isEmpty { throw unexpected }
        return object([
            ("Kind", JSON(kinds[word] ?? "")), ("Description", JSON(text)), ("Name", JSON(title)),
            ("Directives", .array(directives)), ("Interfaces", .array(interfaces)),
            (content.0, .array(content.1)),
            ("BuiltIn", false),
        ])
    }

    private mutating func fieldDefinitions() throws(BuiltInFault) -> [JSON] {
        try some("{", "}") { p throws(BuiltInFault) in
            let text = p.description()
            let name = try p.name()
            let arguments = try p.argumentDefinitions("(", ")")
            try p.expect(":")
            let type = try p.type()
            return p.object([
                ("Description", JSON(text)), ("Name", JSON(name)), ("Arguments", .array(arguments)),
                ("Type", type),
                ("Directives", .array(try p.directives(isConstant: true))),
            ])
        }
    }
}
