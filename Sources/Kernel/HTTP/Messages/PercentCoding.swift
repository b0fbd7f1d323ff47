/// Percent-encoding of RFC 3986, section 2.1.
public enum PercentCoding {
    /// The text that `encoded` stands for; `nil` for a broken escape or bytes that are not UTF-8.
    ///
    /// A decoded `/` or NUL is let through: split a path before decoding its segments.
    public static func decode(_ encoded: some StringProtocol, plusIsSpace: Bool = false) -> String? {
        decode(bytes: encoded.utf8, plusIsSpace: plusIsSpace)
    }

    /// As above, for a part of a text.
    public static func decode(_ encoded: Span<UInt8>) -> String? {
        encoded.withUnsafeBufferPointer { bytes in
            bytes.contains(UInt8(ascii: "%"))
                ? decode(bytes: bytes, plusIsSpace: false) : String(validating: bytes, as: UTF8.self)
        }
    }

    static func decode(bytes: some Sequence<UInt8>, plusIsSpace: Bool) -> String? {
        var decoded: [UInt8] = []
        var rest = bytes.makeIterator()
        while let byte = rest.next() {
            switch byte {
            case UInt8(ascii: "%"):
                guard let high = rest.next().flatMap(hexDigit), let low = rest.next().flatMap(hexDigit)
                else { return nil }
                decoded.append(high << 4 | low)
            case UInt8(ascii: "+") where plusIsSpace: decoded.append(0x20)
            default: decoded.append(byte)
            }
        }
        return String(validating: decoded, as: UTF8.self)
    }

    /// Escapes every byte but the unreserved characters of RFC 3986, section 2.3.
    public static func encode(_ text: some StringProtocol) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var encoded: [UInt8] = []
        for byte in text.utf8 {
            if isUnreserved(byte) {
                encoded.append(byte)
            } else {
                encoded += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"): true
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"): true
        default: false
        }
    }
}

/// The value of one hexadecimal digit of either case.
func hexDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
}
