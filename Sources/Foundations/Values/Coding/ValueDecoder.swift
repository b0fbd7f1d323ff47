import Faults
import FoundationEssentials

/// A value that does not fit where it stands.
struct Mismatch: Error {
    let index: Int
    let message: String
}

/// The decoder that reads a token of a tape. It carries no path: places are found when they are needed.
struct ValueDecoder: Decoder {
    let tape: Tape
    let index: Int
    let record: FieldRecord?

    var node: JSONDocument.Node { JSONDocument.Node(tape: tape, index: index) }
    var codingPath: [any CodingKey] { tape.path(to: index).map(Place.init) }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard tape.token(index) == .object else { throw mismatch("an object") }
        record?.note(object: index)
        return KeyedDecodingContainer(MemberReader(decoder: self))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard tape.token(index) == .array else { throw mismatch("an array") }
        return ElementReader(decoder: self)
    }

    func singleValueContainer() -> any SingleValueDecodingContainer { ScalarReader(decoder: self) }

    @inline(__always)
    func at(_ index: Int) -> ValueDecoder { ValueDecoder(tape: tape, index: index, record: record) }

    func mismatch(_ expected: String) -> Mismatch {
        let found =
            switch node.kind {
            case .null: "null"
            case .array, .object: "an \(node.kind.rawValue)"
            case .number: "the number \(tape.rawString(index).prefix(40))"
            case .bool: tape.rawString(index)
            case .string: "a string"
            }
        return Mismatch(index: index, message: "expected \(expected), found \(found)")
    }

    // MARK: Values

    var isNull: Bool { tape.token(index) == .null }

    func bool() throws -> Bool {
        switch tape.token(index) {
        case .true: return true
        case .false: return false
        default: throw mismatch("true or false")
        }
    }

    func string() throws -> String {
        guard tape.token(index) == .string else { throw mismatch("a string") }
        return tape.string(index)
    }

    func integer<T: FixedWidthInteger>(_ type: T.Type = T.self) throws -> T {
        guard tape.token(index) == .number, let value: T = tape.integer(index) else {
            throw mismatch("a whole number from \(T.min) to \(T.max)")
        }
        return value
    }

    func double() throws -> Double {
        guard tape.token(index) == .number, let value = tape.double(index) else {
            throw mismatch("a number")
        }
        return value
    }

    func float() throws -> Float {
        let value = Float(try double())
        guard value.isFinite else { throw mismatch("a number of single precision") }
        return value
    }

    /// What JSON or the house has its own way for, and otherwise the type's own code, whose faults get
    /// the place at which they arose.
    func unbox<T: Decodable>(_ type: T.Type) throws -> T {
        if T.self == String.self, let value = try string() as? T { return value }
        if T.self == Int.self, let value = try integer(Int.self) as? T { return value }
        if T.self == Bool.self, let value = try bool() as? T { return value }
        if T.self == Double.self, let value = try double() as? T { return value }
        if T.self == JSON.self, let value = node.json as? T { return value }
        if T.self == Date.self, let value = try date() as? T { return value }
        if T.self == Data.self, let value = try base64() as? T { return value }
        if T.self == URL.self, let value = try url() as? T { return value }
        do {
            return try T(from: self)
        } catch let fault as Fault where fault.kind == .invalid {
            throw Mismatch(index: index, message: fault.message)
        } catch let error as DecodingError {
            guard case .dataCorrupted = error, let values = texts(of: type) else { throw error }
            throw mismatch("one of " + values.joined(separator: ", "))
        }
    }

    private func date() throws -> Date {
        guard tape.token(index) == .string, let date = Date(rfc3339: tape.string(index)) else {
            throw mismatch("a time such as 2026-01-31T12:00:00Z")
        }
        return date
    }

    private func base64() throws -> Data {
        guard tape.token(index) == .string, let bytes = Data(base64Encoded: tape.string(index)) else {
            throw mismatch("base64")
        }
        return bytes
    }

    private func url() throws -> URL {
        guard tape.token(index) == .string, let url = URL(string: tape.string(index)) else {
            throw mismatch("a URL")
        }
        return url
    }
}

/// The texts that an enumeration may be written as.
private func texts(of type: Any.Type) -> [String]? {
    func all<C: CaseIterable>(_ type: C.Type) -> [String] {
        type.allCases.compactMap { ($0 as? any RawRepresentable)?.rawValue as? String }
    }
    guard let type = type as? any CaseIterable.Type else { return nil }
    let texts = all(type)
    return texts.isEmpty ? nil : texts
}
