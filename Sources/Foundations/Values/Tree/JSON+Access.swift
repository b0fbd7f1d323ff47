extension JSON {
    /// An object's member; on anything else nil. Setting makes an object of null, and nil removes.
    public subscript(key: String) -> JSON? {
        get {
            guard case .object(let object) = self else { return nil }
            return object[key]
        }
        set {
            switch self {
            case .object(var object):
                self = .null
                object[key] = newValue
                self = .object(object)
            case .null where newValue != nil:
                var object = Object()
                object[key] = newValue
                self = .object(object)
            default: precondition(newValue == nil, "Only an object has members.")
            }
        }
    }

    /// An array's element; nil out of bounds and on anything else.
    public subscript(position: Int) -> JSON? {
        guard case .array(let elements) = self, elements.indices.contains(position) else { return nil }
        return elements[position]
    }

    public var isNull: Bool {
        if case .null = self { return true }
        return false
    }

    public var boolValue: Bool? {
        guard case .bool(let value) = self else { return nil }
        return value
    }

    public var numberValue: Number? {
        guard case .number(let number) = self else { return nil }
        return number
    }

    /// A whole number that fits, however it is written.
    public var intValue: Int? { numberValue?.int }

    /// The double nearest to a number.
    public var doubleValue: Double? { numberValue?.double }

    public var stringValue: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    public var arrayValue: [JSON]? {
        guard case .array(let elements) = self else { return nil }
        return elements
    }

    public var objectValue: Object? {
        guard case .object(let object) = self else { return nil }
        return object
    }

    /// What it is, in the words of the specification: `object`, `array`, `string`…
    public var kind: JSONDocument.Node.Kind {
        switch self {
        case .null: .null
        case .bool: .bool
        case .number: .number
        case .string: .string
        case .array: .array
        case .object: .object
        }
    }
}

// No `nil` literal: it would turn a missing member into null wherever both would compile. Write `.null`.
extension JSON: ExpressibleByStringLiteral, ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral,
    ExpressibleByDictionaryLiteral
{
    public init(stringLiteral value: String) { self = .string(value) }
    public init(integerLiteral value: Int) { self = .number(Number(value)) }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    public init(arrayLiteral elements: JSON...) { self = .array(elements) }
    public init(dictionaryLiteral elements: (String, JSON)...) {
        self = .object(Object(elements.map { (key: $0.0, value: $0.1) }))
    }

    /// A literal is always finite.
    public init(floatLiteral value: Double) { self = Number(value).map(JSON.number) ?? .null }
}

extension JSON: CustomStringConvertible {
    public var description: String { text }
}
