/// The text of a string's raw bytes with its escapes resolved; the scanner has checked them.
func unescaped(_ raw: UnsafeRawBufferPointer) -> String {
    String(unsafeUninitializedCapacity: raw.count) { out in
        var index = 0
        var length = 0
        func put(_ byte: UInt8) {
            out[length] = byte
            length += 1
        }
        func unit(at start: Int) -> UInt32 {
            (start..<start + 4).reduce(0) { $0 << 4 | (hexDigit(raw[$1]) ?? 0) }
        }
        while index < raw.count {
            let byte = raw[index]
            guard byte == UInt8(ascii: "\\") else {
                put(byte)
                index += 1
                continue
            }
            let kind = raw[index + 1]
            index += 2
            switch kind {
            case UInt8(ascii: "n"): put(0x0a)
            case UInt8(ascii: "t"): put(0x09)
            case UInt8(ascii: "r"): put(0x0d)
            case UInt8(ascii: "b"): put(0x08)
            case UInt8(ascii: "f"): put(0x0c)
            case UInt8(ascii: "u"):
                var scalar = unit(at: index)
                index += 4
                if scalar & 0xfc00 == 0xd800 {
                    scalar = 0x10000 + (scalar & 0x3ff) << 10 + unit(at: index + 2) & 0x3ff
                    index += 6
                }
                putUTF8(scalar, put)
            default: put(kind)
            }
        }
        return length
    }
}

/// The UTF-8 bytes of one scalar, at most four.
private func putUTF8(_ scalar: UInt32, _ put: (UInt8) -> Void) {
    func tail(_ shift: UInt32) { put(UInt8(0x80 | scalar >> shift & 0x3f)) }
    switch scalar {
    case ..<0x80: put(UInt8(scalar))
    case ..<0x800:
        put(UInt8(0xc0 | scalar >> 6))
        tail(0)
    case ..<0x10000:
        put(UInt8(0xe0 | scalar >> 12))
        tail(6)
        tail(0)
    default:
        put(UInt8(0xf0 | scalar >> 18))
        tail(12)
        tail(6)
        tail(0)
    }
}
