/// The two alphabets of RFC 4648, sections 4 and 5.
private enum Alphabet {
    static let standard = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    static let url = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
    static let standardValues = values(of: standard)
    static let urlValues = values(of: url)

    /// 255 for bytes that are not in the alphabet.
    private static func values(of alphabet: [UInt8]) -> [UInt8] {
        var values = [UInt8](repeating: 255, count: 256)
        for (value, byte) in alphabet.enumerated() { values[Int(byte)] = UInt8(value) }
        return values
    }
}

extension Collection<UInt8> {
    /// Base64 with padding (RFC 4648, section 4).
    public var base64: String { encoded(Alphabet.standard, padded: true) }

    /// Base64 for URLs and JSON Web Tokens, without padding (RFC 4648, section 5).
    public var base64URL: String { encoded(Alphabet.url, padded: false) }

    private func encoded(_ alphabet: [UInt8], padded: Bool) -> String {
        let bytes = Array(self)
        return String(unsafeUninitializedCapacity: (bytes.count + 2) / 3 * 4) { out in
            var length = 0
            func put(_ value: UInt32) {
                out[length] = alphabet[Int(value & 63)]
                length += 1
            }
            var index = 0
            while index + 3 <= bytes.count {
                let group =
                    UInt32(bytes[index]) << 16 | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2])
                put(group >> 18)
                put(group >> 12)
                put(group >> 6)
                put(group)
                index += 3
            }
            let rest = bytes.count - index
            if rest > 0 {
                let group = UInt32(bytes[index]) << 16 | (rest == 2 ? UInt32(bytes[index + 1]) << 8 : 0)
                put(group >> 18)
                put(group >> 12)
                if rest == 2 { put(group >> 6) }
                for _ in 0..<(padded ? 3 - rest : 0) {
                    out[length] = UInt8(ascii: "=")
                    length += 1
                }
            }
            return length
        }
    }
}

extension [UInt8] {
    /// Nil unless the text is canonical Base64 with its padding: no blanks, no stray bits at the end.
    public init?(base64 text: String) {
        self.init(text, Alphabet.standardValues, padded: true)
    }

    /// Nil unless the text is canonical URL-safe Base64 without padding.
    public init?(base64URL text: String) {
        self.init(text, Alphabet.urlValues, padded: false)
    }

    private init?(_ text: String, _ values: [UInt8], padded: Bool) {
        var digits = Array(text.utf8)
        if padded {
            guard digits.count.isMultiple(of: 4) else { return nil }
            for _ in 0..<2 where digits.last == UInt8(ascii: "=") { digits.removeLast() }
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(digits.count * 3 / 4)
        var group: UInt32 = 0
        var bits = 0
        for digit in digits {
            let value = values[Int(digit)]
            guard value < 64 else { return nil }
            group = group << 6 | UInt32(value)
            bits += 6
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: group >> UInt32(bits)))
            }
        }
        guard bits < 6, group & (1 << UInt32(bits) - 1) == 0 else { return nil }
        self = bytes
    }
}
