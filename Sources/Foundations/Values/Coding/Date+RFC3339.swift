public import FoundationEssentials

extension Date {
    /// RFC 3339 in UTC with milliseconds, rounded to the nearest: `2026-01-02T03:04:05.678Z`. Times before
    /// the year 0 or after 9999, which it cannot tell, become the nearest that it can.
    public var rfc3339: String {
        let told = max(
            -62_167_219_200_000, min(253_402_300_799_999, (timeIntervalSince1970 * 1000).rounded()))
        let milliseconds = Int(exactly: told) ?? 0
        let (days, inDay) = milliseconds.dividedFlooring(by: 86_400_000)
        let (year, month, day) = civil(fromDays: days)
        func padded(_ value: Int, _ width: Int) -> String {
            let digits = String(value)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2) + "T"
            + padded(inDay / 3_600_000, 2) + ":" + padded(inDay / 60_000 % 60, 2) + ":"
            + padded(inDay / 1000 % 60, 2) + "." + padded(inDay % 1000, 3) + "Z"
    }

    /// Nil when the text is not an RFC 3339 date-time. Any offset and any number of fraction digits are
    /// read; a leap second is the second after it.
    public init?(rfc3339 text: String) {
        var rest = Array(text.utf8)[...]
        func number(_ digits: Int, _ limits: ClosedRange<Int>) -> Int? {
            guard rest.count >= digits else { return nil }
            var value = 0
            for byte in rest.prefix(digits) {
                guard byte &- 0x30 < 10 else { return nil }
                value = value * 10 + Int(byte &- 0x30)
            }
            rest = rest.dropFirst(digits)
            return limits.contains(value) ? value : nil
        }
        func skip(_ allowed: Unicode.Scalar...) -> Bool {
            guard let byte = rest.first, allowed.contains(Unicode.Scalar(byte)) else { return false }
            rest = rest.dropFirst()
            return true
        }
        guard let year = number(4, 0...9999), skip("-"), let month = number(2, 1...12), skip("-"),
            let day = number(2, 1...31), day <= daysIn(month, of: year), skip("T", "t", " "),
            let hour = number(2, 0...23), skip(":"), let minute = number(2, 0...59), skip(":"),
            let second = number(2, 0...60)
        else { return nil }
        var fraction = 0.0
        if skip(".") {
            let digits = rest.prefix { $0 &- 0x30 < 10 }
            guard !digits.isEmpty, let value = Double("0." + String(decoding: digits, as: UTF8.self)) else {
                return nil
            }
            fraction = value
            rest = rest.dropFirst(digits.count)
        }
        var offset = 0
        if !skip("Z", "z") {
            let sign = rest.first == UInt8(ascii: "-") ? -1 : 1
            guard skip("+", "-"), let hours = number(2, 0...23), skip(":"),
                let minutes = number(2, 0...59)
            else { return nil }
            offset = sign * (hours * 3600 + minutes * 60)
        }
        guard rest.isEmpty else { return nil }
        let seconds = days(toYear: year, month, day) * 86_400 + hour * 3600 + minute * 60 + second - offset
        self.init(timeIntervalSince1970: Double(seconds) + fraction)
    }
}

extension Int {
    func dividedFlooring(by divisor: Int) -> (quotient: Int, remainder: Int) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}

private func daysIn(_ month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
}

/// Days since 1970-01-01 in the proleptic Gregorian calendar (Hinnant's algorithm).
private func days(toYear year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let (era, yearOfEra) = shifted.dividedFlooring(by: 400)
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
}

/// The inverse of `days(toYear:_:_:)`.
private func civil(fromDays days: Int) -> (year: Int, month: Int, day: Int) {
    let (era, dayOfEra) = (days + 719_468).dividedFlooring(by: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted + (shifted < 10 ? 3 : -9)
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
}
