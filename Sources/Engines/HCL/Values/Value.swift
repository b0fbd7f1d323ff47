/// A value of the language: known, unknown or null, of a type, and perhaps marked.
///
/// Strings are normalized (NFC), sets have their elements once and in a fixed order, maps and objects are
/// in the order of their names.
public struct Value: Sendable {
    public let type: ValueType
    package let content: Content
    /// On the value itself; elements have their own, except that a set's are all on the set.
    public private(set) var marks: Set<Mark>
    /// How many values it is, all in it counted as often as it stands there, and one more for every 64 bytes
    /// of a text or of a number's digits: what a walk over it takes.
    package let weight: UInt32

    package indirect enum Content: Sendable {
        case null
        case unknown(Refinement)
        case bool(Bool)
        case number(Number)
        case string(String)
        /// Of a list, set or tuple.
        case elements([Value])
        /// Of a map or object.
        case members([Member])
        case type(ValueType)
    }

    package struct Member: Sendable {
        package let name: String
        package var value: Value
    }

    /// What somebody needs to know of a value wherever it goes.
    public enum Mark: Hashable, Sendable, Comparable {
        case sensitive, ephemeral
        case named(String)
    }

    package init(_ type: ValueType, _ content: Content, marks: Set<Mark> = []) {
        self.type = type
        self.content = content
        self.marks = marks
        weight =
            switch content {
            case .elements(let elements): elements.reduce(1) { Self.sum($0, $1.weight) }
            case .members(let members): members.reduce(1) { Self.sum($0, $1.value.weight) }
            case .string(let text): UInt32(clamping: 1 + text.utf8.count / 64)
            case .number(.decimal(let number)):
                UInt32(clamping: 1 + (number.significand.bitWidth + 4 * abs(number.exponent)) / 512)
            default: 1
            }
    }

    private static func sum(_ a: UInt32, _ b: UInt32) -> UInt32 {
        let (sum, isOver) = a.addingReportingOverflow(b)
        return isOver ? .max : sum
    }

    // MARK: Making

    public static let dynamicUnknown = Value(.dynamic, .unknown(Refinement()))
    public static let dynamicNull = Value(.dynamic, .null)
    public static let emptyObject = Value(.object([]), .members([]))
    public static let emptyTuple = Value(.tuple([]), .elements([]))

    public static func null(_ type: ValueType) -> Value { Value(type.withoutOptionals, .null) }
    public static func bool(_ value: Bool) -> Value { Value(.bool, .bool(value)) }
    public static func number(_ value: Number) -> Value { Value(.number, .number(value)) }
    public static func int(_ value: Int) -> Value { Value(.number, .number(Number(value))) }

    /// Normalizes the text.
    public static func string(_ text: String) -> Value { Value(.string, .string(text.normalized)) }

    public static func unknown(_ type: ValueType) -> Value {
        Value(type.withoutOptionals, .unknown(Refinement()))
    }

    package static func unknown(_ type: ValueType, _ refinement: Refinement) -> Value {
        if type == .dynamic { return .dynamicUnknown }
        return Value(type.withoutOptionals, .unknown(refinement))
    }

    public static func tuple(_ elements: [Value]) -> Value {
        Value(.tuple(elements.map(\.type)), .elements(elements))
    }

    /// Of elements that have all this type.
    public static func list(_ elements: [Value], of type: ValueType) -> Value {
        Value(.list(type), .elements(elements))
    }

    /// The last of several values of one name counts.
    public static func object(_ members: some Sequence<(String, Value)>) -> Value {
        let sorted = Self.members(members)
        return Value(
            .object(sorted.map { ValueType.Attribute($0.name, $0.value.type) }), .members(sorted))
    }

    public static func map(_ members: some Sequence<(String, Value)>, of type: ValueType) -> Value {
        Value(.map(type), .members(Self.members(members)))
    }

    private static func members(_ members: some Sequence<(String, Value)>) -> [Member] {
        var byName: [String: Value] = [:]
        for (name, value) in members { byName[name.normalized] = value }
        return byName.map { Member(name: $0.key, value: $0.value) }.sorted { $0.name < $1.name }
    }

    // MARK: Asking

