/// A type that can tell its shape.
public protocol Described {
    static var schema: Schema { get }
}

extension String: Described { public static var schema: Schema { .string() } }
extension Bool: Described { public static var schema: Schema { .boolean } }
extension Int: Described { public static var schema: Schema { .integer } }
extension Int64: Described { public static var schema: Schema { .integer } }
extension Double: Described { public static var schema: Schema { .number } }

extension Optional: Described where Wrapped: Described {
    public static var schema: Schema { .optional(Wrapped.schema) }
}
extension Array: Described where Element: Described {
    public static var schema: Schema { .array(Element.schema) }
}
extension Dictionary: Described where Key == String, Value: Described {
    public static var schema: Schema { .map(Value.schema) }
}

/// Enumerations with text values describe themselves.
extension Described where Self: RawRepresentable & CaseIterable, RawValue == String {
    public static var schema: Schema { .string(values: allCases.map(\.rawValue)) }
}

/// The answer of an operation that has nothing to say but that it succeeded.
public struct Nothing: Codable, Sendable, Equatable, Described {
    public init() {}
    public static var schema: Schema {
        .object(.init("Nothing", help: "An empty object.") { [] })
    }
}
