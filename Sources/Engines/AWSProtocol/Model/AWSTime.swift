import Values

/// The forms in which AWS's services write times.
public enum AWSTime {
    /// `seconds` since 1970 in the form of a `timestampFormat`.
    static func text(_ seconds: Double, _ format: String) -> String {
        let whole = Int(seconds.rounded(.down))
        let millis = Int(((seconds - Double(whole)) * 1000).rounded())
        let (days, rest) = (whole.dividedDown(by: 86_400), whole - whole.dividedDown(by: 86_400) * 86_400)
        let (year, month, day) = date(days)
        let clock = "\(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60))"
        switch format {
        case "rfc822":
            let weekday = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"][((days % 7) + 7) % 7]
            return "\(weekday), \(two(day)) \(months[month - 1]) \(four(year)) \(clock) GMT"
        case "unixTimestamp": return millis == 0 ? String(whole) : "\(seconds)"
        default:
            let fraction = millis == 0 ? "" : "." + String(1000 + millis).dropFirst()
            return "\(four(year))-\(two(month))-\(two(day))T\(clock)\(fraction)Z"
        }
    }

    /// Seconds since 1970 of any of the forms; nil for what is none.
    public static func seconds(_ text: String) -> Double? {
        let text = text.trimmed
        if let number = Double(text) { return number }
        return iso(text) ?? rfc822(text)
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// `2014-04-29T18:30:38.5+01:00`; without an offset it is UTC.
    private static func iso(_ text: String) -> Double? {
        let bytes = Array(text.utf8)
        guard bytes.count >= 10, bytes[4] == 0x2d, bytes[7] == 0x2d, let year = number(bytes, 0, 4),
            let month = number(bytes, 5, 7), let day = number(bytes, 8, 10), (1...12).contains(month)
        else { return nil }
        var seconds = Double(days(year, month, day) * 86_400)
        guard bytes.count > 10 else { return seconds }
        guard bytes.count >= 19, let hour = number(bytes, 11, 13), let minute = number(bytes, 14, 16),
            let second = number(bytes, 17, 19)
        else { return nil }
        seconds += Double(hour * 3600 + minute * 60 + second)
        var at = 19
        if at < bytes.count, bytes[at] == 0x2e {
            let end = bytes[(at + 1)...].firstIndex { !(48...57).contains($0) } ?? bytes.count
            seconds += Double("0." + String(decoding: bytes[(at + 1)..<end], as: UTF8.self)) ?? 0
            at = end
        }
        guard at < bytes.count, bytes[at] == 0x2b || bytes[at] == 0x2d else { return seconds }
        let digits = bytes[(at + 1)...].filter { $0 != 0x3a }
        guard digits.count == 4, let hours = number(digits, 0, 2), let minutes = number(digits, 2, 4) else {
            return nil
        }
        let offset = Double(hours * 3600 + minutes * 60)
        return bytes[at] == 0x2b ? seconds - offset : seconds + offset
    }

    /// `Tue, 29 Apr 2014 18:30:38 GMT`, with or without the weekday.
    private static func rfc822(_ text: String) -> Double? {
        var words = text.split(whereSeparator: { $0 == " " || $0 == "," }).map(String.init)
        if words.first.map({ Int($0) == nil }) == true { words.removeFirst() }
        guard words.count >= 4, let day = Int(words[0]),
            let month = months.firstIndex(where: { words[1].hasPrefix($0) }), let year = Int(words[2])
        else { return nil }
        let clock = words[3].split(separator: ":").map { Double($0) ?? 0 }
        guard clock.count == 3 else { return nil }
        return Double(days(year, month + 1, day) * 86_400) + clock[0] * 3600 + clock[1] * 60 + clock[2]
    }

    private static func number(_ bytes: [UInt8], _ from: Int, _ to: Int) -> Int? {
        bytes[from..<to].allSatisfy { (48...57).contains($0) }
            ? Int(String(decoding: bytes[from..<to], as: UTF8.self)) : nil
    }

    private static func two(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }
    private static func four(_ value: Int) -> String { String(String(10_000 + value).suffix(4)) }

    /// Days since 1970-01-01 in the Gregorian calendar, and back (Hinnant's algorithms).
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted.dividedDown(by: 400), yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func date(_ days: Int) -> (Int, Int, Int) {
        let shifted = days + 719_468
        let era = shifted.dividedDown(by: 146_097), dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }
}

extension Int {
    fileprivate func dividedDown(by divisor: Int) -> Int {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}

extension String {
    /// Without white space at either end.
    var trimmed: String {
        let bytes = Array(utf8)
        guard let first = bytes.firstIndex(where: { $0 > 0x20 }),
            let last = bytes.lastIndex(where: { $0 > 0x20 })
        else { return "" }
        return String(decoding: bytes[first...last], as: UTF8.self)
    }
}
