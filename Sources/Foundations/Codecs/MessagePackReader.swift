public import Faults
import Values

extension MessagePack {
    /// Reads one value and refuses anything after it.
    ///
    /// Faults: `messagepack.malformed`, with the offset, for bytes that are cut off, not UTF-8 where text
    /// is promised, or nested deeper than `depth`. Memory stays in proportion to the bytes, whatever
    /// lengths they claim.
    public init(parsing bytes: [UInt8], depth: Int = JSONDocument.defaultDepth) throws(Fault) {
        var reader = MessagePackReader(bytes: bytes)
        self = try reader.value(depth: depth)
        guard reader.position == bytes.count else { throw reader.malformed("something follows the value") }
    }
}

private struct MessagePackReader {
    let bytes: [UInt8]
    var position = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    func malformed(_ what: String) -> Fault {
        Fault(.invalid, "messagepack.malformed", "The MessagePack is not valid: \(what) at byte \(position).")
    }

    mutating func value(depth: Int) throws(Fault) -> MessagePack {
        let lead = try unsigned(UInt8.self)
        switch lead {
        case 0x00...0x7f: return .integer(Int64(lead))
        case 0x80...0x8f: return try map(Int(lead & 0x0f), depth)
        case 0x90...0x9f: return try array(Int(lead & 0x0f), depth)
        case 0xa0...0xbf: return try string(Int(lead & 0x1f))
        case 0xc0: return .null
        case 0xc2: return .bool(false)
        case 0xc3: return .bool(true)
        case 0xc4...0xc6: return .binary(Array(try take(length(lead - 0xc4))))
        case 0xc7...0xc9: return try ext(length(lead - 0xc7))
        case 0xca: return .float(Float(bitPattern: try unsigned()))
        case 0xcb: return .double(Double(bitPattern: try unsigned()))
        case 0xcc: return .integer(Int64(try unsigned(UInt8.self)))
        case 0xcd: return .integer(Int64(try unsigned(UInt16.self)))
        case 0xce: return .integer(Int64(try unsigned(UInt32.self)))
        case 0xcf:
            let number = try unsigned(UInt64.self)
            return Int64(exactly: number).map(MessagePack.integer) ?? .unsigned(number)
        case 0xd0: return .integer(Int64(Int8(bitPattern: try unsigned())))
        case 0xd1: return .integer(Int64(Int16(bitPattern: try unsigned())))
        case 0xd2: return .integer(Int64(Int32(bitPattern: try unsigned())))
        case 0xd3: return .integer(Int64(bitPattern: try unsigned()))
        case 0xd4...0xd8: return try ext(1 << Int(lead - 0xd4))
        case 0xd9...0xdb: return try string(length(lead - 0xd9))
        case 0xdc, 0xdd: return try array(length(lead - 0xdc + 1), depth)
        case 0xde, 0xdf: return try map(length(lead - 0xde + 1), depth)
        case 0xe0...0xff: return .integer(Int64(Int8(bitPattern: lead)))
        default: throw malformed("0xc1 is never used")
        }
    }

    private mutating func unsigned<T: FixedWidthInteger>(_ type: T.Type = T.self) throws(Fault) -> T {
        try take(T.bitWidth / 8).reduce(0) { $0 << 8 | T(truncatingIfNeeded: $1) }
    }

    /// A length of 1, 2 or 4 bytes.
    private mutating func length(_ size: UInt8) throws(Fault) -> Int {
        switch size {
        case 0: Int(try unsigned(UInt8.self))
        case 1: Int(try unsigned(UInt16.self))
        default: Int(try unsigned(UInt32.self))
        }
    }

    private mutating func take(_ count: Int) throws(Fault) -> ArraySlice<UInt8> {
        guard count <= bytes.count - position else { throw malformed("it is cut off") }
        defer { position += count }
        return bytes[position..<position + count]
    }

    private mutating func string(_ count: Int) throws(Fault) -> MessagePack {
        guard let text = String(validating: try take(count), as: UTF8.self) else {
            throw malformed("a string is not UTF-8")
        }
        return .string(text)
    }

    private mutating func ext(_ count: Int) throws(Fault) -> MessagePack {
        let type = Int8(bitPattern: try unsigned())
        return .ext(type, Array(try take(count)))
    }

    private mutating func array(_ count: Int, _ depth: Int) throws(Fault) -> MessagePack {
        try check(count, depth)
        var elements: [MessagePack] = []
        elements.reserveCapacity(min(count, 1024))
        for _ in 0..<count { elements.append(try value(depth: depth - 1)) }
        return .array(elements)
    }

    private mutating func map(_ count: Int, _ depth: Int) throws(Fault) -> MessagePack {
        try check(count * 2, depth)
        var pairs: [MessagePack.Pair] = []
        pairs.reserveCapacity(min(count, 1024))
        for _ in 0..<count {
            let key = try value(depth: depth - 1)
            pairs.append(MessagePack.Pair(key, try value(depth: depth - 1)))
        }
        return .map(pairs)
    }

    /// Every element has at least one byte, so a count beyond the rest is a lie.
    private func check(_ count: Int, _ depth: Int) throws(Fault) {
        guard depth > 0 else { throw malformed("arrays and maps are nested too deeply") }
        guard count <= bytes.count - position else { throw malformed("it is cut off") }
    }
}
