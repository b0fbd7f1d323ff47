import Glibc

/// The integer that a JSON number's characters tell, when it is whole and fits: `12`, `12.0`, `1.2e1`.
@inline(__always)
func wholeNumber<T: FixedWidthInteger>(_ raw: UnsafeRawBufferPointer) -> T? {
    var value: T = 0
    var index = 0
    let negative = raw.count > 0 && raw[0] == UInt8(ascii: "-")
    if negative { index = 1 }
    while index < raw.count {
        let digit = raw[index] &- 0x30
        guard digit < 10 else { return Decimals(raw).whole() }
        let (scaled, over) = value.multipliedReportingOverflow(by: 10)
        let (next, overToo) =
            negative
            ? scaled.subtractingReportingOverflow(T(truncatingIfNeeded: digit))
            : scaled.addingReportingOverflow(T(truncatingIfNeeded: digit))
        if over || overToo { return nil }
        value = next
        index += 1
    }
    return value
}

/// Powers of ten that a double holds exactly.
private let exactPowers: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
    1e18, 1e19, 1e20, 1e21, 1e22,
]

/// The double nearest to a JSON number, or nil beyond the largest finite one.
func nearestDouble(_ raw: UnsafeRawBufferPointer) -> Double? {
    // Up to 15 digits and a small power of ten need one exact operation (Clinger 1990).
    var mantissa: Int64 = 0
    var digits = 0
    var scale = 0
    var index = raw.first == UInt8(ascii: "-") ? 1 : 0
    let negative = index == 1
    var seenPoint = false
    while index < raw.count, digits <= 15 {
        let byte = raw[index]
        if byte == UInt8(ascii: "."), !seenPoint {
            seenPoint = true
        } else if byte &- 0x30 < 10 {
            mantissa = mantissa * 10 + Int64(byte &- 0x30)
            if mantissa != 0 { digits += 1 }
            if seenPoint { scale += 1 }
        } else {
            break
        }
        index += 1
    }
    if index == raw.count, digits <= 15, scale <= 22 {
        let value = Double(mantissa) / exactPowers[scale]
        return negative ? -value : value
    }
    guard let value = Double(String(decoding: raw, as: UTF8.self)), value.isFinite else { return nil }
    return value
}

/// A JSON number taken apart: sign, digits without zeros at either end, and a power of ten, so that two
/// numbers are the same quantity exactly when these are equal.
struct Decimals: Equatable {
    /// Beyond this, exponents are told apart by their text only; no quantity that matters is there.
    static let exponentLimit = 1 << 40

    var isNegative = false
    var digits: [UInt8] = []
    var exponent = 0

    init(_ raw: some Collection<UInt8>) {
        var rest = raw[...]
        if rest.first == UInt8(ascii: "-") {
            isNegative = true
            rest.removeFirst()
        }
        var afterPoint = false
        while let byte = rest.first, byte | 0x20 != UInt8(ascii: "e") {
            rest.removeFirst()
            if byte == UInt8(ascii: ".") {
                afterPoint = true
                continue
            }
            if afterPoint { exponent -= 1 }
            if byte != UInt8(ascii: "0") || !digits.isEmpty { digits.append(byte &- 0x30) }
        }
        if !rest.isEmpty {
            let text = String(decoding: rest.dropFirst(), as: UTF8.self)
            let shift = Int(text) ?? (text.hasPrefix("-") ? -Decimals.exponentLimit : Decimals.exponentLimit)
            exponent += max(-Decimals.exponentLimit, min(Decimals.exponentLimit, shift))
        }
        while digits.last == 0 {
            digits.removeLast()
            exponent += 1
        }
        if digits.isEmpty {
            exponent = 0
            isNegative = false
        }
    }

    func whole<T: FixedWidthInteger>() -> T? {
        guard exponent >= 0, digits.count + exponent <= 40 else { return digits.isEmpty ? 0 : nil }
        var value: T = 0
        for digit in digits + [UInt8](repeating: 0, count: exponent) {
            let (scaled, over) = value.multipliedReportingOverflow(by: 10)
            let (next, overToo) =
                isNegative
                ? scaled.subtractingReportingOverflow(T(digit)) : scaled.addingReportingOverflow(T(digit))
            if over || overToo { return nil }
            value = next
        }
        return value
    }
}
