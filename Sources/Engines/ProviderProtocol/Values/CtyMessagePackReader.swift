import Numbers
import Values

/// Reads values that a provider sent in cty's MessagePack. Memory stays in proportion to the bytes, whatever
/// lengths they claim, and depth is bounded.
struct CtyMessagePackReader {
    private let bytes: [UInt8]
    private var position = 0

    /// Deeper values are refused.
    static let depthBound = 200

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The whole of the bytes as one value of `type`.
    static func value(_ bytes: [UInt8], _ type: CtyType) throws(CtyMismatch) -> CtyValue {
        var reader = CtyMessagePackReader(bytes)
        let value = try reader.value(type, 0)
        guard reader.position == bytes.count else { throw CtyMismatch("something follows the value") }
        return value
    }

    private mutating func value(_ type: CtyType, _ depth: Int) throws(CtyMismatch) -> CtyValue {
        guard depth < Self.depthBound else {
            throw CtyMismatch("nested deeper than \(Self.depthBound) levels")
        }
        let lead = try byte()
        if lead == 0xc0 { return .null }
        if try skipExtension(lead) { return .unknown }
        switch type {
        case .bool:
            guard lead == 0xc2 || lead == 0xc3 else { throw unexpected(lead, "a bool") }
            return .bool(lead == 0xc3)
        case .string: return .string(try text(lead))
        case .number: return .number(try number(lead))
        case .list(let element): return .list(try elements(lead, depth) { _ in element })
        case .set(let element): return .set(try elements(lead, depth) { _ in element })
        case .tuple(let types): return .list(try elements(lead, depth, exactly: types.count) { types[$0] })
        case .map(let element): return .members(try map(lead, element, depth))
        case .object(let attributes): return .members(try object(lead, attributes, depth))
        case .dynamic: return try dynamic(lead, depth)
        }
    }

    private mutating func elements(
        _ lead: UInt8, _ depth: Int, exactly wanted: Int? = nil, _ type: (Int) -> CtyType
    ) throws(CtyMismatch) -> [CtyValue] {
        let count = try length(lead, fixed: 0x90, wide: 0xdc, "a list")
        if let wanted, wanted != count {
            throw CtyMismatch("\(wanted) elements were expected, found \(count)")
        }
        var out: [CtyValue] = []
        for index in 0..<count {
            do throws(CtyMismatch) { out.append(try value(type(index), depth + 1)) } catch {
                throw error.under("[\(index)]")
            }
        }
        return out
    }

    private mutating func map(
        _ lead: UInt8, _ element: CtyType, _ depth: Int
    ) throws(CtyMismatch) -> [CtyValue.Member] {
        let count = try length(lead, fixed: 0x80, wide: 0xde, "a map")
        var out: [CtyValue.Member] = []
        for _ in 0..<count {
            let name = try text(try byte())
            do throws(CtyMismatch) { out.append(.init(name, try value(element, depth + 1))) } catch {
                throw error.under("[\(JSON.string(name).text)]")
            }
        }
        return out
    }

    private mutating func object(
        _ lead: UInt8, _ attributes: [CtyType.Attribute], _ depth: Int
    ) throws(CtyMismatch) -> [CtyValue.Member] {
        let count = try length(lead, fixed: 0x80, wide: 0xde, "an object")
        guard count == attributes.count else {
            throw CtyMismatch("\(attributes.count) attributes were expected, found \(count)")
        }
        var out: [CtyValue.Member] = []
        out.reserveCapacity(count)
        for index in 0..<count {
            let name = try text(try byte())
            // Names are written in order, so the attribute at the same place is nearly always the one.
            let isHere = attributes[index].name.utf8.elementsEqual(name.utf8)
            let found = isHere ? attributes[index] : attributes.first { $0.name == name }
            guard let found else { throw CtyMismatch("there is no attribute \(name)") }
            do throws(CtyMismatch) { out.append(.init(name, try value(found.type, depth + 1))) } catch {
                throw error.under(name)
            }
        }
        return out
    }

