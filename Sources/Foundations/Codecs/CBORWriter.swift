extension CBOR {
    /// Lengths and whole numbers in their shortest form, all lengths told before (RFC 8949, section 4.2.1);
    /// floating point keeps its width, and maps their order.
    public func encoded() -> [UInt8] {
        var out: [UInt8] = []
        write(into: &out)
        return out
    }

    public func write(into out: inout [UInt8]) {
        switch self {
        case .simple(let value): CBOR.head(7, UInt64(value), into: &out)
        case .bool(let value): out.append(value ? 0xf5 : 0xf4)
        case .null: out.append(0xf6)
        case .undefined: out.append(0xf7)
        case .unsigned(let value): CBOR.head(0, value, into: &out)
        case .negative(let value): CBOR.head(1, value, into: &out)
        case .float(let value):
            out.append(0xfa)
            CBOR.put(value.bitPattern, into: &out)
        case .double(let value):
            out.append(0xfb)
            CBOR.put(value.bitPattern, into: &out)
        case .bytes(let bytes):
            CBOR.head(2, UInt64(bytes.count), into: &out)
            out += bytes
        case .text(let text):
            CBOR.head(3, UInt64(text.utf8.count), into: &out)
            out.append(contentsOf: text.utf8)
        case .array(let elements):
            CBOR.head(4, UInt64(elements.count), into: &out)
            for element in elements { element.write(into: &out) }
        case .map(let pairs):
            CBOR.head(5, UInt64(pairs.count), into: &out)
            for pair in pairs {
                pair.key.write(into: &out)
                pair.value.write(into: &out)
            }
        case .tagged(let tag, let value):
            CBOR.head(6, tag, into: &out)
            value.write(into: &out)
        }
    }

    private static func head(_ major: UInt8, _ argument: UInt64, into out: inout [UInt8]) {
        let lead = major << 5
        switch argument {
        case 0..<24: out.append(lead | UInt8(argument))
        case 24...0xff: out += [lead | 24, UInt8(argument)]
        case 0x100...0xffff:
            out.append(lead | 25)
            put(UInt16(argument), into: &out)
        case 0x1_0000...0xffff_ffff:
            out.append(lead | 26)
            put(UInt32(argument), into: &out)
        default:
            out.append(lead | 27)
            put(argument, into: &out)
        }
    }

    private static func put(_ value: some FixedWidthInteger, into out: inout [UInt8]) {
        withUnsafeBytes(of: value.bigEndian) { out.append(contentsOf: $0) }
    }
}
