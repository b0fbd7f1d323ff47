/// A Rego value in one word: a constant, a small integer, or the address of a block in a `Heap`.
///
/// It owns nothing. Copies are free, and it is valid as long as the heap that made it.
public struct Value: Sendable {
    let bits: UInt64

    @inline(__always)
    init(bits: UInt64) { self.bits = bits }

    /// The order of kinds is the order of values.
    public enum Kind: UInt8, Sendable, Comparable {
        case undefined, null, boolean, number, string, array, object, set

        public static func < (left: Kind, right: Kind) -> Bool { left.rawValue < right.rawValue }
    }

    // The low three bits of a word.
    enum Tag {
        static let special: UInt64 = 0
        static let int: UInt64 = 1
        static let string: UInt64 = 2
        static let array: UInt64 = 3
        static let object: UInt64 = 4
        static let set: UInt64 = 5
        static let decimal: UInt64 = 6
    }

    /// What nothing was computed for yet: all bits clear, so that fresh memory says it.
    static let pending = Value(bits: 0)
    /// No value.
    public static let undefined = Value(bits: 8)
    public static let null = Value(bits: 16)
    public static let `false` = Value(bits: 24)
    public static let `true` = Value(bits: 32)
    static let intRange = -(1 << 60)...(1 << 60) - 1

    public init(_ value: Bool) { self = value ? .true : .false }

    /// Integers of up to 61 bits; larger ones are made by a heap.
    @inline(__always)
    init(small value: Int) { bits = UInt64(bitPattern: Int64(value) << 3) | Tag.int }

    @inline(__always)
    var tag: UInt64 { bits & 7 }

    @inline(__always)
    var block: UnsafeMutableRawPointer {
        // Only tags of blocks lead here, and their addresses are not null.
        UnsafeMutableRawPointer(bitPattern: UInt(bits & ~7)).unsafelyUnwrapped
    }

    public var kind: Kind {
        switch tag {
        case Tag.int, Tag.decimal: .number
        case Tag.string: .string
        case Tag.array: .array
        case Tag.object: .object
        case Tag.set: .set
        default:
            switch bits {
            case Value.null.bits: .null
            case Value.true.bits, Value.false.bits: .boolean
            default: .undefined
            }
        }
    }

    @inline(__always)
    public var isDefined: Bool { bits != Value.undefined.bits && bits != 0 }
    @inline(__always)
    public var isNull: Bool { bits == Value.null.bits }
    @inline(__always)
    public var isString: Bool { tag == Tag.string }
    @inline(__always)
    public var isNumber: Bool { tag == Tag.int || tag == Tag.decimal }
    @inline(__always)
    public var isArray: Bool { tag == Tag.array }
    @inline(__always)
    public var isObject: Bool { tag == Tag.object }
    @inline(__always)
    public var isSet: Bool { tag == Tag.set }
    @inline(__always)
    public var isBoolean: Bool { bits == Value.true.bits || bits == Value.false.bits }

    public var boolean: Bool? { isBoolean ? bits == Value.true.bits : nil }

    /// The kind's name as `type_name` gives it.
    public var typeName: String {
        switch kind {
        case .undefined: "undefined"
        case .null: "null"
        case .boolean: "boolean"
        case .number: "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        case .set: "set"
        }
    }
}

// MARK: - Strings

extension Value {
    /// A string's block: hash (8 bytes), count (4), blank (4), UTF-8.
    @inline(__always)
    var stringCount: Int { Int(block.load(fromByteOffset: 8, as: Int32.self)) }

    /// A string's UTF-8. Valid as long as the heap.
    @inline(__always)
    public var utf8: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(
            start: (block + 16).assumingMemoryBound(to: UInt8.self), count: stringCount)
    }

    /// A string's text; nil for everything else.
    public var string: String? { isString ? String(decoding: utf8, as: UTF8.self) : nil }
}

// MARK: - Numbers

extension Value {
    /// An integer's value when it has at most 61 bits.
    @inline(__always)
    var smallInt: Int { Int(Int64(bitPattern: bits) >> 3) }

    /// The integer, when the number is one of at most 61 bits.
    @inline(__always)
    public var int: Int? { tag == Tag.int ? smallInt : nil }

    /// A decimal's block: hash (8 bytes), nearest double (8), count (4), blank (4), text.
    var decimalText: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(
            start: (block + 24).assumingMemoryBound(to: UInt8.self),
            count: Int(block.load(fromByteOffset: 16, as: Int32.self)))
    }

    /// The nearest double of a number.
    public var double: Double {
        tag == Tag.int ? Double(smallInt) : block.load(fromByteOffset: 8, as: Double.self)
    }

    /// A number's text by JSON's grammar.
    public var numberText: String {
        tag == Tag.int ? String(smallInt) : String(decoding: decimalText, as: UTF8.self)
    }
}
