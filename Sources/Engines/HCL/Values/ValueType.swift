/// The type of a value, and, with `dynamic` and optional attributes in it, a constraint on types.
public indirect enum ValueType: Hashable, Sendable {
    /// Not known yet; as a constraint, any type.
    case dynamic
    case bool, number, string
    case list(ValueType)
    case set(ValueType)
    case map(ValueType)
    case tuple([ValueType])
    /// In the order of the names' bytes.
    case object([Attribute])
    /// The type of a type, which only `convert` and `type` know.
    case type

    public struct Attribute: Hashable, Sendable {
        public let name: String
        public var type: ValueType
        /// Only in a constraint.
        public var isOptional: Bool

        public init(_ name: String, _ type: ValueType, isOptional: Bool = false) {
            self.name = name
            self.type = type
            self.isOptional = isOptional
        }
    }

    /// Sorts the attributes.
    public static func object(named attributes: [Attribute]) -> ValueType {
        .object(attributes.sorted { $0.name < $1.name })
    }

    public var isPrimitive: Bool {
        switch self {
        case .bool, .number, .string: true
        default: false
        }
    }

    public var isCollection: Bool {
        switch self {
        case .list, .set, .map: true
        default: false
        }
    }

    /// A collection's.
    public var element: ValueType? {
        switch self {
        case .list(let element), .set(let element), .map(let element): element
        default: nil
        }
    }

    public var isObject: Bool { if case .object = self { true } else { false } }
    public var isTuple: Bool { if case .tuple = self { true } else { false } }
    public var isList: Bool { if case .list = self { true } else { false } }
    public var isSet: Bool { if case .set = self { true } else { false } }
    public var isMap: Bool { if case .map = self { true } else { false } }

    public func attribute(_ name: String) -> Attribute? {
        guard case .object(let attributes) = self else { return nil }
        return attributes.first { $0.name == name }
    }

    /// Whether `dynamic` is anywhere in it.
    public var hasDynamic: Bool {
        switch self {
        case .dynamic: true
        case .bool, .number, .string, .type: false
        case .list(let element), .set(let element), .map(let element): element.hasDynamic
        case .tuple(let elements): elements.contains(where: \.hasDynamic)
        case .object(let attributes): attributes.contains { $0.type.hasDynamic }
        }
    }

    /// The same without a word on which attributes may be left out.
    public var withoutOptionals: ValueType {
        switch self {
        case .dynamic, .bool, .number, .string, .type: self
        case .list(let element): .list(element.withoutOptionals)
        case .set(let element): .set(element.withoutOptionals)
        case .map(let element): .map(element.withoutOptionals)
        case .tuple(let elements): .tuple(elements.map(\.withoutOptionals))
        case .object(let attributes): .object(attributes.map { Attribute($0.name, $0.type.withoutOptionals) })
        }
    }

    /// In words, as messages tell it: `list of string`.
    public var friendlyName: String { friendlyName(isConstraint: false) }

    /// As `friendlyName`, where `dynamic` means any type.
    public var friendlyConstraintName: String { friendlyName(isConstraint: true) }

    private func friendlyName(isConstraint: Bool) -> String {
        switch self {
        case .dynamic: isConstraint ? "any type" : "dynamic"
        case .bool: "bool"
        case .number: "number"
        case .string: "string"
        case .list(let element):
            "list of "
                + (isConstraint && element == .dynamic
                    ? "any single type" : element.friendlyName(isConstraint: isConstraint))
        case .set(let element):
            "set of "
                + (isConstraint && element == .dynamic
                    ? "any single type" : element.friendlyName(isConstraint: isConstraint))
        case .map(let element):
            "map of "
                + (isConstraint && element == .dynamic
                    ? "any single type" : element.friendlyName(isConstraint: isConstraint))
        case .tuple: "tuple"
        case .object: "object"
        case .type: "type"
        }
    }

    /// As a type constraint is written: `map(object({a = string}))`.
    public var constraintText: String {
        switch self {
        case .dynamic: "any"
        case .bool: "bool"
        case .number: "number"
        case .string: "string"
        case .list(let element): "list(\(element.constraintText))"
        case .set(let element): "set(\(element.constraintText))"
        case .map(let element): "map(\(element.constraintText))"
        case .tuple(let elements): "tuple([\(elements.map(\.constraintText).joined(separator: ", "))])"
        case .object(let attributes):
            "object({"
                + attributes.map {
                    $0.name + " = "
                        + ($0.isOptional ? "optional(\($0.type.constraintText))" : $0.type.constraintText)
                }.joined(separator: ", ") + "})"
        case .type: "type"
        }
    }
}
