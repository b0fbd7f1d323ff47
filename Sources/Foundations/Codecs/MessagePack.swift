import Faults
import Values

/// A MessagePack value, with all that the format tells apart and JSON does not.
public enum MessagePack: Sendable, Equatable {
    case null
    case bool(Bool)
    case integer(Int64)
    /// Only beyond `Int64`.
    case unsigned(UInt64)
    case float(Float)
    case double(Double)
    case string(String)
    case binary([UInt8])
    case array([MessagePack])
    /// In the order of the bytes; keys may be of any kind.
    case map([Pair])
    /// An application's own type, or a negative one of the specification's.
    case ext(Int8, [UInt8])

    public struct Pair: Sendable, Equatable {
        public let key: MessagePack
        public let value: MessagePack

        public init(_ key: MessagePack, _ value: MessagePack) {
            self.key = key
            self.value = value
        }
    }

    /// A JSON number's exact text, where no integer or double has the same text.
    public static let exactNumberType: Int8 = 1
    /// The specification's timestamp.
    public static let timestampType: Int8 = -1
}
