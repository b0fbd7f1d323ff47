/// When a zone's clocks changed and will change: a file of RFC 9636 (TZif).
struct TimeZoneRules: Sendable {
    private var moments: [Int] = []
    private var kinds: [UInt8] = []
    private var offsets: [(seconds: Int, name: String)] = [(0, "UTC")]
    /// The rule for later moments, as POSIX writes it.
    private var rule: PosixZone?

    static let utc = TimeZoneRules()

    init() {}

    init(fixed seconds: Int, name: String) { offsets = [(seconds, name)] }

    /// Nil when the bytes are no TZif of version 2 or later.
    init?(_ bytes: [UInt8]) {
        guard let first = Header(bytes, 0), first.version >= UInt8(ascii: "2"),
            let header = Header(bytes, first.end(4)), header.end(8) <= bytes.count, header.typeCount > 0
        else { return nil }
        var at = header.start + 44
        func big(_ at: Int, _ width: Int) -> Int {
            var value = Int(Int8(bitPattern: bytes[at]))
            for place in 1..<width { value = value << 8 | Int(bytes[at + place]) }
            return value
        }
        for place in 0..<header.timeCount { moments.append(big(at + place * 8, 8)) }
        at += header.timeCount * 8
        kinds = Array(bytes[at..<at + header.timeCount])
        at += header.timeCount
        let names = at + header.typeCount * 6
        offsets = []
        for place in 0..<header.typeCount {
            let start = names + Int(bytes[at + place * 6 + 5])
            let end = bytes[start...].firstIndex(of: 0) ?? start
            offsets.append((big(at + place * 6, 4), String(decoding: bytes[start..<end], as: UTF8.self)))
        }
        guard kinds.allSatisfy({ Int($0) < offsets.count }) else { return nil }
        let footer = bytes[header.end(8)...].split(separator: 0x0a).first ?? []
        rule = PosixZone(String(decoding: footer, as: UTF8.self))
    }

    private struct Header {
        let start: Int
        let version: UInt8
        let counts: [Int]
        var timeCount: Int { counts[3] }
        var typeCount: Int { counts[4] }

        init?(_ bytes: [UInt8], _ start: Int) {
            guard start >= 0, start + 44 <= bytes.count, bytes[start..<start + 4].elementsEqual("TZif".utf8)
            else { return nil }
            self.start = start
            version = bytes[start + 4]
            counts = (0..<6).map { place in
                (0..<4).reduce(0) { $0 << 8 | Int(bytes[start + 20 + place * 4 + $1]) }
            }
            guard counts.allSatisfy({ $0 < 1 << 20 }) else { return nil }
        }

        /// isutc, isstd, leap, time, type, char.
        func end(_ width: Int) -> Int {
            start + 44 + counts[3] * (width + 1) + counts[4] * 6 + counts[5] + counts[2] * (width + 4)
                + counts[1] + counts[0]
        }
    }

    /// The offset from UTC at a moment in seconds since 1970.
    func offset(at seconds: Int) -> (Int, String) {
        guard let last = moments.last else {
            return rule?.offset(at: seconds) ?? (offsets[0].seconds, offsets[0].name)
        }
        if seconds >= last, let rule { return rule.offset(at: seconds) }
        var low = 0
        var high = moments.count
        while low < high {
            let middle = (low + high) / 2
            if moments[middle] <= seconds { low = middle + 1 } else { high = middle }
        }
        let kind = offsets[low == 0 ? 0 : Int(kinds[low - 1])]
        return (kind.seconds, kind.name)
    }

    /// The offset for a moment that is told in local time.
    func offset(local seconds: Int) -> Int {
        let guess = offset(at: seconds).0
        let second = offset(at: seconds - guess).0
        return second
    }
}

/// The last line of a zone's file: `EST5EDT,M3.2.0,M11.1.0`.
struct PosixZone: Sendable {
    private var standard = (name: "", offset: 0)
    private var summer: (name: String, offset: Int)?
    private var start = (month: 0, week: 0, day: 0, time: 7200)
    private var end = (month: 0, week: 0, day: 0, time: 7200)

    init?(_ text: String) {
        var rest = text[...]
        guard let name = Self.name(&rest), let offset = Self.offset(&rest) else { return nil }
        standard = (name, -offset)
        guard !rest.isEmpty else { return }
        guard let other = Self.name(&rest) else { return nil }
        var moved = standard.offset + 3600
        if !rest.hasPrefix(","), let offset = Self.offset(&rest) { moved = -offset }
        summer = (other, moved)
        let rules = rest.split(separator: ",")
        guard rules.count == 2, let first = Self.rule(rules[0]), let last = Self.rule(rules[1]) else {
            return nil
        }
        start = first
        end = last
    }

    private static func name(_ rest: inout Substring) -> String? {
        if rest.hasPrefix("<"), let close = rest.firstIndex(of: ">") {
            defer { rest = rest[rest.index(after: close)...] }
            return String(rest[rest.index(after: rest.startIndex)..<close])
        }
        let name = rest.prefix { $0.isLetter }
        rest = rest.dropFirst(name.count)
        return name.isEmpty ? nil : String(name)
    }

    private static func offset(_ rest: inout Substring) -> Int? {
        let text = rest.prefix { $0.isNumber || "+-:".contains($0) }
        rest = rest.dropFirst(text.count)
        return seconds(text)
    }

    private static func seconds(_ text: Substring) -> Int? {
        let isNegative = text.hasPrefix("-")
        let parts = text.drop { $0 == "+" || $0 == "-" }.split(separator: ":").map { Int($0) }
        guard let hours = parts.first ?? nil else { return nil }
        let all =
            hours * 3600 + ((parts.count > 1 ? parts[1] : 0) ?? 0) * 60
            + ((parts.count > 2 ? parts[2] : 0) ?? 0)
        return isNegative ? -all : all
    }

    private static func rule(_ text: Substring) -> (month: Int, week: Int, day: Int, time: Int)? {
        let parts = text.split(separator: "/")
        guard parts[0].hasPrefix("M") else { return nil }
        let numbers = parts[0].dropFirst().split(separator: ".").compactMap { Int($0) }
        guard numbers.count == 3 else { return nil }
        return (numbers[0], numbers[1], numbers[2], parts.count > 1 ? seconds(parts[1]) ?? 7200 : 7200)
    }

    private func moment(_ rule: (month: Int, week: Int, day: Int, time: Int), _ year: Int) -> Int {
        var time = CivilTime(year: year, month: rule.month, day: 1)
        var day = 1 + (rule.day - time.weekday + 7) % 7 + (rule.week - 1) * 7
        if day > CivilTime.daysIn(year, rule.month) { day -= 7 }
        time.day = day
        return CivilTime.days(year, rule.month, day) * 86400 + rule.time
    }

    func offset(at seconds: Int) -> (Int, String) {
        guard let summer else { return (standard.offset, standard.name) }
        let year =
            CivilTime(nanoseconds: 0, zone: .utc).year
            + CivilTime.floorDivide(seconds, 31_556_952)
        for candidate in [year - 1, year, year + 1] {
            let from = moment(start, candidate) - standard.offset
            let to = moment(end, candidate) - summer.offset
            if from < to, seconds >= from, seconds < to { return (summer.offset, summer.name) }
            if from > to {
                let next = moment(end, candidate + 1) - summer.offset
                if seconds >= from, seconds < next { return (summer.offset, summer.name) }
            }
        }
        return (standard.offset, standard.name)
    }
}
