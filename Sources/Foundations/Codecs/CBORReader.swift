public import Faults
import Values

extension CBOR {
    /// What a map's keys may be.
    public enum Keys: Sendable { case any, text }

    /// Reads one value and refuses anything after it.
    ///
    /// Faults: `cbor.malformed`, with the offset, for bytes that are not well-formed (RFC 8949, section 5.3),
    /// cut off, not UTF-8 where text is promised, nested deeper than `depth`, or with a key that is none of
    /// `keys`. Memory stays in proportion to the bytes, whatever lengths they claim.
    public init(
        parsing bytes: [UInt8], depth: Int = JSONDocument.defaultDepth, keys: Keys = .any
    ) throws(Fault) {
        var reader = CBORReader(bytes: bytes, keys: keys)
        self = try reader.value(depth: depth)
        guard reader.position == bytes.count else { throw reader.malformed("something follows the value") }
    }
}

/// The eight kinds that the first three bits of a head tell (section 3.1).
private enum Major: UInt8 { case unsigned, negative, bytes, text, array, map, tag, simple }

private struct CBORReader {
    let bytes: [UInt8]
    let keys: CBOR.Keys
    var position = 0

    private static let end: UInt8 = 0xff
    private static let indefinite: UInt8 = 31

    init(bytes: [UInt8], keys: CBOR.Keys) { (self.bytes, self.keys) = (bytes, keys) }

    func malformed(_ what: String) -> Fault {
        Fault(.invalid, "cbor.malformed", "The CBOR is not valid: \(what) at byte \(position).")
    }

    mutating func value(depth: Int) throws(Fault) -> CBOR {
        guard depth > 0 else { throw malformed("values are nested too deeply") }
        let (major, short) = try head()
        switch major {
        case .unsigned: return .unsigned(try argument(short))
        case .negative: return .negative(try argument(short))
        case .bytes: return .bytes(Array(try content(.bytes, short)))
        case .text: return .text(try text(short))
        case .array: return .array(try array(short, depth))
        case .map: return .map(try map(short, depth))
        case .tag:
            let tag = try argument(short)
            return .tagged(tag, try value(depth: depth - 1))
        case .simple: return try simple(short)
        }
    }

    private mutating func head() throws(Fault) -> (Major, UInt8) {
        let lead = try byte()
        // Three bits are one of the eight.
        return (Major(rawValue: lead >> 5) ?? .simple, lead & 31)
    }

    private mutating func argument(_ short: UInt8) throws(Fault) -> UInt64 {
        switch short {
        case 0...23: return UInt64(short)
        case 24...27: return try number(1 << Int(short - 24))
        default: throw malformed("a head has the additional information \(short)")
        }
    }

    private mutating func byte() throws(Fault) -> UInt8 {
        guard position < bytes.count else { throw malformed("it is cut off") }
        defer { position += 1 }
        return bytes[position]
    }

    private mutating func number(_ size: Int) throws(Fault) -> UInt64 {
        guard size <= bytes.count - position else { throw malformed("it is cut off") }
        var value: UInt64 = 0
        for index in position..<position + size { value = value << 8 | UInt64(bytes[index]) }
        position += size
        return value
    }

    private mutating func take(_ count: Int) throws(Fault) -> ArraySlice<UInt8> {
        guard count <= bytes.count - position else { throw malformed("it is cut off") }
        defer { position += count }
        return bytes[position..<position + count]
    }

    /// True when the mark was there that ends what has no length; it is taken.
    private mutating func takesEnd() throws(Fault) -> Bool {
        guard position < bytes.count else { throw malformed("it is cut off") }
        guard bytes[position] == Self.end else { return false }
        position += 1
        return true
    }

    // MARK: - Bytes and text

    /// A run of bytes that has its length, or pieces that have theirs until the end's mark.
    private mutating func content(_ major: Major, _ short: UInt8) throws(Fault) -> ArraySlice<UInt8> {
        guard short == Self.indefinite else { return try take(length(short)) }
        var whole: ArraySlice<UInt8> = []
        while try !takesEnd() {
            let (kind, size) = try head()
            guard kind == major, size != Self.indefinite else {
                throw malformed("a piece of another kind")
            }
            let piece = try take(length(size))
            // Each piece of a text is text by itself.
            if major == .text { _ = try checked(piece) }
            whole += piece
        }
        return whole
    }

    private mutating func text(_ short: UInt8) throws(Fault) -> String {
        try checked(try content(.text, short))
    }

    private func checked(_ bytes: ArraySlice<UInt8>) throws(Fault) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw malformed("a text is not UTF-8")
        }
        return text
    }

    private mutating func length(_ short: UInt8) throws(Fault) -> Int {
        guard let length = Int(exactly: try argument(short)) else { throw malformed("it is cut off") }
        return length
    }

    // MARK: - Arrays and maps

    private mutating func array(_ short: UInt8, _ depth: Int) throws(Fault) -> [CBOR] {
        var out: [CBOR] = []
        if short == Self.indefinite {
            while try !takesEnd() { out.append(try value(depth: depth - 1)) }
            return out
        }
        let count = try checked(count: length(short), each: 1)
        out.reserveCapacity(min(count, 1024))
        for _ in 0..<count { out.append(try value(depth: depth - 1)) }
        return out
    }

    private mutating func map(_ short: UInt8, _ depth: Int) throws(Fault) -> [CBOR.Pair] {
        var out: [CBOR.Pair] = []
        if short == Self.indefinite {
            while try !takesEnd() { out.append(try pair(depth)) }
            return out
        }
        let count = try checked(count: length(short), each: 2)
        out.reserveCapacity(min(count, 1024))
        for _ in 0..<count { out.append(try pair(depth)) }
        return out
    }

    private mutating func pair(_ depth: Int) throws(Fault) -> CBOR.Pair {
        let key = try value(depth: depth - 1)
        if keys == .text, case .text = key {} else if keys == .text { throw malformed("a key is no text") }
        return CBOR.Pair(key, try value(depth: depth - 1))
    }

    /// Every value has at least one byte, so a count beyond the rest is a lie.
    private func checked(count: Int, each size: Int) throws(Fault) -> Int {
        guard count <= (bytes.count - position) / size else { throw malformed("it is cut off") }
        return count
    }

    // MARK: - Simple values and floating point

    private mutating func simple(_ short: UInt8) throws(Fault) -> CBOR {
        switch short {
        case 20: return .bool(false)
        case 21: return .bool(true)
        case 22: return .null
        case 23: return .undefined
        case 0..<20: return .simple(short)
        case 24:
            let value = UInt8(try number(1))
            guard value >= 32 else { throw malformed("a simple value of two bytes is below 32") }
            return .simple(value)
        case 25: return .float(Self.single(UInt16(try number(2))))
        case 26: return .float(Float(bitPattern: UInt32(try number(4))))
        case 27: return .double(Double(bitPattern: try number(8)))
        case Self.indefinite: throw malformed("an end without a beginning")
        default: throw malformed("a head has the additional information \(short)")
        }
    }

    /// IEEE 754's 16 bits as 32, exactly (appendix D).
    private static func single(_ half: UInt16) -> Float {
        let sign: Float = half & 0x8000 == 0 ? 1 : -1
        let exponent = Int(half >> 10 & 0x1f), mantissa = half & 0x3ff
        switch exponent {
        case 0: return sign * Float(mantissa) * 0x1p-24
        case 31: return mantissa == 0 ? sign * .infinity : .nan
        default:
            return sign * Float(sign: .plus, exponent: exponent - 25, significand: Float(mantissa | 0x400))
        }
    }
}
