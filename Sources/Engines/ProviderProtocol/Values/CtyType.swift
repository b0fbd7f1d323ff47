public import Values

/// The types of Terraform's type system (cty), as schemas and states name them.
public indirect enum CtyType: Sendable, Equatable {
    case string, number, bool
    /// The pseudo-type: a value brings its own type along.
    case dynamic
    case list(CtyType), set(CtyType), map(CtyType)
    case tuple([CtyType])
    /// Attributes in the order of their names' bytes.
    case object([Attribute])

    public struct Attribute: Sendable, Equatable {
        public let name: String
        public let type: CtyType

        public init(_ name: String, _ type: CtyType) {
            self.name = name
            self.type = type
        }
    }

    /// A type that is not in cty's JSON notation.
    public struct Unknown: Error, Equatable {
        public let text: String
    }

    /// An object's type, its attributes put in order.
    public static func object(of attributes: [Attribute]) -> CtyType {
        .object(attributes.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) })
    }

    /// Reads cty's JSON notation: `"string"`, `["list","bool"]`, `["object",{"a":"number"}]`.
    public init(json: JSON) throws(Unknown) { try self.init(json, depth: 0) }

    private init(_ json: JSON, depth: Int) throws(Unknown) {
        guard depth < 64 else { throw Unknown(text: "deeper than 64 levels") }
        switch json {
        case "string": self = .string
        case "number": self = .number
        case "bool": self = .bool
        case "dynamic": self = .dynamic
        case .array(let parts) where parts.count >= 2:
            switch parts[0].stringValue {
            case "list": self = .list(try CtyType(parts[1], depth: depth + 1))
            case "set": self = .set(try CtyType(parts[1], depth: depth + 1))
            case "map": self = .map(try CtyType(parts[1], depth: depth + 1))
            case "tuple":
                var elements: [CtyType] = []
                for part in parts[1].arrayValue ?? [] { elements.append(try CtyType(part, depth: depth + 1)) }
                self = .tuple(elements)
            case "object":
                var attributes: [Attribute] = []
                for (name, type) in parts[1].objectValue ?? [:] {
                    attributes.append(Attribute(name, try CtyType(type, depth: depth + 1)))
                }
                self = .object(of: attributes)
            default: throw Unknown(text: json.text)
            }
        default: throw Unknown(text: json.text)
        }
    }

    /// In cty's JSON notation.
    public var json: JSON {
        switch self {
        case .string: "string"
        case .number: "number"
        case .bool: "bool"
        case .dynamic: "dynamic"
        case .list(let element): ["list", element.json]
        case .set(let element): ["set", element.json]
        case .map(let element): ["map", element.json]
        case .tuple(let elements): ["tuple", .array(elements.map(\.json))]
        case .object(let attributes):
            ["object", .object(.init(attributes.map { (key: $0.name, value: $0.type.json) }))]
        }
    }
}