    public var isNull: Bool { if case .null = content { true } else { false } }

    /// Not unknown itself; elements may be.
    public var isKnown: Bool { if case .unknown = content { false } else { true } }

    public var isDynamicUnknown: Bool { type == .dynamic && !isKnown }

    /// Nothing in it is unknown.
    public var isWhollyKnown: Bool {
        switch content {
        case .unknown: false
        case .elements(let elements): elements.allSatisfy(\.isWhollyKnown)
        case .members(let members): members.allSatisfy(\.value.isWhollyKnown)
        default: true
        }
    }

    package var refinement: Refinement? {
        if case .unknown(let refinement) = content { refinement } else { nil }
    }

    /// Neither null nor an unknown that could turn out to be.
    package var isDefinitelyNotNull: Bool {
        switch content {
        case .null: false
        case .unknown(let refinement): refinement.isNotNull
        default: true
        }
    }

    public var boolValue: Bool? { if case .bool(let value) = content { value } else { nil } }
    public var stringValue: String? { if case .string(let value) = content { value } else { nil } }
    public var numberValue: Number? { if case .number(let value) = content { value } else { nil } }

    /// A list's, set's or tuple's elements, or a map's or object's values.
    public var elements: [Value]? {
        switch content {
        case .elements(let elements): elements
        case .members(let members): members.map(\.value)
        default: nil
        }
    }

    /// A map's or object's, by name.
    public var namedValues: [(name: String, value: Value)]? {
        if case .members(let members) = content { members.map { ($0.name, $0.value) } } else { nil }
    }

    package var members: [Member]? { if case .members(let members) = content { members } else { nil } }

    /// Of a known map or object.
    public subscript(name: String) -> Value? {
        guard case .members(let members) = content else { return nil }
        var low = 0
        var high = members.count
        while low < high {
            let middle = (low + high) / 2
            if members[middle].name < name { low = middle + 1 } else { high = middle }
        }
        return low < members.count && members[low].name == name ? members[low].value : nil
    }

    // MARK: Marks

    public func marked(_ mark: Mark) -> Value { marked([mark]) }

    public func marked(_ more: Set<Mark>) -> Value {
        if more.isEmpty { return self }
        var copy = self
        copy.marks.formUnion(more)
        return copy
    }

    /// Without its own marks.
    public var unmarked: Value { marks.isEmpty ? self : Value(type, content) }

    public func has(_ mark: Mark) -> Bool { marks.contains(mark) }

    /// Marks of it and of all in it.
    public var deepMarks: Set<Mark> {
        var all = marks
        switch content {
        case .elements(let elements): for element in elements { all.formUnion(element.deepMarks) }
        case .members(let members): for member in members { all.formUnion(member.value.deepMarks) }
        default: break
        }
        return all
    }

    /// Without any mark, itself and all in it.
    public var deeplyUnmarked: Value {
        switch content {
        case .elements(let elements) where elements.contains { !$0.deepMarks.isEmpty }:
            Value(type, .elements(elements.map(\.deeplyUnmarked)))
        case .members(let members) where members.contains { !$0.value.deepMarks.isEmpty }:
            Value(type, .members(members.map { Member(name: $0.name, value: $0.value.deeplyUnmarked) }))
        default: unmarked
        }
    }
}

/// What is known of an unknown value all the same.
package struct Refinement: Hashable, Sendable {
    package var isNotNull = false
    /// A string begins with it.
    package var prefix = ""
    package var lower: Value.Number?
    package var upper: Value.Number?
    package var isLowerInclusive = true
    package var isUpperInclusive = true
    package var least = 0
    package var most = Int.max

    package init() {}

    package init(notNull: Bool, prefix: String = "", least: Int = 0, most: Int = .max) {
        isNotNull = notNull
        self.prefix = prefix
        self.least = least
        self.most = most
    }

    package static let notNull = Refinement(notNull: true)
}

extension Value {
    /// Of an unknown: not null; of anything else itself.
    package var refinedNotNull: Value {
        guard case .unknown(var refinement) = content, type != .dynamic else { return self }
        refinement.isNotNull = true
        return Value(type, .unknown(refinement), marks: marks)
    }
}
