import Synchronization

/// A time-ordered 128-bit identifier (RFC 9562, section 5.7), written as 36 lower-case characters.
public struct UUIDv7: Hashable, Sendable, Comparable {
    public let high: UInt64
    public let low: UInt64

    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// A new identifier, later than all made before it by this process, even within a millisecond.
    public static func next(at now: Timestamp = .now) -> UUIDv7 {
        let milliseconds = UInt64(max(0, now.milliseconds))
        let slot = last.withLock { last -> (UInt64, UInt64) in
            if milliseconds > last.0 {
                last = (milliseconds, UInt64.random(in: 0..<0x400))
            } else if last.1 < 0xfff {
                last.1 += 1
            } else {
                last = (last.0 + 1, 0)
            }
            return last
        }
        let random = UInt64.random(in: .min ... .max)
        return UUIDv7(
            high: slot.0 << 16 | 0x7000 | slot.1,
            low: random & 0x3fff_ffff_ffff_ffff | 0x8000_0000_0000_0000)
    }

    private static let last = Mutex<(UInt64, UInt64)>((0, 0))

    /// Nil unless `text` is 36 characters of the canonical form; any version is accepted.
    public init?(_ text: String) {
        let bytes = text.utf8
        guard bytes.count == 36 else { return nil }
        // Shifted together, so that the first sixteen digits have moved into `high` at the end.
        var (high, low) = (UInt64(0), UInt64(0))
        var index = 0
        for byte in bytes {
            if index == 8 || index == 13 || index == 18 || index == 23 {
                guard byte == UInt8(ascii: "-") else { return nil }
            } else {
                guard let value = hexadecimal(byte) else { return nil }
                high = high << 4 | low >> 60
                low = low << 4 | UInt64(value)
            }
            index += 1
        }
        self.init(high: high, low: low)
    }

    public var text: String {
        String(unsafeUninitializedCapacity: 36) { out in
            var place = 0
            for digit in 0..<32 {
                if digit == 8 || digit == 12 || digit == 16 || digit == 20 {
                    out[place] = UInt8(ascii: "-")
                    place += 1
                }
                let word = digit < 16 ? high : low
                let nibble = UInt8(truncatingIfNeeded: word >> UInt64(60 - (digit & 15) * 4)) & 0xf
                out[place] = nibble < 10 ? 0x30 + nibble : 0x57 + nibble
                place += 1
            }
            return place
        }
    }

    /// When the identifier was made, to the millisecond.
    public var timestamp: Timestamp { Timestamp(milliseconds: Int64(high >> 16)) }

    public static func < (a: UUIDv7, b: UUIDv7) -> Bool { (a.high, a.low) < (b.high, b.low) }
}

private func hexadecimal(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
}
