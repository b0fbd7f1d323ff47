/// The escapes of string literals: JSON's, and `\{` in templates.
enum Escapes {
    /// Nil when an escape is not known.
    static func resolve(_ raw: ArraySlice<UInt8>, braces: Bool) -> String? {
        guard raw.contains(UInt8(ascii: "\\")) else { return String(decoding: raw, as: UTF8.self) }
        var out: [UInt8] = []
        var index = raw.startIndex
        while index < raw.endIndex {
            guard raw[index] == UInt8(ascii: "\\") else {
                out.append(raw[index])
                index += 1
                continue
            }
            guard index + 1 < raw.endIndex else { return nil }
            index += 2
            switch raw[index - 1] {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): out.append(raw[index - 1])
            case UInt8(ascii: "{") where braces: out.append(UInt8(ascii: "{"))
            case UInt8(ascii: "n"): out.append(0x0a)
            case UInt8(ascii: "t"): out.append(0x09)
            case UInt8(ascii: "r"): out.append(0x0d)
            case UInt8(ascii: "b"): out.append(0x08)
            case UInt8(ascii: "f"): out.append(0x0c)
            case UInt8(ascii: "u"):
                guard var code = hex(raw, &index) else { return nil }
                if code & 0xfc00 == 0xd800 {
                    let isPair = index + 1 < raw.endIndex && raw[index] == UInt8(ascii: "\\")
                    var next = index + 2
                    if isPair, raw[index + 1] == UInt8(ascii: "u"), let low = hex(raw, &next),
                        low & 0xfc00 == 0xdc00
                    {
                        code = 0x10000 + (code & 0x3ff) << 10 + (low & 0x3ff)
                        index = next
                    }
                }
                let scalar = Unicode.Scalar(code) ?? "\u{fffd}"
                out.append(contentsOf: Array(String(Character(scalar)).utf8))
            default: return nil
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static func hex(_ raw: ArraySlice<UInt8>, _ index: inout Int) -> UInt32? {
        guard index + 4 <= raw.endIndex,
            let value = UInt32(String(decoding: raw[index..<index + 4], as: UTF8.self), radix: 16)
        else { return nil }
        index += 4
        return value
    }
}
