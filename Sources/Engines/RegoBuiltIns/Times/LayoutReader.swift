import Rego

/// Reads a time by a layout.
struct LayoutReader {
    private let layout: String
    private let value: String
    private var rest: ArraySlice<UInt8>
    private var time = CivilTime(year: 0, month: 1, day: 1)
    private var isAfternoon: Bool?
    private var dayOfYear: Int?
    private var hasOffset = false

    static func parse(_ layout: String, _ value: String) throws(BuiltInFault) -> CivilTime {
        var reader = LayoutReader(layout: layout, value: value, rest: Array(value.utf8)[...])
        let pieces = Layout.pieces(layout)
        for (place, piece) in pieces.enumerated() {
            try reader.read(piece, next: place + 1 < pieces.count ? pieces[place + 1] : nil)
        }
        guard reader.rest.isEmpty else {
            throw .failed(
                "parsing time \"\(value)\": extra text: \"\(String(decoding: reader.rest, as: UTF8.self))\"")
        }
        return try reader.finished()
    }

    private init(layout: String, value: String, rest: ArraySlice<UInt8>) {
        self.layout = layout
        self.value = value
        self.rest = rest
    }

    private var malformed: BuiltInFault {
        .failed(
            "parsing time \"\(value)\" as \"\(layout)\": cannot parse \"\(String(decoding: rest, as: UTF8.self))\""
        )
    }

    private func outOfRange(_ what: String) -> BuiltInFault {
        .failed("parsing time \"\(value)\": \(what) out of range")
    }

    private mutating func number(_ least: Int, _ most: Int) throws(BuiltInFault) -> Int {
        let digits = rest.prefix(most).prefix { $0 &- 0x30 < 10 }
        guard digits.count >= least, let number = Int(String(decoding: digits, as: UTF8.self)) else {
            throw malformed
        }
        rest = rest.dropFirst(digits.count)
        return number
    }

    private mutating func name(_ names: [String]) throws(BuiltInFault) -> Int {
        for (place, name) in names.enumerated() {
            let head = String(decoding: rest.prefix(name.utf8.count), as: UTF8.self)
            if head.lowercased() == name.lowercased() {
                rest = rest.dropFirst(name.utf8.count)
                return place
            }
        }
        throw malformed
    }

    private mutating func read(_ piece: Layout.Piece, next: Layout.Piece?) throws(BuiltInFault) {
        switch piece {
        case .text(let text): try literal(text)
        case .year: time.year = try number(4, 4)
        case .shortYear:
            let short = try number(2, 2)
            time.year = short >= 69 ? 1900 + short : 2000 + short
        case .longMonth: time.month = try name(CivilTime.months) + 1
        case .month: time.month = try name(CivilTime.months.map { String($0.prefix(3)) }) + 1
        case .zeroMonth: time.month = try bounded(number(2, 2), 1...12, "month")
        case .numMonth: time.month = try bounded(number(1, 2), 1...12, "month")
        case .longWeekday: _ = try name(CivilTime.weekdays)
        case .weekday: _ = try name(CivilTime.weekdays.map { String($0.prefix(3)) })
        case .day: time.day = try number(1, 2)
        case .underDay:
            if rest.first == 0x20 { rest.removeFirst() }
            time.day = try number(1, 2)
        case .zeroDay: time.day = try number(2, 2)
        case .underYearDay, .zeroYearDay:
            while rest.first == 0x20 { rest.removeFirst() }
            dayOfYear = try number(1, 3)
        case .hour: time.hour = try bounded(number(2, 2), 0...23, "hour")
        case .hour12: time.hour = try bounded(number(1, 2), 0...12, "hour")
        case .zeroHour12: time.hour = try bounded(number(2, 2), 0...12, "hour")
        case .minute: time.minute = try bounded(number(1, 2), 0...59, "minute")
        case .zeroMinute: time.minute = try bounded(number(2, 2), 0...59, "minute")
        case .second, .zeroSecond:
            if case .second = piece { time.second = try number(1, 2) } else { time.second = try number(2, 2) }
            _ = try bounded(time.second, 0...59, "second")
            if case .fraction = next { return }
            if let mark = rest.first, mark == UInt8(ascii: ".") || mark == UInt8(ascii: ","),
                let digit = rest.dropFirst().first, digit &- 0x30 < 10
            {
                try readFraction()
            }
        case .upperPM, .lowerPM: isAfternoon = try name(["AM", "PM"]) == 1
        case .zone: try readZone()
        case .offset(let isZ, let colon, let parts): try readOffset(isZ, colon, parts)
        case .fraction(_, let dropsZeros, _):
            if dropsZeros, rest.first != UInt8(ascii: "."), rest.first != UInt8(ascii: ",") { return }
            try readFraction()
        }
    }

    private func bounded(_ value: Int, _ range: ClosedRange<Int>, _ what: String) throws(BuiltInFault) -> Int
    {
        guard range.contains(value) else { throw outOfRange(what) }
        return value
    }

    private mutating func literal(_ text: String) throws(BuiltInFault) {
        guard rest.starts(with: text.utf8) else { throw malformed }
        rest = rest.dropFirst(text.utf8.count)
    }

    private mutating func readFraction() throws(BuiltInFault) {
        guard let mark = rest.first, mark == UInt8(ascii: ".") || mark == UInt8(ascii: ",") else {
            throw malformed
        }
        rest.removeFirst()
        let digits = rest.prefix { $0 &- 0x30 < 10 }
        guard !digits.isEmpty else { throw malformed }
        rest = rest.dropFirst(digits.count)
        var nanoseconds = 0
        for place in 0..<9 {
            let digit = place < digits.count ? Int(digits[digits.startIndex + place] &- 0x30) : 0
            nanoseconds = nanoseconds * 10 + digit
        }
        time.nanosecond = nanoseconds
    }

    private mutating func readZone() throws(BuiltInFault) {
        let letters = rest.prefix { $0 &- 0x41 < 26 }
        guard letters.count >= 3 else { throw malformed }
        rest = rest.dropFirst(letters.count)
        time.zone = String(decoding: letters, as: UTF8.self)
        hasOffset = true
    }

    private mutating func readOffset(_ isZ: Bool, _ colon: Bool, _ parts: Int) throws(BuiltInFault) {
        hasOffset = true
        if isZ, rest.first == UInt8(ascii: "Z") {
            rest.removeFirst()
            return
        }
        guard let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else {
            throw malformed
        }
        rest.removeFirst()
        var seconds = 0
        for (part, unit) in zip(0..<parts, [3600, 60, 1]) {
            if part > 0, colon { try literal(":") }
            let value = try number(2, 2)
            guard value <= (part == 0 ? 24 : 59) else { throw outOfRange("time zone offset") }
            seconds += value * unit
        }
        time.offset = sign == UInt8(ascii: "-") ? -seconds : seconds
    }

    private func finished() throws(BuiltInFault) -> CivilTime {
        var time = time
        if let isAfternoon { time.hour = time.hour % 12 + (isAfternoon ? 12 : 0) }
        if let dayOfYear {
            guard dayOfYear >= 1,
                dayOfYear <= CivilTime.days(time.year + 1, 1, 1) - CivilTime.days(time.year, 1, 1)
            else {
                throw outOfRange("day-of-year")
            }
            var left = dayOfYear
            time.month = 1
            while left > CivilTime.daysIn(time.year, time.month) {
                left -= CivilTime.daysIn(time.year, time.month)
                time.month += 1
            }
            time.day = left
        }
        guard time.day >= 1, time.day <= CivilTime.daysIn(time.year, time.month) else {
            throw outOfRange("day")
        }
        return time
    }
}
