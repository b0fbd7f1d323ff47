extension MessagePack {
    /// The shortest form of every part.
    public func bytes() -> [UInt8] {
        var out: [UInt8] = []
        write(into: &out)
        return out
    }

    public func write(into out: inout [UInt8]) {
        switch self {
        case .null: out.append(0xc0)
        case .bool(let value): out.append(value ? 0xc3 : 0xc2)
        case .integer(let value): MessagePack.put(value, into: &out)
        case .unsigned(let value): MessagePack.put(0xcf, value, into: &out)
        case .float(let value): MessagePack.put(0xca, value.bitPattern, into: &out)
        case .double(let value): MessagePack.put(0xcb, value.bitPattern, into: &out)
        case .string(let text):
            let count = text.utf8.count
            if count < 32 {
                out.append(0xa0 | UInt8(count))
            } else {
                MessagePack.put(lengths: [0xd9, 0xda, 0xdb], count, into: &out)
            }
            out.append(contentsOf: text.utf8)
        case .binary(let bytes):
            MessagePack.put(lengths: [0xc4, 0xc5, 0xc6], bytes.count, into: &out)
            out += bytes
        case .array(let elements):
            MessagePack.put(short: 0x90, lengths: [nil, 0xdc, 0xdd], elements.count, into: &out)
            for element in elements { element.write(into: &out) }
        case .map(let pairs):
            MessagePack.put(short: 0x80, lengths: [nil, 0xde, 0xdf], pairs.count, into: &out)
            for pair in pairs {
                pair.key.write(into: &out)
                pair.value.write(into: &out)
            }
        case .ext(let type, let bytes):
            if let power = [1, 2, 4, 8, 16].firstIndex(of: bytes.count) {
                out.append(0xd4 + UInt8(power))
            } else {
                MessagePack.put(lengths: [0xc7, 0xc8, 0xc9], bytes.count, into: &out)
            }
            out.append(UInt8(bitPattern: type))
            out += bytes
        }
    }

    private static func put(_ value: Int64, into out: inout [UInt8]) {
        switch value {
        case 0...0x7f: out.append(UInt8(value))
        case -32..<0: out.append(UInt8(bitPattern: Int8(value)))
        case 0...0xff: put(0xcc, UInt8(value), into: &out)
        case 0...0xffff: put(0xcd, UInt16(value), into: &out)
        case 0...0xffff_ffff: put(0xce, UInt32(value), into: &out)
        case 0...: put(0xcf, UInt64(value), into: &out)
        case -0x80..<0: put(0xd0, Int8(value), into: &out)
        case -0x8000..<0: put(0xd1, Int16(value), into: &out)
        case -0x8000_0000..<0: put(0xd2, Int32(value), into: &out)
        default: put(0xd3, value, into: &out)
        }
    }

    private static func put<T: FixedWidthInteger>(_ lead: UInt8, _ value: T, into out: inout [UInt8]) {
        out.append(lead)
        withUnsafeBytes(of: value.bigEndian) { out.append(contentsOf: $0) }
    }

    /// `lengths` are the leads for lengths of 1, 2 and 4 bytes.
    private static func put(lengths: [UInt8?], _ count: Int, into out: inout [UInt8]) {
        precondition(count <= UInt32.max, "MessagePack has no lengths beyond 32 bits.")
        if let lead = lengths[0], count <= 0xff {
            put(lead, UInt8(count), into: &out)
        } else if let lead = lengths[1], count <= 0xffff {
            put(lead, UInt16(count), into: &out)
        } else if let lead = lengths[2] {
            put(lead, UInt32(count), into: &out)
        }
    }

    private static func put(short: UInt8, lengths: [UInt8?], _ count: Int, into out: inout [UInt8]) {
        if count < 16 { out.append(short | UInt8(count)) } else { put(lengths: lengths, count, into: &out) }
    }
}
