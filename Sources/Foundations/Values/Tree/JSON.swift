import Faults
import Schemas

/// Any JSON value. Numbers keep their exact text and objects their order of members.
///
/// Strings and names are equal when their UTF-8 is: no Unicode normalization takes part. Objects are
/// equal whatever the order of their members; numbers only when they are written alike (see
/// `Number.isSameQuantity`).
public enum JSON: Sendable {
    case null
    case bool(Bool)
    case number(Number)
    case string(String)
    case array([JSON])
    case object(Object)

    /// Reads a text; a name that is repeated in an object has its last value, at the first's place.
    /// Faults: `json.malformed`, with line and column.
    public init(parsing bytes: [UInt8], depth: Int = JSONDocument.defaultDepth) throws(Fault) {
        self = try JSONDocument(parsing: bytes, depth: depth).root.json
    }

    /// As `init(parsing:depth:)` with the string's bytes.
    public init(parsing text: String, depth: Int = JSONDocument.defaultDepth) throws(Fault) {
        try self.init(parsing: Array(text.utf8), depth: depth)
    }

    public init(_ value: String) { self = .string(value) }
    public init(_ value: Bool) { self = .bool(value) }
    public init(_ value: some BinaryInteger) { self = .number(Number(value)) }
    public init(_ values: [JSON]) { self = .array(values) }
    public init(_ object: Object) { self = .object(object) }

    /// Nil for infinities and NaN, which JSON cannot tell.
    public init?(_ value: Double) {
        guard let number = Number(value) else { return nil }
        self = .number(number)
    }
}

extension JSON: Described {
    public static var schema: Schema { .any }
}

extension JSON: Hashable {
    public static func == (left: JSON, right: JSON) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let one), .bool(let other)): one == other
        case (.number(let one), .number(let other)): one == other
        case (.string(let one), .string(let other)): one.hasSameBytes(as: other)
        case (.array(let one), .array(let other)): one == other
        case (.object(let one), .object(let other)): one == other
        default: false
        }
    }

    public func hash(into hasher: inout Hasher) {
        switch self {
        case .null: hasher.combine(0 as UInt8)
        case .bool(let value): hasher.combine(value)
        case .number(let number): hasher.combine(number)
        case .string(let text): text.hashBytes(into: &hasher)
        case .array(let elements): hasher.combine(elements)
        case .object(let object): hasher.combine(object)
        }
    }
}

extension String {
    @inline(__always)
    func withBytes<R>(_ body: (UnsafeBufferPointer<UInt8>) -> R) -> R {
        var copy = self
        return copy.withUTF8(body)
    }

    func hasSameBytes(as other: String) -> Bool {
        guard utf8.count == other.utf8.count else { return false }
        return withBytes { mine in other.withBytes { mine.elementsEqual($0) } }
    }

    func hashBytes(into hasher: inout Hasher) {
        withBytes { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        hasher.combine(0xff as UInt8)
    }
}
