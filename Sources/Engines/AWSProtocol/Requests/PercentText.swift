/// Percent-encoding as AWS wants it: all but the unreserved characters (RFC 3986, section 2.3).
enum PercentText {
    static func encode(_ text: String, keeping kept: String = "") -> String {
        let keptBytes = Array(kept.utf8)
        var out: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
                UInt8(ascii: "."), UInt8(ascii: "~"):
                out.append(byte)
            case let byte where keptBytes.contains(byte): out.append(byte)
            default: out += [0x25, hex(byte >> 4), hex(byte & 15)]
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static func hex(_ digit: UInt8) -> UInt8 { digit < 10 ? 48 + digit : 55 + digit }
}
