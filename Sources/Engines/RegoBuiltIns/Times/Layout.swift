import Rego

/// Times written by example, as Go's layouts write them: `2006-01-02T15:04:05Z07:00`.
enum Layout {
    enum Piece {
        case text(String)
        case year, shortYear, longMonth, month, zeroMonth, numMonth
        case longWeekday, weekday, day, underDay, zeroDay, underYearDay, zeroYearDay
        case hour, hour12, zeroHour12, minute, zeroMinute, second, zeroSecond
        case upperPM, lowerPM, zone
        /// An offset: whether `Z` stands for zero, whether it has colons, and of how many parts it is.
        case offset(isZ: Bool, colon: Bool, parts: Int)
        /// Places of a fraction, whether trailing zeros go, and the mark before it.
        case fraction(Int, dropsZeros: Bool, mark: UInt8)
    }

    /// The names of layouts that `time.parse_ns` and `time.format` know.
    static let named = [
        "ANSIC": "Mon Jan _2 15:04:05 2006", "UnixDate": "Mon Jan _2 15:04:05 MST 2006",
        "RubyDate": "Mon Jan 02 15:04:05 -0700 2006", "RFC822": "02 Jan 06 15:04 MST",
        "RFC822Z": "02 Jan 06 15:04 -0700", "RFC850": "Monday, 02-Jan-06 15:04:05 MST",
        "RFC1123": "Mon, 02 Jan 2006 15:04:05 MST", "RFC1123Z": "Mon, 02 Jan 2006 15:04:05 -0700",
        "RFC3339": "2006-01-02T15:04:05Z07:00", "RFC3339Nano": "2006-01-02T15:04:05.999999999Z07:00",
    ]

    private static let table: [(String, Piece)] = [
        ("January", .longMonth), ("Jan", .month), ("Monday", .longWeekday), ("Mon", .weekday), ("MST", .zone),
        ("002", .zeroYearDay), ("01", .zeroMonth), ("02", .zeroDay), ("03", .zeroHour12), ("04", .zeroMinute),
        ("05", .zeroSecond), ("06", .shortYear), ("15", .hour), ("1", .numMonth), ("2006", .year),
        ("__2", .underYearDay), ("_2", .underDay), ("2", .day), ("3", .hour12), ("4", .minute),
        ("5", .second),
        ("PM", .upperPM), ("pm", .lowerPM),
        ("-070000", .offset(isZ: false, colon: false, parts: 3)),
        ("-07:00:00", .offset(isZ: false, colon: true, parts: 3)),
        ("-0700", .offset(isZ: false, colon: false, parts: 2)),
        ("-07:00", .offset(isZ: false, colon: true, parts: 2)),
        ("-07", .offset(isZ: false, colon: false, parts: 1)),
        ("Z070000", .offset(isZ: true, colon: false, parts: 3)),
        ("Z07:00:00", .offset(isZ: true, colon: true, parts: 3)),
        ("Z0700", .offset(isZ: true, colon: false, parts: 2)),
        ("Z07:00", .offset(isZ: true, colon: true, parts: 2)),
        ("Z07", .offset(isZ: true, colon: false, parts: 1)),
    ]

    static func pieces(_ layout: String) -> [Piece] {
        let bytes = Array(layout.utf8)
        var pieces: [Piece] = []
        var text: [UInt8] = []
        var at = 0
        func flush() {
            if !text.isEmpty { pieces.append(.text(String(decoding: text, as: UTF8.self))) }
            text = []
        }
        while at < bytes.count {
            if let (length, piece) = fraction(bytes, at) ?? word(bytes, at) {
                flush()
                pieces.append(piece)
                at += length
            } else {
                text.append(bytes[at])
                at += 1
            }
        }
        flush()
        return pieces
    }

