import Rego
import Values

/// A schema whose parts were put together and checked (October 2021, section 3).
struct GraphQLSchema {
    struct Definition {
        var kind: String
        var fields: [JSON] = []
        var interfaces: [String] = []
        var types: [String] = []
        var values: [JSON] = []
        var directives: [JSON] = []
        var isBuiltIn = false
    }

    private(set) var definitions: [String: Definition] = [:]
    private(set) var directives: [String: JSON] = [:]
    /// The types of `query`, `mutation` and `subscription`.
    private(set) var roots: [String: String] = [:]

    static func fault(_ message: String) -> BuiltInFault { .failed(message) }

    private static let prelude = """
        scalar Int scalar Float scalar String scalar Boolean scalar ID
        directive @include(if: Boolean!) on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT
        directive @skip(if: Boolean!) on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT
        directive @deprecated(reason: String = "No longer supported") on FIELD_DEFINITION |
            ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION | ENUM_VALUE
        directive @specifiedBy(url: String!) on SCALAR
        directive @defer(if: Boolean = true, label: String) on FRAGMENT_SPREAD | INLINE_FRAGMENT
        directive @oneOf on INPUT_OBJECT
        type __Schema { description: String types: [__Type!]! queryType: __Type! mutationType: __Type
            subscriptionType: __Type directives: [__Directive!]! }
        type __Type { kind: __TypeKind! name: String description: String fields(includeDeprecated:
            Boolean = false): [__Field!] interfaces: [__Type!] possibleTypes: [__Type!]
            enumValues(includeDeprecated: Boolean = false): [__EnumValue!] inputFields:
            [__InputValue!] ofType: __Type specifiedByURL: String }
        type __Field { name: String! description: String args: [__InputValue!]! type: __Type!
            isDeprecated: Boolean! deprecationReason: String }
        type __InputValue { name: String! description: String type: __Type! defaultValue: String }
        type __EnumValue { name: String! description: String isDeprecated: Boolean!
            deprecationReason: String }
        enum __TypeKind { SCALAR OBJECT INTERFACE UNION ENUM INPUT_OBJECT LIST NON_NULL }
        type __Directive { name: String! description: String locations: [__DirectiveLocation!]! args:
            [__InputValue!]! isRepeatable: Boolean! }
        enum __DirectiveLocation { QUERY MUTATION SUBSCRIPTION FIELD FRAGMENT_DEFINITION
            FRAGMENT_SPREAD INLINE_FRAGMENT VARIABLE_DEFINITION SCHEMA SCALAR OBJECT FIELD_DEFINITION
            ARGUMENT_DEFINITION INTERFACE UNION ENUM ENUM_VALUE INPUT_OBJECT INPUT_FIELD_DEFINITION }
        """

    init(_ document: JSON) throws(BuiltInFault) {
        var parser = GraphQLParser(Self.prelude)
        let prelude = try parser.schema()
        for one in prelude["Definitions"]?.arrayValue ?? [] { try add(one, isBuiltIn: true) }
        for one in prelude["Directives"]?.arrayValue ?? [] { directives[one.name] = one }
        for one in document["Definitions"]?.arrayValue ?? [] { try add(one, isBuiltIn: false) }
        for one in document["Directives"]?.arrayValue ?? [] {
            guard directives[one.name] == nil else {
                throw Self.fault("Cannot redeclare directive \(one.name).")
            }
            directives[one.name] = one
        }
        for one in document["Extensions"]?.arrayValue ?? [] { try extend(one) }
        try readRoots(document)
        for (name, definition) in definitions.sorted(by: { $0.key < $1.key }) where !definition.isBuiltIn {
            try check(name, definition)
        }
        for directive in directives.values {
            for argument in directive["Arguments"]?.arrayValue ?? [] {
                try checkInput(argument)
            }
        }
    }

    private static func definition(_ json: JSON) -> Definition {
        Definition(
            kind: json["Kind"]?.stringValue ?? "", fields: json["Fields"]?.arrayValue ?? [],
            interfaces: (json["Interfaces"]?.arrayValue ?? []).compactMap(\.stringValue),
            types: (json["Types"]?.arrayValue ?? []).compactMap(\.stringValue),
            values: json["EnumValues"]?.arrayValue ?? [], directives: json["Directives"]?.arrayValue ?? [])
    }

