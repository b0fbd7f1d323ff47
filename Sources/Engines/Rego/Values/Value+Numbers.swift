public import Numbers

extension Value {
    /// A number's exact value; zero for what is not a number.
    public var decimal: BigDecimal {
        if tag == Tag.int { return BigDecimal(smallInt) }
        guard tag == Tag.decimal else { return .zero }
        return BigDecimal(numberText) ?? .zero
    }

    /// A whole number's exact value; nil for everything else.
    public var integer: BigInt? {
        if tag == Tag.int { return BigInt(smallInt) }
        guard tag == Tag.decimal else { return nil }
        return decimal.asBigInt
    }
}

extension Heap {
    /// A number by JSON's grammar; whole numbers of at most 61 bits become one word.
    func decimal(_ text: String) -> Value {
        guard let exact = BigDecimal(text) else {
            // Beyond the bound of exponents: as large or as small as doubles tell.
            return decimalBlock(text, Double(text) ?? 0)
        }
        if exact.isInteger, let small = exact.asInt, Value.intRange.contains(small) {
            return Value(small: small)
        }
        return decimalBlock(text, exact.asDouble)
    }

    /// The number for a text by JSON's grammar; nil for other texts.
    public func number(_ text: String) -> Value? {
        guard JSONGrammar.isNumber(text.utf8) else { return nil }
        return number(checked: text)
    }

    /// An integer of any size.
    public func number(_ value: BigInt) -> Value {
        if let small = value.asInt, Value.intRange.contains(small) { return Value(small: small) }
        let exact = BigDecimal(value)
        return decimalBlock(value.description, exact.asDouble)
    }

    /// The result of arithmetic, rounded as Rego's numbers are: integers exactly, fractions to 64 bits.
    public func number(_ value: BigDecimal) -> Value {
        if value.isInteger, let whole = value.asBigInt { return number(whole) }
        let rounded = Fraction64.rounded(value)
        if rounded.isInteger, let whole = rounded.asBigInt { return number(whole) }
        return decimalBlock(Fraction64.text(of: rounded), rounded.asDouble)
    }

    /// The shortest number that reads back as the double; undefined for infinities and NaN.
    public func number(_ value: Double) -> Value {
        guard let exact = BigDecimal(shortest: value) else { return .undefined }
        if exact.isInteger, let whole = exact.asBigInt { return number(whole) }
        return decimalBlock(Fraction64.text(of: exact), value)
    }
}

/// JSON's grammar of numbers (RFC 8259, section 6).
enum JSONGrammar {
    static func isNumber(_ bytes: some Collection<UInt8>) -> Bool {
        var rest = Array(bytes)[...]
        func digits() -> Int {
            let run = rest.prefix { $0 &- 0x30 < 10 }
            rest = rest.dropFirst(run.count)
            return run.count
        }
        if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
        if rest.first == UInt8(ascii: "0") {
            rest.removeFirst()
        } else if digits() == 0 {
            return false
        }
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            if digits() == 0 { return false }
        }
        if let byte = rest.first, byte | 0x20 == UInt8(ascii: "e") {
            rest.removeFirst()
            if let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
                rest.removeFirst()
            }
            if digits() == 0 { return false }
        }
        return rest.isEmpty
    }
}

/// Numbers with a significand of 64 bits, as the language's arithmetic on fractions keeps them.
enum Fraction64 {
    /// The shortest decimal among those whose nearest number of 64 bits is that of `value`.
    static func rounded(_ value: BigDecimal) -> BigDecimal {
        if value.significand.magnitude.description.utf8.count <= 19 { return value }
        let target = nearest(value)
        for digits in 15...21 {
            let candidate = target.rounded(toDigits: digits)
            if nearest(candidate).significand == target.significand { return candidate }
        }
        return target.rounded(toDigits: 21)
    }

    /// The exact decimal of the nearest number of 64 bits.
    private static func nearest(_ value: BigDecimal) -> BigDecimal {
        guard value.exponent < 0 else { return value }
        let digits = value.significand.magnitude
        let scale = BigDecimal.powerOfTen(-value.exponent)
        // A quotient of at least 66 bits, of which 64 are kept.
        let shift = max(0, 66 - (digits.bitWidth - scale.bitWidth))
        let (quotient, rest) = (digits << shift).quotientAndRemainder(dividingBy: scale)
        let extra = quotient.bitWidth - 64
        guard extra > 0 else { return value }
        var kept = quotient >> extra
        let dropped = quotient - (kept << extra)
        let half = BigInt.one << (extra - 1)
        if dropped > half || dropped == half && (!rest.isZero || kept.isOdd) { kept = kept + .one }
        let power = extra - shift
        let sign = value.significand.signum < 0 ? -kept : kept
        if power >= 0 { return BigDecimal(sign << power) }
        // kept / 2^n = kept * 5^n / 10^n
        return BigDecimal(sign * BigInt(5).raised(to: -power), exponent: power)
    }

    /// The text of a fraction: plain from 0.0001 up to a million, else with an exponent.
    static func text(of value: BigDecimal) -> String {
        var digits = value.significand.magnitude.description
        var exponent = value.exponent
        while digits.utf8.count > 1, digits.utf8.last == UInt8(ascii: "0") {
            digits.removeLast()
            exponent += 1
        }
        let sign = value.signum < 0 ? "-" : ""
        let point = digits.utf8.count + exponent
        if point - 1 < -4 || point - 1 >= 21 {
            let power = point - 1
            let first = digits.removeFirst()
            let fraction = digits.isEmpty ? "" : "." + digits
            let amount = String(abs(power))
            return sign + "\(first)" + fraction + (power < 0 ? "e-" : "e+")
                + (amount.utf8.count < 2 ? "0" + amount : amount)
        }
        if exponent >= 0 { return sign + digits + String(repeating: "0", count: exponent) }
        if point <= 0 { return sign + "0." + String(repeating: "0", count: -point) + digits }
        let split = digits.index(digits.startIndex, offsetBy: point)
        return sign + digits[..<split] + "." + digits[split...]
    }
}
