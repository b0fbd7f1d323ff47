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
        let bytes = Array(text.utf8)
        guard bytes.count == 36 else { return nil }
        var words: [UInt64] = [0, 0]
        var digits = 0
        for (index, byte) in bytes.enumerated() {
            if [8, 13, 18, 23].contains(index) {
                guard byte == UInt8(ascii: "-") else { return nil }
                continue
            }
            guard let value = hexadecimal(byte) else { return nil }
            words[digits / 16] = words[digits / 16] << 4 | UInt64(value)
            digits += 1
        }
        self.init(high: words[0], low: words[1])
    }

    public var text: String {
        let alphabet = Array("0123456789abcdef".utf8)
        var out: [UInt8] = []
        out.reserveCapacity(36)
        for index in 0..<32 {
            if [8, 12, 16, 20].contains(index) { out.append(UInt8(ascii: "-")) }
            let word = index < 16 ? high : low
            out.append(alphabet[Int(word >> UInt64(60 - (index % 16) * 4) & 0xf)])
        }
        return String(decoding: out, as: UTF8.self)
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
