public import Faults
import FoundationEssentials
public import Values

extension MessagePack {
    /// The same value. Numbers whose text no integer or double would give back (`1.0`, 40 digits) go as
    /// the extension `exactNumberType`, so that nothing is lost on the way through.
    public init(_ json: JSON) {
        switch json {
        case .null: self = .null
        case .bool(let value): self = .bool(value)
        case .string(let text): self = .string(text)
        case .array(let elements): self = .array(elements.map(MessagePack.init))
        case .object(let object): self = .map(object.map { Pair(.string($0.key), MessagePack($0.value)) })
        case .number(let number):
            if let value = number.integer(as: Int64.self), JSON.Number(value) == number {
                self = .integer(value)
            } else if let value = number.integer(as: UInt64.self), JSON.Number(value) == number {
                self = .unsigned(value)
            } else if let value = number.double, JSON.Number(value) == number {
                self = .double(value)
            } else {
                self = .ext(MessagePack.exactNumberType, Array(number.text.utf8))
            }
        }
    }

    /// As JSON: bytes become Base64, timestamps RFC 3339, keys text.
    ///
    /// Faults: `messagepack.not_json` for infinities, other extensions, and keys that are neither text
    /// nor whole numbers.
    public func json() throws(Fault) -> JSON {
        switch self {
        case .null: return .null
        case .bool(let value): return .bool(value)
        case .integer(let value): return JSON(value)
        case .unsigned(let value): return JSON(value)
        case .float(let value): return try MessagePack.number(Double("\(value)") ?? Double(value))
        case .double(let value): return try MessagePack.number(value)
        case .string(let text): return .string(text)
        case .binary(let bytes): return .string(Data(bytes).base64EncodedString())
        case .array(let elements):
            var list: [JSON] = []
            list.reserveCapacity(elements.count)
            for element in elements { list.append(try element.json()) }
            return .array(list)
        case .map(let pairs):
            var object = JSON.Object()
            for pair in pairs { object[try pair.key.name()] = try pair.value.json() }
            return .object(object)
        case .ext(MessagePack.exactNumberType, let bytes):
            guard let number = JSON.Number(String(decoding: bytes, as: UTF8.self)) else {
                throw MessagePack.notJSON("a number that is none")
            }
            return .number(number)
        case .ext(MessagePack.timestampType, let bytes):
            guard let date = MessagePack.timestamp(bytes) else {
                throw MessagePack.notJSON("a broken timestamp")
            }
            return .string(date.rfc3339)
        case .ext(let type, _): throw MessagePack.notJSON("the extension \(type)")
        }
    }

    private func name() throws(Fault) -> String {
        switch self {
        case .string(let text): return text
        case .integer(let value): return String(value)
        case .unsigned(let value): return String(value)
        default: throw MessagePack.notJSON("a key that is neither text nor a whole number")
        }
    }

    private static func number(_ value: Double) throws(Fault) -> JSON {
        guard let json = JSON(value) else { throw notJSON("\(value)") }
        return json
    }

    private static func notJSON(_ what: String) -> Fault {
        Fault(.invalid, "messagepack.not_json", "The MessagePack holds \(what), which JSON cannot tell.")
    }

    /// The three forms of the specification: 32, 64 and 96 bits.
    private static func timestamp(_ bytes: [UInt8]) -> Date? {
        func number(_ part: some Sequence<UInt8>) -> UInt64 { part.reduce(0) { $0 << 8 | UInt64($1) } }
        let seconds: Double
        let nanoseconds: UInt64
        switch bytes.count {
        case 4: (seconds, nanoseconds) = (Double(number(bytes)), 0)
        case 8: (seconds, nanoseconds) = (Double(number(bytes) & 0x3_ffff_ffff), number(bytes) >> 34)
        case 12:
            seconds = Double(Int64(bitPattern: number(bytes[4...])))
            nanoseconds = number(bytes[..<4])
        default: return nil
        }
        // Years 0 to 9999, which RFC 3339 can tell.
        guard nanoseconds < 1_000_000_000, (-62_167_219_200..<253_402_300_800).contains(seconds) else {
            return nil
        }
        return Date(timeIntervalSince1970: seconds + Double(nanoseconds) / 1e9)
    }
}

/// `Codable` to and from MessagePack, with `JSONCoding`'s way of writing dates, bytes and the rest.
public enum MessagePackCoding {
    /// Faults: as `JSONCoding.encode`.
    public static func encode<T: Encodable>(_ value: T) throws(Fault) -> [UInt8] {
        MessagePack(try JSONCoding.json(of: value)).bytes()
    }

    /// Faults: `messagepack.malformed`, `messagepack.not_json`, `json.invalid`.
    public static func decode<T: Decodable>(_ type: T.Type = T.self, from bytes: [UInt8]) throws(Fault) -> T {
        try JSONCoding.decode(type, from: MessagePack(parsing: bytes).json())
    }
}
