extension Functions {
    static let dates: [String: Function] = [
        "formatdate": Function([string("format"), string("time")], gives: .string) { values in
            .string(try Moment(values[1].text).formatted(values[0].text))
        },
        "timeadd": Function([string("timestamp"), string("duration")], gives: .string) { values in
            let moment = try Moment(values[0].text)
            return .string(moment.adding(nanoseconds: try Moment.duration(values[1].text)).text)
        },
        "timecmp": Function([string("timestamp_a", "m"), string("timestamp_b", "m")], gives: .number) {
            values in
            let marks = values[0].marks.union(values[1].marks)
            guard values[0].isKnown, values[1].isKnown else { return Value.unknown(.number).marked(marks) }
            let a = try Moment(values[0].text).instant
            let b = try Moment(values[1].text).instant
            return Value.int(a < b ? -1 : a > b ? 1 : 0).marked(marks)
        },
    ]
}

/// A time of RFC 3339 with its offset.
struct Moment {
    private var days: Int
    private var seconds: Int
    private var nanoseconds: Int
    private let offset: Int
    private let isUTC: Bool

    /// What orders moments, whatever their offsets.
    var instant: (Int, Int) { ((days * 86400 + seconds) - offset, nanoseconds) }

    private static func fail(_ reason: String) -> Failure {
        Failure("not a valid RFC3339 timestamp: \(reason)")
    }

