/// A moment that an RFC 3339 text names, to the nanosecond.
struct Instant: Equatable {
    private let seconds: Int
    private let nanoseconds: Int

    /// Nil for what is no RFC 3339 time (section 5.6).
    init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, bytes[4] == 0x2d, bytes[7] == 0x2d, bytes[10] | 0x20 == 0x74,
            bytes[13] == 0x3a, bytes[16] == 0x3a
        else { return nil }
        func number(_ range: Range<Int>) -> Int? {
            var value = 0
            for at in range {
                guard at < bytes.count, (48...57).contains(bytes[at]) else { return nil }
                value = value * 10 + Int(bytes[at] - 48)
            }
            return value
        }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
            let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
            (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second < 61
        else { return nil }
        var at = 19, fraction = 0
        if bytes[at] == 0x2e {
            var scale = 100_000_000
            at += 1
            while at < bytes.count, (48...57).contains(bytes[at]) {
                fraction += Int(bytes[at] - 48) * scale
                scale /= 10
                at += 1
            }
        }
        guard at < bytes.count, let offset = Self.offset(bytes, at, number) else { return nil }
        seconds = Self.days(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second - offset
        nanoseconds = fraction
    }

    private static func offset(_ bytes: [UInt8], _ at: Int, _ number: (Range<Int>) -> Int?) -> Int? {
        if bytes[at] | 0x20 == 0x7a { return at + 1 == bytes.count ? 0 : nil }
        guard bytes[at] == 0x2b || bytes[at] == 0x2d, bytes.count == at + 6, bytes[at + 3] == 0x3a,
            let hours = number(at + 1..<at + 3), let minutes = number(at + 4..<at + 6)
        else { return nil }
        let span = hours * 3600 + minutes * 60
        return bytes[at] == 0x2b ? span : -span
    }

    /// Days since 1970-01-01 in the Gregorian calendar.
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400, yearOfEra = shifted % 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}