    private mutating func add(_ json: JSON, isBuiltIn: Bool) throws(BuiltInFault) {
        guard definitions[json.name] == nil else { throw Self.fault("Cannot redeclare type \(json.name).") }
        definitions[json.name] = Self.definition(json)
        definitions[json.name]?.isBuiltIn = isBuiltIn
    }

    private mutating func extend(_ json: JSON) throws(BuiltInFault) {
        let more = Self.definition(json)
        guard var known = definitions[json.name] else {
            definitions[json.name] = more
            return
        }
        guard known.kind == more.kind else {
            throw Self.fault(
                "Cannot extend type \(json.name) because the base type is a \(known.kind), not \(more.kind).")
        }
        known.fields += more.fields
        known.interfaces += more.interfaces
        known.types += more.types
        known.values += more.values
        known.directives += more.directives
        definitions[json.name] = known
    }

    private mutating func readRoots(_ document: JSON) throws(BuiltInFault) {
        let schemas = document["Schema"]?.arrayValue ?? []
        guard schemas.count <= 1 else {
            throw Self.fault("Cannot have multiple schema entry points, consider schema extensions instead.")
        }
        for one in schemas + (document["SchemaExtension"]?.arrayValue ?? []) {
            try check(directives: one["Directives"]?.arrayValue ?? [], at: "SCHEMA")
            for entry in one["OperationTypes"]?.arrayValue ?? [] {
                let type = entry["Type"]?.stringValue ?? ""
                guard definitions[type] != nil else {
                    throw Self.fault(
                        "Schema root \(entry["Operation"]?.stringValue ?? "") refers to a type \(type) that does not exist."
                    )
                }
                roots[entry["Operation"]?.stringValue ?? ""] = type
            }
        }
        if schemas.isEmpty {
            for (operation, type) in [
                ("query", "Query"), ("mutation", "Mutation"), ("subscription", "Subscription"),
            ]
            where roots[operation] == nil && definitions[type] != nil {
                roots[operation] = type
            }
        }
    }

    // MARK: Checks

    private func check(_ name: String, _ it: Definition) throws(BuiltInFault) {
        guard !name.hasPrefix("__") else {
            throw Self.fault(
                "Name \"\(name)\" must not begin with \"__\", which is reserved by GraphQL introspection.")
        }
        switch it.kind {
        case "OBJECT", "INTERFACE":
            guard !it.fields.isEmpty else {
                throw Self.fault("\(it.kind) \(name): must define one or more fields.")
            }
            for interface in it.interfaces { try check(name, it, implements: interface) }
            for field in it.fields {
                let type = field["Type"]?.namedType ?? ""
                guard let target = definitions[type] else { throw Self.fault("Undefined type \(type).") }
                guard target.kind != "INPUT_OBJECT" else {
                    throw Self.fault(
                        "\(it.kind) field must be one of SCALAR, OBJECT, INTERFACE, UNION, ENUM.")
                }
                for argument in field["Arguments"]?.arrayValue ?? [] { try checkInput(argument) }
                try check(directives: field["Directives"]?.arrayValue ?? [], at: "FIELD_DEFINITION")
            }
        case "INPUT_OBJECT":
            guard !it.fields.isEmpty else {
                throw Self.fault("\(it.kind) \(name): must define one or more input fields.")
            }
            for field in it.fields { try checkInput(field) }
        case "ENUM":
            guard !it.values.isEmpty else {
                throw Self.fault("\(it.kind) \(name): must define one or more unique enum values.")
            }
            for value in it.values {
                guard !["true", "false", "null"].contains(value.name) else {
                    throw Self.fault("\(it.kind) \(name): non-enum value \(value.name).")
                }
                try check(directives: value["Directives"]?.arrayValue ?? [], at: "ENUM_VALUE")
            }
        case "UNION":
            guard !it.types.isEmpty else {
                throw Self.fault("\(it.kind) \(name): must define one or more unique member types.")
            }
            for type in it.types {
                guard let target = definitions[type] else { throw Self.fault("Undefined type \(type).") }
                guard target.kind == "OBJECT" else { throw Self.fault("UNION type \(type) must be OBJECT.") }
            }
        default: break
        }
        let members = it.kind == "ENUM" ? it.values : it.fields
        var seen: Set<String> = []
        for member in members {
            guard !member.name.hasPrefix("__") else {
                throw Self.fault(
                    "Name \"\(member.name)\" must not begin with \"__\", which is reserved by GraphQL introspection."
                )
            }
            guard seen.insert(member.name).inserted else {
                throw Self.fault("Field \(name).\(member.name) can only be defined once.")
            }
        }
        try check(directives: it.directives, at: it.kind)
    }

