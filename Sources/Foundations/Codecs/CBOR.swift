/// A CBOR value (RFC 8949), with what the format tells apart and JSON does not.
public enum CBOR: Sendable, Equatable {
    /// A simple value without a meaning of its own here; `false`, `true`, `null` and `undefined` have cases.
    case simple(UInt8)
    case null
    case undefined
    case bool(Bool)
    case unsigned(UInt64)
    /// -1 - n, which reaches beyond `Int64`.
    case negative(UInt64)
    /// Also what was written in 16 bits.
    case float(Float)
    case double(Double)
    case bytes([UInt8])
    case text(String)
    case array([CBOR])
    /// In the order of the bytes; keys may be of any kind.
    case map([Pair])
    indirect case tagged(UInt64, CBOR)

    public struct Pair: Sendable, Equatable {
        public let key: CBOR
        public let value: CBOR

        public init(_ key: CBOR, _ value: CBOR) {
            self.key = key
            self.value = value
        }
    }

    /// Seconds since 1970 (section 3.4.2).
    public static let timeTag: UInt64 = 1
    /// A whole number's bytes, and -1 less such a number (section 3.4.3).
    public static let bigNumberTag: UInt64 = 2
    public static let negativeBigNumberTag: UInt64 = 3

    public init(_ value: Int64) {
        self = value < 0 ? .negative(UInt64(-1 - value)) : .unsigned(UInt64(value))
    }

    /// The value of a text key; nil when there is none, or this is no map. The first of equal keys counts.
    public subscript(key: String) -> CBOR? {
        guard case .map(let pairs) = self else { return nil }
        return pairs.first { $0.key == .text(key) }?.value
    }
}