    private static func word(_ bytes: [UInt8], _ at: Int) -> (Int, Piece)? {
        var best: (Int, Piece)?
        for (name, piece) in table where bytes[at...].starts(with: name.utf8) {
            // `Jan` is no month in `January`s of other words.
            if name == "Jan" || name == "Mon", at + 3 < bytes.count, bytes[at + 3] &- 0x61 < 26 { continue }
            if name.utf8.count > best?.0 ?? 0 { best = (name.utf8.count, piece) }
        }
        if let found = best, case .underDay = found.1, bytes[at...].starts(with: "_2006".utf8) { return nil }
        return best
    }

    private static func fraction(_ bytes: [UInt8], _ at: Int) -> (Int, Piece)? {
        guard bytes[at] == UInt8(ascii: ".") || bytes[at] == UInt8(ascii: ","), at + 1 < bytes.count,
            bytes[at + 1] == UInt8(ascii: "0") || bytes[at + 1] == UInt8(ascii: "9")
        else { return nil }
        let digit = bytes[at + 1]
        let run = bytes[(at + 1)...].prefix { $0 == digit }.count
        if at + 1 + run < bytes.count, bytes[at + 1 + run] &- 0x30 < 10 { return nil }
        return (run + 1, .fraction(run, dropsZeros: digit == UInt8(ascii: "9"), mark: bytes[at]))
    }

    // MARK: Writing

    static func format(_ time: CivilTime, _ layout: String) -> String {
        pieces(layout).map { write($0, time) }.joined()
    }

    private static func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }

    private static func write(_ piece: Piece, _ time: CivilTime) -> String {
        let hour12 = time.hour % 12 == 0 ? 12 : time.hour % 12
        switch piece {
        case .text(let text): return text
        case .year:
            let digits = String(abs(time.year))
            return (time.year < 0 ? "-" : "") + String(repeating: "0", count: max(0, 4 - digits.utf8.count))
                + digits
        case .shortYear: return two(((time.year % 100) + 100) % 100)
        case .longMonth: return CivilTime.months[time.month - 1]
        case .month: return String(CivilTime.months[time.month - 1].prefix(3))
        case .zeroMonth: return two(time.month)
        case .numMonth: return "\(time.month)"
        case .longWeekday: return CivilTime.weekdays[time.weekday]
        case .weekday: return String(CivilTime.weekdays[time.weekday].prefix(3))
        case .day: return "\(time.day)"
        case .underDay: return time.day < 10 ? " \(time.day)" : "\(time.day)"
        case .zeroDay: return two(time.day)
        case .underYearDay, .zeroYearDay:
            let digits = String(time.dayOfYear)
            let pad = if case .zeroYearDay = piece { "0" } else { " " }
            return String(repeating: pad, count: 3 - digits.utf8.count) + digits
        case .hour: return two(time.hour)
        case .hour12: return "\(hour12)"
        case .zeroHour12: return two(hour12)
        case .minute: return "\(time.minute)"
        case .zeroMinute: return two(time.minute)
        case .second: return "\(time.second)"
        case .zeroSecond: return two(time.second)
        case .upperPM: return time.hour >= 12 ? "PM" : "AM"
        case .lowerPM: return time.hour >= 12 ? "pm" : "am"
        case .zone: return time.zone
        case .offset(let isZ, let colon, let parts): return offset(time.offset, isZ, colon, parts)
        case .fraction(let places, let dropsZeros, let mark):
            var digits = String(time.nanosecond)
            digits = String(repeating: "0", count: 9 - digits.utf8.count) + digits
            digits = String(digits.prefix(places)) + String(repeating: "0", count: max(0, places - 9))
            if dropsZeros { while digits.hasSuffix("0") { digits.removeLast() } }
            return digits.isEmpty ? "" : String(Unicode.Scalar(mark)) + digits
        }
    }

    private static func offset(_ seconds: Int, _ isZ: Bool, _ colon: Bool, _ parts: Int) -> String {
        if isZ, seconds == 0 { return "Z" }
        let amount = abs(seconds)
        let numbers = [amount / 3600, amount / 60 % 60, amount % 60].prefix(parts).map(two)
        return (seconds < 0 ? "-" : "+") + numbers.joined(separator: colon ? ":" : "")
    }
}
