extension BigDecimal: CustomStringConvertible {
    /// All digits, with neither exponent nor superfluous zeros.
    public var description: String {
        let digits = significand.magnitude.description
        let sign = signum < 0 ? "-" : ""
        if exponent >= 0 { return sign + digits + String(repeating: "0", count: exponent) }
        let whole = digits.utf8.count + exponent
        if whole <= 0 { return sign + "0." + String(repeating: "0", count: -whole) + digits }
        return sign + digits.prefix(whole) + "." + digits.dropFirst(whole)
    }

    /// Reads a JSON number (RFC 8259, section 6); also `+`, leading zeros, and a point without digits on one
    /// side. Nothing else, and nil for an exponent beyond `exponentBound`.
    public init?(_ text: some StringProtocol) {
        var bytes = Array(text.utf8)[...]
        let isNegative = bytes.first == UInt8(ascii: "-")
        if isNegative || bytes.first == UInt8(ascii: "+") { bytes.removeFirst() }
        var power = 0
        if let mark = bytes.firstIndex(where: { $0 | 0x20 == UInt8(ascii: "e") }) {
            guard let read = Self.exponent(bytes[(mark + 1)...]) else { return nil }
            power = read
            bytes = bytes[..<mark]
        }
        if let point = bytes.firstIndex(of: UInt8(ascii: ".")) {
            power -= bytes.endIndex - point - 1
            bytes.remove(at: point)
        }
        guard abs(power) <= Self.exponentBound, let limbs = BigInt.limbs(bytes, radix: 10) else { return nil }
        self.init(BigInt(limbs: limbs, isNegative: isNegative), exponent: power)
    }

    private static func exponent(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard bytes.count <= 8 else { return nil }
        return Int(String(decoding: bytes, as: UTF8.self))
    }

    /// The nearest double; infinite beyond its range.
    public var asDouble: Double {
        // Both exact in a double: one division or product is then rounded once.
        if let small = significand.asInt, small.magnitude < 1 << 53, abs(exponent) <= 18 {
            let power = Double(BigDecimal.powerOfTen(abs(exponent)).asInt ?? 0)
            return exponent < 0 ? Double(small) / power : Double(small) * power
        }
        return Double("\(significand)e\(exponent)") ?? (signum < 0 ? -.infinity : .infinity)
    }

    /// The very value of a double, all its binary digits; nil for what is no number or infinite.
    public init?(exactly value: Double) {
        guard value.isFinite else { return nil }
        guard value != 0 else {
            self = .zero
            return
        }
        let digits = BigInt(value.significandBitPattern | (value.isNormal ? 1 << 52 : 0))
        let power = max(Int(value.exponentBitPattern), 1) - 1075
        let signed = value < 0 ? -digits : digits
        if power >= 0 {
            self.init(signed << power)
        } else {
            self.init(signed * BigInt(5).raised(to: -power), exponent: power)
        }
    }

    /// The shortest decimal that reads back as the same double; nil for what is no number or infinite.
    public init?(shortest value: Double) {
        guard value.isFinite else { return nil }
        self.init(value.description)
    }
}
