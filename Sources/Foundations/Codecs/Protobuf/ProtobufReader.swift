/// Reads the fields of a protocol buffers message, one after the other, without copying: messages within are
/// ranges of the same bytes.
///
/// Source: Protocol Buffers, Encoding.
public struct ProtobufReader: Sendable {
    /// Bytes that are no message.
    public struct Malformed: Error, Equatable, CustomStringConvertible {
        public let description: String
    }

    public struct Field: Sendable {
        public let number: Int
        /// Of a varint or a fixed-width field; 0 for others.
        public let value: UInt64
        let range: Range<Int>

        public var integer: Int64 { Int64(bitPattern: value) }
        public var isTrue: Bool { value != 0 }
    }

    private let bytes: [UInt8]
    private var position: Int
    private let end: Int

    public init(_ bytes: [UInt8]) { self.init(bytes, 0..<bytes.count) }

    private init(_ bytes: [UInt8], _ range: Range<Int>) {
        self.bytes = bytes
        position = range.lowerBound
        end = range.upperBound
    }

    /// The next field; nil behind the last one.
    public mutating func next() throws(Malformed) -> Field? {
        guard position < end else { return nil }
        let tag = try varint()
        let number = tag >> 3
        guard number > 0, number < 1 << 29 else { throw Malformed(description: "the field \(number)") }
        switch tag & 7 {
        case 0: return Field(number: Int(number), value: try varint(), range: position..<position)
        case 1: return Field(number: Int(number), value: try fixed(8), range: position..<position)
        case 5: return Field(number: Int(number), value: try fixed(4), range: position..<position)
        case 2:
            let length = try varint()
            guard length <= UInt64(end - position) else { throw Malformed(description: "a field is cut off") }
            let range = position..<(position + Int(length))
            position = range.upperBound
            return Field(number: Int(number), value: 0, range: range)
        case let wire: throw Malformed(description: "the wire type \(wire)")
        }
    }

    /// The message that a field holds.
    public func message(_ field: Field) -> ProtobufReader { ProtobufReader(bytes, field.range) }

    public func data(_ field: Field) -> [UInt8] { Array(bytes[field.range]) }

    /// Invalid UTF-8 is repaired, not refused.
    public func string(_ field: Field) -> String { String(decoding: bytes[field.range], as: UTF8.self) }

    /// What the field spans, for reading it later with `init(_:at:)`.
    public func span(_ field: Field) -> Range<Int> { field.range }

    /// A message that lies at a span of `bytes`.
    public init(_ bytes: [UInt8], at span: Range<Int>) {
        precondition(span.upperBound <= bytes.count)
        self.init(bytes, span)
    }

    private mutating func varint() throws(Malformed) -> UInt64 {
        var value: UInt64 = 0, shift: UInt64 = 0
        while position < end, shift < 64 {
            let byte = bytes[position]
            position += 1
            value |= UInt64(byte & 0x7f) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
        throw Malformed(description: "a number is cut off")
    }

    private mutating func fixed(_ width: Int) throws(Malformed) -> UInt64 {
        guard end - position >= width else { throw Malformed(description: "a number is cut off") }
        var value: UInt64 = 0
        for offset in (0..<width).reversed() { value = value << 8 | UInt64(bytes[position + offset]) }
        position += width
        return value
    }
}