    private func checkInput(_ argument: JSON) throws(BuiltInFault) {
        let type = argument["Type"]?.namedType ?? ""
        guard let target = definitions[type] else { throw Self.fault("Undefined type \(type).") }
        guard ["SCALAR", "ENUM", "INPUT_OBJECT"].contains(target.kind) else {
            throw Self.fault(
                "cannot use \(type) as argument \(argument.name) because \(target.kind) is not a valid input type"
            )
        }
        guard !argument.name.hasPrefix("__") else {
            throw Self.fault(
                "Name \"\(argument.name)\" must not begin with \"__\", which is reserved by GraphQL introspection."
            )
        }
    }

    private func check(_ name: String, _ it: Definition, implements interface: String) throws(BuiltInFault) {
        guard let other = definitions[interface] else { throw Self.fault("Undefined type \"\(interface)\".") }
        guard other.kind == "INTERFACE" else {
            throw Self.fault("\"\(interface)\" is a non interface type \(other.kind).")
        }
        for wanted in other.fields {
            guard let found = it.fields.first(where: { $0.name == wanted.name }) else {
                throw Self.fault(
                    "For \(name) to implement \(interface) it must have a field called \(wanted.name).")
            }
            guard covers(found["Type"] ?? .null, wanted["Type"] ?? .null) else {
                throw Self.fault(
                    "For \(name) to implement \(interface) the field \(wanted.name) must have type \(wanted["Type"]?.typeText ?? "")."
                )
            }
            let arguments = found["Arguments"]?.arrayValue ?? []
            for argument in wanted["Arguments"]?.arrayValue ?? [] {
                guard let mine = arguments.first(where: { $0.name == argument.name }),
                    mine["Type"] == argument["Type"]
                else {
                    throw Self.fault(
                        "For \(name) to implement \(interface) the field \(wanted.name) must have the same arguments but it is missing \(argument.name)."
                    )
                }
            }
        }
        for deeper in other.interfaces where !it.interfaces.contains(deeper) {
            throw Self.fault(
                "Type \(name) must implement \(deeper) because it is implemented by \(interface).")
        }
    }

    /// Whether a field of the first type serves where one of the second is promised.
    private func covers(_ type: JSON, _ wanted: JSON) -> Bool {
        if wanted["NonNull"]?.boolValue == true, type["NonNull"]?.boolValue != true { return false }
        if let inner = wanted["Elem"] { return type["Elem"].map { covers($0, inner) } ?? false }
        guard type["Elem"] == nil, let one = type["NamedType"]?.stringValue,
            let other = wanted["NamedType"]?.stringValue
        else { return false }
        return one == other || possible(other).contains(one)
            || definitions[one]?.interfaces.contains(other) == true
    }

    func check(directives used: [JSON], at location: String) throws(BuiltInFault) {
        for one in used {
            guard let definition = directives[one.name] else {
                throw Self.fault("Undefined directive \(one.name).")
            }
            guard (definition["Locations"]?.arrayValue ?? []).contains(JSON(location)) else {
                throw Self.fault("Directive \"@\(one.name)\" may not be used on \(location).")
            }
            let arguments = definition["Arguments"]?.arrayValue ?? []
            for given in one["Arguments"]?.arrayValue ?? []
            where !arguments.contains(where: { $0.name == given.name }) {
                throw Self.fault("Undefined argument \(given.name) for directive \(one.name).")
            }
        }
    }

    /// The objects that a composite type may turn out to be.
    func possible(_ name: String) -> Set<String> {
        guard let it = definitions[name] else { return [] }
        switch it.kind {
        case "OBJECT": return [name]
        case "UNION": return Set(it.types)
        case "INTERFACE":
            return Set(
                definitions.filter { $0.value.kind == "OBJECT" && $0.value.interfaces.contains(name) }.keys)
        default: return []
        }
    }
}

extension JSON {
    var name: String { self["Name"]?.stringValue ?? "" }

    /// A type's name without lists and marks.
    var namedType: String { self["Elem"]?.namedType ?? self["NamedType"]?.stringValue ?? "" }

    var typeText: String {
        let inner = self["Elem"].map { "[" + $0.typeText + "]" } ?? self["NamedType"]?.stringValue ?? ""
        return inner + (self["NonNull"]?.boolValue == true ? "!" : "")
    }
}
