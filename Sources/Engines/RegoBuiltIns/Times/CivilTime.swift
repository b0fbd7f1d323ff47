/// A moment in the proleptic Gregorian calendar, at an offset from UTC.
struct CivilTime {
    var year: Int
    var month: Int
    var day: Int
    var hour = 0
    var minute = 0
    var second = 0
    var nanosecond = 0
    /// Seconds east of UTC.
    var offset = 0
    var zone = "UTC"

    /// Days since 1970-01-01; months and days beyond their bounds go on into the next.
    static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let months = year * 12 + month - 1
        let y = floorDivide(months, 12) - (months - floorDivide(months, 12) * 12 < 2 ? 1 : 0)
        let m = months - floorDivide(months, 12) * 12 + 1
        let era = floorDivide(y, 400)
        let ofEra = y - era * 400
        let ofYear = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5
        return era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear + day - 1 - 719_468
    }

    static func floorDivide(_ a: Int, _ b: Int) -> Int {
        let (quotient, rest) = a.quotientAndRemainder(dividingBy: b)
        return rest < 0 ? quotient - 1 : quotient
    }

    init(year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    init(nanoseconds: Int, zone: TimeZoneRules) {
        let seconds = Self.floorDivide(nanoseconds, 1_000_000_000)
        let (offset, name) = zone.offset(at: seconds)
        let local = seconds + offset
        let day = Self.floorDivide(local, 86400)
        let rest = local - day * 86400
        let shifted = day + 719_468
        let era = Self.floorDivide(shifted, 146_097)
        let ofEra = shifted - era * 146_097
        let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * ofYear + 2) / 153
        self.day = ofYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        hour = rest / 3600
        minute = rest / 60 % 60
        second = rest % 60
        nanosecond = nanoseconds &- seconds &* 1_000_000_000
        self.offset = offset
        self.zone = name
    }

    /// Nanoseconds since 1970, unless they are beyond 64 bits.
    var nanoseconds: Int? {
        let days = Self.days(year, month, day)
        let seconds = days * 86400 + hour * 3600 + minute * 60 + second - offset
        return Int(exactly: Int128(seconds) * 1_000_000_000 + Int128(nanosecond))
    }

    /// Sunday is 0.
    var weekday: Int {
        let days = Self.days(year, month, day) + 4
        return days - Self.floorDivide(days, 7) * 7
    }

    var dayOfYear: Int { Self.days(year, month, day) - Self.days(year, 1, 1) + 1 }

    static func daysIn(_ year: Int, _ month: Int) -> Int { days(year, month + 1, 1) - days(year, month, 1) }

    static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    ]
    static let weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
}
