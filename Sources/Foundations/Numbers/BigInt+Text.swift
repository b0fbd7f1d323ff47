extension BigInt: CustomStringConvertible {
    public var description: String { text(radix: 10) }

    /// Digits in `radix` (2 to 36), lower case, with a minus sign where it is needed.
    public func text(radix: Int) -> String {
        if limbs.count <= 1 {
            return (isNegative ? "-" : "") + String(limbs.first ?? 0, radix: radix)
        }
        let (chunk, width) = Self.chunk(radix)
        var pieces: [String] = []
        var rest = limbs
        while !rest.isEmpty {
            let (quotient, remainder) = Self.divide(rest, bySmall: chunk)
            pieces.append(String(remainder, radix: radix))
            rest = quotient
        }
        var out = isNegative ? "-" : ""
        for (at, piece) in pieces.reversed().enumerated() {
            if at > 0 { out += String(repeating: "0", count: width - piece.utf8.count) }
            out += piece
        }
        return out
    }

    /// Reads an optional sign and digits of `radix` (2 to 36), nothing else.
    public init?(_ text: some StringProtocol, radix: Int = 10) {
        var digits = Array(text.utf8)[...]
        let isNegative = digits.first == UInt8(ascii: "-")
        if isNegative || digits.first == UInt8(ascii: "+") { digits.removeFirst() }
        guard let limbs = Self.limbs(digits, radix: radix) else { return nil }
        self.init(limbs: limbs, isNegative: isNegative)
    }

    static func limbs(_ digits: ArraySlice<UInt8>, radix: Int) -> [UInt]? {
        guard !digits.isEmpty else { return nil }
        let width = chunk(radix).width
        var limbs: [UInt] = []
        var at = digits.startIndex
        while at < digits.endIndex {
            let end = min(at + width, digits.endIndex)
            var piece: UInt = 0, factor: UInt = 1
            for byte in digits[at..<end] {
                guard let digit = digit(byte), digit < radix else { return nil }
                piece = piece * UInt(radix) + UInt(digit)
                factor = factor &* UInt(radix)
            }
            multiply(&limbs, by: factor, adding: piece)
            at = end
        }
        return limbs
    }

    private static func multiply(_ limbs: inout [UInt], by factor: UInt, adding: UInt) {
        var carry = adding
        for at in limbs.indices {
            let (high, low) = limbs[at].multipliedFullWidth(by: factor)
            let (sum, over) = low.addingReportingOverflow(carry)
            limbs[at] = sum
            carry = high &+ (over ? 1 : 0)
        }
        if carry != 0 { limbs.append(carry) }
    }

    private static func digit(_ byte: UInt8) -> Int? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(byte) - 48
        case UInt8(ascii: "a")...UInt8(ascii: "z"): Int(byte) - 87
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): Int(byte) - 55
        default: nil
        }
    }

    /// The greatest power of `radix` that fits a limb, and its digits.
    private static func chunk(_ radix: Int) -> (value: UInt, width: Int) {
        if radix == 10 { return (10_000_000_000_000_000_000, 19) }
        var value: UInt = UInt(radix), width = 1
        while true {
            let (next, over) = value.multipliedReportingOverflow(by: UInt(radix))
            if over { return (value, width) }
            value = next
            width += 1
        }
    }
}