    private mutating func dynamic(_ lead: UInt8, _ depth: Int) throws(CtyMismatch) -> CtyValue {
        guard try length(lead, fixed: 0x90, wide: 0xdc, "a value with its type") == 2 else {
            throw CtyMismatch("a value with its type was expected")
        }
        let name = try raw(try byte())
        guard let json = try? JSON(parsing: Array(name)), let type = try? CtyType(json: json) else {
            throw CtyMismatch("the value's type can't be read")
        }
        return .typed(type, try value(type, depth + 1))
    }

    // MARK: - Tokens

    private mutating func number(_ lead: UInt8) throws(CtyMismatch) -> CtyNumber {
        switch lead {
        case 0...0x7f: return .integer(Int64(lead))
        case 0xe0...0xff: return .integer(Int64(Int8(bitPattern: lead)))
        case 0xcc: return .integer(Int64(try unsigned(1)))
        case 0xcd: return .integer(Int64(try unsigned(2)))
        case 0xce: return .integer(Int64(try unsigned(4)))
        case 0xcf:
            let value: UInt64 = try unsigned(8)
            return CtyNumber(BigDecimal(value))
        case 0xd0: return .integer(Int64(Int8(truncatingIfNeeded: try unsigned(1))))
        case 0xd1: return .integer(Int64(Int16(truncatingIfNeeded: try unsigned(2))))
        case 0xd2: return .integer(Int64(Int32(truncatingIfNeeded: try unsigned(4))))
        case 0xd3: return .integer(Int64(bitPattern: try unsigned(8)))
        case 0xca:
            let float = Float(bitPattern: UInt32(truncatingIfNeeded: try unsigned(4)))
            return try exactly(Double(float))
        case 0xcb: return try exactly(Double(bitPattern: try unsigned(8)))
        default:
            guard let number = CtyNumber(try text(lead)) else { throw CtyMismatch("a number was expected") }
            return number
        }
    }

    private func exactly(_ value: Double) throws(CtyMismatch) -> CtyNumber {
        guard let decimal = BigDecimal(exactly: value) else { throw CtyMismatch("an infinite number") }
        return CtyNumber(decimal)
    }

    private mutating func text(_ lead: UInt8) throws(CtyMismatch) -> String {
        String(decoding: try raw(lead), as: UTF8.self)
    }

    private mutating func raw(_ lead: UInt8) throws(CtyMismatch) -> ArraySlice<UInt8> {
        let count: Int
        switch lead {
        case 0xa0...0xbf: count = Int(lead & 31)
        case 0xd9, 0xc4: count = Int(try unsigned(1))
        case 0xda, 0xc5: count = Int(try unsigned(2))
        case 0xdb, 0xc6: count = Int(try unsigned(4))
        default: throw unexpected(lead, "a string")
        }
        return try take(count)
    }

    private mutating func length(
        _ lead: UInt8, fixed: UInt8, wide: UInt8, _ expected: String
    ) throws(CtyMismatch) -> Int {
        if lead & 0xf0 == fixed { return Int(lead & 15) }
        if lead == wide { return Int(try unsigned(2)) }
        if lead == wide + 1 { return Int(try unsigned(4)) }
        throw unexpected(lead, expected)
    }

    /// Every extension stands for an unknown value, refined or not.
    private mutating func skipExtension(_ lead: UInt8) throws(CtyMismatch) -> Bool {
        switch lead {
        case 0xd4...0xd8: _ = try take(1 + 1 << Int(lead - 0xd4))
        case 0xc7...0xc9: _ = try take(1 + Int(try unsigned(1 << Int(lead - 0xc7))))
        default: return false
        }
        return true
    }

    private mutating func byte() throws(CtyMismatch) -> UInt8 {
        guard position < bytes.count else { throw CtyMismatch("the bytes end too early") }
        defer { position += 1 }
        return bytes[position]
    }

    private mutating func unsigned(_ width: Int) throws(CtyMismatch) -> UInt64 {
        try take(width).reduce(0) { $0 << 8 | UInt64($1) }
    }

    private mutating func take(_ count: Int) throws(CtyMismatch) -> ArraySlice<UInt8> {
        guard count <= bytes.count - position else { throw CtyMismatch("the bytes end too early") }
        defer { position += count }
        return bytes[position..<(position + count)]
    }

    private func unexpected(_ lead: UInt8, _ expected: String) -> CtyMismatch {
        CtyMismatch("\(expected) was expected, found the byte \(lead)")
    }
}