    init(_ text: String) throws {
        var rest = Array(text.utf8)[...]
        func digits(_ count: Int, _ what: String, _ next: String) throws -> Int {
            if rest.isEmpty { throw Self.fail("end of string before \(what)") }
            let part = rest.prefix { (0x30...0x39).contains($0) }
            let shown = String(decoding: part, as: UTF8.self)
            guard part.count == count, let value = Int(shown) else {
                if what == "year" || part.isEmpty {
                    throw Self.fail("cannot use \"\(String(decoding: rest, as: UTF8.self))\" as \(what)")
                }
                if rest.count == part.count + 1, rest.last == UInt8(ascii: "Z") {
                    throw Self.fail("cannot use \"\(String(decoding: rest, as: UTF8.self))\" as \(what)")
                }
                throw Self.fail("\(what) must have exactly two digits")
            }
            rest = rest.dropFirst(count)
            return value
        }
        func expect(_ byte: UInt8, _ message: String) throws {
            guard rest.first == byte else {
                if message.contains("introducer") { throw Self.fail(message) }
                let wanted = "\"\(Character(Unicode.Scalar(byte)))\" is expected"
                if rest.isEmpty { throw Self.fail("end of string where \(wanted)") }
                throw Self.fail("found \"\(String(decoding: rest, as: UTF8.self))\" where \(wanted)")
            }
            rest = rest.dropFirst()
        }
        let year = try digits(4, "year", "-")
        try expect(0x2d, "missing required year-month separator '-'")
        let month = try digits(2, "month", "-")
        try expect(0x2d, "missing required month-day separator '-'")
        let day = try digits(2, "day", "T")
        try expect(UInt8(ascii: "T"), "missing required time introducer 'T'")
        let hour = try digits(2, "hour", ":")
        try expect(0x3a, "missing required time component separator ':'")
        let minute = try digits(2, "minute", ":")
        try expect(0x3a, "missing required time component separator ':'")
        let second = try digits(2, "second", "")
        var nanoseconds = 0
        if rest.first == 0x2e {
            let fraction = rest.dropFirst().prefix { (0x30...0x39).contains($0) }
            guard !fraction.isEmpty else { throw Self.fail("cannot use \".\" as fraction") }
            rest = rest.dropFirst(fraction.count + 1)
            let nine = Array(fraction.prefix(9)) + Array(repeating: 0x30, count: max(0, 9 - fraction.count))
            nanoseconds = nine.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        }
        guard let zone = rest.first else { throw Self.fail("end of string before UTC offset") }
        var offset = 0
        isUTC = zone == UInt8(ascii: "Z")
        rest = rest.dropFirst()
        if !isUTC {
            guard zone != 0x2c else { throw Self.fail("cannot use \",\" as timestamp segment") }
            guard zone == 0x2b || zone == 0x2d else {
                throw Self.fail(
                    "cannot use \"\(String(decoding: [zone] + rest, as: UTF8.self))\" as UTC offset")
            }
            let hours = try digits(2, "UTC offset", ":")
            try expect(0x3a, "missing required UTC offset separator ':'")
            let minutes = try digits(2, "UTC offset", "")
            guard hours < 24, minutes < 60 else {
                throw Self.fail(
                    "cannot use \"\(String(decoding: [zone], as: UTF8.self))\(Self.two(hours)):\(Self.two(minutes))\" as UTC offset"
                )
            }
            offset = (hours * 3600 + minutes * 60) * (zone == 0x2d ? -1 : 1)
        }
        if !rest.isEmpty { throw Self.fail("extra characters after the UTC offset") }
        let lengths = [31, Self.isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard (1...12).contains(month) else { throw Self.fail("month out of range") }
        guard (1...lengths[month - 1]).contains(day) else { throw Self.fail("day out of range") }
        guard hour < 24 else { throw Self.fail("hour must be between 0 and 23 inclusive") }
        guard minute < 60 else { throw Self.fail("minute must be between 0 and 59 inclusive") }
        guard second < 60 else { throw Self.fail("second must be between 0 and 59 inclusive") }
        self.offset = offset
        self.nanoseconds = nanoseconds
        days = Self.days(year, month, day)
        seconds = hour * 3600 + minute * 60 + second
    }

    private static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && year % 100 != 0 || year % 400 == 0 }

    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let y = month <= 2 ? year - 1 : year
        let era = (y >= 0 ? y : y - 399) / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719468
    }

    private var civil: (year: Int, month: Int, day: Int) {
        let z = days + 719468
        let era = (z >= 0 ? z : z - 146096) / 146097
        let dayOfEra = z - era * 146097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let m = (5 * dayOfYear + 2) / 153
        let month = m < 10 ? m + 3 : m - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * m + 2) / 5 + 1)
    }

    func adding(nanoseconds more: Int) -> Moment {
        var copy = self
        let total = nanoseconds + more % 1_000_000_000
        var carry = more / 1_000_000_000
        copy.nanoseconds = ((total % 1_000_000_000) + 1_000_000_000) % 1_000_000_000
        if total < 0 { carry -= 1 }
        if total >= 1_000_000_000 { carry += 1 }
        let all = seconds + carry
        copy.seconds = ((all % 86400) + 86400) % 86400
        copy.days += (all - copy.seconds) / 86400
        return copy
    }

    private static func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }

    private var zone: String {
        let minutes = abs(offset) / 60
        return (offset < 0 ? "-" : "+") + Self.two(minutes / 60) + ":" + Self.two(minutes % 60)
    }

    var text: String {
        let (year, month, day) = civil
        let digits = String(repeating: "0", count: max(0, 4 - String(year).count)) + String(year)
        return
            "\(digits)-\(Self.two(month))-\(Self.two(day))T\(Self.two(seconds / 3600)):\(Self.two(seconds / 60 % 60)):"
            + Self.two(seconds % 60) + (offset == 0 ? "Z" : zone)
    }

    func formatted(_ format: String) throws -> String {
        var out = ""
        let characters = Array(format.unicodeScalars)
        var index = 0
        while index < characters.count {
            let letter = characters[index]
            if letter == "'" {
                index += 1
                var isClosed = false
                if index < characters.count, characters[index] == "'" {
                    out += "'"
                    index += 1
                    continue
                }
                while index < characters.count {
                    if characters[index] == "'" {
                        if index + 1 < characters.count, characters[index + 1] == "'" {
                            out += "'"
                            index += 2
                            continue
                        }
                        isClosed = true
                        index += 1
                        break
                    }
                    out.unicodeScalars.append(characters[index])
                    index += 1
                }
                if !isClosed { throw Failure("unterminated literal '", argument: 0) }
                continue
            }
            guard letter.isASCII, letter.properties.isAlphabetic else {
                out.unicodeScalars.append(letter)
                index += 1
                continue
            }
            var count = 0
            while index < characters.count, characters[index] == letter {
                count += 1
                index += 1
            }
            let verb = String(repeating: Character(letter), count: count)
            out += try field(verb, letter)
        }
        return out
    }

    /// What a verb stands for.
    private func field(_ verb: String, _ letter: Unicode.Scalar) throws -> String {
        let (year, month, day) = civil
        let months = [
            "January", "February", "March", "April", "May", "June", "July", "August", "September",
            "October", "November", "December",
        ]
        let weekdays = ["Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday"]
        let weekday = weekdays[((days % 7) + 7) % 7]
        let hour = seconds / 3600
        switch verb {
        case "YYYY": return String(String(10000 + year).suffix(4))
        case "YY": return Self.two(year % 100)
        case "MMMM": return months[month - 1]
        case "MMM": return String(months[month - 1].prefix(3))
        case "MM": return Self.two(month)
        case "M": return "\(month)"
        case "DD": return Self.two(day)
        case "D": return "\(day)"
        case "EEEE": return weekday
        case "EEE": return String(weekday.prefix(3))
        case "hh": return Self.two(hour)
        case "h": return "\(hour)"
        case "HH": return Self.two(hour % 12 == 0 ? 12 : hour % 12)
        case "H": return "\(hour % 12 == 0 ? 12 : hour % 12)"
        case "AA": return hour < 12 ? "AM" : "PM"
        case "aa": return hour < 12 ? "am" : "pm"
        case "mm": return Self.two(seconds / 60 % 60)
        case "m": return "\(seconds / 60 % 60)"
        case "ss": return Self.two(seconds % 60)
        case "s": return "\(seconds % 60)"
        case "ZZZZZ": return zone
        case "ZZZZ": return zone.filter { $0 != ":" }
        case "ZZZ": return offset == 0 ? "UTC" : zone.filter { $0 != ":" }
        case "Z": return offset == 0 ? "Z" : zone
        default: throw Failure("invalid date format verb \"\(verb)\": \(Self.advice(letter))", argument: 0)
        }
    }

    private static func advice(_ letter: Unicode.Scalar) -> String {
        switch letter {
        case "Y": "year must either be \"YY\" or \"YYYY\""
        case "M": "month must be \"M\", \"MM\", \"MMM\", or \"MMMM\""
        case "D": "day of month must either be \"D\" or \"DD\""
        case "E": "day of week must either be \"EEE\" or \"EEEE\""
        case "h": "24-hour must either be \"h\" or \"hh\""
        case "H": "12-hour must either be \"H\" or \"HH\""
        case "A": "must be \"AA\""
        case "a": "must be \"aa\""
        case "m": "minute must either be \"m\" or \"mm\""
        case "s": "second must either be \"s\" or \"ss\""
        case "Z": "timezone must be Z, ZZZ, ZZZZ or ZZZZZ"
        default: "unsupported verb; letters that are text must be in single quotes"
        }
    }

    /// A duration such as `1h30m`, in nanoseconds.
    static func duration(_ text: String) throws -> Int {
        let wrong = Failure("time: invalid duration \"\(text)\"", argument: 1)
        var rest = text[...]
        var sign = 1
        if let first = rest.first, first == "-" || first == "+" {
            if first == "-" { sign = -1 }
            rest.removeFirst()
        }
        if rest == "0" { return 0 }
        if rest.isEmpty { throw wrong }
        let units: [(String, Int)] = [
            ("ns", 1), ("us", 1000), ("µs", 1000), ("μs", 1000), ("ms", 1_000_000), ("s", 1_000_000_000),
            ("m", 60_000_000_000), ("h", 3_600_000_000_000),
        ]
        var total = 0
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isASCII && $0.isNumber || $0 == "." }
            guard
                let number = Value.Number(literal: digits.hasPrefix(".") ? "0" + digits : String(digits))
                    ?? Value.Number(literal: digits.dropLast())
            else { throw wrong }
            rest = rest.dropFirst(digits.count)
            let name = rest.prefix { !($0.isASCII && $0.isNumber) && $0 != "." }
            guard let unit = units.first(where: { $0.0 == String(name) }) else {
                throw name.isEmpty
                    ? Failure("time: missing unit in duration \"\(text)\"", argument: 1)
                    : Failure("time: unknown unit \"\(name)\" in duration \"\(text)\"", argument: 1)
            }
            rest = rest.dropFirst(name.count)
            guard let exact = number.multiplied(by: .int(unit.1))?.decimal?.rounded(.towardZero).asInt else {
                throw wrong
            }
            let (sum, isOver) = total.addingReportingOverflow(exact)
            if isOver { throw wrong }
            total = sum
        }
        return sign * total
    }
}
