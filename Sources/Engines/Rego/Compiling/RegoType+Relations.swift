extension RegoType: CustomStringConvertible {
    /// The type as error messages write it.
    public var description: String {
        switch self {
        case .any: "any"
        case .null: "null"
        case .boolean: "boolean"
        case .number: "number"
        case .string: "string"
        case .array(let element): "array[\(element)]"
        case .tuple(let elements): "array<" + elements.map(\.description).joined(separator: ", ") + ">"
        case .set(let element): "set[\(element)]"
        case .object(let key, let value): "object[\(key): \(value)]"
        case .oneOf(let types): "any<" + types.map(\.description).joined(separator: ", ") + ">"
        }
    }

    /// Whether no value is of both types. Types of literals say that there is at least one element.
    func excludes(_ other: RegoType) -> Bool {
        switch (self, other) {
        case (.any, _), (_, .any): false
        case (.oneOf(let types), _): types.allSatisfy { $0.excludes(other) }
        case (_, .oneOf(let types)): types.allSatisfy { excludes($0) }
        case (.null, .null), (.boolean, .boolean), (.number, .number), (.string, .string): false
        case (.array, .array), (.object, .object): false
        case (.set(let one), .set(let two)): one.excludes(two)
        case (.tuple(let elements), .array(let element)), (.array(let element), .tuple(let elements)):
            elements.contains { $0.excludes(element) }
        case (.tuple(let one), .tuple(let two)):
            one.count != two.count || zip(one, two).contains { $0.excludes($1) }
        default: true
        }
    }

    /// The type of a value.
    init(of value: Value) {
        switch value.kind {
        case .undefined: self = .any
        case .null: self = .null
        case .boolean: self = .boolean
        case .number: self = .number
        case .string: self = .string
        case .array where value.count == 0: self = .array(.any)
        case .array: self = .tuple(value.elements.map { RegoType(of: $0) })
        case .set: self = .set(RegoType.union(value.sortedElements.map { RegoType(of: $0) }))
        case .object:
            self = .object(
                key: RegoType.union(value.members.map { RegoType(of: $0.key) }),
                value: RegoType.union(value.members.map { RegoType(of: $0.value) }))
        }
    }

    /// A type for values of any of the types; of none, any.
    static func union(_ types: [RegoType]) -> RegoType {
        var kept: [RegoType] = []
        for type in types where !kept.contains(type) { kept.append(type) }
        if kept.isEmpty || kept.contains(.any) { return .any }
        return kept.count == 1 ? kept[0] : .oneOf(kept)
    }
}
