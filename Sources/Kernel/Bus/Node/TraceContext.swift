import Synchronization

/// The W3C trace context (Trace Context Level 1, section 3.2) that a call carries.
public struct TraceContext: Codable, Sendable, Hashable {
    /// 32 lower-case hexadecimal digits, not all zero.
    public let traceID: String
    /// 16 lower-case hexadecimal digits, not all zero.
    public let spanID: String
    public let isSampled: Bool

    public init(traceID: String, spanID: String, isSampled: Bool) {
        self.traceID = traceID
        self.spanID = spanID
        self.isSampled = isSampled
    }

    public static func start() -> TraceContext {
        TraceContext(traceID: hex(2), spanID: hex(1), isSampled: true)
    }

    /// A child span of the same trace.
    public func child() -> TraceContext {
        TraceContext(traceID: traceID, spanID: TraceContext.hex(1), isSampled: isSampled)
    }

    /// Nil when the `traceparent` header is malformed, as section 3.2.2 wants it ignored.
    public init?(traceparent: String) {
        let parts = traceparent.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        let isHex = { (text: String, count: Int) in
            text.utf8.count == count
                && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
        }
        guard parts.count >= 4, isHex(parts[0], 2), parts[0] != "ff", isHex(parts[1], 32),
            isHex(parts[2], 16),
            isHex(parts[3], 2), parts[0] != "00" || parts.count == 4,
            parts[1].contains(where: { $0 != "0" }), parts[2].contains(where: { $0 != "0" }),
            let flags = UInt8(parts[3], radix: 16)
        else { return nil }
        self.init(traceID: parts[1], spanID: parts[2], isSampled: flags & 1 == 1)
    }

    public var traceparent: String { "00-\(traceID)-\(spanID)-\(isSampled ? "01" : "00")" }

    private static func hex(_ words: Int) -> String {
        String(unsafeUninitializedCapacity: words * 16) { out in
            for word in 0..<words {
                let value = TraceNumbers.next()
                for digit in 0..<16 {
                    let nibble = UInt8(truncatingIfNeeded: value >> UInt64(60 - digit * 4)) & 0xf
                    out[word * 16 + digit] = nibble < 10 ? 0x30 + nibble : 0x57 + nibble
                }
            }
            return words * 16
        }
    }
}

/// Numbers that tell traces apart. They are no secret, so that one call of the system's generator, which
/// is a call of the kernel, serves the whole process.
private enum TraceNumbers {
    private static let state = Atomic<UInt64>(UInt64.random(in: .min ... .max))

    /// SplitMix64; never 0.
    static func next() -> UInt64 {
        var z = state.wrappingAdd(0x9e37_79b9_7f4a_7c15, ordering: .relaxed).newValue
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return (z ^ (z >> 31)) | 1
    }
}
