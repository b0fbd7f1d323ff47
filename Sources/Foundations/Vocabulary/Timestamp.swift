import Glibc
import Schemas

/// A moment in UTC with millisecond precision; RFC 3339 text on the wire, `2026-01-31T12:00:00.000Z`.
public struct Timestamp: Hashable, Sendable, Comparable, Described {
    /// Since 1970-01-01T00:00:00Z, without leap seconds.
    public let milliseconds: Int64

    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    public static var now: Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }

    public static var schema: Schema { .string(format: "date-time") }

    public static func < (a: Timestamp, b: Timestamp) -> Bool { a.milliseconds < b.milliseconds }

    public static func + (a: Timestamp, span: Duration) -> Timestamp {
        Timestamp(milliseconds: a.milliseconds + span.milliseconds)
    }

    public static func - (a: Timestamp, b: Timestamp) -> Duration {
        .milliseconds(a.milliseconds - b.milliseconds)
    }
}

extension Duration {
    /// Whole milliseconds, cut off toward zero.
    public var milliseconds: Int64 {
        components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    }
}

extension Timestamp: CustomStringConvertible {
    /// RFC 3339, section 5.6, always in UTC and with three decimals.
    public var description: String {
        let days = milliseconds.floorDivided(by: 86_400_000)
        let rest = milliseconds - days * 86_400_000
        let date = CivilDate(day: days)
        let clock = (rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60, rest % 1000)
        guard (0...9999).contains(date.year) else {
            return "\(pad(date.year, 4))-\(pad(date.month, 2))-\(pad(date.day, 2))"
                + "T\(pad(clock.0, 2)):\(pad(clock.1, 2)):\(pad(clock.2, 2)).\(pad(clock.3, 3))Z"
        }
        // Answers are full of times: one text, and no others on the way to it.
        return String(unsafeUninitializedCapacity: 24) { out in
            put(date.year, 4, before: "-", at: 0, out)
            put(date.month, 2, before: "-", at: 5, out)
            put(date.day, 2, before: "T", at: 8, out)
            put(clock.0, 2, before: ":", at: 11, out)
            put(clock.1, 2, before: ":", at: 14, out)
            put(clock.2, 2, before: ".", at: 17, out)
            put(clock.3, 3, before: "Z", at: 20, out)
            return 24
        }
    }

    /// Reads RFC 3339 text with any offset; decimals beyond the third are cut off.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        func number(_ range: Range<Int>) -> Int64? {
            guard range.upperBound <= bytes.count else { return nil }
            var value: Int64 = 0
            for byte in bytes[range] {
                guard (0x30...0x39).contains(byte) else { return nil }
                value = value * 10 + Int64(byte - 0x30)
            }
            return value
        }
        guard bytes.count >= 20, bytes[4] == 0x2d, bytes[7] == 0x2d, bytes[10] | 0x20 == 0x74,
            bytes[13] == 0x3a, bytes[16] == 0x3a,
            let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
            let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
            (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second < 61
        else { return nil }
        var index = 19
        var fraction: Int64 = 0
        if bytes[index] == 0x2e {
            var scale: Int64 = 100
            index += 1
            let start = index
            while index < bytes.count, (0x30...0x39).contains(bytes[index]) {
                fraction += Int64(bytes[index] - 0x30) * scale
                scale /= 10
                index += 1
            }
            guard index > start else { return nil }
        }
        guard index < bytes.count else { return nil }
        var offset: Int64 = 0
        if bytes[index] | 0x20 == 0x7a {
            guard index + 1 == bytes.count else { return nil }
        } else {
            guard index + 6 == bytes.count, bytes[index] == 0x2b || bytes[index] == 0x2d,
                bytes[index + 3] == 0x3a, let hours = number(index + 1..<index + 3),
                let minutes = number(index + 4..<index + 6), hours < 24, minutes < 60
            else { return nil }
            offset = (hours * 60 + minutes) * (bytes[index] == 0x2b ? 1 : -1)
        }
        let date = CivilDate(year: year, month: month, day: day)
        guard CivilDate(day: date.dayNumber) == date else { return nil }
        let minutes = date.dayNumber * 1440 + hour * 60 + minute - offset
        self.init(milliseconds: (minutes * 60 + second) * 1000 + fraction)
    }
}

extension Timestamp: Codable {
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let read = Timestamp(text) else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath, debugDescription: "an RFC 3339 time was expected"))
        }
        self = read
    }

    public func encode(to encoder: any Encoder) throws {
        var box = encoder.singleValueContainer()
        try box.encode(description)
    }
}

private func pad(_ value: Int64, _ width: Int) -> String {
    let text = String(value)
    return String(repeating: "0", count: max(0, width - text.count)) + text
}

/// Writes the digits from `place` on, and the mark behind them.
private func put(
    _ value: Int64, _ width: Int, before mark: Unicode.Scalar, at place: Int,
    _ out: UnsafeMutableBufferPointer<UInt8>
) {
    var rest = value
    for index in stride(from: place + width - 1, through: place, by: -1) {
        out[index] = 0x30 + UInt8(truncatingIfNeeded: rest % 10)
        rest /= 10
    }
    out[place + width] = UInt8(ascii: mark)
}
